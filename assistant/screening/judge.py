"""From the score of a name to that of a listed row: what kind of name it is, what other facts say, whether the listing ended."""

from collections.abc import Sequence

from assistant.screening.customers.party import Thresholds
from assistant.screening.facts import Found, verdicts
from index.name_store import Role

WEAK: dict[Role, float] = {"weak_alias": 0.85, "bracket": 0.7, "acronym": 0.85}
"""The most that such a name alone can have: its list says that many bear it, or it is a few letters."""
SHORT = 0.85
"""The most that a name of one word of four letters and less can have where nothing else agrees."""
_SHORT_LETTERS = 4
NUMBER = 0.97
"""What an identifier that agrees makes of any name; without a like name it is still to be looked at."""
NUMBER_ALONE = 0.75
BORN, COUNTRY_AGREES = 0.06, 0.02
BORN_CLASH, NUMBER_CLASH, COUNTRY_CLASH = 0.35, 0.35, 0.1


def judged(name: float, role: Role, letters: int, found: Sequence[Found], over: bool, limits: Thresholds) -> float:
    """How surely a row is the listed party, 0 to 1. `name` is the score of the names, `letters` those of the name asked for;
    `over` says that the listing has ended: then somebody has to look, whatever the name."""
    born, country, number = (verdicts(found, fact) for fact in ("birth date", "country", "identifier"))
    score = name
    if born != "agrees" and number != "agrees":
        score = min(score, WEAK.get(role, 1.0), SHORT if letters <= _SHORT_LETTERS and country != "agrees" else 1.0)
    score += {"agrees": BORN, "clashes": -BORN_CLASH, None: 0.0}[born]
    score += {"agrees": COUNTRY_AGREES, "clashes": -COUNTRY_CLASH, None: 0.0}[country]
    score -= NUMBER_CLASH if number == "clashes" else 0.0
    if number == "agrees":
        score = max(score, NUMBER if name >= limits.possible else NUMBER_ALONE)
    if over:
        score = min(score, limits.match - 0.01)
    return round(max(0.0, min(1.0, score)), 3)
