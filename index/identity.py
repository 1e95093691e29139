"""Which of the files that are known a file is: the one that came from the same place, or the one with the same content. Never one
that merely has the same name.

A file keeps the path that it has; one that is new under a taken name is called by more of the way to it (`b/report.txt`
beside `report.txt`), or, where there is no such way, as for an upload, stands in a numbered folder (`uploads/2/report.txt`).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path, PurePosixPath

from index.store import Known, Store
from sources.errors import NotFound
from sources.load import Found, origin_of


def known_as(file: Found, mark: str, same_name: Sequence[Known]) -> Known | None:
    """The known file that this one is, whether or not it has changed since; None for a new one.

    Args:
        file: the file.
        mark: its fingerprint.
        same_name: the files that are known under its name.
    """
    for known in same_name:
        if not file.origin or known.origin == file.origin:
            return known
    alike = [known for known in same_name if known.fingerprint and _content(known.fingerprint) == _content(mark)]
    unplaced = [known for known in same_name if not known.origin]  # of an index that did not keep origins yet
    return next(iter([*alike, *unplaced]), None)


def has_moved(known: Known, file: Found) -> bool:
    """Whether a known file stands at another place now, and no more where it was."""
    if not file.origin or known.origin == file.origin:
        return False
    was = Path(known.origin)
    return not known.origin or (was.is_absolute() and not was.exists())


def free_path(file: Found, is_taken: Callable[[str], bool]) -> str:
    """The path for the documents of a new file."""
    return next(path for path in _paths(file) if not is_taken(path))


def _paths(file: Found) -> Iterator[str]:
    yield file.name
    name, origin = PurePosixPath(file.name).parts, PurePosixPath(file.origin).parts
    if origin[-len(name) :] == name:
        for start in range(len(origin) - len(name) - 1, 0, -1):
            yield "/".join(origin[start:])
    folder = file.name.rpartition("/")[0]
    for number in count(2):
        yield f"{folder}/{number}/{name[-1]}".lstrip("/")


def _content(fingerprint: str) -> tuple[str, ...]:
    """What a file (with those read together with it) holds and what was said of it, whichever version of the readers read it."""
    return tuple(json.loads(fingerprint)[1:]) if fingerprint else ()


def paths_named(store: Store, name: str, exactly: bool = False) -> list[str]:
    """The paths of the files that a name means: one or a folder of them, by the path that they carry, by the name they came under,
    or by where they came from (an address, or a path as it is seen from here). None when it means nothing.

    Raises:
        NotFound: it means several that came from different places under one name.
    """
    found = {known.path: known for known in store.under(name)}
    if not exactly:
        found |= {known.path: known for known in store.under(name, "called")}
        times = Counter(known.called for known in found.values())
        several = [known for known in found.values() if times[known.called] > 1]
        if several:
            ways = ", ".join(f"{known.path} (from {known.origin})" for known in several[:_NAMED])
            more = f" and {len(several) - _NAMED} more" if len(several) > _NAMED else ""
            raise NotFound(
                f"{name} is ambiguous: it means {ways}{more}; name the one by where it came from, or by its document's id"
            )
    if not found:
        found = {known.path: known for place in (name, origin_of(name)) for known in store.under(place, "origin")}
    return list(found)


_NAMED = 4
"""How many files an ambiguous name is said to mean."""
