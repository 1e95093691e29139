"""Tiles of real documents: every sentence in just one of them, each piece where it says."""

from pathlib import Path

import pytest

from assistant.ask import named
from assistant.conversation import Conversation, read
from assistant.reader.pieces import (
    ASKED,
    PARTY,
    SAID,
    SENTENCE,
    TILE,
    TURN,
    pieces,
    question_tokens,
    split_tiles,
)
from assistant.reader.tiles import marked, read_question, tiles
from index.encoder import word_pieces
from index.search import Index


@pytest.fixture(scope="module")
def index(samples_folder: Path) -> Index:
    return Index.open(samples_folder)


def test_every_sentence_is_in_just_one_tile(index: Index) -> None:
    with index.reading():
        for info in index.documents():
            cut = tiles(index, index.document(info.id))
            assert [n for t in cut for n in range(t.first, t.last)] == list(range(len(index.sentences(info.id))))
            for tile in cut:
                assert len(tile.tokens.sentences) == tile.last - tile.first
                held = sum(end - start for start, end in tile.tokens.sentences)
                assert held <= TILE or tile.last - tile.first == 1
                assert all(end - start <= SENTENCE for start, end in tile.tokens.sentences)


def test_a_piece_stands_where_it_says(index: Index) -> None:
    with index.reading():
        document = index.document(index.documents()[0].id)
        for tile in tiles(index, document):
            for number, role, at in zip(tile.tokens.ids, tile.tokens.roles, tile.places, strict=True):
                if role == SAID:
                    assert at is not None
                    word = word_pieces().id_to_token(number).removeprefix("##")
                    assert word == "[UNK]" or pieces(document.text[at[0] : at[1]]).tokens[-1].removeprefix(
                        "##"
                    ).startswith(word[:1])


def test_the_names_asked_about_are_marked(index: Index) -> None:
    with index.reading():
        question, targets = named(index, read("Why was Inspur added to the Entity List?", Conversation()))
        asked = read_question(question.turns, question)
        assert [word_pieces().id_to_token(n) for n, m in zip(asked.ids, asked.marks, strict=True) if m == PARTY]
        document = next(index.document(i.id) for i in index.documents() if "inspur-bgi-notice" in i.path)
        said = {
            document.text[at[0] : at[1]].lower()
            for tile in tiles(index, document)
            for at, mark in zip(tile.places, marked(tile, document, targets).marks, strict=True)
            if mark == PARTY and at
        }
        assert said and all(piece in "inspur" for piece in said)


def test_earlier_turns_have_a_role_of_their_own() -> None:
    tokens = question_tokens(["Why was Example Circuits listed?", "and when?"], ["Example Circuits"])
    assert set(tokens.roles) == {ASKED, TURN}
    marked_roles = {r for r, m in zip(tokens.roles, tokens.marks, strict=True) if m}
    assert marked_roles == {TURN}


@pytest.mark.parametrize("count", [0, 1, 7, 40])
def test_split_tiles_covers_all(count: int) -> None:
    texts = ["A sentence of some length that says a little of everything and nothing much." for _ in range(count)]
    assert [n for first, last in split_tiles(texts) for n in range(first, last)] == list(range(count))
