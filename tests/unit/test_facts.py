"""What a row states of a party: how it is read from each layout, how it is asked for, and what an answer says and cites."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask, ask_turns
from assistant.question.fact_request import read
from index.build import add
from index.search import Index
from sources.facts import fact_kinds, facts_in
from sources.load import read_file
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "fixtures" / "lists" / "facts"
FILES = ("treasury/sdn.csv", "sdn_facts.xml", "csl_facts.csv", "csl_facts.json")
CASES = yaml.safe_load((ROOT / "golden" / "facts.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("facts") / "index"
    assert not add([LISTS], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


def test_the_table_asks_for_much_and_for_what_is_not_there() -> None:
    unanswerable = [case for case in CASES if not case.get("answered", True)]
    assert len(CASES) >= 120 and len(unanswerable) >= 40 and len({case["ask"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_answer(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"])
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    for citation in answer.citations:
        assert index.document(citation.document.id).text[citation.start : citation.end] == citation.quote
    assert len(answer.text.split()) <= 120, answer.text
    if answer.answered:
        assert answer.citations and all(s.citations for s in answer.sentences)
        record = index.records([answer.citations[0].passage.id])[0]
        assert " ".join(record.name.split()) in " ".join(answer.citations[0].quote.split())


@pytest.mark.parametrize("name", FILES)
def test_every_fact_stands_where_it_says(name: str) -> None:
    (read_list,) = read_file(LISTS / name, name)
    facts = [(record, fact) for record in read_list.records for fact in record.facts]
    assert len(facts) >= 15
    for record, fact in facts:
        assert record.start <= fact.start < fact.end <= record.end
        assert " ".join(read_list.document.text[fact.start : fact.end].split()) == fact.value
        assert fact.kind in fact_kinds()


CELLS = [
    ("Passport K12345 (Syldavia) expires 01 Jan 2030", [("passport", "K12345", "Syldavia")]),
    ("alt. Passport 55 667 (Borduria) issued 02 Feb 2001", [("passport", "55 667", "Borduria")]),
    ("Passport  T5550001  Borduria  02 Feb 2031", [("passport", "T5550001", "Borduria")]),
    ("Passport, K989000, SY, 26 Jul 1995, 25 Jul 2000", [("passport", "K989000", "SY")]),
    ("SY, 21795000, Passport", [("passport", "21795000", "SY")]),
    ("Passport holder of two countries", []),
    ("IMO 9000003, Vessel Registration Identification", [("imo", "9000003", "")]),
    ("Vessel Registration Identification IMO 9000003", [("imo", "9000003", "")]),
    ("Vessel Registration Identification  IMO 9000003", [("imo", "9000003", "")]),
    ("Identification Number IMO 9000003", [("imo", "9000003", "")]),
    ("Vessel Identification Number IMO 9000003", [("imo", "9000003", "")]),
    ("Registration Number MMSI 518111111", [("mmsi", "518111111", "")]),
    ("Identification Number 770-12 (Syldavia)", [("national-id", "770-12", "Syldavia")]),
    ("IMOLA RACING DIRECTOR", []),
    ("DOB circa 1951", [("birth-date", "circa 1951", "")]),
    ("POB Klow, Syldavia", [("birth-place", "Klow, Syldavia", "")]),
    ("POB al-Klow, Syldavia", [("birth-place", "al-Klow, Syldavia", "")]),
    ("citizen Borduria", [("citizenship", "Borduria", "")]),
    ("citizen of the year", []),
    ("(Linked To: AMBER LINES)", [("link", "AMBER LINES", "")]),
    ("Linked To: AMBER LINES (CAPE) CO.", [("link", "AMBER LINES (CAPE) CO.", "")]),
    ("Digital Currency Address - XBT bc1qexampla", [("wallet", "bc1qexampla", "")]),
    ("Email Address office@exampla.example", [("email", "office@exampla.example", "")]),
    ("Website:  www.exampla.example", [("website", "www.exampla.example", "")]),
    ("http://exampla.example, Website", [("website", "http://exampla.example", "")]),
    ("Gender, Male", [("gender", "Male", "")]),
    ("Former Vessel Flag Panama", [("former-flag", "Panama", "")]),
    ("Secondary sanctions risk:, section 1(b) of an order", [("secondary-sanctions", "section 1(b) of an order", "")]),
    ("Subject to Directive 3, Executive Order 13662 Directive Determination -", [("directive", "Subject to Directive 3", "")]),
    ("SWIFT/BIC DOLOBOXX", [("swift", "DOLOBOXX", "")]),
    ("SWIFT Boats Commander", []),
    ("NIT # 8001-7 (Borduria)", [("tax-id", "8001-7", "Borduria")]),
    ("Minister of Lamps", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "facts"), CELLS, ids=[cell for cell, _ in CELLS])
def test_a_cell_is_read_by_its_label(cell: str, facts: list[tuple[str, str, str]]) -> None:
    found = facts_in(cell, 100)
    assert [(f.kind, f.value, f.place) for f in found] == facts
    assert all(" ".join(cell[f.start - 100 : f.end - 100].split()) == f.value for f in found)


@pytest.mark.parametrize(
    "text",
    ["Why was Exampla Optics added to the Entity List?", "When was Exampla Optics listed?", "How many companies were added?",
     "What did the department say about it?", "Lampwerk is an alias of which listed company?"],
)  # fmt: skip
def test_other_questions_ask_for_no_fact(text: str) -> None:
    assert all(not asked.kinds for asked in read(text))


def test_a_follow_up_asks_for_another_fact_of_the_same_party(index: Index) -> None:
    answer = ask_turns(index, ["What is the IMO number of MERRIGOLD?", "And its MMSI?"])
    assert answer.answered and "518111111" in answer.text


def test_two_facts_in_one_question(index: Index) -> None:
    answer = ask(index, "What are the IMO number and the call sign of MERRIGOLD?")
    assert "9000001" in answer.text and "H9XX1" in answer.text
    partly = ask(index, "What are the nationality and the passport number of Djora KALMANI?")
    assert not partly.answered and "no nationality or passport" in partly.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Was Ivan Petrovich ODRAK born in Exampleburg?", "^Yes: .*Exampleburg"),
        ("Was Ivan Petrovich ODRAK born in Szohod?", "^The .*Exampleburg"),
        ("Is 9000001 the IMO number of MERRIGOLD?", "^Yes"),
    ],
)
def test_a_value_is_held_against_the_row(index: Index, text: str, says: str) -> None:
    answer = ask(index, text)
    assert answer.answered and re.search(says, answer.text), answer.text


def test_entries_of_one_name_are_told_apart_by_their_numbers(index: Index) -> None:
    text = ask(index, "What is the passport number of Ali HASSAVI?").text
    assert "record 305 of HASSAVI, Ali gives the passport Z0001112" in text and "record 304" in text


@pytest.mark.parametrize("name", ["the Specimen Tailors Association", "Exampla Passport Printing", "Sampla Flag Works"])
def test_a_word_of_the_table_in_a_listed_name_asks_for_nothing(name: str, tmp_path: Path) -> None:
    bare = name.removeprefix("the ")
    table = f"source,name,addresses,federal_register_notice,start_date\nEntity List (EL) - Bureau of Industry and Security,Placeholder Works,CN,88 FR 12345,2023-05-02\nEntity List (EL) - Bureau of Industry and Security,{bare.title()},CN,88 FR 12345,2023-05-02\n"
    (tmp_path / "consolidated.csv").write_text(table, encoding="utf-8")
    add([tmp_path / "consolidated.csv"], tmp_path / "index", encoder=HashEncoder())
    answer = ask(Index.open(tmp_path / "index", HashEncoder()), f"Is {name} on the Entity List?")
    assert answer.answered and answer.text.startswith("Yes"), answer.text
