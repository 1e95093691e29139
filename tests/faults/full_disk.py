"""A disk that is really full: a file system in memory of a few megabytes, mounted in a namespace of its own.

    unshare --map-root-user --mount python -m tests.faults.full_disk PLACE KILOBYTES

Adds until the disk is full, proves the index on the full disk, makes room, adds again, and proves it once more. Prints one
line of JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from index.build import add
from index.search import Index
from index.verify import verify
from sources.errors import IndexProblem
from tests.faults.worker import text_of
from tests.hash_encoder import HashEncoder

FILES = 300


def mount(place: Path, kilobytes: int, again: bool = False) -> None:
    """Mount the file system, or change its size."""
    options = f"{'remount,' if again else ''}size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True)


def documents(index: Path) -> list[str]:
    """Names of the files in the index."""
    return sorted(info.path for info in Index.open(index).documents())


def fill(place: Path, kilobytes: int) -> dict[str, object]:
    """What happened, step by step."""
    docs, disk = place / "docs", place / "disk"
    docs.mkdir()
    disk.mkdir()
    mount(disk, kilobytes)
    model = HashEncoder()
    reported: list[str] = []
    problems: list[str] = []
    for number in range(FILES):
        (docs / f"d{number}.txt").write_text(text_of(f"d{number}.txt", 1), encoding="utf-8")
        if number % 10 < 9 or problems:
            continue
        try:
            add([docs], disk / "index", encoder=model)
        except IndexProblem as error:
            problems.append(str(error))
        else:
            reported = [f"docs/{path.name}" for path in docs.iterdir()]
    try:
        full = verify(disk / "index")
        sound, kept = list(full.problems), documents(disk / "index")
    except Exception as error:
        sound, kept = [f"{type(error).__name__}: {error}"], []
    mount(disk, 200_000, again=True)
    summary = add([docs], disk / "index", encoder=model)
    return {
        "problems": problems,
        "reported": len(reported),
        "kept": len(kept),
        "lost": sorted(set(reported) - set(kept)),
        "wrong on the full disk": sound,
        "added afterwards": summary.new,
        "wrong afterwards": list(verify(disk / "index").problems),
        "in the end": len(documents(disk / "index")),
    }


if __name__ == "__main__":
    print(json.dumps(fill(Path(sys.argv[1]), int(sys.argv[2]))))
