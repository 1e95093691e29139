"""Who speaks in a transcript: turns of speech, so that a question can be tied to the answer that follows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.blocks import SPEAKER
from sources.document import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says without a break: `start:end` with the label.

    `speaker` is the label's name without mark and colon ("MR. KIRBY"), None for a reporter's "Q"; `question` is true for
    a "Q" and for a turn that ends in a question mark while others in the transcript answer.
    """

    speaker: Span | None
    question: bool
    start: int
    end: int


def turns(text: str, sentences: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript in order; empty for a text that is none (fewer than two labelled turns).

    In: the text and its sentences (`sources.sentences.sentences`). What stands before the first label is in no turn.
    """
    starts = [(i, label) for i, span in enumerate(sentences) if (label := _label(text, span))]
    if len(starts) < 2 or (len(starts) < 3 and not any(question for _, (_, question) in starts)):
        return []
    found: list[Turn] = []
    for number, (first, (speaker, question)) in enumerate(starts):
        last = starts[number + 1][0] - 1 if number + 1 < len(starts) else len(sentences) - 1
        start, end = sentences[first].start, sentences[last].end
        asks = question or (speaker is not None and _asks(text[start:end]) and _is_small(text, sentences, first, last))
        found.append(Turn(speaker, asks, start, end))
    return found


def _label(text: str, span: Span) -> tuple[Span | None, bool] | None:
    """The speaker's name (None for "Q") and whether it is a "Q", if the sentence opens with a label."""
    line_start = span.start
    while line_start and text[line_start - 1] in " \t*":
        line_start -= 1
    if line_start and text[line_start - 1] != "\n":
        return None
    match = SPEAKER.match(text, line_start)
    if not match:
        return None
    if match["q"]:
        return None, True
    return Span(match.start("name"), match.start("name") + len(match["name"].rstrip())), False


def _asks(turn: str) -> bool:
    return turn.rstrip(' \n"”’*_)').endswith("?")


def _is_small(text: str, sentences: Sequence[Span], first: int, last: int) -> bool:
    return last - first < 8
