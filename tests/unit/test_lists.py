"""The tables of lists and agencies: they agree with each other, and their words are found in text."""

import pytest

from assistant.lists.list_scope import kind_in_scope
from assistant.question.understand import understand
from sources.agencies import AGENCIES, agency, agency_by_words, agency_pattern, children, department
from sources.lists import (
    GROUPS,
    LISTS,
    is_known,
    list_by_source,
    list_by_words,
    list_info,
    list_pattern,
    lists_of,
    loose_names,
    source_id,
)

WORDS_OF_LISTS = [
    ("was put on the Entity List on Thursday", ["entity-list"]),
    ("the department's UFLPA Entity List", ["uflpa"]),
    ("the Military End-User (MEU) List and the Unverified List", ["meu-list", "unverified-list"]),
    ("a military end user list", ["meu-list"]),
    ("its Non-SDN Chinese Military-Industrial Complex Companies List (NS-CMIC List)", ["ns-cmic", "ns-cmic"]),
    ("added to the SDN list", ["sdn"]),
    ("the elements of style", []),
    ("an identity listing", []),
]
SOURCES = [
    ("Entity List (EL) - Bureau of Industry and Security", "entity-list"),
    ("EL", "entity-list"),
    ("Military End User (MEU) List - Bureau of Industry and Security", "meu-list"),
    ("Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department", "ns-cmic"),
    ("Capta List (CAP) - Treasury Department", "capta"),
    ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "ns-mbs"),
    ("ITAR Debarred (DTC) - State Department", "aeca-debarred"),
    ("Unverified List", "unverified-list"),
    ("Rope List (RPL) - Rope Office", None),
]  # fmt: skip
WORDS_OF_AGENCIES = [
    ("the Commerce Department said", "commerce"),
    ("U.S. DEPARTMENT OF COMMERCE", "commerce"),
    ("Commerce Secretary Gina R.", "commerce"),
    ("the BIS rule", "commerce"),
    ("OFAC designated", "treasury"),
    ("Under Secretary of the Treasury for Terrorism and Financial Intelligence A. B.", "treasury"),
    ("U.S. Customs and Border Protection detained", "homeland-security"),
    ("the Pentagon", "defense"),
    ("the ibis flew", None),
]


@pytest.mark.parametrize(("text", "expected"), WORDS_OF_LISTS)
def test_lists_are_found(text, expected):
    assert [list_by_words(m.group()).id for m in list_pattern().finditer(text)] == expected


@pytest.mark.parametrize(("source", "expected"), SOURCES)
def test_sources_of_the_consolidated_screening_list(source, expected):
    info = list_by_source(source)
    assert (info.id if info else None) == expected


@pytest.mark.parametrize(("text", "expected"), WORDS_OF_AGENCIES)
def test_agencies_are_found(text, expected):
    match = agency_pattern().search(text)
    assert (department(agency_by_words(match.group()).id).id if match else None) == expected


def test_tables_agree():
    ids = {row.id for row in AGENCIES}
    assert len(ids) == len(AGENCIES) and len({info.id for info in LISTS}) == len(LISTS)
    for row in AGENCIES:
        assert row.parent is None or (row.parent in ids and agency(row.parent).parent is None)
    for info in LISTS:
        assert department(info.agency).id == info.agency
        assert info.bureau is None or department(info.bureau).id == info.agency
        assert info.effect.endswith(".") and info.effect_section and info.legal_basis
    assert {row.id for row in children("treasury")} >= {"ofac", "fincen"}
    assert {info.id for info in lists_of("bis")} == {
        "entity-list",
        "unverified-list",
        "meu-list",
        "denied-persons",
        "mieu",
    }


def test_every_name_leads_back_to_its_row():
    for info in LISTS:
        for words in (*info.names, *info.abbreviations):
            assert list_by_words(words) is info, words
    for row in AGENCIES:
        for words in (*row.names, *row.abbreviations, *row.heads):
            assert agency_by_words(words) is row, words


UNKNOWN = [
    ("Rope List (RPL) - Rope Office", "Rope List", "Rope Office", None),
    ("Rope  List - Treasury Department", "Rope List", "treasury", None),
    ("Rope List (RPL) - Office of Foreign Assets Control", "Rope List", "treasury", "ofac"),
    ("RPL", "RPL", "", None),
]


@pytest.mark.parametrize(("source", "name", "agency_id", "bureau"), UNKNOWN)
def test_an_unknown_list_is_what_it_calls_itself(source, name, agency_id, bureau):
    info = list_info(source_id(source))
    assert (info.name, info.agency, info.bureau, info.effect) == (name, agency_id, bureau, "")
    assert not is_known(info.id)


def names_that_mean_one_list():
    return [(info.id, name) for info in LISTS for name in info.names if name.casefold() not in loose_names()]


@pytest.mark.parametrize(("list_id", "name"), names_that_mean_one_list())
def test_a_list_called_by_its_full_name_is_that_list(list_id, name):
    for text in (f"Is Exampla Optics on the {name}?", f"was exampla optics gmbh put on the {name.lower()}?"):
        question = understand(text)
        assert question.lists == (list_id,), text
        assert len(question.names) == 1 and kind_in_scope(question) is None, text


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.said)
def test_a_group_of_lists_is_called_by_its_names(group):
    for name in group.names:
        question = understand(f"Is Exampla Optics on the {name}?")
        assert (question.lists, kind_in_scope(question)) == ((), (group.said, group.ids)), name


DEEDS = [
    ("When was Exampla Freight denied export privileges?", "date", ("denied-persons",)),
    ("Which agency denied Exampla Freight export privileges?", "agency", ("denied-persons",)),
    ("Was Exampla Freight denied its export privileges?", "status", ("denied-persons",)),
    ("Why was Exampla Freight debarred?", "reason", ("aeca-debarred",)),
    ("Did Exampla Freight deny the charges?", "response", ()),
]


@pytest.mark.parametrize(("text", "kind", "lists"), DEEDS)
def test_a_deed_says_the_list(text, kind, lists):
    question = understand(text)
    assert (question.kind, question.lists, question.names) == (kind, lists, ("Exampla Freight",))


def test_unknown_agencies_raise():
    with pytest.raises(KeyError):
        agency("rope")
