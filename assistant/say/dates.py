"""Dates as answers write them."""

import datetime


def said_date(date: datetime.date) -> str:
    """A date as an answer writes it: `6 March 2023`."""
    return f"{date.day} {date:%B %Y}"
