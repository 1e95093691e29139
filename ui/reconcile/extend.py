"""Data extension: the values of properties of listed parties."""

from index.search import Index
from sources.errors import QuestionError
from ui.reconcile.models import MOST_IDS, MOST_PROPERTIES, ExtendQuery, Extension
from ui.reconcile.parties import BY_ID, rows_of


def extended(index: Index, asked: ExtendQuery) -> Extension:
    """The values by entity and property; an entity that is not known has none.

    Raises:
        QuestionError: too much is asked for, or a property that there is not.
    """
    if len(asked.ids) > MOST_IDS or len(asked.properties) > MOST_PROPERTIES:
        raise QuestionError(f"at most {MOST_IDS} ids and {MOST_PROPERTIES} properties")
    if unknown := [p.id for p in asked.properties if p.id not in BY_ID]:
        raise QuestionError(f"no property {unknown[0]!r}: there are {', '.join(BY_ID)}")
    wanted = [BY_ID[p.id] for p in dict.fromkeys(asked.properties)]
    with index.reading():
        rows = rows_of(index, asked.ids)
        return Extension(
            meta=tuple(each.named for each in wanted),
            rows={
                one: {each.id: tuple(each.values(rows[one])) if one in rows else () for each in wanted}
                for one in asked.ids
            },
        )
