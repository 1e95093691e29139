"""The same documents and the same model in three programs, one after the other in one run: ours, txtai, Haystack.

    python -m venv side && side/bin/pip install . txtai haystack-ai sentence-transformers-haystack
    side/bin/python -m tests.benchmarks.side_by_side COLLECTION

COLLECTION is a folder in the BEIR layout (such as SciFact). All three search by words and by meaning. Each program is a process of its own; its
memory is the most that this process ever held; `of processor` is documents by second of processor time, all threads together, which
says more than the clock where other things run. A query's time includes embedding it. Ours reads its documents from files,
splits them into passages, and reads sentences, names and statements; the others are given texts.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from tests.benchmarks import say_command
from tests.benchmarks.retrieval import corpus, judgements, ndcg, recall

Texts = list[tuple[str, str, str]]  # id, title, text


class Program(Protocol):
    """What is compared."""

    def warm(self) -> None:
        """Load the model, which no rate should contain."""

    def index(self, documents: Texts) -> None:
        """Index documents."""

    def search(self, query: str) -> Sequence[str]:
        """Ids of the ten best documents, best first."""


class Ours:
    """This program, through its files and its Index."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def warm(self) -> None:
        from index.encoder import encoder

        encoder().encode(["warm"] * 16)

    def index(self, documents: Texts) -> None:
        from index.build import add
        from index.search import Index

        docs = self.place / "docs"
        docs.mkdir()
        for name, title, text in documents:
            (docs / f"{name}.md").write_text(f"---\ntitle: {json.dumps(title)}\n---\n\n{text}\n", encoding="utf-8")
        add([docs], self.place / "index")
        self.opened = Index.open(self.place / "index")

    def search(self, query: str) -> Sequence[str]:
        with self.opened.reading():
            hits = self.opened.search(query, 100)
            names = [Path(self.opened.info(hit.passage.document_id).path).stem for hit in hits]
        return list(dict.fromkeys(names))[:10]


class Txtai:
    """txtai's Embeddings with hybrid search."""

    def __init__(self, place: Path) -> None:
        from txtai import Embeddings

        from index.embedded import embedded_folder

        self.embeddings = Embeddings(path=str(embedded_folder()), hybrid=True, content=True)

    def warm(self) -> None:
        self.embeddings.batchtransform(["warm"] * 16)

    def index(self, documents: Texts) -> None:
        self.embeddings.index([(name, f"{title}\n{text}", None) for name, title, text in documents])

    def search(self, query: str) -> Sequence[str]:
        return [found["id"] for found in self.embeddings.search(query, 10)]


class Haystack:
    """Haystack's store in memory, with both of its retrievers and its joiner."""

    def __init__(self, place: Path) -> None:
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        from index.embedded import embedded_folder

        model = str(embedded_folder())
        self.store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self.documents = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
        self.question = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
        self.words = InMemoryBM25Retriever(self.store, top_k=100)
        self.meaning = InMemoryEmbeddingRetriever(self.store, top_k=100)
        self.join = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=10)

    def warm(self) -> None:
        for part in (self.documents, self.question):
            part.warm_up()
        self.question.run(text="warm")

    def index(self, documents: Texts) -> None:
        from haystack import Document

        made = [Document(id=name, content=f"{title}\n{text}") for name, title, text in documents]
        self.store.write_documents(self.documents.run(documents=made)["documents"])

    def search(self, query: str) -> Sequence[str]:
        vector = self.question.run(text=query)["embedding"]
        found = [
            self.words.run(query=query)["documents"],
            self.meaning.run(query_embedding=vector)["documents"],
        ]
        return [document.id for document in self.join.run(documents=found)["documents"]]


PROGRAMS = {"whylisted": Ours, "txtai": Txtai, "haystack": Haystack}


def measure(name: str, folder: Path, most: int) -> dict[str, float]:
    """One program, in this process."""
    queries, right = judgements(folder)
    documents = [(row["_id"], row["title"], row["text"]) for row in corpus(folder, most)]
    with tempfile.TemporaryDirectory(prefix="whylisted-side-") as place:
        program: Program = PROGRAMS[name](Path(place))
        program.warm()
        started, worked = time.perf_counter(), time.process_time()
        program.index(documents)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
        taken, gains, shares = [], [], []
        for query, text in queries.items():
            before = time.perf_counter()
            found = list(program.search(text))
            taken.append((time.perf_counter() - before) * 1000)
            gains.append(ndcg(found, right[query]))
            shares.append(recall(found, right[query]))
    return {
        "documents/s": len(documents) / seconds,
        "of processor": len(documents) / worked,
        "median ms": float(np.median(taken[5:])),
        "p95 ms": float(np.percentile(taken[5:], 95)),
        "nDCG@10": sum(gains) / len(gains),
        "recall@10": sum(shares) / len(shares),
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10**9, help="the judged ones first; fewer change nDCG")
    parser.add_argument("--only", choices=PROGRAMS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        print("numbers:" + json.dumps(measure(given.only, given.folder, given.documents)))
        return
    say_command()
    for number, name in enumerate(PROGRAMS):
        call = [sys.executable, "-m", "tests.benchmarks.side_by_side", str(given.folder), "--only", name]
        out = subprocess.run(
            [*call, "--documents", str(given.documents)], check=True, capture_output=True, text=True
        ).stdout
        row = json.loads(
            next(line for line in out.splitlines() if line.startswith("numbers:")).removeprefix("numbers:")
        )
        if not number:
            print(f"{'':<10}" + "".join(f"{column:>13}" for column in row))
        print(
            f"{name:<10}" + "".join(f"{value:>13.3f}" if value < 1 else f"{value:>13.1f}" for value in row.values()),
            flush=True,
        )


if __name__ == "__main__":
    main()
