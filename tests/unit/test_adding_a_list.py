"""docs/adding-a-list.md does what it says: its file, its rows and its module, put together as the page tells."""

import importlib.util
import re
import sys
from pathlib import Path

import yaml

from sources import agencies, formats
from sources.agencies import Agency
from sources.formats.parsed import Given
from sources.lists import ListInfo, list_info, naming
from tests.unit.lists import assert_fields_slice_back, values

PAGE = (Path(__file__).parents[2] / "docs/adding-a-list.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(?:# (\S+)\n)?(.*?)```", PAGE, re.S)


def block(kind, path=""):
    """The only block of that kind that says it belongs into that file."""
    (words,) = [words for k, where, words in BLOCKS if (k, where) == (kind, path)]
    return words


def test_the_walk(tmp_path, monkeypatch):
    agency = eval(block("python", "sources/agencies.py"), {"Agency": Agency})
    info = eval(block("python", "sources/lists/world.py"), {"ListInfo": ListInfo})
    monkeypatch.setitem(agencies._BY_ID, agency.id, agency)
    monkeypatch.setitem(naming._BY_ID, info.id, info)
    (module,) = [where for kind, where, _ in BLOCKS if where.startswith("sources/formats/rope")]
    code = tmp_path / Path(module).name
    code.write_text(block("python", module), encoding="utf-8")
    row = eval(block("python", "sources/formats/__init__.py"))
    spec = importlib.util.spec_from_file_location(f"sources.formats.{row}", code)
    reader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reader)
    monkeypatch.setitem(sys.modules, spec.name, reader)
    monkeypatch.setattr(formats, "READERS", (row, *formats.READERS))
    formats.readers.cache_clear()
    try:
        file = tmp_path / "rope.csv"
        file.write_text(block("csv"), encoding="utf-8")
        chosen = formats.reader_for(file.name, file.read_bytes())
        assert chosen is reader
        (parsed,) = chosen.read(file, file.name, Given())
    finally:
        formats.readers.cache_clear()
    assert_fields_slice_back(parsed)
    assert list_info("rope-list") is info and parsed.document.publisher == agency.name
    expected = yaml.safe_load(block("yaml"))
    assert (parsed.document.snapshot, list(parsed.warnings)) == (expected["snapshot"], expected["warnings"])
    for record, said in zip(parsed.records, expected["records"], strict=True):
        events = [f"{event.action} {event.date}" for event in record.events]
        assert {**values(record), "name": record.name, "events": events} | {"address": 0} == {**said, "address": 0}


def test_the_siblings_that_the_page_names_are_there():
    named = re.findall(r"`((?:sources|tests)/[\w/.]+)`", PAGE)
    missing = [name for name in named if not (Path(__file__).parents[2] / name).exists()]
    assert len(named) > 10 and missing == []
