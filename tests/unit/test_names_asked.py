"""Names asked for in other words than the list's: an address that is an entry of its own, a group's unit in some country."""

import re
from pathlib import Path

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

SOURCE = (Path(__file__).parents[1] / "fixtures/lists/ecfr_part-744_2026-01-15.xml").read_text(encoding="utf-8")
CELLS = """<TD>For all items subject to the EAR</TD><TD>Presumption of denial</TD><TD>{cite}</TD></TR>"""
ROWS = "".join(
    f"<TR><TD>{country}</TD><TD>{entity}</TD>{CELLS.format(cite=cite)}"
    for country, entity, cite in (
        ("BORDURIA", "Address 01, Room 7B, 12-14 Lantern House, Quay Road, Szohod, Borduria.", "89 FR 51111, 6/18/24."),
        ("SYLDAVIA", "Address 01, No: 5 Wick Street, Gate No: 2, Klow, Syldavia.", "89 FR 61111, 8/27/24."),
        (
            "BORDURIA",
            "Silver Heron Storage Co., Ltd., a.k.a., the following one alias:<br/>&#x2014;SHSC.",
            "87 FR 77111, 12/19/22.",
        ),
        ("JAPAN", "Silver Heron Storage (Japan) Inc., 3 Mill Lane, Tokyo, Japan.", "87 FR 77222, 12/20/22."),
    )
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("asked")
    file = place / "ecfr_part-744_2026-01-15.xml"
    file.write_text(SOURCE.replace("</TBODY>", ROWS + "</TBODY>", 1), encoding="utf-8")
    assert not add([file], place / "index", encoder=HashEncoder()).refused
    return Index.open(place / "index", HashEncoder())


CASES = [
    ("When was Address 01 added to the Entity List?", ["18 June 2024", "27 August 2024"], []),
    ("When was Room 7B, 12-14 Lantern House, Quay Road added to the Entity List?", ["18 June 2024"], ["27 August"]),
    ("When was No: 5 Wick Street, Gate No: 2 added to the Entity List?", ["27 August 2024"], ["18 June"]),
    ("Is the address No: 5 Wick Street, Gate No: 2 on the Entity List?", ["^Yes", "Address 01", "Syldavia"], ["Borduria"]),
    ("Which list is Room 7B, 12-14 Lantern House, Quay Road on?", ["Entity List", "Borduria"], ["27 August"]),
    ("What is the address of Address 01?", ["Lantern House", "Wick Street"], []),
    ("Is the Japanese subsidiary of SHSC on the Entity List?", ["By its name", r"Storage \(Japan\) Inc\.", "20 December 2022"], ["^Yes"]),
    ("When was SHSC's Japanese affiliate listed?", [r"Storage \(Japan\) Inc\.", "20 December 2022"], ["19 December"]),
    ("When was SHSC Japan added?", ["20 December 2022"], ["19 December"]),
    ("When was SHSC added?", ["19 December 2022"], ["20 December"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "say", "never"), CASES, ids=[case[0] for case in CASES])
def test_answer(index: Index, question: str, say: list[str], never: list[str]) -> None:
    answer = ask(index, question)
    assert answer.answered, answer.text
    assert [p for p in say if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in never if re.search(p, answer.text)] == [], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Is the French subsidiary of SHSC on the Entity List?",
        "When was SHSC France added?",
        "Is Room 9, 12-14 Lantern House, Quay Road on the Entity List?",
    ],
)
def test_nobody_else_is_taken_for_it(index: Index, question: str) -> None:
    assert not ask(index, question).answered
