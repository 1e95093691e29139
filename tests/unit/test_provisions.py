"""What a supplement or a section of the regulations is about, where the question names just one that is indexed."""

import pytest
from assistant.provisions import answer

from assistant.question import understand
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.test_identity import ECFR, PART

CASES = [
    ("What is in Supplement No. 1 to part 736?", ["Supplement No. 1 to Part 736—Orders", "Words of Orders."]),
    ("What does Supplement No. 1 to part 734 contain?", ["Supplement No. 1 to Part 734—Letters", "Words of Letters."]),
    ("What is Supplement No. 1?", None),  # two parts have one
    ("What is in Supplement No. 3 to part 736?", None),
    ("What is in Supplement No. 1 to part 744?", None),
    ("What does Supplement No. 1 to part 736 say about Exampla Optics?", None),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("provisions")
    (place / "t.xml").write_text(
        ECFR.format(PART.format(734, "Letters") + PART.format(736, "Orders")), encoding="utf-8"
    )
    add([place / "t.xml"], place / "index", encoder=HashEncoder())
    return Index.open(place / "index", HashEncoder())


@pytest.mark.parametrize(("asked", "quotes"), CASES)
def test_provisions(index: Index, asked: str, quotes: list[str] | None) -> None:
    with index.reading():
        found = answer(index, understand(asked, []))
    assert (found and [e.quote for p in found.parts for e in p.evidence]) == quotes
