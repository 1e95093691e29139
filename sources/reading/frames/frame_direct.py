"""Verb and object: `blacklisted X`, `X was designated`, `listed for …`, `charged X`, `fined X`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sources.reading.clause.agents import acts, agent_by, agent_direct, agent_left, other_subject
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event, Verb
from sources.reading.clause.voice import clause, subject, voice
from sources.reading.frames.frame_list import added_more, attributive
from sources.reading.frames.frame_more import DATED_END, THE_LISTER, removed_more, was_removed
from sources.reading.sentence.scene import Scene
from sources.reading.words.capitals import capitals


@dataclass(frozen=True, slots=True)
class _Use:
    """A verb as a sentence uses it: its form in lower case, and the words before and after it."""

    scene: Scene
    match: re.Match[str]
    passive: bool
    low: str
    before: str
    after: str


def direct(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of a verb whose object is the one acted upon, or None."""
    view = scene.view
    passive, singular, begin = voice(scene, match.start())
    event = Event(verb.action, match.start(), match.end(), [], after=match.end(), clause=clause(scene, match.start()))
    use = _Use(scene, match, passive, match.group().casefold(), view[: match.start()], view[match.end() :])
    if verb.lemma == "cite" and not passive and use.low == "named" and scene.prior:
        return _named_more(scene, match, event)
    if verb.lemma == "drop-more":
        return was_removed(scene, match, event, begin) if passive else removed_more(scene, match, event)
    if verb.lemma == "add" and (turn := _not_in_the_end(scene, match)) is not None:
        event.passive, event.subjects = True, subject(scene, turn, False)
        event.notes.append("refused")
        return event if event.subjects else None
    if verb.lemma == "add" and not passive:
        return added_more(scene, match, event)
    if verb.lemma in _LISTS and not _LISTS[verb.lemma](use):
        return None
    if passive:
        event.passive = True
        event.subjects = subject(scene, begin, singular)
        event.agent = agent_by(scene, match.end())
        return event
    if use.low.endswith("ed") and _BEHIND_PARTICIPLE.match(use.after) and agent_direct(scene, match.start()) is None:
        return _participle(use, event)
    return _active(use, event, verb.lemma == "target" and _aimed(scene, match.start()))


_BEHIND_PARTICIPLE = re.compile(
    r"\s*(?:$|[,.;:)\"]|(?:to|by|for|over|in|on|under|because|last|this|after|since|amid|pursuant|alongside|along|as|from|at|during|earlier|and|with)\b)"
)


def _participle(use: _Use, event: Event) -> Event | None:
    """`X, blacklisted in May, …`: the one acted upon stands before the verb."""
    start = use.match.start()
    event.passive = True
    event.subjects = subject(use.scene, start, False)
    event.agent = agent_by(use.scene, use.match.end())
    return event if event.subjects and not re.search(r"\b(?:has|have|had) $", use.before) else None


def _active(use: _Use, event: Event, aimed: bool) -> Event | None:
    """`Commerce blacklisted X`, `the blacklisted company X`; `aimed`: what acts is a measure, not somebody."""
    scene, start = use.scene, use.match.start()
    if _is_noun(use):
        return None
    before_noun = attributive(scene, use.match) and not _PERFECT.search(use.before)
    event.subjects, end = run_from(scene, use.match.end(), loose=not before_noun)
    if before_noun:
        event.subjects = event.subjects[:1]
    if not event.subjects:
        return None
    event.after, event.agent = end, agent_left(scene, start)
    if event.agent is None and not before_noun and not aimed and other_subject(scene, start, event.clause):
        return None
    if before_noun:
        event.notes.append("attributive")
    return event


_PERFECT = re.compile(r"\b(?:to|have|has|had)(?: (?:already|also|previously|recently|since|now|newly|earlier))?\s*$")
_VERB_FOLLOWS = re.compile(r"\b(?:to|will|would|could|may|might|should|must|did|does|do|can|and|not|or) $")


def _is_noun(use: _Use) -> bool:
    """Whether the word is a noun (`the sanctions`, `a charge`, `the listing of X`): see nominal.py."""
    start = use.match.start()
    if use.low == "sanctions":
        return not acts(use.scene, start)
    if use.low in ("sanction", "charge", "blacklist", "target"):
        return not _VERB_FOLLOWS.search(use.before) and not (use.scene.heading and acts(use.scene, start))
    of = use.low.endswith("ing") and re.search(r"\b(?:of|the) $", use.before) and re.match(r" of\b", use.after)
    return bool(of)


_NAMED_WHAT = re.compile(
    capitals(
        r" (?!(?:Mr|Ms|Mrs|Dr)\b)(?=[A-Z\d]|(?:the|a|an|its|another|only|some|more than|nearly|about|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty)\b)"
    )
)


_NOT_ADDED = re.compile(
    r"\b(?P<turn>but|though|yet|and)(?: in the end| ultimately| finally)?,?(?: it| they)?"
    r"(?: was| were| has been| have been)? (?:not|never)(?: \w+ly| in the end)? $"
)


def _not_in_the_end(scene: Scene, match: re.Match[str]) -> int | None:
    """Where the subject ends of `X was considered for the Entity List but was not added`: the list stands earlier in
    the sentence."""
    named = [p for p in scene.lists if p.named and p.end <= match.start()]
    turn = _NOT_ADDED.search(scene.view[: match.start()])
    ends = DATED_END.match(scene.view, match.end()) or not scene.view[match.end() :].strip(' .,;"')
    alone = len(named) == len(scene.lists) == 1 and match.group().casefold() == "added"
    return turn.end("turn") if turn and ends and alone else None


def _named_more(scene: Scene, match: re.Match[str], event: Event) -> Event | None:
    """`The department named X, a maker of chips, along with Y`: who was listed, told after the listing."""
    agent = agent_direct(scene, match.start())
    view = scene.view
    if agent is None and not THE_LISTER.search(view[: match.start()]):
        return None
    if (agent is not None and agent.value in ("congress", "white-house")) or not _NAMED_WHAT.match(view, match.end()):
        return None
    subjects, end = run_from(scene, match.end())
    tail = view[end : end + 40]
    if not subjects or not all(m.kind in ("entity", "group") for m in subjects):
        return None
    if re.match(r" (?:as|to|on|in|head|chief|chair\w*|director|its|one of|after)\b(?! all\b)", tail) or re.search(
        r"\b(?:as|to be) (?:an? |the |one of )", view[end : end + 90]
    ):
        return None  # named as something, to a post
    event.subjects, event.after, event.agent = subjects, end, agent
    return event


_LISTED_ELSEWHERE = re.compile(
    r" for (?:an? |the )?(?:[a-z-]+ )?(?:hearing|trial|argument|judgment|mention|directions|sale|auction)\b"
)
"""Behind `listed`: a court's calendar, a market."""
_ON_EXCHANGE = re.compile(
    r" (?:on|in) (?:the )?(?:\w+ )?(?:(?:stock|Shanghai|Shenzhen|Hong Kong|New York|Nasdaq|main|STAR|London|table|order|appendix|annex|paragraph|column|supplement)|[A-Z]\w+(?: [A-Z]\w+)? (?:stock|exchange))",
    re.IGNORECASE,
)
_LISTED_AS = re.compile(r" (?:as|at|below|above|companies|firms|shares|company|prices?|entities|persons|parties)\b")
_LISTED_FOR = re.compile(
    r" (?:for|over|because|due to|on (?:the )?grounds? (?:that|of)|under|by (?:the )?(?:US|U\.S\.|Commerce|Treasury|BIS|OFAC|Bureau|Washington|United States|Department)|in (?:19|20)\d\d|in [A-Z][a-z]+\b|on (?:Mon|Tues|Wednes|Thurs|Fri)|pursuant|too|in the same (?:action|rule)|last|this|after|since|on suspicion|alongside|along with|together|with)"
)
"""Behind `was listed`: why, by whom, when."""
_LISTED_WHERE = re.compile(
    r"(?:publicly|dual|Shanghai|Shenzhen|Hong Kong|US|U\.S\.|York|Nasdaq|privately|above|below|following|dually|separately|first)[- ]$"
)


def _listed(use: _Use) -> bool:
    """`listed` as put on a list of restrictions, not on a stock exchange or in a table."""
    scene, after = use.scene, use.after
    if _ON_EXCHANGE.match(after) or _LISTED_ELSEWHERE.match(after) or _LISTED_AS.match(after):
        return False
    if use.passive and (_LISTED_FOR.match(after) or (re.match(r"\s*[.,;]", after) and _restricted_before(scene))):
        return True
    if not use.passive and _LISTED_WHERE.search(use.before):
        return False
    if use.low == "relisted":
        return re.match(capitals(r" (?:it|them|[A-Z])"), after) is not None
    return not use.passive and _lists(use)


def _restricted_before(scene: Scene) -> bool:
    """Whether the sentence, or the text shortly before it, speaks of a list of restrictions."""
    text = scene.document.text[max(0, scene.base - 1500) : scene.end]
    return re.search(r"entity list|blacklist|sanction|unverified", text, re.IGNORECASE) is not None


def _lists(use: _Use) -> bool:
    """Whether an agency, or `it` after one, lists a name; or a name stands apart with the day that it was listed."""
    scene = use.scene
    if scene.spoken and _SET_ASIDE.search(use.before) and _LISTED_THEN.match(use.after):
        return True
    if scene.prior and re.search(
        r"(?:^|[.;] |\band )\"?(?:[Ii]t|[Tt]hey)(?: also| further| separately)* $", use.before
    ):
        return re.match(capitals(r" (?:[A-Z]|\d+ [A-Za-z]|an? )"), use.after) is not None
    by = agent_direct(scene, use.match.start())
    return by is not None and re.match(capitals(r" [A-Z\d]"), use.after) is not None


_SET_ASIDE = re.compile(
    r"(?:[\w)], |\b(?:affiliates|companies|firms|entities|subsidiaries|units|institutions|others) )$"
)
_LISTED_THEN = re.compile(
    r" (?:in (?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)|on (?:Mon|Tues|Wednes|Thurs|Fri)day|last (?:week|month|year)|with [A-Z]|alongside|for [a-z]+ing|over (?:its|their|ties|alleged))\b"
)
"""`X, listed with Y in January, …`; `the 68 affiliates listed in May`."""


def _aimed(scene: Scene, start: int) -> bool:
    """Whether what targets somebody is a measure (`The decision targets …`, `sanctions targeting …`)."""
    before = scene.view[:start]
    if re.search(r"\b(?:sanctions|restrictions|designations|blacklist|curbs)\b[^.;]{0,60}$", before):
        return True
    measure = (
        r"\b(?:[Tt]he|[Tt]his|(?:Mon|Tues|Wednes|Thurs|Fri)day's|[Tt]oday's|latest|new) (?:\w+ )?"
        r"(?:decision|actions?|moves?|measures?|rule|order|designations?|listings?|additions?|announcement|notice)\b[^.;]{0,80}$"
    )
    today = re.match(r"\s*\"?Today's (?:actions?|designations?|sanctions|measures?) (?:also )?$", before) is not None
    return today or (scene.prior and re.search(measure, before) is not None)


def _cited(use: _Use) -> bool:
    reason = re.match(r" (?:for (?:[a-z]+ing|its|their|his|having)|because|over)\b", use.after)
    return use.passive and use.scene.prior and reason is not None


def _hit_too(use: _Use) -> bool:
    ends = re.match(r"\s*(?:[.,;]|$| for [a-z]+ing| over | too\b| as well)", use.after)
    return use.passive and use.scene.prior and ends is not None


def _was_added(use: _Use) -> bool:
    """`was added for …`, without the list."""
    reason = re.match(
        r"(?: in the same (?:notice|rule|action|order)| at the same time| as well| too)? (?:for|over|because|due to|on suspicion|after (?:it|the US)|under the destination|in connection with|as part of|based on|on the basis|on (?:the )?grounds? (?:that|of))",
        use.after,
    )
    return reason is not None or (use.scene.prior and DATED_END.match(use.after) is not None)


def _designated(use: _Use) -> bool:
    scene, start = use.scene, use.match.start()
    if re.match(
        r" (?:as )?(?:(?:the|a) )?(?:hitter|driver|area|site|drop|location|representative|survivor|person to|national monument|holiday)",
        use.after,
    ):
        return False
    if use.passive or use.low.endswith("ing") or scene.heading or agent_left(scene, start) is not None:
        return True
    spoken_of = re.search(
        r"\b(?:[Ww]e|it|they|[Tt]he (?:action|order|department|administration|agency|government)|to)\b[\w ]{0,30}$",
        use.before,
    )
    return spoken_of is not None or attributive(scene, use.match)


def _delisted(use: _Use) -> bool:
    """From a list of restrictions, not from a stock exchange."""
    view = use.scene.view
    if re.search(r"stock|exchange|share|NYSE|Nasdaq|NASDAQ|index|FTSE|MSCI|ADR|securities", view):
        return False
    named = r"entity list|blacklist|sanction|SDN|OFAC|BIS|Unverified|Commerce|Treasury|export"
    return re.search(named, view, re.IGNORECASE) is not None


def _fined(use: _Use) -> bool:
    """Not the adjective `fine`, nor the noun `fines`."""
    if use.low == "fine":
        verb = re.search(r"\b(?:to|will|would|could|may|and|or|also) $", use.before)
        return verb is not None and re.match(capitals(r" (?:the |it |[A-Z])"), use.after) is not None
    return use.low != "fines" and (use.low != "fined" or use.passive or re.match(r" [A-Z$]", use.after) is not None)


def _charged(use: _Use) -> bool:
    """With a crime, not with a task or a battery."""
    court = r"\bwith\b|court|grand jury|prosecut|Justice|indict|conspir"
    return use.low != "charged" or re.search(court, use.scene.view) is not None


def _targeted(use: _Use) -> bool:
    """By a measure, or by an agency in a sentence about measures."""
    start = use.match.start()
    if _aimed(use.scene, start):
        return True
    measures = r"sanction|designat|OFAC|Treasury|export control|blacklist|restriction"
    return re.search(measures, use.scene.view) is not None and (use.passive or agent_left(use.scene, start) is not None)


_LISTS: dict[str, Callable[[_Use], bool]] = {
    "list": _listed,
    "cite": _cited,
    "hit-too": _hit_too,
    "add": _was_added,
    "designate": _designated,
    "delist": _delisted,
    "fine": _fined,
    "charge": _charged,
    "target": _targeted,
}
"""Verbs that also mean other deeds, and whether one is used of a listing, a fine or a charge."""
