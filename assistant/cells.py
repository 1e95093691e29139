"""What single cells of a record say: other names, addresses, and the dates from which or until which a listing binds."""

import datetime
import re
from collections.abc import Sequence

from assistant.concepts import keys
from assistant.dates import said_date
from assistant.parts import Findings, Part
from assistant.question import Question
from assistant.records import Row, join
from assistant.wording import clipped
from sources.document import FieldName


def names(rows: Sequence[Row], question: Question) -> Findings:
    """The other names under which an entity is listed; missing where the file that holds them was not added."""
    parts: list[Part] = []
    missing: list[str] = []
    for row in rows:
        aliases = (*row.record.all("alias"), *row.record.all("weak_alias"))
        if aliases:
            text = f"The {row.info.name} gives {row.record.name} the other names {join(a.value for a in aliases[:12])}."
            parts.append(Part(text, row.cite(aliases[0], aliases[min(len(aliases), 12) - 1])))
        elif lacking := row.record.first("missing_aliases"):
            missing = ["names"]
            text = f"{row.record.name} is on the {row.info.name}; the file with the other names of its entries was not added."
            parts.append(Part(text, row.cite(lacking)))
        else:
            parts.append(Part(f"The {row.info.name} gives no other name for {row.record.name}.", row.cite()))
    return Findings(tuple(parts), tuple(missing))


def addresses(rows: Sequence[Row], question: Question) -> Findings:
    """The addresses under which an entity is listed."""
    parts, missing = [], []
    said = frozenset(k for u in question.units for k in u.keys)
    for row in rows:
        found = sorted(
            row.record.all("address"), key=lambda f: -len(said & keys(f.value))
        )  # the one in the place asked for
        if found:
            parts.append(Part(f"The {row.info.name} gives as address of {row.record.name}: “{found[0].value}”"
                              + (f" and {len(found) - 1} more." if len(found) > 1 else ""), row.cite(found[0])))  # fmt: skip
        else:
            missing = ["address"]
            gap = row.record.all("missing_addresses")
            why = "the file with the addresses of its entries was not added" if gap else "its record states no address"
            parts.append(Part(f"{row.record.name} is on the {row.info.name}; {why}.", row.cite()))
    return Findings(tuple(parts), tuple(missing))


_REMARKS: tuple[FieldName, ...] = ("remark", "identifier", "programme", "address", "requirement", "policy")


def saying(rows: Sequence[Row], told: frozenset[str]) -> Findings | None:
    """The cell of a record that says these things; None where no cell says them all."""
    for row in rows:
        for field in (f for name in _REMARKS for f in row.record.all(name)):
            if told <= keys(field.value):
                text = f"The {row.info.name} record of {row.record.name} says: “{clipped(field.value, 40)}”"
                return Findings((Part(text, row.cite(field)),))
    return None


_TERMS: tuple[tuple[FieldName, str, re.Pattern[str]], ...] = (
    ("effective", "effective date", re.compile(r"\beffective\b", re.I)),
    ("divest", "divestment date", re.compile(r"\bdivest|\bwind|\bgrace\b|\btransition\b", re.I)),
    (
        "expires",
        "expiration date",
        re.compile(r"\bexpir|\brun(?:s|ning)? out\b|\bvalid\b|\buntil\b|\bhow long\b|\bend(?:s|ed)?\b|\blapse", re.I),
    ),
)


def terms(rows: Sequence[Row], question: Question) -> Findings | None:
    """The dates from which or until which a listing binds, as its record states them; None where no record states one
    that is asked for."""
    asked = {name for name, _, pattern in _TERMS if pattern.search(question.text)}
    parts: dict[str, Part] = {}
    for row in rows:
        stated = [(words, field) for name, words, _ in _TERMS if (field := row.record.first(name))]
        if asked & {name for name, _, _ in _TERMS if row.record.first(name)}:
            said = join(f"the {words} {said_value(field.value)}" for words, field in stated)
            text = f"The {row.info.name} record of {row.record.name} gives {said}."
            parts.setdefault(text, Part(text, row.cite(*(field for _, field in stated))))
    return Findings(tuple(parts.values())) if parts else None


def said_value(value: str) -> str:
    """A date in its standard form as an answer writes it; anything else as it stands."""
    try:
        return said_date(datetime.date.fromisoformat(value))
    except ValueError:
        return value
