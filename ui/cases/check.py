"""Proving a sealed file: whether it is as it was sealed, and if not, what was changed."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.cases.model import Case, canonical
from index.cases import KeptCase, KeptEntry, broken
from sources.document import Frozen
from sources.errors import NotFound, UnreadableFile
from ui.cases.data import FORM, SealedCase, read_data
from ui.cases.sealed import Parts, drawn, seal_of, taken_apart
from ui.safe import one_line

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is looked at: many times what a case takes."""
_SHOWN = 160


class Verdict(Frozen):
    """What came out: whether the file is whole, its SHA-256 over page and data, the case's id, and what is wrong, one line each."""

    whole: bool
    sha256: str = ""
    case: str = ""
    wrong: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_file(path: Path) -> bytes:
    """The bytes of a file to be proved.

    Raises:
        NotFound, UnreadableFile: there is none, it is no file, or it is too large to be one.
    """
    if not path.exists():
        raise NotFound(f"{path}: no such file; give one that `whylisted case export` wrote")
    if not path.is_file():
        raise UnreadableFile(f"{path} is no file: give one that `whylisted case export` wrote")
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"{path} is larger than {MOST_BYTES // 2**20} MB: no sealed case is")
    return path.read_bytes()


def prove(raw: bytes) -> tuple[Verdict, Case | None]:
    """Looks at the bytes of a file; the case is given where its data can be read. Never raises, whatever the bytes are."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Verdict(whole=False, wrong=(f"this is no sealed case: byte {error.start:,} is no UTF-8 text",)), None
    parts = taken_apart(text)
    if parts is None:
        said = "this is no sealed case, or its beginning or end was cut or changed: page, data and seal do not follow each other in it"
        return Verdict(whole=False, wrong=(said,)), None
    found, wrong = seal_of(parts.top, parts.data), list[str]()
    if found.data != parts.seal.data:
        wrong.append("the data were changed: their SHA-256 is not the one of the seal")
    if found.page != parts.seal.page:
        wrong.append("the page was changed: its SHA-256 is not the one of the seal")
    if found.both != parts.seal.both and not wrong:
        wrong.append("the seal was changed: its SHA-256 of both is not that of the data and the page")
    try:
        data, plain = read_data(parts.data)
    except ValueError as error:
        cause = one_line(str(error))[:_SHOWN]
        if wrong:
            return Verdict(whole=False, sha256=found.both, wrong=(*wrong, f"the data cannot be read ({cause})")), None
        note = f"what it says cannot be read by this version of the program ({cause}): its seal was looked at alone"
        return Verdict(whole=True, sha256=found.both, notes=(note,)), None
    wrong += _chain(plain) + _compared(parts, data)
    verdict = Verdict(
        whole=not wrong, sha256=found.both, case=data.case.opening.id if _opened(data) else "", wrong=tuple(wrong)
    )
    return verdict, data.case if _opened(data) else None


def _opened(data: SealedCase) -> bool:
    return bool(data.steps) and data.steps[0].entry.kind == "opening"


def _chain(plain: Mapping[str, Any]) -> list[str]:
    """What is wrong with the seals of the history."""
    try:
        history = tuple(KeptEntry(s["number"], canonical(s["entry"]), s["seal"]) for s in plain["steps"])
        bases = {int(number): canonical(basis) for number, basis in plain["bases"].items()}
    except (KeyError, TypeError, ValueError, RecursionError):
        return ["the history of the case cannot be read"]
    name = str(plain["steps"][0]["entry"].get("id", ""))[:40] if history else ""
    return [one_line(line) for line in broken(KeptCase(name, "", history, bases))] or (
        [] if history else ["the history of the case is empty"]
    )


def _compared(parts: Parts, data: SealedCase) -> list[str]:
    """Where the page says something else than the data, the first such line; only a page of this version can be drawn again."""
    if data.form != FORM:
        return []
    try:
        wanted = drawn(data)
    except (KeyError, AssertionError, IndexError):
        return ["the data do not hold together: what they refer to is missing in them"]
    if wanted == parts.top:
        return []
    is_, should = parts.top.splitlines(), wanted.splitlines()
    at = next(
        (n for n, (one, other) in enumerate(zip(is_, should, strict=False)) if one != other), min(len(is_), len(should))
    )
    page, says = (_plain(lines[at]) if at < len(lines) else "nothing" for lines in (is_, should))
    if page == says:
        return [f"line {at + 1} of the page is marked up otherwise than the data make it"]
    return [f"line {at + 1} of the page says “{page}”, the data say “{says}”"]


def _plain(line: str) -> str:
    said = one_line(re.sub(r"<[^>]*>", " ", line))
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def same_as_kept(case: Case, kept: KeptCase | None) -> tuple[list[str], list[str]]:
    """What is wrong with a file's case beside the one that the index keeps, and what is to be noted."""
    if kept is None:
        return [], ["the index does not hold this case: it was not compared with it"]
    seals = [step.seal for step in case.steps]
    here = [entry.seal for entry in kept.history]
    if here[: len(seals)] != seals:
        at = next((n for n, (one, other) in enumerate(zip(seals, here, strict=False)) if one != other), len(here))
        return [f"entry {at} of the history is not the one that the index keeps"], []
    later = len(here) - len(seals)
    return [], ["the index keeps the same history" + (f", and {later} later entries" if later else "")]
