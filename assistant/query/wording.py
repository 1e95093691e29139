"""How an answer says which records were counted: the list, what they are called there, and every condition in words."""

import datetime

from assistant.query.records.operations import Result
from assistant.query.terms.model import Condition
from assistant.records.rows import join
from assistant.say.dates import said_date

_NOUNS = {
    "individual": ("individual", "individuals"), "vessel": ("vessel", "vessels"), "aircraft": ("aircraft", "aircraft"),
    "entity": ("entity", "entities"),
}  # fmt: skip
OLD = 365
"""Days after which a copy of a list is called old."""


def subject(result: Result, many: int = 2, timed: bool = True) -> str:
    """The list, what its records are called, and the conditions: `Entity List entries added in 2024 under China`. Without
    `timed`, the condition on days is left for the sentence to say."""
    kind = result.query.only("type")
    one, several = _NOUNS[kind.values[0]] if kind else ("entry", "entries")
    said = [phrase(c, result) for c in _ordered(result) if timed or c.of not in ("added", "changed")]
    return " ".join(w for w in (result.table.info.short, one if many == 1 else several, *said) if w)


def _ordered(result: Result) -> list[Condition]:
    order = ("added", "changed", "cited", "country")
    return sorted(result.query.conditions, key=lambda c: order.index(c.of) if c.of in order else len(order))


def phrase(condition: Condition, result: Result) -> str:
    """A condition in words."""
    values = join(condition.values, "or")
    if condition.of in ("added", "changed"):
        days = join((d.said for d in condition.days), "or").replace(" or in ", " or ")
        by = f"by {condition.shown or values}" if condition.values else ""
        return " ".join(w for w in (condition.of, days, by) if w)
    return _PHRASES.get(condition.of, "").format(
        values=values,
        shown=condition.shown or values,
        named=condition.shown or f"the programme {values}",
        under="under" if result.table.info.by_country else "of",
        words="the words" if " " in values else "the word",
        no="not " if condition.negated else "",
        having="without" if condition.negated else "with",
        says="does not say" if condition.negated else "says",
    )


_PHRASES = {
    "cited": "that cite {shown}",
    "country": "{no}{under} {values}",
    "footnote": "{having} footnote {values}",
    "section": "that refer to {values}",
    "policy": "whose license review policy {says} “{values}”",
    "exception": "{having} an exception in the license requirement",
    "programme": "{no}under {named}",
    "address": "{having} “{values}” in an address",
    "name": "{having} {words} “{values}” in a name or alias",
}
"""A condition in words, by what it is of."""


def shown(result: Result, today: datetime.date) -> str:
    """Which state of the list was looked at, and what it cannot show, in brackets behind a sentence."""
    table = result.table
    said = [
        f"{table.info.short} of {said_date(table.day)}"
        if table.day
        else f"a copy of the {table.info.short} without a date"
    ]
    if table.day and (today - table.day).days > OLD:
        said.append("more than a year old")
    if not table.whole:
        said.append("within the filters that are set")
    if result.undated:
        said.append(f"{result.undated:,} {'row gives' if result.undated == 1 else 'rows give'} no date")
    if result.query.by == "country" and sum(n for _, n in result.groups) > len(result.records):
        said.append("a row of several countries counts for each")
    for of, many in result.silent:
        said.append(f"{many:,} more {'row gives' if many == 1 else 'rows give'} no {of}")
    if any(c.of in ("added", "changed") for c in result.query.conditions) or result.query.by in (
        "year",
        "month",
        "rule",
    ):
        said.append("entries removed since are not on it")
    return f" ({'; '.join(said)})"
