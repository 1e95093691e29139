"""Cells of official lists: where the name ends, which aliases and addresses follow. The cases are tests/fixtures/lists/cells.yaml."""

from pathlib import Path

import pytest
import yaml

from sources.formats.entity_cell import acronyms, parse_cell
from sources.formats.names_in_cells import is_person

CASES = yaml.safe_load((Path(__file__).parent.parent / "fixtures/lists/cells.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cell"][:50].replace("\n", " "))
def test_cell(case):
    text = case["cell"]
    cell = parse_cell(text)
    every = [*acronyms(text, cell.name)]
    for alias in cell.aliases:
        every += [alias, *acronyms(text, alias)]
    assert text[slice(*cell.name)] == case["name"]
    assert [text[slice(*s)] for s in every] == case.get("aliases", [])
    assert [text[slice(*s)] for s in cell.addresses] == case.get("addresses", [])
    assert [text[slice(*s)] for s in cell.remarks] == case.get("remarks", [])
    assert [text[slice(*c.name)] for c in cell.subordinates] == case.get("below", [])


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Milo Brand", True), ("Ali bin Hassan al Rashid", True), ("Sergei V. Petrov", True), ("Jasper Trading", False),
        ("GBNTT", False), ("Amber Lantern Works", False), ("38th Institute", False), ("Jasper Ltd.", False),
    ],
)  # fmt: skip
def test_person(name, person):
    assert is_person(name) is person
