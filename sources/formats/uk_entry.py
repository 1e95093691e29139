"""A designation of the UK Sanctions List as its XML and its CSV state it, and how it is written as a record.

The CSV is the product of all groups that repeat (names, addresses, passports, …), and the XML bears traces of it: each
group keeps what is said in it once, in the order of the file.
"""

import re
from collections import defaultdict

from sources.document import FieldName
from sources.formats.listing import Entry
from sources.formats.sheet import Sheet, fold

LIST = "uk-sanctions-list"
URL = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List"


class Designation:
    """One designation: the different values of each group, a value being its parts (`names`: Name 1 to Name 6, type,
    strength)."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)

    def add(self, group: str, parts: tuple[str, ...]) -> None:
        """A value of a group, if it says anything."""
        several = parts[0].splitlines() if group == "registrations" else ()
        for words in several if len(several) > 1 else [parts]:
            folded = tuple(map(fold, [words] if isinstance(words, str) else words))
            if any(folded):
                self._groups[group][folded] = None

    def all(self, group: str) -> list[tuple[str, ...]]:
        """The values of a group."""
        return list(self._groups.get(group, ()))

    def first(self, group: str) -> str:
        """The first word of the first value of a group; empty if there is none."""
        return next((parts[0] for parts in self.all(group)), "")

    @property
    def primary(self) -> tuple[str, ...]:
        """The primary name: the first that is called so, or else the first."""
        names = [n for n in self.all("names") if any(n[:6])]
        called = [n for n in names if n[6].casefold() == "primary name"]
        return (called or names or [()])[0]


_FACTS: tuple[tuple[str, str, FieldName], ...] = (
    ("titles", "", "remark"), ("positions", "position", "remark"), ("born", "birth-date", "remark"),
    ("birth_places", "birth-place", "remark"), ("genders", "gender", "remark"), ("passports", "passport", "identifier"),
    ("national_ids", "national-id", "identifier"), ("registrations", "registration", "identifier"), ("imos", "imo", "identifier"),
    ("hulls", "construction-number", "identifier"), ("entity_types", "organization-type", "remark"), ("phones", "phone", "remark"),
    ("websites", "website", "remark"), ("emails", "email", "remark"), ("subsidiaries", "", "remark"), ("parents", "link", "remark"),
    ("owners", "owner", "remark"), ("former_owners", "former-owner", "remark"), ("flags", "flag", "remark"), ("former_flags", "former-flag", "remark"),
    ("ship_types", "vessel-type", "remark"), ("tonnages", "tonnage", "remark"), ("lengths", "length", "remark"), ("years", "built", "remark"),
)  # fmt: skip
"""Groups, the kind of fact that each states (none: it is only written), and the field that shows it."""


def write(sheet: Sheet, found: Designation) -> Entry:
    """The designation as an entry: names, numbers, regime, measures, reasons, then what is known of the party, then its
    dates."""
    entry = Entry(sheet)
    _put_names(entry, found)
    for group in ("unique_id", "ofsi_id", "un_number"):
        _put_all(entry, "identifier", found.all(group))
    entry.put("type", found.first("type"))
    _put_all(entry, "programme", found.all("regime"))
    _put_all(entry, "remark", found.all("source"))
    for measures, *_ in found.all("measures"):
        for measure in measures.split("|"):
            entry.put("remark", measure)
    _put_all(entry, "reason", found.all("reasons"))
    _put_all(entry, "remark", found.all("other"))
    for *lines, country in found.all("addresses"):
        entry.place(lines, country)
    for words, *_ in found.all("nationalities"):
        entry.nationality(words)
    for group, kind, field in _FACTS:
        for parts in found.all(group):
            _put_fact(entry, kind, field, parts)
    entry.happened("added", found.first("designated"))
    if entry.draft.events:
        entry.happened("changed", found.first("updated"))
    return entry


def _put_all(entry: Entry, field: FieldName, values: list[tuple[str, ...]]) -> None:
    """The first part of each value as a field."""
    for words, *_ in values:
        entry.put(field, words)


def _put_fact(entry: Entry, kind: str, field: FieldName, parts: tuple[str, ...]) -> None:
    known = len(entry.draft.facts)
    if kind == "registration" and (span := entry.put(field, *parts)):
        if len(entry.draft.facts) == known and _NUMBER.fullmatch(parts[0]):
            entry.draft.put_kind(kind, parts[0], span.start)
    elif kind and parts[0]:
        entry.fact(kind, field, *parts)
    else:
        entry.put(field, *parts, joint="  ")


_NUMBER = re.compile(r"(?=.*\d)[\w/.\- ]{3,30}")
"""A registration number without a label; more words than that say what it is."""


def _put_names(entry: Entry, found: Designation) -> None:
    """The primary name, then all others: Name 6 is the surname or whole name and comes last."""
    primary = found.primary
    entry.named(*primary[:6])
    for *parts, _kind, strength in found.all("names"):
        entry.named(*parts, weak=strength.casefold().startswith("low"))
    for name, *_ in found.all("scripts"):
        entry.named(name)
