"""The reader one set out: every set answered by a program in which nothing was fitted on it.

    python -m tests.benchmarks.reader --one-set-out --keep FOLDER --public FOLDER --set NAME=DOCUMENTS[,…]:GOLD[,…] …

The networks are those of `assistant.reader.training.train` without each fold, trained where FOLDER does not keep them; the look, the trees and the
threshold for a set come from the other sets of its fold, which its network has not seen either. For each set:

    read     answerable questions with evidence among the tiles that are read
    first    with evidence first of all that was read; two: among the first two
    auc      how well the best probability tells answerable from unanswerable questions (0.5: not at all)
    right    answerable questions answered right by the whole program (`assistant.evaluate`)
    false    unanswerable questions answered; near: those on near-miss names
    bears    citations that share text with gold evidence

and at the end the risk at each coverage: the share of answered questions that are wrong, over all sets.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.ask import ask_turns
from assistant.evaluate import Gold, judge, read_gold, supports
from assistant.reader.decide import Decision
from assistant.reader.judge import Judge, use
from assistant.reader.look import MOST, start_weights
from assistant.reader.model import OwnReader
from assistant.reader.training import written
from assistant.reader.training.fit import Scores, best_of, fit_look
from assistant.reader.training.public import lessons
from assistant.reader.training.train import decided, folded, from_public, kept, scored, set_of
from assistant.reader.training.written import Case, Set
from tests.benchmarks import say_command

COLUMNS = ("questions", "no", "read", "first", "two", "auc", "right", "false", "near", "bears")


def choosing(
    decision: Decision, rows: Sequence[tuple[Case, Scores]]
) -> tuple[dict[str, float], list[tuple[float, bool, bool]]]:
    """The columns that need no answers, and for each question its best probability, whether that sentence is right, and whether
    the question is answerable. Questions that records answer take no part."""
    told, seen = [], []
    for case, scores in rows:
        if case.gold.answerable and case.by_list:
            continue
        chance, right = best_of(decision, case, scores)
        told.append((chance, right[0], case.gold.answerable))
        if case.gold.answerable:
            holds = any(own.any() for own in case.labels[: min(case.read, MOST)])
            seen.append((holds, right[0], any(right)))
    yes, no = [t[0] for t in told if t[2]], [t[0] for t in told if not t[2]]
    auc = np.mean([[(a > b) + 0.5 * (a == b) for b in no] for a in yes])
    read, first, two = np.mean(seen, axis=0)
    return {"read": read, "first": first, "two": two, "auc": float(auc)}, told


def answering(one: Set, judged: Judge) -> dict[str, float]:
    """The columns of whole answers, asked of an index of the set's documents."""
    use(judged)
    golds: list[Gold] = [gold for path in one.gold for gold in read_gold(path, one.documents)]
    right, false, near, given, bears = [], [], [], 0, 0
    with written.indexed(one.documents) as index:
        for gold in golds:
            answer = ask_turns(index, gold.turns)
            if gold.answerable:
                right.append(not judge(gold, answer))
                if answer.answered:
                    given += len(answer.citations)
                    bears += sum(any(supports(c, e) for e in gold.evidence) for c in answer.citations)
            else:
                wrong = answer.answered and not (gold.partial_ok and answer.missing)
                false.append(wrong)
                if gold.kind == "near-miss":
                    near.append(wrong)
    use(None)
    return {
        "questions": len(right), "no": len(false), "right": float(np.mean(right)), "false": float(np.mean(false)),
        "near": float(np.mean(near)) if near else 0.0, "bears": bears / max(given, 1),
    }  # fmt: skip


def main() -> None:
    """Train what is not kept, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one-set-out", action="store_true", required=True)
    parser.add_argument("--public", type=Path)
    parser.add_argument("--set", type=set_of, action="append", required=True, dest="sets")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", action="append", help="answer these sets only")
    given = parser.parse_args()
    say_command()
    sets: list[Set] = given.sets
    start = kept(given.keep, "public", lambda: from_public(lambda: lessons(given.public, given.seed), given.seed))
    raw = {one.name: written.cases(one, start_weights()) for one in sets}
    networks = folded(start, raw, given.folds, given.seed, given.keep)
    print(f"{'set':18}" + "".join(f"{name:>10}" for name in COLUMNS), flush=True)
    everything: list[tuple[float, bool, bool]] = []
    for one in sets:
        if given.only and one.name not in given.only:
            continue
        fold, network = networks[one.name]
        family = one.name.partition("-")[0]
        mates = [n for n, (k, _) in networks.items() if k == fold and n.partition("-")[0] != family]
        look = fit_look([case for name in mates for case in raw[name]])
        again = {name: [written.looked_again(case, look) for case in raw[name]] for name in (*mates, one.name)}
        decision = decided([row for name in mates for row in scored(network, again[name])], look, given.seed)
        row, told = choosing(decision, scored(network, again[one.name]))
        everything += told
        row |= answering(one, Judge(OwnReader.of(network), decision, decision.threshold, decision.second))
        print(
            f"{one.name:18}"
            + "".join(f"{row[n]:10.3f}" if n not in COLUMNS[:2] else f"{row[n]:10.0f}" for n in COLUMNS),
            flush=True,
        )
    print(
        "\nrisk against coverage, over all sets: share of questions answered, share of the answers that are wrong, share of the unanswerable answered"
    )
    everything.sort(key=lambda t: -t[0])
    no = sum(not able for _, _, able in everything)
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        some = everything[: int(share * len(everything))]
        wrong = sum(not (right and able) for _, right, able in some) / len(some)
        print(f"  {share:4.0%}  from {some[-1][0]:.3f}  {wrong:.3f}  {sum(not able for _, _, able in some) / no:.3f}")


if __name__ == "__main__":
    main()
