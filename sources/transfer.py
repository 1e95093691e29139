"""One address to one file, politely: retries with growing pauses, `Retry-After`, conditional requests, ranges, limits.

The bytes arrive in a hidden file beside the target, as they were sent (compressed, if the server compresses: ranges count in those
bytes, RFC 9110 section 14), with a note of what they belong to. When the connection breaks, the next try (or the next run) asks for the
rest. Only a complete, unpacked and checked file gets the target's name.
"""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urljoin

import httpx

from sources.address import Location, Resolve, check, resolve
from sources.errors import FetchError
from sources.partial import Got, Part, TryAgain

AGENT = "whylisted/0.1 (+local)"
MOST_REDIRECTS = 5
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Bytes = Callable[[int, int | None], None]
"""Told how many bytes have come, and of how many (None: not known)."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long (in seconds) a server is waited for; `whole` bounds one try, however slowly bytes drip."""

    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    connect: float = 15.0
    read: float = 60.0
    whole: float = 1800.0


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier download said of itself, for asking whether there is anything newer."""

    etag: str | None = None
    modified: str | None = None


class Transfer:
    """Downloads with one set of manners and one set of open connections; a context manager.

    `allow_private`, `only_https`, `trusted` and `resolve` are those of `sources.address.check`; `sleep` waits.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        only_https: bool = False,
        trusted: frozenset[str] = frozenset(),
        patience: Patience | None = None,
        resolve: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow_private, self._only_https, self._trusted = allow_private, only_https, trusted
        self._patience, self._resolve, self._sleep = patience or Patience(), resolve, sleep
        self._clients: dict[tuple[str, str | None], httpx.Client] = {}
        self._free_at: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def get(
        self,
        url: str,
        to: Path,
        *,
        largest: int,
        known: Known | None = None,
        pause: float = 0.0,
        may_miss: bool = False,
        accept: Callable[[str, str], object] = lambda url, media: None,
        verify: Callable[[Path, Got], None] = lambda path, got: None,
        tell: Bytes = lambda done, of: None,
    ) -> Got:
        """Downloads `url` into the file `to`, whose folder exists.

        In: the most bytes taken (packed and unpacked); what is known of an earlier download; seconds to leave between
        requests to one host; whether a file that is not there is no error; a check of address and media type before the
        bytes come, and one of the file that came: they raise FetchError, and then nothing is kept. Raises FetchError
        naming the address and the cause; after a broken connection what has come stays in a hidden file for a later call.
        """
        part = Part(to)
        job = _Job(url, part, largest, known, pause, may_miss, accept, tell)
        for attempt in range(1, self._patience.tries + 1):
            try:
                got = self._once(job, attempt)
                return got if got.unchanged or got.missing else part.finish(got, largest, verify)
            except TryAgain as again:
                wait = self._patience.first_wait * 2 ** (attempt - 1) if again.wait is None else again.wait
                if wait > self._patience.longest_wait:
                    raise FetchError(f"{url}: {again}, and asks to wait {wait:,.0f} seconds: try again then") from None
                if attempt >= min(self._patience.tries, again.most):
                    times = "once" if attempt == 1 else f"{attempt} times"
                    raise FetchError(f"{url}: {again} (tried {times})") from None
                self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, job: "_Job", attempt: int) -> Got:
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        headers |= job.part.range_headers(job.url) or _conditions(job.known)
        current, only_https = job.url, self._only_https
        for _ in range(MOST_REDIRECTS + 1):
            location = check(
                current,
                allow_private=self._allow_private,
                only_https=only_https,
                trusted=self._trusted,
                resolve=self._resolve,
            )
            self._wait_for_turn(location.name, job.pause)
            target = location.targets[(attempt - 1) % len(location.targets)]
            try:
                request = {"Host": location.host, **headers}
                tls = {"sni_hostname": location.name} if target.startswith("https:") else {}
                with self._client(location).stream("GET", target, headers=request, extensions=tls) as answer:
                    if answer.has_redirect_location:
                        only_https = only_https or current.lower().startswith("https:")  # never back to plain http
                        current = urljoin(current, answer.headers["location"])
                        continue
                    try:
                        return self._receive(answer, current, job)
                    except FetchError:
                        job.part.drop()
                        raise
            except httpx.TimeoutException:
                raise TryAgain("no answer in time") from None
            except httpx.ConnectError as error:
                if "CERTIFICATE" in str(error):
                    raise FetchError(f"{current}: its certificate is not valid: {error}") from None
                raise TryAgain(f"no connection ({error})", most=2) from None
            except httpx.TransportError as error:
                raise TryAgain(f"the connection broke off ({str(error) or type(error).__name__})") from None
            except httpx.HTTPError as error:
                raise FetchError(f"{current}: {error}") from None
        raise FetchError(f"{job.url}: more than {MOST_REDIRECTS} redirects")

    def _receive(self, answer: httpx.Response, current: str, job: "_Job") -> Got:
        code, part = answer.status_code, job.part
        said = f"the server says {code} {answer.reason_phrase}".rstrip()
        if code == 304:
            return Got(current, unchanged=True)
        if code in {404, 410} and job.may_miss:
            part.drop()
            return Got(current, missing=True)
        if code in _TRY_AGAIN:
            raise TryAgain(said, wait=_seconds(answer.headers.get("retry-after")))
        if code == 416 or (code == 206 and not part.continues(answer)):
            part.drop()
            raise TryAgain("the server has another version of the rest now", wait=0.0)
        if code not in {200, 206}:
            hint = ": it may open in a browser" if code in {202, 401, 403} else ""
            raise FetchError(f"{current}: {said}{hint}")
        media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        job.accept(current, media)
        start = part.begin(job.url, answer) if code == 200 else part.size
        length = answer.headers.get("content-length", "")
        total = start + int(length) if length.isdecimal() else None
        if (total or 0) > job.largest:
            raise FetchError(f"{current} is too large: {total:,} bytes, at most {job.largest:,} are taken")
        done, until = start, time.monotonic() + self._patience.whole
        with part.path.open("ab") as out:
            job.tell(done, total)
            for piece in answer.iter_raw():
                done += len(piece)
                if done > job.largest:
                    raise FetchError(f"{current} is too large: at most {job.largest:,} bytes are taken")
                out.write(piece)
                job.tell(done, total)
                if time.monotonic() > until:
                    raise TryAgain(f"not complete after {self._patience.whole:,.0f} seconds")
        return Got(current, media, answer.headers.get("etag"), answer.headers.get("last-modified"))

    def _client(self, location: Location) -> httpx.Client:
        # One for each host: an open connection to an IP address was made, and its certificate checked, for one name only.
        key = (location.name, location.proxy)
        if key not in self._clients:
            timeout = httpx.Timeout(self._patience.read, connect=self._patience.connect)
            verify = httpx.create_ssl_context()  # with $SSL_CERT_FILE, where a company has certificates of its own
            self._clients[key] = httpx.Client(verify=verify, timeout=timeout, trust_env=False, proxy=location.proxy)
        return self._clients[key]

    def _wait_for_turn(self, name: str, pause: float) -> None:
        wait = self._free_at.get(name, 0.0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._free_at[name] = time.monotonic() + pause


@dataclass(frozen=True, slots=True)
class _Job:
    """What `get` was asked for."""

    url: str
    part: Part
    largest: int
    known: Known | None
    pause: float
    may_miss: bool
    accept: Callable[[str, str], object]
    tell: Bytes


def _conditions(known: Known | None) -> dict[str, str]:
    if known is None:
        return {}
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in pairs.items() if value}


def _seconds(value: str | None) -> float | None:
    """`Retry-After` in seconds: a number, or a date (RFC 9110 section 10.2.3)."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None
