"""The text page of a Federal Register document, as the Government Publishing Office prints it at 72 columns.

    [Federal Register Volume 88, Number 43 (Monday, March 6, 2023)]
    [Rules and Regulations]
    …
    AGENCY: …      SUMMARY: …      SUPPLEMENTARY INFORMATION: …

Rules of dashes and page marks (`[[Page 13674]]`) go. In a plain text file a page mark inside of a sentence stays, so
that whatever is quoted stands in the file letter for letter; saved as a web page, lines are joined as well.
"""

import datetime
import html
import re

from sources.agencies import agency_by_words
from sources.document import Document, DocumentKind, Span, document_id
from sources.formats.parsed import Given, Parsed
from sources.formats.presidential import sections, title_in_text
from sources.formats.sheet import decode, fold, refuse
from sources.us_dates import us_date

_HEAD = re.compile(
    r"\[?Federal Register(?: Volume (?P<volume>\d+), Number (?P<number>\d+)|:)\s*\((?:\w+, )?(?P<date>\w+ \d{1,2}, \d{4})\)",
    re.I,
)
_KINDS: tuple[tuple[str, DocumentKind], ...] = (
    ("rules and regulations", "rule"), ("proposed rules", "notice"), ("notices", "notice"), ("presidential documents", "notice"),
)  # fmt: skip
_PAGE_MARK = re.compile(r"(?<!\s)\s*+\[\[Page \d+\]\]\s*")
_PICTURE = re.compile(r"\[(?:GRAPHIC|TIFF OMITTED|GRAPHIC\(S\) NOT AVAILABLE)[^\]\n]{0,60}\](?:\s?\[TIFF OMITTED\])?")
_RULE = re.compile(r"^[ \t]*[-=_]{5,}[ \t]*$", re.M)
_LABEL = re.compile(r"^(?P<label>[A-Z][A-Z ]{3,60}[A-Z]):", re.M)
_CAPTION = re.compile(r"(?<=\n\n)(?P<words>[A-Z][^\n.;:]{2,90})(?=\n\n)")
_NOT_TITLE = re.compile(r"^\[|^RIN\b|^\d+ CFR\b|^Docket|^Billing|^\d{4}-|^From the Federal Register|^\(?OMB")


def read_page(raw: bytes, name: str, sha256: str, given: Given) -> Parsed:
    """One document of the printed Federal Register. Raises UnreadableFile if its heading is missing."""
    source = decode(raw).replace("\r\n", "\n").replace("\r", "\n")
    page = name.lower().endswith((".htm", ".html")) or "<pre>" in source[:3000].lower()
    if page:
        source = html.unescape(re.sub(r"<title\b[^<>]*>[^<]*</title>|<[^<>]{1,300}>", "", source, flags=re.I))
    head = _HEAD.search(source)
    if head is None:
        raise refuse(name, "no [Federal Register Volume …] heading in it", "save the document's text page again")
    text = _tidy(source, page)
    shown = _HEAD.search(text)
    date = us_date(head["date"])
    date_span = Span(*shown.span("date")) if shown else None
    labels = [(m.start(), m["label"]) for m in _LABEL.finditer(text)]
    body = labels[0][0] if labels else len(text)
    captions = [(m.start("words"), fold(m["words"])) for m in _CAPTION.finditer(text) if m.start() > body]
    presidential = "[presidential documents]" in text[:400].lower()
    title = (title_in_text(text) if presidential else None) or _title(text, body)
    parts = sections(text) if presidential else []
    document = Document(
        id=document_id(name),
        path=name,
        kind=next((kind for words, kind in _KINDS if words in text[:400].lower()), "notice"),
        title=fold(text[title.start : title.end]) if title else None,
        publisher=given.publisher or _publisher(text[:body]),
        published=given.published or date,
        url=given.url or _address(source, date),
        sha256=sha256,
        text=text,
        title_span=title,
        published_span=date_span,
    )
    pictures = len(_PICTURE.findall(text))
    told = (f"{name}: not read: pictures ({pictures})",) if pictures else ()
    return Parsed(document, headings=tuple(sorted([*labels, *captions, *parts])), warnings=told)


def _tidy(source: str, page: bool) -> str:
    """The text without rules and page marks. Only deletes and folds white space."""

    def mark(match: re.Match[str]) -> str:
        before = source[: match.start()].rstrip()[-1:]
        ended = before in '.:;!?"”)]' or not before
        if ended:
            return "\n\n"
        return "\n" if page else f"\n{match.group().strip()}\n"

    text = _PAGE_MARK.sub(mark, source)
    text = _RULE.sub("", text)
    text = re.sub(r"(?<![^\S\n])[^\S\n]++\n", "\n", text)
    if page:
        text = re.sub(r"(?<=\w-)\n[ \t]*(?=\w)", "", text)
    text = re.sub(r"\n(?=(?: {4}|\t)\S)", "\n\n", text)  # an indented line begins a paragraph
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _title(text: str, body: int) -> Span | None:
    """The last paragraph before the first label (AGENCY:) that is no number of the docket or the code."""
    found = None
    for match in re.finditer(r"(?:[^\n]+\n?)+", text[:body]):
        words = match.group().strip()
        if words and not _NOT_TITLE.match(words) and not _HEAD.match(words) and match.start() > 0:
            found = Span(match.start(), match.start() + len(match.group().rstrip()))
    return found


def _publisher(front: str) -> str | None:
    """The bureau named before the title, or else the department."""
    rows = [
        agency_by_words(re.sub(r"^(?:U\.S\.|United States|The(?= President$))\s+", "", fold(line)))
        for line in front.split("\n")
        if line.strip()
    ]
    known = [row for row in rows if row]
    return next((row.name for row in known if row.parent), known[0].name if known else None)


def _address(source: str, date: datetime.date | None) -> str | None:
    """The page's address at the Government Publishing Office, from the document's number and day."""
    number = re.search(r"\[FR Doc(?:\.| No:?)\s*([\w-]+)\]?", source)
    if not number or not date:
        return None
    return f"https://www.govinfo.gov/content/pkg/FR-{date.isoformat()}/html/{number.group(1)}.htm"
