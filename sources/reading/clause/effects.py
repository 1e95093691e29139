"""What a listing does: `meaning that …`, `which bars …`, `a license is required` … (tables/effects.yaml)."""

import re
from functools import cache
from typing import Any

from sources.reading.clause.reasons import bare, connectives
from sources.reading.clause.verbs import Stretch
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Slot
from sources.reading.words.lexicon import load


@cache
def _effects() -> dict[str, Any]:
    data: dict[str, Any] = load("effects")
    return data


def effects_of(scene: Scene, start: int, end: int, names: frozenset[str] | None = None) -> list[Slot]:
    """What a listing does, as the sentence says after `start`; by the rules of these names only, when given."""
    out: list[Stretch] = []
    for name, pattern in connectives("effects"):
        if names is not None and name not in names:
            continue
        for found in pattern.finditer(scene.view, start, end):
            if any(s.start - 30 <= found.end() <= s.end for s in out):
                continue
            begin = found.end()
            stop = end
            if stopped := re.compile(
                r"; |\"?, (?:according to|the [\w ]{3,40} said|\w+ said|it said|officials said|said )"
            ).search(scene.view, begin, end):
                stop = stopped.start()
            stop = begin + len(bare(scene.view[begin:stop]))
            if stop - begin > 10 and _binding(scene.view[begin:stop]):
                out.append(Stretch(begin, stop, name))
    return [scene.slot(s.start, s.end, s.name) for s in sorted(out, key=lambda s: s.start)[:2]]


def _binding(words: str) -> bool:
    """Whether words speak of trade, licences, property or dealings at all."""
    return (
        re.search(
            r"licen[cs]|export|import|technolog|trade|trading|goods|business|suppl|ship|sell|sale|buy|purchas|invest|asset|propert|transact|deal|access|financ|software|components?|chips|entry|visa|travel|securit|items|permission|approval|hard|difficult",
            words,
            re.IGNORECASE,
        )
        is not None
    )


@cache
def _effect_sentence() -> re.Pattern[str]:
    data = _effects()
    return re.compile(
        rf"\s*\"?{data['openers']}[^.]{{0,60}}?\b(?:{data['nouns']}|[Ll]icenses?)\b[^.]{{0,70}}?\b{data['verbs']}\b"
    )


def effect_sentence(scene: Scene, leaning: bool) -> Slot | None:
    """The whole sentence when it says what a listing does (`The designation freezes any US assets`). `leaning`: a listing was
    told shortly before, so that `the move` and `the rule` may mean it."""
    view = scene.view
    if (
        len(view) > 700
        or not (leaning or any(word in scene.low for word in ("list", "designat", "sanction")))
        or not _binding(view)
    ):
        return None
    named = re.search(r"\b(?:list|listed|listing|blacklist\w*|designat\w+|sanction\w*)\b", scene.low)
    if (not leaning and not named) or "whether" in scene.low:
        return None
    explicit = effects_of(scene, 0, len(view), frozenset({"cannot", "license", "blocked"}))
    if re.search(r"\bI\b|\bwe\b|\b[Ww]e're\b", view) and not explicit:
        return None
    if _effect_sentence().match(view) and (
        explicit
        or re.search(
            r"licen[cs]e|bar|prohibit|freez|block|restrict|cut off|deni|requir|limit|cannot|may not|harder|difficult|unable|permission",
            view,
        )
    ):
        if re.search(r"\b(?:whether|informs|response|extends?|retaliat|denied wrongdoing|urged|called on)\b", view):
            return None
        end = len(bare(view))
        return scene.slot(len(view) - len(view.lstrip()), end, "sentence")
    if explicit and leaning and explicit[0].value == "blocked":
        return explicit[0]
    if explicit and re.search(
        r"\b(?:list|listed|listing|blacklist\w*|designat\w+|sanction\w*|entity|entities)\b", view
    ):
        return explicit[0]
    return None
