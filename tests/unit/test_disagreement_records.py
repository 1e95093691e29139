"""Prose that says otherwise than the official record on when a name was added or by whom, and prose that only seems to."""

import re
from pathlib import Path

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

SOURCE = (Path(__file__).parents[1] / "fixtures/lists/ecfr_part-744_2026-01-15.xml").read_text(encoding="utf-8")
CELLS = "<TD>For all items subject to the EAR</TD><TD>Presumption of denial</TD><TD>{cite}</TD></TR>"
ROWS = "".join(
    f"<TR><TD>BORDURIA</TD><TD>{name}, 3 Mill Lane, Szohod, Borduria.</TD>{CELLS.format(cite=cite)}"
    for name, cite in (
        ("Silver Heron Storage Co., Ltd.", "87 FR 77111, 12/19/22."),
        ("Brass Kettle Optics Co., Ltd.", "86 FR 11222, 3/4/21. 88 FR 33444, 6/14/23."),
        ("Tin Whistle Radio Co., Ltd.", "86 FR 11222, 3/4/21."),
    )
)
NEWS = {
    "heron.md": "The Commerce Department added Silver Heron Storage to the Entity List on May 5, 2020, for making missile parts.",
    "kettle.md": "The Commerce Department added Brass Kettle Optics to the Entity List on March 1, 2021, for making gun sights.",
    "whistle.md": "The Treasury Department added Tin Whistle Radio to the Entity List on March 4, 2021, for jamming radars.",
}
CASES = [
    ("When was Silver Heron Storage added to the Entity List?", r"differ on when it was added: 19 December 2022 \(official source\), 5 May 2020"),
    ("When was Brass Kettle Optics added to the Entity List?", ""),  # announced three days before it was published
    ("Which agency put Tin Whistle Radio on the Entity List?", r"differ on which agency acted: .*Commerce.* \(official source\), .*Treasury"),
    ("Which agency put Brass Kettle Optics on the Entity List?", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("differing")
    (place / "list").mkdir()
    file = place / "list" / "ecfr_part-744_2026-01-15.xml"
    file.write_text(SOURCE.replace("</TBODY>", ROWS + "</TBODY>", 1), encoding="utf-8")
    for name, text in NEWS.items():
        (place / "list" / name).write_text(f"---\ntitle: A report\ndate: 2023-07-01\n---\n\n{text}\n", encoding="utf-8")
    assert not add([place / "list"], place / "index", encoder=HashEncoder()).refused
    return Index.open(place / "index", HashEncoder())


@pytest.mark.parametrize(("question", "says"), CASES, ids=[case[0] for case in CASES])
def test_difference(index: Index, question: str, says: str) -> None:
    answer = ask(index, question)
    assert answer.answered, answer.text
    if says:
        assert re.search(says, answer.text), answer.text
        assert len(answer.disagreements) == 1
    else:
        assert "differ" not in answer.text
        assert not answer.disagreements
