"""A sentence that denies a listing, weighs it or asks for it does not answer why, when, by whom or on which list."""

from pathlib import Path

import pytest

from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

SAID = [
    "The Commerce Department did not add Dummy Air to the Entity List on May 3, 2021, because it had supplied a navy.",
    "The Commerce Department declined to add Dummy Air to the Entity List on May 3, 2021, because it had supplied a navy.",
    "The Commerce Department may add Dummy Air to the Entity List in May 2021, because it had supplied a navy.",
    "Lawmakers urged the Commerce Department to add Dummy Air to the Entity List on May 3, 2021, because it had supplied a navy.",
    "The Commerce Department would add Dummy Air to the Entity List if it supplied a navy.",
    "Dummy Air could be added to the Entity List in May 2021, because it had supplied a navy.",
    "Reports of May 3, 2021, that Dummy Air was added to the Entity List because it had supplied a navy are false.",
]
ASKED = (
    "When was Dummy Air added to the Entity List?",
    "Why was Dummy Air added to the Entity List?",
    "Who added Dummy Air to the Entity List?",
    "Which list is Dummy Air on?",
)


@pytest.mark.parametrize("words", SAID)
def test_it_tells_of_no_listing(words: str, tmp_path: Path) -> None:
    head = "---\ntitle: Memo on Dummy Air\ndate: 2021-05-04\npublisher: The Example\n---\n"
    (tmp_path / "memo.md").write_text(f"{head}{words}\n", encoding="utf-8")
    assert not add([tmp_path / "memo.md"], tmp_path / "index", encoder=HashEncoder()).refused
    index = Index.open(tmp_path / "index", HashEncoder())
    answers = [ask(index, question) for question in ASKED]
    assert [a.text for a in answers if a.answered and not a.text.startswith("No")] == []
    assert not any(a.text.startswith("Yes") for a in (*answers, ask(index, "Is Dummy Air on the Entity List?")))


OTHERS = [
    "Quorble Jets, which bought engines from Dummy Air, was added to the Entity List on May 3, 2021, because it had supplied a navy.",
    "The Commerce Department added Quorble Jets, a customer of Dummy Air, to the Entity List on May 3, 2021, for supplying a navy.",
    "Dummy Air's supplier Quorble Jets was added to the Entity List on May 3, 2021, because it had supplied a navy.",
    "Unlike Dummy Air, Quorble Jets was added to the Entity List on May 3, 2021, because it had supplied a navy.",
    "After Quorble Jets was added to the Entity List on May 3, 2021, for supplying a navy, Dummy Air lost its biggest customer.",
    "Dummy Air's parent, Quorble Group, was added to the Entity List on May 3, 2021, because it had supplied a navy.",
]


@pytest.mark.parametrize("words", OTHERS)
def test_who_is_spoken_of_beside_a_listing_is_not_listed(words: str, tmp_path: Path) -> None:
    (tmp_path / "memo.md").write_text(
        f"---\ntitle: Memo of the week\ndate: 2021-05-04\npublisher: The Example\n---\n{words}\n", "utf-8"
    )
    assert not add([tmp_path / "memo.md"], tmp_path / "index", encoder=HashEncoder()).refused
    index = Index.open(tmp_path / "index", HashEncoder())
    answers = [
        ask(index, question)
        for question in (*ASKED, "Was Dummy Air added to the Entity List?", "Is Dummy Air sanctioned?")
    ]
    assert [a.text for a in answers if a.answered and not a.text.startswith("No")] == []


def test_it_after_two_names_is_neither(tmp_path: Path) -> None:
    words = "Dummy Air sold its stake in Quorble Jets before the Commerce Department added it to the Entity List on May 3, 2021."
    (tmp_path / "memo.md").write_text(f"---\ntitle: Memo of the week\ndate: 2021-05-04\n---\n{words}\n", "utf-8")
    add([tmp_path / "memo.md"], tmp_path / "index", encoder=HashEncoder())
    index = Index.open(tmp_path / "index", HashEncoder())
    assert not ask(index, "Was Dummy Air added to the Entity List?").text.startswith("Yes")


def test_the_deed_of_one_authority_is_not_anothers(tmp_path: Path) -> None:
    words = (
        "BRUSSELS — The European Union on Tuesday froze the assets of Dummy Tollways, saying it had financed roads for troops. "
        "Britain is weighing a similar step, a spokeswoman said, but has not decided."
    )
    (tmp_path / "memo.md").write_text(
        f"---\ntitle: Memo of the week\ndate: 2021-05-05\npublisher: The Example\n---\n{words}\n", "utf-8"
    )
    add([tmp_path / "memo.md"], tmp_path / "index", encoder=HashEncoder())
    index = Index.open(tmp_path / "index", HashEncoder())
    theirs = [ask(index, f"{begins} the EU sanction Dummy Tollways?") for begins in ("Did", "Why did", "When did")]
    assert all(a.answered for a in theirs) and theirs[0].text.startswith("Yes") and "4 May 2021" in theirs[2].text
    for begins in (
        "Has Britain sanctioned",
        "Why did Britain sanction",
        "When did the UK sanction",
        "Did Switzerland sanction",
    ):
        answer = ask(index, f"{begins} Dummy Tollways?")
        assert not answer.answered or "Britain is weighing" in answer.text, answer.text
        assert not answer.text.startswith("Yes") and "froze" not in answer.text.split(": “")[0]
