"""What a reader keeps in memory: all that belongs to one generation, and the documents looked at last."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Value = TypeVar("Value")


class View:
    """All that belongs to one generation. Made once, looked at by any number of threads, dropped when the next comes."""

    def __init__(self, stamp: object, generation: int) -> None:
        """Args: which file the truth is (another one may take its place), and its generation."""
        self.stamp = stamp
        self.generation = generation
        self._lock = threading.RLock()
        self._made: dict[str, object] = {}

    def once(self, name: str, make: Callable[[], Value]) -> Value:
        """The value of that name, made by whoever asks first."""
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            return self._made[name]  # type: ignore[return-value]


class Recent:
    """Values used last, up to a limit of their sizes together. Safe to use from several threads."""

    def __init__(self, limit: int) -> None:
        """Args: the sum of sizes that is kept, in whatever unit `get` is told sizes in."""
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """The value of that key, made if it is not kept. Two threads may both make it; one of them is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]  # type: ignore[return-value]
        value = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (value, size(value))
                self._size += self._kept[key][1]
            while self._size > self._limit and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1][1]
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0
