"""Follow-ups: what a question takes over from the turns before it, and what it does not."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answer import Answer
from assistant.conversation import Conversation, asks_again, read
from assistant.question.understand import Question

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "followups.yaml").read_text(encoding="utf-8"))


def last(turns: list[str]) -> Question:
    """The last of several turns as understood."""
    talk = Conversation()
    for text in turns:
        question = read(text, talk)
        talk = talk.after(
            question,
            Answer(question=text, understood=question.text, kind=question.kind, answered=True, text=""),
        )
    return question


@pytest.mark.parametrize("case", CASES, ids=[" / ".join(case["turns"]) for case in CASES])
def test_follow_up(case: dict[str, Any]) -> None:
    question = last(case["turns"])
    found = {
        "kind": question.kind,
        "names": list(question.names),
        "lists": list(question.lists),
        "agencies": list(question.agencies),
        "when": [str(when) for when in question.when],
    }
    wanted = {key: value for key, value in case.items() if key != "turns"}
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("are you sure?", True),
        ("Really?", True),
        ("is that right?", True),
        ("show me the evidence", True),
        ("How do you know that?", True),
        ("source?", True),
        ("Why was Inspur listed?", False),
        ("Is it sure that Inspur was added to the Entity List in March 2023 by Commerce?", False),
        ("and when?", False),
    ],
)
def test_asking_for_the_evidence_again(text: str, again: bool) -> None:
    assert asks_again(text) is again


def test_a_conversation_is_not_changed_by_what_comes_after() -> None:
    start = Conversation()
    question = read("Why was Inspur listed?", start)
    answer = Answer(question="", understood="", kind="reason", answered=True, text="")
    one = start.after(question, answer)
    two = one.after(read("when?", one), answer)
    assert (len(start.turns), len(one.turns), len(two.turns)) == (0, 1, 2)
    assert start.last is None and one.last is not None and one.last.question.names == ("Inspur",)
