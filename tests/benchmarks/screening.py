"""How well names of a customer file are matched to the lists, and how fast, beside plain rapidfuzz.

Run `python -m tests.benchmarks.screening CORPUS` from the root of the repository; CORPUS is a folder of list files as agencies
publish them. The parties are halved: the weights of the score are fitted to one half (`--fit` prints them as JSON), everything
that is printed is measured on the other. Pairs that are right: a listed name and what becomes of it by `name_changes`. Pairs that
are wrong: a name and that of the party whose name is most like it by letters and who shares no name with it, and a name with one
word exchanged for a like one.
"""

import argparse
import json
import random
import sqlite3
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler
from scipy.optimize import minimize

from assistant.screening.features import Features, measure
from assistant.screening.match import Matcher
from assistant.screening.score import score
from index.name_forms import Name, parse
from index.name_pool import NamePool
from index.names import create_tables, insert_entries
from index.naming import entries
from sources.errors import SourceError
from sources.formats import HEAD, reader_for
from sources.formats.parsed import Given
from tests.benchmarks import say_command
from tests.benchmarks.name_changes import CHANGES, changed, replaced


class Pair(NamedTuple):
    """Two names, whether they are one party's, of what kind the pair is, and whether a person's."""

    asked: str
    listed: str
    right: bool
    kind: str
    person: bool


def fill(conn: sqlite3.Connection, corpus: Path) -> int:
    """Adds the names of every list file in a folder; how many records. What is no list is left out."""
    create_tables(conn)
    records = 0
    for path in sorted(p for p in corpus.rglob("*") if p.is_file()):
        name = str(path.relative_to(corpus))
        try:
            with path.open("rb") as file:
                reader = reader_for(name, file.read(HEAD))
            parsed = reader.read(path, name, Given()) if reader else []
        except SourceError:
            continue
        for one in (p for p in parsed if p.records):
            records += len(one.records)
            insert_entries(conn, one.document.id, entries(one.document, one.records, (), ()))
    conn.commit()
    return records


def half(main: str) -> int:
    """0 for the parties that the weights are fitted to, 1 for those that are measured."""
    return zlib.crc32(main.casefold().encode()) % 2


class Party(NamedTuple):
    """A party of a list: its main name, whether a person, the folded words of all its names, and the list's document."""

    main: str
    person: bool
    bags: frozenset[str]
    document: str


def parties(conn: sqlite3.Connection, which: int) -> list[Party]:
    """The parties of one half."""
    found: dict[tuple[str, str], tuple[bool, set[str]]] = {}
    rows = conn.execute("SELECT document_id, main, name, type FROM name_uses WHERE kind = 'record' ORDER BY id")
    for document, main, name, kind in rows:
        if half(main) == which and main.isascii() and len(main) > 3:
            person = kind == "person"
            found.setdefault((document, main), (person, set()))[1].add(parse(name, person=person).bag)
    return [Party(main, person, frozenset(bags), document) for (document, main), (person, bags) in found.items()]


def look_alikes(everyone: Sequence[Party]) -> dict[str, list[str]]:
    """The words of names by their first three letters."""
    out: dict[str, list[str]] = defaultdict(list)
    for word in sorted({w.casefold() for p in everyone for w in p.main.split() if w.isalpha() and len(w) >= 5}):
        out[word[:3]].append(word)
    return out


def pairs_of(conn: sqlite3.Connection, which: int, many: int) -> list[Pair]:
    """Right and wrong pairs of one half of the parties. The like name is of the same list: there, two rows are two parties, while
    one party may stand on two lists under two spellings."""
    rng = random.Random(7 + which)
    everyone = parties(conn, which)
    by_start = look_alikes(everyone)
    listed: dict[str, list[Party]] = defaultdict(list)
    for party in everyone:
        listed[party.document].append(party)
    folded = {document: [p.main.casefold() for p in row] for document, row in listed.items()}
    out: list[Pair] = []
    kinds = list(CHANGES)
    for n, party in enumerate(rng.sample(everyone, min(many, len(everyone)))):
        kind, main = kinds[n % len(kinds)], party.main
        made = changed(main, kind, rng, party.person)
        if made != main:
            out.append(Pair(made, main, True, kind, party.person))
        if n % 2:
            if other := replaced(main, by_start, rng, party.person):
                out.append(Pair(other, main, False, "a word exchanged", party.person))
            continue
        near = process.extract(main.casefold(), folded[party.document], scorer=fuzz.token_sort_ratio, limit=4)
        others = [o for _, _, at in near if not party.bags & (o := listed[party.document][at]).bags]
        if others:
            out.append(
                Pair(
                    changed(main, rng.choice(kinds), rng, party.person),
                    others[0].main,
                    False,
                    "like name",
                    party.person,
                )
            )
    return out


def best_f1(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, float, float, float]:
    """Threshold, precision, recall and F1 where F1 is best."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    truth = np.asarray(right)[order]
    hits = np.cumsum(truth)
    precision, recall = hits / np.arange(1, len(truth) + 1), hits / max(1, truth.sum())
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    values = np.asarray(scores)[order]
    f1[:-1][values[:-1] == values[1:]] = 0  # a threshold stands between two different scores
    at = int(np.argmax(f1))
    return float(values[at]), float(precision[at]), float(recall[at]), float(f1[at])


def ours(pool: NamePool) -> Callable[[Pair], float]:
    """The score of the program for a pair."""
    return lambda pair: max(score(way, listed, found) for way, listed, found in compared(pool, pair))


def compared(pool: NamePool, pair: Pair) -> list[tuple[Name, Name, Features]]:
    """The readings of the name asked for, the listed name, and what was measured of them."""
    listed = parse(pair.listed, person=pair.person)
    return [(way, listed, measure(way, listed, pool.weight, pool.count)[0]) for way in Matcher(pool).ways(pair.asked)]


def plain(scorer: Callable[..., float]) -> Callable[[Pair], float]:
    """A scorer of rapidfuzz on names in small letters without punctuation."""
    return lambda pair: scorer(pair.asked, pair.listed, processor=utils.default_process)


def nomenklatura() -> dict[str, Callable[[Pair], float]]:
    """The matchers of nomenklatura, where it is installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError:
        return {}

    def entity(name: str, person: bool, number: str) -> object:
        data = {"id": number, "schema": "Person" if person else "Company", "properties": {"name": [name]}}
        return model.get_proxy(data)

    def by(name: str) -> Callable[[Pair], float]:
        algorithm = get_algorithm(name)
        config = algorithm.default_config()
        return lambda p: (
            algorithm.compare(entity(p.asked, p.person, "a"), entity(p.listed, p.person, "b"), config).score
        )

    return {f"nomenklatura {name}": by(name) for name in ("name-based", "logic-v2")}


def compare_all(pool: NamePool, pairs: Sequence[Pair]) -> None:
    """Prints precision and recall at the best F1 of each way, and the recall by kind of change of ours."""
    ways: dict[str, Callable[[Pair], float]] = {
        "ours": ours(pool),
        "rapidfuzz ratio": plain(fuzz.ratio),
        "rapidfuzz token_sort_ratio": plain(fuzz.token_sort_ratio),
        "rapidfuzz token_set_ratio": plain(fuzz.token_set_ratio),
        "rapidfuzz WRatio": plain(fuzz.WRatio),
        "rapidfuzz JaroWinkler": plain(JaroWinkler.similarity),
    }
    others = nomenklatura()
    if not others:
        print("nomenklatura is not installed: left out")
    right = [p.right for p in pairs]
    print(
        f"{len(pairs)} pairs, {sum(right)} right\n{'':30} {'F1':>6} {'prec.':>6} {'recall':>6} {'at':>7} {'pairs/s':>9}"
    )
    for name, way in {**ways, **others}.items():
        begun = time.perf_counter()
        scores = [way(pair) for pair in pairs]
        took = time.perf_counter() - begun
        at, precision, recall, f1 = best_f1(scores, right)
        print(f"{name:30} {f1:6.3f} {precision:6.3f} {recall:6.3f} {at:7.3f} {len(pairs) / took:9.0f}")
        if name == "ours":
            mine, threshold = scores, at
    for kind in dict.fromkeys(p.kind for p in pairs):
        found = [s >= threshold for s, p in zip(mine, pairs, strict=True) if p.kind == kind]
        print(f"    {kind:26} {sum(found) / len(found):6.3f} said to be one party, of {len(found)}")


def screen_all(conn: sqlite3.Connection, pool: NamePool, rows: int) -> None:
    """Screens a file of so many names: half changed listed ones, half of nobody; prints rates and rows per second."""
    rng = random.Random(3)
    everyone = parties(conn, 1)
    by_start = look_alikes(everyone)
    asked: list[tuple[str, str | None]] = []
    while len(asked) < rows:
        party = rng.choice(everyone)
        if len(asked) % 2:
            asked.append((changed(party.main, rng.choice(list(CHANGES)), rng, party.person), party.main))
        elif other := replaced(party.main, by_start, rng, party.person):
            asked.append((other, None))
    matcher = Matcher(pool)
    begun = time.perf_counter()
    found = list(matcher.match([name for name, _ in asked]))
    took = time.perf_counter() - begun
    uses: dict[int, set[str]] = defaultdict(set)
    for form, main in conn.execute("SELECT form, main FROM name_uses WHERE kind = 'record'"):
        uses[form].add(main)
    counts = {
        "right party among the matches": 0,
        "right party among the possible": 0,
        "nobody's name said to match": 0,
        "nobody's possible": 0,
    }
    for (_, main), hits in zip(asked, found, strict=True):
        best = max((h.score for h in hits), default=0.0)
        of_main = max((h.score for h in hits if main in uses[h.form]), default=0.0)
        if main is None:
            counts["nobody's name said to match"] += best >= 0.85
            counts["nobody's possible"] += 0.5 <= best < 0.85
        else:
            counts["right party among the matches"] += of_main >= 0.85
            counts["right party among the possible"] += 0.5 <= of_main < 0.85
    print(f"\n{rows} rows in {took:.1f} s: {rows / took:.0f} rows/s against {len(pool.names)} listed names")
    for said, number in counts.items():
        print(f"    {said:34} {2 * number / rows:6.3f}")
    mains = [name.key for name in pool.names]
    some = [" ".join(parse(name).key.split()) for name, _ in asked[:50]]
    begun = time.perf_counter()
    process.cdist(some, mains, scorer=fuzz.token_sort_ratio, workers=1)
    print(f"    plain rapidfuzz (cdist, token_sort_ratio): {50 / (time.perf_counter() - begun):.0f} rows/s")


FOR = frozenset({"share", "exact", "letters", "written", "evidence", "cut", "first"})
"""What may only speak for one party; everything else only against it. Without this the fit learns the habits of the changes."""


def fit(pool: NamePool, pairs: Sequence[Pair]) -> str:
    """Weights fitted to pairs by logistic regression, each with the sign that it must have, as the JSON that the program reads."""
    out = {}
    for kind in ("body", "person"):
        chosen = [p for p in pairs if p.person == (kind == "person")]
        rows = np.array([measured(pool, pair) for pair in chosen])
        signs = np.array([1.0 if p.right else -1.0 for p in chosen])

        def loss(
            weights: NDArray[np.float64], rows: NDArray[np.float64] = rows, signs: NDArray[np.float64] = signs
        ) -> float:
            margins = signs * (weights[0] + rows @ weights[1:])
            return float(np.logaddexp(0, -margins).sum() + 0.05 * (weights[1:] ** 2).sum())

        bounds = [(None, None), *((0, None) if name in FOR else (None, 0) for name in Features._fields)]
        best = minimize(loss, np.zeros(len(bounds)), bounds=bounds, method="L-BFGS-B").x
        weights = {name: round(float(w), 3) for name, w in zip(Features._fields, best[1:], strict=True)}
        out[kind] = {"constant": round(float(best[0]), 3), "weights": weights}
    return json.dumps(out, indent=1)


def measured(pool: NamePool, pair: Pair) -> Features:
    """The features of the reading of a pair that fits best."""
    return max((found for _, _, found in compared(pool, pair)), key=lambda f: f.share + f.letters)


def main() -> None:
    """Reads the lists and prints what was measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "corpus", type=Path, help="a folder of list files, or a file of names that an earlier run kept"
    )
    options.add_argument("--keep", type=Path, help="keep the names in this file, for the next run")
    options.add_argument("--pairs", type=int, default=4000, help="parties of which pairs are made (%(default)s)")
    options.add_argument("--rows", type=int, default=10_000, help="rows of the file that is screened (%(default)s)")
    options.add_argument("--fit", action="store_true", help="print weights fitted to the other half of the parties")
    given = options.parse_args()
    say_command()
    conn = sqlite3.connect(given.corpus if given.corpus.is_file() else given.keep or ":memory:")
    if given.corpus.is_dir():
        print(f"{fill(conn, given.corpus)} records")
    begun = time.perf_counter()
    pool = NamePool(conn)
    print(f"{len(pool.names)} listed names taken in in {time.perf_counter() - begun:.1f} s")
    if given.fit:
        print(fit(pool, pairs_of(conn, 0, given.pairs)))
        return
    compare_all(pool, pairs_of(conn, 1, given.pairs))
    screen_all(conn, pool, given.rows)


if __name__ == "__main__":
    main()
