"""What happened to a listing behind the day of the list, or of the text, that tells of it
(`tests/golden/later.yaml`)."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "later.yaml").read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 11, 28)
EL, UVL = (
    "Entity List (EL) - Bureau of Industry and Security",
    "Unverified List (UVL) - Bureau of Industry and Security",
)
NAMES = ("Larch Pumps", "Fir Pumps", "Elm Pumps", "Yew Pumps", "Larch Pumps Repair", "Twice Pumps")
FILES = {
    "consolidated_2024-05-06.csv": "source,name,programs,addresses,federal_register_notice,start_date,end_date,alt_names\n"
    + "".join(f'{EL},{name},,"Klow, SY",85 FR 83416,2020-12-22,,\n' for name in NAMES)
    + f'{UVL},Twice Pumps,,"Klow, SY",85 FR 83416,2020-12-22,,\n',
}
TOLD = {
    "2024-06-10": "The Commerce Department removed Larch Pumps from the Entity List on June 7, 2024.",
    "2024-01-10": "The Commerce Department removed Fir Pumps from the Entity List on January 5, 2024.",
    "2024-07-10": "A court on July 9, 2024 stayed the designation of Elm Pumps on the Entity List.",
    "2024-07-11": "Reports that Yew Pumps was removed from the Entity List are false.",
    "2024-07-12": "The Commerce Department removed Twice Pumps from the Entity List on July 11, 2024.",
    "2020-05-03": "The Commerce Department added Oak Pumps to the Entity List on May 2, 2020. The listing expires on May 2, 2025.",
    "2020-05-04": "The Commerce Department put Ash Pumps on the Entity List on May 2, 2020 for five years.",
    "2020-05-05": "The Commerce Department added Box Pumps to the Entity List on May 2, 2020.",
    "2021-05-05": "A judge suspended the designation of Box Pumps on the Entity List on May 4, 2021.",
    "2021-06-05": "The Commerce Department added Élan Optique and Øresund Reb to the Entity List on June 4, 2021.",
    "2024-05-04": "Rowan Pumps was added to the Entity List in 2019. Commerce removed Rowan Pumps from the list on 3 May 2024.",
    "2023-08-10": "Hazel Pumps was determined to be removed from the Entity List, effective August 9, 2023.",
    "2022-07-01": "The Bureau of Industry and Security delisted Alder Pumps on June 30, 2022.",
    "2023-03-15": "Maple Pumps was put on the Entity List in 2020. The department took it off the Entity List on March 14, 2023.",
    "undated": "The Treasury Department sanctioned Linden Pumps because it sold pumps to a navy.",
    "2015-05-04": "The Treasury Department added Holly Pumps to the SDN List on May 4, 2015, because it smuggled pumps.",
    "2022-03-03": "Britain sanctioned Juniper Pumps on March 2, 2022, because it fuelled a war.",
    "2024-02-02": "Cedar Pumps was added to the Entity List in 2021. A court refused its plea, and Cedar Pumps remains on the Entity List.",
    "2023-08-02": "Birch Pumps is no longer on the list. Commerce removed it on June 7.",
    "2021-06-06": "Łódź Optyka was put on the Entity List in 2019. Łódź Optyka is no longer on the Entity List.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("later")
    (place / "sources").mkdir()
    for name, words in FILES.items():
        (place / "sources" / name).write_text(words, encoding="utf-8")
    for day, words in TOLD.items():
        dated = f"date: {day}\n" if day[0].isdigit() else ""
        head = f"---\ntitle: Trade notes of {day}\n{dated}publisher: The Example\n---\n"
        (place / "sources" / f"{day}.md").write_text(f"{head}{words}\n", encoding="utf-8")
    assert not add([place / "sources"], place / "index", encoder=HashEncoder()).refused
    return Index.open(place / "index", HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[f"{case['ask']} {case.get('today', '')}" for case in CASES])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"], today=case.get("today", TODAY))
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    assert all(s.citations for s in answer.sentences)
