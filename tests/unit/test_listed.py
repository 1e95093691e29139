"""All listed parties exported: FollowTheMoney that its own shape and our own reader accept, a database whose keys hold; ids that stay."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.rest_index import make
from ui.cli import main
from ui.listed.ftm import SCHEMAS, lines

ID = re.compile(r"wl-[0-9a-f]{20}")
SCHEMA_NAMES = {*SCHEMAS.values(), "LegalEntity", "Sanction"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("listed")
    make(place)
    return place


@pytest.fixture(scope="module")
def entities(folder):
    return {made["id"]: made for made in map(json.loads, lines(Index.open(folder / "index", HashEncoder())))}


def export(folder, name, *options):
    return main(["export", str(folder / name), "--index", str(folder / "index"), *options])


def named(entities, name):
    return next(made for made in entities.values() if made["properties"].get("name") == [name])


def test_every_line_has_the_shape_of_the_model(entities):
    for made in entities.values():
        assert set(made) == {"id", "caption", "schema", "properties", "datasets"} and made["schema"] in SCHEMA_NAMES
        for name, values in made["properties"].items():
            assert re.fullmatch("[a-z][A-Za-z]+", name) and values and len(set(values)) == len(values)
            assert all(isinstance(value, str) and value for value in values)
        assert made["datasets"] and all(re.fullmatch("[a-z0-9_]+", name) for name in made["datasets"])
    parties = {made["id"] for made in entities.values() if made["schema"] != "Sanction"}
    assert parties and all(ID.fullmatch(party) for party in parties)
    assert {made["properties"]["entity"][0] for made in entities.values() if made["schema"] == "Sanction"} == parties


def test_a_person_and_a_firm(entities):
    person = named(entities, "SPECIMENOV, Ivan Petrovich")
    assert person["schema"] == "Person" and person["properties"]["birthDate"] == ["1970-03-12"]
    assert person["properties"]["nationality"] == ["ru"] and person["properties"]["weakAlias"] == ["THE FOX"]
    firm = named(entities, "EXAMPLA OPTICS CO., LTD.")["properties"]
    assert firm["country"] == ["cn"] and firm["taxNumber"] == ["7700000012"] and firm["topics"] == ["sanction"]
    sanction = entities[f"{person['id']}-listing"]["properties"]
    assert "CYBER2" in sanction["program"] and "Treasury" in sanction["authority"][0]


def test_the_entity_list_has_its_days_and_citations(entities):
    found = [m for m in entities.values() if m["schema"] == "Sanction" and m["datasets"] == ["entity_list"]]
    dated = [m["properties"] for m in found if "listingDate" in m["properties"]]
    assert dated and all(re.fullmatch(r"\d{4}-\d\d-\d\d", p["listingDate"][0]) for p in dated)
    assert any(re.fullmatch(r"\d+ FR \d+", p["recordId"][0]) for p in dated if "recordId" in p)


def test_our_own_reader_reads_it_back(folder, entities, tmp_path):
    assert export(folder, "parties.ftm.json") == 0
    summary = add([folder / "parties.ftm.json"], tmp_path / "again", encoder=HashEncoder())
    assert not summary.refused and summary.records == sum(made["schema"] == "Sanction" for made in entities.values())
    again = Index.open(tmp_path / "again", HashEncoder())
    names = {r.name for d in again.documents() for r in again.records_of(d.id)}
    assert names == {made["properties"]["name"][0] for made in entities.values() if "name" in made["properties"]}


def test_the_database_holds_together(folder, entities):
    assert export(folder, "parties.db") == 0
    with closing(sqlite3.connect(f"file:{folder / 'parties.db'}?mode=ro&immutable=1", uri=True)) as made:
        assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []
        assert made.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        tables = [row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in ("parties", "names", "addresses", "facts", "events", "lists", "documents", "about"):
            assert table in tables and made.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
        parties = {row[0] for row in made.execute("SELECT id FROM parties")}
        assert parties == {made["id"] for made in entities.values() if made["schema"] != "Sanction"}
        found = made.execute(
            "SELECT DISTINCT parties.name, list FROM names_fts JOIN names ON names.id = names_fts.rowid "
            "JOIN parties ON parties.id = party WHERE names_fts MATCH 'specimenov'"
        ).fetchall()
        assert found == [("SPECIMENOV, Ivan Petrovich", "sdn")]
        quote, start, end, document = made.execute(
            "SELECT quote, start, \"end\", document FROM parties WHERE name = 'BERYL WORKS'"
        ).fetchone()
        assert Index.open(folder / "index", HashEncoder()).document(document).text[start:end] == quote
        assert ("identifier", "102") in made.execute(
            "SELECT kind, value FROM facts JOIN parties ON parties.id = party WHERE name = 'BERYL WORKS'"
        ).fetchall()


def test_one_list_only_and_a_second_export_takes_the_place_of_the_first(folder):
    assert export(folder, "one.db") == export(folder, "one.db", "--list", "sdn") == 0
    with closing(sqlite3.connect(folder / "one.db")) as made:
        assert made.execute("SELECT DISTINCT list FROM parties").fetchall() == [("sdn",)]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_exported_is_told_in_a_line(folder, capsys, tmp_path):
    before = (folder / "parties.db").read_bytes() if (folder / "parties.db").exists() else None
    assert export(folder, "parties.xls") == 2 and "ends in .ftm.json" in capsys.readouterr().err
    assert export(folder, "parties.db", "--list", "guests") == 2 and "no list guests" in capsys.readouterr().err
    assert before is None or (folder / "parties.db").read_bytes() == before
    assert export(folder, "no/such/folder/parties.db") == 2
    prose = tmp_path / "prose.txt"
    prose.write_text("Rain\n\nIt rained for three days in the north.\n", encoding="utf-8")
    add([prose], tmp_path / "index", encoder=HashEncoder())
    assert export(tmp_path, "none.jsonl") == 1 and "0 listed parties" in capsys.readouterr().err
