"""What changes an index: adding files to it, and taking documents out. One writer at a time."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.adding import Progress, Run, Tell, quiet
from index.connection import exists
from index.derived import catch_up, tell_if_behind
from index.encoder import Encoder
from index.encoder import encoder as default_encoder
from index.identity import paths_named
from index.lock import writer_lock
from index.private import FOLDER, make_index_private
from index.store import LOG_AT_START, Store
from index.types import Refusal, Summary
from sources.errors import IndexProblem, ModelError, NoIndex, NotFound
from sources.load import Found, Given, find_files, left_out

__all__ = ["Progress", "Tell", "add", "remove"]


def add(
    paths: Iterable[Path | str | Found],
    directory: Path | str,
    given: Given | None = None,
    encoder: Encoder | None = None,
    progress: Tell | None = None,
    wait: float = 0.0,
) -> Summary:
    """Read files and folders into the index in `directory`, which is made if it is not there.

    Files that have not changed since they were added are skipped; changed ones are replaced; others that only have the same
    name are kept beside them (see `index.identity`). A file that cannot be read is named in the summary, and what was known of
    it stays. Every committed batch survives whatever comes after it.

    Args:
        paths: files and folders; a `Found` says by itself what a file is called and where it came from.
        directory: the index's folder.
        given: facts that override what the files say of themselves.
        encoder: the model; None for the one the index was made with, or the embedded one for a new index.
        progress: called as work goes on.
        wait: seconds to wait while another process writes.

    Raises:
        NotFound: a path that is not there, or nothing to read in any of them.
        IndexBusy: another process writes.
        IndexFormat, IndexDamaged: the folder holds something else than an index of this version.
        IndexProblem: it could not be written, as on a full disk; what was committed is kept.
        ModelError: the model is absent, altered, or not the one that the index was made with.
    """
    place = Path(directory)
    paths = list(paths)
    found = [path for path in paths if isinstance(path, Found)]
    named = [Path(path) for path in paths if not isinstance(path, Found)]
    found += find_files(named)
    with _writing(place, wait) as store:
        run = Run(store, given or Given(), _model(store, encoder), progress or quiet)
        for folder in filter(Path.is_dir, named):
            run.warnings += [Refusal(path=str(folder), reason=f"{folder}: {line}") for line in left_out(folder)]
        return run.add(found)


def remove(
    names: Iterable[str],
    directory: Path | str,
    progress: Tell | None = None,
    wait: float = 0.0,
    *,
    exactly: bool = False,
) -> Summary:
    """Take documents out of an index.

    Args:
        names: file names as they were added (`seeds/a.txt`), folder names (`seeds`), where they came from, or document ids.
        directory: the index's folder.
        exactly: the names are the paths that documents carry, so none is ambiguous.
        progress: called as work goes on.
        wait: seconds to wait while another process writes.

    Raises:
        NoIndex: there is none in that folder.
        NotFound: a name that is not in it, or that means several; nothing is removed then.
        IndexBusy: another process writes.
        IndexProblem: it could not be written; what was committed is kept.
    """
    place = Path(directory)
    if not exists(place):
        raise NoIndex(f"no index in {place}: nothing can be removed from it")
    with _writing(place, wait) as store:
        return _remove(store, list(names), progress or quiet, exactly)


@contextmanager
def _writing(place: Path, wait: float) -> Iterator[Store]:
    """The truth, open for the one writer."""
    try:
        place.mkdir(parents=True, exist_ok=True, mode=FOLDER)
        with writer_lock(place, wait):
            make_index_private(place)
            store = Store.open(place)
            try:
                store.fold(LOG_AT_START)
                tell_if_behind(place, store)
                yield store
            finally:
                store.close()
    except (sqlite3.Error, OSError) as error:
        raise IndexProblem(
            f"index {place} cannot be written ({error}): what was committed is kept; "
            "see that the disk has room and the folder can be written, then do the same again"
        ) from error


def _remove(store: Store, names: Sequence[str], tell: Tell, exactly: bool) -> Summary:
    files: list[str] = []
    documents: list[str] = []
    for name in names:
        if not name.strip("/ "):
            raise NotFound(
                "an empty name was given: name a file, a folder, an address or a document id that is indexed"
            )
        under, of = paths_named(store, name, exactly), store.path_of(name)
        if under:
            files += under
        elif of is None:
            raise NotFound(f"{name} is not in index {store.directory}: `whylisted status` lists what is")
        elif of[1] == 1:
            files.append(of[0])
        else:
            documents.append(name)
    started = time.perf_counter()
    with store.batch():
        removed = store.remove_files(dict.fromkeys(files))
        removed += sum(store.remove_document(document) for document in dict.fromkeys(documents))
        store.forget_vectors()
    stored = time.perf_counter()
    catch_up(store.directory, store, lambda done, total: tell(Progress("indexing", done, total)))
    seconds = {"storing": stored - started, "indexing": time.perf_counter() - stored}
    return Summary(removed=removed, generation=store.generation, seconds=seconds)


def _model(store: Store, encoder: Encoder | None) -> Encoder:
    made_with = store.model()
    if encoder is None:
        return default_encoder(made_with[0] if made_with else None)
    if made_with is not None and made_with[0] != encoder.name:
        raise ModelError(
            f"index {store.directory} was made with model {made_with[0]}, not {encoder.name}: "
            "add with that model, or add to a new index"
        )
    return encoder
