"""What a row lacks because a file that belongs to its list was not there when the list was added."""

from collections.abc import Sequence

from assistant.records.rows import Row
from assistant.say.parts import Part


def cut(parts: Sequence[Part], rows: Sequence[Row]) -> list[Part]:
    """That the remarks of a row that an answer cites are cut off, and the rest of them is not indexed."""
    told: dict[str, Part] = {}
    for row in rows:
        field = row.record.first("missing_remarks")
        if field and any(e.passage_id == row.record.id for p in parts for e in p.evidence):
            text = f"The remarks of {row.record.name} on the {row.info.short} are cut off here: the file with their rest was not added."
            told.setdefault(row.record.name, Part(text, row.cite(field)))
    return list(told.values())[:1]
