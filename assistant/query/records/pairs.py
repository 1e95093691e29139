"""Which records of two lists are of one party: those that have a name or an alias in common, legal forms and case aside.

Weak aliases do not count, nor do names of one short word: they are shared by strangers.
"""

from collections.abc import Iterator, Sequence

from index.name_forms import parse
from sources.document import Record

_SHORT = 6
"""Letters of a name of one word from which on it tells a party."""


def on_both(first: Sequence[Record], second: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The records of the first list with the record of the second that has one of their names."""
    there: dict[tuple[str, ...], Record] = {}
    for record in second:
        for key in _keys(record):
            there.setdefault(key, record)
    pairs = []
    for record in first:
        match = next((there[key] for key in _keys(record) if key in there), None)
        if match is not None:
            pairs.append((record, match))
    return pairs


def _keys(record: Record) -> Iterator[tuple[str, ...]]:
    """The words of the names of a record, in one order: Treasury's files write family names first."""
    for name in (record.name, *(f.value for f in record.all("alias"))):
        words = tuple(sorted(parse(name).words))
        if len(words) > 1 or (words and len(words[0]) >= _SHORT):
            yield words
