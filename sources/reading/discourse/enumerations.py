"""Sentences that name the members of a group: `The eight companies are A, B and C`, `X and Y are in the group`.

A member takes the slots of the statement that its group was listed by, and its reason too, where the group was listed for one
ground (`one_ground`). Which group is meant, its number and noun decide; without a number it is the one last told.
"""

import re
from dataclasses import replace

from sources.reading.clause.counted import NUMBER, size_of
from sources.reading.clause.nouns import run_from, run_to
from sources.reading.clause.reasons import reason_stretches
from sources.reading.discourse.drafts import Draft
from sources.reading.discourse.members import Members
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.numbers import number

_NOUNS = r"(?:compan(?:y|ies)|firms?|entit(?:y|ies)|part(?:y|ies)|names?|organi[sz]ations?|institutions?|institutes?|bodies|groups?|businesses|individuals?|persons?|people|men|units?|subsidiaries|affiliates?|additions?|others?|laborator(?:y|ies)|universit(?:y|ies)|vessels?|ships|traders?|developers?|makers?|suppliers?|startups?|start-ups?|ones)"
_DONE = r"(?:newly )?(?:added|listed|named|hit|targeted|sanctioned|blacklisted|designated|affected|in question|on the list|concerned)"
_COUNTED = re.compile(
    rf"^\s*\"?(?:In all, )?(?:The|These|Those|All) (?:(?:newly )?(?:listed|added|named|blacklisted|sanctioned|targeted|designated|new|other|remaining) )?(?P<n>{NUMBER})(?: (?:[\w-]+ ){{0,3}}?{_NOUNS})?(?: {_DONE})? (?P<v>are|were|include[sd]?)(?: as follows)?:? (?!also|all|both)",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"^\s*\"?(?:The|These|Those) (?:other )?(?P<n>{NUMBER})(?: others?)?(?: {_NOUNS})?(?P<v>,) (?=[A-Z])"
)
_SOME = re.compile(
    rf"^\s*\"?(?P<n>{NUMBER})(?: of (?:them|these|those|the (?P<of>{NUMBER})(?: {_NOUNS})?|the (?:[\w-]+ )?{_NOUNS}))? (?P<v>are|were|is|was)(?P<what> [^:;]{{4,70}}:)? ",
    re.IGNORECASE,
)
_INCLUDES = re.compile(
    r"^\s*\"?(?:(?:The|That|This) (?:group|list|batch|set|entities|companies|firms|additions?|new (?:additions?|entries|entities|listings)|(?:newly )?(?:added|listed|blacklisted|sanctioned|targeted|named|designated|affected) (?:\w+ )?(?:companies|entities|firms|ones)?|targets|others?|move|action|rule|measures?|sanctions?|designations?|blacklist|\w+ (?:companies|entities|firms|targets))"
    r"|(?:Those|Names) (?:added|listed|named|hit|targeted|sanctioned|blacklisted|designated|affected)(?: [\w ]{0,30})?|(?:Besides [^,]{3,50}? )?[Tt]hey|(?:The )?[Oo]thers?(?: (?:added|named|listed|hit|targeted|on the list|companies|entities|firms))*|Among (?:them|those(?: [\w ]{1,40})?|the (?:\w+ ){1,6})|Also (?:added|named|listed|hit|delisted|removed|freed|dropped|taken off|targeted|sanctioned|blacklisted|designated|on the list|included|affected)(?: [\w ]{0,20})?|(?:The )?[Oo]ther (?:\w+ ){1,5}|(?:Today's|Thursday's|Friday's|Monday's|Tuesday's|Wednesday's) \w+)"
    r"[\w ,'-]{0,60}? ?\b(?P<v>include[sd]?|including|comprise[sd]?|are|were|is|was|covers?|targets?|affects?|names?|applies to|consists? of)\b:? (?=(?:the |its |a |an |Chinese |\d|[A-Za-z]))"
)
_NAMES = re.compile(
    rf"^\s*\"?(?:Among (?:them|those|these|the (?:names|\w+))|The names|Those {_DONE}|{NUMBER} of (?:them|those|these|the (?:[\w-]+ )?{_NOUNS}))(?P<v>:|, (?:including|among them),?) ",
    re.IGNORECASE,
)
_AMONG = re.compile(
    rf"\b(?:is|are|was|were)(?P<no> not)? (?:also )?(?:among|one of|another of|two of|some of) (?:those|the (?:[\w-]+ ){{0,5}}?{_NOUNS})(?P<done> {_DONE})?(?! (?:that|which|who|whose|with|to|in the|of)\b)"
)
_WITHIN = re.compile(
    rf"\b(?:is|are|was|were)(?P<no> not)? (?:also |both |all )?(?:(?:in|among|within|part of|one of|two of|three of|some of|on) (?:the|that|this|these|those)(?: same| whole)? (?:(?P<n>{NUMBER})(?: {_NOUNS})?|(?:group|list|batch|set|total|rule)(?: of (?P<m>{NUMBER}))?)|(?:among|one of|two of|three of|some of) (?:them|these))(?=[.,;:\"]|$| {_DONE})"
)


class Enumerations(Members):
    """Members named in a sentence of their own."""

    def _members(self, scene: Scene) -> bool:
        """Take in the members that the sentence names; whether it names any."""
        last = self.last(scene, 12)
        if last is None or last.event.action == "considered":
            return False
        return any(read(scene) for read in (self._counted, self._some, self._included, self._within, self._among))

    def _group(self, scene: Scene, size: int | None, reach: int = 12) -> Draft | None:
        """The statement whose group has this number; without one the last that has a group."""
        for draft in reversed(self.drafts):
            if scene.index - draft.scene.index > reach:
                return None
            if draft.event.polarity != "asserted" or draft.event.action == "considered":
                continue
            groups = [m for m in draft.subjects if m.kind == "group" and m.antecedent is None]
            if size is None and groups:
                return draft
            if size is not None and (
                any(size_of(m.value or "") == size for m in groups)
                or (draft.count is not None and draft.count.value == str(size))
            ):
                return draft
        return None

    def _counted(self, scene: Scene) -> bool:
        found = _COUNTED.match(scene.view) or _APART.match(scene.view)
        draft = self._group(scene, number(found.group("n"))) if found else None
        if found is None or draft is None:
            return False
        run, end = run_from(scene, found.end(), loose=False)
        if found.re is _APART and len(run) != number(found.group("n")):
            return False
        if run and run[0].kind in ("entity", "person"):
            return self._take(scene, draft, run, found.span("v"), end, "group")
        return False

    def _some(self, scene: Scene) -> bool:
        found = _SOME.match(scene.view)
        if found is None or (" of " not in found.group() and found.group("n").casefold() != "one"):
            return False
        whole = found.group("of")
        draft = self._group(scene, number(whole) if whole else None, 12 if whole else 3)
        if draft is None:
            return False
        run, end = run_from(scene, found.end(), loose=False)
        if not run or run[0].kind not in ("entity", "person"):
            return False
        if found.group("what") is None and not re.match(r"[\s.,;\"]|$", scene.view[end:] or " "):
            return False
        return self._take(scene, draft, run, found.span("v"), end, "group")

    def _included(self, scene: Scene) -> bool:
        found = _INCLUDES.match(scene.view) or _NAMES.match(scene.view)
        if found is None:
            return False
        done = re.search(r"\b(?:hit|sanctioned|added|listed|blacklisted|designated)\b", found.group())
        draft = self.last(scene, 4) or (self.last(scene, 12) if done else None)
        if done and (draft is None or draft.event.action != "added" or "standing" in draft.event.notes):
            draft = next(
                (
                    d
                    for d in reversed(self.drafts[-8:])
                    if d.event.action == "added" and d.event.polarity == "asserted" and "standing" not in d.event.notes
                ),
                None,
            )
        if draft is None:
            return False
        if re.match(r"\s*\"?(?:They|That group|The group|This group|Among them|Among those:|\w+ of)\b", scene.view):
            draft = self._group(scene, None, 4) or draft
        run, end = run_from(scene, found.end(), loose=False)
        run = [m for m in run if m.kind in ("entity", "person", "group")]
        plain = found.group("v") in ("are", "were", "is", "was")
        if not run or (plain and run[0].kind == "group" and not re.match(r"\s*\"?(?:Among|Also|Those)", scene.view)):
            return False
        no = re.search(r"\b(?:not|never)\b|n't\b", found.group()) is not None
        return self._take(scene, draft, run, found.span("v"), end, "group", no)

    def _within(self, scene: Scene) -> bool:
        found = _WITHIN.search(scene.view)
        if found is None:
            return False
        size = number(found.group("n") or found.group("m") or "")
        draft = self._group(scene, size)
        if draft is None:
            return False
        run = [m for m in run_to(scene, found.start(), 0, False) if m.kind in ("entity", "person", "group")]
        return bool(run) and self._take(scene, draft, run, found.span(), found.end(), None, bool(found.group("no")))

    def _among(self, scene: Scene) -> bool:
        found = _AMONG.search(scene.view)
        draft = self.last(scene, 4)
        if found is None or draft is None:
            return False
        run = [m for m in run_to(scene, found.start(), 0, False) if m.kind in ("entity", "person", "group")]
        return bool(run) and self._take(scene, draft, run, found.span(), found.end(), None, bool(found.group("no")))

    def _take(
        self,
        scene: Scene,
        group: Draft,
        run: list[Mention],
        trigger: tuple[int, int],
        after: int,
        how: str | None,
        no: bool = False,
    ) -> bool:
        event = replace(
            group.event,
            subjects=run,
            start=trigger[0],
            end=trigger[1],
            after=after,
            listed=None,
            agent=None,
            clause=0,
            polarity="negated" if no else group.event.polarity,
        )
        own = (
            [] if no else [scene.slot(s.start, s.end, s.name) for s in reason_stretches(scene, after, len(scene.view))]
        )
        draft = self._inherit(group, scene, event, run, own[:2])
        if draft.subjects:
            draft.subjects = [
                m.model_copy(update={"resolved": "group"}) if how == "group" or m.antecedent is None else m
                for m in draft.subjects
            ]
            draft.parent = None if no or own else group
            self.add(draft)
        return True


_SPLIT = re.compile(r",? and |, or |, ")


def one_ground(words: str) -> bool:
    """Whether a reason is one ground, not a series that may belong to different members (`arming A, spying for B, and …`)."""
    pieces = _SPLIT.split(words)
    doings = [p for p in pieces if re.match(r"(?:activities related to )?[a-z]+ing (?!of\b)", p)]
    return len(doings) < 3 and not re.search(
        r"\b(?:various|different|several|a range of|three sorts of) (?:reasons|grounds)", words
    )
