"""Listings told in forms of their own: the amending words of a rule, `took action against X`, `we have X on the list`, and `Nor was it on …`."""

import re
from collections.abc import Iterator

from sources.reading.clause.agents import agent_left
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event
from sources.reading.sentence.scene import ListPhrase, Scene
from sources.reading.statements import Action, Mention
from sources.reading.words.capitals import capitals

_SUPPLEMENTS = {"4": "entity-list", "6": "unverified-list", "7": "meu-list"}
"""The supplements to part 744 of title 15 that are lists."""

_AMENDED = re.compile(
    capitals(
        r"\bSupplement No\. (?P<n>\d)(?: to [Pp]art 744)? is amended by (?P<v>adding|removing)\b[^:;]{0,400}?: ?(?=[A-Z\"])"
    )
)
_ACTION = re.compile(
    r"\b(?P<v>t(?:akes?|aking|ook|aken) (?:further |new |coordinated )?actions?)(?: today| on \w+day| this week)? (?:against|targeting) "
)
_ORDERS = {
    "denial order": "denied-persons",
    "withhold release order": "wro",
    "withhold and release order": "wro",
    "wro": "wro",
}
"""Orders that put a party on a list, as they are called, and the list."""
_ORDERED = re.compile(
    r"\b(?P<v>(?:issue[sd]?|issuing|imposed?|entered)) (?:an? )?(?:[\w-]+ ){0,4}?"
    r"(?P<n>denial order|(?i:withhold (?:and )?release order)|WRO)(?: \([A-Z]+\))? (?:against|on|targeting) "
)
_GOODS_OF = re.compile(
    r"(?:(?!(?:by|from)\b)[\w,-]+ ){0,8}?(?:products|goods|imports|merchandise|shipments)"
    r"(?: (?:that (?:are|were) )?(?:made|produced|manufactured|harvested|supplied))?(?: in whole or in part)? (?:by|from|of) "
)
"""What an order is on, before those who made it ("silica-based products made by")."""
_FREEZE = re.compile(
    r"\b(?P<v>fr(?:eezes?|oze|ozen|eezing)) (?:the |all |any )?(?:[\w.]+ )?assets of (?!(?:anyone|those|all|any)\b)"
)
_HAVE = re.compile(
    capitals(r"\b(?:[Ww]e|[Tt]hey|[Ww]ashington|[Cc]ommerce)(?: \w+)? (?P<v>have|has|had)(?: got)? (?=[A-Z])")
)
_NOR = re.compile(
    r"^\s*\"?(?:Nor|Neither) (?P<v>(?:was|were|is|are|has|have|had)) (?P<x>[^,;]{2,60}?)(?: (?:ever|been|yet|itself|added|placed|put|listed|named))* on "
)


def amended(scene: Scene) -> Iterator[Event]:
    """The names that a rule adds to or removes from a supplement; they follow a colon, with a semicolon between them."""
    for found in _AMENDED.finditer(scene.view):
        value = _SUPPLEMENTS.get(found.group("n"))
        if value is None:
            continue
        subjects: list[Mention] = []
        for piece in re.finditer(r"[^;]+", scene.view[found.end() :]):
            lead = re.match(r"\s*(?:and )?(?:under [A-Z][^,;:]{2,40}[,:] )?", piece.group())
            run, _ = run_from(
                scene, found.end() + piece.start() + (lead.end() if lead else 0), found.end() + piece.end(), False
            )
            subjects += [m for m in run[:1] if m.kind in ("entity", "person")]
        if subjects:
            noun = (found.start(), found.end("n"))
            action: Action = "added" if found.group("v") == "adding" else "removed"
            event = Event(action, *found.span("v"), subjects, after=len(scene.view.rstrip()))
            event.listed = ListPhrase(*noun, value, noun, True)
            yield event


def acted(scene: Scene) -> Iterator[Event]:
    """`The United States is taking action today against five entities that …`."""
    for found in _ACTION.finditer(scene.view):
        agent = agent_left(scene, found.start())
        run, end = run_from(scene, found.end())
        kinds = ("entity", "person", "group")
        if (
            agent is not None
            and run
            and all(m.kind in kinds for m in run)
            and re.search(r"sanction|designat|blacklist|list|prolifer", scene.document.text[:4000])
        ):
            yield Event("added", *found.span("v"), run, after=end, agent=agent, measure=found.span("v"))


def denied(scene: Scene) -> Iterator[Event]:
    """`BIS issued a denial order against X`, `CBP issued a WRO on gloves made by X`, `Japan froze the assets of X`."""
    for found in [*_ORDERED.finditer(scene.view), *_FREEZE.finditer(scene.view)]:
        agent = agent_left(scene, found.start())
        goods = _GOODS_OF.match(scene.view, found.end())
        run, end = run_from(scene, goods.end() if goods else found.end(), loose=False)
        if agent is None or not run or any(m.kind == "other" for m in run):
            continue
        event = Event("added", *found.span("v"), run, after=end, agent=agent)
        if found.re is _ORDERED:
            list_id = _ORDERS[" ".join(found["n"].casefold().split())]
            event.listed = ListPhrase(*found.span("n"), list_id, found.span("n"), True)
        yield event


def held(scene: Scene) -> Iterator[Event]:
    """`We now have X on the Entity List`, `Nor was it on the SDN List`."""
    for found in _HAVE.finditer(scene.view):
        phrase = next((p for p in scene.lists if p.named and 0 < p.start - found.end() < 90), None)
        if phrase is None or not re.search(r" on $", scene.view[found.end() : phrase.start]):
            continue
        run, end = run_from(scene, found.end(), phrase.start)
        if run and re.fullmatch(
            r"(?: and (?:over|more than|about|nearly) [\w ]{3,40})? on ", scene.view[end : phrase.start]
        ):
            yield _standing(found, run, phrase)
    if (nor := _NOR.match(scene.view)) is not None:
        phrase = next((p for p in scene.lists if 0 <= p.start - nor.end() < 2), None)
        run, _ = run_from(scene, nor.start("x"), nor.end("x"), loose=False)
        if phrase is not None and run:
            event = _standing(nor, run, phrase)
            event.polarity = "negated"
            yield event


def _standing(found: re.Match[str], run: list[Mention], phrase: ListPhrase) -> Event:
    event = Event("added", *found.span("v"), run, listed=phrase, passive=True, after=phrase.end)
    event.notes.append("standing")
    return event
