"""Statements in the making, and what later sentences remember of them."""

import re
from dataclasses import dataclass, field, replace

from sources.agencies import department
from sources.document import Document, Span
from sources.lists import LISTS
from sources.reading.clause import slots
from sources.reading.clause.verbs import Event, Stretch
from sources.reading.sentence.scene import Scene
from sources.reading.statements import DateSlot, Mention, Slot
from sources.reading.words.lexicon import places

_LONGEST_SHORT = 12  # words
_KEPT_SCENES = 100  # sentences; a reason or a member leans back over a dozen at most
_ONE_LIST = {"defense": "1260h", "fcc": "fcc-covered"}
"""The one list of companies that an agency keeps: `its list` is that one."""

REACH = 7
"""How many sentences a pronoun or a following reason may lean back over."""

FAR = 200
"""How many statements one is compared with that says again what was told anywhere before: all of them in any report, and
never so many that reading a long document takes more than its length."""


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
    parent: "Draft | None" = None
    extra: list[str] = field(default_factory=list)

    def with_ground(self, run: list[Mention], reason: Stretch | None) -> "Draft":
        """The same deed for other entities of the sentence, with their own reason."""
        return replace(
            self, subjects=[self.scene.placed(m) for m in run], reasons=[self.scene.slot(reason.start, reason.end, reason.name)] if reason else [],
            count=slots.count(self.scene, run), extra=[str(run[0].start)],
        )  # fmt: skip


class Memory:
    """The statements and sentences read so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.drafts: list[Draft] = []
        self.general: list[Draft] = []
        self.seen: list[Scene] = []
        self._of: dict[int, list[Draft]] = {}
        self._fuller: dict[str, dict[str, Mention]] = {}
        self.denial: Draft | None = None
        self.open: Draft | None = None
        self.grounds = False

    def begun(self) -> tuple[int, int]:
        """How much was read so far, for `undo`."""
        return len(self.drafts), len(self.general)

    def undo(self, begun: tuple[int, int]) -> None:
        """Forget the statements read since then, whole or half, and what was open: the sentence could not be read."""
        del self.drafts[begun[0] :]
        del self.general[begun[1] :]
        self.open, self.grounds = None, False

    def add(self, draft: Draft) -> None:
        """Take a draft in; its list slot is made here."""
        draft.subjects = [self._in_full(m) for m in draft.subjects]
        phrase = draft.event.listed
        if draft.listed is None and phrase is not None:
            value = phrase.value
            if (
                value is None
                and not phrase.other
                and not re.match(r" of (?:its|their) own\b", draft.scene.view[phrase.end :])
            ):
                value = kept_by(draft.agency, self._list_value(draft.scene))
            if draft.agency is not None and value in (None, "entity-list"):
                value = _ONE_LIST.get(draft.agency.value or "", value)
            draft.listed = draft.scene.slot(phrase.noun[0], phrase.noun[1], value)
        elif draft.listed is None:
            named = [p for p in draft.scene.lists if p.named]
            if len(named) == 1 and draft.event.action in ("added", "removed", "changed", "renewed", "considered"):
                p = named[0]
                draft.listed = draft.scene.slot(p.noun[0], p.noun[1], p.value)
        if draft.listed is not None and draft.listed.value == "china-unreliable-entities" and draft.agency is None:
            draft.agency = Slot(start=draft.listed.start, end=draft.listed.end, value="mofcom")
        self.drafts.append(draft)
        self._of.setdefault(draft.scene.index, []).append(draft)
        if draft.listed is not None and draft.listed.value == "denied-persons":
            self.denial = draft
        for m in draft.subjects:
            self._remember(m)

    def saw(self, scene: Scene) -> None:
        """Keep a sentence that was read, and let go of those that none can lean on any more."""
        self.seen.append(scene)
        if len(self.seen) > 2 * _KEPT_SCENES:
            for old in self.seen[:-_KEPT_SCENES]:
                old.forget()
            del self.seen[:-_KEPT_SCENES]

    def drafts_of(self, scene: Scene) -> list[Draft]:
        """The statements that a sentence told, those of its clauses included, in order."""
        return self._of.get(scene.index, [])

    def _remember(self, m: Mention) -> None:
        """Keep a company whose name begins with a place by the short names it may be called by without it."""
        place, _, rest = (m.value or "").partition(" ")
        if m.kind == "entity" and rest and place.casefold() in places():
            words = rest.split(" ")
            for end in range(1, min(len(words), _LONGEST_SHORT) + 1):
                self._fuller.setdefault(" ".join(words[:end]), {})[m.value or ""] = m

    def _in_full(self, m: Mention) -> Mention:
        """A company called without the place that its name begins with (`Clearspring` after `Wuxi Clearspring Biologics`) by
        its full name, where one earlier subject alone is called so."""
        if m.kind != "entity" or m.resolved != "name" or m.also:
            return m
        short = m.value or ""
        fuller = self._fuller.get(short, {}) if short.casefold() not in places() else {}
        if len(fuller) != 1:
            return m
        (name, full) = next(iter(fuller.items()))
        span = full.antecedent or Span(full.start, full.end)
        return m.model_copy(update={"value": name, "resolved": "noun", "antecedent": span})

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

    def follows_listing(self, scene: Scene) -> bool:
        """Whether a listing was told, or a list named, shortly before this sentence."""
        return self.last(scene, 4) is not None or any(earlier.names_list for earlier in self.seen[-4:])

    def of_list(self) -> bool:
        """Whether the sentence before names one list, and no party."""
        before = self.seen[-1] if self.seen else None
        if before is None or not before.names_list:
            return False
        named = {p.value for p in before.lists if p.named and p.value}
        return len(named) == 1 and all(m.kind not in ("entity", "person", "group") for m in before.mentions)

    def dated(self, scene: Scene, slot: DateSlot | None) -> DateSlot | None:
        """The same date; `the same day` with the day that the text before it gave."""
        if slot is None or slot.date is not None:
            return slot
        if not re.fullmatch(r"(?:the|that) same day", self.document.text[slot.start : slot.end]):
            return slot
        own = [d for d in scene.dates if scene.at(d.start) < slot.start]
        for earlier in [scene] if own else reversed(self.seen[-4:]):
            for d in reversed(earlier.dates):
                lead = earlier.view[max(0, d.start - 12) : d.start]
                if re.search(r"\b(?:through|until|till|by|before|after|since|expires?(?: on)?) (?:the )?$", lead):
                    continue
                if d.date is not None and d.precision == "day" and earlier.at(d.start) < slot.start:
                    words = self.document.text[slot.start : slot.end]
                    return slot.model_copy(update={"date": d.date, "value": d.value, "resolved_from": words})
        return slot

    def _list_value(self, scene: Scene) -> str | None:
        """Which list `the list` is: the one last named; `the same list` none where the last two that were named differ."""
        if re.search(r"\b(?:the|that|this) same (?:\w+ )?(?:list|roster)\b", scene.view):
            values = [d.listed.value for d in self.drafts[-8:] if d.listed is not None and d.listed.value]
            if len(set(values[-2:])) > 1:
                return None
        for draft in reversed(self.drafts[-8:]):
            if draft.subjects and draft.listed is not None and draft.listed.value:
                return draft.listed.value
        for earlier in reversed(self.seen[-REACH:]):
            for p in reversed(earlier.lists):
                if p.named and p.value:
                    return p.value
        return None

    def _earlier_slot(self, scene: Scene) -> Slot | None:
        """The agency that this sentence or one shortly before it names."""
        for earlier in [scene, *reversed(self.seen[-3:])]:
            for m in reversed(earlier.mentions):
                if m.kind == "agency" and m.value not in ("congress", "mofcom", "mfa-china", "us-government"):
                    return earlier.slot(m.start, m.end, m.value)
        return None

    def _earlier_agency(self, noun: str) -> str | None:
        if noun == "administration":
            return "white-house"
        for draft in reversed(self.drafts[-6:]):
            if draft.agency is not None and draft.agency.value not in (None, "us-government"):
                return draft.agency.value
        for scene in reversed(self.seen[-REACH:]):
            for m in reversed(scene.mentions):
                if m.kind == "agency" and m.value not in ("congress", "us-government"):
                    return m.value
        return None


def kept_by(agency: Slot | None, value: str | None) -> str | None:
    """The list, unless the agency that acts is of another department than the one that keeps it."""
    try:
        who = department(agency.value).id if agency is not None and agency.value else None
    except KeyError:
        who = None  # a government as a whole, or a foreign one without a row
    if agency is not None and agency.value in _FOREIGN:
        return value if value not in _KEPT or _KEPT[value] == agency.value else None
    if who is None or value is None or value not in _KEPT or who == _KEPT[value]:
        return value
    return None


_FOREIGN = frozenset({"eu", "uk", "mofcom", "mfa-china", "canada", "australia", "japan", "switzerland", "russia", "un"})
_KEPT = {info.id: info.agency for info in LISTS}


def same_name(a: Mention, b: Mention) -> bool:
    """Whether two mentions name the same thing: alike, one the beginning of the other, or the short form of it."""
    left, right = (a.value or "").casefold(), (b.value or "").casefold()
    if left == right or (a.also and a.also.casefold() == right) or (b.also and b.also.casefold() == left):
        return True
    short, long = sorted((left.split(), right.split()), key=len)
    return bool(short) and long[: len(short)] == short


def short_of(a: Mention, b: Mention) -> bool:
    """Whether one name is a stretch of whole words of the other (`Clearspring` of `Wuxi Clearspring Biologics`)."""
    short, long = sorted(((m.value or "").casefold().split() for m in (a, b)), key=len)
    n = len(short)
    return n > 0 and any(long[i : i + n] == short for i in range(len(long) - n + 1))


def definite(view: str, m: Mention) -> bool:
    """`these two entities`, `both firms`: a group that points back."""
    words = view[m.start : m.end].casefold()
    return words.startswith("both ") or (
        re.search(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose)(?: same| other)? $", view[max(0, m.start - 12) : m.start])
        is not None
        and not re.search(r"\b(?:in|of|from|under|by|at) ", words)
    )
