"""Which list a description names: `list of Chinese military companies`, `its list of equipment that threatens national security`.

What stands after `list of` decides, by tables/listing.yaml; a list described in words that the table does not know is no list
of ours, whatever list was named before.
"""

import re
from functools import cache

from sources.reading.words.lexicon import load


@cache
def _tails() -> tuple[tuple[str | None, re.Pattern[str]], ...]:
    rows = load("listing")["list_tails"]
    return tuple((row.get("list"), re.compile(row["pattern"], re.IGNORECASE)) for row in rows)


def tail_of(view: str, position: int) -> tuple[int, str | None] | None:
    """The end of the words that describe the list whose noun ends at `position`, and the list they name (None: a list of
    restrictions, but not said which). None when what follows describes no list of restrictions."""
    for value, pattern in _tails():
        if found := pattern.match(view, position):
            return found.end(), value
    return None


_OTHER = re.compile(r"\b(?:different|another|separate|second|third|similar|new|other)\b", re.IGNORECASE)


def another(words: str) -> bool:
    """Whether the words before `list` say that it is not the one spoken of (`a different roster`)."""
    return _OTHER.search(words) is not None
