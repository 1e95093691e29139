"""Layouts of other authorities' lists beside their main one, on small invented files: CSV, annexes, text, deltas, tables of
others, spreadsheets."""

import csv
import datetime

import pytest

from sources.errors import UnreadableFile
from sources.formats import READERS, ofsi_text, readers
from sources.formats.annex_names import names_in
from sources.formats.eu_acts import act_of
from sources.formats.parsed import Given, Parsed
from tests.unit.lists import assert_fields_slice_back, values
from tests.unit.test_world_lists import FOLDER, events, facts, read
from tests.unit.workbooks import ods, xlsx


def every(name):
    """All documents of a file."""
    path = FOLDER / name
    reader = next(r for r in readers() if r.sniff(name, path.read_bytes()[:65536]))
    return reader.read(path, name, Given())


def test_the_eu_list_as_csv_says_what_its_xml_says():
    table, tree = read("eu.csv"), read("eu.xml")
    assert (table.document.list_id, table.document.snapshot) == ("eu-consolidated", datetime.date(2026, 9, 24))
    assert "1 entry has no name" in table.warnings[0] and len(table.records) == 2
    for mine, other in zip(table.records, tree.records, strict=True):
        assert (mine.name, events(mine), facts(mine)) == (other.name, events(other), facts(other))
        for field in ("alias", "weak_alias", "address", "country", "nationality", "programme", "basis", "identifier"):
            assert values(mine).get(field) == values(other).get(field), field


def test_the_old_csv_of_the_eu_as_a_spreadsheet_saved_it():
    person, optics = read("eu_1_0.csv").records
    assert values(person)["alias"] == ["Ада Кальман"] and values(person)["nationality"] == ["SYL"]
    assert {("birth-date", "1961-11-30"), ("passport", "K12345"), ("position", "Colonel")} <= facts(person)
    assert "N/A" not in values(person)["remark"] and "Klow near the lake SYL" in " ".join(values(person)["remark"])
    assert values(optics)["address"] == ["1 Mill Road Szohod BOR"] and events(optics) == []
    assert read("eu_1_0.csv").document.snapshot == datetime.date(2018, 7, 5)


def test_annexes_as_opensanctions_transcribes_them():
    freeze, sectoral = every("32026R0999.csv")
    assert (freeze.document.list_id, sectoral.document.list_id) == ("eu-annexes", "eu-sectoral")
    assert freeze.document.id != sectoral.document.id and freeze.document.snapshot is None
    assert freeze.document.title == "Annexes to Regulation (EU) No 99/2014 as Regulation (EU) 2026/999 amends them"
    assert freeze.document.url == "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32026R0999"
    optics, person = freeze.records
    said = values(optics)
    assert said["alias"] == ["Экземпла Оптика", "Exampla; Works"] and said["weak_alias"] == ["The Lens Office"]
    assert said["reason"][0].startswith("Exampla Optics makes gun sights") and len(said["address"]) == 2
    assert said["basis"] == ["Regulation (EU) 2026/999", "Regulation (EU) No 99/2014"]
    assert events(optics) == [("added", "2026-07-23")] and optics.events[0].citation is None
    assert events(person) == [] and "2022-03" in values(person)["remark"]  # a part of a date is no date
    assert "1 entry has no name" in sectoral.warnings[0] and "reason" not in values(sectoral.records[0])
    (whole,) = every("32009R0077.csv")
    assert whole.document.title == "Annexes to Regulation (EC) No 77/2009"


ACTS = {
    "32026R1843": "Regulation (EU) 2026/1843", "32014R0269": "Regulation (EU) No 269/2014", "32009R0077": "Regulation (EC) No 77/2009",
    "32025D0001": "Decision (CFSP) 2025/1", "32014D0145": "Decision 2014/145/CFSP", "32012R0036(01)": "Regulation (EU) No 36/2012",
    "": "", "celex": "celex",
}  # fmt: skip


@pytest.mark.parametrize("celex", ACTS)
def test_acts_by_their_celex_numbers(celex):
    assert act_of(celex) == ACTS[celex]


def test_the_annex_of_an_act_and_the_act_around_it():
    annex, act = every("eu_annex.html")
    assert (annex.document.list_id, annex.prose, act.prose) == ("eu-annexes", False, True)
    assert annex.document.title == "Annex to Council Implementing Regulation (EU) 2026/999"
    optics, person = annex.records
    said = values(optics)
    assert optics.name == "Exampla Optics LLC" and said["alias"] == ["EO LLC", "ООО Экземпла", "The Lens Office"]
    assert said["reason"] == ["Exampla Optics makes gun sights. It is therefore supporting the army of Borduria."]
    assert said["basis"] == ["Council Implementing Regulation (EU) 2026/999", "Regulation (EU) No 99/2014"]
    assert said["address"] == ["1 Mill Road, Szohod, Borduria"] and "Owned by its staff." in said["remark"]
    assert {("registration", "1000000000001"), ("tax-id", "7000000001")} <= facts(optics)
    assert optics.events[0].citation == "Council Implementing Regulation (EU) 2026/999"
    assert person.name == "Ada (Adela) Berta KALMAN" and values(person)["alias"] == ["Ада Берта КАЛЬМАН"]
    assert events(person) == [("added", "2022-03-02"), ("changed", "2026-07-23")]
    assert person.events[0].citation is None  # put on the list long before this act
    assert {("birth-date", "1.5.1961"), ("position", "Colonel of the army")} <= facts(person)
    assert "High Representative" in act.document.text and "gun sights" not in act.document.text
    assert_fields_slice_back(annex)


def test_an_act_without_an_annex_is_a_page(tmp_path):
    page = (FOLDER / "eu_annex.html").read_text("utf-8")
    file = tmp_path / "act.html"
    file.write_text(page[: page.index("<table")] + page[page.index("</table>") + 8 :], encoding="utf-8")
    parsed = next(r for r in readers() if r.sniff("act.html", file.read_bytes())).read(file, "act.html", Given())
    assert [p.prose for p in parsed] == [True]


NAMES = {
    "Exampla Optics": ["Exampla Optics"],
    "Exampla Optics, a.k.a. Lens Office": ["Exampla Optics", "Lens Office"],
    "Exampla Optics (a.k.a. Lens Office; EO)": ["Exampla Optics", "Lens Office", "EO"],
    "Exampla Optics (formerly known as: Exampla Glass)": ["Exampla Optics", "Exampla Glass"],
    "Exampla (Borduria) Ltd": ["Exampla (Borduria) Ltd"],
    "Ada (Adela) KALMAN (Ада КАЛЬМАН)": ["Ada (Adela) KALMAN", "Ада КАЛЬМАН"],
    "Low quality a.k.a.: The Office": ["The Office"],
    "()": [], "": [], "(((": [], "a.k.a.": [],
}  # fmt: skip


@pytest.mark.parametrize("line", NAMES)
def test_names_of_a_line(line):
    found = list(names_in(line))
    assert [line[n.start : n.end] for n in found] == NAMES[line]
    assert [n.weak for n in found] == ["Low" in line] * len(found)


def test_bodies_under_japans_export_ban():
    parsed = read("meti.txt")
    assert (parsed.document.list_id, parsed.document.snapshot) == ("japan-export-ban", datetime.date(2025, 9, 14))
    assert (
        parsed.document.part == "令和九年外務省告示第九十九号"
    )  # each notice is a document of its own, none a snapshot of another
    assert parsed.warnings == ("meti.txt: no entry with the number 3",)
    optics, pelican, ministry, lantern = parsed.records
    assert optics.name == "Exampla Optics JSC"
    assert values(optics)["alias"] == [
        "Exampla Works Co.",
        "The Lens Office",
        "株式会社エグザンプラ光学",
        "エグザンプラ",
        "レンズ社",
    ]
    assert values(optics)["address"] == ["1 Mill Road, Szohod 190121, Borduria; and 2 Mill Road, Szohod."]
    assert (pelican.name, values(pelican)["alias"]) == ("Pelican Freight FZCO", ["ペリカン運輸 FZCO", "ペリカン"])
    assert ministry.name == "Ministry of Defence of Borduria"
    assert values(ministry)["remark"] == ["including all units wherever located"]
    assert values(lantern)["alias"][:2] == ["Lamp Limited", "Lamp House"]
    assert {"蓝灯有限公司", "灯塔有限公司", "ランタン社"} <= set(values(lantern)["alias"])
    assert all(not r.events and "reason" not in values(r) for r in parsed.records)


def test_a_delta_brings_what_it_adds():
    parsed = read("20260922100000-abc_entities.delta.json")
    (record,) = parsed.records
    assert (record.list_id, values(record)["reason"]) == (
        "uk-sanctions-list", ["Exampla Optics makes gun sights for the army of Borduria."]
    )  # fmt: skip
    assert "1 deleted without a name" in parsed.warnings[0]
    assert "20260922100000-abc" in parsed.document.title  # no snapshot of the collection, nor of another delta
    (record,) = read("parties.delta.json").records
    assert (record.list_id, events(record)) == ("eu-consolidated", []) and "reason" not in values(record)


TABLES = {
    "compiled.csv": ["china-unreliable-entities", "china-export-control"],
    "compiled_by_hand.csv": ["china-countermeasures", "Harbour Office"],
    "registry.json": ["japan-end-user", "china-export-control"],
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_that_others_made_of_a_list(name):
    parsed = read(name)
    assert [r.list_id for r in parsed.records] == TABLES[name]
    assert parsed.document.list_id is None and all("reason" not in values(r) for r in parsed.records)
    assert parsed.records[1].name in ("Lantern Ltd.", "提灯公司")


def test_dates_and_repairs_of_tables_that_others_made():
    hand = read("compiled_by_hand.csv").records[0]
    assert events(hand) == [("added", "2020-07-13")] and values(hand)["expires"] == ["2026-04-24"]
    assert values(hand)["alias"] == ["Exampla", "Lens Office", "埃克桑普拉光学"]
    assert values(read("registry.json").records[1])["address"] == ["Republic of Borduria"]


@pytest.mark.parametrize("form", [ods, xlsx])
def test_the_uk_list_as_a_spreadsheet(form, tmp_path):
    with (FOLDER / "uk.csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.reader(opened))
    file = tmp_path / f"UK-Sanctions-List.{form.__name__}"
    file.write_bytes(form(rows))
    sheet, table = read(file.name, file), read("uk.csv")
    assert sheet.document.snapshot == table.document.snapshot
    assert [values(r) for r in sheet.records] == [values(r) for r in table.records]
    assert [events(r) for r in sheet.records] == [events(r) for r in table.records]


@pytest.mark.parametrize("rows", [[["colour", "size"], ["red", 5.0]], [[""]]])
def test_other_opendocument_sheets_are_refused_in_a_sentence(rows, tmp_path):
    file = tmp_path / "other.ods"
    file.write_bytes(ods(rows))
    with pytest.raises(UnreadableFile, match=r"other\.ods: .*spreadsheet"):
        read("other.ods", file)


OFSI = """CONSOLIDATED LIST OF FINANCIAL SANCTIONS TARGETS IN THE UK

Last Updated:12/08/2025

REGIME: Borduria

INDIVIDUALS

1. Name 6: KALMAN 1: ADA 2: BERTA 3: n/a 4: n/a 5: n/a.

DOB: 15/11/1961. POB: Klow a.k.a: (1) BEACON (2) KALMAN, Adela (non-Latin script: Адела Кальман) Nationality: Syldavia Passport

Number: K12345 Other Information: (UK Sanctions List Ref):BOR0002. (UK Statement of Reasons):Ada Kalman led the office. Position: she chose it. (Gender):Female Listed on: 02/03/2022 UK Sanctions List Date Designated: 02/03/2022 Last Updated: 04/06/2022 Group ID: 99002.

ENTITIES

1. Organisation Name: EXAMPLA OPTICS, LTD a.k.a: The Lens Office Address: 1 Mill Road, Szohod.Other Information: (UK Sanctions List Ref):BOR0001. (UK Statement of Reasons):It makes gun sights. Listed on: 02/03/2022 Last Updated: 02/03/2022 Group ID:

99001."""


def test_the_closed_list_as_it_was_printed():
    (base,) = every("meti.txt")
    printed = Parsed(base.document.model_copy(update={"text": OFSI}))
    assert ofsi_text.is_list(OFSI) and not ofsi_text.is_list(base.document.text)
    parsed = ofsi_text.from_text(printed, "Borduria.pdf", Given())
    assert parsed.document.snapshot == datetime.date(2025, 8, 12)
    assert "closed on 28 January 2026" in parsed.warnings[0]
    person, optics = parsed.records
    said = values(person)
    assert person.name == "ADA BERTA KALMAN" and said["alias"] == ["BEACON", "Adela KALMAN", "Адела Кальман"]
    assert said["reason"] == ["Ada Kalman led the office. Position: she chose it."]
    assert {("passport", "K12345"), ("birth-date", "15/11/1961")} <= facts(person)
    assert events(person) == [("added", "2022-03-02"), ("changed", "2022-06-04")]
    assert (optics.name, values(optics)["alias"]) == ("EXAMPLA OPTICS, LTD", ["The Lens Office"])
    assert values(optics)["programme"] == ["Borduria"] and "99001" in values(optics)["identifier"]


CUT = {
    "eu.csv": ("eu.csv", "fileGenerationDate;Entity_LogicalId;NameAlias_WholeName;x;y;z\n1\n", "columns where the heading has"),
    "eu.csv empty": ("eu.csv", "Entity_LogicalId;NameAlias_WholeName\n", "no entry in it"),
    "annex without rows": ("a.csv", "celex,recordId,programKey,annex,measure,startDate,reason,schema,name\n", "no entry in it"),
    "meti without entries": ("m.txt", "○ 輸出等に係る禁止措置の対象となる国\n最終更新日：2025年9月14日\n", "no entry in it"),
    "registry cut off": ("r.json", '[{"entity_name": "A", "source_list_name": "x", "date_added": "', "broken JSON"),
    "delta of deletions": ("d.delta.json", '{"op": "DEL", "entity": {"id": "NK-1"}}\n', "a delta that adds no sanction"),
}  # fmt: skip


@pytest.mark.parametrize("case", CUT)
def test_refused(case, tmp_path):
    name, words, cause = CUT[case]
    file = tmp_path / name
    file.write_text(words, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=cause):
        read(name, file)


def test_a_layout_is_one_module_with_a_row_in_the_table():
    for name, reader in zip(READERS, readers(), strict=True):
        assert reader.__name__ == f"sources.formats.{name}" and reader.__doc__
        assert callable(reader.sniff) and callable(reader.read)
