"""Verb, object, list: `added X to the Entity List`, `X was placed on the blacklist`, `X, put on the list in 2019, …`."""

import re

from sources.reading.clause.agents import agent_by, agent_direct, agent_left, other_subject
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event, Verb, verb_pattern, verbs
from sources.reading.clause.voice import ADVERB, clause, subject, voice
from sources.reading.sentence.scene import ListPhrase, Scene
from sources.reading.words.lexicon import folded
from sources.reading.words.opening import OPENING


def in_list(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of a verb with an object and a list (`added X to the list`), active or passive, or None."""
    view = scene.view
    low = match.group().casefold()
    for phrase in scene.lists:
        lead = view[match.end() : phrase.start]
        prep = re.search(r"\b(\w+)\s+$", lead) if 0 <= phrase.start - match.end() <= 400 else None
        if not prep or prep.group(1).casefold() not in verb.preps:
            continue
        if _governed_later(scene, match, phrase) or (not phrase.named and not listing_context(scene, phrase)):
            return None
        if verb.lemma == "take" and "off" not in lead and "from" not in lead:
            return None
        passive, _singular, _begin = voice(scene, match.start())
        event = Event(verb.action, match.start(), phrase.end, [], listed=phrase, after=phrase.end)
        event.clause = clause(scene, match.start())
        if _NO_OBJECT.fullmatch(lead[: prep.start()].strip()):
            if not passive and _object_after_list(scene, match, event):
                return event
            return _object_before_verb(scene, match, verb, event)
        if passive:
            return None
        if low in folded("keepable_forms") or low.endswith(("s", "ed", "ing", "ut", "ept", "ook", "aken", "uck")):
            return _object_between(scene, match, phrase, event)
    return _list_before(scene, match, verb)


_NO_OBJECT = re.compile(
    rf"(?>,? ?(?:by (?:(?!\b(?:for|over|because|after)\b)[^,;])+|(?:alongside|along with|together with|under) [^,]+|earlier (?:this|that) \w+|"
    rf"[a-z]+ (?:of|in) \d{{4}}|{ADVERB}|off|back|earlier|to|from|later))*,?"
)
"""Words between verb and list that are no object: nothing, or by whom and when."""
_OBJECT_FOLLOWS = re.compile(
    r":? (?:\d|[A-Z\"]|(?:a|an|the|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|companies|firms|entities|more|[a-z]+-[a-z]+)\b(?! (?:for|because|over)))"
)


def _governed_later(scene: Scene, match: re.Match[str], phrase: ListPhrase) -> bool:
    """Whether a later verb than this one has the list."""
    later = verb_pattern().finditer(scene.low, match.end(), phrase.start)
    return any(v.start() > match.end() and _same_list(scene.view, v, phrase) for v in later)


def _object_after_list(scene: Scene, match: re.Match[str], event: Event) -> bool:
    """`added to the list X and Y`: whether an object stands behind the list; it is put into the event."""
    agent = agent_left(scene, match.start()) if match.group().casefold() not in ("list", "listed") else None
    view, end = scene.view, event.end
    if agent is None or not _OBJECT_FOLLOWS.match(view[end:]):
        return False
    event.subjects, event.after = run_from(scene, end + (1 if view[end : end + 1] == ":" else 0))
    event.agent = agent if event.subjects else None
    return bool(event.subjects)


def _object_before_verb(scene: Scene, match: re.Match[str], verb: Verb, event: Event) -> Event | None:
    """`X was added to the list`, `X, added to the list in May, …`."""
    passive, singular, begin = voice(scene, match.start())
    event.passive = True
    if (
        not passive
        and verb.lemma in ("include", "name", "keep", "join", "list", "move", "strike", "take", "drop")
        and match.group().casefold() not in folded("standing_forms")
    ):
        return None
    event.subjects = subject(scene, begin, singular)
    if not event.subjects and not passive and scene.heading is False and not _participle_ok(scene.view, match):
        return None
    event.agent = agent_by(scene, match.end())
    return event


def _object_between(scene: Scene, match: re.Match[str], phrase: ListPhrase, event: Event) -> Event | None:
    """`added X to the list`."""
    subjects, _end = run_from(scene, match.end(), phrase.start)
    event.agent = agent_left(scene, match.start())
    if not subjects or (event.agent is None and attributive(scene, match)):
        return None
    if re.search(r"\b[Ww]e(?: \w+)? $", scene.view[: match.start()]) and subjects[0].resolved == "pronoun":
        return None  # `we put them on the list`: what an agency always does
    event.subjects = subjects
    if event.agent is None and other_subject(scene, match.start(), event.clause):
        return None
    return event


def _same_list(view: str, verb: re.Match[str], phrase: ListPhrase) -> bool:
    """Whether a later verb, not this one, governs the list (`said it accused X and put Y on the list`)."""
    rows = [row for row in verbs()[verb.group().casefold()] if row.frame == "list"]
    if not rows:
        return False
    prep = re.search(r"\b(\w+)\s+$", view[verb.end() : phrase.start])
    between = view[verb.end() : phrase.start]
    return (
        prep is not None
        and prep.group(1).casefold() in rows[0].preps
        and len(between) < 300
        and verb.group().casefold() not in ("including", "list", "lists", "named", "listed")
    )


def _participle_ok(view: str, match: re.Match[str]) -> bool:
    return match.group().casefold().endswith(("ed", "put", "taken", "kept", "struck"))


def listing_context(scene: Scene, phrase: ListPhrase) -> bool:
    """Whether `the list` is a list of restrictions: the words of its own phrase or an earlier sentence say so."""
    words = scene.view[phrase.start : phrase.end].casefold()
    own = re.match(r" of (?:its|their) own\b", scene.view[phrase.end :]) is not None or words.endswith("roster")
    if own and any(m.kind == "agency" and m.end < phrase.start for m in scene.mentions):
        return True
    if re.search(
        r"waiting|wish|long list|short ?list|client|customer|guest|price|best|a list|shopping|to-do|growing list of (?:countries|reasons|problems)|mailing|reading|playlist|witness",
        words,
    ):
        return False
    if (
        scene.prior
        or _LISTER_ACTS.search(scene.document.text, max(0, scene.base - 1500), scene.end + 300)
        or re.search(
            r"black|sanction|entity|export|restrict|trade|denied|unverified|military|control|investment|pentagon|treasury|commerce",
            words,
        )
    ):
        return True
    return (
        re.search(
            r"entity list|blacklist|sanctions list|unverified|military end|sdn|denied persons|restricted|designated by the|department of commerce",
            scene.document.text[max(0, scene.base - 4000) : scene.end + 1500],
            re.IGNORECASE,
        )
        is not None
    )


_LISTER_ACTS = re.compile(
    r"\b(?:BIS|OFAC|Commerce|Treasury|Pentagon)(?: Department)? (?:has |had |also )?"
    r"(?:added|removed|took|listed|designated|placed|struck|deleted|blacklisted|sanctioned)\b"
)


def attributive(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the participle stands before its noun (`blacklisted Chinese firm X`): no one who acts stands before it."""
    if not match.group().casefold().endswith("ed"):
        return False
    before = scene.view[: match.start()]
    if not before.strip(' "'):
        return True
    return (
        re.search(
            r"(?:\b(?:the|a|an|of|by|from|with|to|in|on|for|against|and|or|at|as|its|their|between|among|other|newly|already|previously|recently|now|formerly|US|U\.S\.|another|including|currently|both|many|some|all|such as|like|two|three|four|five|several|most|any|those|these|to)|,|:|\")\s*$",
            before,
            re.IGNORECASE,
        )
        is not None
    )


def added_more(scene: Scene, match: re.Match[str], event: Event) -> Event | None:
    """`It also added X`: a further addition after one to a named list, told without the list."""
    before = scene.view[: match.start()]
    committee = re.search(r"\b(?:ERC|End-User Review Committee)\b[^.;]{0,30}$", before) is not None or (
        re.match(
            r" (?:a total of )?[\w-]+ (?:entities|persons) under [\w-]+ entr(?:y|ies)\b", scene.view[match.end() :]
        )
        is not None
    )
    refused = _refused(scene, match)
    if not refused and (scene.lists or not (scene.prior or committee)):
        return None
    by = agent_direct(scene, match.start()) or (
        agent_left(scene, match.start()) if match.group().casefold() == "add" else None
    )
    if (
        match.group().casefold() == "add"
        and not refused
        and not re.search(r"\b(?:determined|decided|voted|agreed|moved|also) to $", before)
    ):
        return None
    if by is None and not re.search(
        rf"(?:^|^\s*\"?{OPENING}|"
        r"\b(?:said|that|and) |^\s*(?:In|With|Under) [^,;]{3,40}?,? )\s*\"?(?:[Ii]t|[Tt]hey|[Tt]he (?:(?:same|new|final|first|second|third|other|latter|former) )?(?:department|agency|bureau|administration|government|rule|notice|update|order|action|first|second|third|other|latter|former))(?: (?:has|had|have|also|further|then|separately|is|was))*\s+$",
        before,
    ):
        return None
    event.subjects, event.after = run_from(scene, match.end())
    event.agent = by
    named = [
        m
        for m in event.subjects
        if m.kind in ("entity", "person")
        or (m.resolved == "pronoun" and by is not None)
        or (
            m.kind == "group"
            and re.search(
                r"entit|compan|firm|institut|organi|person|individual|universit|^\d+$|^[a-z-]+$|units? of|affiliate|subsidiar",
                scene.text(m.start, m.end),
            )
        )
    ]
    if not named or len(named) < len(event.subjects):
        return None
    return event


_REFUSED = re.compile(
    r"\b(?:but|though|yet|and)\b[^;:]{0,60}?\b(?:(?:did|does|do|has|have|had)(?: not|n't)(?: \w+ly)?|never|"
    r"(?:declined|refused|chose not|opted not|decided not) to) $"
)


def _refused(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the verb says that what was weighed for a list named earlier in the sentence was not done (`considered X
    for the Entity List but did not add it`)."""
    before = [p for p in scene.lists if p.named and p.end <= match.start()]
    return bool(before) and len(before) == len(scene.lists) and _REFUSED.search(scene.view[: match.start()]) is not None


def _list_before(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """`… revising the Entity List … and removing X`: the list stands earlier in the sentence."""
    if verb.lemma not in ("remove", "delete", "add") or voice(scene, match.start())[0]:
        return None
    phrase = next((p for p in reversed(scene.lists) if p.named and p.end <= match.start()), None)
    agent = agent_left(scene, match.start())
    leads = re.search(r"\b(?:and|by|is|was|also|said it|then) (?:also )?$", scene.view[: match.start()])
    if phrase is None or agent is None or leads is None or any(p.start > match.end() for p in scene.lists):
        return None
    subjects, end = run_from(scene, match.end(), loose=False)
    if not subjects or any(m.kind not in ("entity", "person") for m in subjects):
        return None
    event = Event(verb.action, match.start(), match.end(), subjects, listed=phrase, after=end, agent=agent)
    event.clause = clause(scene, match.start())
    return event
