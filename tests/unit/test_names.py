"""Who is found by a name: the cases of tests/golden/names.yaml, and what stands behind them."""

import functools
import random
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from index.name_brackets import variants
from index.name_forms import initials, parse
from index.names import NameEntry, NameIndex, create_tables, delete_document, insert_entries, normal, tokens

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "golden" / "names.yaml").read_text("utf-8"))
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LISTS = (
    "ecfr/title-15_part-744_2026-03-25.xml", "ecfr/title-15_part-744_2026-07-23.xml", "ofac/sdn/sdn.csv",
    "ofac/consolidated/cons_prim.csv", "csl/csl_sample_2019.csv", "csl/bis_dpl_2021.txt", "uflpa/uflpa_entity_list_2026-07-09.html",
)  # fmt: skip
TABLES = ("name_forms", "name_uses", "name_words", "name_vocab", "name_keys", "name_acronyms")


def table_entries() -> Iterator[NameEntry]:
    for number, row in enumerate(CASES["table"]):
        kind, country, owner = row.get("type"), row.get("country"), f"record-{number}"
        yield NameEntry(row["name"], owner, row["name"], "name", "record", kind, country)
        for alias in row.get("alias", ()):
            yield NameEntry(alias, owner, row["name"], "alias", "record", kind, country)
        for alias in row.get("weak", ()):
            yield NameEntry(alias, owner, row["name"], "weak_alias", "record", kind, country)


@functools.cache
def table() -> NameIndex:
    return NameIndex.build(table_entries())


@functools.cache
def lists() -> NameIndex:
    """All the real lists in one index in memory."""
    from index.naming import entries
    from sources.formats import HEAD, reader_for
    from sources.formats.parsed import Given

    conn = sqlite3.connect(":memory:")
    create_tables(conn)
    for name in LISTS:
        path = CORPUS / name
        reader = reader_for(name, path.read_bytes()[:HEAD])
        assert reader, name
        for parsed in reader.read(path, name, Given()):
            insert_entries(conn, parsed.document.id, entries(parsed.document, parsed.records, (), ()))
    return NameIndex(conn)


needs_lists = pytest.mark.skipif(
    not all((CORPUS / name).exists() for name in LISTS), reason="the real lists are not there: ../shared/corpus"
)


def check(index: NameIndex, case: dict[str, Any]) -> None:
    found = index.find(case["ask"], types=case.get("types"))
    said = [(match.how, match.score, match.name, match.matched) for match in found]
    if case["find"] == "none":
        assert not found, said
        return
    wanted = [case["find"]] if isinstance(case["find"], str) else case["find"]
    assert found, "nobody found"
    assert (found[0].name, found[0].how) == (wanted[0], case["how"]), said
    assert set(wanted) <= {match.name for match in found}, said
    if "sure" in case:
        assert (found[0].score >= 0.85) == case["sure"], said


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: repr(case["ask"]))
def test_table(case: dict[str, Any]) -> None:
    check(table(), case)


@needs_lists
@pytest.mark.parametrize("case", CASES["lists"], ids=lambda case: repr(case["ask"]))
def test_lists(case: dict[str, Any]) -> None:
    check(lists(), case)


def bare(name: str) -> str:
    """A name without the initials in brackets that only some of the lists write behind it."""
    return normal(re.sub(r" \([A-Z]+\)$", "", name))


@needs_lists
def test_every_sampled_name_of_the_lists_is_found() -> None:
    """As written and in capitals, always; with two neighbours swapped anywhere, all but a few, where that makes another
    word of the lists or hits a name too short to be sure of."""
    index, rng = lists(), random.Random(7)
    sql = "SELECT DISTINCT name, main FROM name_uses WHERE kind = 'record' AND length(name) > 9 ORDER BY name, main"
    slipped = lost = 0
    for name, main in rng.sample(index._conn.execute(sql).fetchall(), 600):
        for typed in (name, name.upper()):
            found = index.find(typed)
            assert found[0].score >= 0.9 and bare(main) in {bare(match.name) for match in found}, typed
        spots = [i for i in range(2, len(name) - 2) if name[i : i + 2].isalpha() and name[i] != name[i + 1]]
        if spots:
            i = rng.choice(spots)
            slipped += 1
            found = index.find(name[:i] + name[i + 1] + name[i] + name[i + 2 :])
            lost += normal(main) not in {normal(match.name) for match in found}
    assert slipped > 550
    assert lost <= slipped * 0.05, (lost, slipped)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Xi’an “Qinling” Co., Ltd.", "xian qinling co ltd"),
        ("Müller & Söhne", "muller and sohne"),
        ("L.L.C. Straße No. 5", "llc strasse 5"),
        ("54th Institute", "54 institute"),
        ("Hong Kong", "hongkong"),
        ("ООО Микрон", "ooo mikron"),
        ("Huawei's", "huawei"),
        ("The  Foo—Bar/Baz", "the foo bar baz"),
        ("?!", ""),
    ],
)
def test_normal(text: str, key: str) -> None:
    assert normal(text) == key
    assert normal(key) == key
    assert tokens(text) == key.split()


@pytest.mark.parametrize(
    ("text", "words", "legal"),
    [
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", "hangzhou hikvision digital technology", "llc"),
        ("JSC Mikron", "mikron", "jsc"),
        ("Mikron, PAO", "mikron", "jsc"),
        ("the AO Geomir", "geomir", "jsc"),
        ("As-Sahab Media", "as sahab media", ""),
        ("Sal Trading LLC", "sal trading", "llc"),
        ("Foo Co., Ltd. Beijing Branch", "foo beijing branch", "llc"),
        ("S.A. Foo", "sa foo", ""),
        ("Foo S.A. de C.V.", "foo", "sacv"),
        ("Federal State Unitary Enterprise Gorod", "gorod", "soe"),
        ("Inspur Group Company Limited", "inspur group", "llc"),
        ("Limited", "limited", "llc"),
    ],
)
def test_parse(text: str, words: str, legal: str) -> None:
    name = parse(text)
    assert (" ".join(name.words), " ".join(name.legal)) == (words, legal)


@pytest.mark.parametrize(
    ("text", "plain", "made"),
    [
        ("Posts University (PU)", "Posts University", ("PU",)),
        ("Ship Group (SG) 7th Institute", "Ship Group 7th Institute", ("SG 7th Institute",)),
        ("7th Institute of Ship Group (SG)", "7th Institute of Ship Group", ("7th Institute of SG",)),
        ("Foo Trading (HK) Limited", "Foo Trading (HK) Limited", ()),
        ("Foo (Shanghai) Co.", "Foo (Shanghai) Co.", ()),
        ("FOO BAR BAZ (FBB)", "FOO BAR BAZ", ("FBB",)),
        ("FOO (JERUSALEM) FORCE", "FOO (JERUSALEM) FORCE", ()),
        ("Foo (Pvt) Ltd.", "Foo (Pvt) Ltd.", ()),
        ("All-Russian Electromechanics Plant (VNIIEM)", "All-Russian Electromechanics Plant", ("VNIIEM",)),
    ],
)
def test_variants(text: str, plain: str, made: tuple[str, ...]) -> None:
    assert variants(text)[:2] == (plain, made)


def test_initials() -> None:
    assert initials("Academy of Military Medical Sciences") == ("amms",)
    assert set(initials("Semiconductor Manufacturing International Corporation")) == {"smi", "smic"}
    assert initials("Foo Bar") == () and initials("Foo 7 Bar Baz") == ()


def test_both_snapshots_and_all_lists_are_one_match() -> None:
    entries = [
        NameEntry(
            "Orrery Works Ltd.", "a:1", "Orrery Works Ltd.", "name", "record", None, "CHINA, PEOPLE'S REPUBLIC OF"
        ),
        NameEntry("ORRERY WORKS LTD", "b:1", "ORRERY WORKS LTD", "name", "record", "entity", "China"),
        NameEntry("Orreworks", "b:1", "ORRERY WORKS LTD", "alias", "record", "entity", "China"),
    ]
    (match,) = NameIndex.build(entries).find("Orreworks")
    assert (match.name, match.how, match.records, match.country) == (
        "ORRERY WORKS LTD",
        "alias",
        ("a:1", "b:1"),
        "China",
    )
    (match,) = NameIndex.build(entries).find("Orrery Works Ltd.")
    assert (match.name, match.how, match.records) == ("Orrery Works Ltd.", "exact", ("a:1", "b:1"))


def prose(name: str, document: str) -> NameEntry:
    return NameEntry(name, document, name, "mention", "prose", "entity")


def test_documents_that_speak_of_an_entity_under_any_of_its_names() -> None:
    entries = [
        NameEntry("Quillon Optics Co., Ltd.", "r", "Quillon Optics Co., Ltd.", "name", "record", "entity", "CHINA"),
        NameEntry("Qlight", "r", "Quillon Optics Co., Ltd.", "alias", "record", "entity", "CHINA"),
        prose("Qlight", "news"), prose("Quillon Optics", "rule"), prose("Verdant Optics", "other"),
    ]  # fmt: skip
    for asked in ("Quillon Optics", "Qlight", "quillon optics company limited"):
        (match,) = NameIndex.build(entries).find(asked)
        assert (match.records, match.documents) == (("r",), ("news", "rule")), asked
    (match,) = NameIndex.build(entries).find("Verdant Optics")
    assert (match.records, match.documents, match.how) == ((), ("other",), "exact")


def test_a_short_alias_that_others_may_bear_claims_no_document() -> None:
    """A report that says only BQI may mean another: both are shown."""
    entries = [
        NameEntry("Beihai Quartz Institute", "r1", "Beihai Quartz Institute", "name", "record"),
        NameEntry("BQI", "r1", "Beihai Quartz Institute", "alias", "record"),
        NameEntry("BQI Research", "r2", "BQI Research", "name", "record"),
        prose("BQI", "news"), prose("BQI", "both"), prose("Beihai Quartz Institute", "both"),
    ]  # fmt: skip
    found = {(match.name, match.records): match.documents for match in NameIndex.build(entries).find("BQI")}
    assert found == {
        ("BQI", ()): ("news",),
        ("Beihai Quartz Institute", ("r1",)): ("both",),
        ("BQI Research", ("r2",)): (),
    }


def test_an_acronym_explained_in_prose() -> None:
    entries = [
        NameEntry("Tarim Basin Survey Company", "r", "Tarim Basin Survey Company", "name", "record"),
        NameEntry("TBX", "news", "Tarim Basin Survey", "acronym", "prose"),
    ]
    found = NameIndex.build(entries).find("TBX")
    assert [(match.name, match.how, match.records) for match in found] == [
        ("Tarim Basin Survey", "acronym", ()), ("Tarim Basin Survey Company", "acronym", ("r",)),
    ]  # fmt: skip


def test_an_acronym_of_a_part_is_no_alias() -> None:
    main = "7th Institute of Tarim Ship Group (TSG)"
    entries = [NameEntry(main, "r", main, "name", "record"), NameEntry("TSG", "r", main, "alias", "record")]
    (match,) = NameIndex.build(entries).find("TSG")
    assert match.how == "part" and match.score < 0.85
    assert NameIndex.build(entries).find("7th Institute of TSG")[0].how == "acronym"


def contents(conn: sqlite3.Connection) -> dict[str, list[Any]]:
    return {
        name: sorted(row[1:] if name == "name_uses" else row for row in conn.execute(f"SELECT * FROM {name}"))
        for name in TABLES
    }


def test_deleting_a_document_takes_back_all_that_it_brought() -> None:
    conn = sqlite3.connect(":memory:")
    create_tables(conn)
    create_tables(conn)
    everything = list(table_entries())
    insert_entries(conn, "first", everything[:30])
    before = contents(conn)
    assert insert_entries(conn, "second", everything) >= len(everything)
    assert NameIndex(conn).find("Wanli Resource")
    assert delete_document(conn, "second") >= len(everything)
    assert contents(conn) == before
    assert not NameIndex(conn).find("Wanli Resource")
    delete_document(conn, "first")
    assert not any(contents(conn).values())


def test_what_another_connection_commits_is_found(tmp_path: Path) -> None:
    reader, writer = (sqlite3.connect(tmp_path / "truth.db") for _ in range(2))
    create_tables(writer)
    writer.commit()
    index = NameIndex(reader)
    assert not index.find("Meridian Clockworks")
    insert_entries(
        writer, "d", [NameEntry("Meridian Clockworks Oy", "d:1", "Meridian Clockworks Oy", "name", "record")]
    )
    assert not index.find("Meridian Clcokworks")
    writer.commit()
    assert index.find("Meridian Clcokworks")[0].how == "typo"


def test_the_order_of_adding_changes_nothing() -> None:
    turned = NameIndex.build(reversed(list(table_entries())))
    for case in CASES["cases"]:
        assert turned.find(case["ask"]) == table().find(case["ask"]), case["ask"]


def test_a_long_text_is_no_name() -> None:
    assert table().find("Hikvision " * 1000) == []
    assert table().find("a.k.a. Hikvison, No. 7, " * 400) == []


def test_a_word_that_no_name_has_is_rare_not_an_error() -> None:
    """`Turkish` is read as `Turkey` too, which none of these names has."""
    entries = [NameEntry(name, name, name, "name", "record", None, None) for name in ("Orta Company", "Selin Company")]
    assert list(NameIndex.build(entries).find("the Turkish companies")) == []
