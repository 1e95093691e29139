"""Which parts of a web page are furniture: navigation, footers, cookie notices, share bars, lists of other pages; by
tag, role and name."""

import re

from sources.formats.page_tree import Node

_TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "side column",
    "search": "search",
    "menu": "navigation",
    "form": "form",
}
_ROLES = {
    "navigation": "navigation", "banner": "banner", "contentinfo": "footer", "complementary": "side column", "search": "search",
    "dialog": "dialog", "alertdialog": "dialog", "menu": "navigation", "menubar": "navigation", "toolbar": "controls",
}  # fmt: skip
_ANYWHERE = {
    "cookie": "cookie notice", "cookies": "cookie notice", "consent": "cookie notice", "gdpr": "cookie notice", "newsletter": "newsletter",
    "newsletters": "newsletter", "signup": "newsletter", "subscribe": "newsletter", "subscription": "newsletter", "paywall": "paywall",
    "share": "share bar", "sharing": "share bar", "sharebar": "share bar", "social": "share bar", "related": "related links",
    "recommended": "related links", "recommendations": "related links", "recirc": "related links", "trending": "related links",
    "promo": "promotion", "promos": "promotion", "advert": "advertisement", "advertisement": "advertisement", "sponsored": "advertisement",
    "breadcrumb": "navigation", "breadcrumbs": "navigation", "navbar": "navigation", "nav": "navigation", "navigation": "navigation",
    "skip": "navigation", "popup": "dialog", "pagination": "navigation", "pager": "navigation",
}  # fmt: skip
"""Parts of class names and ids that tell furniture wherever they stand in the name."""
_AT_END = {
    "ad": "advertisement", "ads": "advertisement", "banner": "banner", "menu": "navigation", "toolbar": "controls", "footer": "footer",
    "copyright": "footer", "tags": "tags", "taglist": "tags", "comments": "comments", "sidebar": "side column", "modal": "dialog",
    "overlay": "dialog", "bio": "about the author", "widget": "widget",
}  # fmt: skip
"""Parts that do so at the end of a name only: `hero-banner`, `tag-list` or `elementor-widget-text` say nothing."""
_PAIRS = re.compile(
    r"\b(?:most-?(?:popular|read|viewed)|read-?(?:more|next)|more-(?:from|stories|news)|sign-up|skip-?links?|tag-list|widget-area|ad-slot)\b"
)
_NEVER = frozenset(
    ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "thead", "tbody", "tfoot", "td",
     "th", "caption")
)  # fmt: skip
_LEADING = frozenset({"share bar", "navigation", "tags"})
_SENTENCE = 60  # characters of words that are more than a label
_MOST = 0.4  # share of the page's text from which on a wrapper may be called anything


class Furniture:
    """Names the furniture of one page."""

    def __init__(self, page: Node) -> None:
        self._whole = max(page.size, 1)
        self._with_data: set[Node] = set()  # furniture has no tables with heads of columns
        for head in page.iter("th"):
            for above in head.above():
                if above in self._with_data:
                    break
                self._with_data.add(above)

    def name(self, node: Node) -> str:
        """What furniture an element is, or an empty string."""
        if node.tag in _NEVER or (node.get("role") or "").lower() == "main":
            return ""
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        by_tag = _TAGS.get(node.tag) or _ROLES.get((node.get("role") or "").lower())
        found = by_tag or _by_name(names)
        if not found or (by_tag and self._belongs(node)) or (not by_tag and _only_named(node, found)):
            return ""
        # a wrapper around most of the page may be called anything ("layout-with-sidebar", an ASP.NET form)
        small = node.size < _MOST * self._whole
        if not small and not (node.tag in ("nav", "footer") and 2 * node.linked > node.size):
            return ""
        return "" if node in self._with_data else found

    def _belongs(self, node: Node) -> bool:
        """Whether an element that is furniture by its tag belongs to the text: the source under a quotation, a box of
        facts beside the paragraphs, a list that a `menu` holds."""
        mostly_words = 2 * node.linked < node.size and not _by_name(f"{node.get('class') or ''} {node.get('id') or ''}")
        if node.tag in ("footer", "aside"):
            return mostly_words and any(
                above.tag in ("article", "blockquote", "figure", "main") for above in node.above()
            )
        return node.tag == "menu" and mostly_words


def _only_named(node: Node, found: str) -> bool:
    """Whether an element is only called like furniture that leads elsewhere, and leads nowhere: entities that are
    related, the text of a social bank."""
    if node.linked or next(node.iter("button", "input"), None) is not None:
        return False
    return found == "related links" or (found in _LEADING and node.size > _SENTENCE)


def in_main(page: Node) -> set[Node]:
    """The elements that hold the main part of a page, as it says itself; empty where it does not."""
    mains = {node for node in page.walk() if isinstance(node, Node) and node.size and _is_main(node)}
    if mains:
        return mains
    words = page.size - page.linked
    articles = [node for node in page.iter("article") if node.size]
    return {node for node in articles if node.size - node.linked >= 0.25 * words}


def _is_main(node: Node) -> bool:
    return node.tag == "main" or (node.get("role") or "").lower() == "main"


def _by_name(names: str) -> str:
    """What furniture class names and ids speak of."""
    if _PAIRS.search(names.lower().replace("_", "-")):
        return "related links"
    for name in names.lower().split():
        parts = re.split(r"[_-]+", name)
        if found := next((_ANYWHERE[part] for part in parts if part in _ANYWHERE), _AT_END.get(parts[-1])):
            return found
    return ""
