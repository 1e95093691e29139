"""Legal forms that were misspelt (`Compani`, `Limted`, `Pulic Joint-Stock Company`) as they are meant.

Only a word that stands in no listed name is mended, so a name is never turned into another.
"""

from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA

from index.name_forms import CORPORATE, LEGAL

_SHORTEST = 5
_FORMS = tuple(sorted(w for w in {w for form in LEGAL for w in form.split()} | CORPORATE if len(w) >= _SHORTEST))


def mended(words: Sequence[str], count: Callable[[str], int]) -> list[str]:
    """The folded words with those that no listed name has, and that are a letter from a word of legal forms, set right."""
    return [_meant(word) if len(word) >= _SHORTEST and word.isalpha() and not count(word) else word for word in words]


def _meant(word: str) -> str:
    near = [
        form for form in _FORMS if abs(len(form) - len(word)) <= 1 and OSA.distance(form, word, score_cutoff=1) <= 1
    ]
    return near[0] if len(near) == 1 else word
