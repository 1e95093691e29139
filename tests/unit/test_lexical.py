"""Words: one analyser, BM25, exact deletes."""

import math
from pathlib import Path

import pytest

from index import lexical
from index.lexical import LexicalIndex, Words, stems

CASES = [
    ("Companies were listed", ["compani", "were", "list"]),
    ("Zürich's élan", ["zurich", "s", "elan"]),
    ("§ 744.11", ["744", "11"]),
    ("北京 BGI", ["北京", "bgi"]),
    ("", []),
    ("… — !", []),
    ("e\u0301tude ﬁne", ["e", "tude", "fine"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_stems(text: str, wanted: list[str]) -> None:
    assert [stem for stem, _, _ in stems(text)] == wanted


def test_stems_say_where_they_stand() -> None:
    text = "😀 “Huawei’s” 34 affiliates, naïvely"
    assert [text[start:end] for _, start, end in stems(text)] == ["Huawei", "s", "34", "affiliates", "naïvely"]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex.create(tmp_path / "words")
    made.change(
        [
            Words(1, 1, "", "The agency added a company to the list."),
            Words(2, 1, "", "A quantum laboratory was added. A quantum computer was bought."),
            Words(3, 2, "Quantum matters", "Nothing else is said here."),
            Words(4, 3, "", "Rain fell."),
        ]
    )
    return made


def test_a_score_is_bm25(index: LexicalIndex) -> None:
    found = dict(index.search("quantum", 10))
    lengths = {1: 8, 2: 10, 3: 7, 4: 2}  # what a passage stands under is part of it
    average = sum(lengths.values()) / 4
    rarity = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))

    def bm25(row: int, times: int) -> float:
        return rarity * times * 2.2 / (times + 1.2 * (1 - 0.75 + 0.75 * lengths[row] / average))

    assert found == {2: pytest.approx(bm25(2, 2), rel=0.01), 3: pytest.approx(bm25(3, 1), rel=0.01)}


def test_scores_of_some_passages(index: LexicalIndex) -> None:
    found = dict(index.search("quantum added", 10))
    assert index.scores("quantum added", [3, 1, 4]) == {1: found[1], 3: found[3]}
    assert index.scores("quantum", []) == index.scores("", [1]) == {}


def test_common_terms_are_left_out_of_searches_in_large_indexes(
    index: LexicalIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = index.search("a quantum list", 10), index.search("quantum list", 10)
    assert [row for row, _ in small[0]] == [1, 2, 3] and small[0] != small[1]
    monkeypatch.setattr(lexical, "MANY", 3)
    monkeypatch.setattr(lexical, "COMMON", 0.4)  # "a" and "quantum" stand in two of four
    assert [row for row, _ in index.search("a quantum list", 10)] == [1]
    assert [row for row, _ in index.search("a quantum", 10)] == [2, 3, 1], "but not if there are no others"
    assert index.scores("a list", [2]) == {}


def test_order_limit_and_other_forms_of_a_word(index: LexicalIndex) -> None:
    assert [row for row, _ in index.search("laboratories ADDED", 10)] == [2, 1]
    assert [row for row, _ in index.search("laboratories ADDED", 1)] == [2]
    assert index.search("nowhere", 10) == index.search("", 10) == index.search("added", 0) == []


@pytest.mark.parametrize(
    "query", ["quantum AND (", 'body:"rain', "rain OR OR", '+-&&||!(){}[]^"~*?:\\/', "a" * 5000, "\x00 rain"]
)
def test_nothing_in_a_query_is_an_operator(index: LexicalIndex, query: str) -> None:
    rows = {row for row, _ in index.search(query, 10)}
    terms = {stem for stem, _, _ in stems(query)}
    assert (4 in rows) == ("rain" in terms)


def test_search_in_some_documents(index: LexicalIndex) -> None:
    everywhere = dict(index.search("quantum added", 10))
    within = dict(index.search("quantum added", 10, [2, 3]))
    assert within == {3: everywhere[3]}
    assert index.search("quantum", 10, []) == []


def test_taken_away_and_opened_again(index: LexicalIndex, tmp_path: Path) -> None:
    index.change([Words(5, 4, "", "A quantum of rain.")], [2, 4])
    opened = LexicalIndex.open(tmp_path / "words")
    for each in (index, opened):
        assert each.rows() == [1, 3, 5]
        assert each.passages == 3
        assert {row for row, _ in each.search("quantum rain laboratory", 10)} == {3, 5}


def test_equal_passages_come_by_row(tmp_path: Path) -> None:
    index = LexicalIndex.create(tmp_path / "words")
    for part in range(5):  # several segments
        index.change(Words(row, row, "", "the same words") for row in range(part * 10, part * 10 + 10))
    assert [row for row, _ in index.search("same", 50)] == list(range(50))
    assert index.frequency("same") == 50


def test_rows_of_many(tmp_path: Path) -> None:
    index = LexicalIndex.create(tmp_path / "words")
    assert index.rows() == []
    index.change(Words(row, 1, "", f"word{row}") for row in range(3000))
    assert index.rows() == list(range(3000))
