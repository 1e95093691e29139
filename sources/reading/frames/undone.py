"""Listings undone, told by the deed: `the court vacated the designation of X`, `the order against X was lifted`, `X was taken off in May`.

Whom a bare `the designation` or `the order` is about, the listing told before says: the subject is then a definite noun that
antecedents.py resolves.
"""

import re
from collections.abc import Iterator

from sources.reading.clause.agents import agent_by, agent_left
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event
from sources.reading.clause.voice import ADVERB, clause, subject
from sources.reading.sentence.scene import ListPhrase, Scene
from sources.reading.statements import Mention
from sources.reading.words.capitals import capitals

_UNDO = r"(?:vacat(?:e[sd]?|ing)|annul(?:s|led|ling)?|quash(?:es|ed|ing)?|overturn(?:s|ed|ing)?|struck down|strik(?:es|ing) down|set(?:s|ting)? aside|rescind(?:s|ed|ing)?|revok(?:e[sd]?|ing)|with(?:draws?|drew|drawn|drawing)|cancel(?:s|led|ed|ling)?|terminat(?:e[sd]?|ing)|revers(?:e[sd]?|ing)|lift(?:s|ed|ing)?|stay(?:s|ed|ing)?|suspend(?:s|ed|ing)?|enjoin(?:s|ed|ing)?)"
_DEED = r"(?P<n>(?:[\w-]+ )?(?:designation|listing|blacklisting|denial order|export ban|order|inclusion|(?<=the )ban))"
_WHOSE = capitals(
    r"(?: (?:of|against|on|for) (?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=(?:the )?[A-Z]))"
)
_ACTIVE = re.compile(
    rf"\b(?P<v>{_UNDO}) (?P<det>the|its|a|that|this)(?P<owner> (?:[A-Z][\w.]*|agency|department|bureau|government)(?: [A-Z]\w+)*'s)? ?(?:\d{{4}} )?{_DEED}(?P<of>{_WHOSE})?"
)
_POSSESSED = re.compile(capitals(rf"\b(?P<v>{_UNDO}) (?P<x>[A-Z][\w.'& -]{{1,50}}?)'s? (?:\d{{4}} |[a-z]+ )?{_DEED}"))
_PASSIVE = re.compile(
    rf"\b(?P<det>[Tt]he|[Ii]ts|[Tt]hat|[Tt]his) (?:\d{{4}} )?{_DEED}(?:(?P<of>{_WHOSE})[^,;:.]{{2,60}}?)? (?:was|were|has been|had been|is)(?: {ADVERB})? (?P<v>vacated|annulled|quashed|overturned|struck down|set aside|rescinded|revoked|withdrawn|cancelled|canceled|terminated|reversed|lifted|stayed|suspended|enjoined)\b"
)
_OFF = re.compile(
    rf"\b(?:(?:was|were|has been|have been|had been)(?: {ADVERB})? (?P<v>taken off|delisted|removed again|dropped again)|(?P<w>came off|got off))(?= (?:it |again )?(?:on|in|last|after|when|later|earlier|the (?:same|following|next)|at|a |two|three|\d)|[.;]|, | again|$)(?! (?:the|in) (?:market|stock|assembly))"
)


def undone(scene: Scene, told: bool) -> Iterator[Event]:
    """The listings that the sentence says were taken back. `told`: a listing was told shortly before, or earlier in it."""
    view = scene.view
    for found in _ACTIVE.finditer(view):
        subjects, end = _whom(scene, found, found.end(), told)
        if subjects and _about_listing(scene, found, subjects, told):
            yield _event(scene, found, subjects, end, agent_left(scene, found.start()))
    for found in _POSSESSED.finditer(view):
        owner = [m for m in candidates(scene) if m.end == found.end("x") and m.kind in ("entity", "person")]
        if owner and _about_listing(scene, found, owner, told):
            yield _event(scene, found, owner[-1:], found.end(), agent_left(scene, found.start()))
    for found in _PASSIVE.finditer(view):
        subjects, _ = _whom(scene, found, found.end("of") if found.group("of") else found.end(), told)
        if subjects and _about_listing(scene, found, subjects, told):
            yield _event(scene, found, subjects, found.end(), agent_by(scene, found.end()))
    for found in _OFF.finditer(view) if told else ():
        begin = found.start()
        subjects = [m for m in subject(scene, begin, False) if m.kind != "person"]
        if subjects and all(m.kind == "entity" or m.resolved != "name" or m.kind == "group" for m in subjects):
            event = Event("removed", found.start("v" if found.group("v") else "w"), found.end(), subjects)
            event.passive, event.after, event.clause = True, found.end(), clause(scene, begin)
            event.notes.append("undone")
            yield event


def _event(scene: Scene, found: re.Match[str], subjects: list[Mention], end: int, agent: Mention | None) -> Event:
    event = Event("removed", found.start("v"), found.end("v"), subjects, after=max(end, found.end()), agent=agent)
    event.clause = clause(scene, found.start())
    event.notes.append("undone")
    named = next((p for p in scene.lists if p.named and p.start >= found.start() and p.start - event.after < 40), None)
    if "denial order" in found.group("n"):
        a, b = found.span("n")
        event.listed = ListPhrase(a, b, "denied-persons", (a, b), True)
    elif named is not None:
        event.listed = named
    return event


def _whom(scene: Scene, found: re.Match[str], position: int, told: bool) -> tuple[list[Mention], int]:
    """Whose listing it is: the names after `of`, or `the designation` itself, which leans on what was told before."""
    if found.group("of"):
        run, end = run_from(scene, position, loose=False)
        return [m for m in run if m.kind in ("entity", "person", "group")], end
    if not told and "denial" not in found.group("n"):
        return [], position
    a, b = found.span("n")
    return [Mention(start=a, end=b, kind="other", value=scene.text(a, b), resolved="noun")], position


def _about_listing(scene: Scene, found: re.Match[str], subjects: list[Mention], told: bool) -> bool:
    """Whether the order is one of restrictions: named so, or told of after a listing."""
    noun = found.group("n").split()[-1]
    if noun in ("designation", "listing", "blacklisting", "inclusion") or "denial" in found.group("n"):
        stock = re.search(r"\b(?:stock|shares?|exchange|Nasdaq|NYSE)\b", scene.view[found.start() : found.end() + 40])
        return stock is None
    return told and (subjects[0].kind == "entity" or re.search(r"export|denial|ban", found.group("n")) is not None)
