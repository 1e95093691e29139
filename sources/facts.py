"""What a row of a list states of a party beside its names: numbers, birth, nationality, links, the data of a vessel.

The kinds are data (`facts.yaml`). A fact is read once, when its list is read: from a cell by the label that stands
before or behind the value (`Passport K12345 (Syldavia)`, `IMO 9000003, Vessel Registration Identification`), or by
the column it stands in.
"""

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

from sources.document import Fact
from sources.yaml_text import read_yaml

Form = Literal["number", "ship", "date", "place", "name", "mail", "web", "clause", "text"]


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact; see `facts.yaml` for what its parts mean."""

    kind: str
    said: tuple[str, str]
    form: Form
    labels: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    asked_of: tuple[str, ...] = ()
    directed: bool = False


@functools.cache
def fact_kinds() -> dict[str, FactKind]:
    """The kinds of fact by their ids, in the order of the table."""
    text = resources.files("sources").joinpath("facts.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = read_yaml(text)
    return {row["kind"]: _kind(row) for row in rows}


def _kind(row: dict[str, Any]) -> FactKind:
    one, several = row["said"]
    labels, column, asked, asked_of = (tuple(row.get(k, ())) for k in ("labels", "column", "asked", "asked_of"))
    return FactKind(
        row["kind"], (one, several), row["form"], labels, column, asked, asked_of, row.get("directed", False)
    )


def of_column(column: str) -> str | None:
    """The kind of the cells of a column (or element, or feature) that is known by this name."""
    return _columns().get(column)


@functools.cache
def _columns() -> dict[str, str]:
    return {name: kind.kind for kind in fact_kinds().values() for name in kind.column}


_OPEN = r"\S{1,8}"
"""What stands for the `*` of a label: the currency of a wallet."""


@functools.cache
def _labels() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """The kind of each label, and the patterns of a cell that begins with one, or ends with one behind a comma."""
    kinds = {label.lower(): kind.kind for kind in fact_kinds().values() for label in kind.labels}
    longest = sorted(kinds, key=len, reverse=True)
    words = "|".join(re.escape(label).replace(r"\*", _OPEN).replace(r"\ ", r"\s+") for label in longest)
    begins = re.compile(rf"(?:alt\. )?(?P<label>{words})(?![\w/])(?P<sep>[:,]{{0,2}}\s*)", re.I)
    ends = re.compile(rf",\s+(?P<label>{words})[\s:-]*$", re.I)
    return kinds, begins, ends


_VALUE: dict[str, re.Pattern[str]] = {
    "number": re.compile(r"(?![a-z]{3,}\s)(?=.*\d)(?:[^\W_]|[#+@(]).*|[A-Z\d]{4,}", re.S),
    "ship": re.compile(r"\d{7}"),
    "date": re.compile(r".*\d{4}.*", re.S),
    "place": re.compile(r"(?:[a-z]{1,3}-)?[^\W\d_a-z].*", re.S),
    "name": re.compile(r"[^\W_].*", re.S),
    "mail": re.compile(r"[^\s@]++@\S+"),
    "web": re.compile(r"[^\s.]++\.\S+"),
    "clause": re.compile(r"\S.*", re.S),
    "text": re.compile(r"\S.*", re.S),
}
"""What a value looks like: a label before something else is no label ("Passport holder")."""

_ELSEWHERE = "for more information"
"""So begins what refers to a page and states nothing."""

_CUT = re.compile(r"\s+\((?=[^()]*\)\s*(?:expires\b|issued\b|$))|\s+(?:expires|issued)\s+\d|\s{2,}")
"""Where the value of a number ends: at the country in brackets, at its dates, at the next cell."""
_COUNTRY = re.compile(r"\s+\((?P<place>[^()]+)\)")
_CODE = re.compile(r"[A-Z]{2}")


def facts_in(words: str, start: int) -> list[Fact]:
    """The facts that a cell or a part of one states by its labels; `start` is where it stands in the text."""
    at = len(words) - len(words.lstrip("( "))
    body = words[at:].rstrip() if at else words.rstrip()
    if at and words.lstrip().startswith("(") and body.endswith(")") and body.count("(") < body.count(")"):
        body = body[:-1]
    kinds, begins, ends = _labels()
    if found := begins.match(body):
        value = body[found.end() :]
        if (inner := begins.match(value)) and (
            facts := _named_twice(kinds, found["label"], inner, value, start + at + found.end())
        ):
            return facts
        if facts := _fact(kinds, found["label"], value, "," in found["sep"], start + at + found.end()):
            return facts
    if found := ends.search(body):
        value = body[: found.start()]
        code, comma, rest = value.partition(", ")
        if comma and _CODE.fullmatch(code):
            return _fact(kinds, found["label"], rest, False, start + at + len(code) + 2, code)
        return _fact(kinds, found["label"], value, False, start + at)
    return []


def _named_twice(kinds: dict[str, str], label: str, inner: re.Match[str], value: str, start: int) -> list[Fact]:
    """The fact of a number that is labelled in general and then by its kind (`Identification Number IMO 9000001`)."""
    outer = kinds.get(" ".join(label.lower().split()))
    own = kinds.get(" ".join(inner["label"].lower().split()))
    if outer is None or own in (None, outer) or fact_kinds()[outer].form != "number":
        return []
    if fact_kinds()[own or outer].form not in ("number", "ship"):
        return []
    return _fact(kinds, inner["label"], value[inner.end() :], "," in inner["sep"], start + inner.end())


def _fact(kinds: dict[str, str], label: str, value: str, listed: bool, start: int, place: str = "") -> list[Fact]:
    """The fact of a label and what stands beside it, if that looks like a value of its kind. `listed`: commas part
    the number from its country and its dates."""
    known = " ".join(label.lower().split())
    kind = fact_kinds()[kinds.get(known) or kinds[_wild(known, kinds)]]
    if kind.form in ("number", "ship"):
        if listed:
            value, _, rest = value.partition(", ")
            place = place or (rest[:2] if _CODE.fullmatch(rest[:2]) and rest[2:3] in ("", ",") else "")
        elif cut := _CUT.search(value):
            country = _COUNTRY.match(value, cut.start())
            place = place or (country["place"] if country else _cell_behind(value, cut))
            value = value[: cut.start()]
    value, start = _trimmed(value, start, kind.kind)
    if not _VALUE[kind.form].fullmatch(value) or value.lower().startswith(_ELSEWHERE):
        return []
    return [
        Fact(
            kind=kind.kind,
            label=_said(label),
            value=" ".join(value.split()),
            place=place,
            start=start,
            end=start + len(value),
        )
    ]


def _trimmed(value: str, start: int, kind: str) -> tuple[str, int]:
    lead = re.match(r"\s*(?:IMO\s+)?" if kind == "imo" else r"\s*", value)
    at = lead.end() if lead else 0
    return value[at:].rstrip(" ,;"), start + at


def _cell_behind(value: str, cut: re.Match[str]) -> str:
    """The country in the next cell of a row in cells (two blanks stand between them)."""
    behind = re.split(r"\s{2,}", value[cut.end() :])[0] if cut.group().isspace() else ""
    return "" if any(c.isdigit() for c in behind) else behind.strip()


def _wild(label: str, kinds: dict[str, str]) -> str:
    """The label of the table that stands for one with an open end."""
    return next(k for k in kinds if "*" in k and label.startswith(k.partition("*")[0]))


def _said(label: str) -> str:
    """A label as an answer writes it, without the marks at its end."""
    return " ".join(label.split()).rstrip(" :-,")


def column_fact(column: str, words: str, start: int) -> list[Fact]:
    """The fact of a cell whose column says what it is; none for a column that says nothing of that."""
    kind = of_column(column)
    value = words.strip()
    if kind is None or not value:
        return []
    at = start + len(words) - len(words.lstrip())
    return [Fact(kind=kind, value=" ".join(value.split()), start=at, end=at + len(value))]
