"""What a reader of other authorities' lists would guess wrong, point by point, as ../shared/corpus/world/README.md counts them: each
on a small invented file, and on the real one where that is there. Points 7 (servers) and 14 (Section 1260H) are tested with fetching
and with the lists of the United States."""

import re
from pathlib import Path

import pytest

from sources.formats import reader_for
from sources.formats.parsed import Given
from tests.unit.lists import values

OWN = Path(__file__).parents[1] / "fixtures/lists"
CORPUS = Path(__file__).parents[3] / "shared/corpus/world"


def records(path):
    """The records of a file by name, its documents' warnings under the empty name."""
    with path.open("rb") as opened:
        reader = reader_for(path.name, opened.read(65536))
    return [record for parsed in reader.read(path, path.name, Given()) for record in parsed.records]


def one(found, pattern):
    """The only record with a name or identifier of that form."""
    (record,) = (
        r for r in found if re.search(pattern, " ".join([r.name, *(f.value for f in r.all("identifier"))]), re.I)
    )
    return record


def days(record):
    return [(event.action, event.date.isoformat()) for event in record.events]


def each_value_once(found):
    for record in found:
        for field, words in values(record).items():
            assert len(words) == len(set(words)), (record.name, field)


def rows_of_a_product_are_one_party(found):
    each_value_once(found)
    assert len({r.all("identifier")[0].value for r in found}) == len(found)


def an_empty_reason_is_none(found, without, with_reason):
    assert "reason" not in values(one(found, without)) and values(one(found, without))["remark"]
    assert values(one(found, with_reason))["reason"]


def the_surname_comes_last(found, name, whole):
    assert one(found, name).name == whole
    measures = {w for r in found for w in values(r).get("remark", ()) if "freeze" in w.casefold()}
    assert measures and not any("|" in words for words in measures if len(words) < 100)


def a_part_of_a_date_is_no_day(found, name, birth, added):
    record = one(found, name)
    assert birth in {f.value for f in record.facts if f.kind == "birth-date"}
    assert days(record)[:1] == added


def a_reason_is_cut_out_of_what_is_packed(found, many):
    assert len(found) == many
    reasons = [words for r in found for words in values(r).get("reason", ())]
    assert reasons and not any(
        re.search(r"\((?:Gender|UK Statement of Reasons|Website)\):", words) for words in reasons
    )


def the_eu_gives_no_reason_and_its_act_is_the_last_one(found, name, added, weak):
    assert all("reason" not in values(r) for r in found)
    assert "UNKNOWN" not in {w for r in found for w in values(r).get("country", ())}
    record = one(found, name)
    assert days(record)[:1] == added and all(e.citation is None for r in found for e in r.events)
    assert weak <= {w for r in found for w in values(r).get("weak_alias", ())}


def a_listing_has_a_date(found, many):
    assert sum(bool(r.events) for r in found) >= many


def remarks_join_in_the_middle_of_a_word(found, joined):
    assert any(joined in words for r in found for words in values(r).get("remark", ()))


def canada_names_a_regulation_not_a_country(found, many, aliases):
    assert len(found) == many and all("country" not in values(r) and values(r)["programme"] for r in found)
    assert aliases <= {w for r in found for w in values(r).get("alias", ())}


def a_delisted_target_is_not_in_force(found, name, ended, many):
    assert len(found) == many  # a target inside of a modification is none
    assert values(one(found, name))["expires"] == [ended]


def rows_of_one_number_are_one_party(found, many):
    assert len(found) == many
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", e.date.isoformat()) for r in found for e in r.events)
    assert not {"true", "True", "1.0"} & {w for r in found for w in values(r).get("remark", ())}


def un_aliases_may_be_empty_and_comments_are_no_reasons(found, many):
    assert len(found) == many and all("reason" not in values(r) for r in found)
    assert all(w.strip() for r in found for f in ("alias", "weak_alias") for w in values(r).get(f, ()))
    assert not {"GB", "Great Britain"} & {w for r in found for w in values(r).get("country", ())}


def the_reason_is_on_the_sanction(found, lists):
    assert lists <= {r.list_id for r in found if r.all("reason")}
    assert len({(r.name, r.list_id) for r in found}) > len({r.name for r in found})


OWN_CASES = {
    "1 UK CSV is a product": ("world/uk.csv", rows_of_a_product_are_one_party, ()),
    "2 UK reasons may be empty": ("world/uk.xml", an_empty_reason_is_none, ("Pelican", "Exampla")),
    "3 UK names and measures": ("world/uk.xml", the_surname_comes_last, ("Kalman", "Ada Berta KALMAN")),
    "4 UK dates": ("world/uk.xml", a_part_of_a_date_is_no_day, ("Kalman", "dd/mm/1945", [])),
    "5 OFSI rows": ("world/ofsi.csv", a_reason_is_cut_out_of_what_is_packed, (2,)),
    "6 EU": ("world/eu.xml", the_eu_gives_no_reason_and_its_act_is_the_last_one,
             ("Exampla", [("added", "2022-03-02")], {"The Lens Office"})),
    "6 EU as CSV": ("world/eu.csv", the_eu_gives_no_reason_and_its_act_is_the_last_one,
                    ("Exampla", [("added", "2022-03-02")], {"The Lens Office"})),
    "8 Treasury's advanced XML": ("sdn_advanced.xml", a_listing_has_a_date, (1,)),
    "9 Treasury's comments": ("ofac/sdn.csv", remarks_join_in_the_middle_of_a_word, ("Gender Male",)),
    "10 Canada, old names": ("world/canada_old.xml", canada_names_a_regulation_not_a_country, (3, {"Lens Office", "Exampla Works, Ltd."})),
    "10 Canada, new names": ("world/canada.xml", canada_names_a_regulation_not_a_country, (3, {"Lens Office", "Exampla Works, Ltd."})),
    "11 Switzerland": ("world/seco.xml", a_delisted_target_is_not_in_force, ("Kalman", "2023-12-20", 2)),
    "13 UN": ("world/un.xml", un_aliases_may_be_empty_and_comments_are_no_reasons, (2,)),
    "15 FollowTheMoney": ("world/entities.ftm.json", the_reason_is_on_the_sanction, ({"uk-sanctions-list"},)),
}  # fmt: skip
"""Point, invented file, what holds, with what. Point 12 (Australia) needs a spreadsheet: test_world_lists; 16, the list that is closed and
still served: there, too."""


@pytest.mark.parametrize("case", OWN_CASES)
def test_on_invented_files(case):
    name, holds, with_what = OWN_CASES[case]
    holds(records(OWN / name), *with_what)


REAL_CASES = {
    "1": ("uk-fcdo/UK-Sanctions-List.csv", rows_of_a_product_are_one_party, ()),
    "1 in XML": ("uk-fcdo/uk-sanctions-list.xml", each_value_once, ()),
    "2": ("uk-fcdo/uk-sanctions-list.xml", an_empty_reason_is_none, ("DPR0075", "GUB0009")),
    "3": ("uk-fcdo/uk-sanctions-list.xml", the_surname_comes_last, ("GUB0009", "Antonio Injai")),
    "4": ("uk-fcdo/uk-sanctions-list.xml", a_part_of_a_date_is_no_day, ("GUB0009", "20/01/1955", [("added", "2020-12-31")])),
    "5": ("uk-ofsi/InvBan.csv", a_reason_is_cut_out_of_what_is_packed, (11,)),
    "6": ("eu/fsf.xml", the_eu_gives_no_reason_and_its_act_is_the_last_one, ("EU.3672.18", [("added", "2007-03-29")], set())),
    "6 in CSV": ("eu/EUSanctionsShort.csv", the_eu_gives_no_reason_and_its_act_is_the_last_one, ("EU.27.28", [], set())),
    "10": ("canada/sema.xml", canada_names_a_regulation_not_a_country, (16, set())),
    "11": ("switzerland/ch_sample.xml", a_delisted_target_is_not_in_force, (r"\b5816\b", "2013-12-20", 5)),
    "15": ("opensanctions/zala_entities.ftm.json", the_reason_is_on_the_sanction, ({"entity-list"},)),
}  # fmt: skip


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/world is not there: the real files are not in the repository"
)
@pytest.mark.parametrize("case", REAL_CASES)
def test_on_real_files(case):
    name, holds, with_what = REAL_CASES[case]
    holds(records(CORPUS / name), *with_what)
