"""What of a web page is not seen: hidden parts, words for screen readers only, struck-out words, controls, page marks.

In: an element. Out: the reason why its text is no text of the page, in words for a summary; None where it is read.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sources.formats.page_tree import NO_TEXT, Node

NEVER = "never text"
"""The reason that is not worth telling: programs and what stands in for pictures."""

_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|"
    r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|text-indent)\s*:\s*-\d{4})"
)
_STRIKING = re.compile(r"(?:^|[;{\s])text-decoration(?:-line)?\s*:[^;}]{0,60}\bline-through")
_SHOWING = re.compile(r"(?:^|[;{\s])(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible)")
STAND_IN = "shown where something else cannot be"
_STANDING_IN = frozenset({"iframe", "object", "applet", "canvas", "audio", "video", "noframes", "noembed", "template"})

_UTILITY = frozenset(
    ("sr-only", "usa-sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
     "screenreader-only", "element-invisible", "d-none", "is-hidden", "u-hidden", "display-none", "show-for-sr",
     "a11y-hidden", "wp-block-hidden")
)  # fmt: skip
"""Classes of widespread style sheets (Bootstrap, USWDS, WordPress, Drupal, Foundation) that take words off the
screen."""

_PAGE_MARKS = re.compile(r"(?:^|\s)(?:unprinted-element|printed-page)", re.I)  # federalregister.gov
_CONTROLS = frozenset({"button", "select", "textarea", "input", "option", "optgroup"})
_STRUCK = frozenset({"del", "s", "strike"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"})
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)")


class _Selector(NamedTuple):
    """A selector without combinators: a tag, an id, and classes; its weight as CSS counts it: ids, classes,
    tags, and its place in the sheet."""

    tag: str
    marks: frozenset[str]
    weight: tuple[int, int, int, int]
    hides: bool

    def fits(self, tag: str, marks: frozenset[str]) -> bool:
        return self.tag in ("", tag) and self.marks <= marks


class Seen:
    """What is seen on one page, with its own style sheets."""

    def __init__(self, page: Node) -> None:
        self._rules: dict[str, list[_Selector]] = {}
        for style in page.iter("style"):
            if (style.get("media") or "all").strip().lower() in ("all", "screen", ""):
                for selector in _selectors(style.text()):
                    key = min(selector.marks, default=selector.tag)
                    self._rules.setdefault(key, []).append(selector)

    def why_not(self, node: Node) -> str | None:
        """Why the text of an element is not read, or None."""
        if node.tag in NO_TEXT:
            return STAND_IN if node.tag in _STANDING_IN else NEVER
        if not node.attrib and node.tag not in _CONTROLS | _STRUCK | {"dialog"}:
            return "hidden" if self._rules and self._styled_away(node) else None
        if is_hidden(node.attrib) or (node.tag == "dialog" and "open" not in node.attrib):
            return "hidden"
        if _PAGE_MARKS.search(node.get("class") or ""):
            return "page marks"
        if self._rules and self._styled_away(node):
            return "hidden"
        if node.tag in _STRUCK or _STRIKING.search((node.get("style") or "").lower()):
            return "struck out"
        if node.tag in _CONTROLS and not any(around.tag in _HEADS for around in node.above()):
            return "controls"
        return None

    def _styled_away(self, node: Node) -> bool:
        """Whether the weightiest rule of the page's own style sheets on showing this element hides it."""
        marks = _marks(node.attrib)
        found = [
            (selector.weight, selector.hides)
            for key in (*marks, node.tag)
            for selector in self._rules.get(key, ())
            if selector.fits(node.tag, marks)
        ]
        style = (node.get("style") or "").lower()
        return bool(found) and max(found)[1] and not _SHOWING.search(style)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element says itself that it is not shown: `hidden`, `aria-hidden`, its style, a class made for
    that."""
    return (
        "hidden" in attributes
        or "popover" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDING.search(attributes.get("style", "").lower()))
        or not _UTILITY.isdisjoint(attributes.get("class", "").lower().split())
    )


def _marks(attributes: Mapping[str, str]) -> frozenset[str]:
    classes = [f".{name}" for name in attributes.get("class", "").split()]
    return frozenset([*classes, f"#{attributes['id']}"] if attributes.get("id") else classes)


def _selectors(sheet: str) -> Iterable[_Selector]:
    """The simple selectors of a style sheet that hide or show; rules for print or for some widths of the screen are
    passed over."""
    sheet = _without_comments(sheet)
    for place, rule in enumerate(_RULE.finditer(_without_conditions(sheet))):
        body = rule[2].lower()
        hides = bool(_HIDING.search("{" + body) or _STRIKING.search("{" + body))
        if not hides and not _SHOWING.search("{" + body):
            continue
        for written in rule[1].split(","):
            simple = _SIMPLE.fullmatch(written.strip())
            if simple and (simple["tag"] or simple["marks"]):
                marks = frozenset(re.findall(r"[.#][\w-]+", simple["marks"]))
                ids = sum(mark[0] == "#" for mark in marks)
                weight = (ids, len(marks) - ids, int(bool(simple["tag"])), place)
                yield _Selector((simple["tag"] or "").lower(), marks, weight, hides)


def _without_comments(sheet: str) -> str:
    kept, at = [], 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(sheet)
    return "".join([*kept, sheet[at:]])


def _without_conditions(sheet: str) -> str:
    """A style sheet without its `@media` and other blocks of blocks."""
    kept, depth, at, start = [], 0, 0, 0
    for mark in re.finditer(r"@(?=media|supports|container|keyframes|font-face|page)|[{}]", sheet):
        if depth == 0 and mark[0] == "@":
            kept.append(sheet[at : mark.start()])
            depth, start = 1, mark.end()
        elif depth and mark[0] == "{":
            depth += 1
        elif depth and mark[0] == "}":
            depth -= 1
            if depth == 1:
                depth, at = 0, mark.end()
    return "".join([*kept, sheet[at if depth == 0 else start :]]) if depth == 0 else "".join(kept)
