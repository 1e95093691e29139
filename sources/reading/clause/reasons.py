"""The reasons of a listing: what stands after `for`, `over`, `accusing … of`, `because` … (tables/reasons.yaml)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sources.reading.clause.verbs import Event, Stretch
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Slot
from sources.reading.words.lexicon import load


@cache
def _reasons() -> dict[str, Any]:
    data: dict[str, Any] = load("reasons")
    return data


@cache
def connectives(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The connectives of `reasons` or `effects`, each with its name."""
    rows = load(table)["connectives"]
    out = []
    for row in rows:
        pattern = row["pattern"]
        bound = "" if pattern.startswith(("(?<", "(?:,", "\\b", "(?:\\b", "(?=")) else r"\b"
        out.append((row["name"], re.compile(bound + pattern)))
    return tuple(out)


_STOP = re.compile(
    r"(?:,\"?|\"?,|\"|—|\))? (?:as (?:announced|stated|reported|noted|described) (?:by|in)|according to|(?:the )?(?:U\.S\. |US )?(?:[A-Z][\w.]+ ){0,3}(?:[Dd]epartment|[Aa]dministration|[Bb]ureau|officials?|[Ss]ecretary|BIS|OFAC|Commerce|Treasury|Washington|government|agency|notice|filing|statement|document|rule|order)(?: of [A-Z]\w+)?(?: [A-Z]\w+){0,3}(?: [a-z]+){0,2} (?:said|says|announced|wrote|stated|alleged|added)"
    r"|(?:it|he|she|they|officials) (?:said|says|added|wrote|stated|alleged)\b|said (?:the|a|[A-Z])|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,4} (?:said|says|told|wrote|reported)\b|a (?:statement|notice|filing|document|source|person|official) (?:said|showed))"
    r"|; |: (?=[A-Z])|, (?:meaning|which means|effectively|making it|(?:restricts?|bars?|prohibits?|bans?|blocks?|prevents?|effectively cutting|cutting (?:it|them) off)\b|barring|banning|prohibiting|preventing|requiring|restricting|a (?:move|step|designation|decision)\b|in (?:a|the|its|what) (?:\w+ ){0,3}(?:latest|move|rule|step|sign|escalation|expansion|first|biggest|blow|sweeping)|while\b|bringing|joining|as (?:tensions|part|well as (?:the|a) (?:\w+ ){0,3}(?:embassy|ministry))|sending|adding to|just|days|weeks|hours|months|marking|escalating|dealing|widening|intensifying|further straining|ratcheting|and (?:requires?|imposed?|added|said|put|barred|prohibited?|will|would|it|they|he|she|the)\b|but\b|even as\b|though\b|although\b|which (?:bars|bans|prohibits|prevents|blocks|means|requires|makes|restricts|would|will|effectively|could))"
    r"|(?<=[a-z]) (?:and (?:requires?|imposes?|said it|says it)|in a move that|, (?:said|wrote) )"
)

_MARKS = " \t\n,;:.\"')—-"
_HANGING = re.compile(r"\b(?:on|to|onto|in|from|and|the|its|of|by|will be|has been|have been|will|are|were|was|is)$")


def bare(words: str) -> str:
    """Words without the marks, blanks and small words that hang at their end."""
    end = len(words.rstrip(_MARKS))
    while hanging := _HANGING.search(words, max(0, end - 10), end):
        end = len(words[: hanging.start()].rstrip(_MARKS))
    return words[:end]


class _Hit(NamedTuple):
    """A connective, which begins `at` a position; the reason begins after it."""

    at: int
    begin: int
    name: str


_REQUIRED = re.compile(
    r"\b(?:required|allowed|ordered|forced|expected|obliged|able|unable|asked|urged|has|have|had)(?: by \w+)? $"
)
_FOR_SOMEBODY = re.compile(r"the [A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|del?|of|the|and|la|el))*\s*$")
_LATER = re.compile(r" (?:a|one|two|three) (?:years?|months?|weeks?) (?:earlier|ago|later)$")


def reason_stretches(scene: Scene, start: int, end: int, names: frozenset[str] | None = None) -> list[Stretch]:
    """The stretches of `view[start:end]` that give a reason, each without its connective, which is its `name`."""
    hits = [
        _Hit(found.start(), found.end(), name)
        for name, pattern in connectives("reasons")
        if names is None or name in names
        for found in pattern.finditer(scene.view, start, end)
    ]
    hits.sort(key=lambda h: (h.at, -h.begin))
    out: list[Stretch] = []
    reach = start
    for i, hit in enumerate(hits):
        if hit.at < reach:
            continue
        begin, stop = hit.begin, _stop_of(scene.view, hit, hits[i + 1 :], end)
        if hit.name == "accusing" and (of := scene.view.rfind(" of ", hit.at, begin + 1)) > 0:
            begin = max(begin, of + 4)
        if stop - begin < 8 or not _is_ground(scene.view, hit, start, begin, stop):
            continue
        if hit.name == "in an effort to" and begin - hit.at < 4 and scene.view[hit.at : hit.at + 3] == "to ":
            begin = hit.at + 3
        out.append(Stretch(begin, stop, hit.name))
        reach = stop
    return out


def _stop_of(view: str, hit: _Hit, later: Sequence[_Hit], end: int) -> int:
    """Where a reason ends: before words that say something else, before a further reason, or at `end`."""
    cut = _STOP.search(view, hit.begin, end)
    stop = cut.start() if cut else end
    further = (other.at for other in later if hit.begin + 12 < other.at < stop and _cuts(view, other))
    stop = next(further, stop)
    stop = hit.begin + len(bare(view[hit.begin : stop]))
    when = _LATER.search(view, hit.begin, stop) if hit.name == "over" else None
    return when.start() if when else stop


def _is_ground(view: str, hit: _Hit, start: int, begin: int, stop: int) -> bool:
    """Whether the words at `begin:stop` are a ground, and no beneficiary, duty or amount; `start`: where the deed ends."""
    if hit.name in ("that have", "it said", "suspected", "determined"):
        return wrong().search(view, begin, stop) is not None
    if hit.name == "for":
        return not _FOR_SOMEBODY.match(view, begin, stop) or wrong().search(view, begin, stop) is not None
    if hit.name == "in an effort to":
        return not _REQUIRED.search(view, start, hit.at)
    return hit.name != "over" or hit.at - start <= 3 or _grave(view[begin:stop])


def _cuts(view: str, hit: _Hit) -> bool:
    """Whether a further connective begins a reason of its own rather than going on with the one before."""
    comma = view[max(0, hit.at - 2) : hit.at] == ", "
    return hit.name == "because" or (comma and hit.name in _OWN_REASON)


_OWN_REASON = frozenset(["accusing", "alleging", "saying", "citing", "which it said", "in response to", "on grounds"])


def _grave(words: str) -> bool:
    """`over` gives a reason before wrongdoing, concerns, ties; not before amounts and places."""
    return (
        wrong().search(words) is not None
        or re.match(
            r"(?:its|their|his|her|alleged|suspected|the|concerns?|fears?|ties|links|claims|allegations|accusations|worries|what|treatment|use|role|support|human|forced|rights|Xinjiang|Ukraine|sales?|supply|supplies|exports|Beijing|China|Russia|Iran|efforts|help|aid|involvement)\b",
            words,
        )
        is not None
    )


@cache
def wrong() -> re.Pattern[str]:
    """Words of wrongdoing that make a sentence about a company a reason for its listing."""
    return re.compile(_reasons()["wrong"], re.IGNORECASE)


@cache
def speaker_pattern() -> str:
    """A regular expression for who says a reason."""
    return str(_reasons()["speakers"])


@cache
def subject_pattern() -> str:
    """A regular expression for whom a reason is said of, when not by name."""
    return str(_reasons()["subjects"])


_INNER = frozenset(
    {
        "determined",
        "acting contrary",
        "which it said",
        "accused of",
        "suspected",
        "involved in",
        "that have",
        "it said",
        "accusing",
    }
)

_OPENING = frozenset(
    {
        "accusing",
        "alleging",
        "citing",
        "because",
        "after",
        "in response to",
        "in retaliation",
        "amid",
        "due to",
        "in an effort to",
        "saying",
        "determined",
    }
)


def reasons_of(scene: Scene, event: Event, limit: int) -> list[Slot]:
    """The reasons that the sentence itself gives for an event, the nearest to its list first. `limit`: where the next event begins."""
    if event.ground is not None:
        return [scene.slot(event.ground.start, event.ground.end, event.ground.name)]
    end = max(limit, event.after)
    found = reason_stretches(scene, event.after if not event.nominal else max(event.after, event.end), end)
    if event.action == "charged":
        charge = re.match(r"[^.;]{0,120}?\bwith ", scene.view[event.after : end])
        if charge:
            begin = event.after + charge.end()
            stop = _STOP.search(scene.view, begin, end)
            found = [Stretch(begin, begin + len(bare(scene.view[begin : stop.start() if stop else end])), "with")]
    if event.action == "considered":
        found = [s for s in found if s.name != "saying"]
    if not found and event.subjects:
        last = max((m.end for m in event.subjects if m.end <= event.start), default=-1)
        if last >= 0:
            found = reason_stretches(scene, last, event.start, _INNER)
        elif not event.passive and event.listed is not None and event.subjects:
            inside = max(m.end for m in event.subjects)
            if inside < event.listed.start:
                found = reason_stretches(scene, inside, event.listed.start, _INNER | {"for", "over", "because"})
    if not found and re.match(
        r"\s*\"?(?:Accus|Alleg|Cit|Becaus|After|In (?:response|retaliation|an effort)|Amid|Due|Saying)", scene.view
    ):
        lowered = scene.view[0].lower()
        del lowered
        found = _opening(scene, event)
    found = [_without_agent(scene, s, event) for s in found if not _anothers(scene, s, event)]
    return [scene.slot(s.start, s.end, s.name) for s in found[:3]]


_OF_SOME = frozenset({"accused of", "suspected", "involved in", "that have", "which it said", "acting contrary"})


def _anothers(scene: Scene, stretch: Stretch, event: Event) -> bool:
    """Whether the words between say whose ground it is: of some members only (`most of them Chinese, including two accused of
    …`), or of the listing that a removal ends (`lifting measures imposed in 2020 over …`)."""
    between = scene.view[event.after : stretch.start]
    if (
        stretch.name == "which it said"
        and ", who " in between
        and len({m.kind == "person" for m in event.subjects}) > 1
    ):
        return True  # the person's, not the ships'
    if event.action == "removed":
        return (
            re.search(r"\b(?:imposed|placed|put|added|listed|blacklisted|designated|sanctioned)\b", between) is not None
        )
    some = re.search(r"\b(?:including|among them|some of (?:them|which|whom))\b", between)
    return some is not None and stretch.name in _OF_SOME


def _without_agent(scene: Scene, stretch: Stretch, event: Event) -> Stretch:
    """A reason without `by the department` at its end, where that is who acted."""
    agent = event.agent
    if agent is None or not stretch.start < agent.start < stretch.end:
        return stretch
    by = re.search(r",? by (?:the |its )?$", scene.view[stretch.start : agent.start])
    return Stretch(stretch.start, stretch.start + by.start(), stretch.name) if by else stretch


def _opening(scene: Scene, event: Event) -> list[Stretch]:
    """A reason that opens the sentence (`Citing ties to the military, Commerce added …`)."""
    first = scene.view.find(", ")
    stop = first
    while 0 <= stop < event.start:
        first = stop
        nxt = scene.view.find(", ", stop + 2)
        if nxt < 0 or nxt > event.start:
            break
        stop = nxt
    head = scene.view[:first]
    if first <= 0:
        return []
    match = re.match(
        r"\s*\"?(?:Accusing [^,]{1,80}? of|Alleging(?: that)?|Citing|Because(?: of)?|Due to|Amid|In (?:response|retaliation) (?:to|for)|In an effort to|Saying(?: that)?|After (?=it|they|the [US]))\s+",
        head,
    )
    if not match:
        return []
    name = match.group().split()[0].strip('"').casefold()
    return [Stretch(match.end(), len(bare(head)), name)]
