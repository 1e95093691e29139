"""What changed between two screenings of one party.

A listed row is known by its list and its name, folded: where it stands in a file changes from snapshot to snapshot. Rows of one list and
one name are told apart by what they say; where such rows changed, they are paired in their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assistant.screening.customers.party import ScreeningHit
from assistant.watch.model import Change, WatchedParty
from index.name_forms import normal

Key = tuple[str, str]


def changes(party: WatchedParty, now: Sequence[ScreeningHit]) -> Iterator[Change]:
    """What is to be told of a party, in the order of the lists' and the parties' names.

    A row that somebody cleared is no news while it stays as it was then (`assistant.screening.cleared`).
    """
    before, after = _grouped(party.found.hits if party.found else ()), _grouped(now)
    for key in sorted({*before, *after}):
        was, is_ = _apart(before[key], after[key])
        for old, new in zip(was, is_, strict=False):
            yield _change(party, "record changed", old, new)
        for old in was[len(is_) :]:
            yield _change(party, "hit gone", old, None)
        for new in is_[len(was) :]:
            if new.cleared is None:
                yield _change(party, "new hit", None, new)


def _grouped(hits: Iterable[ScreeningHit]) -> defaultdict[Key, list[ScreeningHit]]:
    made: defaultdict[Key, list[ScreeningHit]] = defaultdict(list)
    for hit in hits:
        made[(hit.list_id, normal(hit.entity) or hit.entity)].append(hit)
    return made


def _apart(
    before: Sequence[ScreeningHit], after: Sequence[ScreeningHit]
) -> tuple[list[ScreeningHit], list[ScreeningHit]]:
    """The rows of either side that say what no row of the other side says."""
    left, right = list(before), list(after)
    for hit in before:
        same = next((each for each in right if each.state == hit.state), None)
        if same is not None:
            left.remove(hit)
            right.remove(same)
    return left, right


def _change(party: WatchedParty, what: str, before: ScreeningHit | None, after: ScreeningHit | None) -> Change:
    told = {"what": what, "id": party.id, "name": party.party.name, "before": before, "after": after}
    return Change.model_validate(told)
