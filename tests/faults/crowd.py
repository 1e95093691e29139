"""Ten people ask while files are added, removed and added again, and the chat is killed twice: no answer may be wrong, mixed or lost.

    python -m tests.faults.crowd --users 10 --minutes 10

Every answer says on which generation it stands, and has to be, letter for letter, what an index made for that generation's files
alone answers. It may not stand on an older generation than was told before it was asked for. What was answered has to be in the
history of who asked, after the kills too. Memory is that of the chat and its child processes.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.faults.crowd_states import ASKED, COMING, STEPS, State, after, bare, expected, staying, upload_name
from tests.serving import Chat, free_port, start, stop
from ui.history import FILE

EDITOR = "editor"
RETRY = 0.3
"""Seconds before a call is tried again while the chat is down."""
GROWTH = 1.10
"""How much larger the memory at the end of the last life may be than near its beginning."""
LONG_ENOUGH = 120.0
"""Seconds that the last life has to last for its memory to be judged."""


@dataclass(frozen=True, slots=True)
class Got:
    """One answer: who asked which of ASKED, when it is kept under which id, what stood in it, and the oldest generation that it might stand on."""

    user: str
    asked: int
    id: str
    generation: int
    said: str
    oldest: int


@dataclass(slots=True)
class Seen:
    """What happened, from all threads."""

    answers: list[Got] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    known: dict[int, State] = field(default_factory=dict)
    """The state of each generation that the writer was told of."""
    memory: list[tuple[int, float, float]] = field(default_factory=list)
    """The life of the chat, seconds, and megabytes in memory."""


class Down(Exception):
    """The chat is not there just now, or does not know us any more."""


class Person:
    """One login, and calls as the page makes them; a call during which the chat is killed is made again."""

    def __init__(self, url: str, user: str, seen: Seen, is_down: Callable[[], bool]) -> None:
        self.user, self._seen, self._is_down = user, seen, is_down
        self._client = httpx.Client(base_url=url, timeout=120)
        self._component = 0

    def _login(self) -> None:
        said = self._client.post("login", data={"username": self.user, "password": f"of {self.user}"})
        if said.status_code != 200:
            raise Down
        config = self._client.get("config").json()
        self._component = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "whylisted")

    def once(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """One call.

        Raises:
            Down: no answer, and the chat was killed meanwhile.
        """
        was_down = self._is_down()
        try:
            if not self._component:
                self._login()
            body = {"data": data, "component_id": self._component, "fn_name": name, "session_hash": self.user}
            got = self._client.post("gradio_api/component_server/", json=body)
            if got.status_code == 401:  # another life of the chat knows nobody
                self._component = 0
                raise Down
            made: dict[str, Any] = got.json()
        except (httpx.HTTPError, ValueError) as error:
            if not (was_down or self._is_down()):
                time.sleep(1)
                if not self._is_down():
                    self._seen.errors.append(f"{self.user}: {name}: {error!r}")
            raise Down from None
        self._seen.calls[name] += 1
        return made

    def call(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """One call, again and again until it is answered."""
        while True:
            try:
                return self.once(name, data)
            except Down:
                self._seen.calls["interrupted"] += 1
                time.sleep(RETRY)

    def upload(self, name: str, text: str) -> str:
        """Upload a file; gives where it lies."""
        while True:
            try:
                self.once("hello", {})
                got = self._client.post("gradio_api/upload", files={"files": (name, text.encode())})
                return str(got.json()[0])
            except (Down, httpx.HTTPError):
                time.sleep(RETRY)


class Crowd:
    """A chat that is killed now and then, those who ask it, and one who changes what is in it."""

    def __init__(self, place: Path, users: int, seconds: float) -> None:
        self.place, self.users, self.seconds = place, [f"user{n}" for n in range(users)], seconds
        self.seen = Seen()
        self._port = free_port()
        self._logins = "\n".join(f"{user}:of {user}" for user in [*self.users, EDITOR])
        self._down = False
        self._life = 0
        self._until = 0.0

    def _start(self) -> Chat:
        return start(self.place / "index", port=self._port, WHYLISTED_AUTH=self._logins)

    def _person(self, user: str) -> Person:
        return Person(f"http://127.0.0.1:{self._port}/", user, self.seen, lambda: self._down)

    def run(self) -> None:
        """All of it: for so long, with kills after a fifth and two fifths of the time. The time in which the chat starts does not count."""
        chat = self._start()
        begun = time.monotonic()
        self._until = begun + self.seconds
        kills = [begun + self.seconds / 5, begun + 2 * self.seconds / 5]
        threads = [threading.Thread(target=self._ask, args=(user,), daemon=True) for user in self.users]
        threads.append(threading.Thread(target=self._edit, daemon=True))
        for thread in threads:
            thread.start()
        while time.monotonic() < self._until:
            time.sleep(0.5)
            self.seen.memory.append((self._life, time.monotonic() - begun, megabytes(chat.process.pid)))
            if kills and time.monotonic() > kills[0]:
                killed = time.monotonic()
                chat = self._killed(chat)
                away = time.monotonic() - killed
                self._until += away
                kills = [at + away for at in kills[1:]]
        for thread in threads:
            thread.join(180)
            if thread.is_alive():
                self.seen.errors.append(f"{thread.name} is waiting for an answer")
        self.seen.errors += [f"in the terminal: {line.strip()}" for line in chat.lines if "Traceback" in line]
        stop(chat)

    def _killed(self, chat: Chat) -> Chat:
        """Kill the chat, and start another one in its place."""
        self._down = True
        chat.process.kill()
        chat.process.wait()
        self._life += 1
        made = self._start()
        self._down = False
        return made

    def _ask(self, user: str) -> None:
        chance, person = random.Random(user), self._person(user)
        while time.monotonic() < self._until:
            number = chance.randrange(len(ASKED))
            oldest = max(self.seen.known, default=0)
            made = person.call("ask", {"turns": list(ASKED[number]), "conversation": f"{user}{number}"})
            if "error" in made or made.get("unkept"):
                self.seen.errors.append(f"{user}: {ASKED[number]}: {made.get('error') or made['unkept']}")
                continue
            self.seen.answers.append(Got(user, number, made["id"], made["answer"]["generation"], bare(made), oldest))
            self._open(person, made["answer"]["citations"][:1])
            time.sleep(chance.uniform(0.1, 0.8))

    def _open(self, person: Person, citations: list[dict[str, Any]]) -> None:
        """Open a citation: the words that were cited stand there, or the document was removed since."""
        for cited in citations:
            place = {"id": cited["document"]["id"], "start": cited["start"], "end": cited["end"]}
            made = person.call("document", place)
            if "error" in made and "removed" in made["error"]:
                continue
            if made.get("quote") != cited["quote"]:
                self.seen.errors.append(f"{person.user}: {place} gives {made}")

    def _edit(self) -> None:
        """Do STEPS over and over; after a kill, look what was done, and go on from there."""
        person = self._person(EDITOR)
        at, state = 0, self._state(person)
        while time.monotonic() < self._until:
            step = STEPS[at % len(STEPS)]
            life, wanted = self._life, after(state, step)
            self._do(person, step)
            state = self._state(person)
            if state == wanted:
                at += 1
                self.seen.calls[f"{step[0]} done"] += 1
            elif life == self._life:
                self.seen.errors.append(f"{step} led to {sorted(state)}")
                return

    def _do(self, person: Person, step: tuple[str, str]) -> None:
        what, file = step
        name = upload_name(file)
        if what == "add":
            given: dict[str, Any] = {"files": [{"path": person.upload(name, COMING[file]), "name": name}]}
            begun = person.call("add_files", given)
        else:
            begun = person.call("remove", {"path": f"uploads/{name}"})
        life = self._life
        while "job" in begun and life == self._life:
            job = person.call("job", {"id": begun["job"]})
            if "error" in job or job["done"]:
                if job.get("problem") and life == self._life:
                    self.seen.errors.append(f"{step}: {job['problem']}")
                return
            time.sleep(0.1)

    def _state(self, person: Person) -> State:
        """What is in the index now; nobody writes."""
        while True:
            before = person.call("hello", {})["generation"]
            found = person.call("documents", {})["documents"]
            if person.call("hello", {})["generation"] == before:
                break
        texts = {f"uploads/{upload_name(file)}": [] for file in COMING}
        for document in found:
            if document["path"] in texts:
                texts[document["path"]].append(document["date"])
        published = {file: text.split("date: ")[1][:10] for file, text in COMING.items()}
        state = frozenset(
            f for f in COMING if any(published[f] in str(day) for day in texts[f"uploads/{upload_name(f)}"])
        )
        self.seen.known[before] = state
        return state

    def wrong(self) -> list[str]:
        """What was wrong, mixed or lost."""
        right = expected(self.place / "files")
        found = list(self.seen.errors)
        for got in self.seen.answers:
            if got.generation < got.oldest:
                found.append(f"{got.user}: an answer of generation {got.generation} after {got.oldest} was told")
            if not any(got.said == right[state][got.asked] for state in allowed(self.seen.known, got.generation)):
                found.append(f"{got.user}: {ASKED[got.asked]} on generation {got.generation}: {got.said}")
        with sqlite3.connect(self.place / "index" / FILE) as db:
            kept = {row[0]: row[1:] for row in db.execute("SELECT id, user, question FROM asked")}
        for got in self.seen.answers:
            if kept.get(got.id) != (got.user, ASKED[got.asked][-1]):
                found.append(f"{got.user}: {ASKED[got.asked]}, answered as {got.id}, is kept as {kept.get(got.id)}")
        return found + self._grown()

    def _grown(self) -> list[str]:
        early, late, lasted = self.memory()
        grown = lasted >= LONG_ENOUGH and late > early * GROWTH
        return [f"memory grew from {early:.0f} to {late:.0f} MB in {lasted:.0f} s"] if grown else []

    def memory(self) -> tuple[float, float, float]:
        """Of the last life: megabytes in its second and in its last fifth (medians), and how many seconds it lasted."""
        last = [(at, used) for life, at, used in self.seen.memory if life == self._life]
        fifth = max(len(last) // 5, 1)
        early = statistics.median(used for _, used in last[fifth : 2 * fifth] or last)
        return early, statistics.median(used for _, used in last[-fifth:]), last[-1][0] - last[0][0]


def allowed(known: dict[int, State], generation: int) -> set[State]:
    """The states that a generation may be of: one that was told, or for one that was not, those told before and after it."""
    if generation in known:
        return {known[generation]}
    before = max((g for g in known if g < generation), default=None)
    later = min((g for g in known if g > generation), default=None)
    return {known[g] for g in (before, later) if g is not None}


def megabytes(pid: int) -> float:
    """The memory of a process and of its children (Linux); 0 where they ended."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            lines = dict(line.split(":\t", 1) for line in (folder / "status").read_text().splitlines() if ":\t" in line)
        except (OSError, ValueError):
            continue
        if int(folder.name) == pid or int(lines["PPid"]) == pid:
            total += int(lines.get("VmRSS", "0 kB").split()[0]) / 1024
    return total


def crowd(users: int, seconds: float) -> tuple[Crowd, list[str]]:
    """Have so many people ask for so long; gives what happened, and what was wrong."""
    with tempfile.TemporaryDirectory(prefix="whylisted-crowd-") as name:
        place = Path(name)
        staying(place / "files", place / "index")
        made = Crowd(place, users, seconds)
        made.run()
        return made, made.wrong()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    made, wrong = crowd(options.users, options.minutes * 60)
    early, late, lasted = made.memory()
    kinds = Counter(got.asked for got in made.seen.answers)
    print(", ".join(f"{name} {count}" for name, count in sorted(made.seen.calls.items())))
    print(
        f"{len(made.seen.answers)} answers to {len(kinds)} questions on {len({g.generation for g in made.seen.answers})} generations, compared"
    )
    print(f"memory of the last life: {early:.0f} MB, after {lasted:.0f} s {late:.0f} MB")
    print("\n".join(wrong[:50]) or "no wrong, mixed or lost answer")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
