"""A list on two days for tests of cases and watch lists: a row that changes, one that goes, one that comes, one that stays."""

from pathlib import Path

from index.build import add
from tests.hash_encoder import HashEncoder

LIST = Path(__file__).parents[1] / "fixtures" / "lists" / "ecfr_part-744_2026-01-15.xml"
CHANGES, GOES, COMES, STAYS = "Ebony Shipyard", "Granite Yard", "Marble Yard", "Flint Engines Ltd."


def first(place: Path) -> Path:
    """The index of the first day, in `place/index`."""
    return _added(place, "2026-01-15", LIST.read_text(encoding="utf-8"))


def second(place: Path) -> Path:
    """The second day added to it: one row has another address, one another name."""
    text = LIST.read_text(encoding="utf-8").replace("2026-01-15", "2026-03-01")
    assert "Quay 3" in text and GOES in text
    return _added(place, "2026-03-01", text.replace("Quay 3", "Quay 4").replace(GOES, COMES))


def _added(place: Path, day: str, text: str) -> Path:
    file = place / "lists" / f"ecfr_part-744_{day}.xml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    summary = add([file], place / "index", encoder=HashEncoder())
    assert not summary.refused, summary
    return place / "index"
