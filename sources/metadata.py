"""Title, date, author and address of a document, where its text says them.

Nothing is guessed. A first paragraph that is a sentence is no title; a weekday or a time of day is no date; "updated"
is not "published".
"""

import datetime
import re
from urllib.parse import urlsplit

from sources.dates import Dated, find_date, parse_date
from sources.document import Span
from sources.front_matter import is_address
from sources.register_form import title_of

_LABELLED = re.compile(
    r"(?:first\s+)?(?:published|posted|released?(?:\s+date)?|issued|date(?:d|\s+published)?|publication\s+date|"
    r"for\s+(?:immediate\s+)?release)\b(?:\s++(?:on|at))?\s*+[:|–—-]?\s*+(?:on\s++)?(?:[A-Z][a-z]+day,?\s+)?",
    re.I,
)
_REGISTER_LINE = re.compile(r"Federal Register document [\w-]+, published (?=\d{4}-\d\d-\d\d)")
_REGISTER_HEAD = re.compile(r"\[Federal Register Volume \d+, Number \d+ \((?:[A-Z][a-z]+day, )?")
_DATELINE = re.compile(r"[*_]*[A-Z][A-Z .,’'/-]{2,60}?(?:\s*\([A-Z][\w .]{1,30}\))?\s*[,–—-]+\s*(?=\S)")
_DAY_LINE = re.compile(
    r"[*_]*[A-Z][A-Z .,’'/-]{2,60}?,? (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<day>\d{1,2}) (?:\([A-Z][\w .&-]{1,40}\) ?)?[–—-]+ "
)
_AFTER_DATELINE = re.compile(r"[*_]*\s*(?:\([A-Z][\w .&-]{1,40}\)\s*)?(?:[–—-]+|:|/[\w .-]+/)")
_ONLY_A_DATE = re.compile(
    r"(?:by\s++[^\n]{2,80}?(?<![\s,|•·–—-])[\s,|•·–—-]++)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+)?\Z",
    re.I,
)
_LAST_FIELD = re.compile(r"[^.!?\n]{2,120}[|•·]\s*(?:[A-Z][a-z]+day,? )?")
_LAST_LABEL = re.compile(r"(?:^|[.|•·—–-])\s*(?:Posted|Published|Issued|Released)(?: on)?:?\s*(?:[A-Z][a-z]+day,? )?$")
_SESSION = re.compile(
    r"[^.!?\n]{0,60}\b(?:[Bb]riefing|[Gg]aggle|[Pp]ress [Cc]onference|[Pp]ress [Cc]all|[Rr]emarks)\b[^.!?\n]{0,50}?[–—,|(-]\s*(?:[A-Z][a-z]+day,? )?$"
)
"""A line that says the day in its last field, after `Posted`, or as that of a session (`Press Briefing – March 2, 2023`)."""
_CLOCK = re.compile(
    r"[\s,|•·–—(-]*+(?:(?:at\s++)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*+[ap]\.?\s?m\.?)?|\d{1,2}\s*+[ap]\.?m\.?)?[\s,()]*+"
    r"(?:[A-Z]{2,4}|[A-Z][a-z]+ Time)?[\s)]*+(?:[|•·–—-]?\s*+\(?(?:last )?updated\b.*)?[*_\s]*+",
    re.I,
)
_RELEASE_HEAD = re.compile(
    r"\s*(?:(?:U\.S\. )?(?:Department|DEPARTMENT|Bureau|Office|OFFICE) (?:of|OF) [^\n]{3,60}\n\s*+)*[*_]*+(?:FOR IMMEDIATE RELEASE|For Immediate Release|PRESS RELEASE|NEWS RELEASE|PRESS STATEMENT)[*_:]*[ \t]*[^\n]{0,60}\n"
    r"(?:\s*[*_]*(?:[^\n]{0,24}\b(?:19|20)\d\d\b[^\n]{0,20}|(?:OFFICE|Office|Bureau|BUREAU|Contact|CONTACT|Media|Press|PRESS|www\.|Washington|WASHINGTON)\b[^\n.]{0,70})[*_]*[ \t]*\n)+\s*"
)
_NO_TITLE = re.compile(
    r"https?://|www\.|[-*•|>(\[]|\d{1,2}[:.]\d\d\s*[AaPp]\.?[Mm]|by\s|photo|image|credit|source:|for immediate release|via |"
    r"(?:q|a)\s{2,}|\d+\s*$",
    re.I,
)
_BYLINE = re.compile(
    r"[*_]*By:?\s+(?P<who>[A-Z][\w.’'-]+(?:\s+(?:[A-Z][\w.’'-]*|and|de|van|von|der|al|bin|&)|,\s(?=[A-Z])){0,12})"
)


def find_address(raw: str) -> str | None:
    """The address that stands by itself on one of the first lines of a text."""
    for line in [line for line in raw[:5000].split("\n") if line.strip()][:8]:
        found = re.fullmatch(r"(?:url|link|source)?:?\s*<?(https?://[^\s<>]+)>?", line.strip(), re.I)
        if found and is_address(found[1]):
            return found[1]
    return None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    shown = text[start:end]
    inside = Span(start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip()))
    return inside if inside.start < inside.end else None


def find_title(text: str) -> Span | None:
    """The title line of a cleaned text: a Markdown heading at the head, or a first line that is no sentence, by itself; of
    a release the first such line after its head (`For immediate release`, day, office), of a rule the one before `AGENCY:`."""
    if pasted := title_of(text):
        return pasted
    if (head := _RELEASE_HEAD.match(text)) and (found := _first_line(text[head.end() :])):
        return Span(found.start + head.end(), found.end + head.end())
    if (menu := _MENU.match(text)) and (found := _first_line(text[menu.end() :])):
        return Span(found.start + menu.end(), found.end + menu.end())
    return None if menu else _first_line(text)


_MENU = re.compile(r"(?:\s*[^\n|]{1,40}(?: \| [^\n|]{1,40}){2,}\n)+")
"""What a scraped page has above its headline: "Sections | Sign in | Search"."""


def _first_line(text: str) -> Span | None:
    heading = re.match(r"\s*+#[ \t]++(?P<title>\S[^\n]*+)", text)
    if heading:
        start = heading.start("title")
        return _trimmed(text, start, start + max(1, len(heading["title"].rstrip(" \t#"))))
    first = re.match(r"\s*+(?P<title>\S[^\n]*+)\n(?P<rest>.*)", text, re.S)
    if not first:
        return None
    title, rest = first["title"].rstrip(" \t"), first["rest"]
    bare = title.strip("*_ ")
    following = rest.lstrip("\n ").split("\n", 1)[0]
    if _REGISTER_LINE.match(rest):
        start = first.start("title")
        return _trimmed(text, start, start + len(title))
    after = rest.split("\n", 1)[0]
    alone = not after.strip() or is_address(following) or _date_in_line(after, 0)
    if not alone or not 2 <= len(bare.split()) <= 40 or len(bare) > 250 or not following.strip():
        return None
    if re.search(r"[.!?:;,…][\"”’')\]]*$", bare) or not re.match(r"[\"“‘'$]?[A-Z0-9]", bare) or _NO_TITLE.match(bare):
        return None
    if (
        ((day := _date_in_line(title, 0)) and not _SESSION.match(title[: day.span.start]))
        or re.match(r"[A-Z][A-Z.’' -]{1,60}:\s", bare)
        or not re.search(r"[.!?][\"”’')\]]*(?:\s|\Z)", rest)
    ):
        return None
    start = first.start("title") + title.index(bare)
    return _trimmed(text, start, start + len(bare))


def find_published(text: str, title: Span | None = None) -> Dated | None:
    """The day of publication as the first lines of a cleaned text (or a dateline with its year) state it."""
    at = 0
    lines = 0
    for line in text[:6000].split("\n"):
        if line.strip():
            lines += 1
            if lines > 12:
                return None
            found = _in_brackets(text, at, at + len(line)) or _posted(text, at, at + len(line))
            if found:
                return found
            found = _date_in_line(text, at, at + len(line))
            inside = found and title and title.start <= found.span.start < title.end
            if found and (not inside or _SESSION.match(text[at : found.span.start])):
                return found
            if undated := _DAY_LINE.match(line):
                return _with_its_year(text, undated["month"], undated["day"])
        at += len(line) + 1
    return None


def _in_brackets(text: str, start: int, end: int) -> Dated | None:
    """The date that a heading has in brackets at its end: "The Weekly Digest, no. 12 (March 4, 2024)"."""
    bracket = _BRACKET.search(text, start, end)
    found = find_date(text, bracket.end(), end) if bracket else None
    if bracket is None or found is None or found.span.start != bracket.end():
        return None
    return found if text[found.span.end : end].strip(" \t*_#") == ")" else None


def _posted(text: str, start: int, end: int) -> Dated | None:
    """The date that a line under the title gives as that of posting, with who wrote it behind: "posted May 2, 2024, by …"."""
    label = _POSTED.search(text, start, end) if end - start <= 120 else None
    found = find_date(text, label.end(), end) if label else None
    return found if label and found and found.span.start == label.end() else None


_BRACKET = re.compile(r"(?m)(?<=\S )\((?=[^()\n]{6,24}\)[ \t*_#]*$)")
_POSTED = re.compile(r"\b(?:[Pp]osted|[Pp]ublished)(?: on)?:? ")


def _with_its_year(text: str, month: str, day: str) -> Dated | None:
    """The day of a dateline that gives no year (`WASHINGTON, Nov 24 (Agency) -`), where the text writes that very day out in
    full; with two different years it is none. The span is that of the day in full."""
    found: list[Dated] = []
    at = 0
    while dated := find_date(text[:20_000], at):
        at = dated.span.end
        same_month = dated.date.strftime("%b").casefold() == month[:3].casefold()
        if same_month and dated.date.day == int(day):
            found.append(dated)
    return found[0] if len({d.date for d in found}) == 1 else None


def _date_in_line(text: str, start: int, end: int | None = None) -> Dated | None:
    """The date of publication if the line `text[start:end]` is there to say it."""
    end = len(text) if end is None else end
    lead = re.compile(r"[ \t*_(]*").match(text, start, end)
    at = lead.end() if lead else start
    for label in (_REGISTER_LINE, _REGISTER_HEAD, _LABELLED):
        if match := label.match(text, at, end):
            found = find_date(text, match.end(), end)
            return found if found and found.span.start == match.end() else None
    found = find_date(text, at, end)
    if not found:
        return None
    before = text[at : found.span.start]
    if _ONLY_A_DATE.match(before) and _CLOCK.fullmatch(text, found.span.end, end):
        return found
    after = text[found.span.end : end].strip(" \t*_.")
    if not after and (_LAST_FIELD.fullmatch(before) or (len(before) < 160 and _LAST_LABEL.search(before))):
        return found
    if _ONLY_A_DATE.match(before) and re.match(r"[ \t]*[–—][ \t]*[A-Z]", text[found.span.end : end]):
        return found
    if not after and _SESSION.match(before):
        return found
    dateline = _DATELINE.match(text, at, end)
    if (
        dateline
        and found.span.start - dateline.end() in range(-1, 2)
        and _AFTER_DATELINE.match(text, found.span.end, end)
    ):
        return found
    return None


def find_author(text: str) -> str | None:
    """The byline among the first lines of a cleaned text ("By A. Writer and B. Writer")."""
    for line in [line.strip() for line in text[:3000].split("\n") if line.strip()][:6]:
        match = _BYLINE.match(line)
        if match and not re.search(r"[.!?]$", line):
            who = re.split(
                r"\s(?:Updated|Published|Posted|January|February|March|April|May|June|July|August|September|October|November|December)\b",
                match["who"],
            )[0]
            return who.strip(" ,") or None
    return None


def date_in_address(url: str | None) -> datetime.date | None:
    """The day in the path of an address (`/2021/12/16/`); used only when nothing else says it."""
    match = re.search(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)", urlsplit(url).path) if url else None
    return parse_date("-".join(match.groups())) if match else None
