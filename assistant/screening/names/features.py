"""What is measured of two names that are compared: the numbers from which the score is made (`weights`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from assistant.screening.names.align import Aligned, align, telling
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


@dataclass(frozen=True, slots=True)
class Side:
    """A name made ready to be compared with many: its telling words, what each weighs, all run together, and the places of those
    that are not common words."""

    name: Name
    words: tuple[str, ...]
    weights: tuple[float, ...]
    letters: str
    own: tuple[int, ...]


def side(name: Name, weight: Weight) -> Side:
    """A name as one side of a comparison; `weight` is that of the pool of listed names."""
    words = telling(name)
    own = tuple(at for at, word in enumerate(words) if word not in GENERIC)
    return Side(name, words, tuple(map(weight, words)), "".join(words), own)


def measure(asked: Side, listed: Side, count: Callable[[str], int]) -> tuple[Features, Aligned]:
    """Compares two names; `count` is that of the pool of listed names."""
    found = align(asked.words, listed.words, listed.name.surname > 0)
    mine, its = found.mine, found.its
    wa, wb = list(asked.weights), listed.weights
    for pair in found.pairs:
        if pair.alike.way in _OTHERWISE and its[pair.its[0]] in GENERIC:  # a common word that is misspelt stays one
            wa[pair.mine[0]] = min(wa[pair.mine[0]], wb[pair.its[0]])
    all_mine, all_its = sum(wa) or 1e-6, sum(wb) or 1e-6
    shared = exact = slips = known = evidence = initials = 0.0
    for pair in found.pairs:
        worth = sum([wa[i] for i in pair.mine]) + sum([wb[j] for j in pair.its])
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
    left, more = sum([wa[i] for i in found.left]), sum([wb[j] for j in found.more])
    left_words, more_words = [mine[i] for i in found.left], [its[j] for j in found.more]
    left_kinds, more_kinds = _kinds(left_words), _kinds(more_words)
    made = Features(
        share=shared / (all_mine + all_its), exact=exact / (all_mine + all_its), left=left / all_mine, more=more / all_its,
        swapped=min(left, more, 1.0), figures=float(left_kinds[0] and more_kinds[0]), places=float(left_kinds[1] and more_kinds[1]),
        more_places=float(any(left_kinds) != any(more_kinds)),
        slips=slips, known=min(known, 1.5), letters=fuzz.ratio(asked.letters, listed.letters) / 100,
        written=fuzz.ratio(asked.name.key, listed.name.key) / 100, legal=_other_body(asked.name, listed.name),
        order=float(not found.ordered), evidence=min(evidence, 3.0) / 3, initials=min(initials, 2.0) / 2, cut=_cut(asked, listed),
        first=float(any(p.mine[0] == 0 and p.its[0] == 0 for p in found.pairs)),
        single=_single(found, asked, listed),
    )  # fmt: skip
    return made, found


def _kinds(words: Sequence[str]) -> tuple[bool, bool]:
    """Whether there is a figure among words, and a place."""
    return any(w[:1].isdigit() for w in words), not PLACES.isdisjoint(words)


def _other_body(asked: Name, listed: Name) -> float:
    return float(bool(asked.legal) and bool(listed.legal) and set(asked.legal).isdisjoint(listed.legal))


def _cut(mine: Side, its: Side) -> float:
    """Whether one name, run together, is the beginning of the other, long enough not to be so by chance, and ends inside a word: a
    field was too short for it."""
    short, long = (mine, its) if len(mine.letters) <= len(its.letters) else (its, mine)
    if len(short.letters) < 12 or not long.letters.startswith(short.letters):
        return 0.0
    ends = {sum(map(len, long.words[:n])) for n in range(len(long.words) + 1)}
    return float(len(short.letters) not in ends)


def _single(found: Aligned, asked: Side, listed: Side) -> float:
    same = [p for p in found.pairs if p.alike.way == "same" or (p.alike.way == "joined" and p.alike.score > 0.95)]
    mine, its = asked.own, listed.own
    if len(its) > 1 and len(mine) - len(found.pairs) > 1:  # even without those that stand for common words
        return 0.0
    common = {p.mine[0] for p in found.pairs if p.alike.way in _OTHERWISE and found.its[p.its[0]] in GENERIC}
    mine = tuple(at for at in mine if at not in common)
    if min(len(mine), len(its)) > 1:
        return 0.0
    if not mine and not its:
        return float(bool(found.left or found.more) or len(same) < len(found.pairs))
    met, its_met = {i for p in same for i in p.mine}, {j for p in same for j in p.its}
    return float(not met.issuperset(mine) or not its_met.issuperset(its))
