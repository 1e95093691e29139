"""How fast a customer file is screened against every list of an index, how much memory that takes, and beside nomenklatura.

Run `python -m tests.benchmarks.screening_speed INDEX` from the root of the repository; INDEX is an index of lists. The file has
10,000 rows: half are changed names of listed parties, half names of nobody, made by exchanging a word. The run is a process of its own,
on two cores at most. `--nomenklatura PYTHON` (`other_matchers`) has the same 1,000 rows compared.
"""

import argparse
import csv
import datetime
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.screening import read_customers
from assistant.screening.names.match import Matcher
from index.name_pool import NamePool, uses
from index.search import Index
from tests.benchmarks import say_command
from tests.benchmarks.name_changes import CHANGES, changed, replaced
from tests.benchmarks.name_pairs import look_alikes, parties
from tests.benchmarks.other_matchers import best_f1, nomenklatura
from ui.screening.forms import written
from ui.screening.run import run, thresholds

Row = tuple[str, str | None, bool]
"""A name of the file, the main name of the party that it is (None for nobody's), and whether it is a person's."""
CORES = 2


def book(conn: sqlite3.Connection, rows: int) -> list[Row]:
    """The names of the file, of parties that no weight was fitted to."""
    rng = random.Random(3)
    everyone = parties(conn, 1)
    by_start = look_alikes(everyone)
    made: list[Row] = []
    while len(made) < rows:
        party = rng.choice(everyone)
        if len(made) % 2:
            name = changed(party.main, rng.choice(list(CHANGES)), rng, party.person)
            made.append((name, party.main, party.person))
        elif other := replaced(party.main, by_start, rng, party.person):
            made.append((other, None, party.person))
    return made


def child(file: Path, index: Path, form: str) -> None:
    """The run itself: prints what each step took, and the most memory, as JSON."""
    steps: dict[str, float] = {}

    def step(name: str, begun: float) -> None:
        steps[name] = time.perf_counter() - begun

    begun = time.perf_counter()
    customers = read_customers(file)
    step("reading the file", begun)
    begun = time.perf_counter()
    report = run(Index.open(index), customers, file.name, thresholds(), datetime.date(2026, 11, 1))
    step("matching", begun)
    begun = time.perf_counter()
    made = written(report, form)
    step(f"writing {form} ({len(made) / 2**20:.0f} MB)", begun)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "steps": steps, "summary": report.summary(), "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024,
    }))  # fmt: skip


def whole_run(file: Path, index: Path, form: str) -> None:
    """Runs the child on two cores and prints its table."""
    cores = sorted(os.sched_getaffinity(0))[:CORES] if hasattr(os, "sched_getaffinity") else []
    command = [sys.executable, "-m", __spec__.name, str(index), "--child", str(file), "--form", form]
    begun = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, text=True, check=True,
        preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
    )  # fmt: skip
    took, told = time.perf_counter() - begun, json.loads(done.stdout.splitlines()[-1])
    for name, seconds in told["steps"].items():
        print(f"    {name:34} {seconds:7.1f} s")
    print(
        f"    whole process ({form:5})              {took:7.1f} s, {told['processor']:.1f} s of processor time, "
        f"at most {told['memory']:,.0f} MB\n    {told['summary']}"
    )


def side_by_side(conn: sqlite3.Connection, rows: Sequence[Row], python: Path | None) -> None:
    """Prints time and best F1 of both on the same rows: each has taken the lists in before, finds its candidates, and compares them.
    A row is found where the surest candidate is the party that it was made from."""
    there = sum(main is not None for _, main, _ in rows)
    print(
        f"\n{len(rows)} rows, {there} of listed parties; names alone; without the time to take the lists in\n"
        f"{'':26} {'F1':>6} {'prec.':>6} {'recall':>6} {'at':>6} {'s':>7} {'rows/s':>7}"
    )
    begun = time.perf_counter()
    pool = NamePool(conn)
    taken_in = time.perf_counter() - begun
    begun = time.perf_counter()
    best = list(_ours(conn, pool, rows))
    took = time.perf_counter() - begun
    _say("ours", best, there, took)
    print(f"    to take the lists in: {taken_in:.1f} s")
    if python is None:
        print("no --nomenklatura PYTHON: left out")
        return
    parties: dict[str, tuple[set[str], bool]] = {}
    for main, name, kind in conn.execute("SELECT main, name, type FROM name_uses WHERE kind = 'record' ORDER BY id"):
        parties.setdefault(main, (set(), kind == "person"))[0].add(name)
    mains = list(parties)
    given = {
        "parties": [[sorted(names), person] for names, person in parties.values()],
        "rows": [[name, person] for name, _, person in rows],
    }
    found = nomenklatura(python, "book", given)
    for name, one in found["algorithms"].items():
        right = [(s, row[1] in [mains[n] for n in at]) for (s, at), row in zip(one["best"], rows, strict=True)]
        _say(f"nomenklatura {name}", right, there, one["seconds"] + found["searched"])
    print(
        f"    to take {len(mains):,} parties in: {found['built']:.1f} s; to find {found['candidates'] / len(rows):.0f} candidates a row: "
        f"{found['searched']:.1f} s"
    )


def _ours(conn: sqlite3.Connection, pool: NamePool, rows: Sequence[Row]) -> Iterator[tuple[float, bool]]:
    """The best score of each row, and whether it is the right party's; of equal ones the right one, as for the others' rows."""
    hits = list(Matcher(pool).match([name for name, _, _ in rows]))
    bearers: dict[int, set[str]] = defaultdict(set)
    for use in uses(conn, [hit.form for found in hits for hit in found]):
        bearers[use.form].add(use.main)
    for found, (_, main, _) in zip(hits, rows, strict=True):
        yield max(((hit.score, main in bearers[hit.form]) for hit in found), default=(0.0, False))


def _say(name: str, best: Sequence[tuple[float, bool]], there: int, took: float) -> None:
    at, precision, recall, f1 = best_f1([score for score, _ in best], [right for _, right in best], there)
    print(f"{name:26} {f1:6.3f} {precision:6.3f} {recall:6.3f} {at:6.2f} {took:7.2f} {len(best) / took:7.0f}")


def main() -> None:
    """Makes the file, runs, prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("index", type=Path, help="an index of lists")
    options.add_argument("--rows", type=int, default=10_000, help="rows of the file (%(default)s)")
    options.add_argument("--beside", type=int, default=1_000, help="rows that both compare (%(default)s)")
    options.add_argument("--form", default="html", help="form of the report (%(default)s)")
    options.add_argument("--nomenklatura", type=Path, metavar="PYTHON", help="the Python of an environment that has it")
    options.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        child(given.child, given.index, given.form)
        return
    say_command()
    conn = sqlite3.connect(f"file:{given.index / 'truth.sqlite'}?mode=ro", uri=True)
    records, forms = (
        conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("records", "name_forms")
    )
    rows = book(conn, given.rows)
    print(f"{records:,} rows of lists with {forms:,} different names; a file of {len(rows):,} rows")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([["id", "name"], *([n, name] for n, (name, _, _) in enumerate(rows, 1))])
        whole_run(file, given.index, given.form)
    side_by_side(conn, rows[: given.beside], given.nomenklatura)


if __name__ == "__main__":
    main()
