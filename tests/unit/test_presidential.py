"""Documents of the President in each form of the Federal Register: title with number, day, publisher, sections."""

import datetime
import json
import re
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.say.dates import said_date
from index.build import add
from index.search import Index
from sources.document import Document
from sources.errors import UnreadableFile
from sources.load import Read, read_file
from tests.hash_encoder import HashEncoder

TITLE = "Addressing the Threat From Sample Securities"
NUMBER = "Executive Order 15999 of June 3, 2021"
BODY = [
    "By the authority vested in me as President by the Constitution, I hereby order:",
    "Section 1. Policy. Lamps of Norland are a threat.",
    "Sec. 2. Definitions. For the purposes of this order, a lamp is a lamp.",
]
XML = f"""<PRESDOCU><EXECORD><TITLE3>Title 3— </TITLE3><PRES>The President<PRTPAGE P="30145"/></PRES><EXECORDR>{NUMBER} </EXECORDR>
<HD SOURCE="HED">{TITLE}</HD><FP>{BODY[0]}</FP><P><E T="04">Section 1</E>. <E T="03">Policy.</E> Lamps of Norland are a threat.</P>
<P><E T="04">Sec. 2</E>. <E T="03">Definitions.</E> For the purposes of this order, a lamp is a lamp.</P><PSIG> </PSIG><PLACE>THE WHITE HOUSE,</PLACE>
<DATE>June 3, 2021.</DATE><FRDOC>[FR Doc. 2021-99999 </FRDOC><FILED>Filed 6-4-21; 11:15 am]</FILED><BILCOD>Billing code 3395-F1-P</BILCOD></EXECORD></PRESDOCU>"""
TEXT = f"""[Federal Register Volume 86, Number 107 (Monday, June 7, 2021)]
[Presidential Documents]
[Pages 30145-30149]
From the Federal Register Online via the Government Publishing Office [www.gpo.gov]
[FR Doc No: 2021-99999]

                        Presidential Documents

-----------------------------------------------------------------------

Title 3--
The President

[[Page 30145]]

                {NUMBER}

                Addressing the Threat From
                Sample Securities

                {BODY[0]}

                {BODY[1]}

                {BODY[2]}

                THE WHITE HOUSE,

                    June 3, 2021.
"""
JSON = json.dumps(
    {
        "title": TITLE, "type": "Presidential Document", "subtype": "Executive Order", "executive_order_number": 15999, "document_number": "2021-99999",
        "signing_date": "2021-06-03", "publication_date": "2021-06-07", "html_url": "https://www.federalregister.gov/documents/2021/06/07/2021-99999/x",
        "agencies": [{"raw_name": "EXECUTIVE OFFICE OF THE PRESIDENT", "name": "Executive Office of the President"}], "body": "\n\n".join(BODY),
    }
)  # fmt: skip
PAGE = f"""<!DOCTYPE html><html><head><title>Federal Register :: {TITLE}</title>
<link rel="canonical" href="https://www.federalregister.gov/documents/2021/06/07/2021-99999/x"></head><body><main><h1>{TITLE}</h1>
<p>A Presidential Document by the <a href="/agencies/eop">Executive Office of the President</a> on 06/07/2021</p><div id="fulltext_content_area">
<span class="printed-page-wrapper unprinted-element-wrapper"><span class="unprinted-element">Start Printed Page 30145</span></span>
<p>{NUMBER}</p><p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[2][:28]} <span class="printed-page-inline unprinted-element"> ( print page 30146) </span>{BODY[2][28:]}</p>
</div></main></body></html>"""
FORMS = {
    "2021/06/07/order.xml": (XML, f"{NUMBER} {TITLE}", "White House", datetime.date(2021, 6, 7)),
    "order.xml": (XML, f"{NUMBER} {TITLE}", "White House", datetime.date(2021, 6, 3)),
    "order.txt": (TEXT, f"{NUMBER} {TITLE}", "White House", datetime.date(2021, 6, 7)),
    "order.json": (JSON, TITLE, "White House", datetime.date(2021, 6, 7)),
    "order.html": (PAGE, TITLE, "Federal Register", datetime.date(2021, 6, 7)),
}


def load(name: str, content: str, folder: Path) -> Read:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    (read,) = read_file(path, f"fr/{name}")
    return read


def folded(document: Document) -> str:
    return " ".join(document.text.split())


@pytest.mark.parametrize("name", FORMS)
def test_title_number_day_publisher_sections(name: str, tmp_path: Path) -> None:
    content, title, publisher, day = FORMS[name]
    read = load(name, content, tmp_path)
    document = read.document
    assert (document.title, document.publisher, document.published) == (title, publisher, day)
    if document.title_span:
        assert " ".join(document.quote(document.title_span).split()) == title
    assert all(words in folded(document) for words in (*BODY, "15999"))
    assert "print page" not in document.text and "Printed Page" not in document.text
    found = {passage.heading: document.text[passage.start : passage.end] for passage in read.passages}
    assert "Lamps of Norland" in found["Section 1"] and "a lamp is a lamp" in found["Section 2"]


def test_a_tag_that_is_not_known_loses_no_words(tmp_path: Path) -> None:
    document = load("order.xml", XML.replace("EXECORDR", "ORDERNO"), tmp_path).document
    assert document.title == f"{NUMBER} {TITLE}"


@pytest.mark.parametrize(
    "root",
    ['<frDoc xmlns="http://schemas.gpo.gov/xml/uslm">', '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0">'],
)
def test_uslm_is_refused_with_what_to_take_instead(root: str, tmp_path: Path) -> None:
    path = tmp_path / "FR-2021-06-07.xml"
    path.write_text(f'<?xml version="1.0"?>{root}<main><section><p>Lamps.</p></section></main></{root[1:7]}>')
    with pytest.raises(UnreadableFile, match=r"FR-2021-06-07\.xml: XML in USLM .*; take .*federalregister\.gov"):
        read_file(path, path.name)


@pytest.mark.parametrize("name", FORMS)
def test_an_order_is_asked_by_its_number(name: str, tmp_path: Path) -> None:
    content, _, _, published = FORMS[name]
    load(name, content, tmp_path / "files")
    add([tmp_path / "files"], tmp_path / "index", encoder=HashEncoder())
    index = Index.open(tmp_path / "index", HashEncoder())
    answer = ask(index, "When was Executive Order 15999 signed?")
    assert answer.answered and re.search("3 June 2021|June 3, 2021", answer.text), answer.text
    answer = ask(index, "When was Executive Order 15999 published?")
    if published.day == 3:  # the day of the signature
        assert not answer.answered, answer.text
    else:
        assert answer.answered and f"published on {said_date(published)}" in answer.text, answer.text
    answer = ask(index, "When was Executive Order 15998 signed?")
    assert answer.text == "No source here is Executive Order 15998, or speaks of it."


def test_the_page_of_the_white_house_has_its_number_as_a_line(tmp_path: Path) -> None:
    front = "---\ntitle: Sample Securities\npublisher: White House\ndate: 2021-06-03\n---\n"
    text = "\n\n".join(["EXECUTIVE ORDER 15999", *BODY[:2], "Sec. 2. Any transaction in lamps is prohibited."])
    (tmp_path / "order.md").write_text(front + text, encoding="utf-8")
    sheet = "FACT SHEET\n\nExecutive Order 15998\n\nThe President signed an order.\n\nSection 1. Nothing.\n"
    (tmp_path / "sheet.md").write_text(front.replace("Securities", "Sheet") + sheet, encoding="utf-8")
    add([tmp_path / "order.md", tmp_path / "sheet.md"], tmp_path / "index", encoder=HashEncoder())
    index = Index.open(tmp_path / "index", HashEncoder())
    for asked in ("What does section 2 of Executive Order 15999 say?", "What does section 2 of E.O. 15999 prohibit?"):
        assert "Any transaction in lamps is prohibited" in ask(index, asked).text
    told = ask(index, "What does section 1 of Executive Order 15998 say?").text
    assert "Executive Order 15998, section 1: " not in told, told  # a fact sheet is not the order
