"""What is killed: a worker that keeps cases, decides them and runs a watch list, one transaction after the other, beside an `add`."""

import os
from multiprocessing.synchronize import Event
from pathlib import Path

from index.build import add
from index.cases import Cases, Entry, KeptCase, broken
from index.verify import verify
from index.watching import ScreenedParty, Watching
from tests.hash_encoder import HashEncoder

LARGE = "x" * 60_000
"""What a decision stands on: some pages of the file, so that a kill falls into the middle of them."""


def work(place: Path, started: Event) -> None:
    """Goes on after the last operation in the journal, until killed; a byte is written after each that was reported as kept."""
    cases, watching = Cases(place / "index"), Watching(place / "index")
    journal = os.open(place / "journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    started.set()
    number = done(place)
    while True:
        operation(cases, watching, number)
        os.write(journal, b"x")
        number += 1


def operation(cases: Cases, watching: Watching, number: int) -> None:
    """The operation of that number: a case, two entries to it, a run of the watch list; done again, it changes nothing."""
    name, step = f"case{number // 4}", number % 4
    if step == 0:
        if cases.one(name) is None:
            cases.put(name, "", f'{{"n":{number}}}', LARGE)
    elif step < 3:

        def entry(kept: KeptCase) -> Entry:
            if len(kept.history) > step:
                raise LookupError
            return Entry(f'{{"n":{number}}}', LARGE if step == 2 else None, ("bert",))

        try:
            cases.append(name, None, entry)
        except LookupError:  # killed after it was kept and before it was reported
            return
    else:
        watching.put("", {"party": "{}"}, 10)
        [party] = watching.parties("")
        if party.state != f'"{number}"':
            screened = [ScreenedParty(party.id, party.data, party.state, f'"{number}"')]
            assert watching.keep_run("", screened, 1, f'{{"n":{number}}}')


def adding(place: Path, started: Event) -> None:
    """Adds documents, one run after the other, until killed."""
    docs = place / "docs"
    docs.mkdir(exist_ok=True)
    started.set()
    for number in range(10_000):
        (docs / f"{number}.txt").write_text(f"Report {number}\n\nCompany {number} was listed. " * 40, encoding="utf-8")
        add([docs / f"{number}.txt"], place / "index", encoder=HashEncoder(), wait=20)


def done(place: Path) -> int:
    """How many operations were reported."""
    journal = place / "journal"
    return journal.stat().st_size if journal.exists() else 0


def wrong(place: Path) -> list[str]:
    """What is missing, half kept or wrong: of what was reported everything is there, and of what was not all or nothing."""
    reported = done(place)
    found = [f"verify: {problem}" for problem in verify(place / "index").problems]
    cases, watching = Cases(place / "index"), Watching(place / "index")
    for number in range(reported // 4 + 1):
        kept = cases.one(f"case{number}")
        steps = min(max(reported - number * 4, 0), 3)
        have = len(kept.history) if kept else 0
        if have < steps or have > steps + (number == reported // 4):
            found.append(f"case{number} has {have} entries of {steps}")
        if kept:
            found += broken(kept)
            if set(kept.bases) != {n for n in (0, 2) if n < have}:
                found.append(f"case{number} stands on {sorted(kept.bases)} with {have} entries")
    runs, states = watching.runs("", 10_000), [party.state for party in watching.parties("")]
    told = [run.data for run in reversed(runs)]
    wanted = [f'{{"n":{n}}}' for n in range(3, reported, 4)]
    if told[: len(wanted)] != wanted or len(told) > len(wanted) + 1:
        found.append(f"{len(told)} runs of {len(wanted)}")
    if told and states != [f'"{told[-1][5:-1]}"']:
        found.append(f"what was found is {states}, the last run {told[-1]}")
    return found
