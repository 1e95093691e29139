"""Lists of the United States beside those of Commerce and Treasury in their older layouts, on small invented files."""

import csv
import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from sources.citations import own_citation
from sources.errors import UnreadableFile
from sources.load import read_file
from tests.unit.lists import assert_fields_slice_back, values
from tests.unit.test_world_lists import FOLDER, events, facts
from tests.unit.workbooks import xlsx

US = FOLDER.parent / "us"


def read(name, path=None):
    (found,) = read_file(path or US / name, name)
    assert_fields_slice_back(found)
    return found


def by_name(found):
    return {record.name: record for record in found.records}


def test_cuba_page():
    found = read("cuba.html")
    assert (found.document.list_id, str(found.document.snapshot)) == ("cuba-restricted", "2026-03-03")
    parties = by_name(found)
    assert list(parties) == [
        "Ministerio de los Faroles", "Hotel Farol Azul", "Farol Grande Resort", "Farolera Central S.A.",
        "Joyas del Farol", "Remesas Farol",
    ]  # fmt: skip
    hotel, own = parties["Hotel Farol Azul"], parties["Farol Grande Resort"]
    assert values(hotel)["alias"] == ["Torre F"] and events(hotel) == [("added", "2026-01-05")]
    assert events(own) == [("added", "2026-03-03")] and values(hotel)["remark"] == [
        "Hotels in Lantern Province",
        "Cayo Farol:",
    ]
    assert values(parties["Ministerio de los Faroles"])["alias"] == ["MINLAN"]
    assert values(parties["Farolera Central S.A."])["alias"] == ["FCSA", "Farolera del Centro"]
    assert "(Remittances)"[1:-1] in values(parties["Remesas Farol"])["remark"]
    assert all(values(r)["reason"][0].startswith("These entities are under the control") for r in found.records)


def test_treasurys_delta_is_a_notice_of_what_changed():
    found = read("2026-01-15_delta.xml")
    document = found.document
    assert (document.kind, document.list_id, str(document.published)) == ("notice", None, "2026-01-15")
    added, removed, sectoral = found.records
    assert (added.list_id, added.name, events(added)) == ("sdn", "EXAMPLA OPTICS", [("added", "2026-01-15")])
    assert values(added)["alias"] == ["EXAMPLA WORKS"] and "expires" not in values(added)
    assert (removed.name, values(removed)["expires"]) == ("QUIET HARBOUR SHIPPING", ["2026-01-15"])
    assert (sectoral.list_id, sectoral.name, values(sectoral)["expires"]) == ("ssi", "LANTERN BANK", ["2026-01-15"])
    (warning,) = found.warnings
    assert "1 party whose entry changed is left out (number 90003)" in warning and "take SDN.XML" in warning


def test_reasons_of_an_extract_and_subsidiaries_listed_together():
    found = read("companies_1260h.json")
    assert (found.document.list_id, str(found.document.snapshot)) == (None, "2026-07-09")
    parties = by_name(found)
    assert list(parties) == [
        "Exampla Optics Group Co., Ltd.", "Exampla Lens (Kilda) Co., Ltd.", "Exampla Works, Inc.", "Exampla Drones Limited",
        "Megalith Rope Co., Ltd",
    ]  # fmt: skip
    assert {r.list_id for r in found.records} == {"1260h"}
    assert all(not r.events and r.all("reason") and r.all("citation") for r in found.records)
    assert values(parties["Exampla Works, Inc."])["alias"] == ["Old Works", "OW"]
    assert values(parties["Megalith Rope Co., Ltd"])["alias"] == ["Rope Works"]
    assert ["cut short" in w for w in found.warnings].count(True) == 1
    assert any("1 entry has no name" in w for w in found.warnings)


def test_each_action_under_a_statute_is_a_record_of_its_own():
    found = read("nonproliferation.json")
    expired, active, undated = found.records
    assert expired.name == active.name == "Borduria Rope Works"
    assert values(expired)["expires"] == ["2004-05-09"] and "expires" not in values(active)
    assert [r.events[0].citation for r in (expired, active)] == [
        "Vol. 67, No. 95, 05/16/02, Federal Register", "Vol. 76, No. 229, 11/29/11, Federal Register"
    ]  # fmt: skip
    assert values(active)["programme"] == ["Executive Order 13382"] and "ended" not in values(active)
    assert events(undated) == [] and values(undated)["remark"] == ["11/21/201"]


def test_debarred_extract():
    (record,) = read("debarred.json").records
    assert record.list_id == "aeca-debarred" and ("birth-date", "November, 1975") in facts(record)
    assert [(e.citation, str(e.date)) for e in record.events] == [("83 FR 99112", "2018-04-25")]


def test_measures_of_special_legislation():
    corrupt, institute, rope, other = read("measures.csv").records
    assert [r.list_id for r in (corrupt, institute, rope)] == ["section-353", "section-1286", "isn"]
    assert other.list_id == "Section 889 of the Example Act - United States Congress"
    assert values(corrupt)["reason"] == ["engaged in significant corruption by selling lanterns to herself."]
    assert (values(corrupt)["ended"], values(corrupt)["expires"]) == (["end-date: December 2023"], ["2023-12-31"])
    assert values(institute)["alias"] == ["IEL", "Lens Institute"] and events(institute) == []
    assert events(rope) == [("added", "2026-01-22")] and values(rope)["expires"] == ["2028-01-22"]


def test_history_of_military_companies_is_one_listing_a_company():
    listed, removed = read("military_companies.csv").records
    assert events(listed) == [("added", "2021-06-03")] and "expires" not in values(listed)
    assert values(listed)["alias"] == ["EO", "Exampla"]
    assert values(removed)["expires"] == ["2025-01-07"] and "Old Rope Ltd" in values(removed)["alias"]


def test_end_users_and_covered_equipment_and_withheld_goods():
    (user,) = read("mieu.csv").records
    assert (user.list_id, user.name, values(user)["alias"]) == ("mieu", "Bureau of Lantern Reconnaissance", ["BLR"])
    networks, telecom, beacon, routers = read("covered.csv").records
    assert [r.name for r in (networks, telecom, beacon)] == [
        "Exampla Networks Company", "Lantern Telecom Corp", "BeaconNet (USA) LLC"
    ]  # fmt: skip
    assert events(telecom) == [("added", "2022-09-20"), ("changed", "2026-01-07")] and routers.name == "Routers"
    garments, mine = read("wro.csv").records
    assert (garments.list_id, garments.name, values(garments)["alias"]) == (
        "wro", "Exampla Garments Co., Ltd.", ["Lens Clothing"]
    )  # fmt: skip
    assert events(garments) == [("added", "2019-09-30")] and values(mine)["ended"] == ["Inactive"]


STATUTORY = [["Party Name", "Date Of Birth", "Federal Register Notice", "Notice Date", "Corrected Notice", "Corrected Notice Date"],
             ["Kalman, Ada (a.k.a. The Colonel)", "November, 1975", "83 FR 99112", "2018-04-25", "", ""]]  # fmt: skip


def test_debarred_parties_as_spreadsheet_and_as_table(tmp_path):
    (tmp_path / "statutory.xlsx").write_bytes(xlsx(STATUTORY))
    rows = list(csv.reader(io.StringIO((US / "debarred_admin.csv").read_text())))
    (tmp_path / "administrative.xlsx").write_bytes(xlsx(rows))
    (statutory,) = read("statutory.xlsx", tmp_path / "statutory.xlsx").records
    assert statutory.list_id == "aeca-debarred" and values(statutory)["alias"] == ["The Colonel"]
    assert ("birth-date", "November, 1975") in facts(statutory) and events(statutory) == [("added", "2018-04-25")]
    for found in (read("debarred_admin.csv"), read("administrative.xlsx", tmp_path / "administrative.xlsx")):
        (record,) = found.records
        assert [(e.citation, str(e.date)) for e in record.events] == [("87 FR 99834", "2022-08-29")]


def test_the_notice_with_grounds_stays_a_notice():
    found = read("notice_1260h.txt")
    assert found.document.kind == "notice" and found.sentences and found.document.list_id is None
    parties = by_name(found)
    assert list(parties) == [
        "Exampla Optics Group Co., Ltd.", "Exampla Lens (Kilda) Co., Ltd.", "Exampla Drones Limited", "Megalith Rope Co., Ltd",
        "Quiet Harbour Technology Co., Ltd.", "Beacon Lens Limited",
    ]  # fmt: skip
    assert [len(r.all("reason")) for r in found.records] == [2, 2, 2, 1, 0, 0]
    assert values(parties["Exampla Drones Limited"])["reason"][0].startswith("Exampla is directly owned by the office")
    assert [bool(r.all("ended")) for r in found.records] == [False] * 4 + [True] * 2
    assert values(parties["Megalith Rope Co., Ltd"])["alias"] == ["Old Rope Ltd"]
    assert own_citation(found.document.text)[0] == "91 FR 99189"
    assert all(not r.events for r in found.records)


LINES = [
    (72, "Entities Identified as Chinese Military Companies Operating in the United States in"),
    (72, "Accordance with Section 1260H of the Example Act (Public Law 116-283)*"), (72, ""),
    (72, "Exampla Optics Group Co., Ltd. (Exampla)"), (108, "Exampla Lens (Kilda) Co., Ltd. (EL Kilda)"),
    (108, "Exampla Works, Inc. (formerly Old Works)"), (72, ""), (72, "Megalith Rope (Limited) (MR)"), (72, ""),
    (72, "* Subsidiaries Listed with Parent Companies"), (72, ""),
    (72, "The Following Previously Listed Entities Did Not Meet the Requirements of Section 1260H"),
    (72, "Because They Do Not Operate in the United States."), (72, ""), (72, "Quiet Harbour Technology Co., Ltd. (Quiet Harbour)"),
]  # fmt: skip
NOTE = "1 Beacon Lens Co., Ltd. was previously identified as and remains a Chinese military company as reported in 89 Fed. Reg. 96230 (October 29, 2024)."


def military_list(path):
    canvas = Canvas(str(path))
    y = 740.0
    for number, (x, line) in enumerate(LINES):
        bold = number < 2 or line.startswith(("The Following", "Because"))
        canvas.setFont("Times-Bold" if bold else "Times-Roman", 12)
        y -= 41.4 if number > 1 and line and "Because" not in line else 13.8 if line else 0
        canvas.drawString(x, y, line)
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(72, 72, NOTE[:110])
    canvas.drawString(72, 62, NOTE[110:])
    canvas.save()


def test_the_list_as_pdf_keeps_apart_who_was_taken_off(tmp_path):
    military_list(tmp_path / "list_2025-01-07.pdf")
    found = read("list_2025-01-07.pdf", tmp_path / "list_2025-01-07.pdf")
    assert (found.document.kind, found.document.list_id, str(found.document.snapshot)) == (
        "list",
        "1260h",
        "2025-01-07",
    )
    parties = by_name(found)
    assert sorted(parties) == [
        "Beacon Lens Co., Ltd.", "Exampla Lens (Kilda) Co., Ltd.", "Exampla Optics Group Co., Ltd.", "Exampla Works, Inc.",
        "Megalith Rope (Limited)", "Quiet Harbour Technology Co., Ltd.",
    ]  # fmt: skip
    assert values(parties["Megalith Rope (Limited)"])["alias"] == ["MR"]
    assert [name for name, r in parties.items() if r.all("ended")] == ["Quiet Harbour Technology Co., Ltd."]
    beacon = parties["Beacon Lens Co., Ltd."]
    assert [(e.citation, str(e.date)) for e in beacon.events] == [("89 FR 96230", "2024-10-29")]


def test_end_users_that_a_section_names():
    found = read("ecfr_744-22_2026-02-03.xml")
    assert found.document.kind == "regulation" and found.sentences
    assert [(r.name, values(r).get("alias"), values(r)["country"]) for r in found.records] == [
        ("Office of Lantern Security and Rope Affairs", ["OLSRA"], ["Borduria"]),
        ("Directorate of Beacons", None, ["Borduria"]),
        ("Bureau of Lantern Reconnaissance", ["BLR"], ["Syldavia, Kingdom of"]),
    ]
    assert {r.list_id for r in found.records} == {"mieu"}


INSTITUTIONS = """Lists published in response to section 1286 of the Example Act

Table 1: List of Institutions with specified
characteristics

Academy of Example Lenses

Borduria Optics University a.k.a.

• Optics College of Borduria

• BOU

2

Table 2: Foreign Talent Recruitment Programs

Thousand Lanterns Program

Any program that meets one of the criteria of the act.
"""


def test_institutions_and_talent_programs(tmp_path):
    (tmp_path / "section-1286_2026-07-01.txt").write_text(INSTITUTIONS, encoding="utf-8")
    found = read("section-1286_2026-07-01.txt", tmp_path / "section-1286_2026-07-01.txt")
    assert (found.document.list_id, str(found.document.snapshot)) == ("section-1286", "2026-07-01")
    assert [r.name for r in found.records] == [
        "Academy of Example Lenses",
        "Borduria Optics University",
        "Thousand Lanterns Program",
    ]
    assert values(found.records[1])["alias"] == ["Optics College of Borduria", "BOU"]


BROKEN = {
    "extract cut off": ("x.json", '{"list_id": "dow-1260h", "source_file": "a", "entities": [', "broken JSON"),
    "extract of nothing": ("x.json", '{"list_id": "dow-1260h", "source_file": "a", "entities": {}}', "no list of entities"),
    "cuba without lines": ("x.html", "<title>Cuba Restricted List</title><p>Nothing here.</p>", "save the page"),
    "delta of changes alone": ("2026-01-15_delta.xml", (US / "2026-01-15_delta.xml").read_text().split("<entities>")[0]
                               + '<entities><entity id="1"/></entities></sanctionsData>', "delta file.*take SDN"),
    "measures without names": ("x.csv", "schema,name,aliases,program,authority,reason,report-date,start-date,end-date\nPerson,,,a,b,c,2021,,\n",
                               "a row without a name"),
    "no xlsx list": ("debarred.xlsx", "PK\x03\x04", "spreadsheet"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_refused(case, tmp_path):
    name, words, cause = BROKEN[case]
    (tmp_path / name).write_text(words, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=cause):
        read_file(tmp_path / name, name)


SANCTIONS = (
    "Example Nonproliferation Sanctions\n\nSanction Name\tEntity\tLocation of Entity\tDate Imposed\tStatus/Date of Expiration\tFederal Register Notice\n"
    "Example Missile Act\tBorduria Rope Works [aka BRW; aka Rope Works] Lantern Mine [aka LM]\tBorduria\t5/9/2002\tExpired on 05/09/04\tVol. 67, No. 95, 05/16/02\n"
    "Example Missile Act\tExampla Optics (EO) and any successor, sub-unit, or subsidiary thereof\tSyldavia\t11/21/2023\tActive\tVol. 88, No. 229, 11/29/23\n"
)  # fmt: skip


def test_tables_of_nonproliferation_sanctions(tmp_path):
    (tmp_path / "sanctions_2025-05-14.txt").write_text(SANCTIONS, encoding="utf-8")
    found = read("sanctions_2025-05-14.txt", tmp_path / "sanctions_2025-05-14.txt")
    assert (found.document.list_id, str(found.document.snapshot)) == ("isn", "2025-05-14")
    rope, mine, optics = found.records
    assert (rope.name, values(rope)["alias"]) == ("Borduria Rope Works", ["BRW", "Rope Works"])
    assert (mine.name, values(mine)["alias"], values(mine)["expires"]) == ("Lantern Mine", ["LM"], ["2004-05-09"])
    assert (optics.name, values(optics)["alias"]) == ("Exampla Optics", ["EO"]) and "expires" not in values(optics)
    assert [(e.citation, str(e.date)) for e in optics.events] == [("Vol. 88, No. 229, 11/29/23", "2023-11-21")]
