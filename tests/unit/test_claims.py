"""No answer says of a party and a list a thing and its contrary: the check over claims, and questions made over the
sample lists."""

import datetime
import itertools
import random
import re
from pathlib import Path

import pytest

from assistant.answer import Answer, Claim
from assistant.ask import ask
from assistant.question.understand import understand
from assistant.say.claims import UNDECIDED, Contradiction, consistent, contradiction
from assistant.say.parts import Findings, Part
from index.build import add
from index.search import Index
from sources.fence import STRICT
from sources.lists import LISTS, list_info
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 28)
FILES = (
    "ecfr_part-744_2026-01-15.xml",
    "ofac",
    "uflpa_2026-02-02.html",
    "dpl_2024-05-06.txt",
    "csl_2025.csv",
    "world/un.xml",
    "world/uk.csv",
)
MAY, JUNE = datetime.date(2024, 5, 6), datetime.date(2024, 6, 6)


def claim(name: str, holds: str, on: str = "entity-list", as_of: datetime.date | None = None) -> Claim:
    return Claim(names=(name,), list=on, holds=holds, as_of=as_of)  # type: ignore[arg-type]


PAIRS = [
    (claim("Exampla Optics", "yes"), claim("Exampla Optics", "no"), True),
    (claim("Exampla Optics", "over"), claim("EXAMPLA  OPTICS", "no"), True),
    (claim("Exampla Optics", "over"), claim("Exampla Optics", "yes"), True),
    (claim("Éxampla Optics", "yes"), claim("Exampla Optics", "no"), True),
    (claim("Exampla Optics", "yes"), claim("Exampla Optics", "yes"), False),
    (claim("Exampla Optics", "yes"), claim("Exampla Valves", "no"), False),
    (claim("Exampla Optics", "yes"), claim("Exampla Optics", "no", "sdn"), False),
    (claim("Exampla Optics", "yes", as_of=MAY), claim("Exampla Optics", "no", as_of=JUNE), False),
    (claim("Exampla Optics", "yes", as_of=MAY), claim("Exampla Optics", "no"), True),
]


@pytest.mark.parametrize(("one", "other", "clash"), PAIRS)
def test_claims_that_cannot_both_be_so(one: Claim, other: Claim, clash: bool) -> None:
    assert (contradiction([one, other]) is not None) is clash
    assert (contradiction([other, one]) is not None) is clash


def test_such_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Part("Exampla Optics is on the Entity List.", (), (claim("Exampla Optics", "yes"),))
    lead = "No source here shows Exampla Optics on the Entity List."
    found = Findings((said,), answered=False, lead=lead, claims=(claim("Exampla Optics", "no"),))
    question = understand("Is Exampla Optics on the Entity List?")
    with pytest.raises(Contradiction):
        consistent(found, question)
    monkeypatch.delenv(STRICT)
    shown = consistent(found, question)
    assert shown.lead == UNDECIDED and not shown.answered and [p.text for p in shown.parts] == [said.text]
    assert consistent(Findings((said,)), question).parts == (said,)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("claims") / "index"
    assert not add([ROOT / "fixtures" / "lists" / name for name in FILES], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


TEMPLATES = (
    "Is {name} on the {of}?",
    "Is {name} on the {other}?",
    "Is {name} still on the {of} in {place}?",
    "Is {name} on the {of} under {place}?",
    "Is {name} on the {agency}'s {of}?",
    "Is {name} on a list of the {agency}?",
    "Is {name} on a sanctions list?",
    "Is {name} on a UK list?",
    "Was {name} added to the {of} in {year}?",
    "Was {name} added to the {other} in {year}?",
    "Is {name} on the {of} or on the {other}?",
    "Is {name} or {second} on the {of}?",
    "Is {name} on the {of} and why?",
    "Which lists is {name} on, and is it on the {other}?",
    "Was {name} removed from the {of}?",
)
AGENCIES = ("Department of Commerce", "Treasury Department", "State Department", "Department of Homeland Security")
PLACES = ("China", "Russia", "Syria", "France")
QUICK, LONG = 90, 3000


def questions(index: Index, many: int) -> list[str]:
    """Questions on the names and aliases of all records, each kind in turn, always the same ones."""
    chance = random.Random(744)
    rows = [r for info in index.documents() if info.records for r in index.records_of(info.id)]
    made = []
    for template in itertools.islice(itertools.cycle(TEMPLATES), many):
        row = chance.choice(rows)
        names = [row.name, *(f.value for f in row.all("alias"))]
        made.append(
            template.format(
                name=chance.choice(names), second=chance.choice(rows).name, of=list_info(row.list_id).name,
                other=chance.choice(LISTS).name, place=chance.choice(PLACES), agency=chance.choice(AGENCIES), year=chance.randint(2015, 2026),
            )
        )  # fmt: skip
    return made


def against_itself(answer: Answer) -> list[str]:
    """Lists of which the text of an answer says that no source shows the name there, and that the name is there; read
    from the text,
    not from the claims."""
    lead, _, rest = answer.text.partition(". ")
    wrong = [
        info.name
        for info in LISTS
        if lead.endswith(f"the {info.name}") and f"is on the {info.name}" in rest and lead.startswith("No source")
    ]
    denied = re.findall(r"No source here shows (.+?) on the ", answer.text)
    if answer.text.startswith("Yes") and any(name.casefold() in lead.casefold() for name in denied):
        wrong.append("yes and no")
    return wrong


def _all_agree(index: Index, many: int) -> None:
    wrong, denied, stated = [], 0, 0
    for text in questions(index, many):
        answer = ask(index, text, today=TODAY)
        denied += answer.text.startswith("No source here shows")
        stated += any(c.holds != "no" for c in answer.claims)
        clash = contradiction(answer.claims)
        if clash or against_itself(answer):
            wrong.append(f"{text} -> {answer.text}")
    assert not wrong, "\n".join(wrong)
    assert denied > many // 30 and stated > many // 6, "the questions do not reach what they are made for"


def test_no_answer_contradicts_itself(index: Index) -> None:
    _all_agree(index, QUICK)


@pytest.mark.long
def test_no_answer_contradicts_itself_on_many_questions(index: Index) -> None:
    _all_agree(index, LONG)


def test_a_list_of_another_agency_or_country_is_not_denied(index: Index) -> None:
    """The premise is put right; that the party is not on the list it is on is never said."""
    kept = ask(index, "Is Beryl Optics on the Treasury Department's Entity List?", today=TODAY)
    assert "No source here shows Beryl Optics on the Entity List" not in kept.text
    there = ask(index, "Is Beryl Optics on the Entity List in France?", today=TODAY)
    assert "No source here shows Beryl Optics on the Entity List." not in there.text
