"""What the reader is given: a question with its conversation, and documents cut into tiles of whole sentences.

A tile is some sentences in a row with their surroundings: the document's title, publisher and date, the heading, the reporter's question
that they answer, the sentence before. It does not depend on the question, so that what the lower layers make of it can be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Encoding

from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.reader.pieces import (
    BEFORE,
    EARLIER,
    HEADING,
    LEAD,
    NOTHING,
    PARTY,
    SAID,
    SENTENCE,
    TILE,
    TITLE,
    Builder,
    Tokens,
    inside,
    pieces,
    question_tokens,
)  # fmt: skip
from assistant.statements.candidates import layout, passage_at, question_before
from index.encoder import word_pieces
from index.search import Index
from sources.document import Document


@dataclass(frozen=True, slots=True)
class Tile:
    """Sentences `first` to `last` (exclusive) of a document. `places` has for each piece its span in the document's text, None
    for those that are repeated from elsewhere; `title` is the text of those, with each piece's span in it in `titled`."""

    document_id: str
    first: int
    last: int
    tokens: Tokens
    places: tuple[tuple[int, int] | None, ...]
    title: str
    titled: tuple[tuple[int, int], ...]


def tiles(index: Index, document: Document) -> tuple[Tile, ...]:
    """A document's sentences, each in exactly one tile, in order. A reporter's question begins a tile, unless the one before is short."""
    return index.derived("tiles", document.id, lambda: _tiles(index, document), lambda made: 40 * len(document.text))


def _tiles(index: Index, document: Document) -> tuple[Tile, ...]:
    plan = layout(index, document.id)
    text = document.text
    encoded = word_pieces().encode_batch([text[s.start : s.end] for s in plan.sentences], add_special_tokens=False)
    lengths = [min(len(e.ids), SENTENCE) for e in encoded]
    found: list[Tile] = []
    first, held = 0, 0
    for number, length in enumerate(lengths):
        turn = plan.turns[number]
        opens = turn is not None and turn.question and plan.sentences[number].start <= turn.start + 8
        if number > first and (held + length > TILE or (opens and held > TILE // 2)):
            found.append(_tile(index, document, encoded, first, number))
            first, held = number, 0
        held += length
    if first < len(lengths):
        found.append(_tile(index, document, encoded, first, len(lengths)))
    return tuple(found)


def _tile(index: Index, document: Document, encoded: Sequence[Encoding], first: int, last: int) -> Tile:
    plan = layout(index, document.id)
    made = Builder(TITLE)
    start = plan.sentences[first].start
    heading = passage_at(index, document.id, start).heading
    told = [document.title, document.publisher, document.published and f"{document.published:%d %B %Y}"]
    parts = [" · ".join(part for part in told if part), heading if heading and heading != document.title else ""]
    parts.append(question_before(document, plan, first))
    limits, title, titled = (HEADING, HEADING, EARLIER), "", []
    for part, limit in zip(parts, limits, strict=True):
        if part:
            said = pieces(part)
            titled += [(a + len(title), b + len(title)) for a, b in said.offsets[:limit]]
            made.add(said, TITLE, limit)
            title += part + "\n"
    made.end(TITLE)
    if first and (plan.turns[first - 1] == plan.turns[first] or not parts[2]):
        made.add(encoded[first - 1], BEFORE, LEAD, plan.sentences[first - 1].start, last=True)
    for number in range(first, last):
        begins = len(made.ids)
        made.add(encoded[number], SAID, SENTENCE, plan.sentences[number].start)
        made.sentences.append((begins, max(len(made.ids), begins + 1)))
    made.end(TITLE)
    return Tile(document.id, first, last, made.tokens(), tuple(made.places), title, tuple(titled))


def marked(tile: Tile, document: Document, targets: Sequence[Target]) -> Tokens:
    """The pieces of a tile, those marked that say a name asked about."""
    begin, end = tile_span(tile)
    text = document.text[begin:end]
    spans = [(a + begin, b + begin) for t in targets for a, b in t.occurrences(text)]
    above = [span for t in targets for span in t.occurrences(tile.title)]
    marks = [PARTY if at and inside(at, spans) else NOTHING for at in tile.places]
    for number, at in enumerate(tile.titled, start=1):
        if inside(at, above):
            marks[number] = PARTY
    tokens = tile.tokens
    return Tokens(tokens.ids, tokens.roles, tuple(marks), tokens.sentences, tokens.states)


def tile_span(tile: Tile) -> tuple[int, int]:
    """From where to where a tile reaches in its document's text."""
    places = [p for p in tile.places if p]
    return (places[0][0], places[-1][1]) if places else (0, 0)


def read_question(turns: Sequence[str], question: Question) -> Tokens:
    """A question in its conversation, its names marked; `question` is the last of the turns as understood."""
    return question_tokens(turns, question.names)
