"""Questions on a section of an executive order: that section's sentences, or that the order has none of that number."""

from pathlib import Path

import pytest

from assistant.question.understand import understand
from assistant.sections.section_answer import answer
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.test_presidential import XML

LETTERED = "Sec. 3. (a) Rope of Norland is banned from all ports. (b) Knots of Norland are banned from all ships."
CASES = [
    ("What does section 1 of Executive Order 15999 say?", ["Lamps of Norland are a threat"], ["a lamp is a lamp"]),
    ("What does Sec. 2 of E.O. 15999 say?", ["a lamp is a lamp"], ["are a threat"]),
    ("What does section 3 of Executive Order 15999 say?", ["Rope of Norland", "Knots of Norland"], []),
    ("What does section 3(b) of Executive Order 15999 say?", ["Knots of Norland"], ["Rope of Norland"]),
    ("What does section 9 of Executive Order 15999 say?", [], ["Norland", "lamp"]),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("orders")
    path = folder / "order.xml"
    path.write_text('<?xml version="1.0"?>' + XML.replace("<PSIG>", f"<P>{LETTERED}</P><PSIG>"), encoding="utf-8")
    add([path], folder / "index", encoder=HashEncoder())
    return Index.open(folder / "index", HashEncoder())


@pytest.mark.parametrize(("ask", "there", "not_there"), CASES, ids=[case[0] for case in CASES])
def test_section(index: Index, ask: str, there: list[str], not_there: list[str]) -> None:
    with index.reading():
        found = answer(index, understand(ask, []), ())
    assert found is not None and found.answered == bool(there)
    said = found.lead + " ".join(part.text for part in found.parts)
    assert all(words in said for words in there) and not any(words in said for words in not_there)
