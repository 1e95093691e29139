"""Sentences that go on with a listing: `the group includes X`, rows under an introduction, `X was among those added`."""

import re
from dataclasses import replace

from sources.reading.clause import slots
from sources.reading.clause.effects import effects_of
from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import bare, reason_stretches, wrong
from sources.reading.clause.verbs import Event
from sources.reading.discourse.antecedents import Antecedents
from sources.reading.discourse.drafts import Draft
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention, Slot
from sources.reading.words.lexicon import places

_NAME_ALONE = re.compile(
    r"(?P<name>[A-Z][\w'-]+(?: (?:[A-Z][\w'-]*|(?:of|and|for|&)(?= [A-Z])))*(?: [A-Z][\w'-]+))(?:[;,]?(?: and| or)?|\.)\W*$"
)
_NO_NAME = re.compile(
    r"(?:See|Note|For|About|Background|Contacts?|Media|Press|Next|Read|Related|Share|Source|Further|More|Other|Total|Annex|"
    r"Table|Part|Section|Chapter|Additional|Frequently|Summary|Key|The|This|These|Those|All|New)\b"
)
_REASONS_FOLLOW = re.compile(r"\bfollowing (?:[a-z]+ ){0,2}(?:reasons?|grounds?):\W*$")
"""The end of a sentence on a party whose rows are reasons, not names."""
_MOST_REASONS = 3
_OF_A_NAME = re.compile(
    r"\s+(?!(?:of|and|or|in|for|at|from|near|on|by|with|under|based|located|formerly|also|doing|which|who|trading|known|"
    r"a\.?k\.?a|d\.?b\.?a|f\.?k\.?a)\b)[a-z]"
)


def _name_alone(scene: Scene, begin: int) -> Mention | None:
    """A row of nothing but words with capitals, whatever they mean elsewhere (`Star Blades`); a place is none."""
    found = _NAME_ALONE.match(scene.view, begin)
    if found is None or _NO_NAME.match(found["name"]) or found["name"].casefold() in places():
        return None
    return Mention(start=found.start("name"), end=found.end("name"), value=found["name"])


def _is_deed(scene: Scene, begin: int, first: Mention) -> bool:
    """Whether a row begins with a word that only its place gives a capital (`Weaving carbon fibre`, `See Annex 2`)."""
    if _NO_NAME.match(scene.view, begin) and scene.view[begin:].startswith(("See ", "For ", "Note ")):
        return True
    alone = " " not in scene.view[first.start : first.end] and first.start == begin
    return alone and _OF_A_NAME.match(scene.view, first.end) is not None


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
        begin = lead.end() if lead else 0
        if _REASONS_FOLLOW.search(draft.scene.view) and not any(m.kind == "group" for m in draft.subjects):
            told = [r for r in draft.reasons if r.start >= draft.scene.last]  # `the following reasons` are none
            if len(told) < _MOST_REASONS:
                told = [*told, scene.slot(begin, len(bare(scene.view)), "row")]
            draft.reasons = told
            return True
        run, end = run_from(scene, begin, loose=False)
        if not run and not self.grounds and (alone := _name_alone(scene, begin)):
            run, end = [alone], alone.end
        if not run or any(m.kind == "other" for m in run) or _is_deed(scene, begin, run[0]):
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
