"""Sentences that give the ground of a listing without saying again who was listed: `It cited …`, `The ground is …`,
`The move was over …`, `There was reasonable cause to believe that …`.

The ground belongs to the listing told right before, and to the members of its group that have none of their own. Where
another group was spoken of in between, or one sentence told two listings, it belongs to nobody.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from sources.reading.clause.counted import NUMBER
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.reasons import bare, speaker_pattern, wrong
from sources.reading.discourse.drafts import Draft, same_name
from sources.reading.discourse.following import Following
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Slot
from sources.reading.words.numbers import number

_LEAD = r"^\s*\"?(?:Here,? |At (?:that|the) time,? |In (?:its|the|a) (?:notice|rule|statement|announcement|filing),? |Explaining the \w+, )?"
_DEED = r"(?:move|listings?|action|designations?|decision|step|additions?|sanctions?|measures?|rule|removals?|restrictions?|blacklisting|entry)"
_WHO = (
    rf"(?P<who>{speaker_pattern()})(?: \([^()]*\))?(?:,[^,\"]{{2,70}},)?(?: (?:also|further|specifically|on \w+day))*"
)
_CITED = re.compile(
    rf"{_LEAD}{_WHO} (?:cited|cites|spoke of|pointed to|points to|invoked|gave as (?:its|the|their) (?:grounds?|reasons?)(?: that)?|named as (?:its|the) (?:ground|reason)(?: that)?|put it down to) "
)
_ABOUT = re.compile(
    rf"{_LEAD}(?:{_WHO} (?:said|says|explained)(?: that)? )?(?P<deed>it|[Tt]he (?:\w+ )?{_DEED}|[Tt]his|[Tt]hat (?:finding|belief|determination)|[Tt]he (?:finding|determination|belief)) "
    r"(?:(?:is|was|are|were|came|comes?|had been|has been) )?(?:said to be |taken |made |imposed )?"
    r"(?:about|over|in response to|in retaliation (?:to|for)|because of|because|based on|on the basis of|due to|tied to|linked to|prompted by|a response to|(?:a )?punishment for|rests? on|rested on|stems? from|stemmed from|meant to|intended to|designed to) "
)
_GROUND = re.compile(
    rf"{_LEAD}(?:(?:The|Its|Their|Stated|Official) |(?:The )?(?P<who>{speaker_pattern()})'s )?(?:(?:stated|official|main|sole|legal|given) )?(?:[Gg]rounds?|[Rr]easons?|[Bb]asis|[Rr]ationale|[Jj]ustification|concern|charge|allegation|accusation)"
    rf"(?P<whom> (?:given )?(?:for|against|of) [^,.:;]{{2,90}}?| given(?: by [^,.:;]{{2,50}}?)?| cited| stated)?(?: (?:is|was|are|were)(?: that)? |: )"
)
_ISSUE = re.compile(rf"{_LEAD}At (?:issue|stake)(?: here)? (?:is|was|are|were) ")
_CAUSE = re.compile(
    rf"{_LEAD}(?:{_WHO} (?:said|says|found|determined)(?: that)? )?(?i:there (?:is|was|are|were)) "
    r"(?:(?:reasonable cause|reason|evidence|information|grounds) (?:to believe )?(?:that )?|(?=an? (?:unacceptable |significant |serious )?risk))"
)
_THEIRS = re.compile(
    r"\s*(?:Their|Its) (?:[a-z-]+ ){1,3}(?:are|is|was|were|have|has|had|support\w*|serve\w*|help\w*)\b"
)
_NO_GROUND = re.compile(
    r"(?:not|no|never|un(?:clear|known|related)|the same\b(?! kind)|several|many|different|differ|secret|classified|still|likely|simple|a mystery|politic|partly|set out|given|stated|listed|as follows|to be|what|also|\d+|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_OTHER_VOICE = re.compile(
    r"\b(?:den(?:ies|ied|y)|rejects?|rejected|disputes?|embassy|foreign ministry|Beijing said|analysts?|lawyers?|experts?|critics|lawmakers?|called on|urged|sued|would|could|might)\b"
)


_TAG = re.compile(
    r"\"?, (?:according to\b|(?:the (?:\w+ )?(?:department|agency|bureau|statement|notice|rule)|he|she|it|officials) (?:said|added|says)\b|said (?:the|[A-Z]))|; (?!and )"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a ground begins in its sentence, who gives it, and for whom where that is said."""

    begin: int
    who: str | None
    whom: tuple[int, int] | None = None
    noun: str = ""


class Grounds(Following):
    """Grounds told for the listing as a whole."""

    def _ground(self, scene: Scene) -> bool:
        """Give the ground that the sentence tells to the listing before it; whether it tells one."""
        if len(scene.view) > 600 or scene.view.rstrip().endswith("?") or not self.drafts:
            return False
        found = self._told(scene)
        if found is None:
            return False
        stop = found.begin + len(bare(_TAG.split(scene.view[found.begin :])[0]))
        words = scene.view[found.begin : stop]
        if len(words) < 6 or _NO_GROUND.match(words) or _OTHER_VOICE.search(scene.view[: found.begin]):
            return False
        target = self._listing(scene, found)
        if target is None or len(target.reasons) > 2:
            return False
        reason = scene.slot(found.begin, stop, "ground")
        while target.parent is not None and found.whom is None:
            target = target.parent
        if self._for_one(scene, target, found.begin, reason):
            return True
        for draft in self.drafts_of(target.scene):
            if draft is target or (draft.scene is target.scene and not draft.reasons and draft.date == target.date):
                draft.reasons = [*draft.reasons, reason]
        return True

    def _for_one(self, scene: Scene, target: Draft, begin: int, reason: Slot) -> bool:
        """A ground that begins with the name of one of several subjects is only that one's."""
        if len(target.subjects) < 2:
            return False
        end = scene.inside(reason.end)
        named = next((m for m in candidates(scene) if begin <= m.start < end and m.kind in ("entity", "person")), None)
        if named is None or sum(same_name(named, s) for s in target.subjects) != 1:
            return False
        event = replace(
            target.event, subjects=[named], start=named.start, end=named.end, after=named.end, listed=None, agent=None, clause=0
        )  # fmt: skip
        self.add(self._inherit(target, scene, event, [named], [reason]))
        return True

    def _told(self, scene: Scene) -> Ground | None:
        view = scene.view
        if (cited := _CITED.match(view)) and self._speaks(scene, cited.group("who")):
            return Ground(cited.end(), cited.group("who"))
        if about := _ABOUT.match(view):
            who = about.group("who")
            if about.group("deed") == "it" and who is None:
                return None
            if who is None or self._speaks(scene, who):
                return Ground(about.end(), who, noun=about.group("deed").casefold())
        if (given := _GROUND.match(view)) and (given.group("who") is None or self._speaks(scene, given.group("who"))):
            whom = given.span("whom") if (given.group("whom") or "").lstrip().startswith(("for", "given for")) else None
            return Ground(given.end(), given.group("who"), whom)
        if issue := _ISSUE.match(view):
            return Ground(issue.end(), None)
        if (cause := _CAUSE.match(view)) and (cause.group("who") is None or self._speaks(scene, cause.group("who"))):
            return Ground(cause.end(), cause.group("who")) if wrong().search(view, cause.end()) else None
        if scene.aside is not None and _THEIRS.match(view) and wrong().search(view) and self._said_by_agency(scene):
            return Ground(len(view) - len(view.lstrip()), None)
        return None

    def _said_by_agency(self, scene: Scene) -> bool:
        words = "" if scene.aside is None else scene.aside.value or ""
        return (
            re.search(r"department|bureau|agency|administration|Commerce|Treasury|BIS|OFAC|officials", words)
            is not None
        )

    def _listing(self, scene: Scene, ground: Ground) -> Draft | None:
        """The listing that a ground is told for; None where it may be another's."""
        if ground.whom is not None:
            count = re.search(rf"\b(?:all|the|these) ({NUMBER})\b", scene.view[slice(*ground.whom)])
            if count:
                return self._group(scene, number(count.group(1)))
            if (
                re.search(
                    r"^ (?:given )?for (?:the|its|their|this) (?:[\w-]+ )?(?:move|listings?|action|designations?|decision|additions?|rule|removals?)$",
                    scene.view[slice(*ground.whom)],
                )
                is None
            ):
                return None
        target = self.last(scene, 3)
        asked = sum(
            s.view.rstrip(' "*_').endswith("?") for s in (self._since(target.scene) if target is not None else ())
        )
        if target is None or scene.paragraph - target.scene.paragraph > 1 + asked:
            return None
        if ("removal" in ground.noun) != (target.event.action == "removed") and (
            "removal" in ground.noun or ground.who is None
        ):
            return None
        if ground.who in ("it", "It") and (
            target.agency is None or (target.event.passive and target.event.agent is None)
        ):
            return None
        beside = [d for d in self.drafts_of(target.scene) if d.scene is target.scene and d is not target]
        if any(d.reasons or d.event.action != target.event.action for d in beside):
            return None
        return None if self._between(scene, target) else target

    def _between(self, scene: Scene, target: Draft) -> bool:
        """Whether another group, or another's listing that was denied, was spoken of between a listing and this sentence."""
        between = [earlier for earlier in self._since(target.scene) if earlier.index < scene.index]
        if any(d.event.polarity != "asserted" for earlier in between for d in self.drafts_of(earlier)):
            return True
        return any(
            m.kind == "group"
            for earlier in between
            if not any(d.scene is earlier for d in self.drafts_of(earlier))
            for m in candidates(earlier)
        )

    def _since(self, scene: Scene) -> list[Scene]:
        """The sentences read after this one, the last one first."""
        return list(takewhile(lambda earlier: earlier.index > scene.index, reversed(self.seen)))
