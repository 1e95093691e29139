"""Legal forms in a folded name: `ltd`, `gmbh`, `open joint stock company`, and which of them are one and the same.

The table, `name_legal.json`, is that of rigour (OpenSanctions; built on ISO 20275 and OCCRP's list).
`PYTHONPATH=.ci python -m supply.tables` makes it.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class LegalForm(NamedTuple):
    """A legal form in a name: its first word, how many words it has, as it stands there, and as it is compared."""

    at: int
    length: int
    form: str
    kind: str


def legal_forms(words: Sequence[str]) -> Iterator[LegalForm]:
    """The legal forms in a name's folded words, from the left, the longest where several begin at one word."""
    forms, longest = _table()
    at = 0
    while at < len(words):
        for length in range(min(longest.get(words[at], 0), len(words) - at), 0, -1):
            form = " ".join(words[at : at + length])
            if form in forms:
                yield LegalForm(at, length, form, forms[form])
                at += length
                break
        else:
            at += 1


@cache
def _table() -> tuple[dict[str, str], dict[str, int]]:
    """Form -> as it is compared; and first word -> number of words of the longest form that begins with it."""
    forms: dict[str, str] = json.loads(files("index").joinpath("name_legal.json").read_bytes())["forms"]
    longest: dict[str, int] = {}
    for form in forms:
        first = form.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), form.count(" ") + 1)
    return forms, longest
