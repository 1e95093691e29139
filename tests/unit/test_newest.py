"""Several snapshots of one list: the newest one answers and its day is said; what only older ones show is said to be so."""

import re
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.timeline.entity import entity
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"
OLD = (LISTS / "ecfr_part-744_2026-01-15.xml").read_text(encoding="utf-8")
LAST = OLD.index('<TR><TD class="left">SYLDAVIA</TD>\n<TD class="left">Djordje')
GONE = OLD[LAST : OLD.index("</TBODY>", LAST)]
ROW = GONE.replace("Djordje Kalman, Flat 2", "Ivory Rope Ltd., Flat 3").replace(
    "88 FR 44444, sometime", "91 FR 1234, 2/3/26"
)
EDITS = [
    (GONE, ROW),
    ("Beryl Optics Co., Ltd., Institute", "Opaline Optics Co., Ltd., Institute"),
    ("two aliases:<br/>", "three aliases:<br/>"),
    ("Amber Licht.<br/>", "Amber Licht; and<br/>&#x2014;Ambra.<br/>"),
    ("Case-by-case review", "Presumption of approval"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("newest")
    new = OLD
    for was, now in EDITS:
        assert was in new
        new = new.replace(was, now, 1)
    (folder / "ecfr_part-744_2026-01-15.xml").write_text(OLD, encoding="utf-8")
    (folder / "ecfr_part-744_2026-02-15.xml").write_text(new, encoding="utf-8")
    copy = (LISTS / "csl_2025.csv").read_text(encoding="utf-8").replace("Ebony Shipyard", "Garnet Shipyard")
    (folder / "csl.csv").write_text(copy, encoding="utf-8")
    place = folder / "index"
    assert not add([folder], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


DAYS = "15 January 2026 and 15 February 2026"
CASES = [
    ("Is Amber Lantern Works on the Entity List?", True, [r"^Yes", r"\(Entity List of 15 February 2026\)"]),
    ("What are the aliases of Amber Lantern Works?", True, ["Ambra", "15 February 2026"]),
    ("What is the license review policy for Citrine Academy?", True, ["Presumption of approval", "15 February 2026"]),
    ("Is Djordje Kalman on the Entity List?", False, [r"^The Entity List of 15 February 2026 does not show", "was on the Entity List of 15 January 2026"]),
    ("Was Djordje Kalman removed from the Entity List?", True, ["is not on that of 15 February 2026"]),
    ("Which lists is Djordje Kalman on?", True, ["Denied Persons List"]),
    ("Is Beryl Optics on the Entity List?", False, ["does not show Beryl Optics", "the entry is called Opaline Optics"]),
    ("Is Garnet Shipyard on the Military End-User List?", False, ["does not show Garnet Shipyard", "undated copy"]),
    ("What changed on the Entity List since January 2026?", True, [DAYS, "1 added, 1 removed, 1 renamed, 2 changed", r"Ivory Rope Ltd\. \(Syldavia\) was added", "alias “Ambra” added", "license review policy from “Case-by-case review” to “Presumption of approval”"]),
    ("what's new on the entity list", True, ["1 added, 1 removed"]),
    ("Which entities were added to the Entity List since January 2026?", True, ["Entity List entries added since January 2026: 1, by 1 rule", "Ivory Rope"]),
    ("Who was removed from the Entity List since January 2026?", True, ["1 removed", "Djordje Kalman"]),
    ("What changed between January and February 2026 on the Entity List?", True, [DAYS]),
    ("Was anyone added to the Unverified List since January 2026?", True, ["^No: Unverified List entries added since January 2026: none"]),
    ("How many entries does the Entity List have?", True, [r"^Entity List entries: 6 \(Entity List of 15 February 2026\)\."]),
    ("Did the license review policy of Citrine Academy change?", True, ["cites no change", DAYS, "to “Presumption of approval”"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answered", "say"), CASES, ids=[case[0] for case in CASES])
def test_answer(index: Index, question: str, answered: bool, say: list[str]) -> None:
    answer = ask(index, question)
    assert answer.answered is answered, answer.text
    assert [p for p in say if not re.search(p, answer.text)] == [], answer.text
    assert answer.citations and len(answer.text.split()) <= 130, answer.text


def days(answer: Answer) -> set[str]:
    return {str(c.document.snapshot) for c in answer.citations}


def test_a_change_is_cited_on_both_sides(index: Index) -> None:
    answer = ask(index, "What changed on the Entity List since January 2026?")
    renamed = next(s for s in answer.sentences if "was renamed" in s.text)
    quotes = {c.number: c for c in answer.citations}
    sides = [quotes[n] for n in renamed.citations]
    assert [str(c.document.snapshot) for c in sides] == ["2026-01-15", "2026-02-15"]
    assert [c.quote.split(" Co.")[0] for c in sides] == ["Beryl Optics", "Opaline Optics"]


def test_an_older_snapshot_is_not_cited_for_today(index: Index) -> None:
    assert days(ask(index, "When was Amber Lantern Works added to the Entity List?")) == {"2026-02-15"}
    assert days(ask(index, "Was Djordje Kalman removed from the Entity List?")) == {"2026-01-15", "2026-02-15"}


def test_the_entity_page_knows_what_the_newest_list_has_not(index: Index) -> None:
    gone = entity(index, "Garnet Shipyard")
    assert [on.current for on in gone.lists] == [False] and not gone.events
    removed = entity(index, "Djordje Kalman")
    assert ("removed", "2026-02-15") in [(e.what, e.when) for e in removed.events]


@pytest.fixture(scope="module")
def treasury(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Two days of Treasury's file of several lists; on the second, one company is gone."""
    folder = tmp_path_factory.mktemp("treasury")
    rows = (LISTS / "ofac" / "cons_prim.csv").read_text(encoding="utf-8")
    beryl = next(line for line in rows.splitlines() if "BERYL MACHINES" in line)
    rows += beryl.replace("201,", "206,").replace("BERYL MACHINES", "OPALINE MOTORS") + "\n"
    later = "".join(line for line in rows.splitlines(keepends=True) if "BERYL MACHINES" not in line)
    assert later != rows
    for day, content in (("2025-12-01", rows), ("2026-02-01", later)):
        (folder / f"cons_prim_{day}.csv").write_text(content, encoding="utf-8")
        for kind in ("add", "alt"):
            companion = (LISTS / "ofac" / f"cons_{kind}.csv").read_bytes()
            (folder / f"cons_{kind}_{day}.csv").write_bytes(companion)
    place = folder / "index"
    assert not add([folder], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


def test_snapshots_of_a_file_of_several_lists(treasury: Index) -> None:
    changed = ask(treasury, "What changed on the NS-CMIC List since December 2025?")
    assert "1 removed" in changed.text and "BERYL MACHINES CORPORATION" in changed.text, changed.text
    same = ask(treasury, "What changed on the SSI List since December 2025?")
    assert "no record of the Sectoral Sanctions Identifications List" in same.text, same.text
    gone = ask(treasury, "Is Beryl Machines Corporation on the NS-CMIC List?")
    assert not gone.answered and "of 1 February 2026 does not show" in gone.text, gone.text
    there = ask(treasury, "Is Citrine Oil on the SSI List?")
    assert days(there) == {"2026-02-01"} and "SSI List of 1 February 2026" in there.text, there.text
