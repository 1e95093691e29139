"""Which documents carry the same text, exactly or nearly: the same agency report in several outlets."""

import threading
from collections.abc import Sequence

import numpy as np

from sources.duplicates import NEAR, SIZE, likeness

_HEAD = 4
_SHARED = 4
"""Minima that two texts have to share to be compared at all: with fewer of 128 not even an excerpt is a near duplicate."""


class Twins:
    """The signatures of all documents, to find those like one of them. Safe to use from several threads."""

    def __init__(self, signatures: Sequence[tuple[str, bytes]]) -> None:
        """Args: each document's id with its signature (sources.duplicates); empty signatures are left out."""
        known = [(name, mark) for name, mark in signatures if mark]
        self._signatures = dict(known)
        self._names = [name for name, _ in known]
        minima = b"".join(mark[_HEAD : _HEAD + 4 * SIZE] for _, mark in known)
        self._minima = np.frombuffer(minima, "<u4").reshape(len(known), SIZE)
        self._groups: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def of(self, document_id: str) -> tuple[str, ...]:
        """Ids of the documents that are like this one, or like one that is like it, and so on; ascending, without itself."""
        if document_id not in self._signatures:
            return ()
        with self._lock:
            if document_id not in self._groups:
                group = {document_id}
                waiting = [document_id]
                while waiting:
                    found = self._like(waiting.pop()) - group
                    group |= found
                    waiting += found
                self._groups |= dict.fromkeys(group, tuple(sorted(group)))
            return tuple(name for name in self._groups[document_id] if name != document_id)

    def _like(self, document_id: str) -> set[str]:
        mark = self._signatures[document_id]
        minima = np.frombuffer(mark[_HEAD : _HEAD + 4 * SIZE], "<u4")
        near = np.flatnonzero((self._minima == minima).sum(axis=1) >= _SHARED)
        names = (self._names[place] for place in near.tolist())
        return {name for name in names if likeness(mark, self._signatures[name]) >= NEAR}
