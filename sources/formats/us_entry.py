"""One listed party of a list of the United States, written line by line: dates are read month before day, and what listed
the party is a notice of the Federal Register."""

import calendar
import datetime
import re

from sources.citations import read_citation
from sources.document import FieldName
from sources.formats.listing import Entry
from sources.formats.sheet import fold
from sources.us_dates import us_date

_IN_FORCE = frozenset({"", "active"})
_STANDINGS: tuple[tuple[re.Pattern[str], FieldName], ...] = (
    (re.compile(r"inactive\W+pending|suspended|stayed|on hold", re.I), "held"),
    (re.compile(r"inactive|revoked|terminated|rescinded", re.I), "ended"),
    (re.compile(r"partial", re.I), "eased"),
)
_MONTH = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{4})")


class UsEntry(Entry):
    """See `Entry`."""

    _date = staticmethod(us_date)

    def listed_by(self, notice: str | None, day: str | None) -> bool:
        """The notice that put the party on the list, and the day of it; false if that is no date."""
        cited = fold(notice or "")
        said = read_citation(cited) if cited else None
        if cited:
            self.put("citation", cited)
        return self.happened("added", day, (said.words if said else cited) or None)

    def stands(self, status: str) -> None:
        """How the listing stands, in a word or two: nothing is written of one that is in force."""
        words = fold(status)
        field: FieldName = next((field for pattern, field in _STANDINGS if pattern.match(words)), "remark")
        if words.lower() not in _IN_FORCE:
            self.put(field, words)

    def was_listed_until(self, title: str, words: str) -> bool:
        """The end of the listing, a day or a month, behind the `title` of its cell; false if it is neither."""
        day = us_date(words) or _end_of_month(words)
        if day is None:
            return False
        span = self.write(f"{title}:", words)
        if us_date(words):
            self.draft.put("expires", words, span.end - len(fold(words)), day.isoformat())
        else:  # the month is said in its own words; the last day of it is the one on which it is surely over
            line = self.sheet.tail(span.start)
            self.draft.put("ended", line, span.start)
            self.draft.put("expires", line, span.start, day.isoformat())
        return True


def _end_of_month(words: str) -> datetime.date | None:
    """The last day of `December 2023`."""
    month = _MONTH.fullmatch(fold(words))
    first = us_date(f"{month[1]} 1, {month[2]}") if month else None
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if first else None
