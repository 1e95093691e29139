"""How well passages are found: words against vectors against both, on a public collection in the BEIR layout.

    python -m tests.benchmarks.retrieval COLLECTION

COLLECTION is a folder (such as SciFact's) with corpus.jsonl, queries.jsonl and qrels/test.tsv. Everything runs through the parts that the program
ships: its splitter, its word index, its vector index, its fusion. A document's score is that of its best passage. Vectors
are kept in --cache, because embedding takes minutes and everything after it seconds.
"""

import argparse
import json
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import fusion
from index.encoder import Encoder, encoder
from index.lexical import LexicalIndex, Words
from index.text import digest, embedded_text, title_text
from index.vectors import VectorIndex
from sources.document import Document, Passage, Span, document_id
from sources.sentences import sentences
from sources.split import passages
from tests.benchmarks import say_command

DEPTH = 100
"""Passages that are looked at for one query: enough for ten documents."""

ALL = 10**9

Ranking = list[str]
Judged = Mapping[str, Mapping[str, int]]


class Unit(NamedTuple):
    """A passage of the collection: the document's own id, what it stands under, its text, what is embedded."""

    document: str
    title: str
    text: str
    embedded: str


def corpus(folder: Path, most: int = ALL) -> list[dict[str, str]]:
    """The collection's documents, all in their order or, if there are more than `most`, those that were judged first."""
    rows = [json.loads(line) for line in (folder / "corpus.jsonl").open(encoding="utf-8")]
    if len(rows) > most:
        judged = {document for found in judgements(folder)[1].values() for document in found}
        rows = sorted(rows, key=lambda row: (row["_id"] not in judged, row["_id"]))[:most]
    return rows


def load(folder: Path, whole: bool, most: int = ALL) -> list[Unit]:
    """The collection as passages; `whole` makes each document one passage."""
    units = []
    for row in corpus(folder, most):
        name = document_id(row["_id"])
        document = Document(id=name, path=row["_id"], title=row["title"] or None, sha256="", text=row["text"])
        spans = [Span(0, len(document.text))]
        made = (
            [Passage(id="", document_id=name, start=0, end=len(document.text))]
            if whole
            else passages(document, sentences(document.text) or spans, [])
        )
        for passage in made:
            text = document.text[passage.start : passage.end]
            units.append(Unit(row["_id"], title_text(document, passage), text, embedded_text(document, passage)))
    return units


def judgements(folder: Path) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Queries that have judgements, and for each the documents that are right."""
    right: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        right[query][document] = int(score)
    texts = (json.loads(line) for line in (folder / "queries.jsonl").open(encoding="utf-8"))
    return {row["_id"]: row["text"] for row in texts if row["_id"] in right}, right


def embed(texts: Sequence[str], cache: Path, model: Encoder) -> NDArray[np.float32]:
    """Vectors of texts, from the cache where they are in it; shape (len(texts), dimensions)."""
    known: dict[str, NDArray[np.float32]] = {}
    if cache.is_file():
        with np.load(cache) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    keys = [digest(text).hex() for text in texts]
    missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items())
    for start in range(0, len(missing), 512):
        part = missing[start : start + 512]
        vectors = model.encode([text for _, text in part])
        known |= {key: vector for (key, _), vector in zip(part, vectors, strict=True)}
        print(f"\rembedding {start + len(part)}/{len(missing)}", end="", file=sys.stderr, flush=True)
        if start + len(part) == len(missing) or start % 4096 == 3584:
            np.savez(cache, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[key] for key in keys])


def ndcg(ranking: Ranking, right: Mapping[str, int], at: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), gains as judged."""
    gained = sum(right.get(name, 0) / math.log2(place + 2) for place, name in enumerate(ranking[:at]))
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(sorted(right.values(), reverse=True)[:at]))
    return gained / best


def recall(ranking: Ranking, right: Mapping[str, int], at: int = 10) -> float:
    """Share of the right documents among the first ones."""
    wanted = {name for name, gain in right.items() if gain > 0}
    return len(wanted & set(ranking[:at])) / len(wanted)


def ranked(scores: Mapping[int, float], units: Sequence[Unit]) -> Ranking:
    """Documents by their best passage."""
    best: dict[str, float] = {}
    for row, score in scores.items():
        name = units[row].document
        best[name] = max(score, best.get(name, -math.inf))
    return sorted(best, key=lambda name: (-best[name], name))


class Collection:
    """Both searches' candidates for every query."""

    def __init__(self, folder: Path, cache: Path, whole: bool, model: Encoder, most: int = ALL) -> None:
        self.units = load(folder, whole, most)
        self.queries, self.right = judgements(folder)
        self.matrix = embed([unit.embedded for unit in self.units], cache, model)
        self.asked = dict(zip(self.queries, embed(list(self.queries.values()), cache, model), strict=True))
        self.place = tempfile.TemporaryDirectory()
        self.words = LexicalIndex.create(Path(self.place.name) / "words")
        self.words.change(Words(row, row, unit.title, unit.text) for row, unit in enumerate(self.units))
        rows = np.arange(len(self.units), dtype=np.int64)
        self.vectors = VectorIndex.build(rows, self.matrix.shape[1], lambda part: self.matrix[part])

    def search(self, query: str, words: bool, vectors: bool) -> dict[int, float]:
        """Scores by row, for a query's id."""
        found = fusion.search(
            self.words if words else None,
            self.vectors if vectors else None,
            self.queries[query],
            self.asked[query],
            DEPTH,
        )
        return {item.row: item.score for item in found}

    def score(self, order: Callable[[str], Mapping[int, float]]) -> tuple[float, float]:
        """Mean nDCG@10 and recall@10 of one way to search, which gives scores by row for a query's id."""
        rankings = {query: ranked(order(query), self.units) for query in self.queries}
        count = len(rankings)
        return (
            sum(ndcg(ranking, self.right[query]) for query, ranking in rankings.items()) / count,
            sum(recall(ranking, self.right[query]) for query, ranking in rankings.items()) / count,
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "whylisted-retrieval.npz")
    parser.add_argument("--documents", type=int, default=ALL, help="the judged ones first; fewer raise nDCG")
    parser.add_argument("--whole", action="store_true", help="each document as one passage")
    given = parser.parse_args()
    say_command()
    found = Collection(given.folder, given.cache, given.whole, encoder(), given.documents)
    print(f"{given.folder.name}: {len(found.units)} passages, {len(found.queries)} queries")
    print(f"{'search':<10}{'nDCG@10':>10}{'recall@10':>12}")
    for name, words, vectors in (("words", True, False), ("vectors", False, True), ("both", True, True)):
        gain, share = found.score(lambda query: found.search(query, words, vectors))  # noqa: B023
        print(f"{name:<10}{gain:>10.3f}{share:>12.3f}")


if __name__ == "__main__":
    main()
