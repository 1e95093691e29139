"""Who says it, told in the middle of a sentence (`The other 24, the department said, were listed because …`).

Such words stand between a subject and its verb, or between `because` and its clause. They are cut out of the sentence that
the rules see; positions still lead back to the document, and who said it is kept in `Scene.aside`.
"""

import re
from collections.abc import Iterator

from sources.reading.sentence.scene import Scene
from sources.reading.words.view import Compact

_WHO = (
    r"(?:it|he|she|they|officials|[Aa]gency officials|(?:the|a|its|US|U\.S\.) (?:[\w.'-]+ ){0,4}?"
    r"(?:department|bureau|agency|administration|government|committee|ministry|office|notice|rule|statement|release|order|officials?|secretary|pentagon|Pentagon|Department|Bureau|Administration|Treasury)"
    r"(?: of [A-Z]\w+)?|Commerce|Treasury|Washington|BIS|OFAC|(?:[A-Z][\w.]+ ){1,3}?(?:Department|Administration|Bureau|officials))"
)
_ASIDE = re.compile(
    rf",(?P<w> (?:as )?(?P<who>{_WHO}) (?:said|says|say|added|alleged|alleges|announced|stated|explained|wrote|noted|found)"
    r"(?: (?:on \w+day|in an? [\w ]{3,24}|at the time))?),(?= [^\"\d])"
    r"|,(?P<a> according to (?P<by>(?:the|a|its|US|U\.S\.|Commerce|Treasury)\b[^,.;\"]{0,60})),(?= (?:was|were|is|are|has|have|had|for|because|will|would)\b)"
)
_NO_COMMA = re.compile(
    r" (?:was|were|is|are|has|have|had|would|will|may|might|could|can|did|does|do|helped?|helps|use[sd]?|support\w*|suppl\w+|pose[sd]?|for|because|over)\b"
)


def without_asides(scene: Scene) -> Scene:
    """The same sentence without its asides of speech; the scene itself when it has none."""
    if ", " not in scene.view or "," not in scene.view[scene.view.find(", ") + 2 :]:
        return scene
    found = _ASIDE.search(scene.view, 1)
    if found is None or scene.view[found.start() - 1] == '"' or scene.view[: found.start()].count('"') % 2:
        return scene
    start = found.start()
    opens = re.search(r"\b(?:because|that|and|which|who|for)$", scene.view[:start]) is not None
    end = found.end() if opens or _NO_COMMA.match(scene.view, found.end()) else found.end() - 1
    who = "who" if found.group("who") else "by"
    shorter = Scene(
        scene.document,
        scene.index,
        scene.base,
        _cut(scene.way, start, end),
        scene.end,
        scene.paragraph,
        scene.heading,
        scene.bullet,
    )
    shorter.aside = scene.slot(*found.span(who), scene.text(*found.span(who)))
    return shorter


def clauses_after(scene: Scene, start: int) -> Iterator[Scene]:
    """What stands after each semicolon behind `start`, as sentences of their own."""
    for found in re.finditer(r"; (?:and )?", scene.view[start:]):
        begin = start + found.end()
        stop = scene.view.find("; ", begin)
        way = _cut(scene.way, 0, begin)
        if stop > 0:
            way = _cut(way, stop - begin, len(way.text))
        yield Scene(scene.document, scene.index, scene.base, way, scene.end, scene.paragraph, False, False)


def _cut(way: Compact, start: int, end: int) -> Compact:
    """The compact view without `start:end`."""
    starts: list[int] = []
    sources: list[int] = []
    for at, source in zip(way.starts, way.sources, strict=True):
        if at < start:
            starts.append(at)
            sources.append(source)
    starts.append(start)
    sources.append(way.at(end))
    for at, source in zip(way.starts, way.sources, strict=True):
        if at > end:
            starts.append(at - (end - start))
            sources.append(source)
    return Compact(way.text[:start] + way.text[end:], tuple(starts), tuple(sources))
