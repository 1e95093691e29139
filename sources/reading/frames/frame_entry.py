"""Entries that are changed: `revises the entry for X`, `modifies two existing entries`."""

import re

from sources.reading.clause.agents import agent_by, agent_left
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.nouns import run_from, run_to
from sources.reading.clause.verbs import Event, Verb
from sources.reading.clause.voice import clause, voice
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention


def entry_changed(scene: Scene, match: re.Match[str], verb: Verb) -> Event | None:
    """The event of a verb that changes an entry, or None."""
    view = scene.view
    passive, _singular, begin = voice(scene, match.start())
    event = Event(
        "changed",
        match.start(),
        match.end(),
        [],
        clause=clause(scene, match.start()),
        passive=passive,
        after=match.end(),
    )
    nouns = r"(?:entr(?:y|ies)|[Ll]istings?|existing entit(?:y|ies))"
    if passive:
        before = re.search(rf"(?P<n>{nouns})(?P<tail>[^.;]{{0,80}}?) $", view[:begin])
        if not before:
            return None
        ms = candidates(scene)
        owner = [
            m
            for m in ms
            if m.end <= before.start("n")
            and before.start("n") - m.end < 16
            and view[m.end : m.end + 2] in ("'s", " e", " E")
        ]
        owned = [
            m
            for m in ms
            if before.end("n") <= m.start
            and m.end <= begin
            and re.match(r" (?:for|of|on) (?:the )?$", view[before.end("n") : m.start])
        ]
        event.subjects = owned or owner
        event.agent = agent_by(scene, match.end())
        return event if event.subjects else None
    found = re.match(
        rf"(?P<q>(?: [\w-]+){{0,4}}?) (?:(?P<whose>[^.;]{{2,80}}?)'s? )?(?P<n>{nouns})(?P<on>(?: on the Entity [Ll]ist)?,? (?:for|of) )?",
        view[match.end() :],
    )
    if not found:
        return None
    position = match.end() + found.end()
    event.end = match.end() + found.end("n")
    listed = re.search(r"entity list|entry|entries|listing|sdn|unverified", view, re.IGNORECASE)
    if not listed:
        return None
    if found.group("on"):
        event.subjects, event.after = run_from(scene, position)
    if not event.subjects and found.group("whose"):
        event.subjects = run_to(scene, match.end() + found.end("whose"))
    if not event.subjects:
        count = re.search(
            r"\b\w++(?:-\w++)? (?:existing )?(?:entit(?:y|ies)|entries)", view[match.end() : event.end + 10]
        )
        if not count:
            return None
        a, b = match.end() + count.start(), match.end() + count.end()
        event.subjects = [Mention(start=a, end=b, kind="group", value=scene.text(a, b))]
    event.agent = agent_left(scene, match.start())
    return event
