"""One writer at a time: an advisory lock of the operating system on a file in the index's folder.

The lock dies with its process, so a killed writer never leaves an index locked. The file holds the writer's process id
for the message that others are shown.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sources.errors import IndexBusy

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 1 << 20, os.SEEK_SET)  # a byte past the text, so that others can read who writes
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


LOCK_NAME = "writer.lock"


@contextmanager
def writer_lock(directory: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the right to write to the index in `directory`.

    Args:
        directory: the index's folder; it must exist.
        wait: seconds to wait for another writer to finish; 0 asks once.

    Raises:
        IndexBusy: another process (or thread) still writes after `wait` seconds; the message names its process id.
    """
    handle = os.open(directory / LOCK_NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        deadline = time.monotonic() + wait
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                os.lseek(handle, 0, os.SEEK_SET)
                holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
                raise IndexBusy(
                    f"index {directory} is being written by process {holder}: wait until it has finished, then try again"
                )
            time.sleep(0.05)
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(handle)  # closing gives the lock back
