"""The consolidated list of the UK's Office of Financial Sanctions Implementation as it was published for reading (PDF): a numbered
paragraph for each party, its cells behind labels, under the heading of its regime."""

import re
from collections.abc import Iterator

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import as_list, full_date
from sources.formats.ofsi import CLOSED, LIST, URL, unpack
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, fold
from sources.formats.uk_entry import Designation, write

_TITLE = "CONSOLIDATED LIST OF FINANCIAL SANCTIONS TARGETS IN THE UK"
_START = re.compile(r"^\d+\. (?=Name 6:|Organisation Name:|Ship Name:)", re.M)
_HEADING = re.compile(r"^(?:REGIME: *(?P<regime>.+)|(?P<kind>INDIVIDUALS|ENTITIES|SHIPS))$", re.M)
_KINDS = {"INDIVIDUALS": "Individual", "ENTITIES": "Entity", "SHIPS": "Ship"}
_LABELS = {
    "Name 6:": "name", "Organisation Name:": "name", "Ship Name:": "name", "Name (non-Latin script):": "scripts", "Title:": "titles",
    "DOB:": "born", "POB:": "birth_places", "a.k.a:": "aliases", "Nationality:": "nationalities", "Passport Number:": "passports",
    "Passport Details:": "other", "National Identification Number:": "national_ids", "National Identification Details:": "other",
    "Position:": "positions", "Address:": "addresses", "Other Information:": "packed", "Listed on:": "listed",
    "UK Sanctions List Date Designated:": "under_uk_law", "Last Updated:": "updated", "Group ID:": "ofsi_id",
}  # fmt: skip
"""What stands behind each label: a group of a designation, or something that is taken apart first."""
_LABEL = re.compile("|".join(map(re.escape, sorted(_LABELS, key=len, reverse=True))))
_PARTS = re.compile(r"\s[1-5]: ")
_NUMBERED = re.compile(r"\(\d{1,2}\)\s")
_SCRIPT = re.compile(r"\(non-Latin script: ([^()]*)\)")
_UPDATED = re.compile(r"Last Updated: ?(\d{2}/\d{2}/\d{4})")


def is_list(text: str) -> bool:
    """Whether a text is the list, or a part of it."""
    return text.lstrip().startswith(_TITLE) and _START.search(text) is not None


def from_text(parsed: Parsed, name: str, given: Given) -> Parsed:
    """The list that a text is, a record for each party. Raises UnreadableFile."""
    text, sheet, nameless = parsed.document.text, Sheet(), Nameless(name)
    key = document_id(name)
    records = []
    for number, (regime, kind, words) in enumerate(_paragraphs(text), 1):
        found = _designation(words, kind)
        found.add("regime", (regime,))
        found.add("type", (_KINDS.get(kind, ""),))
        if found.primary:
            records.append(write(sheet, found).record(key, LIST))
        else:
            nameless.add(f"paragraph {number}")
    day = _UPDATED.search(text[:2000])
    said = [f"{name}: {CLOSED}", *parsed.warnings]
    sha256 = parsed.document.sha256
    return as_list(
        sheet, records, name, sha256, given, LIST, full_date(day[1]) if day else None, nameless, said, url=URL
    )


def _paragraphs(text: str) -> Iterator[tuple[str, str, str]]:
    """The regime, the kind of party and the words of each entry."""
    marks = sorted((*_HEADING.finditer(text), *_START.finditer(text)), key=lambda m: m.start())
    regime = kind = ""
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if mark.re is _HEADING:
            regime, kind = fold(mark["regime"] or regime), mark["kind"] or kind
        else:
            yield regime, kind, text[mark.end() : following.start() if following else len(text)]


def _designation(words: str, kind: str) -> Designation:
    """The cells of an entry by their labels."""
    found = Designation()
    words = fold(words)
    labels = list(_LABEL.finditer(words))
    packed = next((n for n, m in enumerate(labels) if m.group() == "Other Information:"), len(labels))
    listed = next((n for n in range(len(labels) - 1, -1, -1) if labels[n].group() == "Listed on:"), len(labels))
    kept = [*labels[: packed + 1], *labels[max(listed, packed + 1) :]]  # a reason may hold words like a label
    for mark, following in zip(kept, [*kept[1:], None], strict=True):
        cell = words[mark.end() : following.start() if following else len(words)].strip()
        _put(found, _LABELS[mark.group()], cell, kind)
    return found


def _put(found: Designation, group: str, cell: str, kind: str) -> None:
    """A cell as the values of its group."""
    if group == "name":
        _put_name(found, cell, kind)
    elif group == "aliases":
        for part in _numbered(cell):
            _put_alias(found, part, kind)
    elif group == "packed":
        unpack(found, cell)
    elif group == "listed":
        found.add("designated", (cell,))
    elif group == "under_uk_law":
        found.add("other", (f"UK Sanctions List Date Designated: {cell}",))
    elif group in ("updated", "ofsi_id"):
        found.add(group, (cell.rstrip("."),))
    else:
        empty = [""] * 7 if group == "addresses" else []  # an address has eight parts
        for part in _numbered(cell):
            found.add(group, (part.rstrip("."), *empty))


def _numbered(cell: str) -> list[str]:
    """The parts of a cell that are numbered in it: `(1) … (2) …`."""
    return [part.strip() for part in _NUMBERED.split(cell) if part.strip()]


def _put_name(found: Designation, cell: str, kind: str) -> None:
    """The primary name: of a person in numbered parts, the family name first."""
    parts = [p.strip(" .") for p in _PARTS.split(cell)] if kind == "INDIVIDUALS" else [cell]
    last, *first = ["" if p == "n/a" else p for p in parts]
    found.add("names", (*first, *[""] * (5 - len(first)), last, "Primary name", ""))


def _put_alias(found: Designation, words: str, kind: str) -> None:
    """Another name (of a person as `FAMILY, Given`), and how it is written in another script."""
    if script := _SCRIPT.search(words):
        found.add("scripts", (script[1],))
    name = _SCRIPT.sub("", words)
    last, *first = name.strip().split(", ") if kind == "INDIVIDUALS" else [name]
    found.add("names", (" ".join(first), "", "", "", "", last, "", ""))
