"""The lists of other authorities as they publish them, when ../shared is there: counts taken from the files by other means."""

import functools
from pathlib import Path

import pytest

from sources.formats import reader_for
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back

CORPUS = Path(__file__).parents[3] / "shared/corpus/world"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/world is not there: the real files are not in the repository"
)


@functools.cache
def read(name):
    file = CORPUS / name
    with file.open("rb") as opened:
        reader = reader_for(name, opened.read(65536))
    (parsed,) = reader.read(file, name, Given())
    return parsed


COUNTS = {  # records, records with a reason, day of the list
    "uk-fcdo/uk_sample.xml": (3, 2, "2026-10-02"),
    "uk-fcdo/uk-sanctions-list.xml": (8, 6, "2026-09-07"),
    "uk-fcdo/UK-Sanctions-List.csv": (1, 1, "2026-10-08"),
    "un/UN_consolidated.xml": (730 + 273, 0, "2026-02-27"),
    "un/un.xml": (736 + 275, 0, "2026-08-01"),
    "eu/eu_sample.xml": (3, 0, "2026-09-22"),
    "eu/fsf.xml": (5, 0, "2026-08-05"),
}


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    parsed = read(name)
    many, reasons, day = COUNTS[name]
    assert_fields_slice_back(parsed)
    assert len(parsed.records) == many
    assert sum(bool(r.all("reason")) for r in parsed.records) == reasons
    assert str(parsed.document.snapshot) == day
    assert parsed.warnings == ()
