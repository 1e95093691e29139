"""Tables that give a ground for each party: which rows become statements, and which tables say nothing."""

from pathlib import Path

import pytest

from sources.document import Document
from sources.load import read_file
from sources.reading import read_statements
from sources.sentences import sentences

CAPTION = "Parties added to the Entity List on May 2, 2024"
ROWS = "Party\tGround\nExampla Valves\tSold pumps to a navy\nSpecimen Tools Co., Ltd.\tDiverted machine tools"
BOTH = [("Exampla Valves", "Sold pumps to a navy"), ("Specimen Tools Co., Ltd.", "Diverted machine tools")]


def read(text: str) -> list[tuple[str, str]]:
    """The subject and the ground of each statement that has a ground."""
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    found = []
    for one in read_statements(document, sentences(text)):
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        if one.reasons and one.action != "considered":
            (reason,) = one.reasons
            assert one.start <= min(one.subjects[0].start, reason.start) and reason.start < reason.end <= one.end
            found.append((text[one.subjects[0].start : one.subjects[0].end], text[reason.start : reason.end]))
    return found


CASES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("caption and head", f"{CAPTION}\n\n{ROWS}", BOTH),
    ("a sentence over it", f"The Commerce Department added two companies to the Entity List.\n\n{ROWS}", BOTH),
    ("a sentence with a colon", f"The Commerce Department added the following two companies to the Entity List:\n\n{ROWS}", BOTH),
    ("a sentence between", f"{CAPTION}\n\nThe ground stands beside each.\n\n{ROWS}", BOTH),
    ("Markdown", f"{CAPTION}\n\n| Party | Ground |\n|---|---|\n| Exampla Valves | Sold pumps to a navy |\n", BOTH[:1]),
    ("columns the other way round", f"{CAPTION}\n\nNo.\tReason for listing\tCompany\n1\tSold pumps to a navy\tExampla Valves", BOTH[:1]),
    ("another column before", f"{CAPTION}\n\nNo.\tCompany\tReason for listing\n1\tExampla Valves\tSold pumps to a navy", BOTH[:1]),
    ("other names behind the name", f"{CAPTION}\n\nEntity\tBasis\nExampla Valves (a.k.a. EV)\tSold pumps to a navy", BOTH[:1]),
    ("a heading of something else between", f"{CAPTION}\n\nLicences asked for\n\n{ROWS}", []),
    ("no caption", f"It rained.\n\n{ROWS}", []),
    ("a caption without a list", f"Parties added to the report\n\n{ROWS}", []),
    ("a caption that leaves it open", f"Parties that may be added to the Entity List\n\n{ROWS}", []),
    ("a day in November", f"Parties added to the Entity List on November 3, 2024\n\n{ROWS}", BOTH),
    ("a caption that denies it", f"Parties not added to the Entity List\n\n{ROWS}", []),
    ("a request", f"Parties for which removal from the Entity List was requested\n\n{ROWS}", []),
    ("no column of grounds", f"{CAPTION}\n\nParty\tCountry\nExampla Valves\tTurkey", []),
    ("two columns of parties", f"{CAPTION}\n\nParty\tCompany\tGround\nExampla Valves\tSpecimen Tools\tSold pumps", []),
    ("a row with a cell too few", f"{CAPTION}\n\nParty\tCountry\tGround\nExampla Valves\tTurkey", []),
    ("a ground that is none", f"{CAPTION}\n\nParty\tGround\nExampla Valves\tn/a\nSpecimen Tools\tsee above\nPoe Optics\t—", []),
    ("a column that says that they were listed", f"Table 2. The Entity List\n\n{ROWS.replace('Ground', 'Reason for listing', 1)}", BOTH),
    ("such a column, and a list further up", "The annex is of the Entity List.\n\nSome words stand here.\n\nCompany\tGround for designation\nExampla Valves\tSold pumps to a navy", BOTH[:1]),
    ("such a column, and no list", f"Hotels\n\n{ROWS.replace('Ground', 'Reason for listing', 1)}", []),
    ("such a column under removals", f"Former entries of the Entity List\n\n{ROWS.replace('Ground', 'Reason for listing', 1)}", []),
    ("such a column, and two lists", f"The Entity List and the Unverified List\n\n{ROWS.replace('Ground', 'Reason for listing', 1)}", []),
    ("a country over it", f"{CAPTION}\n\nHong Kong\n\n{ROWS}", BOTH),
    ("a table for each country", f"{CAPTION}\n\nChina\n\n{ROWS}\n\nTurkey\n\nParty\tGround\nPoe Optics\tSold lenses", [*BOTH, ("Poe Optics", "Sold lenses")]),
    ("a table of something else behind", f"{CAPTION}\n\n{ROWS}\n\nLicences refused\n\nParty\tGround\nPoe Optics\tSold lenses", BOTH),
    ("a party without letters", f"{CAPTION}\n\nParty\tGround\n12\t34", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_grounds(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_a_table_of_removals_tells_of_removals() -> None:
    text = f"Parties removed from the Entity List on May 2, 2024\n\n{ROWS}"
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    told = read_statements(document, sentences(text))
    assert [(one.action, one.list and one.list.value) for one in told] == [("removed", "entity-list")] * 2
    assert [f"{one.date and one.date.date}" for one in told] == ["2024-05-02"] * 2


OPEN = (
    "Parties that may be added to the Entity List",
    "Parties whose removal from the Entity List was requested",
    "Companies for which addition to the Entity List is sought",
    "Parties designated, if the proposal is adopted",
)


@pytest.mark.parametrize("caption", OPEN)
def test_a_table_that_leaves_it_open_tells_of_what_is_considered(caption: str) -> None:
    text = f"{caption}\n\n{ROWS}"
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    told = read_statements(document, sentences(text))
    assert [(one.action, one.list) for one in told if one.reasons] == [("considered", None)] * 2


ALONE = [
    ("one column", f"{CAPTION}\n\n| Party |\n|---|\n| Exampla Valves |\n| Specimen Tools |\n", ["Exampla Valves", "Specimen Tools"]),
    ("another column that says nothing of it", f"{CAPTION}\n\nParty\tCountry\nExampla Valves\tTurkey", ["Exampla Valves"]),
    ("a column that may say otherwise", f"{CAPTION}\n\nParty\tStatus\nExampla Valves\tdeferred", []),
    ("a caption that leaves it open", "Parties that may be added to the Entity List\n\n| Party |\n|---|\n| Exampla Valves |\n", []),
    ("no caption", "It rained.\n\n| Party |\n|---|\n| Exampla Valves |\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ALONE], ids=[case[0] for case in ALONE])
def test_parties_without_grounds(text: str, expected: list[str]) -> None:
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    told = [
        one
        for one in read_statements(document, sentences(text))
        if one.subjects and one.subjects[0].kind != "group" and one.action != "considered"
    ]
    assert [one.subjects[0].value for one in told] == expected
    assert {(one.action, one.list and one.list.value, f"{one.date and one.date.date}") for one in told} <= {
        ("added", "entity-list", "2024-05-02")
    }


DATED = [
    ("a day in each row", "Entity List additions\n\nEntity\tEffective\tGround\nExampla Valves\tJune 3, 2024\tSold pumps\nSpecimen Tools\tJuly 8, 2024\tDiverted tools", "added", ["2024-06-03", "2024-07-08"]),
    ("a day in each row and one in the caption", f"{CAPTION}\n\nEntity\tDate added\tGround\nExampla Valves\tJune 3, 2024\tSold pumps", "added", ["2024-06-03"]),
    ("a row without its day", f"{CAPTION}\n\nEntity\tDate added\tGround\nExampla Valves\tnot yet\tSold pumps", "added", [None]),
    ("the day of birth", f"{CAPTION}\n\nPerson\tDate of birth\tGround\nIvan Samplev\tJune 3, 1964\tSold pumps", "added", ["2024-05-02"]),
    ("two days", f"{CAPTION}\n\nEntity\tDate added\tEffective date\tGround\nExampla Valves\tJune 3, 2024\tJune 9, 2024\tSold pumps", "added", ["2024-05-02"]),
    ("removals with the day of listing", f"{CAPTION.replace('added to', 'removed from')}\n\nEntity\tDate of listing\tReason\nExampla Valves\tJune 3, 2014\tClosed its plant", "removed", ["2024-05-02"]),
    ("removals with their day", "Removals from the Entity List\n\nEntity\tDate of listing\tDate removed\tReason\nExampla Valves\tJune 3, 2014\tMay 7, 2024\tClosed its plant", "removed", ["2024-05-07"]),
    ("upright", "Additions\n\nEntity\tExampla Valves\nList\tEntity List\nDate added\tJune 3, 2024\nReason\tSold pumps to a navy", "added", ["2024-06-03"]),
    ("upright, proposed", "Proposed additions\n\nEntity\tExampla Valves\nList\tEntity List\nDate added\tJune 3, 2024\nReason\tSold pumps to a navy", "added", []),
    ("upright, without what was done", "Annex\n\nEntity\tExampla Valves\nList\tEntity List\nReason\tSold pumps to a navy", "added", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "action", "days"), [case[1:] for case in DATED], ids=[case[0] for case in DATED])
def test_the_day_of_a_row_is_its_own(text: str, action: str, days: list[str | None]) -> None:
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    told = [one for one in read_statements(document, sentences(text)) if one.reasons and one.action == action]
    assert [str(one.date.date) if one.date else None for one in told] == days
    assert {one.list and one.list.value for one in told} <= {"entity-list"}
    assert all(one.start <= one.reasons[0].start and one.reasons[0].end <= one.end for one in told)


def test_the_heading_of_a_group_of_rows_is_no_party(tmp_path: Path) -> None:
    rows = "<tr><th>Entity</th><th>City</th></tr><tr><td colspan=2>Placeholdia</td></tr><tr><td>Exampla Valves</td><td>Klow</td></tr>"
    (tmp_path / "a.html").write_text(f"<main><h1>{CAPTION}</h1><table>{rows}</table></main>", encoding="utf-8")
    (found,) = read_file(tmp_path / "a.html", "a.html")
    assert [m.value for one in found.statements for m in one.subjects if m.kind != "group"] == ["Exampla Valves"]
