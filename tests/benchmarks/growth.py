"""How an index grows: size, memory, add rate, recall and the time of a question, from a thousand passages to a million.

    python -m tests.benchmarks.growth 1000 10000 100000 1000000

Vectors are real ones (of the sentences of sources/samples), perturbed; texts are made of the samples' words, as often as they
stand there. Nothing is read or embedded: what is measured is storing, indexing and searching. Each size is a process of
its own. A question's time is without embedding it, with words and vectors, and with reading the passages found. Memory is what
a process holds of its own: the most while adding (libraries included), and what asking takes beside what was there before;
`mapped` are pages of the index's files beside it, which the system takes back when it needs them. Recall is that of the ten
best of the hundred that a question looks at.
"""

import argparse
import datetime
import json
import multiprocessing
import re
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.derived import catch_up
from index.encoder import encoder
from index.lock import writer_lock
from index.parts import parts
from index.recall import recall
from index.search import Index
from index.status import status
from index.store import LOG_AT_WORK, Store
from index.text import digest, embedded_text
from sources.document import Document, Passage, Span, document_id, passage_id
from tests.benchmarks import say_command

SAMPLES = Path(__file__).parents[2] / "sources" / "samples"
PASSAGES = 10  # of a document
NOISE = 0.03
QUESTIONS = 200


class Maker:
    """Texts and vectors, the same on every run."""

    def __init__(self, real: NDArray[np.float32]) -> None:
        self.real = real
        self.random = np.random.default_rng(5)
        text = " ".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.md")))
        words = re.findall(r"[^\W_]+", text)
        rare = [f"{a}{b}" for a in sorted(set(words))[:400] for b in ("son", "tech", "ov", "ic", "an")]
        self.words = np.array(words + rare)

    def text(self, length: int = 70) -> str:
        """A passage of so many words."""
        return " ".join(self.words[self.random.integers(0, len(self.words), length)]) + "."

    def vectors(self, count: int) -> NDArray[np.float32]:
        """Real vectors, perturbed."""
        made = self.real[self.random.integers(0, len(self.real), count)]
        made = made + NOISE * self.random.standard_normal(made.shape, dtype=np.float32)
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)

    def documents(self, passages: int) -> Iterator[tuple[Document, list[Passage]]]:
        """Documents with so many passages together."""
        for number in range(passages // PASSAGES):
            name = f"made/{number}.txt"
            key = document_id(name)
            text, spans = "", []
            for _ in range(PASSAGES):
                start = len(text)
                text += self.text() + "\n"
                spans.append((start, len(text) - 1))
            published = datetime.date(2015, 1, 1) + datetime.timedelta(days=number % 3000)
            document = Document(id=key, path=name, title=self.text(8), published=published, sha256="0" * 64, text=text)
            yield (
                document,
                [Passage(id=passage_id(key, s, e), document_id=key, start=s, end=e) for s, e in spans],
            )


class Fixed:
    """An encoder that knows the questions' vectors already."""

    name, dimensions = "perturbed", 384

    def __init__(self, known: dict[str, NDArray[np.float32]]) -> None:
        self.known = known

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.known[text] for text in texts])


def fill(place: Path, maker: Maker, passages: int) -> tuple[float, float]:
    """Store and index; seconds of both."""
    started = time.perf_counter()
    place.mkdir()
    with writer_lock(place):
        store = Store.open(place)
        batch: list[tuple[Document, list[Passage]]] = []
        for number, made in enumerate(maker.documents(passages), start=1):
            batch.append(made)
            if len(batch) == 200 or number == passages // PASSAGES:
                with store.batch():
                    model = store.use_model("perturbed", 384)
                    keys = [digest(embedded_text(document, p)) for document, spans in batch for p in spans]
                    rows = store.put_vectors(model, keys, maker.vectors(len(keys)))
                    for document, spans in batch:
                        sentences = [Span(p.start, p.end) for p in spans]
                        store.put_document(store.put_file(document.path, ""), parts(document, sentences, spans), rows)
                store.fold(LOG_AT_WORK)
                batch.clear()
        stored = time.perf_counter()
        catch_up(place, store)
        indexed = time.perf_counter()
        store.fold()
        store.close()
    return stored - started, indexed - stored


def measure(size: int, real: NDArray[np.float32], result: Path) -> None:
    """One size, and write down the numbers."""
    with tempfile.TemporaryDirectory(prefix="whylisted-growth-") as folder:
        place = Path(folder) / "index"
        maker = Maker(real)
        context = multiprocessing.get_context("spawn")
        times = context.SimpleQueue()
        filling = context.Process(target=_fill_aside, args=(place, real, size, times))
        filling.start()
        store_seconds, index_seconds, memory_adding = times.get()
        filling.join()
        asked = {maker.text(8): vector for vector in maker.vectors(QUESTIONS)}
        index = Index.open(place, Fixed(asked))
        before = _memory()[0]
        taken = []
        for question in asked:
            started = time.perf_counter()
            index.search(question, 20)
            taken.append((time.perf_counter() - started) * 1000)
        own, mapped = _memory()
        with index.reading():
            derived = index._indexes()
            rows = index._store.all_passage_rows()
            assert derived.vectors is not None
            share = recall(
                derived.vectors, rows, lambda part: index._store.vectors(part.tolist(), 384),
                np.stack(list(asked.values())[:100]),
            )  # fmt: skip
        state = status(place)
        taken = taken[10:]
        result.write_text(
            json.dumps(
                {
                    "passages": size,
                    "type": state.vector_index,
                    "store/s": size / store_seconds,
                    "index/s": size / index_seconds,
                    "truth MB": state.sizes["truth"] / 1e6,
                    "words MB": state.sizes["words"] / 1e6,
                    "vectors MB": state.sizes["vectors"] / 1e6,
                    "adding MB": memory_adding,
                    "asking MB": own - before,
                    "mapped MB": mapped,
                    "recall@10": share,
                    "median ms": float(np.median(taken)),
                    "p95 ms": float(np.percentile(taken, 95)),
                }
            )
        )


def _fill_aside(
    place: Path, real: NDArray[np.float32], size: int, times: "multiprocessing.SimpleQueue[object]"
) -> None:
    most, ended = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.wait(0.05):
            most = max(most, _memory()[0])

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        seconds = fill(place, Maker(real), size)
    finally:
        ended.set()
        watching.join()
    times.put((*seconds, most))


def _memory() -> tuple[float, float]:
    """What this process holds in MB: memory of its own, and pages of files; not a number where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return float("nan"), float("nan")
    found = {line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines if line.startswith("Rss")}
    return found["RssAnon"], found["RssFile"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    given = parser.parse_args()
    say_command()
    texts = [part for path in sorted(SAMPLES.glob("*.md")) for part in path.read_text(encoding="utf-8").split(". ")]
    real = encoder().encode(texts)
    context = multiprocessing.get_context("spawn")
    for number, size in enumerate(given.sizes):
        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder) / "result.json"
            process = context.Process(target=measure, args=(size, real, result))
            process.start()
            process.join()
            row = json.loads(result.read_text())
        if not number:
            print(" ".join(f"{name:>11}" for name in row))
        print(
            " ".join(
                f"{value:>11,.3f}"
                if name == "recall@10"
                else f"{value:>11,.1f}"
                if isinstance(value, float)
                else f"{value:>11}"
                for name, value in row.items()
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
