"""Slips of the keyboard in the words by which a question asks: "blacklistd", "y was", "entiy list".

Only the words of asking and listing are put right, and only where they are written small: a name is left as it is written, and
found, or not found, by the index of names. The words are data in `data/spelling.yaml`.
"""

import functools
import re
from importlib import resources

import yaml
from rapidfuzz.distance import OSA

from assistant.question.concepts import concepts
from assistant.question.words import STOPWORDS


@functools.cache
def _table() -> tuple[tuple[str, ...], dict[str, str]]:
    """The words that are put right, and what is typed for a whole word."""
    text = resources.files("assistant").joinpath("data/spelling.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return tuple(data["words"]), data["short"]


_SMALL = re.compile(r"(?<![\w.@/-])[a-z]+(?![\w@/-]|\.\w)")


def straighten(text: str) -> str:
    """The text with its slips put right; names and everything with a capital, a digit or a hyphen stay as they are."""
    return _SMALL.sub(lambda match: _word(match.group(), match.start()), text)


@functools.lru_cache(maxsize=8192)
def _word(word: str, at: int) -> str:
    words, short = _table()
    if word in short:
        return short[word] if word != "y" or at == 0 else word
    if len(word) < 5 or word in STOPWORDS or any(c.weight is not None for c in concepts(word)):
        return word
    most = 1 if len(word) < 9 else 2
    near = [(OSA.distance(word, known, score_cutoff=most), -len(known), known) for known in words]
    best, _, known = min(near)
    slip = best <= most and word[0] == known[0] and not (len(known) > len(word) and known.startswith(word))
    return known if slip and known.rstrip("s") != word.rstrip("s") and _differ(word, known) else word


def _differ(word: str, known: str) -> bool:
    """Whether two words differ by more than the ending that grammar gives them."""
    stem = known.removesuffix("ed").removesuffix("s")
    return word.removesuffix("ing").removesuffix("er").removesuffix("ers") != stem
