"""Dates as a person types them on a command line or in a form."""

import datetime

from sources.errors import QuestionError


def day(text: str | None, name: str) -> datetime.date | None:
    """An ISO date (YYYY-MM-DD, also YYYY-MM and YYYY: their first day); None for none or blank.

    Raises QuestionError that names the option when it is no date.
    """
    if text is None or not text.strip():
        return None
    parts = text.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        if not 1 <= len(numbers) <= 3 or len(parts[0]) != 4:
            raise ValueError
        year, month, date = [*numbers, 1, 1][:3]
        return datetime.date(year, month, date)
    except ValueError:
        raise QuestionError(f"{name} {text.strip()!r} is not a date: write it as 2026-03-01") from None
