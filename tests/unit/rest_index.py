"""A small index for tests of the REST service: reports, the lists of the screening tests, and two snapshots of a list."""

from pathlib import Path

from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write
from tests.unit.screening_index import make as make_lists

ROOT = Path(__file__).parents[1]


def make(place: Path) -> Index:
    """The index, in `place/index`."""
    folder = make_lists(place)
    lists = ROOT / "fixtures" / "lists"
    older = [lists / "ecfr_part-744_2026-01-15.xml", lists / "query" / "ecfr_part-744_2026-02-10.xml"]
    summary = add([write(place), *older], folder, encoder=HashEncoder())
    assert not summary.refused, summary
    return Index.open(folder, HashEncoder())
