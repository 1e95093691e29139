"""What a rule lays on the entities it names: `For the nine entities, BIS imposes a license requirement …`.

Each such sentence gives its licence requirement or review policy to the entities that it names, and to no other.
"""

import re
from dataclasses import replace

from sources.reading.clause.counted import NUMBER
from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import bare
from sources.reading.discourse.grounds import Grounds
from sources.reading.sentence.scene import Scene
from sources.reading.words.numbers import number

_ACTS = r"(?:BIS|the (?:ERC|Bureau|department|committee|rule)|this (?:final )?rule|Commerce)"
_FOR = re.compile(r"^\s*(?:In addition, |Specifically, )?For ")
_IMPOSES = re.compile(
    rf", (?P<e>{_ACTS} (?:also )?(?:imposes?|adopts?|establish(?:es)?|sets?|applies|will apply|will review|reviews?|presumes?|will presume) [^.;]{{0,300}}?\b(?:licen[cs]e|review|policy|denial)\b.*|(?:an? |the )?(?:licen[cs]e|review policy|policy)\b.*|(?:denial|applications?) [^.;]{{0,300}})$"
)
_REVIEWS = re.compile(
    rf"^\s*(?P<e>{_ACTS} (?:will review|reviews|imposes|adopts|will impose) (?>[^.;]*?\b(?:licen[cs]e|review|policy|denial)\b)[^.;]*?) for (?=[A-Z])(?!all others)"
)
_COUNT = re.compile(
    rf"(?:the|these|all(?: of the)?) ({NUMBER}) (?:\w+ ){{0,2}}?(?:entities|persons|companies|parties)\b", re.IGNORECASE
)


class Policies(Grounds):
    """Licence requirements and review policies told for some of the entities of a rule."""

    def _policy(self, scene: Scene) -> bool:
        """Take in what the sentence lays on the entities it names; whether it does."""
        last = self.last(scene, 12)
        if last is None or ("licen" not in scene.low and "policy" not in scene.low and "denial" not in scene.low):
            return False
        view = scene.view
        found = _IMPOSES.search(view) if (lead := _FOR.match(view)) else None
        if lead is not None and found is not None:
            effect = (found.start("e"), found.start("e") + len(bare(found.group("e"))))
            whom = _COUNT.search(view, lead.end() - 1, found.start())
            group = self._group(scene, number(whom.group(1))) if whom else None
            if group is not None:
                slot = scene.slot(*effect, "policy")
                group.effects = [*group.effects, slot][:3]
                return True
            run, _ = run_from(scene, lead.end(), found.start(), loose=False)
        elif reviews := _REVIEWS.match(view):
            effect = reviews.span("e")
            run, _ = run_from(scene, reviews.end(), loose=False)
        else:
            return False
        run = [m for m in run if m.kind in ("entity", "person")]
        if not run:
            return False
        event = replace(
            last.event, action="added", subjects=run, start=effect[0], end=effect[0] + 3, after=effect[1], listed=None, agent=None, clause=0
        )  # fmt: skip
        draft = self._inherit(last, scene, event, run, [])
        draft.effects = [scene.slot(*effect, "policy")]
        draft.date, draft.parent = None, None
        who = next((m for m in scene.mentions if m.kind == "agency" and m.start >= effect[0]), None)
        draft.agency = scene.slot(who.start, who.end, who.value) if who is not None else draft.agency
        self.add(draft)
        return True
