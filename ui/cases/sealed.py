"""One file that holds a case as a page and as JSON, with a SHA-256 over both.

    page (HTML) ─ data (JSON, in a script element that never runs) ─ seal (three SHA-256, shown at the foot)

The first SHA-256 is of the data. The second is of the page: all of the file without the data, the three figures of the seal read as
zeros. The third is of both others. So every byte of the file is under the seal.
"""

import datetime
import hashlib
import re
from typing import NamedTuple

from assistant.cases.model import Case
from ui.cases.data import SealedCase, read_data, sealed_data
from ui.cases.page import top

BEFORE, AFTER = '\n<script type="application/json" id="whylisted-case">\n', "\n</script>\n"
_ZEROS = "0" * 64
_SEAL = (
    '<footer class="seal" id="whylisted-seal">SHA-256 of the data <code>{data}</code>, of the page <code>{page}</code>, of both '
    "<code>{both}</code></footer></body></html>\n"
)
_FIGURES = re.compile(re.escape(_SEAL).replace(r"\{data\}", "([0-9a-f]{64})").replace(r"\{page\}", "([0-9a-f]{64})").replace(r"\{both\}", "([0-9a-f]{64})"))  # fmt: skip


class Seal(NamedTuple):
    """The three SHA-256 of a sealed file, as 64 hexadecimal figures."""

    data: str
    page: str
    both: str


class Parts(NamedTuple):
    """A sealed file taken apart: the page before its data, the data, and the seal that it carries."""

    top: str
    data: str
    seal: Seal


def sealed(case: Case, program: str, at: datetime.datetime | None = None) -> tuple[bytes, Seal]:
    """A case as a sealed file, and its seal.

    Args:
        case: the case, as it is now.
        program: who exports it, with its version.
        at: when (this moment by default).
    """
    data = sealed_data(case, program, at or datetime.datetime.now(datetime.UTC).replace(microsecond=0))
    page = drawn(read_data(data)[0])
    seal = seal_of(page, data)
    return f"{page}{BEFORE}{data}{AFTER}{_SEAL.format(**seal._asdict())}".encode(), seal


def drawn(data: SealedCase) -> str:
    """The page of these data, down to where they stand."""
    return top(data).encode("utf-8", errors="backslashreplace").decode("utf-8")


def seal_of(page: str, data: str) -> Seal:
    """The seal of a page and its data."""
    bare = f"{page}{BEFORE}{AFTER}{_SEAL.format(data=_ZEROS, page=_ZEROS, both=_ZEROS)}"
    of_data, of_page = (hashlib.sha256(text.encode()).hexdigest() for text in (data, bare))
    return Seal(of_data, of_page, hashlib.sha256(f"{of_data}\n{of_page}\n".encode()).hexdigest())


def taken_apart(text: str) -> Parts | None:
    """The parts of a sealed file; None for a text that is none, or has lost its beginning, its data or its seal."""
    page, before, rest = text.partition(BEFORE)
    data, after, foot = rest.rpartition(AFTER)
    figures = _FIGURES.fullmatch(foot)
    if not (before and after and figures):
        return None
    return Parts(page, data, Seal(*figures.groups()))


def file_name(case: Case) -> str:
    """A name for the file: the day of the last entry, the id, and letters and figures of the party's name."""
    words = re.sub(r"[^a-z0-9]+", "-", case.opening.party.name.lower())[:50].strip("-") or "party"
    return f"{case.steps[-1].entry.at.date().isoformat()}-case-{case.opening.id}-{words}.html"
