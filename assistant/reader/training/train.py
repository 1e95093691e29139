"""Training the reader, all of it, from public question sets and gold questions on documents.

    python -m assistant.reader.training.train --public FOLDER --set NAME=DOCUMENTS[,…]:GOLD[,…] … [--out FOLDER]
        [--start WEIGHTS --seen NAME=DOCUMENTS[,…]:GOLD[,…] …]

Every set is left out once: the sets are dealt into as many folds as `--folds` says, sets of one name before a `-` stay together, and a network
is trained without each fold. From the scores of what each had not seen come the look, the trees and the threshold; the network that
ships is the mean of the networks. With `--start` a network that was trained before goes on: the sets of `--set` are new to it and dealt
into folds, those of `--seen` it has learnt from. The same seed gives the same figures within what the processor's sums differ by.
"""

import argparse
import copy
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from assistant.reader.decide import Decision, Numbers, package_decision
from assistant.reader.look import MOST, start_weights
from assistant.reader.model import OwnReader
from assistant.reader.network import Network
from assistant.reader.training import public, written
from assistant.reader.training.fit import Scores, best_of, fit_decision, fit_look, threshold_at
from assistant.reader.training.learning import Beside, Draw, fit
from assistant.reader.training.written import Case, Set
from index.embedded import embedded_file

PUBLIC_EPOCHS, PUBLIC_RATE = 1.0, 1e-4
WRITTEN = ((1.3, 1e-4), (1.5, 7e-5))
"""Passes over the written questions, each with its learning rate at the start; a second warm-up and decay was worth .03 of evidence first."""

FURTHER = 1.3, 7e-5
FLAT = 0.4
"""Going on: passes over the new questions and half of those seen before, the learning rate at its highest, the share of steps behind
which it falls."""


def base() -> Network:
    """The network on the base model, untrained."""
    return Network.on(embedded_file("model.safetensors"))


def deal(sets: Sequence[str], folds: int) -> list[list[str]]:
    """The sets dealt into folds in order; those of one name before a `-` (`documents-a`, `documents-b`) stay together."""
    families = list(dict.fromkeys(name.partition("-")[0] for name in sets))
    return [[n for n in sets if families.index(n.partition("-")[0]) % folds == k] for k in range(folds)]


def draws_of(network: Network, cases: Sequence[Case]) -> list[Draw]:
    """The gold questions as the loop draws them, what the lower layers make of each text kept in half precision."""
    lessons = written.lessons(cases)
    with torch.no_grad():
        kept: dict[tuple[int, ...], torch.Tensor] = {}
        for lesson in lessons:
            for tokens in (lesson.question, *(look.tokens for look in lesson.case.looks)):
                ids = tuple(tokens.ids)
                if ids not in kept:
                    kept[ids] = network.read_lower(ids).half()
                tokens.states = kept[ids]
    return [lesson.draw for lesson in lessons]


def scored(network: Network, cases: Sequence[Case]) -> list[tuple[Case, Scores]]:
    """Each case with the network's scores of the tiles that are read."""
    reader = OwnReader.of(network)
    return [(case, reader.scores(case.question, case.looks[: min(case.read, MOST)])) for case in cases]


def decided(unseen: Sequence[tuple[Case, Scores]], look: Numbers, seed: int = 0) -> Decision:
    """What is decided, from scores of what was not seen; the threshold from decisions that were fitted on the other half."""
    halves = unseen[::2], unseen[1::2]
    chances = []
    for own, other in (halves, halves[::-1]):
        decision = fit_decision(other, look, seed=seed)
        chances += [best_of(decision, case, scores)[0] for case, scores in own if not case.gold.answerable]
    return fit_decision(unseen, look, threshold_at(chances), seed)


def trained(path: Path) -> Network:
    """A network from the file of what was trained."""
    network = base()
    network.take(load_file(str(path)))
    return network.eval()


def kept(folder: Path | None, name: str, make: Callable[[], Network]) -> Network:
    """A network that an earlier run kept in a folder under that name, or made now and kept."""
    path = folder / f"{name}.safetensors" if folder else None
    if path is not None and path.is_file():
        return trained(path)
    network = make().eval()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(network.trained(), str(path))
    return network


def from_public(lessons: Callable[[], Sequence[public.Lesson]], seed: int) -> Network:
    """A network trained on the public sets."""
    network, found = base(), lessons()
    minutes = fit(network, public.draws(network, found), PUBLIC_EPOCHS, PUBLIC_RATE, seed)
    print(f"{len(found)} public questions, {minutes:.0f} minutes")
    return network


Teach = Callable[[Network, Sequence[Case], int], Network]
"""Makes of a network one that has learnt from gold questions, with this seed."""


def on_written(start: Network, cases: Sequence[Case], seed: int) -> Network:
    """A copy of a network that knows the public sets, trained on gold questions."""
    network = copy.deepcopy(start)
    draws = draws_of(network, cases)
    minutes = sum(fit(network, draws, passes, rate, seed + turn) for turn, (passes, rate) in enumerate(WRITTEN))
    print(f"{len(draws)} written questions, {minutes:.0f} minutes")
    return network


def going_on(seen: Sequence[Case], squad: Path | None) -> Teach:
    """How a network that was trained before goes on to new gold questions.

    Args:
        seen: the gold questions that it has learnt from, which are shown again less often.
        squad: SQuAD 2.0 as it is published, gzipped, of which one question is shown in every step.
    """

    def teach(start: Network, cases: Sequence[Case], seed: int) -> Network:
        network = copy.deepcopy(start)
        public_ones = public.draws(network, list(public.squad(squad, "squad2"))) if squad else []
        beside = Beside(draws_of(network, seen), public_ones, FLAT)
        draws = draws_of(network, cases)
        minutes = fit(network, draws, *FURTHER, seed, beside=beside)
        print(f"{len(draws)} new questions beside {len(beside.seen)}, {minutes:.0f} minutes")
        return network

    return teach


def folded(
    start: Network,
    found: Mapping[str, Sequence[Case]],
    folds: int,
    seed: int,
    keep: Path | None,
    teach: Teach = on_written,
) -> dict[str, tuple[int, Network]]:
    """For each set the number of its fold, and a network trained without that fold."""
    out: dict[str, tuple[int, Network]] = {}
    for number, fold in enumerate(deal(list(found), folds)):
        shown = [c for name, cases in found.items() if name not in fold for c in cases]
        network = kept(keep, f"without-fold-{number}", lambda shown=shown: teach(start, shown, seed))  # type: ignore[misc]
        out |= dict.fromkeys(fold, (number, network))
    return out


def mean_of(networks: Iterable[Network]) -> Network:
    """The mean of networks that were trained from one start (Wortsman et al. 2022, model soups)."""
    parts = [dict(network.named_parameters()) for network in networks]
    whole = base()
    with torch.no_grad():
        for name, part in whole.named_parameters():
            if part.requires_grad:
                part.copy_(torch.stack([own[name] for own in parts]).mean(dim=0))
    return whole.eval()


def write(folder: Path, network: Network, decision: Decision) -> None:
    """Write what ships: the trained layers, their digest, the decision."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / "reader.safetensors"
    save_file(network.trained(), str(weights))
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    (folder / "reader.json").write_text(json.dumps({"sha256": digest}, indent=1) + "\n", encoding="utf-8")
    data = {
        "threshold": decision.threshold, "second": decision.second,
        "look": decision.look.tolist(), "trees": decision.trees.to_data(), "answers": decision.answers.to_data(),
    }  # fmt: skip
    (folder / "decision.json").write_text(json.dumps(data) + "\n", encoding="utf-8")


def set_of(text: str) -> Set:
    """`NAME=DOCUMENTS[,…]:GOLD[,…]` as a set."""
    name, _, rest = text.partition("=")
    documents, _, gold = rest.rpartition(":")
    if not (name and documents and gold):
        raise argparse.ArgumentTypeError(f"{text}: expected NAME=DOCUMENTS[,…]:GOLD[,…]")
    return Set(name, tuple(map(Path, documents.split(","))), tuple(map(Path, gold.split(","))))


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--public", type=Path, required=True, metavar="FOLDER", help="the public sets, gzipped, under their names"
    )
    parser.add_argument(
        "--set", type=set_of, action="append", required=True, dest="sets", metavar="NAME=DOCUMENTS:GOLD"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data")
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--keep", type=Path, help="a folder for networks on the way: what is there is not trained again"
    )
    parser.add_argument(
        "--start", type=Path, metavar="WEIGHTS", help="a trained network, which goes on from where it is"
    )
    parser.add_argument(
        "--seen",
        type=set_of,
        action="append",
        default=[],
        metavar="NAME=DOCUMENTS:GOLD",
        help="what it has learnt from",
    )
    given = parser.parse_args()
    start = trained(given.start) if given.start else kept(
        given.keep, "public", lambda: from_public(lambda: public.lessons(given.public, given.seed), given.seed)
    )  # fmt: skip
    teach: Teach = on_written
    if given.start:
        seen = [case for one in given.seen for case in written.cases(one, package_decision().look)]
        teach = going_on(seen, given.public / "squad2.json.gz")
    found = {one.name: written.cases(one, start_weights()) for one in given.sets}
    look = fit_look([case for cases in found.values() for case in cases])
    found = {name: [written.looked_again(case, look) for case in cases] for name, cases in found.items()}
    networks = folded(start, found, given.folds, given.seed, given.keep, teach)
    unseen = [row for name, cases in found.items() for row in scored(networks[name][1], cases)]
    decision = decided(unseen, look, given.seed)
    write(given.out, mean_of(dict(networks.values()).values()), decision)
    print(f"written to {given.out}; threshold {decision.threshold}")


if __name__ == "__main__":
    main()
