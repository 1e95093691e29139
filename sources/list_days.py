"""The day that a downloaded list says of itself that it is of, and whether that is too long ago for the list of today."""

import datetime
import re
from pathlib import Path

from sources.arrived import Form
from sources.errors import UnreadableFile
from sources.formats.delimited import title_key
from sources.formats.listing import full_date
from sources.formats.workbook import rows_of_first_sheet

_GENERATED: dict[Form, re.Pattern[bytes]] = {
    "uk": re.compile(rb"<DateGenerated>\s*(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})"),
    "un": re.compile(rb'\bdateGenerated="(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)'),
    "eu": re.compile(rb'\bgenerationDate="(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)'),
    "swiss": re.compile(rb'\bdate="(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)'),
}
"""Where a list says when it was made, near its beginning."""

_LISTED = re.compile(rb"<DateOfListing(?:-DateDinscription)?>\s*(\d{4}-\d\d-\d\d)")
"""Where each entry of Canada's list says when it was listed: the list itself says no day."""

_BEGINNING = 4096
_ISO = re.compile(r"\d{4}-\d\d-\d\d")

CHANGED = "control_date"
"""The column of Australia's list that says when an entry was last changed."""

MADE_WITHIN, CHANGED_WITHIN = 90, 270
"""Days: these lists are made anew every day or with every change, which come every few weeks; where only the newest change is
known, half a year may pass without one."""


def stale_day(path: Path, form: Form, today: datetime.date) -> datetime.date | None:
    """The day of the list in a file where it is too old to be what its keeper publishes today; None for a list of these days, and
    for one that says no day."""
    day = own_day(path, form)
    most = MADE_WITHIN if form in _GENERATED else CHANGED_WITHIN
    return day if day is not None and (today - day).days > most else None


def own_day(path: Path, form: Form) -> datetime.date | None:
    """The day that a list of another authority says that it is of, or that of its newest entry; None where it says none."""
    if form in _GENERATED:
        with path.open("rb") as file:
            match = _GENERATED[form].search(file.read(_BEGINNING))
        return _day("-".join(match[part].decode() for part in "ymd")) if match else None
    if form == "canada":
        return max((d for m in _LISTED.finditer(path.read_bytes()) if (d := _day(m[1].decode()))), default=None)
    return _newest_change(path) if form == "australia" else None


def _newest_change(path: Path) -> datetime.date | None:
    """The newest day in the column that says when an entry of Australia's list was last changed."""
    try:
        rows = rows_of_first_sheet(path, path.name)
    except UnreadableFile:
        return None
    for at, (_, cells) in enumerate(rows):
        titles = [title_key(cell) for cell in cells]
        if CHANGED in titles:
            column = titles.index(CHANGED)
            days = (full_date(row[column]) for _, row in rows[at + 1 :] if len(row) > column)
            return max((day for day in days if day is not None), default=None)
    return None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
