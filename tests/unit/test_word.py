"""Word documents: every word that a reader of the final document sees is read once and in order, nothing else is, and
what was left out or could not be read is named."""

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats.docx import read
from sources.formats.parsed import Given
from sources.load import Read, find_files, read_file
from tests.unit.word_files import cell, p, root, row, t, table, word_file
from tests.unit.word_torture import _BOX, _CHANGE, CONSTRUCTS, deleted, run, torture

WORD = re.compile(r"\b(?:un)?seen\d{3}\b")


def load(tmp_path: Path, content: bytes, name: str = "memo.docx") -> Read:
    path = tmp_path / name
    path.write_bytes(content)
    (read,) = read_file(path, name)
    return read


def lines(tmp_path: Path, body: str, parts: dict[str, str] | None = None) -> list[str]:
    return load(tmp_path, word_file(body, parts)).document.text.replace("\n\n", "\n").split("\n")


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize("only", [*CONSTRUCTS, None])
def test_every_word_that_is_seen_is_read_once_in_order_and_no_other(
    only: str | None, strict: bool, tmp_path: Path
) -> None:
    content, seen, _ = torture(only, strict)
    read = load(tmp_path, content)
    assert WORD.findall(read.document.text) == seen
    comments = [line for line in read.document.text.split("\n") if line.startswith("Comment: ")]
    assert WORD.findall("\n".join(comments)) == (seen[-2:] if comments else [])
    told = "\n".join(read.document.quote(span) for span in read.sentences)
    assert WORD.findall(told) == seen[: len(seen) - len(comments)]


def test_the_file_with_all_constructs_has_words_that_are_not_seen() -> None:
    content, seen, unseen = torture()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = "\n".join(archive.read(name).decode() for name in archive.namelist())
    assert len(seen) > 130 and len(unseen) > 20
    assert all(word in whole for word in (*seen[:5], *unseen))


def test_what_is_left_out_or_not_read_is_counted_and_named(tmp_path: Path) -> None:
    assert load(tmp_path, torture()[0]).warnings == (
        "memo.docx: left out: hidden text (2), struck-through text (2), tracked deletions (4)",
        "memo.docx: not read: charts (1), diagrams (1), embedded objects (1), images (1), symbols (1)",
        "memo.docx: read, but not what the document says: sentences of comments (2)",
    )
    assert load(tmp_path, word_file(p("Nothing is left out here."))).warnings == ()


NOTE = "<w:footnote w:id='2'><w:p><w:r><w:t>It may ask for a review. It has not.</w:t></w:r></w:p></w:footnote>"
MARK = "<w:r><w:footnoteReference w:id='2'/></w:r>"
LINES: list[tuple[str, str, dict[str, str], list[str]]] = [
    ("a sentence is not parted by its notes and boxes",
     p("The bureau added Exampla Optics", MARK, " to its list."), {"footnotes": NOTE},
     ["The bureau added Exampla Optics to its list.", "Footnote 1: It may ask for a review. It has not."]),
    ("a note is numbered as the settings say",
     p("One", MARK), {"footnotes": NOTE, "settings": "<w:footnotePr><w:numFmt w:val='upperRoman'/><w:numStart w:val='4'/></w:footnotePr>"},
     ["One", "Footnote IV: It may ask for a review. It has not."]),
    ("a note with a mark of its own",
     p("One", "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>*</w:t></w:r>"), {"footnotes": NOTE},
     ["One*", "Footnote: It may ask for a review. It has not."]),
    ("a note whose mark is deleted, and one that nothing points to",
     p("One", f"<w:del w:id='1'>{MARK}</w:del>"), {"footnotes": NOTE}, ["One"]),
    ("a cell that reaches down is read in each of its rows",
     table(row(cell("Exampla Valves", "<w:vMerge w:val='restart'/>"), "pumps"), row(cell("", "<w:vMerge/>"), "valves"), row("Specimen Tools", "lathes")), {},
     ["Exampla Valves\tpumps", "Exampla Valves\tvalves", "Specimen Tools\tlathes"]),
    ("a cell that reaches down stands in the column that it began in",
     table(row(cell("a", "<w:gridSpan w:val='2'/>"), cell("b", "<w:vMerge w:val='restart'/>")), row("c", "d", cell("x", "<w:vMerge w:val='continue'/>"))), {},
     ["a\tb", "c\td\tb"]),
    ("cells merged as long ago", table(row(cell("a", "<w:hMerge w:val='restart'/>"), cell("b", "<w:hMerge/>"), "c")), {}, ["a\tc"]),
    ("paragraphs of a cell are one cell", table(row(cell(p("Exampla Valves") + p("Example City")), "valves")), {}, ["Exampla Valves Example City\tvalves"]),
    ("a frame of one cell is not a row", table(row(cell(p("One.") + p("Two.")))), {}, ["One.", "Two."]),
    ("a field that never ends loses nothing",
     p("One ", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:instrText>REF x</w:instrText></w:r>", "two.") + p("Three."), {},
     ["One two.", "Three."]),
    ("a field that was deleted", p("One ", "<w:del w:id='1'><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:del>", "two."), {}, ["One two."]),
    ("a ticked box", p("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
                       "<w:r><w:fldChar w:fldCharType='end'/></w:r>", " Listed"), {}, ["☒ Listed"]),
    ("the end of a line that is not in the XML", p("One ", "<w:r>\n  <w:t>two\n three</w:t>\n</w:r>"), {}, ["One two  three"]),
    ("a paragraph that was all deleted is not numbered",
     p("First", properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
     + p("<w:del w:id='1'><w:r><w:delText>x</w:delText></w:r></w:del>", properties="<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del w:id='1'/></w:rPr>")
     + p("Second", properties="<w:numPr><w:numId w:val='1'/></w:numPr>"),
     {"numbering": "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='upperRoman'/><w:lvlText w:val='§ %1.'/></w:lvl></w:abstractNum>"
                   "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"},
     ["§ I. First", "§ II. Second"]),
    ("old signs of a symbol font as letters", p(t("\uf0b7 one", "<w:rFonts w:ascii='Symbol'/>")), {}, ["• one"]),
    ("a power is not a number of more digits",
     p("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>"), {}, ["10^6"]),
    ("raised numbers are no part of a word",
     p("Exampla Optics", t("1", "<w:vertAlign w:val='superscript'/>"), t(",2", "<w:vertAlign w:val='superscript'/>"), "and Specimen.", t("3", "<w:vertAlign w:val='superscript'/>"),
       " On the 2", t("nd", "<w:vertAlign w:val='superscript'/>"), " of May"), {},
     ["Exampla Optics 1,2 and Specimen.3 On the 2nd of May"]),
    ("a root and a sum have their signs",
     p("<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>16</m:t></m:r></m:e></m:rad></m:oMath>")
     + p("<m:oMath><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary></m:oMath>"), {}, ["√(16)", "∑x"]),
    ("a change inside of a link", p("It did ", f"<w:hyperlink w:anchor='x'><w:ins {_CHANGE}>{t('not ')}</w:ins>{deleted('gladly ')}</w:hyperlink>", "add X."), {},
     ["It did not add X."]),
    ("a control in a link in a control",
     p("One ", f"<w:sdt><w:sdtContent><w:hyperlink><w:sdt><w:sdtContent>{t('two ')}</w:sdtContent></w:sdt></w:hyperlink></w:sdtContent></w:sdt>", "three"), {},
     ["One two three"]),
    ("a box in a note, and a note in a box", p("One", MARK, run(_BOX.format(p("Box", MARK.replace("'2'", "'3'"), "."))), " two."),
     {"footnotes": f"<w:footnote w:id='2'>{p('Note ', run(_BOX.format(p('of a box'))), 'one.')}</w:footnote><w:footnote w:id='3'>{p('Note two.')}</w:footnote>"},
     ["One two.", "Box.", "Footnote 2: Note two.", "Footnote 1: Note one.", "Footnote 1: of a box"]),
    ("a table in a note", p("One", MARK, " two."), {"footnotes": f"<w:footnote w:id='2'>{table(row('a', 'b'))}{p('c')}</w:footnote>"},
     ["One two.", "Footnote 1: a\tb", "Footnote 1: c"]),
    ("boxes of a group, and one in another",
     p("One ", run("<w:drawing><wp:anchor><x:wgp>" + "".join(f"<wps:wsp><wps:txbx><w:txbxContent>{p(w)}</w:txbxContent></wps:txbx></wps:wsp>" for w in "ab") + "</x:wgp></wp:anchor></w:drawing>"), "two.")
     + p(run(_BOX.format(p("Outer ", run(_BOX.format(p("inner"))), "box")))), {}, ["One two.", "a", "b", "Outer box", "inner"]),
    ("rows that were inserted, and a table that was deleted",
     table(f"<w:tr><w:trPr><w:ins {_CHANGE}/></w:trPr>{cell(p(f'<w:ins {_CHANGE}>' + t('new') + '</w:ins>'))}{cell('b')}</w:tr>")
     + table(f"<w:tr><w:trPr><w:del {_CHANGE}/></w:trPr>{cell(p(deleted('x')))}</w:tr>") + p("Left."), {}, ["new\tb", "Left."]),
    ("two forms of a whole paragraph", f"<mc:AlternateContent><mc:Choice Requires='x'>{p('One.')}</mc:Choice><mc:Fallback>{p('No.')}</mc:Fallback></mc:AlternateContent>" + p("Two."), {},
     ["One.", "Two."]),
    ("text that an archive of web pages holds", "<w:altChunk r:id='chunk'/>" + p("Two."),
     {"word/chunk.mht": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>One.</p></body></html>\n--b--\n"},
     ["One.", "Two."]),
    ("headers that no page shows", p("One.") + "<w:sectPr><w:headerReference w:type='even' r:id='header1'/><w:headerReference w:type='default' r:id='header2'/></w:sectPr>",
     {"word/header1.xml": root("hdr", p("Even")), "word/header2.xml": root("hdr", p("7") + p("Draft"))}, ["One.", "Header: Draft"]),
    ("the header of the first page, and of even ones",
     p("One.") + "<w:sectPr><w:headerReference w:type='even' r:id='header1'/><w:headerReference w:type='first' r:id='header2'/><w:titlePg/></w:sectPr>",
     {"word/header1.xml": root("hdr", p("Even")), "word/header2.xml": root("hdr", p("First")), "settings": "<w:evenAndOddHeaders/>"},
     ["One.", "Header: Even", "Header: First"]),
    ("a header that an earlier section has and a later one shows",
     p("One.", properties="<w:sectPr><w:headerReference w:type='first' r:id='header1'/></w:sectPr>") + p("Two.") + "<w:sectPr><w:titlePg/></w:sectPr>",
     {"word/header1.xml": root("hdr", p("Draft"))}, ["One.", "Two.", "Header: Draft"]),
    ("the same header in two sections",
     p("One.", properties="<w:sectPr><w:headerReference w:type='default' r:id='header1'/></w:sectPr>") + p("Two.")
     + "<w:sectPr><w:headerReference w:type='default' r:id='header2'/></w:sectPr>",
     {"word/header1.xml": root("hdr", p("Draft")), "word/header2.xml": root("hdr", p("Draft"))}, ["One.", "Two.", "Header: Draft"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "parts", "expected"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_lines(body: str, parts: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    assert lines(tmp_path, body, parts) == expected


OTHER_LOSSES = [
    (p("<w:commentRangeStart w:id='0'/>", "One."), {"comments": f"<w:comment w:id='0'>{p('Why?')}</w:comment>"}, "left out: comments that nothing in the text points to (1)"),
    (p("On ", run("<w:dayLong/>"), "."), {}, "not read: days that Word fills in (1)"),
    ("<w:altChunk r:id='chunk'/>" + p("Two."), {"word/chunk.rtf": "{\\rtf1 One.}"}, "not read: inserted files (1)"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "parts", "told"), OTHER_LOSSES)
def test_other_losses_are_named(body: str, parts: dict[str, str], told: str, tmp_path: Path) -> None:
    assert load(tmp_path, word_file(body, parts)).warnings == (f"memo.docx: {told}",)


def test_lists_are_numbered_as_word_draws_them(tmp_path: Path) -> None:
    forms = [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%1.%2.%3"), ("ordinal", "%4")]
    levels = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='{5 if n == 3 else 1}'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>"
        f"{'<w:isLgl/>' if n == 2 else ''}</w:lvl>"
        for n, (form, text) in enumerate(forms)
    )
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>"
    )
    asked = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3), (2, 0), (2, 0), (0, 0), (7, 0)]
    body = "".join(
        p("item", properties=f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")
        for number, level in asked
    )
    assert [line.removesuffix("item").strip() for line in lines(tmp_path, body, {"numbering": numbering})] == [
        "1.", "(a)", "(b)", "1.2.1", "2.", "(a)", "5th", "9.", "10.", "", "",
    ]  # fmt: skip


def test_headings_are_known_by_their_style_in_any_language_and_by_their_level(tmp_path: Path) -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='berschrift1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Round'><w:name w:val='Round'/><w:basedOn w:val='Round'/></w:style>"
    )
    body = (
        p("Grounds", properties="<w:pStyle w:val='Own'/>") + p("It sold valves.", properties="<w:pStyle w:val='Round'/>")
        + p("Effects", properties="<w:outlineLvl w:val='1'/>") + p("It needs a licence.")
    )  # fmt: skip
    read = load(tmp_path, word_file(body, {"styles": styles}))
    assert [passage.heading for passage in read.passages] == ["Grounds", "Effects"]
    assert read.document.title == "Grounds"


def test_the_day_in_a_header_is_the_day_of_the_document_if_the_text_has_none(tmp_path: Path) -> None:
    section = "<w:sectPr><w:headerReference w:type='default' r:id='header1'/></w:sectPr>"
    parts = {"word/header1.xml": root("hdr", p("For release May 3, 2024"))}
    text = p("Memo on Exampla Lasers") + p("It makes lenses.") * 20
    assert f"{load(tmp_path, word_file(text + section, parts)).document.published}" == "2024-05-03"
    dated = p("Memo on Exampla Lasers") + p("May 1, 2024") + p("It makes lenses.") * 20
    assert f"{load(tmp_path, word_file(dated + section, parts)).document.published}" == "2024-05-01"


@pytest.mark.parametrize("name", ["memo.docx", "memo.docm", "memo.dotx", "memo.DOTM", "memo"])
def test_the_text_is_found_whatever_the_file_and_its_main_part_are_called(name: str, tmp_path: Path) -> None:
    content = word_file(p("The bureau added two firms."), main="word/document2.xml")
    assert load(tmp_path, content, name).document.text == "The bureau added two firms."
    assert [found.name for found in find_files([tmp_path / name])] == [name]


def test_no_sentence_of_a_comment_is_evidence_even_if_its_first_line_is_cleaned_away(tmp_path: Path) -> None:
    marks = "".join(f"<w:r><w:commentReference w:id='{n}'/></w:r>" for n in range(3))
    comments = "".join(
        f"<w:comment w:id='{n}' w:author='A'>{p(words)}</w:comment>"
        for n, words in enumerate(("\u200b", "Ask again. The bureau added Roe Optics.", "It did."))
    )
    read = load(tmp_path, word_file(p("The bureau added two firms.", marks), {"comments": comments}))
    assert [read.document.quote(span) for span in read.sentences] == ["The bureau added two firms."]
    assert [passage.end for passage in read.passages] == [len("The bureau added two firms.")]
    assert "Comment: The bureau added Roe Optics." in read.document.text


def damaged(name: str, content: bytes) -> bytes:
    """A good file with one part written over."""
    buffer = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(word_file(p("One", MARK), {"footnotes": NOTE})))
    with good, zipfile.ZipFile(buffer, "w") as archive:
        for part in good.namelist():
            archive.writestr(part, content if part == name else good.read(part))
    return buffer.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
REFUSED: list[tuple[str, bytes, str]] = [
    ("memo.doc", OLD + "WordDocument".encode("utf-16-le"), "is in Word's binary format of before 2007 (.doc); save it as .docx"),
    ("memo.docx", OLD + "WordDocument".encode("utf-16-le"), "is in Word's binary format of before 2007 (.doc); save it as .docx"),
    ("memo.docx", OLD + bytes(100_000) + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; save a copy without one"),
    ("memo.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; save a copy without one"),
    ("memo.rtf", rb"{\rtf1 The bureau added two firms.}", "is in Rich Text Format (.rtf); save it as .docx"),
    ("memo.doc", rb"{\rtf1 The bureau added two firms.}", "is in Rich Text Format (.rtf); save it as .docx"),
    ("memo.odt", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "is an OpenDocument text (.odt); save it as .docx"),
    ("memo.doc", b"whatever", "is in Word's binary format of before 2007 (.doc); save it as .docx"),
    ("memo.docx", damaged("word/document.xml", b"<w:document"), "damaged Word document (word/document.xml"),
    ("memo.docx", damaged("word/footnotes.xml", b"<w:footnotes"), "damaged Word document (word/footnotes.xml"),
    ("memo.docx", damaged("word/footnotes.xml", b"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>"), "defines entities of its own"),
    ("memo.docx", word_file("".join(f"<x:y{n}>" for n in range(3000)) + "".join(f"</x:y{n}>" for n in reversed(range(3000)))), "nested too deep"),
    ("memo.docx", word_file(p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")), "has no text (not read: images (1)); add a file with text"),
    ("memo.docx", word_file(""), "has no text; add a file with text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), REFUSED, ids=[f"{n} {m}" for n, _, m in REFUSED])
def test_what_is_refused_says_why_and_what_to_do(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path, content, name)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{name} ") and "\n" not in str(caught.value)


def test_a_merged_table_takes_time_in_proportion_to_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"

    def seconds(rows: int) -> float:
        wide = "".join(cell(f"c{n}", "<w:vMerge/>" if n else "<w:gridSpan w:val='3'/>") for n in range(40))
        path.write_bytes(word_file(table(*(f"<w:tr>{wide}</w:tr>" for _ in range(rows)))))
        start = time.perf_counter()
        read(path, "memo.docx", Given())
        return time.perf_counter() - start

    assert seconds(240) < 15 * min(seconds(40), seconds(40))  # six times the cells; their square would be 36 times


def test_a_cell_that_reaches_down_over_many_rows_does_not_make_a_small_file_grow(tmp_path: Path) -> None:
    long = cell("word " * 100, "<w:vMerge w:val='restart'/>")
    body = table(row(long, "first"), *(row(cell("", "<w:vMerge/>"), f"row {n}") for n in range(2000)))
    assert len(load(tmp_path, word_file(body)).document.text) < 30_000
