"""Acts of the European Union by their CELEX numbers, and what the readers of its annexes share: which list an annex is."""

import re

FREEZE, SECTORAL = "eu-annexes", "eu-sectoral"
_CELEX = re.compile(r"3(?P<year>\d{4})(?P<kind>[RD])(?P<number>\d{4})(?:\(\d\d\))?")
_YEAR_FIRST = 2015
"""Since then acts are numbered year first."""
_UNION = 2010
"""Before then regulations were those of the Community."""
TEXT = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:"


def act_of(celex: str) -> str:
    """The act as it is cited (`Regulation (EU) 2026/1843`, `Regulation (EU) No 269/2014`); the number itself if it is of no act
    that is known."""
    found = _CELEX.fullmatch(celex.strip())
    if found is None:
        return celex.strip()
    year, number = int(found["year"]), int(found["number"])
    if found["kind"] == "R":
        old = f"Regulation ({'EU' if year >= _UNION else 'EC'}) No {number}/{year}"
        return f"Regulation (EU) {year}/{number}" if year >= _YEAR_FIRST else old
    return f"Decision (CFSP) {year}/{number}" if year >= _YEAR_FIRST else f"Decision {year}/{number}/CFSP"


def list_of_measure(measure: str) -> str:
    """The list of an annex by the measure that it is for: a freeze of assets, or another one."""
    return FREEZE if "freeze" in measure.casefold() else SECTORAL
