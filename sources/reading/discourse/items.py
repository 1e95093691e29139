"""Names after a colon, each with what it did (`three firms: A, which sold …; B, for shipping …; and C`)."""

import re
from dataclasses import dataclass

from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import bare, reason_stretches, wrong
from sources.reading.clause.verbs import Stretch
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention

_WHO = re.compile(r"(?: \([^()]*\))?(?:,[^,;]{2,60})?, (?:which|who|that) (?=[a-z])")


@dataclass(frozen=True, slots=True)
class Item:
    """The names of one item and its ground, where it has one."""

    run: list[Mention]
    ground: Stretch | None


def items(scene: Scene, start: int, limit: int) -> tuple[int, list[Item]]:
    """Where the colon stands, and the items after it; none unless there are two and one before the last has a ground of its own
    (one at the very end belongs to all)."""
    colon = scene.view.find(": ", start, limit)
    if colon < 0 or scene.view.find("; ", colon, limit) < 0:
        return -1, []
    out: list[Item] = []
    begin = colon + 2
    for piece in scene.view[colon + 2 : limit].split("; "):
        lead = re.match(r"(?:and )?(?:(?:also|finally) )?", piece)
        at = begin + (lead.end() if lead else 0)
        end = begin + len(piece)
        run, after = run_from(scene, at, end, loose=False)
        begin = end + 2
        if not run or run[0].kind not in ("entity", "person"):
            continue
        out.append(Item([m for m in run if m.end <= after], _ground(scene, run[0].end, end)))
    return (colon, out) if len(out) > 1 and any(item.ground for item in out[:-1]) else (-1, [])


def _ground(scene: Scene, start: int, end: int) -> Stretch | None:
    stop = start + len(bare(scene.view[start:end]))
    if (who := _WHO.match(scene.view, start, end)) and wrong().search(scene.view, who.end(), stop):
        return Stretch(who.end(), stop, "which")
    found = reason_stretches(scene, start, end)
    return found[0] if found else None
