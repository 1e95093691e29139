"""Dates as the lists of US agencies write them: month before day."""

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def us_date(words: str | None) -> datetime.date | None:
    """A date as the lists of US agencies write it (month before day; two-digit years from 1980 on), or None."""
    words = " ".join((words or "").split())
    try:
        if match := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})", words):
            month, day, year = (int(g) for g in match.groups())
            return datetime.date(year if year > 99 else year + (2000 if year < 80 else 1900), month, day)
        if match := re.match(r"(\d{4})-(\d{2})-(\d{2})", words):
            return datetime.date(*(int(g) for g in match.groups()))
        if match := re.fullmatch(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})", words):
            return datetime.date(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
        if match := re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})", words):
            return datetime.date(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    except ValueError:
        return None
    return None
