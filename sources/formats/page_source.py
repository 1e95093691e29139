"""The source of a web page before it is parsed: what a browser that runs scripts never reads as markup, and how deep it is nested."""

import re
from collections.abc import Iterator

_RAW = re.compile(r"<(?P<tag>script|style|textarea|title|noscript|xmp|iframe|noframes)(?=[\s/>])|<!--", re.I)


_SELF_CLOSED = re.compile(
    r"<(?P<tag>script|style|title|textarea|iframe|noscript|noframes|xmp)\b(?P<rest>[^<>]{0,2000})/>", re.I
)


_TEMPLATE = re.compile(r"<(?P<end>/?)template\b(?P<rest>[^<>]{0,2000})>", re.I)


def _with_shadows(html: str) -> str:
    """A page whose declared shadow roots are plain parts of it."""
    open_shadows: list[bool] = []

    def plain(tag: re.Match[str]) -> str:
        if tag["end"]:
            return "</div>" if open_shadows and open_shadows.pop() else tag[0]
        open_shadows.append("shadowrootmode" in tag["rest"].lower())
        return f"<div{tag['rest']}>" if open_shadows[-1] else tag[0]

    return _TEMPLATE.sub(plain, html)


def as_html(html: str) -> str:
    """A page as a browser takes it that the tree's maker does not: what an element of the page's own making shows
    (`<template shadowrootmode>`) is shown, and in XHTML an empty program is closed: `<script src="x"/>` would hide all
    behind it."""
    if "shadowrootmode" in html:
        html = _with_shadows(html)
    if "http://www.w3.org/1999/xhtml" not in html[:4000]:
        return html
    return _SELF_CLOSED.sub(r"<\g<tag>\g<rest>></\g<tag>>", html)


def without_noscript(html: str) -> str:
    """A page as a browser that runs scripts reads it: what stands in `<noscript>` is no markup to it, and is not
    shown."""
    if "<noscript" not in html.lower():
        return html
    kept, at, done = [], 0, 0
    while raw := _RAW.search(html, at):
        name = raw["tag"]
        end = re.compile(rf"</{name}(?=[\s/>])" if name else "-->", re.I).search(html, raw.end())
        at = end.end() if end else len(html)
        if name and name.lower() == "noscript":
            at = html.find(">", at) + 1 or len(html)
            kept.append(html[done : raw.start()])
            done = at
    return "".join([*kept, html[done:]])


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_IMPLIED = frozenset("p li td th tr tbody thead tfoot dt dd option optgroup colgroup rp rt".split())  # noqa: SIM905
_FENCES = frozenset({"table", "td", "th", "caption", "template", "object"})
_STYLES = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # noqa: SIM905
_OVERLAP = 10  # levels that are looked through for the border of a cell


def _tags(html: str) -> Iterator[tuple[str, str]]:
    """The tags of a page, in order: "/" for one that closes, and the name."""
    at = 0
    while (opening := _TAG.search(html, at)) and (at := html.find(">", opening.end()) + 1):
        yield opening[1], opening[2]


def deepest(html: str) -> int:
    """How many elements are open at once at most, guessed high: those that the next of their kind ends are left out,
    and an end tag ends what was opened inside of it and never closed, but not out of a table's cell."""
    names: list[str] = []
    places: dict[str, list[int]] = {}
    most = 0
    for closing, written in _tags(html):
        name = written.lower()
        if name in _VOID or (name in _IMPLIED and name not in _FENCES):
            continue
        if not closing:
            places.setdefault(name, []).append(len(names))
            names.append(name)
            most = max(most, len(names))
            continue
        known = places.get(name, [])
        while known and (known[-1] >= len(names) or names[known[-1]] != name):
            known.pop()
        if not known:
            continue
        if name in _STYLES:  # what is open inside of it stays open
            names[known.pop()] = ""
        elif name in _FENCES or not any(inside in _FENCES for inside in names[known[-1] :][-_OVERLAP:]):
            del names[known.pop() :]
        while names and not names[-1]:
            names.pop()
    return most
