"""Word pieces with what each is to the question, put together to what the network reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tokenizers import Encoding, Tokenizer

from index.embedded import embedded_file

TILE = 176
"""Word pieces of the sentences of one tile; a longer sentence is one by itself."""
SENTENCE, HEADING, LEAD, QUESTION, EARLIER = 110, 24, 32, 48, 40
"""Word pieces of a sentence, of the document's title and of a heading, of what stands before, of a question, of the turns before it: what
is longer is cut."""

ASKED, TURN, TITLE, BEFORE, SAID = 0, 1, 2, 3, 4
"""Roles: the question, an earlier turn, title and headings, what stands before, the sentences to be judged."""
NOTHING, PARTY = 0, 1
"""Marks: none, a name that is asked about."""

Place = tuple[int, tuple[int, int]]
"""The number of a sentence, -1 for none, and a span in it."""


@dataclass(slots=True)
class Tokens:
    """A text as the network takes it: `ids` are word pieces with [CLS] and [SEP], `roles` and `marks` one number for each,
    `sentences` the ranges of pieces (start, end) to be scored; `states` keeps what the lower layers made of the ids, a tensor
    (pieces, width)."""

    ids: Sequence[int]
    roles: Sequence[int]
    marks: Sequence[int]
    sentences: Sequence[tuple[int, int]] = ()
    states: Any = field(default=None, repr=False, compare=False)


@cache
def tokenizer() -> Tokenizer:
    """The embedded model's word pieces."""
    found = Tokenizer.from_file(str(embedded_file("tokenizer.json")))
    found.no_truncation()
    found.no_padding()
    return found


@cache
def _special() -> tuple[int, int]:
    first, last = (tokenizer().token_to_id(name) for name in ("[CLS]", "[SEP]"))
    assert first is not None and last is not None
    return first, last


def pieces(text: str) -> Encoding:
    """The word pieces of a text, with their places in it, none added."""
    return tokenizer().encode(text, add_special_tokens=False)


class Builder:
    """A sequence of pieces with roles, marks and places, begun with [CLS]."""

    def __init__(self, role: int) -> None:
        self.ids, self.roles = [_special()[0]], [role]
        self.places: list[tuple[int, int] | None] = [None]
        self.sentences: list[tuple[int, int]] = []

    def add(self, pieces: Encoding, role: int, limit: int, offset: int | None = None, last: bool = False) -> None:
        """Append pieces, at most `limit`: the first, or the last ones. `offset` is where their text begins, None for nowhere."""
        cut = slice(-limit, None) if last else slice(limit)
        self.ids += pieces.ids[cut]
        self.roles += [role] * len(pieces.ids[cut])
        self.places += [None if offset is None else (a + offset, b + offset) for a, b in pieces.offsets[cut]]

    def end(self, role: int) -> None:
        """Append [SEP]."""
        self.ids.append(_special()[1])
        self.roles.append(role)
        self.places.append(None)

    def tokens(self, marks: Sequence[int] | None = None) -> Tokens:
        """What was put together."""
        return Tokens(
            tuple(self.ids), tuple(self.roles), tuple(marks or [NOTHING] * len(self.ids)), tuple(self.sentences)
        )


def inside(at: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span meets one of these."""
    return any(a < at[1] and at[0] < b for a, b in spans)


def where(name: str, text: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, whatever the case of its letters."""
    found, low, at = [], text.casefold(), 0
    wanted = name.casefold()
    while wanted and len(low) == len(text) and (at := low.find(wanted, at)) >= 0:
        found.append((at, at + len(wanted)))
        at += len(wanted)
    return found


def question_tokens(turns: Sequence[str], names: Sequence[str]) -> Tokens:
    """A question, with the turns before it, and the names in them marked.

    Args:
        turns: the conversation's questions; the last one is asked.
        names: as they are written in the turns.
    """
    made = Builder(ASKED)
    marks = [NOTHING]
    for text, role, limit in ((" ".join(turns[:-1][-2:]), TURN, EARLIER), (turns[-1], ASKED, QUESTION)):
        if not text:
            continue
        found = pieces(text)
        made.add(found, role, limit, last=role == TURN)
        spans = [span for name in names for span in where(name, text)]
        offsets = found.offsets[-limit:] if role == TURN else found.offsets[:limit]
        marks += [PARTY if inside(at, spans) else NOTHING for at in offsets]
        made.end(role)
        marks.append(NOTHING)
    return made.tokens(marks)


def split_tiles(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Sentences in a row cut into tiles: numbers of the first sentence and of the one behind the last."""
    found: list[tuple[int, int]] = []
    first, held = 0, 0
    for number, text in enumerate(texts):
        length = min(len(pieces(text).ids), SENTENCE)
        if number > first and held + length > TILE:
            found.append((first, number))
            first, held = number, 0
        held += length
    return [*found, (first, len(texts))] if texts else []


def text_tokens(title: str, before: str, sentences: Sequence[str], names: Sequence[str]) -> tuple[Tokens, list[Place]]:
    """A tile of texts that are in no index, the names in it marked; and for each piece the number of its sentence, -1 for none,
    and its place in that."""
    made = Builder(TITLE)
    at: list[Place] = [(-1, (0, 0))]
    marks = [NOTHING]
    parts = [
        (title, TITLE, HEADING, -1),
        (before, BEFORE, LEAD, -1),
        *((s, SAID, SENTENCE, n) for n, s in enumerate(sentences)),
    ]
    for text, role, limit, number in parts:
        begins = len(made.ids)
        if text:
            found = pieces(text)
            made.add(found, role, limit, last=role == BEFORE)
            offsets = found.offsets[-limit:] if role == BEFORE else found.offsets[:limit]
            spans = [span for name in names for span in where(name, text)]
            marks += [PARTY if inside(place, spans) else NOTHING for place in offsets]
            at += [(number, place) for place in offsets]
        if role == SAID:
            made.sentences.append((begins, max(len(made.ids), begins + 1)))
        if role == TITLE:
            made.end(TITLE)
            marks.append(NOTHING)
            at.append((-1, (0, 0)))
    made.end(TITLE)
    return made.tokens([*marks, NOTHING]), [*at, (-1, (0, 0))]
