"""Counts of requests by operation and status, and how long they took, in the text format of Prometheus (version 0.0.4)."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from index.search import Index
from ui.gate import Application, Receive, Scope, Send
from ui.settings import version

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""Upper bounds of the histogram's classes, in seconds."""


class Metrics:
    """What was counted since the server was started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, method: str, path: str, status: int, seconds: float) -> None:
        """Takes note of a request that was answered; `path` is that of the operation, without the values in it."""
        with self._lock:
            self._requests[method, path, status] += 1
            self._seconds[path] += seconds  # type: ignore[assignment]
            for bound in BUCKETS:
                self._within[path, bound] += seconds <= bound

    def text(self, index: Index | None) -> str:
        """All of it, with what is in the index."""
        with self._lock:
            requests, within, seconds = dict(self._requests), dict(self._within), dict(self._seconds)
        return "\n".join((*_requests(requests), *_durations(requests, within, seconds), *_contents(index))) + "\n"


def _requests(requests: Mapping[tuple[str, str, int], int]) -> Iterator[str]:
    yield "# HELP whylisted_requests_total Requests to the REST service that were answered."
    yield "# TYPE whylisted_requests_total counter"
    for (method, path, status), count in sorted(requests.items()):
        yield f'whylisted_requests_total{{method="{method}",path="{path}",status="{status}"}} {count}'


def _durations(
    requests: Mapping[tuple[str, str, int], int], within: Mapping[tuple[str, float], int], seconds: Mapping[str, float]
) -> Iterator[str]:
    yield "# HELP whylisted_request_seconds How long requests to the REST service took."
    yield "# TYPE whylisted_request_seconds histogram"
    for path in sorted(seconds):
        total = sum(count for (_, p, _), count in requests.items() if p == path)
        for bound in BUCKETS:
            yield f'whylisted_request_seconds_bucket{{path="{path}",le="{bound}"}} {within.get((path, bound), 0)}'
        yield f'whylisted_request_seconds_bucket{{path="{path}",le="+Inf"}} {total}'
        yield f'whylisted_request_seconds_sum{{path="{path}"}} {seconds[path]:.6f}'
        yield f'whylisted_request_seconds_count{{path="{path}"}} {total}'


def _contents(index: Index | None) -> Iterator[str]:
    yield "# HELP whylisted_info The version that runs."
    yield "# TYPE whylisted_info gauge"
    yield f'whylisted_info{{version="{version()}"}} 1'
    yield "# HELP whylisted_index_ready Whether there is an index that can be asked."
    yield "# TYPE whylisted_index_ready gauge"
    yield f"whylisted_index_ready {int(index is not None)}"
    if index is None:
        return
    with index.reading() as generation:
        counts = index.counts()
    for name, value in {"generation": generation, **counts.model_dump()}.items():
        yield f"# HELP whylisted_index_{name} {'Number of the state' if name == 'generation' else name.capitalize()} of the index."
        yield f"# TYPE whylisted_index_{name} gauge"
        yield f"whylisted_index_{name} {value}"


class Counted:
    """ASGI middleware that counts what is answered behind it.

    Args:
        app: what is behind it.
        metrics: where it is counted.
    """

    def __init__(self, app: Application, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.pop("route", None)
        started, status = time.perf_counter(), 500

        async def noting(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            path = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.count(method, path, status, time.perf_counter() - started)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
