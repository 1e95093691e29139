"""A real encoder without a model: the same text gives the same unit vector on every machine, texts with common words like ones.

For tests that are about storing and finding, not about meaning.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class HashEncoder:
    """Feature hashing: every word adds a fixed pseudo-random direction."""

    def __init__(self, name: str = "hash-64", dimensions: int = 64) -> None:
        self._name = name
        self._dimensions = dimensions
        self.encoded = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += len(texts)
        matrix = np.zeros((len(texts), self._dimensions), np.float32)
        for row, text in zip(matrix, texts, strict=True):
            for word in text.lower().split() or [""]:
                seed = int.from_bytes(hashlib.sha256(f"{self._name} {word}".encode()).digest()[:8], "big")
                row += np.random.default_rng(seed).standard_normal(self._dimensions, dtype=np.float32)
        return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
