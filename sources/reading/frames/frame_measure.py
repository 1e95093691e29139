"""Verb and measure: `imposed sanctions on X`, `hit X with curbs`, `put X under restrictions`, `barred exports to X`."""

import re

from sources.reading.clause.agents import agent_by, agent_direct, agent_left, other_subject
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event, Verb, measure_pattern, strict
from sources.reading.clause.voice import ADVERB, clause, subject, voice
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.lexicon import places

_WHEN = rf"(?:(?> in \w+ \d{{4}}| in [A-Z]\w+|,? {ADVERB}))*"


def measured(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of a verb with a measure and a target (`imposed sanctions on X`), or None."""
    view = scene.view
    passive, _singular, begin = voice(scene, match.start())
    event = Event(verb.action, match.start(), match.end(), [], clause=clause(scene, match.start()))
    participle = match.group().casefold().endswith(("ed", "ut")) and re.match(
        r" (?:on|against|by|over|for|in|last|this)\b", view[match.end() :]
    )
    if passive or participle:
        return _measure_before(scene, match, event, begin, passive)
    lead = re.match(r" (?:(?:up|out|back|down|off)\s)?", view[match.end() :])
    at = match.end() + (lead.end() if lead else 0)
    measure = _RENEWABLE.match(view, at) if verb.action == "renewed" else measure_pattern().match(view, at)
    if not measure or (verb.action != "renewed" and not strict(measure.group())):
        return None
    on = _TARGET_FOLLOWS.match(view[measure.end() :])
    if not on or (re.search(r"\b(?:for|to|from) $", on.group()) and verb.action == "added"):
        return None
    event.measure = measure.span()
    event.end = measure.end()
    event.subjects, event.after = run_from(scene, goods(view, measure.end() + on.end()))
    if not event.subjects:
        event.subjects = _target_place(scene, measure.end() + on.end())
        event.after = event.subjects[-1].end if event.subjects else event.after
    event.agent = agent_left(scene, match.start())
    if not event.subjects or (event.agent is None and other_subject(scene, match.start(), event.clause)):
        return None
    return event


_RENEWABLE = re.compile(
    r"(?:the |a |its |an |their )?(?:[\w-]+ ){0,3}?(?:general licen[cs]es?|licen[cs]es?|waivers?|reprieve|designations?|denial orders?|exemptions?|sanctions|restrictions)\b"
)
_TARGET_FOLLOWS = re.compile(
    r"(?:,? (?:today|on \w+day|this week|last week|next week|yesterday|in response,?|in \w+ \d{4}|in \d{4}|also|that (?:target|hit)|[a-z]+ed at|(?:under|pursuant to) [^,;]{3,60}?(?: \([^()]*\))?|of [a-z ]{3,30}?))?,? (?:on|against|upon|targeting|that target(?:s|ed)?|aimed at|for|hitting|to|from) "
)
_LIFTED = re.compile(r"\b(?:lift|eas|remov|waiv|revok|rescind|terminat|drop|suspend)\w* (?:[\w.-]+ ){0,3}?$")


def _measure_before(scene: Scene, match: re.Match[str], event: Event, begin: int, passive: bool) -> Event | None:
    """`Sanctions were imposed on X`, `lifted sanctions imposed on X`: the measure stands before the verb group at `begin`."""
    view = scene.view
    near = re.compile(r"[\w.,' -]{0,90}$").search(view, max(0, begin - 90), begin)
    nouns = list(measure_pattern().finditer(view, near.start() if near else 0, begin))
    if not nouns or begin - nouns[-1].end() > 14 or not strict(nouns[-1].group()):
        return None
    event.measure = nouns[-1].span()
    event.passive = True
    lifted = _LIFTED.search(view[: nouns[-1].start()]) if not passive else None
    if lifted:
        event.action = "removed"  # `lift sanctions imposed on X`
    on = re.match(rf"{_WHEN}(?: by [^,]{{3,60}}?{_WHEN})? (?:on|against|upon) ", view[match.end() :])
    if on:
        event.subjects, event.after = run_from(scene, goods(view, match.end() + on.end()))
    else:
        earlier = re.search(r"(?:on|against) ", view[nouns[-1].end() : begin])
        if not earlier:
            return None
        event.subjects, _ = run_from(scene, goods(view, nouns[-1].end() + earlier.end()), begin)
        event.after = match.end()
    event.agent = agent_by(scene, match.end())
    if event.agent is None and lifted:
        event.agent = agent_left(scene, lifted.start())
    return event if event.subjects else None


def goods(view: str, position: int) -> int:
    """Where the object begins after words for the traffic with it: `exports of chips to X`, `the sale of goods to X`, `trade with X`."""
    found = re.match(
        r"(?:(?:the |any |all |most |U\.S\. |US |American |technology |chip |certain |its |some |further )*(?:exports?|re-?exports?|shipments?|sales?|supplies|supply|transfers?|dealings|trade|transactions|investments?|business|purchases|deliveries|imports)(?: (?:of|in) [\w, -]{2,60}?)?(?:,? and (?:exports|sales|transfers|reexports|shipments)(?: of [\w -]{2,40}?)?)? (?:to|with|by|in|from|involving) )",
        view[position:],
    )
    return position + found.end() if found else position


def _target_place(scene: Scene, position: int) -> list[Mention]:
    """A country as the one restricted (`sanctions on Iran`)."""
    for m in scene.mentions:
        if (
            m.kind == "place"
            and m.start >= position
            and not _adjective(scene.text(m.start, m.end))
            and not scene.view[position : m.start].strip(' "')
            and not re.match(
                r"'s|-| [a-z]+(?:'s)? ?(?:oil|energy|gas|goods|imports|exports|chip|tech|sector|steel|cotton|products)",
                scene.view[m.end :],
            )
        ):
            return [m]
    return []


def _adjective(words: str) -> bool:
    row = places().get(words.casefold())
    return bool(row and row[2])


def with_measure(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of a verb with a target and a measure (`hit X with sanctions`), or None."""
    view = scene.view
    passive, singular, begin = voice(scene, match.start())
    low = match.group().casefold()
    event = Event(verb.action, match.start(), match.end(), [], clause=clause(scene, match.start()), passive=passive)
    if verb.action == "charged":
        filed = re.search(r"\b(?:indictment|complaint|information)\b[^.;]{0,600}$", view[: match.start()])
        if not re.search(r"\bwith\b", view[match.end() : match.end() + 200]) or not (
            filed or agent_left(scene, match.start())
        ):
            return None
        event.subjects, event.after = run_from(scene, match.end())
        event.agent = agent_left(scene, match.start())
        return event if event.subjects else None
    if passive or re.match(r" (?:with|by) ", view[match.end() :]):
        on = re.match(r" (?:with|by|to) ", view[match.end() :])
        measure = measure_pattern().match(view, match.end() + on.end()) if on else None
        if not measure or not strict(measure.group()):
            return None
        event.measure, event.end, event.after = measure.span(), measure.end(), measure.end()
        event.passive = True
        event.subjects = subject(scene, begin if passive else match.start(), singular)
        event.agent = agent_by(scene, match.end())
        return event if event.subjects else None
    for on in re.finditer(r" (?:with|to) ", view[match.end() : match.end() + 260]):
        measure = measure_pattern().match(view, match.end() + on.end())
        if measure and strict(measure.group()):
            event.subjects, _ = run_from(scene, match.end(), match.end() + on.start())
            event.measure, event.end, event.after = measure.span(), measure.end(), measure.end()
            event.agent = agent_left(scene, match.start())
            return event if event.subjects else None
    del low
    return None


def under_measure(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of `put X under sanctions`, or None."""
    view = scene.view
    passive, singular, begin = voice(scene, match.start())
    for on in re.finditer(r" under ", view[match.end() : match.end() + 260]):
        measure = measure_pattern().match(view, match.end() + on.end())
        if measure and strict(measure.group()):
            event = Event(
                verb.action,
                match.start(),
                measure.end(),
                [],
                clause=clause(scene, match.start()),
                passive=passive,
                measure=measure.span(),
                after=measure.end(),
            )
            if passive:
                event.subjects = subject(scene, begin, singular)
                event.agent = agent_by(scene, match.end())
            else:
                event.subjects, _ = run_from(scene, match.end(), match.end() + on.start())
                event.agent = agent_left(scene, match.start())
            return event if event.subjects else None
    return None


_SUPPLIERS = r"(?:(?:all|most|many) )?(?:U\.S\.|US|American|domestic|its own|the country's)(?:-based)? (?:[a-z]+ ){0,2}?(?:companies|firms|suppliers|exporters|businesses|manufacturers|chipmakers|vendors|persons|sellers)"
_FROM_SELLING = re.compile(
    rf" {_SUPPLIERS} (?:to|from) (?:sell(?:ing)?|supply(?:ing)?|export(?:ing)?|ship(?:ping)?|provid(?:e|ing)|do(?:ing)? business|deal(?:ing)?|trad(?:e|ing)|work(?:ing)?)\b(?:[^.;]{{0,70}}? (?:to|with)\b)? "
)
"""Whom American firms may sell nothing to is the one acted upon."""

_DEALING = re.compile(
    r" from (?:(?:buying|purchasing|acquiring|receiving|obtaining|getting|accessing|importing|procuring|sourcing|using)[\w ,-]{0,60}?(?:U\.S\.|US|American|technology|chips|goods|parts|components|software|semiconductors|items)|doing business|trading with|dealing with|the (?:U\.S\.|US|American) (?:market|financial system))"
)


def _done_to(
    scene: Scene, match: re.Match[str], verb: Verb, agent: Mention | None, start: int, measure: int
) -> Event | None:
    """The event of a verb done by `agent` to those named from `start` on; None without an agent or a party."""
    subjects, end = run_from(scene, start, loose=False)
    subjects = [m for m in subjects if m.kind in ("entity", "group", "person")]
    if agent is None or not subjects:
        return None
    return Event(
        verb.action,
        match.start(),
        match.end(),
        subjects,
        clause=clause(scene, match.start()),
        after=end,
        agent=agent,
        measure=(measure, measure),
    )


def from_dealing(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of `barred X from buying …`, `banned exports to X`, or None."""
    view = scene.view
    passive, singular, begin = voice(scene, match.start())
    if not passive and verb.lemma == "ban" and (selling := _FROM_SELLING.match(view, match.end())):
        agent = agent_direct(scene, match.start()) or agent_left(scene, match.start())
        return _done_to(scene, match, verb, agent, selling.end(), selling.end())
    some = re.match(r" (?:(?:all|most|some|certain|further|any|the|more) )?", view[match.end() :])
    position = match.end() + (some.end() if some else 0)
    if not passive and goods(view, position) > position:
        agent = agent_left(scene, match.start())
        return _done_to(scene, match, verb, agent, goods(view, position), position)
    if verb.lemma == "halt":
        return None
    dealing = _DEALING.search(view, match.end(), min(len(view), match.end() + 200))
    if not dealing:
        return None
    event = Event(
        verb.action,
        match.start(),
        dealing.end(),
        [],
        clause=clause(scene, match.start()),
        passive=passive,
        after=dealing.end(),
        measure=dealing.span(),
    )
    if passive:
        if dealing.start() != match.end():
            return None
        event.subjects = subject(scene, begin, singular)
        event.agent = agent_by(scene, match.end())
    else:
        event.agent = agent_direct(scene, match.start()) or (
            agent_left(scene, match.start())
            if re.search(r"\bit (?:has |had |was |is |would |will )?$", view[: match.start()])
            else None
        )
        if event.agent is None:
            return None
        event.subjects, _ = run_from(scene, match.end(), dealing.start())
    names = [
        m
        for m in event.subjects
        if m.kind in ("entity", "person", "group")
        and not re.search(r"\b(?:U\.S\.|US|American|its|their|local|domestic)\b", scene.text(m.start, m.end))
    ]
    event.subjects = names
    return event if names else None
