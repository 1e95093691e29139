"""What an HTML page states of itself in meta tags and JSON-LD (schema.org articles)."""

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from sources.dates import parse_date
from sources.formats.page_tree import Node
from sources.front_matter import DocumentMetadata, is_address

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "parsely-title",
    "sailthru.title",
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "published_time", "publish-date", "publish_date",
    "publishdate", "pubdate", "publication_date", "publicationdate", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "article.published", "date", "release_date",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "application-name",
    "cre",
)
_ARTICLES = re.compile(
    r"(?:News|Report|Analysis|Opinion|Background|Review|Scholarly|Blog|Tech|Satirical|Advertiser)?(?:Article|Posting)|NewsArticle|Report|PressRelease|WebPage"
)
_DEEPEST = 8


def page_metadata(tree: Node) -> DocumentMetadata:
    """Title, date of publication, author, publisher and address, each from the first place that states it: JSON-LD of
    an article, then meta tags, then `<link rel=canonical>`, `<h1>` if there is one only, and `<title>`."""
    meta = _meta(tree)
    linked = _linked(tree)

    def first(*names: str) -> str | None:
        return next((meta[name] for name in names if meta.get(name)), None)

    dates = (linked.get("published"), *(meta.get(name) for name in _DATES))
    url = next(
        (
            address
            for address in (_canonical(tree), meta.get("og:url"), linked.get("url"))
            if address and is_address(address)
        ),
        None,
    )
    author = linked.get("author") or first(*_AUTHORS)
    publisher = linked.get("publisher") or first(*_PUBLISHERS)
    stated = linked.get("title") or first(*_TITLES) or _page_title(tree, publisher)
    # the page's own heading, letter for letter, goes before a title that says the same with a site's name behind it
    headings = [" ".join(tag.text().split()) for name in ("h1", "h2") for tag in tree.iter(name)]
    title = next((heading for heading in headings if stated and _same(heading, stated)), stated)
    if not title and sum(1 for _ in tree.iter("h1")) == 1:
        title = headings[0] or None
    return DocumentMetadata(
        title=title,
        published=next((date for date in map(parse_date, dates) if date), None),
        author=author if author and not is_address(author) else None,
        publisher=publisher,
        url=url,
    )


def _meta(tree: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = " ".join(html.unescape(tag.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    for tag in tree.iter("time"):
        if tag.get("itemprop") == "datePublished" and tag.get("datetime"):
            found.setdefault("datepublished", tag.get("datetime") or "")
    return found


def _canonical(tree: Node) -> str | None:
    """The address that a page calls its own, completed by its `<base>`."""
    stated = next((tag.get("href") for tag in tree.iter("link") if (tag.get("rel") or "").lower() == "canonical"), None)
    base = next((tag.get("href") for tag in tree.iter("base") if tag.get("href")), None)
    try:
        return urljoin(base, stated) if base and stated else stated
    except ValueError:
        return stated


def _page_title(tree: Node, publisher: str | None) -> str | None:
    title = next((" ".join(tag.text().split()) for tag in tree.iter("title")), "")
    if publisher:
        title = re.sub(rf"(?<!\s)\s+[|–—·-]\s+{re.escape(publisher)}\s*$", "", title, flags=re.I)
    return title or None


def _same(heading: str, title: str) -> bool:
    """Whether a heading is the stated title, but for the kind of quotation marks and a site's name before or behind it."""
    ours, theirs = (re.sub(r"\W+", " ", words).strip().lower() for words in (heading, title))
    return bool(ours) and (theirs == ours or (len(ours) > 15 and (theirs.startswith(ours) or theirs.endswith(ours))))


def _linked(tree: Node) -> dict[str, str]:
    """Title, published, author, publisher and url of the first article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(
                re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text()), strict=False
            )
        except (ValueError, RecursionError):
            continue
        for thing in sorted(_things(data), key=lambda thing: "WebPage" in _types(thing)):
            found = {
                "title": _name(thing.get("headline")),
                "published": _name(thing.get("datePublished")),
                "author": _name(thing.get("author")),
                "publisher": _name(thing.get("publisher")),
                "url": _name(thing.get("mainEntityOfPage")) or _name(thing.get("url")),
            }
            if found["title"] or found["published"]:
                return {key: value for key, value in found.items() if value}
    return {}


def _types(thing: dict[str, object]) -> list[str]:
    kind = thing.get("@type")
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind)]


def _things(data: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data:
            yield from _things(part, depth + 1)
    elif isinstance(data, dict):
        if any(_ARTICLES.fullmatch(kind) for kind in _types(data)):
            yield data
        yield from _things(data.get("@graph"), depth + 1)


def _name(value: object) -> str | None:
    """A string, a thing's name or address, or the names of a list of things."""
    if isinstance(value, str):
        return " ".join(html.unescape(value).split()) or None
    if isinstance(value, dict):
        return _name(value.get("name")) or _name(value.get("@id")) or _name(value.get("url"))
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value) if name) or None
    return None
