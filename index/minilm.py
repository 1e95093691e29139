"""MiniLM in NumPy: BERT's layers over one text at a time, in float32, from the safetensors file of the embedded model.

It gives what torch gives within a millionth, and is there in a tenth of a second, where torch and sentence-transformers take seconds to
import. A text is computed alone, with one thread of the linear algebra library (BLAS): its numbers do not depend by a single bit
on what else is computed or on how many cores there are. Several texts may be computed at once from several threads.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

Array = NDArray[np.float32]
Pair = tuple[Array, Array]
"""A weight, (out, in) or (in,), and its bias."""

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
EPSILON = 1e-12
NAMES = {
    "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "out": ("attention.output.dense",),
    "after_attention": ("attention.output.LayerNorm",),
    "up": ("intermediate.dense",),
    "down": ("output.dense",),
    "after_inner": ("output.LayerNorm",),
}
"""The parts of a layer, and what the file calls them."""

TOGETHER = 65_536
"""Numbers that GELU is computed on at once: with what lies beside them they fit into a core's cache."""
_GELU = (
    -1.5957684322,
    -7.2668567030e-2,
    6.6259987980e-5,
    1.1048031689e-4,
    -7.9382189177e-6,
    2.6689281902e-7,
    -3.6112328378e-9,
)
"""-ln(Φ(x) / (1 - Φ(x))) / x as a polynomial in x², fitted on 0 < x < 6 so that the largest error of x·Φ(x) is least; its last
coefficient has the sign that makes Φ go to 0 and 1 beyond."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One transformer layer as in BERT (Devlin et al. 2019)."""

    qkv: Pair
    out: Pair
    after_attention: Pair
    up: Pair
    down: Pair
    after_inner: Pair

    def __call__(self, x: Array) -> Array:
        """States (length, WIDTH) of one text to states."""
        seen = linear(_attend(linear(x, self.qkv)), self.out)
        seen += x
        x = _normed(seen, self.after_attention)
        out = linear(gelu(linear(x, self.up)), self.down)
        out += x
        return _normed(out, self.after_inner)


class MiniLM:
    """The embedded model. Word vectors stay in the file, of which the rows that a text needs are read; the layers are in memory."""

    def __init__(self, weights: Path) -> None:
        """Args: the model's safetensors file."""
        self._file = _opened(weights)
        get = self._file.get_tensor
        self._words = self._file.get_slice("embeddings.word_embeddings.weight")
        self._positions: Array = get("embeddings.position_embeddings.weight")
        self._positions += get("embeddings.token_type_embeddings.weight")[0]
        self._norm: Pair = get("embeddings.LayerNorm.weight"), get("embeddings.LayerNorm.bias")
        self.layers = tuple(_layer(get, number) for number in range(LAYERS))

    def embed(self, ids: Sequence[int]) -> Array:
        """What goes into the first layer for these word pieces, at most 512: (length, WIDTH)."""
        different, at = np.unique(np.asarray(ids), return_inverse=True)
        x: Array = np.concatenate([self._words[i : i + 1] for i in different.tolist()])[at]
        x += self._positions[: len(ids)]
        return _normed(x, self._norm)

    def vector(self, ids: Sequence[int]) -> Array:
        """The mean of the last layer's states: what the model makes of a text, not yet of length 1."""
        with one_thread():
            x = self.embed(ids)
            for layer in self.layers:
                x = layer(x)
        mean: Array = x.mean(0)
        return mean


def _opened(weights: Path) -> Any:
    return safe_open(str(weights), "np")


def linear(x: Array, pair: Pair) -> Array:
    """x · weightᵀ + bias."""
    out: Array = x @ pair[0].T
    out += pair[1]
    return out


def gelu(x: Array) -> Array:
    """x·Φ(x) in place, within 2e-7 of the error function's (of 1, or of x where that is larger); x is contiguous."""
    flat = x.reshape(-1)
    room = np.empty((2, min(TOGETHER, flat.size)), np.float32)
    with np.errstate(over="ignore"):  # far below zero the odds are infinite, and x·Φ(x) is 0
        for start in range(0, flat.size, TOGETHER):
            own = flat[start : start + TOGETHER]
            square, odds = room[:, : own.size]
            np.multiply(own, own, out=square)
            np.multiply(square, np.float32(_GELU[-1]), out=odds)
            for coefficient in _GELU[-2:0:-1]:
                odds += np.float32(coefficient)
                odds *= square
            odds += np.float32(_GELU[0])
            odds *= own
            np.exp(odds, out=odds)
            odds += np.float32(1)
            own /= odds
    return x


def softmax(x: Array) -> Array:
    """Along the last axis, in place."""
    x -= x.max(-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


def _attend(qkv: Array) -> Array:
    """Queries, keys and values (length, 3 * WIDTH) to what each head has seen, (length, WIDTH)."""
    length = len(qkv)
    query, key, value = qkv.reshape(length, 3, HEADS, -1).transpose(1, 2, 0, 3)
    query *= np.float32((WIDTH // HEADS) ** -0.5)
    seen: Array = np.matmul(softmax(np.matmul(query, key.transpose(0, 2, 1))), value)
    return seen.transpose(1, 0, 2).reshape(length, WIDTH)


def _normed(x: Array, pair: Pair) -> Array:
    """Layer normalisation (Ba et al. 2016), in place."""
    x -= x.mean(-1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)[:, None]
    x /= np.sqrt(spread / np.float32(x.shape[1]) + np.float32(EPSILON))
    x *= pair[0]
    x += pair[1]
    return x


def _layer(get: Callable[[str], Array], number: int) -> Layer:
    """A layer of the file, by its number from 0."""

    def part(mine: str, kind: str) -> Array:
        return np.concatenate([get(f"encoder.layer.{number}.{name}.{kind}") for name in NAMES[mine]])

    return Layer(**{mine: (part(mine, "weight"), part(mine, "bias")) for mine in NAMES})


_threads_lock = threading.Lock()
_inside = 0
_limited: Any = None


@contextmanager
def one_thread() -> Iterator[None]:
    """Have BLAS compute with one thread inside, from whichever thread it is called, so that sums are done in one order.

    What was set before is set again when the last one leaves. A question is too short to be shared out anyway, and a second thread that
    has to wait for a core holds up the first one.
    """
    global _inside, _limited
    with _threads_lock:
        if _inside == 0:
            _limited = _libraries().limit(limits=1)
        _inside += 1
    try:
        yield
    finally:
        with _threads_lock:
            _inside -= 1
            if _inside == 0:
                _limited.restore_original_limits()


@cache
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")
