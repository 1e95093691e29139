"""The reader: blocks rejoin, marks cover exactly their span, hostile text stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.document import Span
from tests.unit.answers import answer, citation, document
from ui.marks import Part, parts
from ui.reader import Mark, block_at, blocks, find, runs
from ui.safe import printable

TEXTS = st.text(st.sampled_from("ab \n<>&é中\x1b\u202e😀"), max_size=300)


@given(TEXTS, st.integers(2, 40))
def test_blocks_rejoin_and_stay_small(text, size):
    cuts = blocks(text, size)
    assert "".join(text[s.start : s.end] for s in cuts) == text
    assert all(0 < s.end - s.start <= size for s in cuts)


@given(TEXTS, st.integers(2, 40), st.integers(0, 400))
def test_block_at_holds_the_offset(text, size, offset):
    cuts = blocks(text, size)
    if cuts:
        found = cuts[block_at(cuts, offset)]
        assert found.start <= offset < found.end or (offset >= len(text) and found == cuts[-1])


@given(TEXTS, st.lists(st.tuples(st.integers(0, 320), st.integers(0, 320)), max_size=6), st.integers(2, 60))
def test_each_mark_covers_its_span_and_nothing_else(text, spans, size):
    marks = [Mark(min(a, b), max(a, b), "light", n) for n, (a, b) in enumerate(spans)]
    drawn = [run for cut in blocks(text, size) for run in runs(text, cut, marks)]
    assert "".join(run.text for run in drawn) == printable(text)
    for number, mark in enumerate(marks):
        covered = "".join(run.text for run in drawn if number in run.marks)
        assert covered == printable(text[mark.start : mark.end])


def test_a_control_character_is_a_run_of_its_own():
    made = runs("a\u202eb", Span(0, 3), [Mark(1, 3, "strong")])
    assert [(r.text, r.marks, r.control) for r in made] == [
        ("a", (), False),
        ("\\u202e", (0,), True),
        ("b", (0,), False),
    ]


def test_a_line_of_five_megabytes_is_cut():
    cuts = blocks("x" * 5_000_000)
    assert len(cuts) == 417 and cuts[-1].end == 5_000_000


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("entity list", ["Entity List", "Entity\n  list"]),
        ("a+b", ["a+b"]),
        (".*", []),
        ("  ", []),
    ],
)
def test_find(wanted, found):
    text = "The Entity List. The Entity\n  list. a+b"
    assert [text[s.start : s.end] for s in find(text, wanted)] == found


def test_find_stops_at_the_limit():
    assert len(find("a" * 50, "a", limit=7)) == 7


def test_marks_of_an_answer_become_parts_that_rejoin():
    made = answer()
    assert "".join(part.text for part in parts(made)) == made.text
    assert [part.citation for part in parts(made) if part.citation] == [1, 2]


def test_a_bracket_inside_a_quotation_is_no_mark():
    source = document("It was listed [1] for “grave reasons [2] of state”, it said.")
    made = answer(
        source,
        text="It was listed: “grave reasons [2] of state” [1], and [7].",
        citations=(citation(1, source, "grave reasons [2] of state"), citation(2, source, "It was listed")),
        sentences=(),
        disagreements=(),
    )
    assert [p for p in parts(made) if p.citation] == [Part("[1]", 1)]
