"""What the page may call on the server: functions of one JSON object that return one, errors included.

Gradio hands every exception of a server function to the browser as a failure without words; here it becomes a line that a
person can act on, and what was not foreseen goes to the log with its traceback.
"""

import functools
import logging
from collections.abc import Callable, Mapping
from typing import Any

from sources.errors import QuestionError, WhylistedError
from ui.safe import one_line

Call = Callable[[Mapping[str, Any]], Any]

log = logging.getLogger(__name__)

INSIDE = "something went wrong inside; the terminal that runs whylisted says what"
"""Told of a mistake of ours."""


def guarded(function: Callable[..., Any]) -> Call:
    """`function(given)` or `function(given, request)` as a call whose errors are `{"error": line}`."""

    @functools.wraps(function)
    def call(given: Any, *rest: Any) -> Any:
        try:
            if not isinstance(given, Mapping):
                raise QuestionError("a call takes one object")
            return function(given, *rest)
        except WhylistedError as error:
            return {"error": one_line(str(error))}
        except Exception:
            log.exception("%s failed", function.__name__)
            return {"error": INSIDE}

    return call


def text(given: Mapping[str, Any], key: str, *, longest: int = 20_000) -> str:
    """The text under `key`, "" when it is not there. Raises QuestionError when it is no text, or too long."""
    value = given.get(key) or ""
    if not isinstance(value, str) or len(value) > longest:
        raise QuestionError(f"{key} has to be text of at most {longest:,} characters")
    return sound(value)


def sound(value: str) -> str:
    """A text with `?` for halves of surrogate pairs, which JSON can hold and no encoding, database or source has."""
    return value.encode("utf-8", "replace").decode("utf-8")


def whole(given: Mapping[str, Any], key: str, default: int = 0) -> int:
    """The whole number under `key`. Raises QuestionError when it is none."""
    value = given.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise QuestionError(f"{key} has to be a whole number")
    return value


def texts(given: Mapping[str, Any], key: str, *, most: int = 500) -> list[str]:
    """The list of texts under `key`, empty when it is not there. Raises QuestionError when it is not one."""
    value = given.get(key) or []
    if not isinstance(value, list) or len(value) > most or not all(isinstance(item, str) for item in value):
        raise QuestionError(f"{key} has to be a list of at most {most} texts")
    return [sound(item) for item in value]
