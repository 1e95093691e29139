"""The type of thing that a question asks for, and whether a sentence has one."""

import pytest

from assistant.asked import asked_types, has_type
from assistant.question import understand

TYPES = [
    ("How much was the company fined?", ("money",)),
    ("How much does the firm earn from exports?", ("money",)),
    ("What did the airline pay for the parts?", ("money",)),
    ("What share of its sales is abroad?", ("share",)),
    ("How many vessels were named?", ("number",)),
    ("When was it added?", ("date",)),
    ("When may a party be taken off?", ()),
    ("How long does the denial last?", ("duration",)),
    ("How long is the list?", ()),
    ("Who signed the order?", ("person",)),
    ("Which senator wrote the letter, by name?", ("person", "names")),
    ("What are the names of the two?", ("names",)),
    ("Who bought the unit?", ("actor",)),
    ("In which court was the suit filed?", ("named",)),
    ("Which brands does the group own?", ("named",)),
    ("What had the nine companies done?", ()),
    ("Where is the firm based?", ("place",)),
    ("Where does the ministry stand on this?", ()),
    ("Which country was left out?", ("country",)),
    ("Under which executive order was it designated?", ("order",)),
    ("Under what law was it sanctioned?", ("law",)),
    ("What does the law presume?", ()),
    ("Which section sets the policy?", ("section",)),
    ("Why was it listed?", ()),
]

HAS = [
    ("How much was the company fined?", "It paid a penalty of $12 million.", True),
    ("How much was the company fined?", "It was fined in 2019 with three others.", False),
    ("How many vessels were named?", "The action named 157 fishing vessels.", True),
    ("How many vessels were named?", "The vessels were named on May 4, 2021.", False),
    ("How many engines did it carry?", "It made eleven voyages that carried engines.", False),
    ("How many of the 40 entries are new?", "There are 40 entries in all.", False),
    ("How many fall under Brazil?", "They are under Brazil (4) and Chile (2).", True),
    ("How many shipments were tomatoes?", "Officers stopped shipments worth $3 billion.", False),
    ("When was it added?", "It was added on 3 March 2020.", True),
    ("When was it added?", "It was added with eleven others.", False),
    ("Who signed the order?", "Deputy Secretary Anna Whitfield signed the order.", True),
    ("Who signed the order?", "The order was signed and sent.", False),
    ("In which court was the suit filed?", "The suit was filed in the Court of International Trade.", True),
    ("In which court was the suit filed?", "The firm denied it and said that it would sue.", False),
    ("Which country was left out?", "The rule leaves out South Korea.", True),
    ("Which country was left out?", "The Department of Commerce left it out.", False),
    ("Under which executive order was it designated?", "It was designated pursuant to E.O. 13382.", True),
    ("Under which executive order was it designated?", "It was put on the Entity List.", False),
    ("Which section sets the policy?", "The policy is set in § 744.11(b).", True),
    ("Why was it listed?", "Nothing at all.", True),
]


@pytest.mark.parametrize(("text", "types"), TYPES)
def test_types(text: str, types: tuple[str, ...]) -> None:
    assert asked_types(text) == types


@pytest.mark.parametrize(("question", "text", "has"), HAS)
def test_has_type(question: str, text: str, has: bool) -> None:
    assert has_type(understand(question), (), text) is has
