"""Verb and object: `blacklisted X`, `X was designated`, `listed for …`, `charged X`, `fined X`."""

import re

from sources.reading.clause.agents import acts, agent_by, agent_direct, agent_left, other_subject
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event, Verb
from sources.reading.clause.voice import clause, subject, voice
from sources.reading.frames.frame_list import added_more, attributive
from sources.reading.frames.frame_more import DATED_END, THE_LISTER, removed_more, was_removed
from sources.reading.sentence.scene import Scene
from sources.reading.words.capitals import capitals


def direct(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of a verb whose object is the one acted upon, or None."""
    view = scene.view
    low = match.group().casefold()
    passive, singular, begin = voice(scene, match.start())
    event = Event(verb.action, match.start(), match.end(), [], after=match.end(), clause=clause(scene, match.start()))
    after = view[match.end() :]
    if verb.lemma == "list" and not _listed(scene, match, passive):
        return None
    if verb.lemma == "cite" and not passive and low == "named" and scene.prior:
        return _named_more(scene, match, event)
    if verb.lemma == "cite" and not (
        passive and scene.prior and re.match(r" (?:for (?:[a-z]+ing|its|their|his|having)|because|over)\b", after)
    ):
        return None
    if verb.lemma == "hit-too" and not (
        passive and scene.prior and re.match(r"\s*(?:[.,;]|$| for [a-z]+ing| over | too\b| as well)", after)
    ):
        return None
    if verb.lemma == "drop-more":
        return was_removed(scene, match, event, begin) if passive else removed_more(scene, match, event)
    if verb.lemma == "add" and (turn := _not_in_the_end(scene, match)) is not None:
        event.passive, event.subjects = True, subject(scene, turn, False)
        event.notes.append("refused")
        return event if event.subjects else None
    if verb.lemma == "add" and not passive:
        return added_more(scene, match, event)
    if (
        verb.lemma == "add"
        and not (scene.prior and DATED_END.match(after))
        and not (
            passive
            and re.match(
                r"(?: in the same (?:notice|rule|action|order)| at the same time| as well| too)? (?:for|over|because|due to|on suspicion|after (?:it|the US)|under the destination|in connection with|as part of|based on|on the basis|on (?:the )?grounds? (?:that|of))",
                after,
            )
        )
    ):
        return None
    if verb.lemma == "designate" and re.match(
        r" (?:as )?(?:(?:the|a) )?(?:hitter|driver|area|site|drop|location|representative|survivor|person to|national monument|holiday)",
        after,
    ):
        return None
    if (
        verb.lemma == "designate"
        and not passive
        and not low.endswith("ing")
        and agent_left(scene, match.start()) is None
        and not re.search(
            r"\b(?:[Ww]e|it|they|[Tt]he (?:action|order|department|administration|agency|government)|to)\b[\w ]{0,30}$",
            view[: match.start()],
        )
        and not scene.heading
    ) and not attributive(scene, match):
        return None
    if verb.lemma == "delist" and (
        re.search(r"stock|exchange|share|NYSE|Nasdaq|NASDAQ|index|FTSE|MSCI|ADR|securities", view)
        or not re.search(
            r"entity list|blacklist|sanction|SDN|OFAC|BIS|Unverified|Commerce|Treasury|export", view, re.IGNORECASE
        )
    ):
        return None
    if low == "fine" and not (
        re.search(r"\b(?:to|will|would|could|may|and|or|also) $", view[: match.start()])
        and re.match(capitals(r" (?:the |it |[A-Z])"), after)
    ):
        return None
    if verb.lemma == "fine" and (
        low == "fines" or (low == "fined" and not passive and not re.match(r" [A-Z$]", after))
    ):
        return None
    if (
        verb.lemma == "charge"
        and low == "charged"
        and not re.search(r"\bwith\b|court|grand jury|prosecut|Justice|indict|conspir", view)
    ):
        return None
    aimed = verb.lemma == "target" and _aimed(scene, match.start())
    if (
        verb.lemma == "target"
        and not aimed
        and not (
            re.search(r"sanction|designat|OFAC|Treasury|export control|blacklist|restriction", view)
            and (passive or agent_left(scene, match.start()) is not None)
        )
    ):
        return None
    if passive:
        event.passive = True
        event.subjects = subject(scene, begin, singular)
        event.agent = agent_by(scene, match.end())
        return event
    if (
        low.endswith("ed")
        and re.match(
            r"\s*(?:$|[,.;:)\"]|(?:to|by|for|over|in|on|under|because|last|this|after|since|amid|pursuant|alongside|along|as|from|at|during|earlier|and|with)\b)",
            after,
        )
        and agent_direct(scene, match.start()) is None
    ):
        event.passive = True
        event.subjects = subject(scene, match.start(), False)
        event.agent = agent_by(scene, match.end())
        if not event.subjects or re.search(r"\bhas $|\bhave $|\bhad $", view[: match.start()]):
            return None
        return event
    if low == "sanctions" and not acts(scene, match.start()):
        return None  # the noun: see nominal
    if (
        low in ("sanction", "charge", "blacklist", "target")
        and not re.search(
            r"\b(?:to|will|would|could|may|might|should|must|did|does|do|can|and|not|or) $", view[: match.start()]
        )
        and not (scene.heading and acts(scene, match.start()))
    ):
        return None
    before_noun = low.endswith("ed") and attributive(scene, match)
    if before_noun and re.search(
        r"\b(?:to|have|has|had)(?: (?:already|also|previously|recently|since|now|newly|earlier))?\s*$",
        view[: match.start()],
    ):
        before_noun = False
    if low.endswith("ing") and re.search(r"\b(?:of|the) $", view[: match.start()]) and re.match(r" of\b", after):
        return None
    event.subjects, end = run_from(scene, match.end(), loose=not before_noun)
    if before_noun:
        event.subjects = event.subjects[:1]
    if not event.subjects:
        return None
    event.after = end
    event.agent = agent_left(scene, match.start())
    if event.agent is None and not before_noun and not aimed and other_subject(scene, match.start(), event.clause):
        return None
    if before_noun:
        event.notes.append("attributive")
    return event


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


def _listed(scene: Scene, match: re.Match[str], passive: bool) -> bool:
    """`listed` as put on a list of restrictions, not on a stock exchange or in a table."""
    after, before = scene.view[match.end() :], scene.view[: match.start()]
    if (
        re.search(
            r"(?:publicly|dual|Shanghai|Shenzhen|Hong Kong|US|U\.S\.|York|Nasdaq|privately|above|below|following|dually|separately|first)[- ]$",
            before,
        )
        and not passive
    ):
        return False
    if re.match(
        r" (?:on|in) (?:the )?(?:\w+ )?(?:(?:stock|Shanghai|Shenzhen|Hong Kong|New York|Nasdaq|main|STAR|London|table|order|appendix|annex|paragraph|column|supplement)|[A-Z]\w+(?: [A-Z]\w+)? (?:stock|exchange))",
        after,
        re.IGNORECASE,
    ):
        return False
    if _LISTED_ELSEWHERE.match(after):
        return False
    if re.match(r" (?:as|at|below|above|companies|firms|shares|company|prices?|entities|persons|parties)\b", after):
        return False
    if passive and re.match(
        r" (?:for|over|because|due to|on (?:the )?grounds? (?:that|of)|under|by (?:the )?(?:US|U\.S\.|Commerce|Treasury|BIS|OFAC|Bureau|Washington|United States|Department)|in (?:19|20)\d\d|in [A-Z][a-z]+\b|on (?:Mon|Tues|Wednes|Thurs|Fri)|pursuant|too|in the same (?:action|rule)|last|this|after|since|on suspicion|alongside|along with|together|with)",
        after,
    ):
        return True
    if (
        passive
        and re.match(r"\s*[.,;]", after)
        and re.search(
            r"entity list|blacklist|sanction|unverified",
            scene.document.text[max(0, scene.base - 1500) : scene.end],
            re.IGNORECASE,
        )
    ):
        return True
    if scene.view[match.start() : match.end()].casefold() == "relisted":
        return re.match(capitals(r" (?:it|them|[A-Z])"), after) is not None
    if not passive and scene.spoken and _SET_ASIDE.search(before) and _LISTED_THEN.match(after):
        return True
    if (
        not passive
        and scene.prior
        and re.search(r"(?:^|[.;] |\band )\"?(?:[Ii]t|[Tt]hey)(?: also| further| separately)* $", before)
    ):
        return re.match(capitals(r" (?:[A-Z]|\d+ [A-Za-z]|an? )"), after) is not None
    return (
        not passive
        and agent_direct(scene, match.start()) is not None
        and re.match(capitals(r" [A-Z\d]"), after) is not None
    )


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
