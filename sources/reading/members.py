"""Sentences that go on with a listing: `the group includes X`, rows under an introduction, `X was among those added`."""

import re
from dataclasses import replace

from sources.reading import slots
from sources.reading.antecedents import Antecedents
from sources.reading.drafts import Draft
from sources.reading.effects import effects_of
from sources.reading.nouns import run_from, run_to
from sources.reading.reasons import reason_stretches
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
        self.add(
            self._inherit(
                draft,
                scene,
                event,
                run,
                [scene.slot(s.start, s.end, s.name) for s in reason_stretches(scene, end, len(scene.view))[:2]],
            )
        )
        return True

    def _inherit(self, draft: Draft, scene: Scene, event: Event, subjects: list[Mention], reasons: list[Slot]) -> Draft:
        placed = self.resolve(scene, subjects)
        return Draft(
            scene=scene, event=event, subjects=placed, reasons=reasons or (draft.reasons if event.start == -1 else []), effects=effects_of(scene, 0, len(scene.view)),
            agency=draft.agency, date=draft.date, authority=draft.authority, listed=draft.listed, attribution=slots.attribution(scene, event) or draft.attribution,
            count=slots.count(scene, subjects), inherited=True,
        )  # fmt: skip

    _MEMBERS = re.compile(
        r"^\s*\"?(?:The (?:group|list|batch|entities|companies|firms|additions?|new (?:additions?|entries|entities|listings)|(?:newly )?(?:added|listed|blacklisted|sanctioned|targeted|named|designated|affected) (?:\w+ )?(?:companies|entities|firms|ones)?|targets|others?|move|action|rule|measures?|sanctions?|designations?|blacklist|\w+ (?:companies|entities|firms|targets))"
        r"|Those (?:added|listed|named|hit|targeted|sanctioned|blacklisted|designated|affected)(?: [\w ]{0,30})?|They|Others?(?: (?:added|named|listed|hit|targeted|on the list|companies|entities|firms))*|Among (?:them|those(?: [\w ]{1,40})?|the (?:\w+ ){1,6})|Also (?:added|named|listed|hit|targeted|sanctioned|blacklisted|designated|on the list|included|affected)(?: [\w ]{0,20})?|Other (?:\w+ ){1,5}|(?:Today's|Thursday's|Friday's|Monday's|Tuesday's|Wednesday's) \w+)"
        r"[\w ,'-]{0,60}? ?\b(?P<v>include[sd]?|including|comprise[sd]?|are|were|is|was|covers?|targets?|affects?|names?|applies to|consists? of)\b:? (?=(?:the |its |a |an |Chinese |\d|[A-Za-z]))"
    )

    _AMONG = re.compile(
        r"\b(?:is|are|was|were) (?:also )?(?:among|one of|another of) (?:those|the (?:[\w-]+ ){0,5}?(?:others?|companies|firms|entities|names?|organi[sz]ations|institutions|targets|ones|people|persons|individuals))(?: (?:newly )?(?:added|named|listed|hit|targeted|sanctioned|blacklisted|designated|affected))?"
    )

    def _members(self, scene: Scene) -> None:
        last = self.last(scene, 4)
        if last is None or last.event.action == "considered":
            return
        found = self._MEMBERS.match(scene.view)
        if found:
            run, end = run_from(scene, found.end(), loose=False)
            run = [m for m in run if m.kind in ("entity", "person", "group")]
            if run and not (
                found.group("v") in ("are", "were", "is", "was")
                and run[0].kind == "group"
                and not re.match(r"\s*\"?(?:Among|Also|Those)", scene.view)
            ):
                event = replace(
                    last.event,
                    subjects=run,
                    start=found.start("v"),
                    end=found.end("v"),
                    after=end,
                    listed=None,
                    agent=None,
                    clause=0,
                )
                reasons = [
                    scene.slot(s.start, s.end, s.name) for s in reason_stretches(scene, end, len(scene.view))[:2]
                ]
                draft = self._inherit(last, scene, event, run, reasons)
                draft.subjects = [m.model_copy(update={"resolved": "group"}) for m in draft.subjects]
                self.add(draft)
                return
        among = self._AMONG.search(scene.view)
        if among and (last is not None):
            run = run_to(scene, among.start(), 0, False)
            run = [m for m in run if m.kind in ("entity", "person", "group")]
            if run:
                event = replace(
                    last.event,
                    subjects=run,
                    start=among.start(),
                    end=among.end(),
                    after=among.end(),
                    listed=None,
                    agent=None,
                    clause=0,
                )
                draft = self._inherit(
                    last,
                    scene,
                    event,
                    run,
                    [
                        scene.slot(s.start, s.end, s.name)
                        for s in reason_stretches(scene, among.end(), len(scene.view))[:2]
                    ],
                )
                draft.subjects = [
                    m.model_copy(update={"resolved": "group"}) if m.antecedent is None else m for m in draft.subjects
                ]
                self.add(draft)
