"""Files and questions that were damaged on purpose: each gives documents, an answer, or an error in one line.

    python -m tests.faults.mutations --count 10000 --questions 2000 [--seed 1] [--only NAME]

The same numbers give the same damage. Fences are off (see sources.fence): a mistake of ours is told with the file, the
damage and where it was made.
"""

import argparse
import io
import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from sources.errors import SourceError
from sources.fence import STRICT
from sources.load import SUFFIXES, Read, read_file

ROOT = Path(__file__).parents[2]
OWN = [
    ROOT / "tests/fixtures/lists",
    ROOT / "tests/golden/documents",
    ROOT / "sources/samples",
    ROOT / "tests/fixtures/pages",
]
REAL = ROOT.parent / "shared/corpus"
LONGEST_REAL = 120_000
"""Bytes of a real file that is damaged as a whole; of a longer one its beginning and end, cut at a line."""
PATIENCE = 20.0
"""Seconds of processor time that one damaged file or question may take."""
LINE = re.compile(rb"[^\n]*\n?")

Damage = Callable[[bytes, random.Random, bytes], bytes]


def cut(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """The file without its end, its beginning, or something in the middle."""
    a, b = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return chance.choice([raw[:b], raw[a:], raw[:a] + raw[b:]])


def shuffle(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """Some neighbouring lines in another order."""
    lines = LINE.findall(raw)
    start = chance.randrange(len(lines))
    some = lines[start : start + chance.randint(2, 60)]
    chance.shuffle(some)
    return b"".join([*lines[:start], *some, *lines[start + len(some) :]])


def flip(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """Some bytes with one bit turned."""
    made = bytearray(raw)
    for _ in range(chance.choice([1, 1, 3, 30])):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def repeat(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """A block of it several times."""
    start = chance.randrange(len(raw))
    block = raw[start : start + chance.choice([3, 40, 400, 4000])]
    return raw[:start] + block * chance.choice([2, 2, 5, 40]) + raw[start + len(block) :]


def untag(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """Without some of its tags, brackets or quotation marks."""
    pattern = chance.choice([rb"</?[A-Za-z][^<>]{0,80}>", rb"[\"{}\[\]]", rb"[,;:.]", rb"[A-Z][a-z]{2,}", rb"\d{2,4}"])
    share = chance.choice([0.02, 0.2, 1.0])
    return re.sub(pattern, lambda m: b"" if chance.random() < share else m.group(), raw)


def swap(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """Columns of a table, or words of lines, in another order."""
    mark = b"\t" if b"\t" in raw else chance.choice([b",", b" "])
    lines = LINE.findall(raw)
    width = max(2, lines[0].count(mark) + 1)
    a, b = chance.randrange(width), chance.randrange(width)
    start, some = chance.randrange(len(lines)), chance.choice([1, 5, len(lines)])
    for number in range(start if some < len(lines) else 0, min(len(lines), start + some)):
        cells = lines[number].rstrip(b"\r\n").split(mark)
        if max(a, b) < len(cells):
            cells[a], cells[b] = cells[b], cells[a]
            lines[number] = mark.join(cells) + b"\n"
    return b"".join(lines)


def splice(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """The beginning of one file and the end of another."""
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def odd(raw: bytes, chance: random.Random, other: bytes) -> bytes:
    """With characters that are seldom seen put in."""
    at = chance.randrange(len(raw) + 1)
    some = ["\0", "\ufeff", "\u2028", "\u202e", "\\ud800", "İ", "ﬁ", "ß", "\u0301", "，", "–", "\r", "\x1a", "&nbsp;", "&#0;", "]]>",
            "[1]", "; ", ": ", " (", ") ", "“", "No. ", " and ", ", including ", " which ", "Inc., ", "the "]  # fmt: skip
    return raw[:at] + chance.choice(some).encode() * chance.choice([1, 1, 2, 200]) + raw[at:]


DAMAGES: tuple[Damage, ...] = (cut, shuffle, flip, repeat, untag, swap, splice, odd)


TEXT_INSIDE = frozenset({"word/document.xml", "xl/worksheets/sheet1.xml"})
"""Where the text of a Word document and of a workbook stands."""
ARCHIVES = (".docx", ".docm", ".dotx", ".dotm", ".xlsx")


def inside(damage: Damage) -> Damage:
    """The same done to the text inside of a Word document or a workbook."""

    def done(raw: bytes, chance: random.Random, other: bytes) -> bytes:
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
                for name in old.namelist():
                    data = old.read(name)
                    new.writestr(name, damage(data, chance, other) if name in TEXT_INSIDE and data else data)
        except Exception:  # damaged before, and no archive any more
            return damage(raw, chance, other)
        return out.getvalue()

    return done


def originals(real: bool = True) -> dict[str, bytes]:
    """Whole files by name, of every suffix that is read: those of the repository, some made here, and real ones if they are there."""
    from tests.unit.pdf_pages import drawn
    from tests.unit.pdf_register import register_pages
    from tests.unit.workbooks import xlsx

    found = {
        "made.pdf": drawn(register_pages(1)[0]),
        "made.xlsx": xlsx(_ROWS),
        "made.tsv": _lines("\t"),
        "made.markdown": _lines(" | "),
    }
    found |= {f"made{suffix}": _word() for suffix in (".docx", ".docm", ".dotx", ".dotm")}
    for folder in [*OWN, *([REAL] if real and REAL.is_dir() else [])]:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file():
                found[f"{'real ' if folder == REAL else ''}{path.name}"] = _short(path.read_bytes())
    return found


_ROWS: list[list[object]] = [
    ["Name", "List", "Country", "Date", "Reason"],
    ["Exampla Optics Ltd", "Entity List", "Latvia", "2021-05-04", "Parts for rockets"],
    ["Northwind Test Works", "Unverified List", "Norway", "2022-06-05", "No visit could be made"],
]


def _lines(between: str) -> bytes:
    return "".join(between.join(map(str, row)) + "\n" for row in _ROWS).encode()


def _word() -> bytes:
    import docx

    made = docx.Document()
    made.add_heading("Additions to the Entity List", 1)
    made.add_paragraph(
        "The Commerce Department on May 4, 2021 added Northwind Test Works to the Entity List for its part in a rocket programme."
    )
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Name", "List", "Exampla Optics", "Entity List"), strict=True
    ):
        cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _short(raw: bytes) -> bytes:
    if len(raw) <= LONGEST_REAL or raw[:4] in (b"%PDF", b"PK\3\4"):
        return raw
    half = LONGEST_REAL // 2
    return raw[: raw.find(b"\n", half) + 1] + raw[raw.find(b"\n", len(raw) - half) + 1 :]


def damaged(count: int, seed: int = 1, real: bool = True) -> Iterator[tuple[str, str, bytes]]:
    """So many damaged files: the original's name, what was done, and the bytes. Every original in turn."""
    files = originals(real)
    for number in range(count):
        yield damaged_one(files, number, seed)


def damaged_one(files: dict[str, bytes], number: int, seed: int) -> tuple[str, str, bytes]:
    """The damaged file of that number."""
    names = sorted(files)
    chance = random.Random(f"{seed} {number}")
    name = names[number % len(names)]
    raw, done = files[name], []
    for _ in range(chance.choice([1, 1, 2, 4])):
        damage = chance.choice(DAMAGES)
        other = files[chance.choice(names)]
        is_archive = name.endswith(ARCHIVES) and chance.random() < 0.8
        raw = (inside(damage) if is_archive else damage)(raw, chance, other) if raw else raw
        done.append(damage.__name__)
    return name, f"{number}: {' '.join(done)}", raw


class TooSlow(BaseException):
    """What was damaged takes longer than PATIENCE. No Exception, so that nothing on the way takes it for one of its own."""


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    """Raises TooSlow where the block takes longer."""

    def ring(signal_number: int, frame: FrameType | None) -> None:
        raise TooSlow("".join(traceback.format_stack(frame, limit=4)))

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def wrong_with(reads: list[Read]) -> str:
    """What is not as it has to be in documents that were read; empty when all is well."""
    ids = [read.document.id for read in reads] + [record.id for read in reads for record in read.records]
    if len(set(ids)) < len(ids):
        return f"the same id twice: {[i for i, n in Counter(ids).items() if n > 1][:3]}"
    for read in reads:
        text = read.document.text
        spans = [*read.sentences, *((p.start, p.end) for p in read.passages), *((r.start, r.end) for r in read.records)]
        spans += [(m.start, m.end) for s in read.statements for m in (*s.subjects, *s.reasons, *s.effects)]
        spans += [(f.start, f.end) for r in read.records for fields in r.fields.values() for f in fields]
        if bad := [span for span in spans if not 0 <= span[0] < span[1] <= len(text)]:
            return f"a span outside of the text: {bad[:3]}"
    return ""


def read_damaged(folder: Path, name: str, raw: bytes) -> str:
    """What is wrong with how a damaged file is read; empty when it gives documents or an error in one line."""
    path = folder / name.removeprefix("real ")
    path.write_bytes(raw)
    try:
        with patience():
            return wrong_with(read_file(path, path.name))
    except SourceError as error:
        return "" if "\n" not in str(error) and len(str(error)) < 1000 else f"an error of many lines: {error}"
    except TooSlow as error:
        return f"over {PATIENCE:.0f} s\n{error}"
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        path.unlink()


def files(count: int, seed: int = 1, real: bool = True, only: str = "") -> Iterator[str]:
    """Reads so many damaged files; gives what goes wrong, one text each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, done, raw in damaged(count, seed, real):
            if only in name and (why := read_damaged(Path(folder), name, raw)):
                yield f"{name} ({done}): {why}"


def main() -> int:
    """The command."""
    from tests.faults.mutated_questions import questions

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="damaged files")
    parser.add_argument("--questions", type=int, default=0, help="damaged questions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="files with this in their name")
    options = parser.parse_args()
    os.environ[STRICT] = "1"
    bad = 0
    damages = (("files", options.count, files(options.count, options.seed, only=options.only)),
               ("questions", options.questions, questions(options.questions, options.seed)))  # fmt: skip
    for what, count, found in damages:
        started, wrong = time.monotonic(), 0
        for each in found:
            print(f"{each}\n", file=sys.stderr, flush=True)
            wrong += 1
        print(f"{count} damaged {what}: {wrong} wrong, {time.monotonic() - started:.0f} s", flush=True)
        bad += wrong
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
