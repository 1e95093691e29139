"""How fast names are found over all the official lists together, and how long adding them takes.

Run `python -m tests.benchmarks.names CORPUS` from the root of the repository; CORPUS is a folder of real lists, named as
`LISTS` has them. Asked are a thousand names: as listed, with two letters swapped, the first word alone, and names that nobody
bears.
"""

import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from index.names import NameIndex, create_tables, insert_entries
from index.naming import entries
from sources.formats import HEAD, reader_for
from sources.formats.parsed import Given
from tests.benchmarks import say_command

LISTS = (
    "ecfr/title-15_part-744_2026-03-25.xml", "ecfr/title-15_part-744_2026-07-23.xml", "ofac/sdn/sdn.csv",
    "ofac/consolidated/cons_prim.csv", "csl/csl_sample_2019.csv", "csl/bis_dpl_2021.txt", "uflpa/uflpa_entity_list_2026-07-09.html",
)  # fmt: skip
ABSENT = [
    "Acme Rocket Parts of Ohio",
    "Northwind Textile Mills",
    "Sunny Valley Toys Co., Ltd.",
    "Old Mill Cider Company",
]


def fill(conn: sqlite3.Connection, corpus: Path) -> tuple[int, float]:
    """Adds every list that is there; how many names, and the seconds that adding them took without the reading."""
    create_tables(conn)
    count, seconds = 0, 0.0
    for name in LISTS:
        path = corpus / name
        if not path.exists():
            print(f"{name}: not there, left out")
            continue
        reader = reader_for(name, path.read_bytes()[:HEAD])
        assert reader, name
        for parsed in reader.read(path, name, Given()):
            found = entries(parsed.document, parsed.records, (), ())
            begun = time.perf_counter()
            count += insert_entries(conn, parsed.document.id, found)
            seconds += time.perf_counter() - begun
    conn.commit()
    return count, seconds


def swap(name: str, rng: random.Random) -> str:
    """The name with two neighbours swapped somewhere behind its first two characters."""
    i = rng.randrange(2, max(3, len(name) - 1))
    return name[:i] + name[i : i + 2][::-1] + name[i + 2 :]


def milliseconds(index: NameIndex, asked: list[str]) -> list[float]:
    """What each search takes, sorted."""
    out = []
    for text in asked:
        begun = time.perf_counter()
        index.find(text)
        out.append((time.perf_counter() - begun) * 1000)
    return sorted(out)


def main() -> None:
    """Fills an index in a temporary folder and prints what was measured."""
    if len(sys.argv) != 2:
        sys.exit("give the folder of lists: python -m tests.benchmarks.names CORPUS")
    say_command()
    corpus = Path(sys.argv[1])
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "truth.db"
        conn = sqlite3.connect(path)
        count, seconds = fill(conn, corpus)
        names = [row[0] for row in conn.execute("SELECT DISTINCT name FROM name_uses ORDER BY name")]
        print(f"{count} names ({len(names)} different) added in {seconds:.1f} s, {path.stat().st_size / 1e6:.1f} MB")
        conn.close()
        if not names:
            return
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        index = NameIndex(sqlite3.connect(path))
        index.find("Hikvision")
        print(f"opened, and the first name found, in {(time.perf_counter() - begun) * 1000:.1f} ms")
        sample = rng.sample(names, 250)
        asked = {
            "as listed": sample,
            "two letters swapped": [swap(name, rng) for name in sample],
            "first word": [name.split()[0] for name in sample],
            "nobody's": [f"{name} {rng.randrange(9)}" for name in ABSENT * 62],
        }
        together: list[float] = []
        for kind, texts in asked.items():
            took = milliseconds(index, texts)
            together += took
            print(
                f"{kind:20} median {statistics.median(took):6.2f} ms   95% {took[int(len(took) * 0.95)]:6.2f}   most {took[-1]:6.2f}"
            )
        together.sort()
        print(
            f"{'all':20} median {statistics.median(together):6.2f} ms   95% {together[int(len(together) * 0.95)]:6.2f}"
        )
        print(
            f"memory grew by {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB while searching"
        )


if __name__ == "__main__":
    main()
