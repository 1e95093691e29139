"""The deed before its subject: `Also delisted were X and its chairman, who had been …`."""

import re
from collections.abc import Iterator

from sources.reading.nouns import run_from
from sources.reading.scene import Scene
from sources.reading.statements import Action
from sources.reading.verbs import Event

_INVERTED = re.compile(
    r"^\s*\"?(?:Also|Newly|Separately,?|In addition,|Additionally,) (?P<v>added|listed|blacklisted|sanctioned|designated|targeted|hit|delisted|removed|freed|dropped)"
    r"(?: (?:on \w+day|today|in [^,]{3,40}|under [^,]{3,40}|with sanctions))?,? (?:was|were|is|are) "
)
_FREED = frozenset({"delisted", "removed", "freed", "dropped"})


_SO = re.compile(r"^\s*\"?So (?P<v>was|were|is|are) (?!(?:far|much|many|it|they|that|this)\b)")


def inverted(scene: Scene) -> Iterator[Event]:
    """The listing or removal that the sentence opens with, where one was told before."""
    found = _INVERTED.match(scene.view) or _SO.match(scene.view)
    if found is None or not scene.prior:
        return
    run, end = run_from(scene, found.end())
    run = [m for m in run if m.kind in ("entity", "person", "group")]
    if run:
        action: Action = "removed" if found.group("v") in _FREED else "added"
        event = Event(action, *found.span("v"), run, passive=True, after=end)
        event.notes.extend(["inverted"] if found.re is _INVERTED else ["inverted", "so"])
        yield event
