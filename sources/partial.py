"""The bytes of a download that have come so far, on disk, and the note that says of what they are a part."""

import gzip
import hashlib
import json
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import httpx

from sources.errors import FetchError


@dataclass(frozen=True, slots=True)
class Got:
    """What came: from which address in the end, of which media type, size and SHA-256. Nothing came when it is `unchanged`
    (the server has nothing newer) or `missing` (there is no such file)."""

    url: str
    media: str = ""
    etag: str | None = None
    modified: str | None = None
    size: int = 0
    sha256: str = ""
    unchanged: bool = False
    missing: bool = False


class TryAgain(Exception):
    """Worth another try; `wait` is what the server asks for, in seconds."""

    def __init__(self, cause: str, wait: float | None = None, most: int = 99) -> None:
        super().__init__(cause)
        self.wait, self.most = wait, most


class Part:
    """The bytes that have come so far, and the note that says of what they are a part."""

    def __init__(self, to: Path) -> None:
        self.to = to
        self.path = to.with_name(f".{to.name}.part")
        self._note = to.with_name(f".{to.name}.part.json")

    @property
    def size(self) -> int:
        """Bytes that have come, as they were sent."""
        return self.path.stat().st_size if self.path.exists() else 0

    def note(self) -> dict[str, str]:
        """The note: `url`, `validator`, `encoding`; empty when there is none."""
        try:
            found = json.loads(self._note.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {key: str(value) for key, value in found.items()} if isinstance(found, dict) else {}

    def range_headers(self, url: str) -> dict[str, str]:
        """The headers that ask for the rest; empty when nothing usable has come yet."""
        note = self.note()
        if self.size and note.get("url") == url and note.get("validator"):
            return {"Range": f"bytes={self.size}-", "If-Range": note["validator"]}
        return {}

    def begin(self, url: str, answer: httpx.Response) -> int:
        """Starts from nothing, and notes what would make the rest belong to it: a strong ETag, or else the date."""
        etag = answer.headers.get("etag", "")
        validator = etag if etag.startswith('"') else answer.headers.get("last-modified", "")
        self.path.write_bytes(b"")
        note = {"url": url, "validator": validator, "encoding": answer.headers.get("content-encoding", "")}
        self._note.write_text(json.dumps(note), "utf-8")
        return 0

    def continues(self, answer: httpx.Response) -> bool:
        """Whether a partial answer goes on where we are, in the same encoding."""
        found = re.match(r"bytes (\d+)-", answer.headers.get("content-range", ""))
        encoding = answer.headers.get("content-encoding", "")
        return bool(found and int(found[1]) == self.size and self.note().get("encoding") == encoding)

    def finish(self, got: Got, largest: int, verify: Callable[[Path, Got], None]) -> Got:
        """Unpacks, checks, and gives the file its name."""
        ready = self.to.with_name(f".{self.to.name}.ready")
        try:
            got = self._unpack(got, ready, largest)
            if not got.size:
                raise FetchError(f"{got.url}: the server sent nothing")
            verify(ready, got)
            ready.replace(self.to)
        except FetchError:
            self.drop()
            raise
        finally:
            ready.unlink(missing_ok=True)
        self.drop()
        return got

    def _unpack(self, got: Got, ready: Path, largest: int) -> Got:
        encoding = self.note().get("encoding", "").lower()
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise FetchError(f"{got.url}: packed as {encoding}, which was not asked for")
        digest, size = hashlib.sha256(), 0
        try:
            with self._open(encoding) as source, ready.open("wb") as out:
                while piece := source.read(1 << 16):
                    size += len(piece)
                    if size > largest:
                        raise FetchError(f"{got.url} is too large when unpacked: at most {largest:,} bytes are taken")
                    digest.update(piece)
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
        except (EOFError, gzip.BadGzipFile, zlib.error):
            self.drop()
            raise TryAgain("what came was damaged") from None
        return Got(got.url, got.media, got.etag, got.modified, size, digest.hexdigest())

    def _open(self, encoding: str) -> IO[bytes]:
        return cast(IO[bytes], gzip.open(self.path)) if encoding.endswith("gzip") else self.path.open("rb")

    def drop(self) -> None:
        """Forgets what has come."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
