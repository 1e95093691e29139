"""The embedded model in NumPy: what sentence-transformers gives, whatever the text, the threads and the other texts; and without torch."""

import json
import math
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from index.encoder import MANY, encoder, word_pieces
from index.minilm import gelu, one_thread, softmax

ROOT = Path(__file__).parents[2]
ODD = [
    "", " ", "?", "[SEP]", "what does [MASK] mean [CLS]", "北京 😀 Łódź", "naïve café ﬁnding", "a" * 300, "1" * 90, "\u200b\u00ad", "\t\n x \r",
    "WHY WAS EXAMPLA OPTICS LISTED??", "§ 744.11(b)(5)", "e\u0301te\u0301", "\x00\ufffd", "Ω≈ç√∫", " ".join(["licence"] * 255), "word " * 600,
]  # fmt: skip


MOST = 300


def questions() -> list[str]:
    """Odd texts, and every so many-th question of the golden files, some hundreds of them."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "tests" / "golden").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found |= dict.fromkeys(row["turns"] if "turns" in row else [row["question"]])
    return ODD + list(found)[:: max(1, len(found) // MOST)]


def test_vectors_are_those_of_sentence_transformers() -> None:
    texts = questions()
    assert len(texts) > MOST
    wanted = encoder().load().encode(texts, normalize_embeddings=True, show_progress_bar=False)
    own = np.concatenate([encoder().encode(texts[i : i + MANY - 1]) for i in range(0, len(texts), MANY - 1)])
    likeness = np.einsum("ij,ij->i", own.astype(float), wanted.astype(float))
    assert likeness.min() > 0.99999, [(texts[i], likeness[i]) for i in likeness.argsort()[:5]]
    assert np.abs(own - wanted).max() < 1e-5


def test_a_text_has_the_same_bytes_in_any_company() -> None:
    texts = questions()[:60]
    alone = [encoder().encode([text])[0] for text in texts]
    assert all(np.array_equal(row, own) for row, own in zip(encoder().encode(texts[:5]), alone, strict=False))
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: encoder().encode([text])[0], texts))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_word_pieces_are_neither_cut_nor_filled_up() -> None:
    assert len(word_pieces().encode("radar " * 400).ids) == 402
    assert len(word_pieces().encode("radar").ids) == 3


@pytest.mark.parametrize("size", [1, 7, 65_536, 65_537, 200_000])
def test_gelu(size: int) -> None:
    x = np.concatenate([np.linspace(-12, 12, size), [0, -1e4, 1e4, -90, 90]]).astype(np.float32)
    wanted = np.array([float(v) * 0.5 * math.erfc(-float(v) / math.sqrt(2)) for v in x])
    assert (np.abs(gelu(x.copy()) - wanted) <= 4e-7 * np.maximum(1, np.abs(wanted))).all()


def test_softmax_of_large_numbers() -> None:
    assert softmax(np.array([[1000, 1000, -1000], [-3e4, -3e4, -3e4]], np.float32)) == pytest.approx(
        np.array([[0.5, 0.5, 0], [1 / 3] * 3])
    )


def blas() -> list[int]:
    return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]


def test_one_thread_inside_and_as_before_when_the_last_one_leaves() -> None:
    before, inside, leave = blas(), threading.Event(), threading.Event()

    def other() -> None:
        with one_thread():
            inside.set()
            leave.wait()

    beside = threading.Thread(target=other)
    with one_thread():
        beside.start()
        inside.wait()
        assert 1 in blas()
    assert 1 in blas()
    leave.set()
    beside.join()
    assert blas() == before


def test_a_question_is_encoded_without_torch_and_with_any_number_of_threads() -> None:
    script = (
        "import sys; from index.encoder import encoder\n"
        "print(encoder().encode(['Why was Exampla Optics listed?']).tobytes().hex())\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'scipy'} & set(sys.modules))"
    )
    found = set()
    for threads in ("1", "2", "3"):
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": threads,
            "OPENBLAS_NUM_THREADS": threads,
        }
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
        )
        found.add(done.stdout)
    assert len(found) == 1
    assert found.pop().splitlines()[1] == "set()"
