"""Opening, deciding and reviewing cases: who may, what has to be said, and that nothing is ever changed.

Every call names the `user` whose cases it may see: None for whoever may read the index's folder anyway, as a command can.
"""

import datetime
import json
import re
import secrets
from collections.abc import Callable, Sequence

from pydantic import ValidationError

from assistant.cases.model import (
    DECISIONS,
    Basis,
    Case,
    CaseHistory,
    Decided,
    Decision,
    Opening,
    Reviewed,
    Step,
    text_of,
)
from assistant.screening.customers.given import Party
from index.cases import Cases, Entry, KeptCase
from index.kept import storable
from index.name_forms import normal
from sources.errors import IndexDamaged, QuestionError

LONGEST_REASON, LONGEST_NAME = 10_000, 200
"""Characters of a reason or note, and of a person's name."""


def open_case(cases: Cases, user: str, by: str, party: Party, basis: Basis, note: str = "") -> Case:
    """Keeps a new case.

    Args:
        cases: the cases of an index.
        user: whose case it is; empty where nobody has to log in.
        by: who opens it.
        party: whom it is about.
        basis: what is known so far (`gather`).
        note: what there is to say about it.

    Raises:
        QuestionError: no name of a party, or nobody who opens it.
    """
    if not party.name.strip():
        raise QuestionError("a case is about a party: give its name")
    opening = Opening(
        id=secrets.token_hex(5), user=storable(user), at=_now(), by=_person(by, "who opens the case"), party=party, note=_said(note)
    )  # fmt: skip
    cases.put(opening.id, user, text_of(opening), text_of(basis))
    return read_case(cases, opening.id)


def decide(
    cases: Cases, identifier: str, user: str | None, by: str, decision: str, reason: str, second: str = "",
    basis: Basis | None = None, readers: Sequence[str] = (),
) -> Case:  # fmt: skip
    """Adds a decision to a case's history.

    Args:
        cases: the cases of an index.
        identifier: the case.
        user: whose cases are seen.
        by: who decides.
        decision: one of `DECISIONS`.
        reason: why.
        second: who is asked for a second review; another person.
        basis: what it stands on, where that is not what the case has already.
        readers: users who may see the case from now on.

    Raises:
        QuestionError: no such case, decision or reason, or a second reviewer who is the first.
    """
    made: Decision | None = next(
        (known for known in DECISIONS if known == " ".join(re.split(r"[\s_-]+", decision.strip())).lower()), None
    )
    if made is None:
        raise QuestionError(f"no decision {decision!r}: it is {', '.join(DECISIONS)}")
    if not reason.strip():
        raise QuestionError(f"a decision needs its reason: say why this is “{made}”")
    person = _person(by, "who decides")
    asked = _person(second, "the second reviewer") if second.strip() else ""
    if asked and same_person(asked, person):
        raise QuestionError(f"{asked} decides: the second reviewer has to be another person")

    def entry(kept: KeptCase) -> Entry:
        stands = history(kept)
        at = len(stands.steps) if basis is not None else stands.decided[1].basis if stands.decided else 0
        said = Decided(at=_now(), by=person, decision=made, reason=_said(reason), second=asked, basis=at)
        return Entry(text_of(said), None if basis is None else text_of(basis), tuple(readers))

    return _added(cases, identifier, user, entry)


def review(
    cases: Cases, identifier: str, user: str | None, by: str, agrees: bool, reason: str = "", of: int | None = None
) -> Case:
    """Adds what a second reviewer says of the decision that stands.

    Args:
        cases: the cases of an index.
        identifier: the case.
        user: whose cases are seen.
        by: who reviews: another person than who decided.
        agrees: whether the decision is confirmed.
        reason: why; needed where it is not confirmed.
        of: the number of the decision that was looked at; None for the one that stands.

    Raises:
        QuestionError: no such case, nothing decided, another decision since, or the person who decided.
    """
    person = _person(by, "who reviews")
    if not agrees and not reason.strip():
        raise QuestionError("a review that does not agree needs its reason: say what is wrong with the decision")

    def entry(kept: KeptCase) -> Entry:
        stands = history(kept).decided
        if stands is None:
            raise QuestionError(f"case {identifier} is not decided yet: there is nothing to review")
        number, decided = stands
        if of is not None and of != number:
            raise QuestionError(f"case {identifier} was decided anew (entry {number}): look at that decision first")
        if same_person(decided.by, person):
            raise QuestionError(f"{decided.by} decided this case: the second reviewer has to be another person")
        said = Reviewed(at=_now(), by=person, of=number, agrees=agrees, reason=_said(reason))
        return Entry(text_of(said))

    return _added(cases, identifier, user, entry)


def read_case(cases: Cases, identifier: str, user: str | None = None) -> Case:
    """A case with all that it stands on.

    Raises:
        QuestionError: there is none of that id for this user.
        IndexDamaged: it cannot be read.
    """
    kept = cases.one(identifier, user)
    if kept is None:
        raise _no_case(identifier)
    return case(kept)


def histories(cases: Cases, user: str | None = None) -> list[CaseHistory]:
    """All cases that a user sees, the newest first, without what they stand on."""
    return [history(kept) for kept in cases.all(user)]


def history(kept: KeptCase) -> CaseHistory:
    """The history as it is kept. Raises IndexDamaged where it cannot be read."""
    return CaseHistory.model_validate(_read(kept))


def case(kept: KeptCase) -> Case:
    """The case as it is kept. Raises IndexDamaged where it cannot be read."""
    return Case.model_validate(_read(kept) | {"bases": _bases(kept)})


def _read(kept: KeptCase) -> dict[str, object]:
    try:
        steps = [
            Step.model_validate({"number": entry.number, "seal": entry.seal, "entry": json.loads(entry.data)})
            for entry in kept.history
        ]
    except (ValueError, RecursionError) as error:
        raise _unread(kept.id, error) from None
    return {"steps": steps}


def _bases(kept: KeptCase) -> dict[int, Basis]:
    try:
        return {number: Basis.model_validate(json.loads(data)) for number, data in kept.bases.items()}
    except (ValueError, RecursionError) as error:
        raise _unread(kept.id, error) from None


def _unread(identifier: str, error: Exception) -> IndexDamaged:
    what = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
    return IndexDamaged(
        f"case {identifier} cannot be read ({what}): it was written by another version of the program, or changed; use the newer one"
    )


def _added(cases: Cases, identifier: str, user: str | None, entry: Callable[[KeptCase], Entry]) -> Case:
    if cases.append(identifier, user, entry) is None:
        raise _no_case(identifier)
    return read_case(cases, identifier, user)


def _no_case(identifier: str) -> QuestionError:
    return QuestionError(f"no case {identifier[:80]!r} here: `whylisted case list` shows which there are")


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person: upper and lower case, blanks, points, accents and the order of the words make no difference."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> list[str]:
    return sorted(normal(name).split()) or name.casefold().split()


def _person(name: str, what: str) -> str:
    kept = " ".join(storable(name).split())
    if not kept or len(kept) > LONGEST_NAME:
        raise QuestionError(f"say {what}: a name of at most {LONGEST_NAME} characters")
    return kept


def _said(text: str) -> str:
    if len(text) > LONGEST_REASON:
        raise QuestionError(f"a reason or note has at most {LONGEST_REASON:,} characters, not {len(text):,}")
    return storable(text).strip()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
