"""Every name of the real lists is found, when ../shared is there: names, aliases, weak aliases, short names in brackets, and
names without their bracket or tail.

What a bracket holds is told here by a few words of its own, not by the code under test.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from assistant.lists.bracketed import name_in_question
from assistant.question.resolve import sure
from assistant.question.understand import Question
from index.name_forms import PLACES, normal, tokens
from index.names import NameIndex
from index.naming import entries
from sources.formats import reader_for
from sources.formats.parsed import Given

CORPUS = Path(__file__).parents[3] / "shared/corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus is not there: the real files are not in the repository"
)
FILES = (
    "ecfr/title-15_part-744_2026-07-23.xml", "ofac/sdn/sdn.csv", "ofac/consolidated/cons_prim.csv",
    "csl/csl_sample_2019.csv", "csl/bis_dpl_2021.txt", "csl/govwizely_consolidated.xml", "csl/govwizely_el.csv",
)  # fmt: skip
MANY = 60
"""Matches that are looked at: some names are borne by many."""

BRACKET = re.compile(r"\s*\(([^()]+)\)")
SHORT = re.compile(r"[A-Z][\w.&-]*(?: [A-Z0-9][\w.&-]*){0,2}")
NO_SHORT = frozenset(
    ("hk", "uk", "uae", "usa", "us", "prc", "pvt", "pty", "pte", "llc", "llp", "ltd", "limited", "gmbh", "jsc", "cjsc", "ooo", "pjsc",
     "oao", "holding", "fze", "fzc", "sl", "sa", "rtd", "group", "private")
)  # fmt: skip
TAIL = re.compile(r"[;,] (?:and|including) (?:any|all|its) .*$")


@functools.cache
def named() -> tuple[NameIndex, dict[str, set[str]]]:
    """The index of all names of the lists, and each name as written with the records that bear it."""
    found = []
    for name in FILES:
        file = CORPUS / name
        with file.open("rb") as opened:
            reader = reader_for(name, opened.read(65536))
        for parsed in reader.read(file, name, Given()):
            found += entries(parsed.document, parsed.records, (), ())
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in found:
        bearers[entry.name].add(entry.owner)
    return NameIndex.build(found), dict(bearers)


def lost(names: Iterable[tuple[str, set[str]]], *, shown: bool = False) -> list[str]:
    """The names by which some of their bearers are not surely found; with `shown`, those that do not even show them."""
    index, _ = named()
    out = []
    for name, owners in names:
        matches = [m for m in index.find(name, limit=MANY) if shown or sure(m)]
        if shown and not owners & {r for m in matches for r in m.records}:
            matches += index.closest(name, limit=10)
        records = {r for m in matches for r in m.records}
        if not (owners & records if shown else owners <= records):
            out.append(name)
    return out


def brackets() -> Iterator[tuple[str, str, str, set[str]]]:
    """Names with one bracket: the name, what the bracket holds, the name without it, and who bears it."""
    for name, owners in named()[1].items():
        found = BRACKET.findall(name)
        if len(found) == 1:
            yield name, found[0].strip(), " ".join(BRACKET.sub("", name).split()).strip(" ,;"), owners


def is_short(name: str, inner: str) -> bool:
    """Whether a bracket at the end of a name in small letters holds capitals that are no place and no legal form."""
    words = [word for word in tokens(inner) if word not in NO_SHORT]
    capitals = sum(c.isupper() for c in inner)
    at_end = name.rstrip(" .").endswith(f"({inner})")
    return bool(
        at_end and not name.isupper() and SHORT.fullmatch(inner) and words and capitals >= 3
        and not any(word in PLACES for word in words)
    )  # fmt: skip


def test_every_name_and_alias_is_found() -> None:
    assert len(named()[1]) > 25_000
    assert [name for name in lost(named()[1].items()) if not of_parent(name)] == []


def of_parent(name: str) -> bool:
    """Whether a short name stands in a bracket of its bearers' names for another body (`Institute 7 of Ship Group (SG)`)."""
    return any(re.search(rf"\bof\b.*\({re.escape(name)}\)", other) for other in named()[1])


def test_every_short_name_in_brackets_is_found() -> None:
    cases = [(inner, owners) for name, inner, _, owners in brackets() if is_short(name, inner)]
    assert len(cases) > 100
    assert lost(cases, shown=True) == []


def test_a_name_with_a_short_name_is_found_without_it() -> None:
    cases = [(bare, owners) for name, inner, bare, owners in brackets() if is_short(name, inner)]
    assert len(cases) > 100
    assert lost(cases) == []


def parts_of_brackets() -> Iterator[tuple[str, set[str]]]:
    """Whatever any bracket of a name holds, be it a place, a legal form or a common word, and each name without its brackets, as
    names to ask for, with the records whose names have it."""
    asked: dict[str, set[str]] = defaultdict(set)
    for name, owners in named()[1].items():
        inside = [inner.strip() for inner in BRACKET.findall(name)]
        if inside:
            for words in (*inside, " ".join(BRACKET.sub(" ", name).split()).strip(" ,;")):
                asked[words] |= owners
    yield from ((words, owners) for words, owners in asked.items() if normal(words))


def test_whatever_a_bracket_holds_and_what_is_left_without_it_leads_to_every_row_that_has_it() -> None:
    """Surely found, or shown as a name that has it in brackets or is it but for its bracket: none lost, without exception."""
    index, _ = named()
    cases = list(parts_of_brackets())
    assert len(cases) > 900
    missed = []
    for words, owners in cases:
        sure_of = {r for m in index.find(words, limit=MANY) if sure(m) for r in m.records}
        if not owners <= sure_of | {held.owner for held in index.held(words)}:
            missed.append(words)
    assert missed == []


@pytest.mark.parametrize(
    "question", ["Is {} on the Entity List?", "{}", "Is {} sanctioned?", "When was {} added to the Entity List?"]
)
def test_such_words_are_read_as_what_is_asked_for(question: str) -> None:
    """The words as a whole (not one letter alone), also where they are a place or hold a comma, so that those who have them are shown."""
    asked = [words for words, _ in parts_of_brackets() if len(words) > 1 and (not words.endswith(".") or " " in words)]
    read = {words: name_in_question(Question(text=question.format(words), kind="list", wants="")) for words in asked}
    assert [words for words, name in read.items() if name is None or normal(name) != normal(words)] == []


def test_a_name_is_found_without_its_tail() -> None:
    cases = [(TAIL.sub("", name), owners) for name, owners in named()[1].items() if TAIL.search(name)]
    assert lost(cases) == []
