"""Removals told without their list, after a sentence that names it: `It removes X`, `Larch Pumps was removed in May`."""

import re

from sources.reading.clause.agents import agent_by, agent_direct
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event
from sources.reading.clause.voice import subject
from sources.reading.sentence.scene import Scene
from sources.reading.words.opening import OPENING

DATED_END = re.compile(
    r"(?: in (?:[A-Z]\w+ )?(?:19|20)\d\d| on [A-Z]\w+ \d{1,2}(?:, \d{4})?| on \w+day| last \w+| (?:the )?(?:same|next|following) \w+| as well| too| at the same time)?\s*[.,;]"
)
"""What may stand behind a deed that the sentence says no more of."""
THE_LISTER = re.compile(
    r"\b[Tt]he (?:(?:same|new|final|first|second) )?(?:department|regulator|agency|bureau|commission|notice|rule|order|Pentagon|ministry)"
    r"(?:, which [^,;]{3,80},)?(?: (?:has|had|have|also|further|then|separately))*\s+$"
)
_IT = re.compile(
    rf"\s*\"?{OPENING}?(?:[Ii]t|[Tt]hey|[Tt]his|[Tt]his (?:rule|notice|action|order))"
    r"(?: (?:has|had|have|also|further|then|separately))*\s+"
)
"""What stands before a verb whose subject is a rule or an agency told of in the sentence before."""


def removed_more(scene: Scene, match: re.Match[str], event: Event) -> Event | None:
    """`The Pentagon removed six companies, including X`: taken off the list that was told of before."""
    agent = agent_direct(scene, match.start())
    before = scene.view[: match.start()]
    acts = agent is not None or THE_LISTER.search(before) or (scene.about_list and _IT.fullmatch(before))
    if not scene.prior or scene.lists or not acts:
        return None
    subjects, end = run_from(scene, match.end(), loose=False)
    if not subjects or not all(m.kind in ("entity", "group") or (m.resolved != "name" and acts) for m in subjects):
        return None
    if re.match(r" from (?!it\b|the (?:list|roster|blacklist))", scene.view[end : end + 40]):
        return None
    event.subjects, event.after, event.agent = subjects, end, agent
    event.notes.extend(["undone", "more"])
    return event


def was_removed(scene: Scene, match: re.Match[str], event: Event, begin: int) -> Event | None:
    """`Larch Pumps was removed in May`: taken off the list that the sentence before names, or one told of before."""
    if not scene.prior or scene.lists or match.group().casefold() == "dropped":
        return None
    if not DATED_END.match(scene.view, match.end()) and scene.view[match.end() :].strip():
        return None
    event.subjects = subject(scene, begin, False)
    if not event.subjects or not all(m.kind in ("entity", "group") for m in event.subjects):
        return None
    event.passive, event.agent = True, agent_by(scene, match.end())
    event.notes.extend(["undone", "more"])
    return event
