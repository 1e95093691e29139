"""What single cells of a record say: other names, addresses, and the dates from which or until which a listing binds."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.concepts import keys
from assistant.question.understand import Question
from assistant.records.record_sentences import Row, join, plural
from assistant.say.dates import said_date
from assistant.say.parts import Findings, Part
from assistant.say.wording import clipped
from sources.document import FieldName
from sources.territories import country_title


def names(rows: Sequence[Row], question: Question, weak: bool = False) -> Findings:
    """The other names under which an entity is listed, weak ones said to be that; only those if they are asked for. Missing, too, where
    the file that holds them was not added."""
    parts = []
    some = False
    for row in rows:
        strong = () if weak else row.record.all("alias")
        low = row.record.all("weak_alias")
        shown = (*strong, *low)[:MOST_NAMES]
        some = some or bool(shown)
        if shown:
            said = f"the other {plural('name', strong)} {join(a.value for a in shown[: len(strong)])}" if strong else ""
            doubtful = shown[len(strong) :]
            faint = (
                f"the weak {'alias' if len(doubtful) == 1 else 'aliases'} {join(a.value for a in doubtful)}"
                if doubtful
                else ""
            )
            left = len(strong) + len(low) - len(shown)
            more = f", and {left} more" if left else ""
            text = f"The {row.info.name} gives {row.record.name} {' and '.join(w for w in (said, faint) if w)}{more}."
            parts.append(Part(text, row.cite(shown[0], shown[-1])))
        elif lacking := row.record.first("missing_aliases"):
            gap = "the file with the other names of its entries was not added"
            parts.append(Part(f"{row.record.name} is on the {row.info.name}; {gap}.", row.cite(lacking)))
        else:
            kind = "weak alias" if weak else "other name"
            parts.append(Part(f"The {row.info.name} gives no {kind} for {row.record.name}.", row.cite()))
    return Findings(tuple(parts), () if some else ("names",), answered=some)


MOST_NAMES = 12
"""Other names that are said."""


def addresses(rows: Sequence[Row], question: Question) -> Findings:
    """The addresses under which an entity is listed, the one in a place that is asked for before the others."""
    parts = []
    some = False
    said = frozenset(k for u in question.units for k in u.keys)
    for row in rows:
        found = sorted(row.record.all("address"), key=lambda f: -len(said & keys(f.value)))
        some = some or bool(found)
        if found:
            shown = found[:MOST_ADDRESSES]
            quoted = join(f"“{f.value}”" for f in shown)
            more = f" and {len(found) - len(shown)} more" if len(found) > len(shown) else ""
            word = "address" if len(shown) == 1 else "addresses"
            text = f"The {row.info.name} gives as {word} of {row.record.name}: {quoted}{more}."
            parts.append(Part(text, row.cite(*shown)))
        else:
            gap = row.record.all("missing_addresses")
            why = "the file with the addresses of its entries was not added" if gap else "its record gives no address"
            parts.append(Part(f"{row.record.name} is on the {row.info.name}; {why}.", row.cite()))
    return Findings(tuple(parts), () if some else ("address",), answered=some)


MOST_ADDRESSES = 3
"""Addresses that are said."""


def countries(rows: Sequence[Row]) -> Findings:
    """The countries under which rows stand, or of their addresses and nationalities."""
    parts = []
    some = False
    for row in rows:
        fields = (*row.record.all("country"), *row.record.all("nationality"))
        some = some or bool(fields)
        if fields:
            said = join(dict.fromkeys(country_title(f.value) for f in fields))
            how = "under" if row.headed else "with"
            text = f"The {row.info.name} has {row.record.name} {how} the {'country' if ' and ' not in said else 'countries'} {said}."
            inside = [f for f in fields if row.record.start <= f.start < row.record.end]
            parts.append(Part(text, row.cite(*inside)))
        else:
            parts.append(Part(f"The {row.info.name} record of {row.record.name} gives no country.", row.cite()))
    return Findings(tuple(parts), () if some else ("country",), answered=some)


def remarks(rows: Sequence[Row]) -> Findings:
    """The remarks of the rows as they stand, the first ones."""
    parts = []
    some = False
    for row in rows:
        found = row.record.all("remark")[:MOST_REMARKS]
        some = some or bool(found)
        if found:
            said = "; ".join(f"“{clipped(f.value, 40)}”" for f in found)
            parts.append(
                Part(f"The {row.info.name} record of {row.record.name} carries the remarks {said}.", row.cite(*found))
            )
        else:
            parts.append(Part(f"The {row.info.name} record of {row.record.name} carries no remarks.", row.cite()))
    return Findings(tuple(parts), () if some else ("remark",), answered=some)


MOST_REMARKS = 4
"""Remarks that are said."""


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
    ("effective", "effective date", re.compile(r"\beffective\b|\bt(?:akes?|ook) effect\b", re.I)),
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


_ENDS = re.compile(r"\buntil when\b|\bexpir|\brun(?:s|ning)? out\b|\bvalid\b|\bend(?:s|ed)?\b|\blapse", re.I)


def endless(rows: Sequence[Row], question: Question, dated: Findings) -> Findings:
    """What is said of the days of listings (`dated`), where it is asked when they end and no record says that."""
    if not _ENDS.search(question.text):
        return dated
    who = join(dict.fromkeys(f"the {row.info.name} record of {row.record.name}" for row in rows))
    return replace(dated, answered=False, lead=f"No end date is given by {who}.")


def said_value(value: str) -> str:
    """A date in its standard form (`1982-02-15`) as an answer writes it; anything else as it stands: eight figures are a number."""
    try:
        return said_date(datetime.date.fromisoformat(value)) if "-" in value else value
    except ValueError:
        return value
