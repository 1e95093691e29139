"""Two names word by word: which words stand for which, how alike they are, and what is left on either side."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.screening.names.likeness import LEAST, Alike, alike
from index.name_forms import CORPORATE, Name


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of one name that stand for words of the other (places in them; two where they are joined)."""

    mine: tuple[int, ...]
    its: tuple[int, ...]
    alike: Alike


@dataclass(frozen=True, slots=True)
class Aligned:
    """How the words of two names stand for each other. `mine` and `its` are the words, without company words where there are
    others; `left` and `more` are places of words that stand for nothing in the other name."""

    mine: tuple[str, ...]
    its: tuple[str, ...]
    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    more: tuple[int, ...]

    @property
    def ordered(self) -> bool:
        """Whether words stand in the same order."""
        places = [pair.its[0] for pair in sorted(self.pairs, key=lambda p: p.mine)]
        return places == sorted(places)


def telling(name: Name) -> tuple[str, ...]:
    """The words that make a name, company words left out where there are others."""
    return tuple(w for w in name.words if w not in CORPORATE) or name.words


def align(mine: Sequence[str], its: Sequence[str], person: bool = False) -> Aligned:
    """Pairs the words of two names: equal ones first, then joined ones, then the most alike."""
    pairs: list[Pair] = []
    left, more = dict.fromkeys(range(len(mine))), dict.fromkeys(range(len(its)))
    same = Alike(1.0, "same")
    for i in list(left):
        j = next((j for j in more if its[j] == mine[i]), None)
        if j is not None:
            pairs.append(Pair((i,), (j,), same))
            del left[i], more[j]
    if left and more:
        _join(mine, its, left, more, pairs)
    if left and more:
        found = [
            (score, i, j)
            for i in left
            for j in more
            if (score := alike(mine[i], its[j], person)) and score.score >= LEAST
        ]
        for score, i, j in sorted(found, key=lambda f: (-f[0].score, f[1], f[2])):
            if i in left and j in more:
                pairs.append(Pair((i,), (j,), score))
                del left[i], more[j]
    return Aligned(tuple(mine), tuple(its), tuple(pairs), tuple(left), tuple(more))


def _join(
    mine: Sequence[str], its: Sequence[str], left: dict[int, None], more: dict[int, None], pairs: list[Pair]
) -> None:
    """Neighbours that, run together, are a word of the other name."""
    for a, b, free, taken, turned in ((mine, its, left, more, False), (its, mine, more, left, True)):
        for i in list(free):
            if i + 1 not in free or i not in free:
                continue
            whole = a[i] + a[i + 1]
            if len(whole) < 4:
                continue
            j = next(
                (j for j in taken if b[j] == whole or (abs(len(b[j]) - len(whole)) <= 2 and _nearly(b[j], whole))), None
            )
            if j is not None:
                one, other = ((i, i + 1), (j,)) if not turned else ((j,), (i, i + 1))
                pairs.append(Pair(one, other, Alike(0.97 if b[j] == whole else 0.85, "joined")))
                del free[i], free[i + 1], taken[j]


def _nearly(word: str, whole: str) -> bool:
    found = alike(word, whole) if len(whole) >= 7 else None
    return found is not None and found.way in ("spelling", "slip")
