"""The last check before an answer is shown: every quotation is its span, every sentence is cited; and how citations are numbered."""

import pytest

from assistant.answer import Answer, Sentence
from assistant.question.understand import understand
from assistant.say import compose
from assistant.say.compose import Uncited, check, marked, number
from assistant.say.parts import Evidence, Findings, Part
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.index_files import write

QUOTE = "supplied radar parts"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("compose")
    add([write(folder)], folder / "index", encoder=HashEncoder())
    return Index.open(folder / "index", HashEncoder())


def evidence(index: Index, quote: str) -> Evidence:
    for info in index.documents():
        document = index.document(info.id)
        start = document.text.find(quote)
        if start >= 0:
            passage = next(p for p in index.passages(info.id) if p.start <= start < p.end)
            return Evidence(document, start, start + len(quote), passage.id, passage.start, passage.end)
    raise AssertionError(quote)


@pytest.fixture
def answer(index: Index) -> Answer:
    part = Part("It had supplied parts.", (evidence(index, QUOTE),))
    return compose.answer(index, understand("Why was Acme Circuits listed?"), "why acme?", Findings((part,)))


def test_an_answer_with_its_citation(index: Index, answer: Answer) -> None:
    assert answer.text == "It had supplied parts. [1]"
    assert answer.question == "why acme?" and answer.understood == "Why was Acme Circuits listed?"
    assert [c.quote for c in answer.citations] == [QUOTE] and answer.generation == index.generation
    assert check(index, answer) is answer


@pytest.mark.parametrize(
    "change", [{"quote": "supplied radar part"}, {"start": 0}, {"end": 5}, {"quote": QUOTE.upper()}]
)
def test_a_quotation_that_is_not_its_span_is_never_shown(
    index: Index, answer: Answer, change: dict[str, object]
) -> None:
    wrong = answer.model_copy(update={"citations": (answer.citations[0].model_copy(update=change),)})
    with pytest.raises(Uncited, match="not its span"):
        check(index, wrong)


def test_a_sentence_without_citation_is_never_shown(index: Index, answer: Answer) -> None:
    wrong = answer.model_copy(update={"sentences": (*answer.sentences, Sentence(text="It was bad.", citations=()))})
    with pytest.raises(Uncited, match="without citation: 'It was bad"):
        check(index, wrong)
    assert check(index, wrong.model_copy(update={"answered": False}))


def test_a_citation_that_does_not_exist_is_never_shown(index: Index, answer: Answer) -> None:
    wrong = answer.model_copy(update={"sentences": (Sentence(text="It was bad.", citations=(1, 2)),)})
    with pytest.raises(Uncited, match="does not exist"):
        check(index, wrong)


def test_what_was_found_without_evidence_is_not_said(index: Index) -> None:
    with pytest.raises(Uncited):
        compose.answer(index, understand("Why?"), "why?", Findings((Part("Because.", ()),)))


def test_the_same_span_keeps_its_number(index: Index) -> None:
    one, two = evidence(index, QUOTE), evidence(index, "carrying crude oil")
    sentences, citations = number(index, [Part("A.", (one,)), Part("B.", (two, one)), Part("C.", (one, one))])
    assert [s.citations for s in sentences] == [(1,), (2, 1), (1,)]
    assert [c.number for c in citations] == [1, 2]
    assert marked(sentences) == "A. [1] B. [2] [1] C. [1]"
