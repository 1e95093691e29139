"""What is answered, and what is declined because no source shares the premise: one index of small documents."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from index.build import add
from index.search import Index

DATA = yaml.safe_load((Path(__file__).parents[1] / "golden" / "premises.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("premises")
    documents = folder / "documents"
    documents.mkdir()
    for name, text in DATA["documents"].items():
        (documents / name).write_text(text, encoding="utf-8")
    summary = add([documents], folder / "index")
    assert summary.new == len(DATA["documents"])
    return Index.open(folder / "index")


@pytest.mark.parametrize("case", DATA["cases"], ids=[case["ask"] for case in DATA["cases"]])
def test_premise(index: Index, case: dict[str, Any]) -> None:
    answer = ask(index, case["ask"])
    text, answered = answer.text, answer.answered
    assert answered is case.get("answered", True), text
    assert [p for p in case.get("say", ()) if not re.search(p, text)] == [], text
    assert [p for p in case.get("never", ()) if re.search(p, text)] == [], text
    assert text.strip()
    if answered:
        assert answer.sentences and all(sentence.citations for sentence in answer.sentences)


def test_declining_names_what_was_looked_for(index: Index) -> None:
    assert "Huawei" in ask(index, "Why was Huawei added to the Entity List?").text


def test_a_denial_of_the_full_name_outweighs_what_is_told_of_its_first_word(tmp_path: Path) -> None:
    """A sister's ground, told of the word that both share, was given to the one that was not listed."""
    report = tmp_path / "report.txt"
    report.write_text(
        "Two traders and a maker of boards\n\nThe Commerce Department on 2 February 2024 added Veldora Avionics of Minsk to the Entity List. "
        "It said Veldora had supplied guidance boards to a maker of attack drones. Veldora's sister company, Veldora Optics, was not listed.\n",
        encoding="utf-8",
    )
    add([report], tmp_path / "index")
    answer = ask(Index.open(tmp_path / "index"), "Why was Veldora Optics listed?")
    assert not answer.answered and "was not listed" in answer.text


def test_a_table_under_the_name_of_a_list_is_not_denied(tmp_path: Path) -> None:
    """What its columns say is not read, but that no source shows its parties on that list is not for us to say."""
    rows = "<tr><th>Entity</th><th>Effective</th><th>Status</th></tr><tr><th colspan=3>Norland</th></tr><tr><td>Veldora Masts</td><td>July 8, 2024</td><td>New</td></tr><tr><td>Veldora Sails</td><td>July 9, 2024</td><td>New</td></tr>"
    page = f"<html><head><title>Release</title></head><body><main><h1>Entity List changes</h1><p>They are told below.</p><table>{rows}</table></main></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    add([tmp_path / "page.html"], tmp_path / "index")
    answer = ask(Index.open(tmp_path / "index"), "When was Veldora Masts added to the Entity List?")
    assert not answer.answered and answer.text.startswith("The sources here speak of Veldora Masts"), answer.text


def test_a_sentence_of_a_document_on_others_is_no_answer(tmp_path: Path) -> None:
    """`These additions take effect on …` of another rule was given for the addition that no rule dates."""
    (tmp_path / "one.txt").write_text(
        "Rule on Veldora\n\nThe committee determined to add Veldora Lathes to the Entity List for acting as a front.\n",
        encoding="utf-8",
    )
    (tmp_path / "two.txt").write_text(
        "Rule on Kilda\n\nThe committee determined to add Kilda Sonar to the Entity List for towing arrays.\n\nThese additions take effect on May 6, 2024.\n",
        encoding="utf-8",
    )
    add([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "index")
    index = Index.open(tmp_path / "index")
    answer = ask(index, "When does the addition of Veldora Lathes take effect?")
    assert not answer.answered and "May 6" not in answer.text and "6 May" not in answer.text, answer.text
    assert "May 6, 2024" in ask(index, "When does the addition of Kilda Sonar take effect?").text
