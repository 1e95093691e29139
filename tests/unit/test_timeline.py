"""Who is meant by a name, and how countries are written; the events themselves are tested on real indexes in test_commands."""

import pytest

from assistant.timeline.entity import choose, entity
from index.build import add
from index.names import NameMatch
from index.search import Index
from sources.territories import country_title
from tests.hash_encoder import HashEncoder


def match(name, score, records=(), documents=(), how="alias"):
    return NameMatch(name=name, matched=name, how=how, score=score, records=tuple(records), documents=tuple(documents))


LISTED = match("Northwind Group Co., Ltd.", 0.95, ["r1"], ["d1"])
PROSE = match("Northwind", 1.0, [], ["d1", "d2"], "exact")
OTHER = match("Norwegian Wind Institute", 0.99, ["r2"])
PART = match("Northwind Research", 0.8, ["r3"], ["d2"], "part")
FAR = match("Northern Winding", 0.4, ["r4"])

CASES = {
    # asked, matches, exact -> chosen, offered
    "its own listed name": ("northwind group co., ltd.", [LISTED, PART], False, [LISTED], []),
    "a listed alias": ("Northwind", [LISTED, PART, FAR], False, [LISTED], []),
    "two that fit equally": ("NW", [OTHER, match("Netherworld", 0.98, ["r5"])], False, [], 2),
    "a short name of prose, one fuller listed one": ("Northwind", [PROSE, LISTED, PART], False, [LISTED, PROSE], []),
    "a short name of prose, another body listed": ("Northwind", [PROSE, OTHER, PART], False, [], 3),
    "only part of a listed name": ("Northwind", [PROSE, PART], False, [PART, PROSE], []),
    "prose alone": ("Northwind", [PROSE], False, [PROSE], []),
    "chosen by name": ("Northwind", [PROSE, OTHER, PART], True, [PROSE], []),
    "nothing like it": ("Northwind", [FAR], False, [], []),
    "nothing at all": ("Northwind", [], False, [], []),
}


@pytest.mark.parametrize("case", CASES)
def test_choose(case):
    asked, matches, exact, chosen, offered = CASES[case]
    found, candidates = choose(asked, matches, exact)
    assert found == chosen
    assert len(candidates) == offered if isinstance(offered, int) else candidates == offered


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("CHINA, PEOPLE'S REPUBLIC OF", "China"),
        ("China", "China"),
        ("UNITED ARAB EMIRATES", "United Arab Emirates"),
        ("CRIMEA REGION OF UKRAINE", "Crimea Region of Ukraine"),
        ("UAE", "UAE"),
        ("IR", "Iran"),
        ("Korea, North", "North Korea"),
        ("CONGO, DEMOCRATIC REPUBLIC OF THE", "Democratic Republic of the Congo"),
        ("TÜRKIYE", "Türkiye"),
    ],
)
def test_country_title(written, name):
    assert country_title(written) == name


REPORT = """Northwind Lantern Works is listed

WASHINGTON, May 4, 2021 - The Commerce Department on Tuesday added Northwind Lantern Works to the Entity List for supplying a navy.

Northwind Lantern Works denied the claims. "We sell lamps and nothing else," Northwind Lantern Works said in a statement.

In March 2022, the Treasury Department imposed sanctions on Northwind Lantern Works.
"""


def test_what_documents_say_is_in_the_timeline(tmp_path):
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    place = tmp_path / "index"
    add([tmp_path / "report.txt"], place, encoder=HashEncoder())
    index = Index.open(place, HashEncoder())
    found = [(e.what, e.when) for e in entity(index, "Northwind Lantern Works").events]
    assert ("added", "2021-05-04") in found and ("added", "2022-03") in found, found
    assert {what for what, _ in found} >= {"added", "denied", "said"}, found
    text = index.document(index.documents()[0].id).text
    assert all(text[e.start : e.end] == e.quote for e in entity(index, "Northwind Lantern Works").events)
