"""The readers: the program's own, checked and loaded once, and any other cross-encoder by name.

Importing this module is cheap; torch is loaded at the first question. Questions that records answer never come here.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.question import Question
from assistant.reader.look import Look
from assistant.reader.package import package_file
from assistant.reader.tiles import read_question
from index.embedded import embedded_file
from index.memory import Recent
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
        self._network: Network | None = None
        self._lock = threading.Lock()
        self._states = Recent(KEPT)

    @classmethod
    def of(cls, network: "Network") -> "OwnReader":
        """A reader with a network that was trained just now."""
        made = cls()
        made._network = network
        return made

    def load(self) -> "Network":
        """The network, loaded if it is not yet."""
        with self._lock:
            if self._network is None:
                self._network = _load(self._weights)
            return self._network

    def scores(self, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        """The scores of each tile's sentences: log odds, roughly, against there being no answer."""
        import torch

        if not looks:
            return []
        network = self.load()
        asked = read_question(question.turns or (question.text,), question)
        with self._lock, torch.inference_mode(), all_cores():
            asked.states = network.read_lower(asked.ids)
            for look in looks:
                ids = tuple(look.tokens.ids)
                look.tokens.states = self._states.get(ids, lambda ids=ids: network.read_lower(ids), len)  # type: ignore[misc]
            read = network([(asked, look.tokens) for look in looks])
        return [[round(float(s), DIGITS) for s in scores] for scores, _ in read]


@contextmanager
def all_cores() -> Iterator[None]:
    """Compute with all of the processor's cores, whatever another part has set, so that sums are done in one order."""
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


def _load(weights: Path | None) -> "Network":
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from assistant.reader.network import Network

    path = weights or package_file("reader.safetensors")
    if weights is None:
        _check(path)
    network = Network.on(embedded_file("model.safetensors"))
    try:
        network.take(load_file(str(path)))
    except (OSError, RuntimeError, ValueError, SafetensorError) as error:
        raise ModelError(f"reader {path} cannot be loaded ({error}): name a file that training wrote") from error
    return network.eval()


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
