"""The visible text of an HTML page, block by block, and which of its blocks are the article.

trafilatura decides what is the article; the text itself is always the page's own, so a quote can be found on the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml.html import HtmlElement

_UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "head",
        "button",
        "select",
        "textarea",
    }
    | {"input", "datalist", "map", "title", "meta", "link"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    }
    | {
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
    }
    | {"pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu", "search"})
_CHROME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "toolbar"}
)
_CHROME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletters?|signup|sign-up|subscri\w*|paywall|shar(?:e|ing)\w*|social\w*|related\w*|recommend\w*|recirc\w*|"
    r"promo\w*|advert\w*|ads?|sponsor\w*|breadcrumbs?|comments?|sidebar|popup|modal|overlay|most-?(?:popular|read)|trending|footer|nav|navbar|"
    r"navigation|menu|toolbar|skip\w*|tags?|tag-list|author-bio|read-?(?:more|next)|more-(?:from|stories|news)|widgets?|banner|copyright)(?:$|[\s_-])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class PageBlock:
    """One block of visible text: the tag it stands in (`p`, `h2`, `tr`), white space folded, cells of a row parted by tabs.
    `chrome` marks navigation, share bars, banners and the like; `parent` tells the container."""

    tag: str
    text: str
    chrome: bool
    parent: int


@dataclass(slots=True)
class _Collector:
    found: list[PageBlock] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def flush(self, tag: str, chrome: bool, parent: int) -> None:
        raw = "".join(self.parts)
        self.parts.clear()
        if tag == "pre":
            pieces = [raw.replace("\x00", "\n").strip("\n")]
        elif tag == "tr":
            cells = [" ".join(cell.split()) for cell in raw.split("\t")]
            pieces = ["\t".join(cell for cell in cells if cell)]
        else:
            lines = [" ".join(line.split()) for line in raw.split("\x00")]
            pieces = [piece.strip("\n") for piece in re.split(r"\n{2,}", "\n".join(lines))]
        self.found += [PageBlock(tag, piece, chrome, parent) for piece in pieces if piece.strip()]


def visible(tree: HtmlElement) -> list[PageBlock]:
    """The blocks of a page in the order in which they stand; what is not shown (scripts, hidden parts, buttons) is left out."""
    whole = sum(len(text) for text in _strings(tree)) or 1
    collector = _Collector()
    stack: list[tuple[str, bool, int]] = [("body", False, 0)]  # tag, chrome, identity of each open block
    depth_unseen = 0
    for event, element in _walk(tree):
        tag = element.tag if isinstance(element.tag, str) else "!"
        if event == "start":
            if depth_unseen or tag in _UNSEEN or tag == "!" or _hidden(element):
                depth_unseen += 1
                continue
            in_row = any(open_tag == "tr" for open_tag, _, _ in stack)
            if (not in_row and tag in ("td", "th")) or (tag == "tr" and _is_layout(element)):
                tag = "div"  # a table that only lays out the page
            if tag == "br":
                collector.parts.append(" " if in_row else "\x00")
            elif tag in ("td", "th"):
                collector.parts.append("\t")
            elif tag in _BLOCKS and in_row and tag != "tr":
                collector.parts.append(" ")
            elif tag in _BLOCKS:
                collector.flush(*stack[-1])
                chrome = stack[-1][1] or _is_chrome(element, tag, whole)
                stack.append((tag, chrome, id(element.getparent()) if tag != "body" else 0))
            if element.text:
                collector.parts.append(_text(element.text, tag))
        else:
            in_row = any(open_tag == "tr" for open_tag, _, _ in stack)
            if not in_row and tag in ("td", "th", "tr"):
                tag = "div"
            if depth_unseen:
                depth_unseen -= 1
            elif tag in _BLOCKS and (tag == "tr" or not in_row):
                collector.flush(*stack[-1])
                if len(stack) > 1:
                    stack.pop()
            elif tag in _BLOCKS:
                collector.parts.append(" ")
            if not depth_unseen and element.tail and element is not tree:
                collector.parts.append(_text(element.tail, stack[-1][0]))
    collector.flush(*stack[0])
    return collector.found


def _is_layout(row: HtmlElement) -> bool:
    """Whether a row of a table holds pages of text rather than cells."""
    if next(row.iter("table"), None) is not None:
        return True
    for cell in row:
        length = sum(len(text) for text in _strings(cell))
        breaks = sum(1 for _ in cell.iter("br"))
        if sum(1 for _ in cell.iter("p")) > 1 or length > 700 or (length > 200 and breaks > 2):
            return True
    return False


def _text(text: str, tag: str) -> str:
    return text if tag == "pre" else re.sub(r"\s+", " ", text)


def _walk(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Start and end events in document order, without recursion (pages may be nested deep)."""
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, done = stack.pop()
        if done:
            yield "end", element
            continue
        yield "start", element
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]


def _strings(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN and element.text:
            yield element.text.strip()
        if element.tail:
            yield element.tail.strip()


def _hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _is_chrome(element: HtmlElement, tag: str, whole: int) -> bool:
    if tag in ("html", "body", "main", "article") or re.fullmatch(r"h[1-6]|tr|t(?:body|head|foot)", tag):
        return False
    if tag in _CHROME_TAGS or element.get("role") in _CHROME_ROLES:
        named = True
    else:
        named = bool(_CHROME_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
    if not named:
        return False
    # a wrapper around most of the page may be called anything ("layout-with-sidebar", an ASP.NET form)
    return sum(len(text) for text in _strings(element)) < 0.4 * whole or tag in ("nav", "footer")


def article(blocks: list[PageBlock], extracted: str | None) -> list[PageBlock]:
    """The blocks that an extractor took for the article, in the page's own words; without its help, all but the chrome.

    `extracted` is the extractor's text, one paragraph a line. A block is kept if its words stand in it; short ones only among
    or beside longer ones that are kept, for "Share" or "China" may stand anywhere.
    """
    whole = _key(extracted or "")
    candidates = [number for number, block in enumerate(blocks) if not block.chrome]
    if not whole:
        return [blocks[number] for number in candidates]
    paragraphs = {_key(line) for line in (extracted or "").split("\n")}
    strong: set[int] = set()
    for number in candidates:
        key = _key(blocks[number].text)
        if (len(key) >= 40 and (key in whole or _mostly_in(blocks[number].text, whole))) or (
            key in paragraphs and len(key) >= 12
        ):
            strong.add(number)
    if not strong:
        return [blocks[number] for number in candidates]
    first, last = min(strong), max(strong)
    parents = {blocks[number].parent for number in strong}
    kept = []
    for number in candidates:
        key = _key(blocks[number].text)
        near = first <= number <= last or (number > last and blocks[number].parent in parents)
        heading = blocks[number].tag in ("h2", "h3", "h4", "h5", "h6") and first < number < last
        if number in strong or heading or (near and key and key in whole):
            kept.append(blocks[number])
    return kept


def _mostly_in(text: str, whole: str) -> bool:
    """Whether most sentences of a block stand in the extracted text (extractors may drop a link or a footnote mark)."""
    pieces = [key for key in map(_key, re.split(r"(?<=[.!?])\s", text)) if len(key) >= 15]
    return bool(pieces) and sum(len(key) for key in pieces if key in whole) > 0.5 * sum(map(len, pieces))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def parse(html: str) -> HtmlElement:
    """The tree of a page. Raises ValueError or lxml's ParserError if there is nothing to parse."""
    return lxml.html.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", html).replace("\x00", ""))
