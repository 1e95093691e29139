"""What the Reconciliation Service API 0.2 sends and receives, as types. Keys that we do not know are passed over in what is received."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sources.document import Frozen

MOST_QUERIES = 100
"""Queries of one batch (`batchSize` of the manifest); more are refused with 413."""
MOST_CANDIDATES = 50
MOST_IDS, MOST_PROPERTIES = 500, 30
"""Entities and properties of one data extension query."""


class _Received(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PropertyGiven(_Received):
    """A value that the entity's property should have: a text, a number, or an entity with `id` and `name`."""

    pid: str = Field(max_length=200)
    v: Any = None

    def texts(self) -> list[str]:
        """Its values as texts."""
        values = self.v if isinstance(self.v, list) else [self.v]
        named = (value.get("name") or value.get("id") if isinstance(value, dict) else value for value in values)
        return [str(value) for value in named if value is not None and not isinstance(value, bool | dict | list)]


class Query(_Received):
    """One query: a name, or properties, or both."""

    query: str = Field(default="", max_length=100_000)
    type: str | tuple[str, ...] = ()
    limit: int = Field(default=10, ge=1)
    properties: tuple[PropertyGiven, ...] = ()
    type_strict: str = "any"

    @model_validator(mode="after")
    def _of_something(self) -> "Query":
        if not self.query.strip() and not self.properties:
            raise ValueError("a query needs `query`, or `properties`")
        return self

    @property
    def types(self) -> frozenset[str]:
        """The types to which candidates are narrowed; none for all."""
        given = (self.type,) if isinstance(self.type, str) else self.type
        return frozenset(filter(None, given))


class Wanted(_Received):
    """A property whose values are asked for."""

    id: str = Field(max_length=200)


class ExtendQuery(_Received):
    """Which properties of which entities are asked for."""

    ids: tuple[str, ...]
    properties: tuple[Wanted, ...]


class Named(Frozen):
    """A type, or a property."""

    id: str
    name: str
    description: str | None = None
    broader: "tuple[Named, ...] | None" = None


class Feature(Frozen):
    """One thing from which a score is made, as a number or a truth value."""

    id: str
    value: bool | float


class Candidate(Frozen):
    """A listed party that may be meant; `score` is 0 to 100."""

    id: str
    name: str
    description: str
    type: tuple[Named, ...]
    score: float
    features: tuple[Feature, ...]
    match: bool


class Result(Frozen):
    """The candidates for one query, the surest first."""

    result: tuple[Candidate, ...] = ()


class Suggested(Frozen):
    """An entity that a prefix leads to."""

    id: str
    name: str
    description: str
    notable: tuple[Named, ...] = ()


class Suggestions(Frozen):
    """What a suggest service answers."""

    result: tuple[Suggested | Named, ...] = ()


class Proposed(Frozen):
    """Properties that can be fetched for a type."""

    properties: tuple[Named, ...]
    type: str
    limit: int | None = None


class Extension(Frozen):
    """Values by property by entity; `meta` names the properties."""

    meta: tuple[Named, ...]
    rows: dict[str, dict[str, tuple[dict[str, str], ...]]]
