"""What is measured of two names that are compared: the numbers from which the score is made (`weights`)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from assistant.screening.align import Aligned, align, telling
from index.name_forms import GENERIC, PLACES, Name

_OTHERWISE = frozenset({"slip", "spelling", "cut"})
Weight = Callable[[str], float]
"""How much a word says of whose name it is, 0 to 1."""


class Features(NamedTuple):
    """What was measured, each about 0 to 1.

    `share` is the part of both names that stands in the other, by weight, `exact` the same of equal words; `left` and `more` how
    much of the name asked for and of the listed one stands for nothing, as parts of them, `swapped` how much stands on both sides
    for something else; `figures` and `places` say that numbers or places differ; `more_places` that one name has a place that
    the other lacks; `slips` is how much is spelt otherwise; `known` how much of that stands as a word of its own in other names;
    `letters` compares all letters run together, `written` the whole names; `legal` says that legal forms make different bodies;
    `order` that words stand in another order; `evidence` is how much the shared words say; `initials` counts initials;
    `cut` says that one name ends inside a word of the other, which it begins; `first` that the first words stand for each
    other; `single` that a name has one telling word alone, and not that word is the same.
    """

    share: float
    exact: float
    left: float
    more: float
    swapped: float
    figures: float
    places: float
    more_places: float
    slips: float
    known: float
    letters: float
    written: float
    legal: float
    order: float
    evidence: float
    initials: float
    cut: float
    first: float
    single: float


def measure(asked: Name, listed: Name, weight: Weight, count: Callable[[str], int]) -> tuple[Features, Aligned]:
    """Compares two names; `weight` and `count` are those of the pool of listed names."""
    found = align(telling(asked), telling(listed), listed.surname > 0)
    mine, its = found.mine, found.its
    wa, wb = [weight(w) for w in mine], [weight(w) for w in its]
    for pair in found.pairs:
        if pair.alike.way in _OTHERWISE and its[pair.its[0]] in GENERIC:  # a common word that is misspelt stays one
            wa[pair.mine[0]] = min(wa[pair.mine[0]], wb[pair.its[0]])
    all_mine, all_its = sum(wa) or 1e-6, sum(wb) or 1e-6
    shared = exact = slips = known = evidence = initials = 0.0
    for pair in found.pairs:
        worth = sum(wa[i] for i in pair.mine) + sum(wb[j] for j in pair.its)
        shared += worth * pair.alike.score
        evidence += worth / 2 * pair.alike.score
        if pair.alike.way == "same" or (pair.alike.way == "joined" and pair.alike.score > 0.95):
            exact += worth
        elif pair.alike.way == "initial":
            initials += 1
        else:
            slips += min(worth / 2, 1.0) * (1 - pair.alike.score)
            last = pair.alike.way == "cut" and pair.mine[0] == len(mine) - 1  # a field was too short for it
            if pair.alike.way in ("slip", "cut") and not last and count(mine[pair.mine[0]]) >= 2:
                known += min(worth / 2, 1.0)
    left, more = sum(wa[i] for i in found.left), sum(wb[j] for j in found.more)
    left_words, more_words = [mine[i] for i in found.left], [its[j] for j in found.more]
    squash_a, squash_b = "".join(mine), "".join(its)
    made = Features(
        share=shared / (all_mine + all_its), exact=exact / (all_mine + all_its), left=left / all_mine, more=more / all_its,
        swapped=min(left, more, 1.0), figures=_clash(left_words, more_words, _figure),
        places=_clash(left_words, more_words, PLACES.__contains__), more_places=_one_side(left_words, more_words),
        slips=slips, known=min(known, 1.5), letters=fuzz.ratio(squash_a, squash_b) / 100,
        written=fuzz.ratio(asked.key, listed.key) / 100, legal=_other_body(asked, listed), order=float(not found.ordered),
        evidence=min(evidence, 3.0) / 3, initials=min(initials, 2.0) / 2, cut=_cut(mine, its),
        first=float(any(p.mine[0] == 0 and p.its[0] == 0 for p in found.pairs)),
        single=_single(found),
    )  # fmt: skip
    return made, found


def _figure(word: str) -> bool:
    return word[:1].isdigit()


def _clash(left: Sequence[str], more: Sequence[str], kind: Callable[[str], bool]) -> float:
    """Whether both names have a word of a kind that the other lacks."""
    return float(any(map(kind, left)) and any(map(kind, more)))


def _one_side(left: Sequence[str], more: Sequence[str]) -> float:
    """Whether one name has a place or figure that the other lacks, and the other none."""
    mine, its = (any(w in PLACES or _figure(w) for w in words) for words in (left, more))
    return float(mine != its)


def _other_body(asked: Name, listed: Name) -> float:
    return float(bool(asked.legal) and bool(listed.legal) and set(asked.legal).isdisjoint(listed.legal))


def _cut(mine: Sequence[str], its: Sequence[str]) -> float:
    """Whether one name, run together, is the beginning of the other, long enough not to be so by chance, and ends inside a word: a
    field was too short for it."""
    short, long = (mine, its) if sum(map(len, mine)) <= sum(map(len, its)) else (its, mine)
    letters, whole = "".join(short), "".join(long)
    if len(letters) < 12 or not whole.startswith(letters):
        return 0.0
    ends = {sum(map(len, long[:n])) for n in range(len(long) + 1)}
    return float(len(letters) not in ends)


def _single(found: Aligned) -> float:
    same = [p for p in found.pairs if p.alike.way == "same" or (p.alike.way == "joined" and p.alike.score > 0.95)]
    sides = ((found.mine, {i for p in same for i in p.mine}), (found.its, {j for p in same for j in p.its}))
    common = {p.mine[0] for p in found.pairs if p.alike.way in _OTHERWISE and found.its[p.its[0]] in GENERIC}
    telling_words = [[at for at, word in enumerate(words) if word not in GENERIC] for words, _ in sides]
    telling_words[0] = [at for at in telling_words[0] if at not in common]
    if min(map(len, telling_words)) > 1:
        return 0.0
    if not any(telling_words):
        return float(bool(found.left or found.more) or len(same) < len(found.pairs))
    return float(any(at not in met for told, (_, met) in zip(telling_words, sides, strict=True) for at in told))
