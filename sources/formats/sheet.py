"""What the readers of lists share: composing a text with spans, fields and records from it, dates of the lists, and the
sentences in which a broken file is refused."""

import datetime
import hashlib
import re
from collections import defaultdict
from pathlib import Path

from sources.document import Fact, Field, FieldName, Record, RecordEvent, Span, passage_id
from sources.errors import UnreadableFile
from sources.facts import column_fact, facts_in

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = (
    r"(?:\d{1,2}/\d{1,2}/\d{2,4}|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|"
    r"\d{4}-\d{2}-\d{2})"
)
CITATION = re.compile(
    r"(?<!\d)(?P<volume>\d{1,3})\.?\s*F\.?\s?R\.?(?:\s+FR)?\s*(?P<page>\d[\d,]*\d|\d)(?:,\s*\d{3,6}(?=\s+\d{1,2}/))?"
    rf"(?:[^\d,;.\n]{{0,40}}?[,.]?\s*(?P<date>{_DATE})(?!\d))?"
)
"""A Federal Register citation with the date behind it: `84 FR 54004, 10/9/19`, `85 FR 64017, October 9, 2020`,
`68 F.R. 38290 6/27/03`. The date may be missing."""


_SECTION = re.compile(r"(?<![\d.])(7[3-9]\d\.\d{1,2}l?)((?:\([a-zA-Z0-9]{1,4}\))*)")  # the printer's l for 1 as well


_WITH_FACTS = frozenset({"identifier", "remark"})
"""Fields whose cells may begin or end with the label of a fact."""


class Sheet:
    """A text that grows by stretches of the source, with nothing but white space between them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, words: str, before: str = "") -> Span:
        """Append `before` (white space; left out at the start) and the words; returns where the words stand."""
        if before and self._length:
            self._parts.append(before)
            self._length += len(before)
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Span(start, self._length)

    def tail(self, start: int) -> str:
        """The text from `start`, an offset in one of the last stretches, to its end."""
        behind: list[str] = []
        length = self._length
        for part in reversed(self._parts):
            length -= len(part)
            behind.append(part)
            if length <= start:
                break
        return "".join(reversed(behind))[start - length :]

    @property
    def text(self) -> str:
        """Everything that was added."""
        return "".join(self._parts)


def fold(words: str) -> str:
    """White space runs as one blank, none at the ends."""
    return " ".join(words.split())


class Draft:
    """The fields, events and facts of one record while its row is read. Offsets are the document's."""

    def __init__(self) -> None:
        self.fields: dict[FieldName, list[Field]] = defaultdict(list)
        self.events: list[RecordEvent] = []
        self.facts: dict[tuple[str, str], Fact] = {}

    def put(self, name: FieldName, words: str, start: int, value: str | None = None) -> None:
        """One field: the words as they stand in the text from `start` on, and their value (folded words by default)."""
        if words.strip():
            self.fields[name].append(Field(value=value or fold(words), start=start, end=start + len(words)))
            if name in _WITH_FACTS:
                self._state(facts_in(words, start))

    def put_fact(self, column: str, words: str, start: int) -> None:
        """The fact of a cell that its column (or element) names, where that is known."""
        self._state(column_fact(column, words, start))

    def _state(self, facts: list[Fact]) -> None:
        for fact in facts:
            self.facts.setdefault((fact.kind, fact.value.casefold()), fact)

    def cite(self, words: str, start: int, chronological: bool = False) -> list[str]:
        """The Federal Register citations of a cell as fields and events: the first with a date added the entry, later ones
        changed it (`chronological`: first by date, where a list prints them in no order). Returns what could not be read."""
        rest = []
        at = 0
        for match in CITATION.finditer(words):
            rest.append(words[at : match.start()])
            at = match.end()
            found = words[match.start() : match.end()].rstrip(" ,.;")
            date = us_date(match["date"]) if match["date"] else None
            self.put("citation", found, start + match.start())
            if date is None:
                rest.append(found)
                continue
            self.events.append(
                RecordEvent(
                    action="changed" if self.events else "added",
                    date=date,
                    citation=f"{match['volume']} FR {match['page'].replace(',', '')}",
                    start=start + match.start(),
                    end=start + match.start() + len(found),
                )
            )
        rest.append(words[at:])
        if chronological:
            ordered = sorted(self.events, key=lambda event: event.date)
            self.events = [e.model_copy(update={"action": "changed" if n else "added"}) for n, e in enumerate(ordered)]
        return [fold(words) for words in rest if re.search(r"\w", words)]

    def put_sections(self, words: str, start: int) -> None:
        """The sections of the regulations that a license requirement names, in their standard form (`§ 744.11`)."""
        for section in _SECTION.finditer(words):
            number = section.group(1).replace("l", "1") + section.group(2)
            self.put("basis", section.group(), start + section.start(), f"§ {number}")

    def record(self, document: str, list_id: str, row: Span, name: str) -> Record:
        """The finished record."""
        return Record(
            id=passage_id(document, *row),
            document_id=document,
            list_id=list_id,
            start=row.start,
            end=row.end,
            name=name,
            fields={key: tuple(found) for key, found in self.fields.items()},
            events=tuple(self.events),
            facts=tuple(self.facts.values()),
        )


def us_date(words: str | None) -> datetime.date | None:
    """A date as the lists of US agencies write it (month before day; two-digit years from 1980 on), or None."""
    words = fold(words or "")
    try:
        if match := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})", words):
            month, day, year = (int(g) for g in match.groups())
            return datetime.date(year if year > 99 else year + (2000 if year < 80 else 1900), month, day)
        if match := re.match(r"(\d{4})-(\d{2})-(\d{2})", words):
            return datetime.date(*(int(g) for g in match.groups()))
        if match := re.fullmatch(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})", words):
            return datetime.date(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
        if match := re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})", words):
            return datetime.date(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    except ValueError:
        return None
    return None


def date_in_name(name: str) -> datetime.date | None:
    """The day that a file's name states (`…_2026-07-23.xml`, `…20260723.csv`), the last one if there are several."""
    found = re.findall(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)", name.rsplit("/", 1)[-1])
    for year, month, day in reversed(found):
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def read_bytes(path: Path, name: str) -> tuple[bytes, str]:
    """The bytes of a file and their SHA-256. Raises UnreadableFile."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{name} cannot be read: {error.strerror}") from None
    return raw, hashlib.sha256(raw).hexdigest()


def decode(raw: bytes) -> str:
    """Text of UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1252, in this order."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def refuse(name: str, cause: str, remedy: str, line: int | None = None) -> UnreadableFile:
    """The error for a file that is not what it promises, in one sentence."""
    where = f"{name}, line {line}" if line else name
    return UnreadableFile(f"{where}: {cause}; {remedy}")


def refuse_web_page(raw: bytes, name: str, wanted: str) -> None:
    """Raise UnreadableFile if the bytes are an HTML page where a data file was promised."""
    start = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise refuse(
            name, f"an HTML page, not {wanted}", "probably an error page was saved: download the file again", 1
        )
