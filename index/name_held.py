"""Listed names that hold a word in brackets, or that are a name but for their bracket: `Lamp Works (Klow) Ltd.` for `Klow` and
for `Lamp Works Ltd.`

Such a word may be a place, a legal form or any common word, so nobody is called by it: who has it in brackets is shown as that.
"""

import re
import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from index.name_forms import normal

BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_LONGEST = 120
"""Characters of a text that may be a name."""


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[frozenset[str], str]:
    """What the brackets of a name hold, and the name without them, folded."""
    return frozenset(map(normal, BRACKET.findall(name))), normal(BRACKET.sub(" ", name))


@dataclass(frozen=True, slots=True)
class Held:
    """A listed name with brackets: who bears it, and whether the text is `inside` one of them or the name without them."""

    name: str
    owner: str
    inside: bool


def held(conn: sqlite3.Connection, text: str) -> list[Held]:
    """The listed names that hold the text in brackets, then those that are the text but for their brackets, by name; a text
    that is too long to be a name has none."""
    asked = normal(text)
    if not asked or len(text) > _LONGEST:
        return []
    rows = conn.execute(
        "SELECT DISTINCT name, owner FROM name_uses WHERE kind = 'record' AND (name LIKE '%(%)%' OR name LIKE '%[%]%')"
    )
    found: set[Held] = set()
    for name, owner in rows:
        inside, without = _parts(name)
        if asked in inside:
            found.add(Held(name, owner, True))
        elif asked == without:
            found.add(Held(name, owner, False))
    return sorted(found, key=lambda one: (not one.inside, one.name, one.owner))
