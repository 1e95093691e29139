"""Short names that a document defines in brackets, and what is told of them."""

from pathlib import Path

import pytest

from sources.load import read_file

DEFINED = "{full} ({short}) is a maker of lamps. OFAC is designating {short} for having lit a fleet.\n"
CASES = [
    ("Exampla Optics GmbH", "Exampla", "Exampla Optics GmbH"),
    ("Threnody Motorenbau GmbH", "Threnody", "Threnody Motorenbau GmbH"),
    ("Example Semiconductor International Corporation", "ESIC", "Example Semiconductor International Corporation"),
]


@pytest.mark.parametrize(("full", "short", "also"), CASES, ids=[case[1] for case in CASES])
def test_what_is_told_of_a_short_name_is_told_of_the_full_one(full: str, short: str, also: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A release\n\n" + DEFINED.format(full=full, short=short), encoding="utf-8")
    (read,) = read_file(tmp_path / "a.txt", "a.txt")
    told = [m for s in read.statements for m in s.subjects if m.value == short]
    assert told and {m.also for m in told} == {also}


def test_a_short_name_of_two_parties_is_neither_s(tmp_path: Path) -> None:
    text = "Exampla Optics GmbH (Exampla) makes lamps. Exampla Drones GmbH (Exampla) makes drones.\nOFAC is designating Exampla.\n"
    (tmp_path / "a.txt").write_text(f"A release\n\n{text}", encoding="utf-8")
    (read,) = read_file(tmp_path / "a.txt", "a.txt")
    told = [m for s in read.statements for m in s.subjects if m.value == "Exampla"]
    assert told and {m.also for m in told} == {None}


def test_what_is_told_before_the_definition_is_left(tmp_path: Path) -> None:
    text = "OFAC is designating Exampla for having lit a fleet. Exampla Optics GmbH (Exampla) is a maker of lamps.\n"
    (tmp_path / "a.txt").write_text(f"A release\n\n{text}", encoding="utf-8")
    (read,) = read_file(tmp_path / "a.txt", "a.txt")
    assert {m.also for s in read.statements for m in s.subjects} == {None}
