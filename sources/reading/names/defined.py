"""Short names that a document defines in brackets ("Exampla Optics GmbH (Exampla)"): what is told of the short name is told of
the full one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.document import Document, Span
from sources.reading.names.mentions import mentions
from sources.reading.statements import Mention, Statement
from sources.reading.words.capitals import capitals

_BRACKET = re.compile(capitals(r"\([\"“‘']?(?P<short>[A-Z0-9][^()\n\"“”]{1,40}+)[\"”’']?\)"))
_AT_END = re.compile(r" \((?P<short>[^()]{2,40}+)\)$")
_NAMED = frozenset({"entity", "person"})


@dataclass(frozen=True, slots=True)
class _Defined:
    """A full name, and the end of the sentence that defines its short form."""

    full: str
    end: int


def with_full_names(document: Document, sentences: Sequence[Span], told: Sequence[Statement]) -> list[Statement]:
    """The statements, their subjects with the full name in `also` where the document defines it before."""
    short = {m.value for s in told for m in s.subjects if m.value and m.kind in _NAMED and not m.also}
    known = _definitions(document.text, sentences, short)
    return [_in_full(statement, known) for statement in told] if known else list(told)


def _definitions(text: str, sentences: Sequence[Span], short: set[str]) -> dict[str, _Defined]:
    """For each short name that is defined the full one; a short name that is given to two is none of theirs."""
    at = [match.start() for match in _BRACKET.finditer(text) if match["short"] in short] if short else []
    known: dict[str, _Defined] = {}
    several: set[str] = set()
    for start, end in sentences:
        if bisect_left(at, start) == bisect_left(at, end):
            continue
        for full, name in _pairs(mentions(text[start:end], start)):
            if name in short and known.setdefault(name, _Defined(full, end)).full != full:
                several.add(name)
    return {name: defined for name, defined in known.items() if name not in several}


def _pairs(found: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """The full names among mentions, each with the short one in its bracket; a bracket that a name keeps is one if its words
    stand in the name."""
    for mention in found:
        full, name = mention.value or "", mention.also
        if name is None and (kept := _AT_END.search(full)):
            full, name = full[: kept.start()].rstrip(), kept["short"]
            if not set(name.split()) <= set(full.split()):
                continue
        if mention.kind in _NAMED and full and name and full != name:
            yield full, name


def _in_full(statement: Statement, known: dict[str, _Defined]) -> Statement:
    subjects = tuple(
        m.model_copy(update={"also": known[m.value].full})
        if m.value in known and m.kind in _NAMED and not m.also and m.start >= known[m.value].end
        else m
        for m in statement.subjects
    )
    return statement.model_copy(update={"subjects": subjects}) if subjects != statement.subjects else statement
