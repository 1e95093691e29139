"""The names that a row's one name makes: several short names in one bracket, other names behind "a.k.a."."""

import pytest

from index.name_brackets import variants
from index.names import NameEntry, NameIndex

CASES = [
    ("Joint Stock Company Harbour Shipyard (JSC Harbour; HSY No. 3)", {"JSC Harbour", "HSY No. 3", "Joint Stock Company Harbour Shipyard"}, set()),
    ("Rope and Knot Institute (RKI), a.k.a. Design Bureau 17", {"RKI", "Design Bureau 17"}, set()),
    ("Rope Works also known as Knot Factory Nine", {"Knot Factory Nine"}, set()),
    ("AKA Trading Ltd", set(), {"Trading Ltd"}),
    ("Rope Works (Sampleton; Norland)", set(), {"Sampleton", "Norland"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "there", "not_there"), CASES, ids=[case[0][:40] for case in CASES])
def test_names_made(name: str, there: set[str], not_there: set[str]) -> None:
    found = variants(name)
    made = {*found.made, *found.bare}
    assert there <= made
    assert not made & not_there


HELD = [
    ("Moscow", [("Exampla Institute (Moscow)", True)]),
    ("moscow", [("Exampla Institute (Moscow)", True)]),
    ("Exampla Institute", [("Exampla Institute (Moscow)", False)]),
    ("Private", [("Specimen (Private) Limited", True)]),
    ("Specimen Limited", [("Specimen (Private) Limited", False)]),
    ("HK", [("Sample [HK] Works (SHW)", True)]),
    ("Sample Works", [("Sample [HK] Works (SHW)", False)]),
    ("Specimen", []),
    ("Institute (Moscow)", []),
    ("(", []),
    ("x" * 500, []),
]


@pytest.mark.parametrize(("text", "names"), HELD, ids=[text[:20] for text, _ in HELD])
def test_names_that_hold_a_text_in_brackets_or_are_it_without_them(text: str, names: list[tuple[str, bool]]) -> None:
    bearers = ("Exampla Institute (Moscow)", "Specimen (Private) Limited", "Sample [HK] Works (SHW)", "Plain Works")
    entries = [NameEntry(name, f"r:{n}", name, "name", "record", "entity") for n, name in enumerate(bearers)]
    assert [(h.name, h.inside) for h in NameIndex.build(entries).held(text)] == names
