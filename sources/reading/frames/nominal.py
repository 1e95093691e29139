"""Listings told by a noun: `the addition of X to the list`, `sanctions against X`, `X's blacklisting`."""

import re
from collections.abc import Iterator

from sources.reading.clause.agents import agent_by, agent_left
from sources.reading.clause.modality import modality
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event
from sources.reading.clause.voice import clause
from sources.reading.frames.frame_measure import goods
from sources.reading.sentence.scene import ListPhrase, Scene
from sources.reading.statements import Action

_NOMINAL_OF = re.compile(
    r"\b(?P<n>[Aa]dditions?|[Ii]nclusion|[Pp]lacement|[Ll]istings?|[Dd]esignations?|[Bb]lacklisting|[Ss]anctioning|[Rr]emoval|[Dd]elisting|[Dd]eletion|[Ii]ndictments?) of "
)

_NOMINAL_ON = re.compile(
    r"\b(?P<n>(?:(?:U\.S\.|US|American|new|fresh|economic|export|trade|technology|further|financial) ){0,6}(?:[Ss]anctions?|(?:export|trade|technology|economic|U\.S\.|US|American) (?:restrictions|curbs|controls|bans?|sanctions)|[Cc]riminal charges|[Aa]n indictment|[Ii]ndictment|[Ee]xport ban|[Ee]xport curbs)) (?:on|against|targeting) "
)

_POSSESSED = re.compile(
    r"(?P<s>'s?) (?P<n>(?:recent |own |initial |original |first |surprise |\d{4} |[A-Z][a-z]+ )?(?:addition|inclusion|placement|blacklisting|(?:entity )?listing|designation|removal|delisting|entity list designation|Entity List designation|Entity Listing|presence|place|status|spot|name))\b"
)


_ADDITIONS = re.compile(r"\b[Aa]dditions to (?:the|its) ")


def announced(scene: Scene) -> Iterator[Event]:
    """`announced two sets of additions to the Entity List`: a deed whose subjects are told in the next sentences."""
    for found in _ADDITIONS.finditer(scene.view):
        phrase = next((p for p in scene.lists if p.named and 0 <= p.start - found.end() + 5 < 40), None)
        if phrase is None or not re.search(
            r"\b(?:announc|publish|unveil|releas|issu)\w+ ", scene.view[: found.start()]
        ):
            continue
        event = Event("added", found.start(), phrase.end, [], listed=phrase, after=phrase.end, nominal=True)
        event.agent = agent_left(scene, found.start())
        yield event


def nominal(scene: Scene) -> Iterator[Event]:
    """The listings that nouns of the sentence tell."""
    for found in _NOMINAL_OF.finditer(scene.view):
        yield from _of(scene, found)
    for found in _NOMINAL_ON.finditer(scene.view):
        yield from _on(scene, found)
    for found in _POSSESSED.finditer(scene.view):
        yield from _possessed(scene, found)


def _lists_behind(scene: Scene, position: int, reach: int) -> Iterator[tuple[ListPhrase, str]]:
    """The lists at most `reach` characters behind a position, each with the words between."""
    for phrase in scene.lists:
        if 0 <= phrase.start - position < reach:
            yield phrase, scene.view[position : phrase.start]


_WAY = re.compile(r"[^.;]{0,50}\b(?:to|on|from|in|onto)\s+$")
_SHORT_WAY = re.compile(r"[^,.;]{0,24}\b(?:to|on|from|in|onto)\s+$")
_ON_EXCHANGE = re.compile(r"stock|exchange|share|NYSE|Nasdaq|index")
_NAMES_LIST = re.compile(r"entity list|blacklist|sanction|SDN|OFAC|BIS|Unverified|Commerce|Treasury", re.IGNORECASE)
_NAMES_MEASURE = re.compile(
    r"sanction|entity list|blacklist|OFAC|E\.O\.|[Ee]xecutive [Oo]rder|Commerce|Treasury|Entity Listing"
)
_IMPOSED = re.compile(
    r"\b(?:impos\w+|slap\w*|lev(?:y|ied|ies)|announc\w+|unveil\w+|issu\w+|lift\w*|eas(?:e|ed|es|ing)|waiv\w+|introduc\w+|extend\w*|renew\w*|remov\w+|tighten\w*|expand\w*|hit \w+ with|enact\w*|adopt\w*|placed?|put) (?:[\w.'-]+ ){0,3}$"
)
"""A verb before a measure, which tells the deed itself."""


def _of(scene: Scene, found: re.Match[str]) -> Iterator[Event]:
    """`the addition of X to the list`, `the designation of X`."""
    view = scene.view
    noun = found.group("n").casefold()
    subjects, end = run_from(scene, found.end(), loose=True)
    if not subjects:
        return
    listed = next((p for p, between in _lists_behind(scene, end, 60) if _WAY.match(between)), None)
    if noun == "delisting" and (_ON_EXCHANGE.search(view) or not _NAMES_LIST.search(view)):
        return
    if noun.startswith(("addition", "inclusion", "placement", "removal", "deletion")) and listed is None:
        return
    known = listed is not None or scene.prior or _NAMES_MEASURE.search(view)
    if noun.startswith(("listing", "designation")) and not known:
        return
    freed = noun in ("removal", "delisting", "deletion")
    action: Action = "removed" if freed else "charged" if noun.startswith("indict") else "added"
    event = Event(action, *found.span("n"), subjects, listed=listed, after=listed.end if listed else end, nominal=True)
    event.clause = clause(scene, found.start())
    event.agent = agent_by(scene, event.after)
    modality(scene, event)
    yield event


def _on(scene: Scene, found: re.Match[str]) -> Iterator[Event]:
    """`sanctions on X`, where no verb before them tells what became of them."""
    if _IMPOSED.search(scene.view[: found.start()]):
        return
    subjects, end = run_from(scene, goods(scene.view, found.end()), loose=False)
    if not subjects or any(m.resolved in ("pronoun", "noun") and m.kind == "other" for m in subjects):
        return
    action: Action = "charged" if re.search("harge|ndictment", found.group("n")) else "added"
    event = Event(action, *found.span("n"), subjects, after=end, nominal=True, measure=found.span("n"))
    event.clause = clause(scene, found.start())
    modality(scene, event)
    yield event


def _possessed(scene: Scene, found: re.Match[str]) -> Iterator[Event]:
    """`X's addition to the list`, `X's designation`."""
    view = scene.view
    noun = found.group("n").casefold()
    last = noun.split()[-1]
    owner = [m for m in candidates(scene) if m.end in (found.start(), found.start() + 1)]
    if not owner:
        return
    near = _lists_behind(scene, found.end(), 30)
    listed = next((p for p, between in near if _SHORT_WAY.match(between)), None)
    if listed is None and last in _ONLY_ON_LIST:
        return
    if listed is None and last in ("listing", "designation"):
        named = re.search(r"entity list|sanction|blacklist", view + noun, re.IGNORECASE)
        effect = re.match(r" (?:takes?|took|will take|comes?|came) (?:effect|into)", view[found.end() :])
        if not named and not (scene.spoken and effect):
            return
    action: Action = "removed" if last in ("removal", "delisting") else "added"
    after = listed.end if listed else found.end()
    event = Event(action, *found.span("n"), owner, listed=listed, after=after, nominal=True)
    event.clause = clause(scene, found.start())
    modality(scene, event)
    yield event


_ONLY_ON_LIST = frozenset(
    ["addition", "inclusion", "placement", "removal", "presence", "place", "status", "spot", "name"]
)
"""Nouns that tell a listing only where the list follows."""
