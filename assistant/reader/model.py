"""The readers: the program's own, checked and loaded once, and any other cross-encoder by name.

The own one needs NumPy alone, another one sentence-transformers and torch, which are loaded at the first question. Questions that
records answer never come here.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from safetensors import SafetensorError
from safetensors.numpy import load_file

from assistant.question.understand import Question
from assistant.reader.look import Look
from assistant.reader.package import package_file
from assistant.reader.scorer import Scorer
from assistant.reader.tiles import read_question
from index.encoder import embedded_model
from index.memory import Recent
from index.minilm import one_thread
from sources.errors import ModelError

if TYPE_CHECKING:
    from assistant.reader.network import Network

OWN = "whylisted-reader"
"""The name of the reader that comes with the program."""
KEPT = 200_000
"""Word pieces of tiles of which the lower layers' states are kept in memory: 1.5 kB each."""
DIGITS = 3
"""Scores are rounded to so many digits: the same whatever else the processor does."""


class Reader(Protocol):
    """Scores sentences against a question."""

    @property
    def name(self) -> str:
        """What it is called: calibrations are kept under it."""

    def scores(self, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        """For each tile the score of each of its sentences; any real number, higher is likelier to answer.

        Raises:
            ModelError: the model is absent or altered.
        """


class OwnReader:
    """The reader that comes with the program. Safe to use from several threads."""

    name = OWN

    def __init__(self, weights: Path | None = None) -> None:
        """Args: the trained layers (safetensors), None for those of the package."""
        self._weights = weights
        self._scorer: Scorer | None = None
        self._lock = threading.Lock()
        self._states = Recent(KEPT)

    @classmethod
    def of(cls, network: "Network") -> "OwnReader":
        """A reader with a network that was trained just now, in the precision in which it is kept."""
        made = cls()
        made._scorer = Scorer(embedded_model(), {name: part.numpy() for name, part in network.trained().items()})
        return made

    def load(self) -> Scorer:
        """The network, loaded if it is not yet."""
        with self._lock:
            if self._scorer is None:
                self._scorer = _load(self._weights)
            return self._scorer

    def scores(self, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        """The scores of each tile's sentences: log odds, roughly, against there being no answer."""
        if not looks:
            return []
        scorer = self.load()
        asked = read_question(question.turns or (question.text,), question)

        # Each tile in one thread: faster than sharing out single products, and no sum depends on how many there are.
        with self._lock, one_thread(), ThreadPoolExecutor(min(_cores(), len(looks))) as side_by_side:
            states = scorer.read_lower(asked.ids)

            def score(look: Look) -> list[float]:
                ids = tuple(look.tokens.ids)
                kept = self._states.get(ids, lambda: scorer.read_lower(ids), len)
                return [round(float(s), DIGITS) for s in scorer.scores(asked, states, look.tokens, kept)]

            return list(side_by_side.map(score, looks))


@contextmanager
def all_cores() -> Iterator[None]:
    """Have torch compute with all of the processor's cores, whatever another part has set, so that sums are done in one order."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(_cores())
    try:
        yield
    finally:
        torch.set_num_threads(before)


@cache
def _cores() -> int:
    return int(os.environ.get("OMP_NUM_THREADS") or 0) or os.cpu_count() or 1


def _load(weights: Path | None) -> Scorer:
    path = weights or package_file("reader.safetensors")
    if weights is None:
        _check(path)
    base = embedded_model()
    try:
        return Scorer(base, load_file(str(path)))
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise ModelError(f"reader {path} cannot be loaded ({error}): name a file that training wrote") from error


def _check(path: Path) -> None:
    """See that the trained layers are the ones that were published."""
    expected = json.loads(package_file("reader.json").read_text(encoding="utf-8"))["sha256"]
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"reader {path} cannot be read ({error.strerror}): install whylisted again") from error
    if found != expected:
        raise ModelError(
            f"reader {path} is altered (SHA-256 {found[:12]}…, not {expected[:12]}…): install whylisted again"
        )


class NamedReader:
    """Any cross-encoder that sentence-transformers loads, by folder or name. It reads the question, with those before it, against a
    sentence with the document's title and the sentences around it. Safe to use from several threads."""

    def __init__(self, name: str) -> None:
        """Args: a folder, or a name that the library knows and has on this machine."""
        self.name = name
        self._model: Any = None
        self._lock = threading.Lock()

    def load(self) -> Any:
        """The model, loaded if it is not yet."""
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                try:
                    self._model = CrossEncoder(self.name, device="cpu", local_files_only=True, num_labels=1)
                except Exception as error:  # the library raises whatever its many loaders raise
                    cause = (str(error).splitlines() or [type(error).__name__])[0]
                    raise ModelError(
                        f"reader {self.name} cannot be loaded ({cause}): give the folder of a sentence-transformers cross-encoder"
                    ) from error
            return self._model

    def scores(self, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        """The model's raw scores."""
        model = self.load()
        asked = " ".join(question.turns or (question.text,))
        texts = [f"{c.document.title or ''}. {c.before} {c.text} {c.after}" for look in looks for c in look.candidates]
        with self._lock, all_cores():
            flat = iter(model.predict([(asked, t) for t in texts], activation_fn=None, show_progress_bar=False))
        return [[round(float(next(flat)), DIGITS) for _ in look.candidates] for look in looks]


@cache
def reader(name: str | None = None) -> Reader:
    """The reader of that name, one object for each name in a process; None for the program's own."""
    return OwnReader() if name in (None, "", OWN) else NamedReader(str(name))
