"""What programs send to the REST service: bodies that are JSON of exactly the described form, and values of the address."""

import datetime
import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)

from assistant.query.terms.model import Combine

LONGEST_QUESTION, MOST_EARLIER = 2_000, 20
LONGEST_NAME = 500
MOST_ROWS = 1_000
"""Rows of one page at most."""
FAR = 10_000_000
"""The furthest offset of a page."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(value: Any) -> Any:
    if value is None or type(value) is datetime.date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("write the day as 2026-03-01")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day in the calendar") from None


Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day as YYYY-MM-DD and in no other form."""


LETTERS = "[0-9A-Za-zÀ-ÖØ-öø-ɏΆΈ-ΊΌΎ-ΡΣ-ϵЀ-ҁҊ-ԯԱ-Ֆա-ևא-תء-يٱ-ۓऄ-हก-ะა-ჺᄀ-ᇿḀ-ἕぁ-ゖァ-ヺㄅ-ㄯ㐀-䶿一-鿿가-힣]"
"""A letter or a figure of the scripts that lists are written in, as ranges: what engines of regular expressions take for `\\w` differs."""
_INK = "[!-~\u00a1-\U0010ffff]"


def _lettered(value: str) -> str:
    if not re.search(LETTERS, value):
        raise ValueError("there is no letter and no figure in it")
    return value


def _written(value: str) -> str:
    if not re.search(_INK, value):
        raise ValueError("there is nothing but blanks in it")
    return value


def _whole(value: Any) -> Any:
    """In JSON 10.0 is the whole number 10."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
Words = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_QUESTION, json_schema_extra={"pattern": LETTERS}),
    AfterValidator(_lettered),
]
Name = Annotated[
    str, Field(min_length=1, max_length=LONGEST_NAME, json_schema_extra={"pattern": _INK}), AfterValidator(_written)
]
Value = Annotated[
    str, Field(min_length=1, max_length=300, json_schema_extra={"pattern": LETTERS}), AfterValidator(_lettered)
]
ListId = Annotated[str, Field(min_length=1, max_length=300)]
RuleCitation = Annotated[str, Field(max_length=13, pattern=r"^[0-9]{1,3} FR [0-9]{1,6}$")]


class Received(BaseModel):
    """Base of what is received: no further keys, no value of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Question(Received):
    """A question in English, with the questions before it and the day for which it is asked."""

    question: Words
    earlier: tuple[Words, ...] = Field(default=(), max_length=MOST_EARLIER)
    today: Day | None = None


class Stretch(Received):
    """A stretch of days, both ends included and either left open."""

    first: Day | None = None
    last: Day | None = None


class EventCondition(Received):
    """Rows that were added, or changed, on one of these days, or by one of these citations; `cited` is either."""

    of: Literal["added", "changed", "cited"]
    values: tuple[RuleCitation, ...] = Field(default=(), max_length=50)
    days: tuple[Stretch, ...] = Field(default=(), max_length=20)
    negated: bool = False


class CellCondition(Received):
    """Rows of which a cell has one of these values."""

    of: Literal["country", "footnote", "section", "policy", "programme", "address", "name"]
    values: tuple[Value, ...] = Field(min_length=1, max_length=50)
    negated: bool = False


class TypeCondition(Received):
    """Rows of parties of one of these kinds."""

    of: Literal["type"]
    values: tuple[Literal["individual", "vessel", "aircraft", "entity"], ...] = Field(min_length=1, max_length=4)
    negated: bool = False


class ExceptionCondition(Received):
    """Rows whose license requirement names an exception."""

    of: Literal["exception"]
    negated: bool = False


class Beside(Received):
    """Only rows whose party also stands on another list (`both`), or does not (`without`)."""

    how: Combine
    list: ListId


class _Query(Received):
    """Which lists (none: all that are indexed), which conditions (all of them), beside which other list."""

    lists: tuple[ListId, ...] = Field(default=(), max_length=50)
    conditions: tuple[EventCondition | CellCondition | TypeCondition | ExceptionCondition, ...] = Field(
        default=(), max_length=20
    )
    beside: Beside | None = None


class RowsQuery(_Query):
    """The rows themselves: all, those of the first or last day, of the newest event, the longest, those with an address in common."""

    operation: Literal["list", "count", "exists", "earliest", "latest", "newest", "longest", "shared"] = "list"
    by: None = None
    fewest: bool = False


class GroupsQuery(_Query):
    """How many rows by a key; with `rank` the keys that have the most, or with `fewest` the fewest."""

    operation: Literal["group", "rank"]
    by: Literal["year", "month", "country", "rule", "programme"]
    fewest: bool = False


class CellsQuery(_Query):
    """The rows with the most, or with `fewest` the fewest, aliases or addresses."""

    operation: Literal["most"]
    by: Literal["alias", "address"]
    fewest: bool = False


class Paged(Received):
    """Which rows of all that were found are given: those from `offset` on, at most `limit`."""

    limit: Whole = Field(default=100, ge=1, le=MOST_ROWS)
    offset: Whole = Field(default=0, ge=0, le=FAR)


class RecordsByQuery(Paged):
    """The records that a typed query finds."""

    query: RowsQuery | GroupsQuery | CellsQuery


class RecordsByQuestion(Paged):
    """The records that a question in English asks for."""

    question: Words
    today: Day | None = None


RecordsAsked = RecordsByQuery | RecordsByQuestion


def body(model: Any) -> Callable[[Request], Awaitable[Any]]:
    """A dependency that reads the body of a request: JSON of that model and of no other type, as `openapi.json` says.

    FastAPI's own reading takes `"5"` for a number and a number for a day; here what does not fit the schema is refused. The
    dependency raises 415 for a body that is not said to be JSON, and RequestValidationError where it does not fit.
    """
    adapter = TypeAdapter(model)

    async def read(request: Request) -> Any:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
            raise HTTPException(415, f"the body is said to be {kind or 'of no type'}, and JSON is taken here")
        try:
            return adapter.validate_json(await request.body(), strict=True)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False, include_input=False)
            raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in found]) from None

    read.__dict__["model"] = adapter
    return read
