"""What can be said: an answer, its sentences, and the citations that each of them stands on."""

import datetime
from typing import Literal

from pydantic import Field

from sources.document import DocumentKind, Frozen

Kind = Literal[
    "reason", "agency", "date", "list", "effect", "count", "members", "statement", "response", "identity", "status",
    "definition", "authority", "licence", "changes", "passage",
]  # fmt: skip
"""What a question asks for; `passage` is everything that has no kind of its own."""


class CitedPassage(Frozen):
    """The indexed passage (or record) around a quotation."""

    id: str
    start: int
    end: int


class CitedDocument(Frozen):
    """The document of a quotation, as much of it as a reader needs to know whose word it is."""

    id: str
    title: str | None
    publisher: str | None
    published: datetime.date | None
    url: str | None
    path: str
    part: str = ""
    kind: DocumentKind
    official: bool
    snapshot: datetime.date | None = None
    sha256: str


class Citation(Frozen):
    """Numbered evidence: `quote` is `text[start:end]` of the document's cleaned text, letter for letter.

    `also` names other documents that carry the same words (the same agency report in several outlets): they are
    the same source, not further ones.
    """

    number: int
    quote: str
    start: int
    end: int
    passage: CitedPassage
    document: CitedDocument
    also: tuple[CitedDocument, ...] = ()


class Sentence(Frozen):
    """One sentence of an answer with the numbers of the citations that it stands on."""

    text: str
    citations: tuple[int, ...]


class Position(Frozen):
    """What one side of a disagreement says, with its citation."""

    value: str
    citation: int
    official: bool


class Disagreement(Frozen):
    """Sources that differ on one slot of the same event."""

    slot: str
    positions: tuple[Position, ...]


class Candidate(Frozen):
    """One of several entities that a name may mean."""

    name: str
    detail: str
    how: str


class Claim(Frozen):
    """What an answer says of one party and one list: that it is on it (`yes`), that it is not shown there (`no`), or
    that its listing is over or held (`over`). `names` are those by which the answer calls the party, its own first;
    `as_of` is the day of the snapshot that says so."""

    names: tuple[str, ...]
    list: str
    holds: Literal["yes", "no", "over"]
    as_of: datetime.date | None = None


class Matched(Frozen):
    """How a name of the question was met: the listed `name`, the one of its names that fits (`matched`), `how` (`exact`, `alias`,
    `legal form`, `word order`, `typo`, `acronym`, `part`, `near`: by sound and spelling) and how surely (`score`, 0 to 1), with the
    ids of the lists whose rows bear it; none for a name that only documents speak of."""

    asked: str
    name: str
    matched: str
    how: str
    score: float
    lists: tuple[str, ...] = ()


FactEvent = Literal[
    "listed", "added", "changed", "removed", "renewed", "charged", "fined", "considered"
]  # fmt: skip
"""What happened to a party: `listed` for a row that gives no day; the others as rows and documents state them."""


class FactMatch(Frozen):
    """How the name asked for met the party of a fact: as in `Matched`."""

    asked: str
    matched: str
    how: str
    score: float


class ListedFact(Frozen):
    """One thing that the cited evidence of an answer states of one party, as fields.

    `source` says whether a row of a list states it (`record`) or a sentence of a document (`statement`). `event` happened on `date` (a
    month or a year stands as its first day, as `precision` says) by `citation` (`88 FR 13675`); `reason` and `effect` are the source's
    own words, cut nowhere; `standing` is `asserted`, or `alleged`, `denied` or `negated` where a document says it so; `holds` is what
    the answer claims of the party and the list (`Claim`), None where it claims nothing. `party` is the stable id of the listed party
    (`party_id`), None for one that only documents speak of. What the source does not state is None. `citations` are the numbers of the
    answer's citations that show it.
    """

    entity: str
    party: str | None = None
    list: str | None = None
    list_name: str | None = None
    authority: str | None = None
    event: FactEvent
    date: datetime.date | None = None
    precision: Literal["day", "week", "month", "year", "weekday"] = "day"
    citation: str | None = None
    programmes: tuple[str, ...] = ()
    reason: str | None = None
    effect: str | None = None
    standing: Literal["asserted", "alleged", "denied", "negated"] = "asserted"
    holds: Literal["yes", "no", "over"] | None = None
    source: Literal["record", "statement"]
    match: FactMatch | None = None
    citations: tuple[int, ...]


SCHEMA_VERSION = "1.0"
"""Of the JSON of an answer: the first number counts changes that a reader of the old form would stumble over, the second those that add keys."""


class Answer(Frozen):
    """What is said to one question. `text` carries `[n]` where citation n stands.

    `answered` is False when the sources do not say: then `text` says what was looked for, and citations, if any, show
    the nearest passages as what they are. `missing` names the slots asked for that no source fills. `candidates` are
    offered when a name fits several entities equally well. `claims` are what it says of parties and lists, as fields;
    `matches` how each name of the question was met, the surest first; `facts` what the cited evidence states, as fields, where it
    is answered.
    `timings` are milliseconds by step and are left out of comparisons: they are the only part of an answer that differs
    from run to run.
    """

    question: str
    understood: str
    kind: Kind
    answered: bool
    missing: tuple[str, ...] = ()
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    suggestions: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    matches: tuple[Matched, ...] = ()
    facts: tuple[ListedFact, ...] = ()
    schema_version: str = SCHEMA_VERSION
    generation: int = 0
    timings: dict[str, float] = Field(default_factory=dict)
