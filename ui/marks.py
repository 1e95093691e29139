"""Where the `[n]` of an answer stand: as parts, so that each can become a link and nothing else can."""

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.answer import Answer

_MARK = re.compile(r"\[(\d{1,3})\]")
_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")


class Part(NamedTuple):
    """A piece of an answer's text; `citation` is the number when the piece is a mark `[n]`, else 0."""

    text: str
    citation: int = 0


def parts(answer: "Answer") -> list[Part]:
    """The answer's text as parts that rejoin to it exactly.

    A `[3]` inside of quotation marks is the source's own bracket and stays text, when the quoted words stand so in a citation;
    a number that no citation has stays text, too.
    """
    numbers = {citation.number for citation in answer.citations}
    quoted = [
        match.span()
        for match in _QUOTED.finditer(answer.text)
        if any((match[1] or match[2] or "\0") in citation.quote for citation in answer.citations)
    ]
    made: list[Part] = []
    position = 0
    for match in _MARK.finditer(answer.text):
        number = int(match[1])
        if number not in numbers or any(start < match.start() < end for start, end in quoted):
            continue
        if match.start() > position:
            made.append(Part(answer.text[position : match.start()]))
        made.append(Part(match[0], number))
        position = match.end()
    if position < len(answer.text):
        made.append(Part(answer.text[position:]))
    return made
