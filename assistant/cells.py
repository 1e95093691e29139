"""What single cells of a record say: other names, addresses, and the dates from which or until which a listing binds."""

import datetime
import re
from collections.abc import Sequence

from assistant.dates import said_date
from assistant.parts import Findings, Part
from assistant.question import Question
from assistant.records import Row, join
from sources.document import FieldName


def names(rows: Sequence[Row], question: Question) -> Findings:
    """The other names under which an entity is listed."""
    parts = []
    for row in rows:
        aliases = (*row.record.all("alias"), *row.record.all("weak_alias"))
        if aliases:
            text = f"The {row.info.name} gives {row.record.name} the other names {join(a.value for a in aliases[:12])}."
            parts.append(Part(text, row.cite(aliases[0], aliases[min(len(aliases), 12) - 1])))
        else:
            parts.append(Part(f"The {row.info.name} gives no other name for {row.record.name}.", row.cite()))
    return Findings(tuple(parts))


def addresses(rows: Sequence[Row], question: Question) -> Findings:
    """The addresses under which an entity is listed."""
    parts, missing = [], []
    for row in rows:
        found = row.record.all("address")
        if found:
            parts.append(Part(f"The {row.info.name} gives as address of {row.record.name}: “{found[0].value}”"
                              + (f" and {len(found) - 1} more." if len(found) > 1 else ""), row.cite(found[0])))  # fmt: skip
        else:
            missing = ["address"]
            parts.append(
                Part(f"{row.record.name} is on the {row.info.name}; its record states no address.", row.cite())
            )
    return Findings(tuple(parts), tuple(missing))


_TERMS: tuple[tuple[FieldName, str, re.Pattern[str]], ...] = (
    ("effective", "effective date", re.compile(r"\beffective\b", re.I)),
    ("divest", "divestment date", re.compile(r"\bdivest|\bwind|\bgrace\b|\btransition\b", re.I)),
    (
        "expires",
        "expiration date",
        re.compile(r"\bexpir|\brun(?:s|ning)? out\b|\bvalid\b|\buntil\b|\bhow long\b", re.I),
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
