"""What a sentence takes from the ones before it: who `they` are, which list and agency go on, whose reason is being given."""

import re

from sources.reading import slots
from sources.reading.drafts import Draft, same_name, short_of
from sources.reading.effective import dated_by_rule
from sources.reading.effects import effect_sentence
from sources.reading.enumerations import one_ground
from sources.reading.mentions import mentions
from sources.reading.policies import Policies
from sources.reading.scene import Scene
from sources.reading.statements import Mention, Slot, Statement
from sources.reading.verbs import Event


class Context(Policies):
    """The statements of one document, in the making."""

    def lean(self, draft: Draft) -> None:
        """`It also added X`, `Y was listed for …`: list, agency and date go on from the statement before."""
        word = draft.scene.view[draft.event.start : draft.event.end].casefold()
        if "undone" in draft.event.notes and draft.event.listed is None:
            draft.listed = self._list_of(draft)
        opens = (
            re.match(r"\s*(?:[-•]\s*)?(?:This|These|That|Specifically|It|They|Additionally|Also)\b", draft.scene.view)
            is not None
        )
        if opens and draft.agency is None:
            leant = self.last(draft.scene, 3)
            draft.agency = (leant.agency if leant else None) or self._earlier_slot(draft.scene)
        near = self.last(draft.scene, 6) if word == "designated" and draft.agency is None else None
        if (
            "undone" in draft.event.notes
            or (word not in ("added", "adds", "adding", "listed", "named", "names", "cited") and near is None)
        ) or draft.event.listed is not None:
            return
        before = near or self.last(draft.scene)
        if before is None or (before.listed is None and before.scene is not draft.scene):
            draft.listed = self._headed(draft.scene)
        if before is None:
            return
        if before.listed is not None and not any(p.named for p in draft.scene.lists):
            draft.listed = before.listed
        draft.agency = draft.agency or before.agency
        if (
            draft.date is None
            and near is None
            and draft.scene.paragraph - before.scene.paragraph <= 3
            and not draft.event.nominal
        ):
            draft.date = before.date

    def told_again(self, draft: Draft) -> bool:
        """Whether a removal only says again, without a day or a list of its own, what was told before."""
        if "undone" not in draft.event.notes or draft.date is not None or draft.event.listed is not None:
            return False
        return any(
            before.event.action == "removed" and any(same_name(a, b) or short_of(a, b) for b in before.subjects)
            for before in self.drafts
            for a in draft.subjects
        )

    def _list_of(self, draft: Draft) -> Slot | None:
        """The list that the entity of a removal was last put on."""
        for before in reversed(self.drafts):
            if before.event.action != "added" or before.event.polarity != "asserted" or before.listed is None:
                continue
            if any(same_name(a, b) or short_of(a, b) for a in draft.subjects for b in before.subjects):
                return before.listed
        return None

    def _headed(self, scene: Scene) -> Slot | None:
        """The one list that a heading or a short sentence named shortly before."""
        for earlier in reversed(self.seen[-4:]):
            named = [p for p in earlier.lists if p.named and p.value] if earlier.names_list else []
            if named:
                p = named[0]
                return earlier.slot(p.noun[0], p.noun[1], p.value) if len({q.value for q in named}) == 1 else None
        return None

    def authorize(self, draft: Draft) -> None:
        """`All are being designated pursuant to …`: the authority of the statements above that name none."""
        for before in self.drafts:
            if before.event.action == draft.event.action and before.authority is None and not before.event.nominal:
                before.authority = draft.authority

    def follows(self, draft: Draft) -> None:
        """A passive without an agent whose list or subjects lean on the statement before has that statement's agency."""
        phrase = draft.event.listed
        if draft.agency is not None or not draft.event.passive or "standing" in draft.event.notes:
            return
        leaning = any(m.antecedent for m in draft.subjects) or (phrase is not None and not phrase.named)
        before = self.last(draft.scene, 2)
        if before is not None and leaning and before.event.action == draft.event.action and draft.date is None:
            draft.agency = before.agency

    def agency(self, scene: Scene, event: Event) -> Slot | None:
        """Who did it: the agent; else who says so in the sentence; else whose list it is; `the department` from before."""
        m = event.agent
        if m is not None:
            return scene.slot(m.start, m.end, self._specific(scene, m))
        if "attributive" in event.notes:
            return None
        view = scene.view
        definite = re.search(
            r"\b(?:the|The) (?P<n>department|agency|bureau|administration|ministry|committee)(?:'s)?\b", view
        )
        if "standing" in event.notes and event.listed is not None:
            for m in scene.mentions:
                if m.kind == "agency" and event.listed.start <= m.start < event.listed.end:
                    return scene.slot(m.start, m.end, m.value)
        for m in scene.mentions:
            if m.start > event.after and re.search(r", (?:but|and|while)\b|;", view[event.after : m.start]):
                break  # of another clause
            if m.kind == "agency" and m.value not in ("congress", "china-mfa") and not self._mentioned(scene, m, event):
                bureau = next(
                    (
                        b
                        for b in scene.mentions
                        if b.kind == "agency" and b.start > m.end and view[m.end : b.start] in ("'s ", "' ")
                    ),
                    m,
                )
                return scene.slot(bureau.start, bureau.end, bureau.value)
        if scene.aside is not None and (said := self._said_by(scene.aside)) is not None:
            return said
        if definite and definite.start() < event.start and (earlier := self._earlier_agency(definite.group("n"))):
            return scene.slot(definite.start("n"), definite.end("n"), earlier)
        if event.listed is not None:
            for m in scene.mentions:
                if (
                    event.listed.start <= m.start < event.listed.end
                    and m.kind == "place"
                    and (value := scene.agent_value(m))
                ):
                    return scene.slot(m.start, m.end, value)
        for m in scene.mentions:
            value = scene.agent_value(m)
            if (
                m.kind == "place"
                and value == "us-government"
                and m.end <= event.start
                and re.match(r"\s*(?:has|have|had|was|were|is|on|in|also|,)?\b", view[m.end :])
                and m.start < 14
                and not re.search(r"in (?:the )?$", view[: m.start])
            ):
                return scene.slot(m.start, m.end, value)
            if (
                event.measure
                and m.kind == "place"
                and value == "us-government"
                and event.measure[0] <= m.start < event.measure[1]
            ):
                return scene.slot(m.start, m.end, value)
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

    def follow(self, scene: Scene, has_events: bool) -> None:
        """Read what the sentence adds: members of a group, rows of a list, reasons and effects of an earlier deed."""
        rows = self._rows(scene)
        if not rows and not has_events:
            if not self._members(scene) and not self._ground(scene):
                self._reason(scene)
            if not self._policy(scene):
                self._effect(scene)
        elif not rows:
            self._effect(scene)
        if scene.view.rstrip(' "*_').endswith(":") and has_events:
            mine = [d for d in self.drafts if d.scene is scene]
            self.open = mine[-1] if mine else None
            self.grounds = re.search(r"\b(?:[Gg]rounds?|[Rr]easons?)\b[^:]*:\W*$", scene.view) is not None
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
        self.seen.append(scene)

    def _effect(self, scene: Scene) -> None:
        slot = effect_sentence(scene, self.last(scene, 3) is not None)
        if slot is None:
            return
        mine = [d for d in self.drafts if d.scene is scene]
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
        dated_by_rule(self.document, self.drafts)
        for d in sorted(
            [*self.drafts, *self.general],
            key=lambda d: (d.scene.index, d.event.start, d.subjects[0].start if d.subjects else -1),
        ):
            if not d.subjects and not d.effects:
                continue
            _from_group(d)
            start, end = d.scene.first, d.scene.last
            key = f"{self.document.id}:{start}-{d.scene.at(d.event.start)}"
            while key in taken:
                key += "+"
            taken.add(key)
            out.append(
                Statement(
                    id=key, document_id=self.document.id, start=start, end=end, action=d.event.action, polarity=d.event.polarity,
                    trigger=d.trigger or d.scene.slot(d.event.start, d.event.end, d.scene.text(d.event.start, d.event.end)),
                    subjects=tuple(d.subjects), agency=d.agency, list=d.listed, date=d.date, reasons=tuple(d.reasons), effects=tuple(d.effects),
                    authority=d.authority, count=d.count, attribution=d.attribution,
                )
            )  # fmt: skip
        return out


def _from_group(member: Draft) -> None:
    """The reason of a group for a member that has none of its own, where the group was listed for one ground."""
    group = member.parent
    while group is not None and not member.reasons:
        words = [group.scene.document.text[r.start : r.end] for r in group.reasons]
        if words and all(one_ground(" ".join(w.split())) for w in words):
            member.reasons = list(group.reasons)
        member.date = member.date or group.date
        group = group.parent
