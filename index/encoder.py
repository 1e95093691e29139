"""Texts to unit vectors with a model that comes with the installation, or another one that sentence-transformers loads.

Importing this module is cheap. A model is loaded at the first text, once in a process. A few texts at once, as a question is, go through
the embedded model in NumPy (`index.minilm`), which takes a tenth of a second to load; many go through sentence-transformers and torch,
which takes seconds and then is the faster.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedded import embedded_file, embedded_folder
from sources.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index.minilm import MiniLM

log = logging.getLogger(__name__)

EMBEDDED = "all-MiniLM-L6-v2"
"""Name of the model that is part of the installation (sentence-transformers/all-MiniLM-L6-v2, 384 dimensions)."""
EMBEDDED_DIMENSIONS = 384
EMBEDDED_PIECES = 256
"""Word pieces of a text that the embedded model reads, [CLS] and [SEP] among them; what is longer is cut."""

BATCH_CHARACTERS = 2_000
"""Characters that go through the model together for each thread, padding included: about 500 tokens, whose numbers fit into a
processor's cache. Four times as many were a fifth slower."""
SHAPES = 8
"""Texts are padded to a multiple of so many tokens: fewer shapes, for each of which the library keeps memory."""
MANY = 8
"""Texts from which on torch, bfloat16 and several threads pay: casting the weights alone costs as much as a few texts."""


class Encoder(Protocol):
    """Turns texts into unit vectors; texts that are alike in meaning get vectors with a large inner product."""

    @property
    def name(self) -> str:
        """What the vectors are kept under: two encoders of one name give the same vectors."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text: shape (len(texts), dimensions)."""


@cache
def word_pieces() -> "Tokenizer":
    """The embedded model's tokenizer, which cuts nothing and fills nothing up."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(embedded_file("tokenizer.json")))
    found.no_truncation()
    found.no_padding()
    return found


def embedded_model() -> "MiniLM":
    """The embedded model in NumPy: checked, and loaded once in a process.

    Raises:
        ModelError: the model is absent or altered.
    """
    global _minilm
    with _minilm_lock:
        if _minilm is None:
            from index.minilm import MiniLM

            weights = embedded_file("model.safetensors")
            log.info("loading embedding model %s", EMBEDDED)
            _minilm = MiniLM(weights)
        return _minilm


def encoder(name: str | None = None) -> "SentenceEncoder":
    """The encoder of that name: one object for each name in a process, so that a model is loaded only once.

    Args:
        name: None or `all-MiniLM-L6-v2` for the embedded model; otherwise a folder or a name that
            sentence-transformers knows.
    """
    key = EMBEDDED if name in (None, "", EMBEDDED, f"sentence-transformers/{EMBEDDED}") else str(name)
    with _registry_lock:
        if key not in _registry:
            _registry[key] = SentenceEncoder(key)
        return _registry[key]


class SentenceEncoder:
    """A sentence-transformers model, loaded when it is first needed. Safe to use from several threads.

    Many texts are computed in bfloat16 where the processor has instructions for it, a few (a question) in float32, and those of the
    embedded model in NumPy; the vectors of both agree to a cosine of 0.9999, so they are compared with each other.
    """

    def __init__(self, name: str, bfloat16: bool | None = None) -> None:
        """Args: the model's name or folder, and whether to compute in bfloat16 (None: as the processor has it)."""
        self._name = name
        self._bfloat16 = bfloat16
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name or folder."""
        return self._name

    @property
    def dimensions(self) -> int:
        """Length of a vector; only a model other than the embedded one is loaded to know it."""
        if self._name == EMBEDDED:
            return EMBEDDED_DIMENSIONS
        return int(self.load().get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text, shape (len(texts), dimensions).

        Raises:
            ModelError: the model is absent or altered.
        """
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        many = len(texts) >= MANY
        if self._name == EMBEDDED and not many:
            vectors = _few(texts)
        else:
            model = self.load()
            with self._lock, _threads(None if many else 1):
                vectors = _run(model, texts, bool(self._bfloat16) and many)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.ascontiguousarray(vectors / np.maximum(lengths, 1e-12), np.float32)

    def load(self) -> Any:
        """The sentence-transformers model itself, loaded if it is not yet."""
        with self._lock:
            if self._model is None:
                self._model = _load(self._name)
                if self._bfloat16 is None:
                    self._bfloat16 = has_bfloat16()
            return self._model


@contextmanager
def _threads(count: int | None) -> Iterator[None]:
    """Compute with so many threads inside; None for as many as there are.

    A question is too short to be shared out: a second thread gains nothing, and where something else needs the processor
    the first one waits for it, a hundred times as long as the question takes.
    """
    import torch

    before = torch.get_num_threads()
    if count is not None and count < before:
        torch.set_num_threads(count)
    try:
        yield
    finally:
        if torch.get_num_threads() != before:
            torch.set_num_threads(before)


def has_bfloat16() -> bool:
    """Whether the processor computes in bfloat16 (AMX tiles or AVX-512 BF16); elsewhere it is imitated, and slower."""
    import torch

    return any(
        bool(getattr(torch.cpu, name, lambda: False)())
        for name in ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    )


def _few(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of the texts by the embedded model, each text computed alone; not yet of length 1."""
    model, made = embedded_model(), []
    for text in texts:
        ids = word_pieces().encode(text).ids
        made.append(model.vector(ids if len(ids) <= EMBEDDED_PIECES else [*ids[: EMBEDDED_PIECES - 1], ids[-1]]))
    return np.stack(made)


def _run(model: Any, texts: Sequence[str], bfloat16: bool) -> NDArray[np.float32]:
    """Vectors of the texts, not yet of length 1. Texts of like length go together, so that little is padding; while one
    batch is computed, the next one is made into tokens."""
    import torch

    def tokens(batch: Sequence[int]) -> Any:
        shapes = {"text": {"pad_to_multiple_of": SHAPES}}
        return model.preprocess([texts[number] for number in batch], processing_kwargs=shapes)

    order = sorted(range(len(texts)), key=lambda number: (-len(texts[number]), number))
    batches = list(_batches(order, texts, BATCH_CHARACTERS * torch.get_num_threads()))
    made: list[NDArray[np.float32]] = []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        for features in map(tokens, batches) if len(batches) == 1 else _ahead(tokens, batches):
            made.append(model(features)["sentence_embedding"].float().numpy())
    vectors = np.empty((len(texts), made[0].shape[1]), np.float32)
    vectors[order] = np.concatenate(made)
    return vectors


def _ahead(make: Callable[[Sequence[int]], Any], batches: Sequence[Sequence[int]]) -> Iterator[Any]:
    """What `make` makes of each batch, the next one made in a thread of its own while the caller works on one."""
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(make, batches[0])
        for following in batches[1:]:
            made = coming.result()
            coming = beside.submit(make, following)
            yield made
        yield coming.result()


def _batches(order: Sequence[int], texts: Sequence[str], characters: int) -> Iterator[Sequence[int]]:
    """Stretches of `order` of about as many characters each, padding included."""
    start = 0
    while start < len(order):
        longest = max(1, min(len(texts[order[start]]), 1200))  # models read no further than a few hundred tokens
        stop = start + max(1, min(128, characters // longest))
        yield order[start:stop]
        start = stop


def _load(name: str) -> Any:
    place = name
    remedy = f"run `hf download {name}` once, or give the folder of a sentence-transformers model"
    if name == EMBEDDED:
        place = str(embedded_folder())
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    # Threads that wait for one another sleep, and leave the processor to whoever works; measured, this costs nothing.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    log.info("loading embedding model %s", name)
    try:
        return SentenceTransformer(
            place, device="cpu", local_files_only=True
        )  # nothing is fetched without being told to
    except Exception as error:  # the library raises whatever its many loaders raise
        cause = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelError(f"embedding model {name} cannot be loaded ({cause}): {remedy}") from error


_registry: dict[str, SentenceEncoder] = {}
_registry_lock = threading.Lock()
_minilm: "MiniLM | None" = None
_minilm_lock = threading.Lock()
