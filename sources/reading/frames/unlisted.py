"""Who was not listed: `X was not named`, `the order does not cover X`, `X is on none of the lists`, `X was left out`.

A question that takes a listing for granted is answered by such a sentence, so it is a statement like any other, negated.
"""

import re
from collections.abc import Iterator

from sources.reading.clause.agents import agent_by
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event
from sources.reading.clause.voice import clause, subject
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention

_NOT = re.compile(
    r"\b(?:(?P<be>was|were|is|are)(?: also| itself| themselves| too)? not|(?P<have>has|have|had)(?: \w+)? not been)(?: itself| themselves| yet| \w+ly)? "
    r"(?P<v>named|listed|included|among (?:those|them|the [\w-]+)(?: (?:named|listed|added|targeted|sanctioned|hit))?|covered by|the subject of|a subject of|subject to|part of|affected by|added to it)"
    r"(?P<after> (?:the|today's|this|that|\w+day's|any) (?:order|action|rule|listing|list|designation|sanctions|measures?|ban|blacklist|restrictions?|decision|move)s?| by\b|(?= in (?:the|that) (?:rule|notice|order|action|list))|(?= on \w+day)|(?=[.,;\"]|$| and\b| but\b))"
)
_NO_COVER = re.compile(
    r"\b(?:designations?|listings?|sanctions|order|rule|(?<!waiting )list|action|measures?|restrictions?|ban|blacklisting|decision)(?: [\w-]+)? (?P<v>(?:did|does|do|would) not (?:extend to|cover|include|apply to|name|affect|touch|reach)) "
)
_NOTHING = re.compile(
    r"\b[Nn]othing in (?:this|today's|the) (?:action|rule|order|designation) (?P<v>affects|applies to|covers|extends to) "
)
_NONE = re.compile(
    r"\b(?P<v>(?:is|are|was|were|appears?|appeared) on (?:none|neither) of (?:the|these|those|Washington's|America's) (?:\w+ ){0,2}(?:lists|blacklists))"
)
_LEFT = re.compile(
    r"\b(?P<v>(?:was|were|has been|have been|had been)(?: also| both| all| again)? (?:left out|left off|spared|passed over))(?=[.,;]| of (?:it|the|this)| by | as well|$| on \w+day)"
)


def unlisted(scene: Scene) -> Iterator[Event]:
    """The negated listings of the sentence."""
    view = scene.view
    for found in _NOT.finditer(view):
        yield from _not_named(scene, found)
    for pattern in (_NONE, _LEFT):
        for found in pattern.finditer(view):
            if pattern is _NONE or scene.spoken or any(p.named and p.end <= found.start() for p in scene.lists):
                yield from _of(scene, found, subject(scene, found.start(), False))
    for found in [*_NO_COVER.finditer(view), *_NOTHING.finditer(view)]:
        if scene.spoken or re.search(r"designation|sanction|list", found.group()):
            run, _ = run_from(scene, found.end(), loose=False)
            yield from _of(scene, found, run)


def _not_named(scene: Scene, found: re.Match[str]) -> Iterator[Event]:
    """`X was not named`, where it is plain that a list is spoken of, and nothing is supposed."""
    after = found.group("after")
    if not (scene.spoken or after.startswith((" today's", " the order", " the sanctions", " by"))):
        return
    by = agent_by(scene, found.end() - 3) if after == " by" else None
    if (after == " by" and by is None) or (found.group("v").startswith("included") and not scene.spoken):
        return
    before = scene.view[: found.start()]
    if not re.search(r"\b(?:if|whether|unless|even though|as if) (?:[\w'.-]+ ){0,6}$", before):
        yield from _of(scene, found, subject(scene, found.start(), False), by)


def _of(scene: Scene, found: re.Match[str], subjects: list[Mention], agent: Mention | None = None) -> Iterator[Event]:
    subjects = [m for m in subjects if m.kind in ("entity", "person", "group") or m.resolved != "name"]
    if not subjects or (subjects[0].kind == "group" and not re.search(r"[A-Z\d]", subjects[0].value or "")):
        return
    event = Event("added", found.start("v"), found.end("v"), subjects, passive=True, after=found.end("v"))
    event.clause, event.polarity, event.agent = clause(scene, found.start()), "negated", agent
    event.notes.append("unlisted")
    yield event
