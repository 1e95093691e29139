"""The times that a question names: days, months and years, as exactly as it does; the first or the last of several."""

import datetime
import functools
import re
from dataclasses import dataclass

_MONTHS = {
    name: n
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_TH = "(?:st|nd|rd|th)?"
WHEN = re.compile(
    "|".join(
        (
            rf"\b(?P<m1>{_MONTH})\.? (?P<d1>\d{{1,2}}){_TH},? (?P<y1>{_YEAR})\b",
            rf"\b(?P<d2>\d{{1,2}}){_TH} (?:of )?(?P<m2>{_MONTH})\.?,? (?P<y2>{_YEAR})\b",
            rf"\b(?P<m3>{_MONTH})\.?,? (?:of )?(?P<y3>{_YEAR})\b",
            rf"\b(?P<y5>{_YEAR})-(?P<m5>\d\d)(?:-(?P<d5>\d\d))?\b",
            rf"\b(?P<m4>{_MONTH})\.? (?P<d4>\d{{1,2}}){_TH}\b",
            rf"\b(?P<d6>\d{{1,2}}){_TH} (?P<m6>{_MONTH})\b",
            rf"(?<![\d,.§])(?<!§ )\b(?P<y6>{_YEAR})\b(?![,.]\d)",
        )
    ),
    re.I,
)
"""A day, month or year in words or figures."""


@dataclass(frozen=True, slots=True)
class When:
    """A time that a question names, as exactly as it does."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def admits(self, date: datetime.date) -> bool:
        """Whether the date lies in this year, month or day."""
        parts = ((self.year, date.year), (self.month, date.month), (self.day, date.day))
        return all(mine is None or mine == its for mine, its in parts)

    def overlaps(self, other: "When") -> bool:
        """Whether both may be the same time: no part that both name differs, and there is one that both name."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        shared = [(a, b) for a, b in pairs if a is not None and b is not None]
        return bool(shared) and all(a == b for a, b in shared)

    def __str__(self) -> str:
        month = datetime.date(2000, self.month, 1).strftime("%B") if self.month else ""
        return " ".join(str(p) for p in (self.day, month, self.year) if p)


@functools.lru_cache(maxsize=8192)
def times(text: str) -> tuple[When, ...]:
    """The days, months and years that a question names."""
    found = []
    for match in WHEN.finditer(text):
        part = {k[0]: v for k, v in match.groupdict().items() if v}
        month = part.get("m")
        if (
            month is not None
            and not month.isdigit()
            and month.lower() == "may"
            and not (part.get("y") or part.get("d"))
        ):
            continue
        found.append(
            When(
                int(part["y"]) if "y" in part else None,
                (int(month) if month.isdigit() else _MONTHS[month.lower()]) if month else None,
                int(part["d"]) if "d" in part else None,
            )
        )
    return tuple(found)


_NO_ORDINAL = re.compile(
    r"\blast (?:week|month|year|summer|winter|spring|fall|autumn|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b"
)


def ordinal_of(lower: str) -> str | None:
    """Which of several events is asked for."""
    if re.search(r"\b(?:last|latest|most recent(?:ly)?)\b", lower) and not _NO_ORDINAL.search(lower):
        return "last"
    return "first" if re.search(r"\b(?:first|initially|originally)\b", lower) else None
