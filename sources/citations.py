"""Citations of the Federal Register as the lists print them, and which of their dates cannot be right.

A volume of the Federal Register is a year: volume 1 is 1936, so volume N is 1935 + N. It appears from Monday to Friday.
"""

import datetime
import re
from typing import NamedTuple

from sources.us_dates import us_date

_DATE = (
    r"(?:\d{1,2}/\d{1,2}/\d{2,4}|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|"
    r"\d{4}-\d{2}-\d{2})"
)
CITATION = re.compile(
    r"(?<!\d)(?P<volume>\d{1,3})\.?\s*F\.?\s?R\.?(?:\s+FR)?\s*(?P<page>\d[\d,]*\d|\d)(?:,\s*\d{3,6}(?=\s+\d{1,2}/))?"
    rf"(?:[^\d,;.\n]{{0,40}}?[,.]?\s*(?P<date>{_DATE})(?!\d))?"
)
"""A Federal Register citation with the date behind it: `84 FR 54004, 10/9/19`, `85 FR 64017, October 9, 2020`,
`68 F.R. 38290 6/27/03`. The date may be missing."""
_ISSUE = re.compile(
    rf"(?:(?:Public )?Notice \d+,?\s*)?\bVol(?:\.|ume)?\s*(?P<volume>\d{{1,3}}),?\s*No\.?\s*\d{{1,3}},?\s*(?P<date>{_DATE})(?!\d)",
    re.I,
)
"""A citation by issue, as the Department of State prints it: `Vol. 74, No. 11, 01/16/09`, `Notice 2061, Vol. 59, No.
165, 8/26/94`."""
ANY_CITATION = re.compile(
    f"{re.sub('[?]P<[a-z]+>', '', _ISSUE.pattern)}|{re.sub('[?]P<[a-z]+>', '', CITATION.pattern)}", re.I
)


class Cited(NamedTuple):
    """A citation in its standard form (`84 FR 54004`; one by issue as it is printed), and its date, if it gives one."""

    words: str
    date: datetime.date | None


def read_citation(words: str) -> Cited | None:
    """The citation that words begin with; None where they are none."""
    words = " ".join(words.split())
    if match := CITATION.match(words):
        return Cited(f"{match['volume']} FR {match['page'].replace(',', '')}", us_date(match["date"]))
    if match := _ISSUE.match(words):
        return Cited(words, us_date(match["date"]))
    return None


FIRST_YEAR = 1935
"""The year before that of volume 1."""
NO_SATURDAYS = 1974
"""Since this year the Federal Register has appeared from Monday to Friday; before, it did on Saturdays, too."""


def doubt(citation: str | None, date: datetime.date) -> str:
    """Why the date of a citation cannot be right, in words for an answer; empty where it can."""
    volume = re.match(r"(\d{1,3}) FR\b|.*?\bVol\.?\s*(\d{1,3})", citation or "", re.I)
    if volume is None:
        return ""
    year = FIRST_YEAR + int(volume.group(1) or volume.group(2))
    if date.year != year:
        return f"volume {year - FIRST_YEAR} of the Federal Register is that of {year}"
    if date.weekday() == 6 or (date.weekday() == 5 and date.year >= NO_SATURDAYS):
        return f"that day is a {date:%A}, on which no Federal Register appears"
    return ""


_OWN = re.compile(
    r"\bcitation: (?P<words>\d{1,3} FR \d{1,6})\b|"
    r"Federal Register Volume (?P<volume>\d{1,3}), Number [^\[\]]{1,80}\]\s*\[[^\[\]]{1,60}\]\s*\[Pages? (?P<page>\d{1,6})"
)


def own_citation(text: str) -> tuple[str, int, int] | None:
    """The citation of a document of the Federal Register as its own text gives it, with where it stands: `citation: 91 FR 35189`
    of the interface, or volume and page in the head of the printed issue."""
    if found := _OWN.search(text):
        if found["words"]:
            return found["words"], found.start("words"), found.end("words")
        return f"{found['volume']} FR {found['page']}", found.start(), found.end()
    return None
