"""Deeds that a sentence names and that did not happen, or no longer hold: what was but imagined ("had it been added"),
what nearly was or was done instead, what nobody did, what is called false, what was undone, and who was left out."""

import re

from sources.reading.clause.verbs import Event
from sources.reading.sentence.scene import Scene

_REACH = 200  # characters before and behind the verb that are looked at
_LIAR = r"false|untrue|incorrect|wrong|baseless|unfounded|mistaken|an? (?:lie|rumou?r|hoax|mistake|error|fabrication)"

_IMAGINED = (
    re.compile(r"^\W{0,3}(?:Had|Were|Should) [^,;?]{1,160}$"),
    re.compile(r"[,;] (?:had|were|should) [^,;?]{1,80}? (?:been |be |to be )(?:\w+ )?$"),
    re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ll]est|[Aa]s though)\b(?P<between>[^,;]{1,140})$"),
    re.compile(r"\bwould(?: \w+){0,2} have (?:been )?(?:\w+ )?$"),
    re.compile(r"\b(?:nearly|almost|all but) (?:been )?$"),
)
"""Before the verb: the deed is only thought of. `between` must not lead into another clause."""
_LEADS_ON = re.compile(r"\b(?:after|since|because|when|which|who|that|while|before|as)\b")

_NOT_DONE = (
    re.compile(
        r"\b(?:[Ii]nstead of|[Rr]ather than|[Ww]ithout|[Ss]hort of|escap\w{1,4}|avoid\w{0,3}) (?:\w+ly )?(?:being |getting |having been )?$"
    ),
    re.compile(
        r"\b(?:refrain|held back|ke[ep]pt|spared|prevent|abstain|shied away)\w{0,3}(?: [\w'.-]+){0,4} from (?:being )?$"
    ),
    re.compile(r"\b(?:[Ee]verything|[Aa]nything|[Aa]ll) but $"),
    re.compile(
        r"(?:^\W{0,3}|[,;] )(?:[Nn]o one|[Nn]obody|[Nn]o (?:[\w.]+ ){0,2}(?:agency|department|official|body|rule|notice))\b(?P<between>[^,;]{0,60})$"
    ),
)
"""Before the verb: something else was done, or nobody did it."""

_CALLED_FALSE = (
    re.compile(
        rf"\b[Ii]t (?:is|was) (?:not (?:true|the case|so|correct)|simply (?:not true|false)|{_LIAR}) that\b[^;]{{0,160}}$"
    ),
    re.compile(
        r"\b(?:wrong|mistaken|incorrect) (?:to (?:say|claim|write|report)|in (?:saying|claiming|reporting)) that\b[^;]{0,120}$"
    ),
)
_SAID = re.compile(
    r"\b(?:[Rr]eports?|[Cc]laims?|[Rr]umou?rs?|[Aa]llegations?|[Ss]tor(?:y|ies)|[Ii]dea|[Ss]uggestions?|[Aa]ssertions?|[Ss]tatements?)(?: (?:of|from|on|in|by) [^;]{1,40}?)? that\b"
    r"[^;]{0,140}$"
)
_WAS_FALSE = re.compile(
    rf"^[^;]{{0,160}}?\b(?:is|are|was|were|proved|turned out)(?: to be)? (?:\w+ly |all )?(?:{_LIAR})\b"
)
"""Behind the verb, where words of saying stand before it."""
_QUOTED_FALSE = re.compile(rf"^[^\"\u201d;]{{0,120}}[\"\u201d] (?:is|was) (?:{_LIAR})\b")

_UNDONE = re.compile(
    r"\b(?:revers|withdr[ae]w|vacat|rescind|revok|annul|overturn|overrul|cancel|struck down|set aside|retract|quash|nullif|undid)\w{0,5} "
    r"(?:(?:the|its|their|an?|that|this|his|her|earlier|previous|final|interim|own|[A-Z][\w.'\u2019]{0,30}) ){0,5}"
    r"(?:(?:decisions?|rules?|orders?|plans?|moves?|notices?|determinations?) )?(?:(?:that|which|to|of|adding) )?(?:had )?$"
)
"""Before the verb, or the noun: what was done does not hold any more."""

_LEFT_OUT = re.compile(
    r"\b(?:[Ee]xcept(?: for| that)?|[Ee]xcluding|[Oo]ther than|[Aa]part from|[Uu]nlike|[Ss]ave for)(?: the)? $"
)
"""Before a name: the deed was not done to it."""


def unreal(scene: Scene, event: Event) -> None:
    """Mark a deed that did not happen: action `considered` for what is imagined or undone, polarity `negated` for what
    was not done, `denied` for what is called false. Parties that were left out are no subjects of it."""
    before = scene.view[max(0, event.start - _REACH) : event.start]
    behind = scene.view[event.end : event.end + _REACH]
    if event.polarity == "asserted":
        if any(_is_in_own_clause(found) for one in _IMAGINED if (found := one.search(before))) or _UNDONE.search(
            before
        ):
            event.action = "considered"
        elif any(_is_in_own_clause(found) for one in _NOT_DONE if (found := one.search(before))):
            event.polarity = "negated"
        elif any(one.search(before) for one in _CALLED_FALSE) or (
            _QUOTED_FALSE.search(behind) or (_SAID.search(before) and _WAS_FALSE.search(behind))
        ):
            event.polarity = "denied"
    _leave_out(scene, event)


def _is_in_own_clause(found: re.Match[str]) -> bool:
    between = found.groupdict().get("between")
    return between is None or _LEADS_ON.search(between) is None


def _leave_out(scene: Scene, event: Event) -> None:
    out = [m for m in event.subjects if _LEFT_OUT.search(scene.view[max(0, m.start - 20) : m.start])]
    if out and len(out) < len(event.subjects):
        event.subjects = [m for m in event.subjects if m not in out]
    elif out:
        event.polarity = "negated" if event.polarity == "asserted" else "asserted"
