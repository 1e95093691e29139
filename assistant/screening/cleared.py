"""Listed rows that somebody has looked at and cleared for a row of the file, with a note: kept, and open again when either changes.

A clearing is of one pair: the row of the file (its id and name) and the row of a list (list and name, and a hash of all that it
says). It holds as long as all of these are the same; the list may print its rows in another order, or with other blanks.
"""

import datetime
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.records.rows import Row
from assistant.screening.customers.party import Screened, ScreeningHit, Thresholds
from index.name_forms import normal
from sources.document import Frozen
from sources.errors import UnreadableFile

Key = tuple[str, str, str, str]


class Clearing(Frozen):
    """One pair that was cleared: by which note, on which day; `state` is a hash of the listed row then."""

    id: str
    name: str
    list_id: str
    entity: str
    state: str
    note: str
    day: datetime.date

    @property
    def key(self) -> Key:
        """What it is found by."""
        return key(self.id, self.name, self.list_id, self.entity)


def key(id: str, name: str, list_id: str, entity: str) -> Key:
    """What a clearing is found by: names folded."""
    return id, normal(name), list_id, normal(entity)


def state_of(row: Row) -> str:
    """A hash of all that a listed row says (SHA-256 of its text with white space folded, cut)."""
    said = " ".join(row.document.text[row.record.start : row.record.end].split())
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_cleared(path: Path) -> dict[Key, Clearing]:
    """What was cleared before; nothing where the file is not there yet. A later clearing of a pair goes before an earlier one.

    Raises:
        UnreadableFile: a line of it is none of ours: a clearing that is not understood must not be dropped.
    """
    found: dict[Key, Clearing] = {}
    if not path.exists():
        return found
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            made = Clearing.model_validate_json(line)
        except ValueError:
            raise UnreadableFile(f"{path}, line {number}: no clearing: mend or remove the line") from None
        found[made.key] = made
    return found


def clear(path: Path, rows: Iterable[Screened], note: str, day: datetime.date) -> int:
    """Adds to the file that all listed rows told of for these rows are cleared; how many pairs. The file is written whole or
    stays as it is."""
    made = [
        Clearing(id=row.id, name=row.name, list_id=hit.list_id, entity=hit.entity, state=hit.state, note=note, day=day)
        for row in rows
        for hit in row.hits
        if hit.cleared is None
    ]
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    text = before + ("\n" if before and not before.endswith("\n") else "")
    text += "".join(json.dumps(one.model_dump(mode="json"), ensure_ascii=False) + "\n" for one in made)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        if path.exists():
            shutil.copymode(path, part)  # one that only its owner may read stays so
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(made)


def marked(hit: ScreeningHit, before: Clearing | None) -> ScreeningHit:
    """The hit with what was cleared before: the note, or that the listed row has changed since."""
    if before is None:
        return hit
    said = f"{before.note} ({before.day.isoformat()})"
    return hit.model_copy(update={"cleared": said} if before.state == hit.state else {"reopened": said})


def settled(
    row: Screened, hits: Iterable[ScreeningHit], cleared: Mapping[Key, Clearing], limits: Thresholds
) -> Screened:
    """The row with these hits, those that were cleared marked and last, and the decision that the others make."""
    marks = (marked(hit, cleared.get(key(row.id, row.name, hit.list_id, hit.entity))) for hit in hits)
    found = sorted(marks, key=lambda h: (h.cleared is not None, -h.score, h.list, h.entity, h.record))
    shown, more = found[: limits.hits], row.more + max(0, len(found) - limits.hits)
    score = shown[0].score if shown and shown[0].cleared is None else limits.possible if more else 0.0
    told = {"hits": tuple(shown), "more": more, "score": score, "decision": limits.decide(score)}
    return row.model_copy(update=told)


def cleared_again(row: Screened, cleared: Mapping[Key, Clearing], limits: Thresholds) -> Screened:
    """A row of a report after something more was cleared. Of listed rows that are not told of it says `possible`."""
    fresh = (hit.model_copy(update={"cleared": None, "reopened": None}) for hit in row.hits)
    return settled(row, fresh, cleared, limits)
