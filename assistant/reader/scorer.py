"""The trained reader at work, in NumPy: scores of sentences against a question, as `network.Network` gives them in float32.

The file of what was trained says which layers read question and text together: as many of the base model's last as are in it. Those
below read each apart.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reader.pieces import MARKS, ROLES, Tokens
from index.minilm import INNER, NAMES, WIDTH, Array, Layer, MiniLM, gelu, linear, softmax

HIDDEN = 128
"""Width of the layer between a sentence and its score."""
_LAYER = {
    "qkv": (3 * WIDTH, WIDTH), "out": (WIDTH, WIDTH), "after_attention": (WIDTH,),
    "up": (INNER, WIDTH), "down": (WIDTH, INNER), "after_inner": (WIDTH,),
}  # fmt: skip
_HEADS = {
    "roles.weight": (ROLES, WIDTH), "marks.weight": (MARKS, WIDTH), "span.weight": (1, WIDTH), "span.bias": (1,),
    "hidden.weight": (HIDDEN, 3 * WIDTH), "hidden.bias": (HIDDEN,), "score.weight": (1, HIDDEN), "score.bias": (1,),
}  # fmt: skip
"""Shapes of a layer's weights, a bias being as long as its weight, and of what stands above the layers."""


class Scorer:
    """Scores of sentences against a question. Safe to use from several threads."""

    def __init__(self, base: MiniLM, trained: Mapping[str, NDArray[Any]]) -> None:
        """Args: the base model, and the trained parts by the names that `Network.trained` gives them, in any precision.

        Raises:
            ValueError: the trained parts are not all there, or not of this shape.
        """
        count = sum(f"upper.{number}.qkv.weight" in trained for number in range(len(base.layers)))
        if not count or {name: part.shape for name, part in trained.items()} != _shapes(count):
            raise ValueError("other layers than this program's")
        own = {name: np.ascontiguousarray(part, np.float32) for name, part in trained.items()}
        self._base = base
        self._lower = base.layers[: len(base.layers) - count]
        self._upper = tuple(
            Layer(**{n: (own[f"upper.{number}.{n}.weight"], own[f"upper.{number}.{n}.bias"]) for n in NAMES})
            for number in range(count)
        )
        self._roles, self._marks = own["roles.weight"], own["marks.weight"]
        self._span, self._hidden, self._score = (
            (own[f"{name}.weight"], own[f"{name}.bias"]) for name in ("span", "hidden", "score")
        )

    def read_lower(self, ids: Sequence[int]) -> Array:
        """The states (length, WIDTH) of one text alone, after the lower layers."""
        x = self._base.embed(ids)
        for layer in self._lower:
            x = layer(x)
        return x

    def scores(self, question: Tokens, asked: Array, text: Tokens, states: Array) -> Array:
        """The scores of the text's sentences; 0 is the score of no answer at all.

        Args:
            question: its pieces.
            asked: what `read_lower` made of them.
            text: the pieces of a tile.
            states: what `read_lower` made of those.
        """
        x = np.concatenate([self._told(question, asked), self._told(text, states)])
        for layer in self._upper:
            x = layer(x)
        first, x = x[0], x[len(question.ids) :]
        span = linear(x, self._span)[:, 0]
        pooled = np.stack(
            [
                np.concatenate([x[start:end].mean(0), softmax(span[start:end].copy()) @ x[start:end], first])
                for start, end in text.sentences
            ]
        )
        return linear(gelu(linear(pooled, self._hidden)), self._score)[:, 0]

    def _told(self, tokens: Tokens, states: Array) -> Array:
        """States with what each piece is to the question."""
        told: Array = self._roles[list(tokens.roles)]
        told += self._marks[list(tokens.marks)]
        told += states
        return told


def _shapes(count: int) -> dict[str, tuple[int, ...]]:
    """The names and shapes of everything trained, for so many layers."""
    weights = {f"upper.{number}.{name}.weight": shape for number in range(count) for name, shape in _LAYER.items()}
    biases = {name.removesuffix("weight") + "bias": shape[:1] for name, shape in weights.items()}
    return {**weights, **biases, **_HEADS}
