"""`whylisted ask --batch`: questions as JSON lines in, answers as JSON lines out, in the same order.

One bad line never stops the run: it gives `{"id": …, "error": …}` with its line number, and the next one is read. The same goes for
a question that a mistake of ours is made over. The same index and questions give the same bytes; timings are left out unless
they are asked for.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sources.errors import QuestionError, WhylistedError
from sources.fence import strict, stumble

if TYPE_CHECKING:
    from assistant.answer import Answer

_HALF = re.compile("[\ud800-\udfff]")

log = logging.getLogger(__name__)

AskTurns = Callable[[list[str]], "Answer"]
"""Answers the last turn of a conversation of its own."""


def turns_of(row: object) -> list[str]:
    """The turns of one batch object: its `turns`, or its `question` as the only one.

    Raises QuestionError when it has neither, or when they are not text.
    """
    if not isinstance(row, dict):
        raise QuestionError('not an object: expected {"id": …, "question": …} or {"id": …, "turns": […]}')
    turns = row["turns"] if "turns" in row else [row["question"]] if "question" in row else None
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise QuestionError('no question: expected "question": "…" or "turns": ["…", …]')
    return turns


def run_batch(lines: Iterable[bytes], ask: AskTurns, *, timings: bool = False) -> Iterator[tuple[str, bool]]:
    """Answers every line that is not blank; yields (JSON line without newline, whether it is an answer)."""
    without = None if timings else {"timings"}
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        identifier: Any = None
        try:
            row = _row(raw, number)
            identifier = row.get("id") if isinstance(row, dict) else None
            answer = ask(turns_of(row))
            line = _dump({"id": identifier, "answer": answer.model_dump(mode="json", exclude=without)})
        except WhylistedError as error:
            yield _error(identifier, number, str(error)), False
        except Exception as error:
            if strict():
                raise
            log.debug("line %d", number, exc_info=True)
            yield _error(identifier, number, f"it could not be answered ({stumble(error)}): report it"), False
        else:
            yield line, True


def _row(raw: bytes, number: int) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"not a line of JSON in UTF-8: {error}") from None


def _error(identifier: Any, number: int, message: str) -> str:
    return _dump({"id": identifier, "line": number, "error": " ".join(message.split())})


def _dump(value: dict[str, Any]) -> str:
    line = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _HALF.search(line) else line  # half of a pair cannot be written in UTF-8
