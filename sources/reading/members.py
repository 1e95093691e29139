"""Sentences that go on with a listing: `the group includes X`, rows under an introduction, `X was among those added`."""

import re
from dataclasses import replace

from sources.reading import slots
from sources.reading.antecedents import Antecedents
from sources.reading.drafts import Draft
from sources.reading.effects import effects_of
from sources.reading.nouns import run_from
from sources.reading.reasons import bare, reason_stretches, wrong
from sources.reading.scene import Scene
from sources.reading.statements import Mention, Slot
from sources.reading.verbs import Event


class Members(Antecedents):
    """Members of a group that was listed, told in sentences or rows of their own."""

    def _rows(self, scene: Scene) -> bool:
        """A row under an introduction that ends with a colon (`The following were added: • X`)."""
        draft = self.open
        if draft is None or draft.scene is scene:
            return False
        short = len(scene.view) < 160 and not re.search(r"\b(?:said|says|is|are|was|were|has|have)\b", scene.view)
        if not scene.bullet and not short:
            return False
        lead = re.match(r"\s*(?:[-•·▪◦●*+✓→|]+|\(?\d{1,2}[.)]|\([a-z]\))?[\s\"]*", scene.view)
        run, end = run_from(scene, lead.end() if lead else 0, loose=False)
        if not run or any(m.kind == "other" for m in run):
            return scene.bullet
        event = replace(draft.event, subjects=run, start=run[0].start, end=end, after=end, listed=None, agent=None)
        own = [scene.slot(s.start, s.end, s.name) for s in reason_stretches(scene, end, len(scene.view))[:2]]
        row = self._inherit(
            draft,
            scene,
            event,
            run,
            (self.grounds and self._row_ground(scene, end)) or own or self._row_ground(scene, end),
        )
        row.parent = None if row.reasons or self.grounds else draft
        self.add(row)
        return True

    def _row_ground(self, scene: Scene, end: int) -> list[Slot]:
        """What a row says after its name (`X Co., Ltd.: acquiring items for the military`), where the rows give grounds."""
        rest = re.match(r"(?:\s*\([^()]*\))?(?::| —| -|,)\s+(?=[a-z\"])", scene.view[end:])
        stop = len(bare(scene.view))
        if rest is None or stop - end - rest.end() < 8:
            return []
        begin = end + rest.end()
        told = self.grounds or (wrong().search(scene.view, begin, stop) and ", " not in rest.group())
        return [scene.slot(begin, stop, "row")] if told else []

    def _inherit(self, draft: Draft, scene: Scene, event: Event, subjects: list[Mention], reasons: list[Slot]) -> Draft:
        placed = self.resolve(scene, subjects)
        return Draft(
            scene=scene, event=event, subjects=placed, reasons=reasons or (draft.reasons if event.start == -1 else []), effects=effects_of(scene, 0, len(scene.view)),
            agency=draft.agency, date=draft.date, authority=draft.authority, listed=draft.listed, attribution=slots.attribution(scene, event) or draft.attribution,
            count=slots.count(scene, subjects), inherited=True,
        )  # fmt: skip
