"""A newer file that shows only a part of a list speaks for its own rows alone: nobody it leaves out is said to be off the list."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.records.changes import changes
from assistant.records.snapshots import FEWEST_ROWS
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

TODAY = datetime.date(2026, 9, 1)
MANY = [
    f"{first} Placeholder Works" for first in ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heron")
]
Asked = Callable[[str], Answer]


def un_list(day: str, names: Sequence[str], alias: str = "") -> str:
    """The list of the United Nations of a day with these entities; the first one has the alias."""
    rows = "".join(
        f"<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>Borduria</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>BOe.{n:03}</REFERENCE_NUMBER><LISTED_ON>2020-01-0{1 + n % 9}</LISTED_ON>"
        + (f"<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>{alias}</ALIAS_NAME></ENTITY_ALIAS>" if not n else "")
        + "</ENTITY>"
        for n, name in enumerate(names)
    )
    return f'<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><ENTITIES>{rows}</ENTITIES></CONSOLIDATED_LIST>'


@pytest.fixture
def lists(tmp_path: Path) -> Callable[[dict[str, str]], Index]:
    """Indexes lists by their days."""

    def make(files: dict[str, str]) -> Index:
        for day, text in files.items():
            (tmp_path / f"un_{day}.xml").write_text(text, encoding="utf-8")
        assert not add([tmp_path / f"un_{day}.xml" for day in files], tmp_path / "index", encoder=HashEncoder()).refused
        return Index.open(tmp_path / "index", HashEncoder())

    return make


def test_a_part_takes_nobody_off_the_list(lists: Callable[[dict[str, str]], Index]) -> None:
    assert len(MANY) >= FEWEST_ROWS
    index = lists({"2026-02-01": un_list("2026-02-01", MANY), "2026-08-01": un_list("2026-08-01", MANY[:3])})
    left_out = ask(index, f"Is {MANY[5]} on the UN list?", today=TODAY)
    assert left_out.answered and left_out.text.startswith("Yes")
    assert "1 February 2026; the newer file, of 1 August 2026, has only 3 rows" in left_out.text
    there = ask(index, f"Is {MANY[1]} on the UN list?", today=TODAY)
    assert there.text.startswith("Yes") and "1 August 2026" in there.text and there.text.count("Birch") == 1
    assert changes(index) == []
    assert "8" in ask(index, "How many entries are on the UN list?", today=TODAY).text


def test_a_list_that_lost_a_few_is_a_whole_one(lists: Callable[[dict[str, str]], Index]) -> None:
    index = lists({"2026-02-01": un_list("2026-02-01", MANY), "2026-08-01": un_list("2026-08-01", MANY[:5])})
    off = ask(index, f"Is {MANY[6]} on the UN list?", today=TODAY)
    assert not off.answered and "is not on that of 1 August 2026" in off.text
    removed = ask(index, "Who was removed from the UN list in 2026?", today=TODAY)
    assert removed.answered and "3 removed" in removed.text and MANY[6] in removed.text
    before = ask(index, "Who was removed from the UN list in 2025?", today=TODAY)
    assert not before.answered
    changed = ask(index, "What changed on the UN list between February and August 2026?", today=TODAY)
    assert changed.answered and "3 removed" in changed.text


def test_a_name_in_two_scripts_is_two_names(lists: Callable[[dict[str, str]], Index]) -> None:
    index = lists({"2026-02-01": un_list("2026-02-01", MANY, "ورشة كلاو (Klow Workshop; Workshop of Klow)")})
    for name in ("Klow Workshop", "Workshop of Klow", "ورشة كلاو"):
        answer = ask(index, f"Is {name} on the UN list?", today=TODAY)
        assert answer.text.startswith(f"Yes: {name} is an alias of {MANY[0]}"), answer.text
