"""Remarks by which a listing is over: how they are read, and that no answer tells of such a row as in force."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from index.build import add
from index.search import Index
from sources.endings import endings, said
from tests.hash_encoder import HashEncoder

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "endings.yaml").read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 11, 28)
NOTICE = '"Vol. 74, No. 11, 01/16/09",1/9/2009'
FILES = {
    "isn.csv": "Source List,Programs,Name,Country,Federal Register Notice,Effective Date,Date Lifted/Waived/Expired,Remarks/Notes\n"
    f"ISN,Rope Act,Specimen Pumps,Syldavia,{NOTICE},,Sanctions expired on 1/9/2011\n"
    f"ISN,Rope Act,Exampla Valves,Syldavia,{NOTICE},,Waived\n"
    f"ISN,E.O. 13382,Two Laws Works,Syldavia,{NOTICE},,\n"
    f"ISN,Rope Act,Two Laws Works,Syldavia,{NOTICE},,Sanctions expired on 1/9/2011\n"
    f"ISN,Rope Act,Worded Works,Syldavia,{NOTICE},Lifted on 06/27/13,\n"
    f"ISN,Rope Act,Held Works,Syldavia,{NOTICE},,Sanctions suspended until 3/4/2030\n"
    f"ISN,Rope Act,Eased Works,Syldavia,{NOTICE},,Sanctions waived in part\n"
    f"ISN,Rope Act,Dingle Optics,Syldavia,{NOTICE},,Sanctions have not expired\n",
    "dpl.txt": "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\t"
    "FR_Citation\nSPECIMEN FREIGHT LTD\t2 ROAD\tKLOW\t\tSY\t\t5/2/2024\t5/2/2034\tY\t\tFR NOTICE ADDED, DENIAL ORDER RESCINDED\t89 F.R. 35000 5/8/24\n",
    "ofac/sdn.csv": '7,"EXAMPLA ROPE",-0- ,"ROPE",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Designation terminated 3 March 2011."\n'
    '8,"EXAMPLA TWINE",-0- ,"ROPE",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Passport K1234567 (Syldavia) expires 01 Jan 2010; Removed from office in 2011."\n',
    "debarred.csv": 'Party Name,Federal Register Notice,Notice Date,Corrected Notice,Notes\n"Samplez, Juan",83 FR 18112,4/25/2018,,Debarment rescinded 4/25/2020\n',
}  # fmt: skip


@pytest.mark.parametrize("case", CASES["remarks"], ids=[case[0] for case in CASES["remarks"]])
def test_remark(case: list[Any]) -> None:
    words, expected = case[0], case[1:]
    found = said(endings(words, 100))
    assert [[one.kind, *([one.day] if one.day else [])] for one in found] == expected
    for one in found:
        assert words[one.span.start - 100 : one.span.end - 100].strip() != ""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("endings")
    for name, words in FILES.items():
        file = place / "lists" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    assert not add([place / "lists"], place / "index", encoder=HashEncoder()).refused
    return Index.open(place / "index", HashEncoder())


@pytest.mark.parametrize("case", CASES["asks"], ids=[f"{c['ask']} {c.get('today', '')}" for c in CASES["asks"]])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"], today=case.get("today", TODAY))
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    remark = re.search(r"record says: “([^”]+)”", answer.text)
    assert remark is None or any(remark[1] in citation.quote for citation in answer.citations), "the cell is not cited"
    if answer.answered:
        assert list(answer.missing) == case.get("missing", [])
