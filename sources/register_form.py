"""The form of a Federal Register document pasted without its header: `AGENCY:`, `ACTION:`, `SUMMARY:`, `DATES:`.

The form says that it is a rule or a notice, which line is its title, and the day from which it holds.
"""

import re
from functools import lru_cache
from typing import Literal

from sources.dates import Dated, find_date
from sources.document import Span

_LABEL = re.compile(r"^[ \t*_#]*(AGENCY|ACTION|SUMMARY|DATES?|EFFECTIVE DATES?):[*_]*[ \t]*(?P<what>\S[^\n]*)", re.M)
_HEADER = re.compile(
    r"(?:DEPARTMENT OF|BUREAU OF|OFFICE OF|Department of|Bureau of|Office of|Federal Register|Billing Code|BILLING CODE|RIN\b|Docket\b|\[|\d+ CFR\b|\(?FR Doc\b|AGENCY FOR)"
)
_EFFECTIVE = re.compile(
    r"\beffective\b(?: date)?[^.\n]{0,60}?(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d)", re.I
)
_HEAD = 6000


def labels(text: str) -> dict[str, re.Match[str]]:
    """The labelled paragraphs at the head of a text, by label, where it has the form at all (AGENCY, and ACTION or SUMMARY)."""
    found: dict[str, re.Match[str]] = {}
    for match in _LABEL.finditer(text, 0, _HEAD):
        found.setdefault(match.group(1).rstrip("S") if "DATE" in match.group(1) else match.group(1), match)
    return found if "AGENCY" in found and ("ACTION" in found or "SUMMARY" in found) else {}


def form_of(text: str) -> Literal["rule", "notice"] | None:
    """`rule` for a final or interim rule in this form, `notice` for what only proposes, asks or tells; None without the form."""
    found = labels(text)
    if not found:
        return None
    action = found["ACTION"].group("what") if "ACTION" in found else ""
    if re.search(r"\b(?:propos|notice|request|advance)", action, re.I):
        return "notice"
    return "rule" if re.search(r"\brule\b|\border\b", action, re.I) else "notice"


def title_of(text: str) -> Span | None:
    """The line before `AGENCY:` that says what the document does; None without the form or such a line."""
    found = labels(text)
    if not found:
        return None
    end = found["AGENCY"].start()
    lines = list(re.finditer(r"[^\n]+", text[:end]))
    for line in reversed(lines):
        words = line.group().strip(" *_#\t")
        if len(words.split()) < 3 or _HEADER.match(words):
            continue
        start = line.start() + line.group().index(words)
        return Span(start, start + len(words))
    return None


@lru_cache(maxsize=64)
def effective(text: str) -> Dated | None:
    """The day from which the document holds, as its `DATES:` paragraph says with the word `effective`; None without one."""
    found = labels(text)
    if "DATE" not in found:
        return None
    start = found["DATE"].start("what")
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    said = _EFFECTIVE.search(text, start, end)
    if said is None:
        return find_date(text, start, end) if found["DATE"].group(1).startswith("EFFECTIVE") else None
    dated = find_date(text, said.end(), end)
    return dated if dated is not None and dated.span.start - said.end() < 12 else None
