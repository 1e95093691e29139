"""Noun phrases around a verb: which names are done to, which are only mentioned beside them.

A *run* is a series of names that are coordinated (`X, the maker of A, and Y of Israel`). What stands between two names decides:
a comma or `and` with only adjectives after it goes on with the run; prepositions, verbs and relative clauses do not.
"""

import re

from sources.reading.clause.apposed import AFTER_NAME, outer, without_apposed
from sources.reading.clause.counted import NUMBER
from sources.reading.clause.glue import ARTICLES, glued, plain
from sources.reading.clause.noun_phrases import (
    REACH,
    RELATION,
    bare_group,
    bare_group_to,
    begin_of,
    candidates,
    heads,
    is_definite,
    is_possessive,
    owned_by,
    related_group,
)
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.capitals import capitals
from sources.reading.words.numbers import number

_PRONOUN = (
    r"(?:it|them|they|him|her|he|she|the (?:company|firm|academy|institute|university|group|bank|bureau|parent) and (?:the|its|their) (?:[a-z]+ ){0,2}(?:institutes|units|affiliates|subsidiaries|executives|arms|companies|firms|laboratories)"
    r"|(?:the|these|those|both|all|all of the|both of the|each of the|most of the|two of the)(?: \"?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|new|newly listed|same|other|latter|said))?(?: (?!(?:that|of|which|who|in|on|to|and|or|idea|for|by|with|as|is|are|was|were)\b)(?:[a-z][\w-]*)){0,2}? \"?"
    r"(?:entr(?:y|ies)|compan(?:y|ies)|firms?|entit(?:y|ies)|units?|groups?|organi[sz]ations?|institutes?|institutions?|institution|academy|university|universities|businesses|business|startups?|start-ups?|subsidiar(?:y|ies)|affiliates?|individuals?|men|persons?|parties|group|chipmakers?|conglomerate|giant|maker|manufacturer|developer|drone maker|bank|banks|laborator(?:y|ies)|vessels?|ships?|pair|duo|trio|bureau)"
    r"|both|the (?:two|three|four|five|six|seven|eight|latter|former|pair|duo|trio)|these|those|each|all(?: of them)?(?= (?:are|were|is|was|have|had)\b|\s*$))"
)
_PRONOUN_TO = re.compile(
    rf"(?:^|[\s,;:(\"]|that )(?P<x>{_PRONOUN})(?: of [A-Z]\w+)?(?: itself| themselves)?\s*$", re.IGNORECASE
)
_PRONOUN_FROM = re.compile(rf"\s*\"?(?P<x>{_PRONOUN})\b(?!'s)", re.IGNORECASE)

_KIN_OF = re.compile(
    r"\b(?P<x>(?:(?:\d+|[a-z]+) )?(?:other )?(?:units?|subsidiar(?:y|ies)|affiliates?|arms?|executives?|officials|institutes|branch(?:es)?)) of $"
)
"""`six other subsidiaries of the group`: not the group."""

_APPOSED = re.compile(
    capitals(rf"\s*(?:both|all|each|{NUMBER}|the (?:two|three|four|pair|trio))(?: of (?:them|these|those))?, (?=[A-Z])")
)
"""`both of them, X and Y`: the names say who they are."""


def run_from(scene: Scene, start: int, end: int | None = None, loose: bool = True) -> tuple[list[Mention], int]:
    """The run that begins at `start` (the object of a verb), and where it ends. Empty when no name stands there."""
    view = scene.view
    end = len(view) if end is None else end
    if told := _APPOSED.match(view, start, end):
        start = told.end()
    ms = heads(scene, [m for m in candidates(scene) if start <= m.start and m.end <= end])
    pronoun = _PRONOUN_FROM.match(view, start, end)
    first = ms[0] if ms else None
    if first is not None:
        lead = view[start : begin_of(scene, first)]
        if (
            is_possessive(view, first)
            and len(ms) > 1
            and ms[1].start - first.end < 40
            and plain(view[first.end + 2 : ms[1].start].strip())
        ):
            ms = ms[1:]
            first, lead = ms[0], ""
        stripped = re.sub(rf"^\s*\"?{ARTICLES}", "", lead)
        if relation := RELATION.search(lead):
            noun = relation.start("x")
            if plain(lead[:noun].strip()):
                group = Mention(
                    start=start + noun, end=first.end, kind="group", value=scene.text(start + noun, first.end)
                )
                return _extend(scene, [group], ms[1:], end)
        if plain(stripped.strip().rstrip(",")) and not (
            pronoun
            and pronoun.end("x") - start > 3
            and len(stripped.strip()) > 0
            and " " in pronoun.group("x")
            and view[pronoun.end("x") : first.start] != " "  # `the battery maker X` names X
        ):
            if is_possessive(view, first):
                return [owned_by(scene, first)], first.end
            return _extend(scene, [first], ms[1:], end)
    if pronoun:
        x = pronoun.span("x")
        found = [
            Mention(
                start=x[0],
                end=x[1],
                kind="other",
                value=view[x[0] : x[1]],
                resolved="pronoun" if " " not in pronoun.group("x") else "noun",
            )
        ]
        rest = [m for m in ms if m.start >= x[1]]
        return (
            _extend(scene, found, rest, end)
            if rest and re.match(r"(?:,? including|:|,? such as| —)", view[x[1] : rest[0].start])
            else (found, x[1])
        )
    if loose and (bare := bare_group(scene, start, end)):
        return _extend(scene, [bare], [m for m in ms if m.start >= bare.end], end)
    return [], start


def _extend(scene: Scene, found: list[Mention], rest: list[Mention], end: int) -> tuple[list[Mention], int]:
    for m in rest:
        between = scene.view[found[-1].end : begin_of(scene, m)]
        if len(between) > 200:
            break
        if (relation := RELATION.search(between)) and glued(between[: relation.start("x")]):
            begin = found[-1].end + relation.start("x")
            found.append(Mention(start=begin, end=m.end, kind="group", value=scene.text(begin, m.end)))
            continue
        if glued(between):
            if is_possessive(scene.view, m):
                following = next((n for n in rest if n.start > m.start), None)
                if following and plain(scene.view[m.end + 2 : following.start].strip()):
                    continue
                found.append(owned_by(scene, m))
                continue
            found.append(m)
    end = found[-1].end
    return without_apposed(scene.view, found), end


def run_to(scene: Scene, position: int, start: int = 0, singular: bool = False) -> list[Mention]:
    """The run that ends at `position` (the subject of a verb). `singular`: the verb agrees with one."""
    view = scene.view
    near = max(start, position - REACH)
    pronoun = _PRONOUN_TO.search(view[near:position])
    ms = heads(scene, [m for m in candidates(scene) if start <= m.start and m.end <= position])
    last = ms[-1] if ms else None
    if pronoun and (
        last is None or last.end <= near + pronoun.start("x") or (last.kind == "group" and is_definite(view, last))
    ):
        return [_pronoun_to(scene, start, near + pronoun.start("x"), near + pronoun.end("x"))]
    for k in range(len(ms) - 1, -1, -1):
        if re.search(r"\b(?:and|or) of (?:the )?$", view[max(0, ms[k].start - 12) : ms[k].start]):
            continue  # `units of X and of Y`
        after = AFTER_NAME.match(view[ms[k].end : position])
        if after and after.group("poss"):
            return [owned_by(scene, ms[k])]
        if after:
            whole = outer(scene, ms, k, position)  # `X, a plant in Y, was listed`
            return _run_back(scene, ms, k if whole is None else whole, start, singular)
        if len(ms) - k > 6:
            break
    return bare_group_to(scene, position, start)


def _pronoun_to(scene: Scene, start: int, x: int, end: int) -> Mention:
    """The pronoun or definite noun at `x:end`, or the group of which it is a part (`three of them`, `units of it`)."""
    start = max(start, x - REACH)
    before = scene.view[start:x]
    some = re.search(r"\b([a-z]+|[A-Z][a-z]+|\d+) of $", before)
    part = some.group(1).casefold() if some else ""
    if some and number(part) is None and part not in ("some", "most", "many", "several", "dozens"):
        some = None
    kin_of = None if some else _KIN_OF.search(before)
    part_of = some.start() if some else kin_of.start("x") if kin_of else None
    if part_of is not None:
        begin = start + part_of
        return Mention(start=begin, end=end, kind="group", value=scene.text(begin, end))
    words = scene.view[x:end]
    return Mention(start=x, end=end, kind="other", value=words, resolved="pronoun" if " " not in words else "noun")


def _run_back(scene: Scene, ms: list[Mention], k: int, start: int, singular: bool) -> list[Mention]:
    """The run whose last name is `ms[k]`, with the group before it that it belongs to (`units, including X and Y`)."""
    view = scene.view
    found = [related_group(scene, ms[k], start)]
    if re.fullmatch(NUMBER, ms[k].value or "", re.IGNORECASE):
        return found  # `of its 34 entities, 14 were listed`
    if singular and ms[k].kind != "group" and not (k and view[ms[k - 1].end : ms[k].start] == " nor "):
        return found
    for m in reversed(ms[:k]):
        if not glued(view[m.end : begin_of(scene, found[0])]):
            break
        found.insert(0, related_group(scene, m, start))
    if inner := re.search(r",? (?:including|among them|such as|notably|led by) (?:the )?$", view[: found[0].start]):
        groups = [m for m in ms if m.end == inner.start() and m.kind == "group" and m.resolved == "name"]
        found = [*groups[:1], *found]
    return without_apposed(view, found)
