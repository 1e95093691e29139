"""What is looked for over a whole document (ends of listings, rows of tables) takes time in proportion to its deeds."""

import math
import time
from collections.abc import Callable

import pytest

from sources.document import Document, Span
from sources.reading.discourse.ended import with_ends
from sources.reading.statements import Mention, Slot, Statement
from sources.reading.tabular.cell_tables import Rows, tables
from sources.reading.tabular.dated_tables import dated_rows
from sources.reading.tabular.ground_tables import with_rows

FEW, MANY = 2_000, 8_000
STEEPEST = 1.4
FLOOR = 0.05  # seconds at MANY below which growth is not looked at

Whole = tuple[Document, list[Span], list[Statement], list[Rows]]


def document_of(deeds: int) -> Whole:
    """A document that tells so many deeds, each in a paragraph, with a table of parties and one of dates behind every tenth."""
    pieces: list[str] = []
    sentences: list[Span] = []
    told: list[Statement] = []
    at = 0

    def put(words: str, end: str) -> None:
        nonlocal at
        pieces.append(words + end)
        sentences.append(Span(at, at + len(words)))
        at += len(words) + len(end)

    for number in range(deeds):
        name = f"Belo{number} Ltd"
        start = at
        put(f"Commerce added {name} to the Entity List.", "\n\n")
        told.append(
            Statement(
                id=f"d:{start}",
                document_id="d",
                start=start,
                end=start + 10,
                action="added",
                polarity="asserted",
                trigger=Slot(start=start + 9, end=start + 14),
                list=Slot(start=start, end=start + 1, value="entity-list"),
                subjects=(Mention(start=start + 15, end=start + 15 + len(name), value=name),),
            )
        )
        if number % 10 == 0:
            put("Party\tReason for listing", "\n")
            put(f"Cinto{number} Ltd\tradar", "\n\n")
            put("Companies on the Covered List", "\n\n")
            put("Company\tDate of inclusion", "\n")
            put(f"Dorva{number} Ltd\tMay 2, 2024", "\n\n")
    text = "".join(pieces)
    return Document(id="d", path="d", sha256="0" * 64, text=text), sentences, told, tables(text)


def rows(whole: Whole) -> list[Statement]:
    document, sentences, told, found = whole
    return with_rows(document, sentences, told, found)


def days(whole: Whole) -> list[Statement]:
    return dated_rows(*whole)


def ends(whole: Whole) -> list[Statement]:
    document, sentences, told, _ = whole
    return with_ends(document, sentences, told)


def marked(whole: Whole) -> list[Rows]:
    document, _, _, found = whole
    return tables(document.text, found)


def seconds(work: Callable[[Whole], object], whole: Whole) -> float:
    """The least processor time of three runs."""
    best = math.inf
    for _ in range(3):
        started = time.process_time()
        work(whole)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize("work", [rows, days, ends, marked])
def test_time_is_linear_in_the_deeds(work: Callable[[Whole], object]) -> None:
    many = seconds(work, document_of(MANY))
    if many < FLOOR:
        return
    few = seconds(work, document_of(FEW))
    grows = math.log(many / few, MANY / FEW)
    assert grows < STEEPEST, f"{few:.2f} s for {FEW}, {many:.2f} s for {MANY}: exponent {grows:.2f}"


def test_what_is_found_is_right() -> None:
    whole = document_of(20)
    assert len(rows(whole)) == 22, "the one list that is named anywhere above a table of reasons is theirs"
    assert {m.value for one in rows(whole) for m in one.subjects} >= {"Cinto0 Ltd", "Cinto10 Ltd"}
    assert [m.value for one in days(whole) for m in one.subjects] == ["Dorva0 Ltd", "Dorva10 Ltd"]
    assert ends(whole) == whole[2]
