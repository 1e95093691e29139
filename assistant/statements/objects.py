"""Whether a sentence says of a name itself that it was listed or taken off: being mentioned beside a listing is not being listed.

Used where no statement was read from the sentence. It looks at the words right before and right behind the name.
"""

import re

from assistant.question.targets import Target

_DONE = {
    "added": r"(?:(?:black)?list(?:ed|s)?|add(?:ed|ing|s)?|put(?:ting|s)?|plac(?:ed?|es|ing)|sanction(?:ed|ing|s)?|designat(?:ed?|es|ing)|"
    r"nam(?:ed?|es|ing)|target(?:ed|ing|s)?|hit(?:ting|s)?|restrict(?:ed|ing|s)?|bann?(?:ed|ing|s)?|barr?(?:ed|ing|s)?|penali[sz]\w+|"
    r"includ(?:ed?|es|ing)|cit(?:ed?|es|ing)|block(?:ed|ing|s)?|cut(?:ting|s)? off|punish\w*|slapp?\w*|impos\w+)",
    "removed": r"(?:remov(?:ed?|es|ing|al)|delist(?:ed|ing|s)?|lift(?:ed|ing|s)?|tak(?:en?|es|ing)|took|drop(?:ped|ping|s)?|str(?:ikes?|iking|uck)|"
    r"clear(?:ed|ing|s)?|eas(?:ed?|ing))",
}  # fmt: skip
_RUN = r"(?:[^.;]|\.(?! (?-i:[A-Z]))|\.(?= (?:Ltd|Inc|Corp|LLC|Company)\b))"
"""A character that does not end a clause: a full stop inside a name does not."""
_NOUN = {
    "added": r"(?:(?:black)?listing|designation|addition|inclusion|blacklisting|sanctions?|restrictions?|curbs?|ban|measures?|order|action|move|penalt(?:y|ies))",
    "removed": r"(?:removal|delisting|lifting|reprieve)",
}  # fmt: skip


def is_object(target: Target, action: str, text: str) -> bool:
    """Whether the text says of the name that it was listed (`added`) or taken off (`removed`)."""
    done, noun = _DONE.get(action), _NOUN.get(action)
    if done is None or noun is None:
        return False
    before = re.compile(
        rf"(?:\b{done}\b(?!{_RUN}{{0,160}}\b(?:which|who|whose|for|over|citing|saying|accusing|from|by|after|because|that|affiliated|owned|controlled|belonging|subordinate|linked|tied)\b){_RUN}{{0,160}}|\b{noun}\b (?:of|on|against|for|imposed on|in) [^.;:]{{0,50}})$",
        re.I,
    )
    behind = re.compile(
        rf"^[^.;:]{{0,90}}?\b(?:was|were|is|are|been|being|be|got|gets?)\b[^.;:]{{0,40}}\b(?:{done}|on the|under|subject to|off the)\b|"
        rf"^(?:['’]s?|['’])? (?:\w+ ){{0,2}}{noun}\b|^,? (?:which|who) (?:was|were|is|are|has been|have been) [^.;:]{{0,30}}\b{done}\b|"
        rf"^,? (?:\w+ ){{0,2}}{done}\b|^{_RUN}{{0,900}}\bm(?:eet|et) the criteria\b",
        re.I,
    )  # fmt: skip
    return any(before.search(text[:start]) or behind.search(text[end:]) for start, end in target.occurrences(text))


def is_done(action: str, text: str) -> bool:
    """Whether the text says that something was listed (`added`) or taken off (`removed`)."""
    return action in _DONE and re.search(rf"\b{_DONE[action]}\b", text, re.I) is not None
