"""Whatever stands in a cell: reading it never fails, and every span lies inside and says something."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.changes import compare
from sources.document import Document, Span
from sources.formats.entity_cell import acronyms, parse_cell
from sources.formats.names_in_cells import name_end
from sources.formats.sheet import Draft, Sheet

WORDS = st.sampled_from(
    ["Amber", "Works", "Co., Ltd.", "LLC", "a.k.a.,", "f.k.a.", "(a.k.a. X;", ")", "the following two aliases:", "\n—", "—", "\n", ", ",
     "; and", ".", "No. 4", "Mill Road", "12", "P.O. Box 7", "(See alternate address)", "Subordinate institution", "(ALW)", "Klow", "and",
     "Affiliated entities:", "\nAddress: ", "Institute of Ropes", "-", "1⁄2", "’", "Ünal"]
)  # fmt: skip
CELLS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join).filter(str.strip) | st.text(
    min_size=1, max_size=80
).filter(str.strip)


def spans(cell):
    yield from (cell.name, *cell.aliases, *cell.addresses, *cell.remarks)
    for below in cell.subordinates:
        yield from spans(below)


@settings(deadline=None)
@given(CELLS)
def test_spans_lie_in_the_cell(text):
    text = text.strip()
    cell = parse_cell(text)
    for span in spans(cell):
        assert 0 <= span.start <= span.end <= len(text)
    for alias in cell.aliases:
        assert text[alias.start : alias.end].strip()
        for short in acronyms(text, alias):
            assert alias.start <= short.start < short.end <= alias.end
    assert 0 <= name_end(text) <= len(text)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_sheet_slices_back_and_is_no_change_from_itself(rows):
    sheet = Sheet()
    records = []
    for row in rows:
        draft = Draft()
        start = sheet.add("", "\n\n").start
        kept = []
        for number, words in enumerate(row):
            span = sheet.add(words, "\n" if number else "")
            assert sheet.tail(span.start) == words
            draft.put("alias", words, span.start)
            kept.append((span, words))
        draft.put("name", row[0], start)
        records.append(draft.record("d", "l", Span(start, len(sheet)), " ".join(row[0].split())))
        for span, words in kept:
            assert sheet.text[span.start : span.end] == words
    document = Document(id="d", path="d", sha256="0" * 64, text=sheet.text)
    same = compare(document, records, document, records)
    assert not same and not same.reformatted
