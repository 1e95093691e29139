"""How strongly a sentence shows, by its words, that it holds what a kind of question asks for.

"Because", "accused of" and "for its role in" introduce a ground; "after" may, and mostly does not. The words and their strengths
are data in `data/cues.yaml`.
"""

import functools
import re
from importlib import resources

import yaml

Row = tuple[float, re.Pattern[str]]


@functools.cache
def _rows() -> dict[str, tuple[Row, ...]]:
    """The patterns of each kind with their strengths, the strongest first."""
    text = resources.files("assistant").joinpath("data/cues.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    parts = data.pop("parts")

    def spelled(pattern: str) -> re.Pattern[str]:
        for name, words in parts.items():
            pattern = pattern.replace(f"<{name}>", words)
        return re.compile(pattern, re.I)

    return {
        kind: tuple(sorted(((row["strength"], spelled(row["pattern"])) for row in rows), key=lambda row: -row[0]))
        for kind, rows in data.items()
    }


@functools.lru_cache(maxsize=32768)
def strength(kind: str, text: str) -> float:
    """How strongly a sentence has what a kind of question asks for: 0 (not at all) to 1; 0 for a kind without cues."""
    straight = text.replace("’", "'")
    return next((row[0] for row in _rows().get(kind, ()) if row[1].search(straight)), 0.0)
