"""Properties of reading: offsets are exact, nothing is invented, nothing that matters is lost."""

import re
import string
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.blocks import blocks
from sources.clean import STEPS, clean, origin
from sources.document import Document, Span
from sources.duplicates import likeness, signature
from sources.errors import SourceError
from sources.front_matter import front_matter
from sources.load import read_file
from sources.metadata import find_published, find_title
from sources.outline import headings
from sources.sentences import sentences
from sources.split import LONGEST, passages
from sources.turns import turns

WORDS = [
    "The bureau", "added", "Roe Optics Co., Ltd.", "to the list", "on Dec. 16", "U.S.", "§ 744.11(b)", "(D-Ore.)", "“We deny it,”", "said.", "No. 4",
    "2:17 p.m.", "...", "…", "?", "!”", "MS. ROE:  ", "Q    ", "- ", "* ", "# ", "(a) ", "1. ", "| a | b |", "a\tb", "\n", "\n\n", "  \n", "\r\n", " ", "\xa0",
    "Copyright 2021 Example.", "Most Popular", "Advertisement", "Sign up for our newsletter.", "https://example.com/a", "---", "***", "<!-- x -->", "###",
    "\u200b", "\ufeff", "é", "北京否认。", "title: x", "December 16, 2021", "Published", "By Ann Roe", ". .", "period.Then", "Tags A B", "\u2028", "\x0c",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.text(max_size=300),
    st.text(alphabet=string.ascii_letters + " .\n-*()", max_size=300),
)
MARKS = re.compile(r"[\s\-*+•‣◦▪●·>#=_~\\|:]")


@settings(deadline=None)
@given(TEXTS)
@example("a.B c. D")
def test_sentences_stand_in_order_without_overlap_and_cover_the_text(text: str) -> None:
    spans = sentences(text)
    at = 0
    left = []
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        shown = text[span.start : span.end]
        assert shown == shown.strip()
        left.append(text[at : span.start])
        at = span.end
    left.append(text[at:])
    assert not MARKS.sub("", "".join(left))


@settings(deadline=None)
@given(TEXTS)
def test_no_sentence_crosses_a_block(text: str) -> None:
    every = blocks(text)
    for span in sentences(text):
        assert any(block.start <= span.start and span.end <= block.end for block in every)


@settings(deadline=None)
@given(TEXTS, st.lists(st.sampled_from(list(STEPS)), unique=True))
def test_cleaning_only_deletes_or_folds(raw: str, steps: list[str]) -> None:
    cleaned = clean(raw, steps)
    at = source_end = 0
    for text_start, source_start, length in cleaned.segments:
        assert text_start == at and length > 0 and source_start >= source_end
        for ours, theirs in zip(cleaned.text[at : at + length], raw[source_start : source_start + length], strict=True):
            assert ours == theirs or (ours.isspace() and theirs.isspace())
        at, source_end = at + length, source_start + length
    assert at == len(cleaned.text)


@settings(deadline=None)
@given(TEXTS)
def test_a_cleaned_text_has_plain_white_space_only(raw: str) -> None:
    once = clean(raw).text
    assert clean(once, ("newlines", "spaces", "blank lines")).text == once
    assert once == once.rstrip() and not once.startswith("\n") and not re.search(r"\n[ \t]*\n[ \t]*\n", once)


@settings(deadline=None)
@given(TEXTS)
def test_every_sentence_of_the_cleaned_text_has_an_origin(raw: str) -> None:
    cleaned = clean(raw)
    for span in sentences(cleaned.text):
        places = origin(cleaned.segments, span)
        assert sum(place.end - place.start for place in places) == span.end - span.start
        joined = "".join(raw[place.start : place.end] for place in places)
        assert joined.split() == cleaned.text[span.start : span.end].split()


@settings(deadline=None)
@given(TEXTS)
def test_passages_cover_every_sentence(text: str) -> None:
    document = Document(id="0" * 16, path="a.txt", sha256="0" * 64, text=text)
    spans = sentences(text)
    found = passages(document, spans)
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert all(0 < passage.end - passage.start <= LONGEST for passage in found)
    for span in spans:
        inside = "".join(
            text[max(p.start, span.start) : min(p.end, span.end)]
            for p in found
            if p.start < span.end and span.start < p.end
        )
        assert "".join(inside.split()) == "".join(text[span.start : span.end].split())


@settings(deadline=None)
@given(TEXTS)
def test_turns_are_made_of_sentences(text: str) -> None:
    spans = sentences(text)
    found = turns(text, spans)
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    assert all(turn.start in starts and turn.end in ends for turn in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(deadline=None)
@given(TEXTS)
def test_title_and_date_are_stretches_of_the_text(text: str) -> None:
    title = find_title(text)
    if title:
        assert text[title.start : title.end].strip() == text[title.start : title.end] != ""
    said = find_published(text, title)
    if said:
        assert str(said.date.day) in text[said.span.start : said.span.end]


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["title", "date", "author", "url", "kind", "x"]), st.text(max_size=30), max_size=5),
    TEXTS,
)
def test_front_matter_never_fails_and_its_title_stands_in_it(values: dict[str, str], body: str) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n" + body
    found = front_matter(text)
    if found and found.title:
        assert text[found.title.start : found.title.end] == found.stated.title
        assert found.title.end <= found.end


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_likeness_is_a_share(one: str, other: str) -> None:
    a, b = signature(one), signature(other)
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0
    if a:
        assert likeness(a, signature(one.upper() if one.upper().lower() == one.lower() else one)) == 1.0


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), TEXTS.map(str.encode)),
    st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"]),
)
@example(b"<html>" + b"<p>" * 1000, ".html")
@example(b"%PDF-1.4 trailer << /Root 1 0 R >>", ".pdf")
@example(b"PK\x03\x04", ".docx")
def test_any_bytes_are_read_or_refused_in_one_line(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(content)
        try:
            read = read_file(path, path.name)
        except SourceError as error:
            assert "\n" not in str(error) and path.name in str(error)
        else:
            for one in read:
                for span in one.sentences:
                    assert isinstance(span, Span) and one.document.quote(span).strip() == one.document.quote(span) != ""


HARD = {
    "spaces": " " * 200_000 + "x", "full stops": ". " * 100_000, "letters and stops": "a." * 100_000, "quotation marks": '."' * 100_000,
    "dashes": "-" * 200_000 + "x", "rows": "|---" * 50_000 + "x", "comments": "<!--" * 50_000, "zero-width": "\u200b" * 200_000 + "x",
    "labels": "AB: " * 50_000, "tags": "Tags " + "A " * 100_000, "emphasis": "**a " * 50_000, "fences": "---\n" * 50_000,
    "companies": "Inc. " * 40_000, "lines": "A line here\n" * 15_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_no_text_takes_long(name: str) -> None:
    """200 KB that make patterns go back and forth; reading in proportion to the length takes well under a second."""
    text = HARD[name]
    begin = time.perf_counter()
    cleaned = clean(text).text
    spans = sentences(text)
    turns(text, spans)
    headings(text)
    find_title(text)
    find_published(text)
    front_matter(text)
    sentences(cleaned)
    assert time.perf_counter() - begin < 10
