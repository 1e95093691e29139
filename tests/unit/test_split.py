"""Passages: whole sentences where possible, about 400 to 500 characters, never across a heading."""

from itertools import pairwise

from sources.document import Document, Passage, passage_id
from sources.sentences import sentences
from sources.split import LONGEST, passages

SENTENCE = "The bureau added the firm to the list because it had bought lasers for the armed forces. "


def document(text: str) -> Document:
    return Document(id="0" * 16, path="a.txt", sha256="0" * 64, text=text)


def split(text: str, headings: tuple[tuple[int, str], ...] = ()) -> list[Passage]:
    return passages(document(text), sentences(text), headings)


def test_no_text_has_no_passages() -> None:
    assert split("") == []


def test_a_short_text_is_one_passage() -> None:
    (passage,) = split(SENTENCE)
    assert (passage.start, passage.end) == (0, len(SENTENCE.rstrip()))
    assert passage.id == passage_id("0" * 16, passage.start, passage.end)


def test_whole_sentences_are_packed_evenly() -> None:
    text = SENTENCE * 24
    found = split(text)
    bounds = {span.start for span in sentences(text)} | {span.end for span in sentences(text)}
    assert all(passage.start in bounds and passage.end in bounds for passage in found)
    lengths = [passage.end - passage.start for passage in found]
    assert max(lengths) <= LONGEST
    assert min(lengths) >= 250, lengths


def test_a_sentence_that_is_too_long_is_cut_at_words() -> None:
    text = "It names " + ", ".join(f"Example Works No. {number} of Example City" for number in range(60)) + "."
    found = split(text)
    assert len(found) > 4
    assert all(passage.end - passage.start <= LONGEST for passage in found)
    assert "".join(text[p.start : p.end] for p in found).replace(" ", "") == text.replace(" ", "")
    assert all(text[p.start].isalnum() and not text[p.start - 1].isalnum() for p in found[1:])


def test_repetition_does_not_shift_offsets() -> None:
    text = "on the list, on the list, " * 200
    found = split(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join(text[p.start : p.end] for p in found).replace(" ", "") == text.replace(" ", "")


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert all(p.end - p.start <= LONGEST for p in split("x" * 3000))


def test_passages_do_not_cross_headings_and_carry_them() -> None:
    text = f"Opening. {SENTENCE}\n\nDates\n\n{SENTENCE}\n\nEffects\n\n{SENTENCE}"
    headings = tuple((text.index(name), name) for name in ("Dates", "Effects"))
    found = split(text, headings)
    assert [passage.heading for passage in found] == [None, "Dates", "Effects"]
    assert [text[p.start :][: len(p.heading or "")] for p in found[1:]] == ["Dates", "Effects"]
