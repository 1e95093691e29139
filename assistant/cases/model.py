"""What a case is: an opening, the entries of its history, and what each decision stood on.

    opening ── entry 1 (decision) ── entry 2 (review of 1) ── entry 3 (a new decision) ── …

Nothing of it is ever changed: to decide otherwise is to add an entry. Each entry carries the seal of the chain up to it
(`index.cases.seal`).
"""

import datetime
import json
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from assistant.answer import Answer, Citation, CitedDocument
from assistant.screening.customers.given import Party
from assistant.screening.customers.party import ScreeningHit, Thresholds
from sources.document import Frozen

Decision = Literal["true match", "false match", "escalate"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
Standing = Literal["open", "decided", "confirmed", "disputed"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""Nothing decided yet; decided; a second reviewer agrees; a second reviewer does not."""


class ListVersion(Frozen):
    """One list as it was screened against: the day whose state it shows, and the document that shows it, with the SHA-256 of its file."""

    list_id: str
    name: str
    authority: str
    day: datetime.date | None
    document: str
    path: str
    sha256: str
    records: int


class Basis(Frozen):
    """What a decision stands on: the hits of a screening and the answers given, each with its quotations, and the lists as they were.

    `day` is the day by which listings had ended or not, `generation` the state of the index, `program` who screened, `more` the number of
    listed rows beyond the hits that are kept.
    """

    day: datetime.date
    generation: int
    program: str
    limits: Thresholds
    hits: tuple[ScreeningHit, ...] = ()
    more: int = 0
    answers: tuple[Answer, ...] = ()
    lists: tuple[ListVersion, ...] = ()

    def citations(self) -> list[Citation]:
        """Every quotation, of hits and then of answers."""
        return [c for hit in self.hits for c in hit.citations] + [c for a in self.answers for c in a.citations]

    def documents(self) -> dict[str, CitedDocument]:
        """The documents that are quoted, by id, in the order in which they come."""
        return {c.document.id: c.document for c in self.citations()}


class Opening(Frozen):
    """How a case began: when, by whom, about which party; `user` is whose case it is, empty where nobody has to log in."""

    kind: Literal["opening"] = "opening"
    id: str
    user: str
    at: datetime.datetime
    by: str
    party: Party
    note: str = ""


class Decided(Frozen):
    """A decision with its reason. `second` is who was asked for a second review, `basis` the number of the entry that brought what it
    stands on (0: the opening)."""

    kind: Literal["decision"] = "decision"
    at: datetime.datetime
    by: str
    decision: Decision
    reason: str
    second: str = ""
    basis: int = 0


class Reviewed(Frozen):
    """What a second reviewer says of the decision `of`."""

    kind: Literal["review"] = "review"
    at: datetime.datetime
    by: str
    of: int
    agrees: bool
    reason: str = ""


Said = Annotated[Opening | Decided | Reviewed, Field(discriminator="kind")]


class Step(Frozen):
    """One entry of the history with its number and seal."""

    number: int
    entry: Said
    seal: str


class CaseHistory(Frozen):
    """A case without what it stands on; the first step is its opening."""

    steps: tuple[Step, ...]

    @property
    def opening(self) -> Opening:
        """How it began."""
        first = self.steps[0].entry
        assert isinstance(first, Opening)
        return first

    @property
    def decided(self) -> tuple[int, Decided] | None:
        """The decision that stands now, with its number."""
        found = [(step.number, step.entry) for step in self.steps if isinstance(step.entry, Decided)]
        return found[-1] if found else None

    @property
    def reviewed(self) -> Reviewed | None:
        """The last review of the decision that stands now."""
        at = self.decided
        found = [s.entry for s in self.steps if isinstance(s.entry, Reviewed) and at and s.entry.of == at[0]]
        return found[-1] if found else None

    @property
    def standing(self) -> Standing:
        """How far it is."""
        if self.decided is None:
            return "open"
        return "decided" if self.reviewed is None else "confirmed" if self.reviewed.agrees else "disputed"


class Case(CaseHistory):
    """A case with all that it stands on, by the number of the entry that brought it."""

    bases: Mapping[int, Basis]

    @property
    def basis(self) -> Basis:
        """What the decision that stands now stands on; for an open case, what it was opened with."""
        return self.bases[self.decided[1].basis if self.decided else 0]


def canonical(value: object) -> str:
    """JSON values as the one text that seals are made over: keys in order, no blanks, ASCII."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def text_of(made: Frozen) -> str:
    """A part of a case as that text."""
    return canonical(made.model_dump(mode="json"))
