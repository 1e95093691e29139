"""Bodies that are too large, guesses at a password, jobs that wait, uploads that nobody added."""

import asyncio
import os
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.types import Summary
from sources.errors import QuestionError
from ui.jobs import MOST_WAITING, WORKERS, Jobs
from ui.limits import AT_ONCE, FORGOTTEN, FREE_GUESSES, LONGEST_WAIT, MOST_BYTES, Backoff, BodyLimit, Guesses
from ui.pages.read import MOST_MARKS, _marks
from ui.uploads import remove_old, uploads_folder


def run(app, path="/ask", method="POST", headers=(), body=(b"",)):
    """The status of one request, and how many bytes of it were read."""
    chunks, sent, read = list(body), [], [0]

    async def receive():
        chunk = chunks.pop(0)
        read[0] += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "method": method, "headers": list(headers), "client": ("192.0.2.1", 1)}
    with ThreadPoolExecutor(1) as other:  # a browser's event loop may run in this thread
        other.submit(asyncio.run, app(scope, receive, send)).result()
    return sent[0]["status"], read[0], dict(sent[0]["headers"])


def answering(status=200):
    async def app(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return app


PIECE = b"x" * 100_000
BODIES = [
    # path, headers, body, largest file, status, bytes read at most
    ("/ask", [(b"content-length", b"10")], [b"x" * 10], 10, 200, 10),
    ("/ask", [(b"content-length", b"5000000")], [PIECE] * 50, 10, 413, 0),
    ("/ask", [], [PIECE] * 50, 10, 413, MOST_BYTES + len(PIECE)),
    ("/ask", [(b"content-length", b"12")], [PIECE] * 50, 10, 413, MOST_BYTES + len(PIECE)),
    ("/gradio_api/upload", [], [PIECE] * 20, 3_000_000, 200, 2_000_000),
    ("/gradio_api/upload", [(b"content-length", b"9000000")], [PIECE] * 90, 3_000_000, 413, 0),
    ("/gradio_api/upload", [], [PIECE], 0, 403, 0),
    ("/upload/", [], [PIECE], 0, 403, 0),
]


@pytest.mark.parametrize(("path", "headers", "body", "largest", "status", "most"), BODIES)
def test_a_body_is_refused_before_it_is_read(path, headers, body, largest, status, most):
    found, read, _ = run(BodyLimit(answering(), largest), path, headers=headers, body=body)
    assert (found, read <= most) == (status, True)


CREDENTIALS = [(b"authorization", b"Basic x")]


def test_who_guesses_has_to_wait_longer_and_longer():
    now = [1000.0]
    guesses = Guesses(clock=lambda: now[0])
    wrong, right = Backoff(answering(400), guesses), Backoff(answering(200), guesses)
    assert [run(wrong, "/login")[0] for _ in range(FREE_GUESSES)] == [400] * FREE_GUESSES
    status, _, headers = run(wrong, "/login")
    assert status == 429 and int(headers[b"retry-after"]) >= 1
    assert run(right, "/ask")[0] == 200, "who is logged in goes on"
    assert run(right, "/mcp", headers=CREDENTIALS)[0] == 429
    waits = []
    for _ in range(12):
        waits.append(guesses.wait("192.0.2.1"))
        now[0] += waits[-1]
        assert run(wrong, "/login/")[0] == 400
    assert waits == sorted(waits) and waits[0] == 1 and waits[-1] == LONGEST_WAIT
    now[0] += LONGEST_WAIT
    assert run(right, "/login")[0] == 200
    assert run(wrong, "/login")[0] == 400, "the right password forgives"


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info"])
def test_an_address_that_takes_no_notice_of_credentials_forgives_nothing(path):
    """Otherwise a guess between two such requests would always be the first one."""
    guesses = Guesses()
    wrong, ignoring = Backoff(answering(400), guesses), Backoff(answering(200), guesses)
    for _ in range(FREE_GUESSES):
        assert run(wrong, "/login")[0] == 400
        run(ignoring, path, method="GET", headers=CREDENTIALS)
    assert run(wrong, "/login")[0] == 429


def test_guesses_sent_all_at_once_are_counted_too():
    guesses, looked_at = Guesses(), []

    async def slow(scope, receive, send):
        looked_at.append(1)
        await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 400, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    statuses = []

    async def one():
        async def send(message):
            statuses.append(message.get("status"))

        scope = {"type": "http", "path": "/login", "method": "POST", "headers": [], "client": ("192.0.2.1", 1)}
        await Backoff(slow, guesses)(scope, None, send)

    async def all_at_once():
        await asyncio.gather(*(one() for _ in range(200)))

    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, all_at_once()).result()
    assert len(looked_at) == AT_ONCE and statuses.count(429) == 200 - AT_ONCE
    assert guesses.wait("192.0.2.1") > 16


def test_wrong_passwords_are_forgotten_in_time():
    now = [1000.0]
    guesses = Guesses(clock=lambda: now[0])
    for _ in range(FREE_GUESSES + 3):
        guesses.wrong("192.0.2.1")
    assert guesses.wait("192.0.2.1") and not guesses.wait("192.0.2.2")
    now[0] += FORGOTTEN + 1
    assert guesses.wait("192.0.2.1") == 0


def test_only_so_many_jobs_run_and_wait():
    jobs, go, running = Jobs(), threading.Event(), []

    def work(_tell):
        running.append(1)
        go.wait(20)
        return Summary()

    started = [jobs.start(work) for _ in range(WORKERS)]
    deadline = time.monotonic() + 10
    while len(running) < WORKERS and time.monotonic() < deadline:
        time.sleep(0.01)
    started += [jobs.start(work) for _ in range(MOST_WAITING)]
    with pytest.raises(QuestionError, match="waiting already"):
        jobs.start(work)
    assert len(running) == WORKERS
    go.set()
    while not all(jobs.get(job.id).done for job in started) and time.monotonic() < deadline + 10:
        time.sleep(0.01)
    assert len(running) == WORKERS + MOST_WAITING


def test_only_so_many_marks():
    mark = [0, 1, "strong", 1]
    assert len(_marks([mark] * MOST_MARKS)) == MOST_MARKS
    with pytest.raises(QuestionError, match="too many"):
        _marks([mark] * (MOST_MARKS + 1))


def test_uploads_lie_in_the_index_for_an_hour_and_for_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", "elsewhere")
    folder = uploads_folder(tmp_path / "index")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and os.environ["GRADIO_TEMP_DIR"] == str(folder)
    for name, age in (("old", 4000), ("new", 10)):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text("x", encoding="utf-8")
        os.utime(folder / name, (time.time() - age,) * 2)
    assert remove_old(folder) == 1
    assert [entry.name for entry in folder.iterdir()] == ["new"]
