"""What a sentence takes from the ones before it: who `they` are, which list and agency go on, whose reason is being given."""

import datetime
import re
from dataclasses import dataclass, field, replace
from typing import Literal

from sources.document import Document, Span
from sources.reading import slots
from sources.reading.groups import number
from sources.reading.lexicon import places
from sources.reading.nouns import candidates, run_from, run_to
from sources.reading.scene import Scene
from sources.reading.statements import DateSlot, Mention, Slot, Statement
from sources.reading.verbs import Event

REACH = 7
"""How many sentences a pronoun or a following reason may lean back over."""


@dataclass(slots=True)
class Draft:
    """A statement in the making. `subjects` are at positions of the document."""

    scene: Scene
    event: Event
    subjects: list[Mention]
    reasons: list[Slot]
    effects: list[Slot]
    agency: Slot | None = None
    date: DateSlot | None = None
    authority: Slot | None = None
    count: Slot | None = None
    attribution: Slot | None = None
    listed: Slot | None = None
    span: Span | None = None
    trigger: Slot | None = None
    inherited: bool = False
    extra: list[str] = field(default_factory=list)

    def with_ground(self, run: list[Mention], reason: slots.Stretch) -> "Draft":
        """The same deed for other entities of the sentence, with their own reason."""
        return replace(
            self, subjects=[self.scene.placed(m) for m in run], reasons=[self.scene.slot(reason.start, reason.end, reason.name)],
            count=slots.count(self.scene, run), extra=[str(reason.start)],
        )  # fmt: skip


class Context:
    """The statements read so far and what later sentences need of them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.drafts: list[Draft] = []
        self.general: list[Draft] = []
        self.seen: list[Scene] = []
        self.open: Draft | None = None

    # -- building ----------------------------------------------------------------------------------------------------

    def add(self, draft: Draft) -> None:
        """Take a draft in; its list slot is made here."""
        phrase = draft.event.listed
        if draft.listed is None and phrase is not None:
            draft.listed = draft.scene.slot(
                phrase.noun[0], phrase.noun[1], phrase.value or self._list_value(draft.scene)
            )
        elif draft.listed is None:
            named = [p for p in draft.scene.lists if p.named]
            if len(named) == 1 and draft.event.action in ("added", "removed", "changed", "renewed", "considered"):
                p = named[0]
                draft.listed = draft.scene.slot(p.noun[0], p.noun[1], p.value)
        if draft.listed is not None and draft.listed.value == "china-unreliable-entity" and draft.agency is None:
            draft.agency = Slot(start=draft.listed.start, end=draft.listed.end, value="china-mofcom")
        self.drafts.append(draft)

    def lean(self, draft: Draft) -> None:
        """`It also added X`, `Y was listed for …`: list, agency and date go on from the statement before."""
        word = draft.scene.view[draft.event.start : draft.event.end].casefold()
        opens = (
            re.match(r"\s*(?:[-•]\s*)?(?:This|These|That|Specifically|It|They|Additionally|Also)\b", draft.scene.view)
            is not None
        )
        if opens and draft.agency is None:
            leant = self.last(draft.scene, 3)
            draft.agency = (leant.agency if leant else None) or self._earlier_slot(draft.scene)
        near = self.last(draft.scene, 2) if word == "designated" and draft.agency is None else None
        if (word not in ("added", "adds", "adding", "listed") and near is None) or draft.event.listed is not None:
            return
        before = near or self.last(draft.scene)
        if before is None:
            return
        if before.listed is not None and not any(p.named for p in draft.scene.lists):
            draft.listed = before.listed
        draft.agency = draft.agency or before.agency
        if draft.date is None and draft.scene.paragraph - before.scene.paragraph <= 3 and not draft.event.nominal:
            draft.date = before.date

    def follows(self, draft: Draft) -> None:
        """A passive without an agent whose list or subjects lean on the statement before has that statement's agency."""
        phrase = draft.event.listed
        if draft.agency is not None or not draft.event.passive or "standing" in draft.event.notes:
            return
        leaning = any(m.antecedent for m in draft.subjects) or (phrase is not None and not phrase.named)
        before = self.last(draft.scene, 2)
        if before is not None and leaning and before.event.action == draft.event.action and draft.date is None:
            draft.agency = before.agency

    def _list_value(self, scene: Scene) -> str | None:
        """Which list `the list` is: the one last named."""
        for draft in reversed(self.drafts[-8:]):
            if draft.listed is not None and draft.listed.value:
                return draft.listed.value
        for earlier in reversed(self.seen[-REACH:]):
            for p in reversed(earlier.lists):
                if p.named and p.value:
                    return p.value
        return None

    def last(self, scene: Scene, reach: int = REACH) -> Draft | None:
        """The last statement that a following sentence may lean on."""
        for draft in reversed(self.drafts):
            if scene.index - draft.scene.index > reach:
                return None
            if (
                draft.event.action in ("added", "removed", "charged", "fined", "renewed", "changed")
                and draft.event.polarity == "asserted"
            ):
                return draft
        return None

    def told(self, scene: Scene) -> bool:
        """Whether a listing was told, or a list named, shortly before this sentence."""
        return self.last(scene, 4) is not None or any(earlier.names_list for earlier in self.seen[-4:])

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
        for m in scene.mentions:
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

    def _specific(self, scene: Scene, m: Mention) -> str | None:
        return scene.agent_value(m)

    def _mentioned(self, scene: Scene, m: Mention, event: Event) -> bool:
        """Whether an agency of the sentence is only spoken to or of, not the one that acts."""
        after = scene.view[m.end :]
        before = scene.view[: m.start]
        if any(s.start <= m.start < s.end for s in event.subjects):
            return True
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

    def _earlier_slot(self, scene: Scene) -> Slot | None:
        """The agency that this sentence or one shortly before it names."""
        general: Slot | None = None
        for earlier in [scene, *reversed(self.seen[-3:])]:
            for m in reversed(earlier.mentions):
                if m.kind != "agency" or m.value in ("congress", "china-mofcom", "china-mfa"):
                    continue
                if m.value != "us-government":
                    return earlier.slot(m.start, m.end, m.value)
                general = general or earlier.slot(m.start, m.end, m.value)
        return general

    def _earlier_agency(self, noun: str) -> str | None:
        for draft in reversed(self.drafts[-6:]):
            if draft.agency is not None and draft.agency.value not in (None, "us-government"):
                return draft.agency.value
        for scene in reversed(self.seen[-REACH:]):
            for m in reversed(scene.mentions):
                if (
                    m.kind == "agency"
                    and m.value not in ("congress", "us-government")
                    and (noun != "administration" or m.value == "white-house")
                ):
                    return m.value
        return None

    # -- pronouns ----------------------------------------------------------------------------------------------------

    def resolve(self, scene: Scene, found: list[Mention]) -> list[Mention]:
        """Subjects at positions of the document, with pronouns and `the companies` replaced by whom they mean."""
        out: list[Mention] = []
        for m in found:
            if m.kind == "other" and m.resolved in ("pronoun", "noun"):
                out.extend(self._meant(scene, m))
            elif m.kind == "group" and _definite(scene.view, m):
                meant = self._meant(scene, m)
                out.extend(meant if meant and all(x.antecedent for x in meant) else [scene.placed(m)])
            else:
                out.append(scene.placed(m))
        return out

    def _meant(self, scene: Scene, m: Mention) -> list[Mention]:
        words = scene.view[m.start : m.end].casefold()
        plural = re.search(
            r"\b(?:they|them|both|these|those|two|three|four|five|six|seven|eight|\w+ies|\w+s|pair|duo|trio|all|each)\b",
            words,
        ) is not None and words not in ("its", "his", "this")
        if re.search(r"\b(?:business|consortium's)$", words):
            plural = False
        size = next(
            (number(w) for w in words.replace("both", "two").replace("pair", "two").split() if number(w) is not None),
            None,
        )
        antecedents = self._plural(scene, m, size) if plural else self._singular(scene, m, words)
        start, end = scene.at(m.start), scene.upto(m.end)
        how: Literal["pronoun", "noun"] = "pronoun" if " " not in words else "noun"
        if not antecedents:
            return (
                []
                if how == "pronoun"
                else [m.model_copy(update={"start": start, "end": end, "kind": "group" if plural else "other"})]
            )
        return [
            Mention(
                start=start,
                end=end,
                kind=a.kind,
                value=a.value,
                resolved=how,
                also=a.also,
                antecedent=a.antecedent or Span(a.start, a.end),
            )
            for a in antecedents
        ]

    def _plural(self, scene: Scene, m: Mention, size: int | None) -> list[Mention]:
        own = [c for c in candidates(scene) if c.end <= m.start and c.kind != "person"]
        if size is not None and len(own) == size:
            return [scene.placed(c) for c in own]
        for draft in reversed(self.drafts):
            if scene.index - draft.scene.index > REACH:
                break
            if draft.event.action in ("fined", "charged") and size is None and len(draft.subjects) < 2:
                continue
            names = draft.subjects
            if size is not None:
                if len(names) == size and all(n.kind != "group" for n in names):
                    return names
                groups = [
                    n for n in names if n.kind == "group" and draft.count is not None and draft.count.value == str(size)
                ]
                if groups:
                    return groups
                continue
            if len(names) > 1 or any(n.kind == "group" for n in names):
                return names
        return []

    def _singular(self, scene: Scene, m: Mention, words: str) -> list[Mention]:
        clause = [c for c in candidates(scene) if c.end <= m.start and c.kind != "group"]
        if words in ("he", "she", "him", "her"):
            people = [c for c in clause if c.kind == "person"]
            if people:
                return [scene.placed(people[0])]
            for earlier in reversed(self.seen[-3:]):
                people = [c for c in candidates(earlier) if c.kind == "person"]
                if people:
                    return [earlier.placed(people[-1])]
            return []
        if clause:
            national = any(word in places() for word in words.split())
            return [scene.placed(clause[-1 if national else 0])]
        last = self.last(scene, 3)
        for earlier in reversed(self.seen[-3:]):
            if (
                last is not None
                and last.scene is earlier
                and len(last.subjects) == 1
                and last.subjects[0].kind == "entity"
            ):
                return last.subjects
            named = [c for c in candidates(earlier) if c.kind == "entity"]
            if named:
                return [earlier.placed(named[0])]
        return []

    # -- what a sentence adds to statements before it ------------------------------------------------------------------

    def follow(self, scene: Scene, has_events: bool) -> None:
        """Read what the sentence adds: members of a group, rows of a list, reasons and effects of an earlier deed."""
        rows = self._rows(scene)
        if not rows and not has_events:
            self._members(scene)
            self._reason(scene)
            self._effect(scene)
        elif not rows:
            self._effect(scene)
        if scene.view.rstrip(' "*_').endswith(":") and has_events:
            mine = [d for d in self.drafts if d.scene is scene]
            self.open = mine[-1] if mine else None
        elif not rows and not scene.bullet:
            colon = scene.view.rstrip(' "*_').endswith(":")
            last = self.last(scene, 2) if colon else None
            self.open = (
                last
                if last is not None
                and re.search(
                    r"\b(?:following|are|include|includes|named|companies|entities|firms|eight|two|three|four|five|six|seven|those|below)\b",
                    scene.view,
                )
                else None
            )
        self.seen.append(scene)

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
                [scene.slot(s.start, s.end, s.name) for s in slots.reason_stretches(scene, end, len(scene.view))[:2]],
            )
        )
        return True

    def _inherit(self, draft: Draft, scene: Scene, event: Event, subjects: list[Mention], reasons: list[Slot]) -> Draft:
        placed = self.resolve(scene, subjects)
        return Draft(
            scene=scene, event=event, subjects=placed, reasons=reasons or (draft.reasons if event.start == -1 else []), effects=slots.effects(scene, 0, len(scene.view)),
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
                    scene.slot(s.start, s.end, s.name) for s in slots.reason_stretches(scene, end, len(scene.view))[:2]
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
                        for s in slots.reason_stretches(scene, among.end(), len(scene.view))[:2]
                    ],
                )
                draft.subjects = [
                    m.model_copy(update={"resolved": "group"}) if m.antecedent is None else m for m in draft.subjects
                ]
                self.add(draft)

    _SAYS = re.compile(
        r"\b(?:said|says|alleged|alleges|accused|accuses|accusing|suspects?|suspected|determined|believes?|claimed|claims|found|concluded|charges|described|cited|linked|tied|explained)\b"
    )

    def _reason(self, scene: Scene) -> None:
        last = self.last(scene)
        if last is None or scene.index - last.scene.index > 5 or scene.view.rstrip().endswith("?"):
            return
        view = scene.view
        if not slots.wrong().search(view) or re.search(
            r"\b(?:denies|denied|deny|rejects?|rejected|disput|urged|opposes?|lawsuit|sued|spokes\w+ (?:for|of) the (?:company|embassy)|embassy|foreign ministry|Beijing said|called on|retaliat)\b",
            view,
        ):
            return
        found = self._said_of(scene, last)
        if found is None:
            return
        subjects, start, end, name, trigger = found
        reason = scene.slot(start, end, name)
        pronoun = all(m.kind == "other" for m in subjects)
        resolved = self.resolve(scene, subjects)
        names = {m.value for m in resolved}
        if pronoun and resolved and all(m.antecedent for m in resolved):
            targets = [
                d
                for d in self.drafts
                if scene.index - d.scene.index <= REACH
                and d.scene is last.scene
                and names & {s.value for s in d.subjects}
            ]
            if targets and all({s.value for s in d.subjects} <= names for d in targets):
                for d in targets:
                    if len(d.reasons) < 4 and (d.scene is last.scene):
                        d.reasons = [*d.reasons, reason]
                return
        if not resolved:
            return
        event = replace(
            last.event,
            subjects=subjects,
            start=trigger[0],
            end=trigger[1],
            after=end,
            listed=None,
            agent=None,
            clause=0,
            polarity="asserted",
        )
        draft = self._inherit(last, scene, event, subjects, [reason])
        draft.event.polarity = "alleged"
        draft.agency = draft.agency or self._earlier_slot(scene)
        self.add(draft)

    def _said_of(self, scene: Scene, last: Draft) -> tuple[list[Mention], int, int, str, tuple[int, int]] | None:
        """(whom, reason start, reason end, connective, trigger) when the sentence gives a reason for the listing before it."""
        view = scene.view
        tail = len(re.sub(r"[\s.\"']+$", "", view))
        speaker = rf"^\s*\"?(?:At the same time, |Meanwhile, |Separately, |In addition, |In particular, |Specifically, |In a (?:statement|notice|rule|filing)[^,]{{0,40}}, |\w+ly, )?(?P<who>{slots.speaker_pattern()})(?: \([^()]*\))?(?:,[^,]{{2,70}},)?(?: (?:also|further|specifically|has|had|have|on \w+day|in (?:a|its|the) \w+))*"
        accused = re.match(rf"{speaker} (?P<v>accus(?:ed|es|ing)|suspect(?:s|ed)|charg(?:ed|es)|blam(?:ed|es)) ", view)
        if accused and self._speaks(scene, accused.group("who")):
            of = re.search(r" (?:of|for|with) ", view[accused.end() :])
            if of:
                run, _ = run_from(scene, accused.end(), accused.end() + of.start() + 1)
                if run:
                    begin = accused.end() + of.end()
                    return run, begin, self._stop(view, begin, tail), "accused of", accused.span("v")
        linked = re.match(rf"{speaker} (?P<v>link(?:ed|s)|t(?:ied|ies)|connect(?:ed|s)) ", view)
        if linked and self._speaks(scene, linked.group("who")):
            to = re.search(r"(?:,[^,]{2,80},)? to ", view[linked.end() :])
            if to:
                run, _ = run_from(scene, linked.end(), linked.end() + to.start() + 1)
                if run:
                    return (
                        run,
                        linked.end() + to.end(),
                        self._stop(view, linked.end() + to.end(), tail),
                        "linked to",
                        linked.span("v"),
                    )
        said = re.match(
            rf"{speaker} (?P<v>said|says|alleg(?:ed|es)|determin(?:ed|es)|believ(?:ed|es)|claim(?:ed|s)|found|concluded|explained|stated)(?: in a \w+| \w+day)?(?: that)? ",
            view,
        )
        if said and self._speaks(scene, said.group("who")):
            found = self._whom(scene, said.end())
            if found:
                run, begin = found
                if slots.wrong().search(view, begin, tail):
                    return run, begin, self._stop(view, begin, tail), "it said", said.span("v")
        verbless = re.match(r"\s*\"?(?:Specifically, |In particular, |Additionally, )?(?=[A-Z\d])", view)
        if verbless:
            run, end = run_from(scene, verbless.end(), loose=False)
            ground = (
                slots.reason_stretches(scene, end, len(view), frozenset({"for"}))
                if run and re.match(r",? for\b", view[end:])
                else []
            )
            if ground and not self._pronoun(run):
                return run, ground[0].start, ground[0].end, "for", (end, ground[0].start)
        begun = re.match(r"\s*\"?(?:Specifically, |In particular, |In addition, |Additionally, |Collectively, )?", view)
        position = begun.end() if begun else 0
        found = self._whom(scene, position)
        if found:
            run, begin = found
            verb = re.match(
                r",? ?(?:which |who )?(?:(?:has|have|had|are|is|was|were|been|also|both|each|being|reportedly|allegedly|stand|it said,|officials said,|the \w+ said,) )*(?P<v>accused of|(?:cited|singled out|faulted|flagged|listed|blamed|targeted|named|included|chosen|penalized) for|alleged to|suspected of|believed to|said to|determined (?:by [^,.]{2,50} )?to|found to|implicated in|involved in|engaged in|complicit in|acting contrary|demonstrated|supported|support|enabled|enable|contributed|contribute|acquired|attempted|provided|provide|supplied|supply|procured|procure|helped|help|facilitated|participated|used|use|developed|aided|pose|poses|posed|sold|shipped|diverted|obtained|have been|trained|produced|worked|assisted|sought)\b ?",
                view[begin:],
            )
            passive = (
                re.search(r"\b(?:said|says|according to|alleged|accused|determined|suspected)\b", view) is not None
            )
            if (
                verb
                and slots.wrong().search(view, begin, tail)
                and (passive or self._pronoun(run) or self._known(run, last))
            ):
                start = (
                    begin + verb.start("v")
                    if verb.group("v") not in ("accused of", "suspected of", "have been")
                    and not verb.group("v").endswith(" for")
                    else begin + verb.end()
                )
                if verb.group("v") in ("alleged to", "believed to", "said to", "found to") or verb.group(
                    "v"
                ).startswith("determined"):
                    start = begin + verb.end()
                name = (
                    "for"
                    if verb.group("v").endswith(" for")
                    else "accused of"
                    if verb.group("v") == "accused of"
                    else "it said"
                )
                return run, start, self._stop(view, start, tail), name, (begin + verb.start("v"), begin + verb.end("v"))
        return None

    def _pronoun(self, run: list[Mention]) -> bool:
        return all(m.kind == "other" for m in run)

    def _known(self, run: list[Mention], last: Draft) -> bool:
        """Whether these names are subjects of a recent statement."""
        return any(same_name(m, s) for m in run for d in self.drafts[-6:] for s in d.subjects)

    def _speaks(self, scene: Scene, who: str) -> bool:
        """Whether the speaker is an agency or its people (or `it`, `he` after one), not a company or a paper."""
        if re.fullmatch(r"(?:it|he|she|they|officials?|the .*)", who, re.IGNORECASE):
            return re.search(r"\b(?:company|firm|embassy|spokes\w+|group|lawmakers?|report|newspaper)\b", who) is None
        for m in scene.mentions:
            if scene.text(m.start, m.end) in who and m.start < 120:
                return (
                    m.kind == "agency"
                    or (m.kind == "place" and scene.agent_value(m) == "us-government")
                    or (m.kind == "person")
                )
        return who in ("Commerce", "Treasury", "Washington", "State", "BIS", "OFAC")

    def _whom(self, scene: Scene, position: int) -> tuple[list[Mention], int] | None:
        """Names or a pronoun right at `position`, and where what is said of them begins."""
        run, end = run_from(scene, position, loose=False)
        if run and (run[0].kind in ("entity", "person", "group") or run[0].kind == "other"):
            if (
                run[0].kind == "group"
                and not _definite(scene.view, run[0])
                and not re.match(
                    r"\s*\d|\s*(?:two|three|four|five|six|seven|eight|nine|ten)",
                    scene.view[run[0].start :],
                    re.IGNORECASE,
                )
            ):
                return None
            skip = re.match(
                r",? (?:it|he|she|they|officials|the \w+|[A-Z]\w+) (?:said|says|alleged),", scene.view[end:]
            )
            return run, end + (skip.end() if skip else 0)
        return None

    @staticmethod
    def _stop(view: str, start: int, end: int) -> int:
        found = re.search(
            r"\"?,? (?:according to|the (?:department|agency|bureau|statement|notice) said|(?:he|she|it|they|officials) (?:said|added)|said (?:the|[A-Z]))|; ",
            view[start:end],
        )
        stop = start + found.start() if found else end
        return start + len(re.sub(r"[\s,;.\"']+$", "", view[start:stop]))

    def _effect(self, scene: Scene) -> None:
        slot = slots.effect_sentence(scene, self.last(scene, 3) is not None)
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

    # -- out -----------------------------------------------------------------------------------------------------------

    def statements(self) -> list[Statement]:
        """All statements, by where they stand."""
        out: list[Statement] = []
        taken: set[str] = set()
        for d in sorted(
            [*self.drafts, *self.general],
            key=lambda d: (d.scene.index, d.event.start, d.subjects[0].start if d.subjects else -1),
        ):
            if not d.subjects and not d.effects:
                continue
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


def same_name(a: Mention, b: Mention) -> bool:
    """Whether two mentions name the same thing: alike, one the beginning of the other, or the short form of it."""
    left, right = (a.value or "").casefold(), (b.value or "").casefold()
    if left == right or (a.also and a.also.casefold() == right) or (b.also and b.also.casefold() == left):
        return True
    short, long = sorted((left.split(), right.split()), key=len)
    return bool(short) and long[: len(short)] == short


def _definite(view: str, m: Mention) -> bool:
    """`these two entities`, `both firms`: a group that points back."""
    words = view[m.start : m.end].casefold()
    return words.startswith("both ") or (
        re.search(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose)(?: same| other)? $", view[max(0, m.start - 12) : m.start])
        is not None
        and not re.search(r"\b(?:in|of|from|under|by|at) ", words)
    )


def today(document: Document) -> datetime.date | None:
    """The day that relative dates of a document lean on."""
    return document.published
