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
    asked = scene.view[max(0, event.start - 140) : event.start]
    if _is_modal(scene, event, context) or _is_asked_for(scene, event, asked) or _is_imagined(scene, context, asked):
        event.action = "considered"
    if _is_negated(scene, event):
        event.polarity = "negated"
    before = scene.view[: event.start]
    if _DENIED.search(before) or _UNTRUE_THAT.search(before):
        event.polarity = "denied"
    unreal(scene, event)


_NO_DEED_BETWEEN = re.compile(r"(?: (?>(?:be|have|been|also|soon|then|eventually|not|still|\w+ly|face|now)\b))*\s*")
_ASKED = re.compile(
    r"\b(?:recommend|urg|ask|request|propos|demand|insist|suggest)\w* (?:that|for) [^,;]{2,90}\b(?:to )?be (?:\w+ly )?$"
    r"|\b(?:begin|began|start|started|launch\w*) (?:the |a )?process (?:of|to) (?:\w+ )?$|\b(?:talk|talks|prospect|idea|possibility|chance|risk|threat) of (?:\w+ )?$"
)
_ASKED_FOR = re.compile(
    r"\b(?:possible|potential|calls? for|calling for|called for|urg(?:e[sd]?|ing)|seek\w*|sought|press(?:es|ed|ing)? for|want\w*|plan\w*|eye[sd]?|ask\w* for|consider\w*|weigh\w*|mull\w*|threat(?:en\w*)? (?:of|with)?|avoid\w*|propos\w*|push for|demand\w*) (?:[\w'.-]+ ){0,4}$"
)
_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)(?: that| having been| it (?:was|is|had been)| (?:it|they) (?:was|were|is|are))?(?: [\w'-]+){0,6} ?$"
)
_UNTRUE_THAT = re.compile(r"\b(?:false|untrue|incorrect|baseless) (?:reports?|claims?|rumou?rs?) that\b[^.;]{0,600}$")


def _is_modal(scene: Scene, event: Event, context: str) -> bool:
    """Whether a verb of weighing, or `could` and `should`, governs the deed and nothing shows that it was done."""
    found = list(_considered().finditer(context))
    done = re.search(r"\b(?:has|have|had)(?: \w+)? $", context) is not None
    if not found or event.nominal or done or "refused" in event.notes:
        return False
    if found[-1].group() == "should" and _RESOLVED.search(scene.view[: event.start]):
        return False  # what those who decide determine, is done
    between = context[found[-1].end() :]
    modal = found[-1].group() in ("could", "should", "may", "might")
    return not _PAST.search(between) and (not modal or _NO_DEED_BETWEEN.fullmatch(between) is not None)


def _is_asked_for(scene: Scene, event: Event, asked: str) -> bool:
    """Whether the deed is only recommended, drafted, asked for or feared."""
    if event.nominal:
        asked_for = _ASKED_FOR.search(scene.view[: event.start]) is not None
    else:
        wide = scene.view[max(0, event.clause - 60) : event.start]
        asked_for = re.search(r"\b(?:if|whether|unless) (?:[\w'.-]+ ){0,6}$", wide) is not None
    return asked_for or _ASKED.search(asked) is not None or _DRAFTED.search(asked) is not None


def _is_imagined(scene: Scene, context: str, asked: str) -> bool:
    """Whether the deed is one of a case that has not come, one that nobody told of, or one still to come."""
    if _WOULD.search(context) and _CONDITION.search(scene.view):
        return True
    if _TO_COME.search(asked) and scene.document.kind not in ("rule", "notice"):  # a rule does what is to be
        return True
    return bool(_UNSAID.search(asked) or re.search(r"\brisk(?:s|ed|ing)? (?:being|getting) $", context))


def _is_negated(scene: Scene, event: Event) -> bool:
    """Whether a negation stands before the deed in its own clause, or before its subject."""
    near = scene.view[max(event.clause, event.start - 48) : event.start]
    if "standing" in event.notes and event.listed is not None:
        near += scene.view[event.start : event.listed.start]
    negated = list(_negated().finditer(near))
    if negated and not re.search(r"\b(?:not only|not just|no surprise|never before)\b", near):
        between = near[negated[-1].end() :]
        if not re.search(r"[,;]|\b(?:but|and|that|which|who|because)\b", between):
            return True
    first = scene.view[: event.subjects[0].start] if event.subjects else ""
    none_of = re.search(r"\b(?:[Nn]one of|[Nn]either(?: of)?) (?:the |these |those )?$", first)
    return "not among" in event.notes or none_of is not None
