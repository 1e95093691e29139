"""What adding costs beside embedding, and what bfloat16 brings and costs.

    python -m tests.benchmarks.adding DOCUMENTS
    python -m tests.benchmarks.adding DOCUMENTS --collection COLLECTION

Prose: the bare `model.encode` of sentence-transformers on the same texts in the same run is 1.00; all are measured in turn, so
that they meet the same machine, and medians are shown. Records: a list in Treasury's layout, made for this, without
embedding. With --collection, nDCG@10 of vectors made in float32 and in bfloat16.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from index.build import add
from index.encoder import EMBEDDED, SentenceEncoder, encoder, has_bfloat16
from index.prepare import prepare
from sources.load import Given, find_files
from tests.benchmarks import retrieval, say_command

BARE = "model.encode, float32"


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def prose(folder: Path, most: int, rounds: int) -> None:
    """The table of rates for prose."""
    files, texts = [], {}
    for file in find_files([folder]):
        prepared = prepare(file, "", Given())
        if prepared.passages and not prepared.records:
            files.append(file.path)
            texts |= {text: text for _, embedded in prepared.pieces() for text in embedded}
        if len(texts) >= most:
            break
    asked = list(texts.values())
    model = SentenceEncoder(EMBEDDED)
    bare = model.load()
    steps: Counter[str] = Counter()
    work: dict[str, Callable[[], object]] = {
        BARE: lambda: bare.encode(asked, show_progress_bar=False),
        "ours, float32": lambda: SentenceEncoderOf(bare, False).encode(asked),
        "whylisted add, float32": lambda: steps.update(whole(files, SentenceEncoderOf(bare, False))),
    }
    if has_bfloat16():
        work["model.encode, bfloat16"] = lambda: autocast(bare, asked)
        work["ours, bfloat16"] = lambda: SentenceEncoderOf(bare, True).encode(asked)
        work["whylisted add, bfloat16"] = lambda: steps.update(whole(files, SentenceEncoderOf(bare, True)))
    taken: dict[str, list[float]] = {name: [] for name in work}
    model.encode(asked[:64])
    for _ in range(rounds):
        for name, call in work.items():
            taken[name].append(timed(call))
    middle = {name: statistics.median(seconds) for name, seconds in taken.items()}
    print(f"prose: {len(files)} documents, {len(asked)} passages, {rounds} rounds; bfloat16 here: {has_bfloat16()}")
    print(f"{'':<26}{'passages/s':>12}{'ratio':>8}")
    for name, seconds in middle.items():
        print(f"{name:<26}{len(asked) / seconds:>12.1f}{middle[BARE] / seconds:>8.2f}")
    everything = sum(steps.values())
    print("add by step: " + ", ".join(f"{step} {value / everything:.0%}" for step, value in steps.items()))


def whole(files: list[Path], model: SentenceEncoder) -> Mapping[str, float]:
    """Add the files to a new index: seconds by step."""
    with tempfile.TemporaryDirectory() as place:
        return add(files, Path(place) / "index", encoder=model).seconds


def autocast(bare: Any, asked: list[str]) -> None:
    """The library's own encode, in bfloat16."""
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16):
        bare.encode(asked, show_progress_bar=False)


class SentenceEncoderOf(SentenceEncoder):
    """The same loaded model, in one type of number."""

    def __init__(self, model: object, bfloat16: bool) -> None:
        super().__init__(EMBEDDED, bfloat16)
        self._model = model


def records(count: int) -> None:
    """The rate for records."""
    chance = random.Random(3)
    syllables = "ba ko ri ta mun sel dor vik han lo pe gra zu shi ne".split()  # noqa: SIM905

    def word() -> str:
        return "".join(chance.choices(syllables, k=chance.randint(2, 3))).upper()

    main, other, where = [], [], []
    for number in range(1, count + 1):
        name = f"{word()} {word()} {chance.choice(['TRADING CO.', 'LTD.', 'INDUSTRIES GROUP', 'SHIPPING LINES'])}"
        main.append(f'{number},"{name}",-0- ,"{chance.choice(["IRAN", "CUBA", "SDGT"])}",' + "-0- ," * 7 + "-0-")
        if number % 2:
            other.append(f'{number},{number},"aka","{word()} {word()}",-0-')
        where.append(f'{number},{number},"{chance.randint(1, 99)} {word()} Street","{word()}","Iran",-0-')
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "list"
        place.mkdir()
        for file, rows in (("sdn.csv", main), ("alt.csv", other), ("add.csv", where)):
            (place / file).write_text("\n".join(rows) + "\n", encoding="ascii")
        seconds = timed(lambda: add([place], Path(folder) / "index", encoder=encoder()))
    print(f"records: {count} in {seconds:.1f} s, {count / seconds:,.0f} a second")


def collection(folder: Path, cache: Path, most: int) -> None:
    """What bfloat16 does to what is found."""
    for name, bfloat16 in (("float32", False), ("bfloat16", True)):
        kept = cache / f"whylisted-{name}.npz"
        found = retrieval.Collection(folder, kept, True, SentenceEncoder(EMBEDDED, bfloat16), most)
        gain, share = found.score(lambda query: found.search(query, False, True))  # noqa: B023
        print(f"{folder.name}, vectors in {name}: nDCG@10 {gain:.4f}, recall@10 {share:.4f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=2000, help="stop after so many")
    parser.add_argument("--rounds", type=int, default=3, help="times that each rate is measured")
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--collection", type=Path)
    parser.add_argument("--documents", type=int, default=retrieval.ALL, help="of the collection, the judged ones first")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    say_command()
    prose(given.folder, given.passages, given.rounds)
    records(given.records)
    if given.collection:
        collection(given.collection, given.cache, given.documents)


if __name__ == "__main__":
    main()
