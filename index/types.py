"""What the index says about itself and what it finds: small frozen models, no behaviour beyond that."""

import datetime
from collections.abc import Mapping

from sources.document import OFFICIAL, DocumentKind, Frozen, Passage, Record


class DocumentInfo(Frozen):
    """A document without its text: enough to list it, cite it and filter by it.

    `passages`, `records` and `statements` are counts; `length` is in characters of the cleaned text.
    """

    id: str
    path: str
    part: str = ""
    kind: DocumentKind = "report"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    snapshot: datetime.date | None = None
    list_id: str | None = None
    sha256: str
    length: int
    passages: int = 0
    records: int = 0
    statements: int = 0

    @property
    def official(self) -> bool:
        """Whether a government published it."""
        return self.kind in OFFICIAL


class Counts(Frozen):
    """How much of everything is in the index."""

    documents: int = 0
    passages: int = 0
    records: int = 0
    statements: int = 0
    names: int = 0


class Filters(Frozen):
    """Which documents may be searched; None means any. `published` bounds are inclusive; a list counts from the day that
    it shows, and a document without a date is outside of them. `countries` are those of records, as the list writes them:
    they narrow records and leave prose alone."""

    documents: frozenset[str] | None = None
    kinds: frozenset[DocumentKind] | None = None
    publishers: frozenset[str] | None = None
    published_from: datetime.date | None = None
    published_until: datetime.date | None = None
    official: bool | None = None
    countries: frozenset[str] | None = None
    lists: frozenset[str] | None = None

    def admits(self, info: DocumentInfo) -> bool:
        """Whether this document may be searched."""
        if self.documents is not None and info.id not in self.documents:
            return False
        if self.kinds is not None and info.kind not in self.kinds:
            return False
        if self.publishers is not None and info.publisher not in self.publishers:
            return False
        if self.official is not None and info.official != self.official:
            return False
        day = info.published or info.snapshot
        if self.published_from is not None and (day is None or day < self.published_from):
            return False
        return self.published_until is None or (day is not None and day <= self.published_until)

    def admits_record(self, record: Record) -> bool:
        """Whether this record of a document that may be searched may be."""
        if self.lists is not None and record.list_id not in self.lists:
            return False
        return self.countries is None or any(field.value in self.countries for field in record.all("country"))


class Hit(Frozen):
    """A passage that was found. `score` is the fused one, 0 to 1, and orders the hits of one query; it does not compare
    across queries. `words` is the BM25 score and `cosine` the inner product of unit vectors, each None when that half of
    the search did not reach the passage."""

    passage: Passage
    score: float
    words: float | None = None
    cosine: float | None = None


class Refusal(Frozen):
    """A file that was not added, with the one line that says why."""

    path: str
    reason: str


class Summary(Frozen):
    """What one run of `add` or `remove` did. Documents are counted, skipped ones by file; `refused` names files that were
    not added, `warnings` what was left out of files that were, `failures` what a mistake in a rule has cost in them; `read_again` counts unchanged files that are read in another way now; `seconds` is by step of the work."""

    new: int = 0
    changed: int = 0
    skipped: int = 0
    read_again: int = 0
    removed: int = 0
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Refusal, ...] = ()
    failures: tuple[Refusal, ...] = ()
    passages: int = 0
    records: int = 0
    statements: int = 0
    embedded: int = 0
    generation: int = 0
    seconds: Mapping[str, float] = {}


class Status(Frozen):
    """The state of an index: counts, which model, which generation, and bytes on disk by part. `vector_index` is its type
    (`flat` is exact), `recall` the share of the true ten nearest that it found when it was made."""

    directory: str
    format: int
    generation: int
    derived_generation: int | None
    model: str | None
    dimensions: int | None
    vector_index: str | None
    recall: float | None
    counts: Counts
    sizes: Mapping[str, int]


class Report(Frozen):
    """What `verify` looked at, in numbers, and what was wrong. `problems` is empty when all is well; it holds at most a
    hundred lines, `problem_count` counts all of them. `notes` say what is not wrong but worth knowing."""

    directory: str
    generation: int
    checked: Mapping[str, int]
    problems: tuple[str, ...] = ()
    problem_count: int = 0
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong."""
        return self.problem_count == 0
