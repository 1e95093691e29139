"""The deed before its subject: `Designated by Treasury was X`, `Added were 12 firms; among them Y`, `On the list since
2019 is Z`."""

import re
from collections.abc import Iterator
from functools import cache

from sources.reading.clause.agents import agent_by
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event, Verb, verbs
from sources.reading.frames.frame_list import listing_context
from sources.reading.sentence.scene import ListPhrase, Scene
from sources.reading.statements import Mention

_LEAD = r"(?:(?:Also|Newly|Separately|In addition|Additionally|Among those|Meanwhile|Finally|Later),? )?"
_BE = re.compile(r",? (?:was|were|is|are) (?!(?:not|also|then|later|being|\w+ed|\w+ing|on|in|under|by|to)\b)")
_FARTHEST = 140
"""Characters between the verb and `was`."""
_HAS_SUBJECT = re.compile(r"\b(?:which|who|that|it|they|he|she|has|have|had|said|says)\b")
_SO = re.compile(r"^\s*\"?So (?P<v>was|were|is|are) (?!(?:far|much|many|it|they|that|this)\b)")
_STANDS = re.compile(r"^\s*\"?(?:(?:Also|Newly|Still|Already|Now) )?[Oo]n (?=(?:the|its|that|this)\b)")
_SINCE = re.compile(r"(?: since [^,.;]{3,30}?)? (?P<v>is|are|was|were) ")


@cache
def _participles() -> dict[str, Verb]:
    """The participles of the verbs of listing that take the listed one as their object."""
    return {
        form: row
        for form, rows in verbs().items()
        for row in rows[:1]
        if row.frame in ("list", "direct")
        and row.action in ("added", "removed")
        and form.endswith(("ed", "put", "taken", "struck"))
    }


@cache
def _opening() -> re.Pattern[str]:
    forms = "|".join(sorted((*_participles(), "hit", "freed"), key=lambda form: (-len(form), form)))
    return re.compile(rf"^\s*\"?(?:(?P<no>Not|Never) )?{_LEAD}(?P<v>{forms})\b", re.IGNORECASE)


def inverted(scene: Scene) -> Iterator[Event]:
    """The listing or removal that the sentence opens with: by an agency, to a list, or where one was told before."""
    if (so := _SO.match(scene.view)) and scene.prior:
        run, end = _run(scene, so.end())
        if run:
            event = Event("added", *so.span("v"), run, passive=True, after=end)
            event.notes.extend(["inverted", "so"])
            yield event
    elif (opens := _opening().match(scene.view)) is not None:
        yield from _opened(scene, opens)
    elif (stands := _STANDS.match(scene.view)) is not None:
        yield from _standing(scene, stands.end())


def _opened(scene: Scene, opens: re.Match[str]) -> Iterator[Event]:
    start, end = opens.span("v")
    be = _BE.search(scene.view, end, end + _FARTHEST)
    if be is None or _HAS_SUBJECT.search(scene.view, end, be.start()):
        return
    between = [m for m in candidates(scene) if end <= m.start < be.start()]
    listed = next((p for p in scene.lists if end <= p.start < be.start()), None)
    if listed is not None and not listed.named and not listing_context(scene, listed):
        return
    agent = agent_by(scene, end)
    agent = agent if agent is not None and agent.end <= be.start() else None
    if any(listed is None or not listed.start <= m.start < listed.end for m in between):
        return  # it has its subject already (`Added in May, the firm was …`)
    if not (scene.prior or listed is not None or agent is not None):
        return
    run, after = _run(scene, be.end())
    if not run:
        return
    verb = _participles().get(opens.group("v").casefold())
    freed = verb.action == "removed" if verb else opens.group("v").casefold() == "freed"
    event = Event(
        "removed" if freed else "added", start, end, run, listed=listed, passive=True, after=after, agent=agent
    )
    event.polarity = "negated" if opens.group("no") else "asserted"
    if listed is None:
        event.notes.append("inverted")
    yield event


def _standing(scene: Scene, at: int) -> Iterator[Event]:
    listed: ListPhrase | None = next((p for p in scene.lists if p.start <= at <= p.noun[0]), None)
    be = _SINCE.match(scene.view, listed.end) if listed else None
    if listed is None or be is None or not (listed.named or listing_context(scene, listed)):
        return
    run, after = _run(scene, be.end())
    if run:
        event = Event("added", *be.span("v"), run, listed=listed, passive=True, after=after)
        event.notes.append("standing")
        yield event


def _run(scene: Scene, at: int) -> tuple[list[Mention], int]:
    run, end = run_from(scene, at)
    return [m for m in run if m.kind in ("entity", "person", "group")], end
