"""What a sentence says is not so: not said, not done, only planned, wished for or talked of."""

import re

from assistant.question import Question

_NOTHING = re.compile(
    r"\b(?:does|do|did|would|could) not (?:say|state|give|specify|set out|name|explain|mention|provide|elaborate|disclose)\b|"
    r"\bis not (?:set out|stated|given|specified|known|recorded)\b|\bno (?:reason|ground|explanation|statement)s? (?:is|was|were|are|has been)\b|"
    r"\b(?:gave|gives?|giving|given|offered|offers?|provided|provides?|stated|cited|published|disclosed) (?:no|neither|little) (?:\w+ )?(?:reasons?|grounds?|explanations?|details?|figures?|names?|numbers?)\b|"
    r"\bsays nothing\b|\bnothing (?:is|was) said\b|\bwithout (?:saying|giving|elaborating)\b", re.I)  # fmt: skip
"""A sentence that says that something is not said answers no question for it."""


_NOT_HERE = re.compile(
    r"\b(?:holds?|contains?|includes?|quotes?) no (?:\w+ )?(?:statement|comment|word|reply|answer|response)s? (?:from|by|of)\b",
    re.I,
)
"""A document that says that it holds no words of somebody is no word of theirs."""


_NOT_DONE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been)(?: also| still| itself)? (?:not|never)(?: yet)?(?: been)?(?: itself)? (?:on|under|part of|added|listed|included|"
    r"named|placed|put|designated|sanctioned|blacklisted|removed|taken off|among)\b|\b(?:is|are|was|were|been|being|got) (?:\w+ )?(?:left (?:off|out)|spared|omitted|passed over)\b|\bnot on (?:the|any|that|its|this)\b|"
    r"\bwithout a decision\b|\b(?:will|would|may|might|could|should|(?:expected|due|about|yet|set|likely|going) to) (?:recommend|consider|propose|weigh|decide|be (?:added|listed|"
    r"removed|taken|put|placed|sanctioned|designated))\b|\bbelieved to (?:be|have been)\b|\btalk of\b|\b(?:fail(?:ed|s)|refus(?:ed|es)|declin(?:ed|es)) "
    r"to (?:add|list|remove|take|pass|put|drop|designate|sanction)", re.I)  # fmt: skip


_FAILED = re.compile(r"\b(?:fail(?:ed|s)|refus(?:ed|es)|declin(?:ed|es)) to\b", re.I)


_COMING = re.compile(
    r"\bwill (?:\w+ )?(?:include|add|list|name|designate|sanction|remove|be (?:added|listed|included|named|placed|put|designated|sanctioned|removed))\b",
    re.I,
)
_ANNOUNCED = re.compile(
    r"\b(?:announc\w*|today|effective|published|notice|rule|said (?:it|on|that it)|is adding|are adding)\b", re.I
)
"""What will be done because it was decided is done for whoever asks; what reports expect is not."""


_WISHED = re.compile(
    r"\b(?:would|should|could|may|might|urg(?:e|ed|es|ing)|ask(?:ed|s|ing)?|call(?:ed|s|ing)? (?:on|for)|consider\w*|weigh\w*|"
    r"propos\w*|press(?:ed|es|ing)|wants?|wanted|draft\w*|request\w*|petition\w*)\b", re.I)  # fmt: skip
"""Words of what is asked for, weighed or proposed."""


def says_nothing(kind: str, text: str) -> bool:
    """Whether a sentence says, for a question of that kind, that what is asked for is not said."""
    if kind in ("response", "statement"):
        return _NOT_HERE.search(text) is not None
    return kind in ("reason", "members", "authority", "count", "date") and _NOTHING.search(text) is not None


def is_wished(text: str) -> bool:
    """Whether a sentence tells of what is asked for, weighed or proposed."""
    return _WISHED.search(text) is not None


def is_undone(question: Question, text: str) -> bool:
    """Whether a sentence says that what the question takes to have been done was not done, or is only planned or talked of."""
    if question.kind == "date" and _FAILED.search(text):
        return True
    if question.action is None or question.kind not in ("date", "agency", "reason", "members"):
        return False
    if re.search(r"\b(?:would|could|may|might|will|not|n't)\b", question.text, re.I):
        return False
    if _COMING.search(text) and _ANNOUNCED.search(text):
        return False
    return _NOT_DONE.search(text) is not None or _COMING.search(text) is not None
