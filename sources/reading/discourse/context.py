"""What a sentence takes from the ones before it: who `they` are, which list and agency go on, whose reason is being given."""

import re

from sources.fence import fenced
from sources.reading.clause import slots
from sources.reading.clause.effects import effect_sentence
from sources.reading.clause.verbs import Event
from sources.reading.discourse.carried_slots import CarriedSlots
from sources.reading.discourse.drafts import Draft
from sources.reading.discourse.effective import dated_by_rule
from sources.reading.discourse.enumerations import one_ground
from sources.reading.names.mentions import mentions
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention, Slot, Statement

_UNTRUE = re.compile(
    r"\s*\"?(?:That|This|It|(?:That|This|The|These|Those|Such) (?:report|reports|claim|claims|statement|statements|rumou?rs?|reporting)) (?:is|are|was|were) "
    r"(?:simply |plainly |entirely |completely )?(?:incorrect|false|wrong|untrue|inaccurate|mistaken|not (?:true|correct|accurate|so|the case)|a (?:false )?rumou?r)\b"
)
_IT_WAS_NOT = re.compile(r"\s*\"?(?:It|They|He|She|The company) (?:was|were|is|are|has|have|did) not\.")
_CLAIMED = re.compile(
    r"\b(?:report\w*|writ(?:e|es|ing)|wrote|claim\w*|say|says|said|repeat\w*|rumou?r\w*|believ\w*|assum\w*)\b"
)
_DEPARTMENT = re.compile(r"\b(?:the|The) (?P<n>department|agency|bureau|administration|ministry|committee)(?:'s)?\b")


class Context(CarriedSlots):
    """The statements of one document, in the making."""

    def agency(self, scene: Scene, event: Event) -> Slot | None:
        """Who did it: the agent; else who says so in the sentence; else whose list it is; `the department` from before."""
        m = event.agent
        if m is not None:
            return scene.slot(m.start, m.end, self._specific(scene, m))
        if "attributive" in event.notes:
            return None
        ways = (self._keeper, self._named, self._saying, self._department, self._nation_of_list, self._government)
        return next((slot for way in ways if (slot := way(scene, event)) is not None), None)

    def _keeper(self, scene: Scene, event: Event) -> Slot | None:
        """The agency in the name of the list that somebody stands on."""
        if "standing" not in event.notes or event.listed is None:
            return None
        inside = (m for m in scene.mentions if m.kind == "agency" and event.listed.start <= m.start < event.listed.end)
        return next((scene.slot(m.start, m.end, m.value) for m in inside), None)

    def _named(self, scene: Scene, event: Event) -> Slot | None:
        """The first agency of the sentence that is not only spoken to or of, in the clause of the deed or before it; of `the
        Commerce Department's Bureau …` the bureau."""
        view = scene.view
        for m in scene.mentions:
            if m.start > event.after and re.search(r", (?:but|and|while)\b|;", view[event.after : m.start]):
                break  # of another clause
            if m.kind == "agency" and m.value not in ("congress", "mfa-china") and not self._mentioned(scene, m, event):
                below = (b for b in scene.mentions if b.kind == "agency" and b.start > m.end)
                bureau = next((b for b in below if view[m.end : b.start] in ("'s ", "' ")), m)
                return scene.slot(bureau.start, bureau.end, bureau.value)
        return None

    def _saying(self, scene: Scene, event: Event) -> Slot | None:
        """The agency that the sentence is told by."""
        return self._said_by(scene.aside) if scene.aside is not None else None

    def _department(self, scene: Scene, event: Event) -> Slot | None:
        """The agency that `the department` before the deed means."""
        noun = _DEPARTMENT.search(scene.view)
        value = self._earlier_agency(noun.group("n")) if noun and noun.start() < event.start else None
        return scene.slot(noun.start("n"), noun.end("n"), value) if noun and value else None

    def _nation_of_list(self, scene: Scene, event: Event) -> Slot | None:
        """The government whose country stands in the name of the list."""
        if event.listed is None:
            return None
        for m in scene.mentions:
            inside = event.listed.start <= m.start < event.listed.end
            if inside and m.kind == "place" and (value := scene.agent_value(m)):
                return scene.slot(m.start, m.end, value)
        return None

    def _government(self, scene: Scene, event: Event) -> Slot | None:
        """The US government, where `the United States` opens the sentence or stands in the measure (`U.S. sanctions`)."""
        view = scene.view
        for m in scene.mentions:
            if m.kind != "place" or scene.agent_value(m) != "us-government":
                continue
            opens = m.start < 14 and m.end <= event.start and not re.search(r"in (?:the )?$", view[: m.start])
            acts = opens and re.match(r"\s*(?:has|have|had|was|were|is|on|in|also|,)?\b", view[m.end :])
            if acts or (event.measure and event.measure[0] <= m.start < event.measure[1]):
                return scene.slot(m.start, m.end, "us-government")
        return None

    def _said_by(self, aside: Slot) -> Slot | None:
        """The agency that an aside of speech names, or means by `the department`."""
        words = self.document.text[aside.start : aside.end]
        named = next((m for m in mentions(words, aside.start) if m.kind == "agency" and m.value), None)
        if named is not None:
            return Slot(start=named.start, end=named.end, value=named.value)
        noun = re.fullmatch(r"the (department|agency|bureau|administration|committee)", words)
        value = self._earlier_agency(noun.group(1)) if noun else None
        return Slot(start=aside.start, end=aside.end, value=value) if value else None

    def _specific(self, scene: Scene, m: Mention) -> str | None:
        return scene.agent_value(m)

    def _mentioned(self, scene: Scene, m: Mention, event: Event) -> bool:
        """Whether an agency of the sentence is only spoken to or of, not the one that acts."""
        after = scene.view[m.end :]
        before = scene.view[: m.start]
        if any(s.start <= m.start < s.end for s in event.subjects) or re.match(r" to be\b", after):
            return True  # `determined by the U.S. Government to be acting contrary to …`
        if re.search(
            r"\b(?:[Aa]ccording to|announced by|notice (?:from|by)|statement (?:from|by)|[Aa]s announced by) (?:[\w-]+ ){0,6}$",
            before,
        ):
            return False
        if re.search(
            r"\b(?:urged|asked|told|sued|against|from|petitioned|to|with|called on|press(?:ed|ing)?|at|lobbied|former|at the|wrote to) (?:the )?(?:U\.S\. |US )?$",
            before,
        ):
            return re.match(r"'s (?:entity|list|black|export|sanction|trade)", after, re.IGNORECASE) is None
        return False

    def _belied(self, scene: Scene) -> None:
        """`That is incorrect.`: what the sentence before told is denied."""
        before = self.seen[-1] if self.seen else None
        if before is None or len(scene.view) > 140:
            return
        plain = _UNTRUE.match(scene.view)
        if plain is None and not (_IT_WAS_NOT.match(scene.view) and _CLAIMED.search(before.view)):
            return
        for draft in self.drafts_of(before):
            if draft.event.polarity in ("asserted", "alleged"):
                draft.event.polarity = "denied"

    def clause(self, tail: Scene) -> None:
        """Read what a clause after a semicolon adds to the deed before it, where it tells none of its own."""
        mine = self.drafts_of(tail)
        if any(max([d.scene.at(d.event.start), *(m.start for m in d.subjects)]) >= tail.first for d in mine):
            return
        if not self._members(tail) and not self._ground(tail):
            self._reason(tail)

    def follow(self, scene: Scene, has_events: bool) -> None:
        """Read what the sentence adds: members of a group, rows of a list, reasons and effects of an earlier deed."""
        self._belied(scene)
        rows = self._rows(scene)
        if not rows and not has_events:
            if not self._members(scene) and not self._ground(scene):
                self._reason(scene)
            if not self._policy(scene):
                self._effect(scene)
        elif not rows:
            self._effect(scene)
        if scene.view.rstrip(' "*_').endswith(":") and has_events:
            mine = [d for d in self.drafts_of(scene) if d.scene is scene]
            self.open = mine[-1] if mine else None
            self.grounds = re.search(r"\b(?:[Gg]rounds?|[Rr]easons?)\b[^:]{0,400}:\W*$", scene.view) is not None
        elif (
            self.open is not None
            and not rows
            and len(scene.view) < 40
            and not scene.view.rstrip().endswith((".", "!", "?"))
        ):
            pass  # a heading between the rows (`Russia`)
        elif not rows and not scene.bullet:
            colon = scene.view.rstrip(' "*_').endswith(":")
            self.grounds = colon and re.search(r"\b(?:[Gg]rounds?|[Rr]easons?)\b", scene.view) is not None
            short = len(scene.view) < 60 and scene.view[:1].isupper()
            last = self.last(scene, 25 if short else 2) if colon else None
            self.open = (
                last
                if last is not None
                and re.search(
                    r"^\s*(?:[Ee]ntities|[Nn]ames|[Pp]arties|[Ll]isted|[Aa]dded)\b|\b(?:[Gg]rounds?|[Rr]easons?)\b|\b(?:following|are|include|includes|named|companies|entities|firms|eight|two|three|four|five|six|seven|those|below)\b",
                    scene.view,
                )
                else None
            )
        self.saw(scene)

    def _effect(self, scene: Scene) -> None:
        slot = effect_sentence(scene, self.last(scene, 3) is not None)
        if slot is None:
            return
        mine = [d for d in self.drafts_of(scene) if d.scene is scene]
        if mine:
            return
        last = self.last(scene, 4)
        if last is not None and last.event.action in ("added", "renewed", "changed") and len(last.effects) < 3:
            for d in self.drafts[-6:]:
                if d.scene is last.scene:
                    d.effects = [*d.effects, slot]
        phrase = next((p for p in scene.lists if p.named), None)
        event = Event("added", scene.inside(slot.start), min(scene.inside(slot.start) + 1, len(scene.view)), [])
        listed = scene.slot(phrase.noun[0], phrase.noun[1], phrase.value) if phrase else (last.listed if last else None)
        trigger = scene.slot(phrase.noun[0], phrase.noun[1]) if phrase else slot
        self.general.append(
            Draft(
                scene=scene,
                event=event,
                subjects=[],
                reasons=[],
                effects=[slot],
                listed=listed,
                trigger=trigger,
                attribution=slots.attribution(scene, event),
            )
        )

    def statements(self) -> list[Statement]:
        """All statements, by where they stand."""
        out: list[Statement] = []
        taken: set[str] = set()
        with fenced(f"{self.document.path}, the days on which its rules take effect"):
            dated_by_rule(self.document, self.drafts)
        for d in sorted(
            [*self.drafts, *self.general],
            key=lambda d: (d.scene.index, d.event.start, d.subjects[0].start if d.subjects else -1),
        ):
            if d.subjects or d.effects:
                with fenced(f"{self.document.path}, the sentence at character {d.scene.base}"):
                    out.append(self._statement(d, taken))
        return out

    def _statement(self, d: Draft, taken: set[str]) -> Statement:
        """The finished statement, with an id that none of those taken has."""
        _from_group(d)
        start, end = d.scene.first, d.scene.last
        key = f"{self.document.id}:{start}-{d.scene.at(d.event.start)}"
        while key in taken:
            key += "+"
        taken.add(key)
        return Statement(
            id=key, document_id=self.document.id, start=start, end=end, action=d.event.action, polarity=d.event.polarity,
            trigger=d.trigger or d.scene.slot(d.event.start, d.event.end, d.scene.text(d.event.start, d.event.end)),
            subjects=tuple(d.subjects), agency=d.agency, list=d.listed, date=d.date, reasons=tuple(d.reasons), effects=tuple(d.effects),
            authority=d.authority, count=d.count, attribution=d.attribution,
        )  # fmt: skip


def _from_group(member: Draft) -> None:
    """The reason of a group for a member that has none of its own, where the group was listed for one ground."""
    group = member.parent
    while group is not None and not member.reasons:
        words = [group.scene.document.text[r.start : r.end] for r in group.reasons]
        if words and all(one_ground(" ".join(w.split())) for w in words):
            member.reasons = list(group.reasons)
        member.date = member.date or group.date
        group = group.parent
