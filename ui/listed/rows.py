"""The rows of the newest state of every list, each with the stable id of its party."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.query.records.party_ids import party_ids
from assistant.query.records.table import here, table
from assistant.records.rows import Row
from index.search import Index
from sources.errors import QuestionError


class Listed(NamedTuple):
    """A row with the stable id of its party."""

    id: str
    row: Row


def listed(index: Index, lists: Sequence[str] = ()) -> Iterator[Listed]:
    """The rows of these lists, or of all, list by list in the order of their rows.

    Raises QuestionError for a list that is not indexed.
    """
    known = here(index)
    for list_id in lists:
        if list_id not in known:
            raise QuestionError(f"no list {list_id} is indexed: there are {', '.join(known) or 'none'}")
    for list_id in lists or known:
        shown = table(index, list_id, None)
        if shown is None:
            continue
        ids = party_ids(index, shown.records)
        for record in shown.records:
            yield Listed(ids[record.id], shown.row(index, record))
