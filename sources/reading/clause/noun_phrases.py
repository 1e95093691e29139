"""Single noun phrases: the names and groups that something can be done to, those that only describe the next, and `units of X`."""

import re

from sources.reading.clause.counted import counted, kin
from sources.reading.clause.glue import STOPS
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.lexicon import folded, places

RELATION = re.compile(
    r"(?:^|(?<=[\s,;\"]))(?P<x>(?:(?!(?:and|or|of|to|in|on|by|for|with|among|them|including|are|were|is|was|adds|added)\b)[a-z\d][\w-]* ){0,3}?(?:units?|subsidiar(?:y|ies)|affiliates?|arms?|branch(?:es)?|executives?|founder|founders|parent(?: company)?|owners?|chief executive|head|officials?|employees?|offices?|institutes|members?|leaders?|businesses) (?:of|at)(?: the)?(?: [a-z]+){0,4}) $"
)


REACH = 240
"""How many characters before a verb are looked at for what stands right before it."""


_DONE_TO = ("entity", "person", "group")


def candidates(scene: Scene) -> list[Mention]:
    """The mentions that something can be done to: names, persons, groups, outermost only; places are not among them."""
    if scene.done_to is None:
        scene.done_to = _candidates(scene)
    return scene.done_to


def _candidates(scene: Scene) -> list[Mention]:
    out: list[Mention] = []
    found = scene.mentions
    if more := [*counted(scene.view), *kin(scene.view, found)]:
        found = sorted([*found, *more], key=lambda m: (m.start, -m.end))
    for m in found:
        if m.kind not in _DONE_TO or (out and m.start < out[-1].end):
            if m.kind == "group" and out and m.start <= out[-1].start and m.end > out[-1].end:
                out[-1] = m
            continue
        out.append(m)
    return out


def heads(scene: Scene, ms: list[Mention]) -> list[Mention]:
    """Names without those that only describe the next (`Huawei supplier Quectel`, `Candiru founder Yaakov Weizman`)."""
    out: list[Mention] = []
    for i, m in enumerate(ms):
        if i + 1 < len(ms) and m.kind == "entity":
            between = re.fullmatch(r"(?:'s)?((?: [a-z][\w-]*){1,4}),? ", scene.view[m.end : ms[i + 1].start])
            words = between.group(1).split() if between else []
            if (
                words
                and words[0] not in ("and", "or", "its", "their", "his")
                and words[-1] in folded("common_heads") | folded("titles")
                and not any(word in STOPS for word in words)
            ):
                scene.described[ms[i + 1].start] = scene.described.get(m.start, m.start)
                continue
        out.append(m)
    return out


def begin_of(scene: Scene, m: Mention) -> int:
    """Where a name begins with the names that describe it."""
    return scene.described.get(m.start, m.start)


def is_possessive(view: str, m: Mention) -> bool:
    """Whether a name stands in the genitive."""
    return (view[m.end : m.end + 2] in ("'s", "' ") and view[m.end : m.end + 2] != "' ") or (
        view[m.end : m.end + 2] == "' " and view[m.end - 1 : m.end] == "s"
    )


def owned_by(scene: Scene, m: Mention) -> Mention:
    """`Huawei's chief financial officer`: not Huawei, but what belongs to it."""
    tail = re.match(
        r"'s?((?: (?!(?:was|were|is|are|has|have|had|to|on|for|over|after|in|by|and|from)\b)[\w-]+){1,4})",
        scene.view[m.end :],
    )
    end = m.end + tail.end() if tail else m.end
    return Mention(start=m.start, end=end, kind="group", value=scene.text(m.start, end), resolved="noun")


def bare_group(scene: Scene, start: int, end: int) -> Mention | None:
    """A group without number or nation: `biotech firms`, `semiconductor companies`."""
    nouns = folded("group_nouns")
    for found in re.finditer(r"[a-zA-Z][\w-]*", scene.view[start : min(end, start + 90)]):
        word = found.group()
        low = word.casefold()
        if low in nouns and (low.endswith("s") or low in ("people", "men")):
            x = scene.view[start : start + found.end()]
            offset = len(x) - len(x.lstrip(' "'))
            if len(x.strip()) and not re.search(r"[,;:.()]", x):
                return Mention(
                    start=start + offset,
                    end=start + found.end(),
                    kind="group",
                    value=scene.text(start + offset, start + found.end()),
                )
            return None
        if low in STOPS or (
            word[0].isupper() and low not in places() and low not in folded("industry_words") and not word.isupper()
        ):
            return None
    return None


def related_group(scene: Scene, m: Mention, start: int) -> Mention:
    """`units of X` as a group where that stands, otherwise X."""
    relation = RELATION.search(scene.view[start : m.start])
    if relation is None:
        return m
    begin = start + relation.start("x")
    return Mention(start=begin, end=m.end, kind="group", value=scene.text(begin, m.end))


def is_definite(view: str, m: Mention) -> bool:
    """Whether a group is one that was named before: `the two firms`, `those companies`."""
    return (
        re.search(
            r"\b(?:the|these|those)(?: (?:two|three|\d+))? $", view[max(0, m.start - 12) : m.start], re.IGNORECASE
        )
        is not None
        and " " in view[m.start : m.end]
    )


def bare_group_to(scene: Scene, position: int, start: int) -> list[Mention]:
    """A bare plural before a verb: `Chipmakers were added`, `dozens of companies have been blacklisted`."""
    start = max(start, position - REACH)
    words = scene.view[start:position].rstrip()
    found = re.search(r"(?:^|[\s\"])((?:[a-z-]+ ){0,4}?([A-Za-z-]+))$", words)
    if not found or found.group(2).casefold() not in folded("group_nouns") or not found.group(2).endswith("s"):
        return []
    if any(word in STOPS for word in found.group(1).casefold().split()):
        begin = start + found.start(2)
    else:
        begin = start + found.start(1)
    end = start + len(words)
    return [Mention(start=begin, end=end, kind="group", value=scene.text(begin, end))]
