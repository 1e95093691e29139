"""The names that a row's one name makes: several short names in one bracket, other names behind "a.k.a."."""

import pytest

from index.name_brackets import variants

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
