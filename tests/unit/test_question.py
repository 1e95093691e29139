"""What a question is taken to ask for: kinds, times, actions, names, and what is refused."""

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.understand import LONGEST, When, fold_question, times, understand
from sources.errors import QuestionError
from sources.reading.statements import Mention

KINDS = yaml.safe_load((Path(__file__).parents[1] / "golden" / "kinds.yaml").read_text(encoding="utf-8"))
CASES = [(kind, question) for kind, questions in KINDS.items() for question in questions]


def test_the_table_is_large_and_has_every_question_once() -> None:
    assert len(CASES) >= 80 and len({question for _, question in CASES}) == len(CASES)


@pytest.mark.parametrize(("kind", "question"), CASES, ids=[question for _, question in CASES])
def test_kind(kind: str, question: str) -> None:
    assert understand(question).kind == kind


@pytest.mark.parametrize("question", ["Why was Inspur listed?", "When was Huawei listed?", "Which list is DJI on?"])
def test_the_kind_does_not_hang_on_the_way_of_writing(question: str) -> None:
    kind = understand(question).kind
    for written in (question.lower(), question.rstrip("?"), question.upper(), f"  {question}  ", f"And {question[0].lower()}{question[1:]}"):  # fmt: skip
        assert understand(written).kind == kind, written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What was listed on 2 March 2023?", [When(2023, 3, 2)]),
        ("What was listed on March 2, 2023?", [When(2023, 3, 2)]),
        ("on 2023-03-02", [When(2023, 3, 2)]),
        ("since March 2026", [When(2026, 3, None)]),
        ("in 2020", [When(2020, None, None)]),
        ("on Dec. 16", [When(None, 12, 16)]),
        ("What may Inspur still buy?", []),
        ("between May 2019 and August 2020", [When(2019, 5, None), When(2020, 8, None)]),
        ("the 2,019 companies", []),
        ("§ 2019", []),
        ("37 entities", []),
    ],
)
def test_times(text: str, found: list[When]) -> None:
    assert list(times(text)) == found


def test_a_time_admits_what_lies_in_it() -> None:
    assert When(2023, 3, None).admits(datetime.date(2023, 3, 31))
    assert not When(2023, 3, None).admits(datetime.date(2023, 4, 1))
    assert When(None, 12, 16).admits(datetime.date(1999, 12, 16))
    assert not When(2021, 12, 16).admits(datetime.date(2021, 12, 17))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Why was Inspur added to the Entity List?", "added"),
        ("Why was Inspur blacklisted?", "added"),
        ("When was Nanyang sanctioned by Treasury?", "added"),
        ("When was Wuxi Biologics taken off the list?", "removed"),
        ("Why was the university delisted?", "removed"),
        ("When did the ERC take Exampla Cloud Technology off the Entity List?", "removed"),
        ("has BIS taken Exampla off its list", "removed"),
        ("why did commerce drop exampla optics from the unverified list", "removed"),
        ("Who struck Exampla off the EU's sanctions list?", "removed"),
        ("Did Exampla take parts from the United States before it was listed?", "added"),
        ("Why was Exampla listed for taking chips from the lab?", "added"),
        ("When was the entry for Huawei last modified?", "changed"),
        ("Who was indicted?", "charged"),
        ("Why was ZTE fined?", "fined"),
        ("Who is Gina Raimondo?", None),
    ],
)
def test_action(text: str, action: str | None) -> None:
    assert understand(text).action == action


@pytest.mark.parametrize(
    ("text", "names", "agencies", "lists"),
    [
        ("Why was Inspur added to the Entity List?", ["Inspur"], [], ["entity-list"]),
        ("Did the Treasury Department sanction Phytium?", ["Phytium"], ["treasury"], []),
        ("What are BGI's units?", ["BGI"], [], []),
        ("Is DJI on the Military End-User List?", ["DJI"], [], ["meu-list"]),
        ("How many companies were added in March 2023?", [], [], []),
    ],
)
def test_names_agencies_and_lists(text: str, names: list[str], agencies: list[str], lists: list[str]) -> None:
    question = understand(text)
    assert list(question.names) == names
    assert list(question.agencies) == agencies
    assert list(question.lists) == lists


@pytest.mark.parametrize("text", ["", "   ", "?", "…!", "\n\t"])
def test_an_empty_question_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(QuestionError, match="empty") as problem:
        understand(text)
    assert "\n" not in str(problem.value)


def test_a_question_that_is_too_long_is_refused_with_its_length() -> None:
    understand("why " * (LONGEST // 4 - 1))
    with pytest.raises(QuestionError, match=r"10,000 characters"):
        understand("x" * 10_000)


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        question = understand(text)
    except QuestionError:
        return
    assert question.text == fold_question(text)
    for mention in question.mentions:
        assert 0 <= mention.start < mention.end <= len(question.text)


def test_what_a_company_is_called_is_not_what_was_done_to_it():
    text = "Which agency put Institute of Optics, Fine Mechanics, and Physics on the Entity List?"
    name = "Institute of Optics, Fine Mechanics, and Physics"
    at = text.index(name)
    assert understand(text, [Mention(start=at, end=at + len(name), value=name)]).action == "added"


@pytest.mark.parametrize(
    ("written", "list_id"),
    [
        ("Is Example Optics on the EL?", "entity-list"),
        ("is example optics on the UVL", "unverified-list"),
        ("Is Example Optics on the DPL?", "denied-persons"),
        ("Is Example Optics on the MEU List?", "meu-list"),
        ("Is Example Optics under the UFLPA?", "uflpa"),
        ("Is Example Optics on the SDN?", "sdn"),
        ("Is Example Optics on the UFLPA Entity List?", "uflpa"),
    ],
)
def test_the_initials_of_a_list_are_the_list(written, list_id):
    assert understand(written).lists == (list_id,)
