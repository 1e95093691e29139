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
    event = Event("changed", match.start(), match.end(), [], passive=passive, after=match.end())
    event.clause = clause(scene, match.start())
    if passive:
        event.subjects = _entry_before(scene, begin)
        event.agent = agent_by(scene, match.end())
        return event if event.subjects else None
    found = _ENTRY_AFTER.match(view[match.end() :])
    if not found:
        return None
    position = match.end() + found.end()
    event.end = match.end() + found.end("n")
    if not re.search(r"entity list|entry|entries|listing|sdn|unverified", view, re.IGNORECASE):
        return None
    if found.group("on"):
        event.subjects, event.after = run_from(scene, position)
    if not event.subjects and found.group("whose"):
        event.subjects = run_to(scene, match.end() + found.end("whose"))
    if not event.subjects:
        event.subjects = _entries_counted(scene, match.end(), event.end)
    event.agent = agent_left(scene, match.start())
    return event if event.subjects else None


_ENTRIES = r"(?:entr(?:y|ies)|[Ll]istings?|existing entit(?:y|ies))"
_ENTRY_AFTER = re.compile(
    rf"(?P<q>(?: [\w-]+){{0,4}}?) (?:(?P<whose>[^.;]{{2,80}}?)'s? )?(?P<n>{_ENTRIES})(?P<on>(?: on the Entity [Ll]ist)?,? (?:for|of) )?"
)


def _entry_before(scene: Scene, begin: int) -> list[Mention]:
    """Whose entry stands before a verb: `the entry for X`, else `X's entry`."""
    before = re.search(rf"(?P<n>{_ENTRIES})(?P<tail>[^.;]{{0,80}}?) $", scene.view[:begin])
    if not before:
        return []
    view, (start, end) = scene.view, before.span("n")
    owner = [
        m
        for m in candidates(scene)
        if m.end <= start and start - m.end < 16 and view[m.end : m.end + 2] in ("'s", " e", " E")
    ]
    owned = [
        m
        for m in candidates(scene)
        if end <= m.start and m.end <= begin and re.match(r" (?:for|of|on) (?:the )?$", view[end : m.start])
    ]
    return owned or owner


def _entries_counted(scene: Scene, start: int, end: int) -> list[Mention]:
    """`two existing entries`, as a group."""
    count = re.search(r"\b\w++(?:-\w++)? (?:existing )?(?:entit(?:y|ies)|entries)", scene.view[start : end + 10])
    if not count:
        return []
    a, b = start + count.start(), start + count.end()
    return [Mention(start=a, end=b, kind="group", value=scene.text(a, b))]
