"""Whether a deed was done, only weighed or asked for, or said not to be so."""

import re
from functools import cache

from sources.reading.clause.unreal import unreal
from sources.reading.clause.verbs import Event, tables
from sources.reading.sentence.scene import Scene


@cache
def _considered() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(tables()['considered'].split())})\b")


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(w) for w in tables()['negations'].split())})\b|n't\b|\bno longer\b|\bstopped short of\b|\bdeclined to\b|\byet to\b"
    )


_DRAFTED = re.compile(
    r"\b(?:[Bb]ills?|[Ll]egislation|[Aa]mendments?|[Pp]roposals?|[Rr]esolutions?|[Pp]etitions?|[Dd]rafts?|[Ll]etters?|[Vv]ersions? of [^,;]{2,60})\b"
    r"(?: (?:in|by|from|of|before) [^,;]{2,50}?)? (?:(?:that|which) )?(?:would|could|to|calls for|asks for)(?: (?:have|also|then|\w+ly))* $"
)
"""What is still before a parliament does nothing yet."""

_RESOLVED = re.compile(
    r"\b(?:ERC|[Cc]ommittee)(?: \([A-Z]+\))? (?:has |have |also |unanimously )?"
    r"(?:determined|decided|resolved|concluded|voted) that [^;:]{2,120}? should (?:be )?$"
)
_WOULD = re.compile(r"\bwould(?: (?:not|never|also|then|still|have|be|been|\w+ly)){0,4} $")
_CONDITION = re.compile(r"(?:^\s*\"?|[ ,(])(?:[Ii]f|[Uu]nless|[Pp]rovided that|in case)\b")
"""With `would`, what is told of a case that has not come."""
_UNSAID = re.compile(
    r"\b(?:[Nn]obody|[Nn]o one|[Nn]o (?:[\w-]+ ){1,3}?(?=sa)|[Nn]one(?: of (?:[\w-]+ ){1,3}?)?) ?"
    r"(?:has |have |ever |yet ){0,2}(?:said|says?|claimed|reported|announced|confirmed|suggested)\b[^,;]{0,90}$"
)
"""Before a deed that nobody told of."""
_TO_COME = re.compile(r"\b(?:is|are|was|were)(?: \w+ly)? to be (?:\w+ly )?$")
_PAST = re.compile(r"\b(?:was|were|has been|have been|had|added|said|says|announced|after)\b")


def modality(scene: Scene, event: Event) -> None:
    """Whether the deed was only weighed or asked for (action `considered`), or said not to be so (polarity)."""
    context = scene.view[event.clause : event.start]
    if len(context) < 6 and event.clause:
        context = scene.view[max(0, event.clause - 70) : event.start]
    context = context[-120:]
    found = list(_considered().finditer(context))
    done = re.search(r"\b(?:has|have|had)(?: \w+)? $", context) is not None
    if found and not event.nominal and not done and "refused" not in event.notes:
        between = context[found[-1].end() :]
        modal = found[-1].group() in ("could", "should", "may", "might")
        if found[-1].group() == "should" and _RESOLVED.search(scene.view[: event.start]):
            modal, between = True, "resolved"  # what those who decide determine, is done
        if not _PAST.search(between) and (
            not modal
            or re.fullmatch(
                r"(?: (?>(?:be|have|been|also|soon|then|eventually|not|still|\w+ly|face|now)\b))*\s*", between
            )
        ):
            event.action = "considered"
    asked = scene.view[max(0, event.start - 140) : event.start]
    if re.search(
        r"\b(?:recommend|urg|ask|request|propos|demand|insist|suggest)\w* (?:that|for) [^,;]{2,90}\b(?:to )?be (?:\w+ly )?$"
        r"|\b(?:begin|began|start|started|launch\w*) (?:the |a )?process (?:of|to) (?:\w+ )?$|\b(?:talk|talks|prospect|idea|possibility|chance|risk|threat) of (?:\w+ )?$",
        asked,
    ):
        event.action = "considered"
    if (_WOULD.search(context) and _CONDITION.search(scene.view)) or _UNSAID.search(asked):
        event.action = "considered"
    if _TO_COME.search(asked) and scene.document.kind not in ("rule", "notice"):  # a rule does what is to be
        event.action = "considered"
    if re.search(r"\brisk(?:s|ed|ing)? (?:being|getting) $", context) or _DRAFTED.search(asked):
        event.action = "considered"
    wide = scene.view[max(0, event.clause - 60) : event.start]
    if (
        event.action != "considered"
        and not event.nominal
        and re.search(r"\b(?:if|whether|unless) (?:[\w'.-]+ ){0,6}$", wide)
    ):
        event.action = "considered"
    if event.nominal and re.search(
        r"\b(?:possible|potential|calls? for|calling for|called for|urg(?:e[sd]?|ing)|seek\w*|sought|press(?:es|ed|ing)? for|want\w*|plan\w*|eye[sd]?|ask\w* for|consider\w*|weigh\w*|mull\w*|threat(?:en\w*)? (?:of|with)?|avoid\w*|propos\w*|push for|demand\w*) (?:[\w'.-]+ ){0,4}$",
        scene.view[: event.start],
    ):
        event.action = "considered"
    near = scene.view[max(event.clause, event.start - 48) : event.start]
    if "standing" in event.notes and event.listed is not None:
        near += scene.view[event.start : event.listed.start]
    if (negated := list(_negated().finditer(near))) and not re.search(
        r"\b(?:not only|not just|no surprise|never before)\b", near
    ):
        between = near[negated[-1].end() :]
        if not re.search(r"[,;]|\b(?:but|and|that|which|who|because)\b", between):
            event.polarity = "negated"
    first = scene.view[: event.subjects[0].start] if event.subjects else ""
    if "not among" in event.notes or re.search(r"\b(?:[Nn]one of|[Nn]either(?: of)?) (?:the |these |those )?$", first):
        event.polarity = "negated"
    if re.search(
        r"\bden(?:y|ies|ied|ying)(?: that| having been| it (?:was|is|had been)| (?:it|they) (?:was|were|is|are))?(?: [\w'-]+){0,6} ?$",
        scene.view[: event.start],
    ) or re.search(
        r"\b(?:false|untrue|incorrect|baseless) (?:reports?|claims?|rumou?rs?) that\b[^.;]{0,600}$",
        scene.view[: event.start],
    ):
        event.polarity = "denied"
    unreal(scene, event)
