"""Federal Register documents in their three forms."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import federal_register as register
from sources.formats import reader_for
from sources.formats.parsed import Given

FOLDER = Path(__file__).parent.parent / "fixtures/lists"
DAY = datetime.date(2023, 3, 6)
TITLE = "Additions of Lantern Works to the Entity List"


def read(name):
    assert reader_for(name, (FOLDER / name).read_bytes()[:65536]) is register
    return register.read(FOLDER / name, f"fr/{name}", Given())


def test_json():
    (parsed,) = read("fr_document.json")
    document = parsed.document
    assert (document.kind, document.title, document.publisher, document.published) == (
        "rule",
        TITLE,
        "Bureau of Industry and Security",
        DAY,
    )
    assert document.quote(document.title_span) == TITLE
    assert document.quote(document.published_span) == "2023-03-06"
    assert document.url.endswith("/2023-11111/lanterns")
    assert "effective_on: 2023-03-02" in document.text
    assert "\n\nThis rule adds two lantern works. They were found to blind ships.\n\n" in document.text
    assert [document.text[at:].split("\n")[0] for at, h in parsed.headings if h == "dates"] == [
        "This rule is effective March 2, 2023."
    ]


def test_json_results_are_documents_of_their_own():
    first, second = read("fr_results.json")
    assert (first.document.part, first.document.kind, second.document.part, second.document.kind) == (
        "2023-11111",
        "rule",
        "2023-22222",
        "notice",
    )
    assert first.document.id != second.document.id
    assert second.document.publisher == "Lantern Office"


def test_full_text_xml():
    (parsed,) = read("fr_rule.xml")
    document = parsed.document
    assert (document.kind, document.title, document.publisher) == ("rule", TITLE, "Bureau of Industry and Security")
    assert document.quote(document.title_span) == TITLE
    assert "be added for blinding ships. The second works helped." in document.text
    assert "\n\n1 See the notice of May.\n\n" in document.text
    assert "BORDURIA\nAmber Lantern Works, Szohod." in document.text
    assert "BILLING" not in document.text and "13674" not in document.text
    assert [h for _, h in parsed.headings] == [
        "AGENCY",
        "ACTION",
        "SUMMARY",
        "DATES",
        "SUPPLEMENTARY INFORMATION",
        "Background",
    ]
    for at, heading in parsed.headings:
        assert document.text[at:].startswith(heading)


def test_full_text_xml_takes_the_day_from_its_address(tmp_path):
    found = register.read(FOLDER / "fr_rule.xml", "documents/full_text/xml/2023/03/06/2023-11111.xml", Given())
    assert found[0].document.published == DAY


@pytest.mark.parametrize("name", ["fr_page.txt", "fr_page.htm"])
def test_text_page(name):
    (parsed,) = read(name)
    document = parsed.document
    assert (document.kind, document.publisher, document.published) == ("rule", "Bureau of Industry and Security", DAY)
    assert document.title == f"{TITLE}; Removal of a Lighthouse"
    assert " ".join(document.quote(document.title_span).split()) == document.title
    assert document.quote(document.published_span) == "March 6, 2023"
    assert [h for _, h in parsed.headings] == [
        "AGENCY",
        "ACTION",
        "SUMMARY",
        "DATES",
        "SUPPLEMENTARY INFORMATION",
        "Background",
    ]
    assert "[[Page 13674]]" not in document.text and "-----" not in document.text
    assert "They blind ships.\n\nDATES:" in document.text


def test_text_page_stands_in_its_file_letter_for_letter():
    source = " ".join((FOLDER / "fr_page.txt").read_text().split())
    for paragraph in read("fr_page.txt")[0].document.text.split("\n\n"):
        assert " ".join(paragraph.split()) in source


def test_web_page_joins_lines():
    text = read("fr_page.htm")[0].document.text
    assert "acting as an end-user of blinding lamps" in text
    assert "foreign policy\ninterests of the United States" in text


BROKEN = {
    "cut off json": ("x.json", '{"document_number": "1",\n"title": "A', "line 2: broken JSON"),
    "no title": ("x.json", '{"document_number": "1"}', "no title"),
    "no results": ("x.json", '{"results": []}', "no documents"),
    "cut off xml": ("x.xml", "<RULE><PREAMB>\n<P>words", "line 2: broken XML"),
    "entities": ("x.xml", '<!DOCTYPE r [<!ENTITY a "b">]><RULE>&a;</RULE>', "entities"),
    "empty xml": ("x.xml", "<FEDREG><P>words</P></FEDREG>", "no rule"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case, tmp_path):
    name, words, cause = BROKEN[case]
    (tmp_path / name).write_text(words)
    with pytest.raises(UnreadableFile, match=cause):
        register.read(tmp_path / name, name, Given())


def test_other_texts_are_left_to_others():
    assert not register.sniff(
        "a.txt", b"A title\nFederal Register document 2019-27649, published 2020-01-06\nhttps://x\n\nWords."
    )
    assert not register.sniff("a.html", b"<html><body>Federal Register rules are long.</body></html>")
