"""What the readers of lists share: composing a text with spans, fields and records from it, dates of the lists, and the
sentences in which a broken file is refused."""

import datetime
import hashlib
import re
from collections import defaultdict
from pathlib import Path

from sources.citations import ANY_CITATION, doubt, read_citation
from sources.document import Fact, Field, FieldName, Record, RecordEvent, Span, passage_id
from sources.endings import endings, said
from sources.errors import UnreadableFile
from sources.facts import column_fact, facts_in
from sources.lists import WORLD

_SECTION = re.compile(r"(?<![\d.])(7[3-9]\d\.\d{1,2}l?)((?:\([a-zA-Z0-9]{1,4}\))*)")  # the printer's l for 1 as well


LATE = 400
"""Days within which its only notice may be printed."""
SOON = 180
"""Days after an order takes effect within which its notice is printed, at most."""
_WITH_FACTS = frozenset({"identifier", "remark"})
"""Fields whose cells may begin or end with the label of a fact."""
_REMARKS: tuple[FieldName, ...] = ("remark", "action", "expires")
"""Fields whose words may say that the listing is over."""
_BRACKETED: tuple[FieldName, ...] = ("name", "programme")
"""Fields in whose brackets a remark of that kind may stand."""
_ENDED: dict[str, FieldName] = {"ended": "ended", "held": "held", "eased": "eased"}
"""Fields for what a remark says of the end of the listing."""
_BRACKET = re.compile(r"[\[(]([^()\[\]]+)[)\]]")
_ABROAD = frozenset(info.id for info in WORLD)
"""Lists that write the day before the month."""


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
        self._remarks: list[tuple[str, int]] = []

    def put(self, name: FieldName, words: str, start: int, value: str | None = None) -> None:
        """One field: the words as they stand in the text from `start` on, and their value (folded words by default)."""
        if words.strip():
            self.fields[name].append(Field(value=value or fold(words), start=start, end=start + len(words)))
            if name in _WITH_FACTS:
                self._state(facts_in(words, start))
            if name in _REMARKS and value is None:
                self._remarks.append((words, start))
            elif name in _BRACKETED:
                self._remarks += [(m[1], start + m.start(1)) for m in _BRACKET.finditer(words)]

    def put_fact(self, column: str, words: str, start: int) -> None:
        """The fact of a cell that its column (or element) names, where that is known."""
        self._state(column_fact(column, words, start))

    def put_kind(self, kind: str, words: str, start: int, label: str = "", place: str = "") -> None:
        """The fact of a cell whose column says what it is in the words of another authority."""
        if words.strip():
            lead = re.match(r"\s*(?:IMO\W*)?" if kind == "imo" else r"\s*", words)
            at, end = start + (lead.end() if lead else 0), start + len(words.rstrip())
            value = fold(words[at - start :])
            self._state([Fact(kind=kind, value=value, label=label, place=place, start=at, end=end)])

    def _state(self, facts: list[Fact]) -> None:
        for fact in facts:
            self.facts.setdefault((fact.kind, fact.value.casefold()), fact)

    def cite(self, words: str, start: int, chronological: bool = False) -> list[str]:
        """The Federal Register citations of a cell as fields and events: the first with a date added the entry, later
        ones changed it (`chronological`: first by date, where a list prints them in no order); one that is printed
        twice is one event. Returns what could not be read."""
        rest = []
        at = 0
        for match in ANY_CITATION.finditer(words):
            rest.append(words[at : match.start()])
            at = match.end()
            found = words[match.start() : match.end()].rstrip(" ,.;")
            cited = read_citation(found)
            self.put("citation", found, start + match.start())
            if cited is None or cited.date is None:
                rest.append(found)
                continue
            span = Span(start + match.start(), start + match.start() + len(found))
            self._happened(
                RecordEvent(action="added", date=cited.date, citation=cited.words, start=span.start, end=span.end)
            )
        rest.append(words[at:])
        if chronological:
            self.events.sort(key=lambda event: event.date)
        self._number()
        return [fold(words) for words in rest if re.search(r"\w", words)]

    def _happened(self, event: RecordEvent) -> None:
        """Add an event, or, where its citation was printed before, keep the date that can be right."""
        same = next((n for n, e in enumerate(self.events) if e.citation == event.citation), None)
        if same is None:
            self.events.append(event)
        elif doubt(event.citation, self.events[same].date) and not doubt(event.citation, event.date):
            self.events[same] = event

    def _number(self) -> None:
        self.events = [e.model_copy(update={"action": "changed" if n else "added"}) for n, e in enumerate(self.events)]

    def took_effect(self, day: datetime.date, span: Span) -> None:
        """Let the entry begin on the day on which the order behind it took effect, by the notice that was printed soon
        after; the other notices that it cites are changes, or orders before that one, which it goes on from."""
        printed = [e for e in self.events if 0 <= (e.date - day).days <= SOON]
        later = [e for e in self.events if e.date >= day]
        alone = len(self.events) == 1 and bool(later) and (later[0].date - day).days <= LATE
        notice = printed[0] if printed else later[0] if alone else None
        cited = self.fields["citation"]
        words = notice.citation if notice else None
        if notice is None and len(cited) == 1 and not self.events:
            words = cited[0].value
        added = RecordEvent(action="added", date=day, citation=words, start=span.start, end=span.end)
        self.events = [added, *(e.model_copy(update={"action": "changed"}) for e in self.events if e is not notice)]

    def put_sections(self, words: str, start: int) -> None:
        """The sections of the regulations that a license requirement names, in their standard form (`§ 744.11`)."""
        for section in _SECTION.finditer(words):
            number = section.group(1).replace("l", "1") + section.group(2)
            self.put("basis", section.group(), start + section.start(), f"§ {number}")

    def record(self, document: str, list_id: str, row: Span, name: str) -> Record:
        """The finished record."""
        self._end(list_id not in _ABROAD)
        return Record(
            id=passage_id(document, *row),
            document_id=document,
            list_id=list_id,
            start=row.start,
            end=row.end,
            name=name,
            fields={key: tuple(found) for key, found in self.fields.items() if found},
            events=tuple(self.events),
            facts=tuple(self.facts.values()),
        )

    def _end(self, american: bool) -> None:
        """The fields of what the remarks say of the end of the listing: that it is over, held or over in part; and its
        last day."""
        told = {start: words for words, start in self._remarks}
        for one in said(e for start, words in told.items() for e in endings(words, start, american)):
            start = max(at for at in told if at <= one.span.start)
            words = told[start][one.span.start - start : one.span.end - start]
            if field := _ENDED.get(one.kind):
                until = one.day.isoformat() if one.day and one.kind == "held" else None
                self.put(field, words, one.span.start, until)
            if one.day and one.kind in ("ended", "runs"):
                self.put("expires", words, one.span.start, one.day.isoformat())


def date_in_name(name: str) -> datetime.date | None:
    """The day that a file's name states (`…_2026-07-23.xml`, `…20260723.csv`), the last one if there are several;
    without one of these, a day in the order of the United States (`dpl_04142026.csv`)."""
    file = name.rsplit("/", 1)[-1]
    found = re.findall(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)", file)
    american = re.findall(r"(?<!\d)([01]\d)[-_.]?([0-3]\d)[-_.]?((?:19|20)\d\d)(?!\d)", file)
    for year, month, day in (*reversed(found), *((y, m, d) for m, d, y in reversed(american))):
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
