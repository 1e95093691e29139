"""Answers from lists that say what is so on the day they are asked: ends, several lists of a row, files that are silent."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from assistant.timeline.entity import entity
from index.build import add
from index.search import Index
from index.types import Filters
from tests.hash_encoder import HashEncoder
from ui.filters import facets

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "records_today.yaml").read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 11, 28)
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
EL, ISN = "Entity List (EL) - Bureau of Industry and Security", "Nonproliferation Sanctions (ISN) - State Department"
HEAD = "source,name,programs,addresses,federal_register_notice,start_date,end_date,alt_names\n"
FILES = {
    "csl/consolidated_2024-05-03.csv": f'{HEAD}{SDN},EXAMPLA BANK,ROPE,"Klow, SY",,,,\n{EL},Specimen Optics,,"Klow, SY",85 FR 83416,2020-12-22,,\n'
    f'{EL},Placeholder Optics,,"Klow, SY",85 FR 83416,2020-12-22,,\n',
    "csl/consolidated_2024-05-06.csv": f'{HEAD}{EL},Specimen Optics,,"Klow, SY",85 FR 83416,2020-12-22,,\n'
    f'{EL},Specimen Radar,,"Klow, SY","79 FR 60001, 10/5/14",,,\n{ISN},Specimen Works,Rope Act,TH,"Vol. 59, No. 44, 03/07/1994",1994-02-08,1996-02-08,\n'
    "Rope List (RPL) - Rope Office,Exampla Ropes,KNOT,,90 FR 100,2025-01-06,,\n",
    "isn.csv": "Source List,Programs,Name,Alternative Names,Country,Federal Register Notice,Effective Date\n"
    + "".join(f'ISN,{law},Ivan Sample,,Syldavia,"Vol. 74, No. 11, 01/16/09",1/9/2009\n' for law in ("E.O. 13382", "Rope Act", "Knot Act"))
    + 'ISN,E.O. 13382,Specimen Committee,"North Committee, Department of Samples, Samples Co., Ltd.",Borduria,"Vol. 78, No. 38, 02/26/13",1/24/2013\n',
    "dpl.txt": "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\t"
    "FR_Citation\nEXAMPLA TOOLS LABS\t1 DRIVE\tKLOW\t\tSY\t\t8/26/1988\t8/26/2008\tY\t\t\t65 FR 42664 7/11/00\n"
    "SPECIMEN FREIGHT LTD\t2 ROAD\tKLOW\t\tSY\t\t5/2/2024\t5/2/2034\tY\t\t\t89 F.R. 35000 5/8/24\n",
    "Stat Debarred Parties.csv": "Party Name,Federal Register Notice,Notice Date,Corrected Notice\n"
    '"Samplez, Juan (a.k.a. Johnny Sample)",83 FR 18112,4/25/2018,\n',
    "cons/cons_prim.csv": '7,"CITRINE OIL OAO",-0- ,"UKRAINE-EO13662] [RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Executive Order 13662 '
    "Directive Determination - Subject to Directive 2; alt. Executive Order 13662 Directive Determination - Subject to Directive 4; Listing Date "
    '(EO 14024 Directive 2): 24 Feb 2022; Listing Date (EO 14024 Directive 3): 25 Feb 2022."\n'
    '8,"BANCO EXAMPLA",-0- ,"UKRAINE-EO13662",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    "cons/cons_alt.csv": '7,1,"aka","CITRINE",-0- \n',
    "cons/cons_add.csv": '8,1,"1 Road","Klow","Syldavia",-0- \n8,2,"2 Road","Szohod","Borduria",-0- \n',
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("today")
    for name, words in FILES.items():
        file = place / "lists" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    summary = add([place / "lists"], place / "index", encoder=HashEncoder())
    assert not summary.refused, summary.refused
    return Index.open(place / "index", HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[f"{case['ask']} {case.get('today', '')}" for case in CASES])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"], today=case.get("today", TODAY))
    text = answer.text
    assert answer.answered is case.get("answered", True), text
    assert [p for p in case.get("say", ()) if not re.search(p, text)] == [], text
    assert [p for p in case.get("never", ()) if re.search(p, text)] == [], text
    if answer.answered:
        assert list(answer.missing) == case.get("missing", [])
        assert all(s.citations for s in answer.sentences)


def test_the_same_day_gives_the_same_bytes(index: Index) -> None:
    def once() -> str:
        return (
            ask(index, "Is Exampla Tools on the Denied Persons List?", today=TODAY)
            .model_copy(update={"timings": {}})
            .model_dump_json()
        )

    assert once() == once()


EVENTS = [
    ("EXAMPLA TOOLS LABS", TODAY, [("added", "1988-08-26"), ("changed", "2000-07-11"), ("expired", "2008-08-26")]),
    ("EXAMPLA TOOLS LABS", datetime.date(2007, 1, 1), [("added", "1988-08-26"), ("changed", "2000-07-11")]),
    ("SPECIMEN FREIGHT LTD", TODAY, [("added", "2024-05-02")]),
    ("Exampla Ropes", TODAY, [("added", "2025-01-06")]),
]


@pytest.mark.parametrize(("name", "today", "events"), EVENTS)
def test_timeline(index: Index, name: str, today: datetime.date, events: list[tuple[str, str]]) -> None:
    found = entity(index, name, today=today)
    assert [(e.what, e.when) for e in found.events] == sorted(events, key=lambda e: e[1])


def test_an_unknown_list_is_shown_by_its_own_name(index: Index) -> None:
    (on,) = entity(index, "Exampla Ropes").lists
    assert (on.list_name, on.agency, on.current) == ("Rope List", "Rope Office", True)


def test_filters_know_the_lists_of_a_compilation(index: Index) -> None:
    shown = {value: label for value, label, _ in facets(index)["lists"]}
    rope = "Rope List (RPL) - Rope Office"
    assert shown[rope] == "Rope List" and shown["denied-persons"] == "Denied Persons List"
    only = Filters(lists=frozenset({rope}))
    assert ask(index, "On which lists is Exampla Ropes?", filters=only).answered
    assert not ask(index, "Is Exampla Bank on the SDN List?", filters=only).answered
