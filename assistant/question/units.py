"""How much the things that a question speaks of tell, and which of them it only starts from."""

from assistant.question.targets import rare
from assistant.question.understand import Unit
from index.search import Index

_GIVEN = frozenset({"p:", "a:", "l:", "n:", "y:"})
_LISTING = frozenset({
    "c:put-on-list", "c:the-list", "c:party", "c:government", "c:say", "c:reason", "c:other", "c:country", "c:happen",
    "c:mean", "c:first", "c:announce", "c:person", "c:sanctions", "c:agency-word", "c:time-word", "c:export-control", "c:respond", "c:light",
})  # fmt: skip


def is_given(unit: Unit) -> bool:
    """Whether a unit is a place, body, list, number or word of listing: what a question starts from, not what it asks."""
    return any(k[:2] in _GIVEN or k in _LISTING for k in unit.keys)


def weight(index: Index, unit: Unit) -> float:
    """How much agreeing on a unit tells: as its class says, otherwise by how rare its words are (0.15 to 1)."""
    if unit.weight is not None:
        return unit.weight
    return max(0.15, max(rare(index, k) for k in unit.keys))
