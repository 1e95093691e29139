"""Tables of one list alone, in the spellings of their columns: the Denied Persons List and the Unverified List as CSV, debarred
parties; and what is no such table."""

import pytest

from sources.errors import UnreadableFile
from sources.load import read_file
from tests.unit.lists import assert_fields_slice_back, values

READ = {
    "denied, tabs": (
        "dpl.txt",
        "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\t"
        "Action\tFR_Citation\nEXAMPLA FREIGHT\t1 ROAD\tKLOW\t\tSY\t\t5/2/2024\t5/2/2034\tY\t5/3/2024\t\t89 F.R. 35000 5/8/24\n",
        ("denied-persons", "EXAMPLA FREIGHT", [("added", "2024-05-02", "89 FR 35000")], {"expires": ["2034-05-02"]}),
    ),
    "denied, commas": (
        "dpl.csv",
        'Name,Street Address,City,State,Country,Postal Code,Effective Date,Expiration Date,Standard Order,Last Update,Action,FR Citation\n'
        '"EXAMPLA FREIGHT, INC.",1 ROAD,KLOW,,SY,,5/2/2024,5/2/2034,Y,5/3/2024,,"89 F.R. 35000 5/8/24, 88 F.R. 1 1/3/23"\n',
        ("denied-persons", "EXAMPLA FREIGHT, INC.",
         [("added", "2024-05-02", "89 FR 35000"), ("changed", "2023-01-03", "88 FR 1")], {"country": ["SY"]}),
    ),
    "denied, name and address in one": (
        "dpl_04142026.csv",
        "Name_and_Address,Effective_Date,Expiration_Date,Type of Denial,Appropriate Federal Register Citations\n"
        '"JUAN SAMPLER, JR., 12 SAMPLE ROAD, KLOW, BO, SY, 79901",1/9/2020,1/9/2025,Standard,85 F.R. 3000 1/17/2020\n',
        ("denied-persons", "JUAN SAMPLER, JR.", [("added", "2020-01-09", "85 FR 3000")],
         {"country": ["SY"], "address": ["12 SAMPLE ROAD, KLOW, BO, SY, 79901"], "order": ["Standard"]}),
    ),
    "denied, other spellings": (
        "table.csv",
        "Denied Person,Address,Begin Date,End Date,Federal Register Citation\nEXAMPLA FREIGHT,1 Road,2024-05-02,,89 FR 35000\n",
        ("denied-persons", "EXAMPLA FREIGHT", [("added", "2024-05-02", "89 FR 35000")], {}),
    ),
    "unverified": (
        "uvl.csv",
        "COUNTRY,NAME,ADDRESS,,\nSyldavia,Exampla Optics (a.k.a. EO),1 Road Klow,,\n,Exampla Optics (a.k.a. EO),2 Road Klow,,\n",
        ("unverified-list", "Exampla Optics", [], {"address": ["1 Road Klow", "2 Road Klow"], "alias": ["EO"]}),
    ),
    "unverified, told by its heading": (
        "download.csv",
        "Country,Listed person and address,Federal Register citation and date of publication\n"
        '"Syldavia","Exampla Optics Co., Ltd., No. 1 Road, Klow","84 FR 14608, 4/11/19"\n',
        ("unverified-list", "Exampla Optics Co., Ltd.", [("added", "2019-04-11", "84 FR 14608")],
         {"address": ["No. 1 Road, Klow"], "country": ["Syldavia"]}),
    ),
    "statutory debarment": (
        "Stat Debarred Parties_20250825.csv",
        "Party Name,Date Of Birth,Federal Register Notice,Notice Date,Corrected Notice,Corrected Notice Date\n"
        '"Samplez, Juan (a.k.a. Johnny Sample; J. Samplez)","May, 1971",83 FR 18112,4/25/2018,84 FR 900,1/31/2019\n',
        ("aeca-debarred", "Samplez, Juan", [("added", "2018-04-25", "83 FR 18112"), ("changed", "2019-01-31", "84 FR 900")],
         {"alias": ["Johnny Sample", "J. Samplez"]}),
    ),
    "administrative debarment": (
        "Admin Debarred Parties.csv",
        "Name,Date,Charging Letter,Debarment Order,Federal Register Notice\nExampla Night Vision,8/29/2022,PDF,PDF,87 FR 52834\n",
        ("aeca-debarred", "Exampla Night Vision", [("added", "2022-08-29", "87 FR 52834")], {}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_read(case, tmp_path):
    name, words, (list_id, party, events, fields) = READ[case]
    (tmp_path / name).write_text(words, encoding="utf-8")
    (found,) = read_file(tmp_path / name, name)
    assert_fields_slice_back(found)
    (record,) = found.records
    assert (record.list_id, record.name) == (list_id, party)
    assert [(e.action, e.date.isoformat(), e.citation) for e in record.events] == events
    assert {key: values(record).get(key) for key in fields} == fields


NAMELESS = "Party Name,Notice,Notice Date,Corrected Notice\n,83 FR 1,1/3/2018,\nExampla,83 FR 1,1/3/2018,\n"


def test_an_entry_without_a_name_is_named(tmp_path):
    (tmp_path / "debarred.csv").write_text(NAMELESS, encoding="utf-8")
    (found,) = read_file(tmp_path / "debarred.csv", "debarred.csv")
    assert [r.name for r in found.records] == ["Exampla"]
    assert found.warnings == ("debarred.csv: 1 entry has no name and is left out (line 2)",)


REFUSED = {
    "nobody knows which list": ("x.csv", "COUNTRY,NAME,ADDRESS\nSyldavia,Exampla,1 Road\n", r"no column for source .*unverified-list\.csv"),
    "no names at all": ("debarred.csv", "Party Name,Notice,Corrected Notice\n,83 FR 1,\n", "line 2: a row without a name"),
    "a delta": ("sdn_delta.xml", "<sanctionsData><entities><entity id='1'/></entities></sanctionsData>", "delta file.*SDN_ADVANCED"),
    "enhanced, without parties": ("x.xml", "<sanctionsData><entities/></sanctionsData>", "no party .* enhanced XML; take SDN"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_what_to_take_instead(case, tmp_path):
    name, words, cause = REFUSED[case]
    (tmp_path / name).write_text(words, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=cause):
        read_file(tmp_path / name, name)
