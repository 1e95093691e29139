"""The verbs and nouns of listing (tables/listing.yaml) as patterns, and what is read with them."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sources.reading.sentence.scene import ListPhrase
from sources.reading.statements import Action, Mention, Polarity
from sources.reading.words.lexicon import load


@dataclass(frozen=True, slots=True)
class Stretch:
    """Positions of a sentence with the name of the rule that found them."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Event:
    """One deed read from a sentence, at positions of the sentence. `ground` is its reason where the rule that found it knows."""

    action: Action
    start: int
    end: int
    subjects: list[Mention]
    listed: ListPhrase | None = None
    passive: bool = False
    after: int = 0
    polarity: Polarity = "asserted"
    nominal: bool = False
    measure: tuple[int, int] | None = None
    clause: int = 0
    agent: Mention | None = None
    notes: list[str] = field(default_factory=list)
    ground: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Verb:
    """One row of the table: what the verb does, what has to stand around it, the prepositions before its list."""

    lemma: str
    action: Action
    frame: str
    preps: tuple[str, ...]
    weak: bool
    passive_only: bool


@cache
def tables() -> dict[str, Any]:
    """tables/listing.yaml."""
    data: dict[str, Any] = load("listing")
    return data


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Form of a verb -> its rows."""
    table: dict[str, list[Verb]] = {}
    for row in tables()["verbs"]:
        verb = Verb(
            row["lemma"],
            row["action"],
            row["frame"],
            tuple(str(row.get("preps", "")).split()),
            row.get("weak", False),
            row.get("passive_only", False),
        )
        for form in row["forms"].split():
            table.setdefault(form, []).append(verb)
    return {form: tuple(rows) for form, rows in table.items()}


@cache
def verb_pattern() -> re.Pattern[str]:
    """All forms, for text in lower case."""
    forms = "|".join(sorted(verbs(), key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![\w'-])(?:{forms})(?![\w'-])")


@cache
def measure_pattern() -> re.Pattern[str]:
    """A measure with its adjectives (`new export restrictions`)."""
    words = "|".join(re.escape(w) for w in sorted(tables()["measure_words"].split(), key=lambda w: (-len(w), w)))
    nouns = "|".join(sorted(tables()["measures"].split(), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?:(?:{words})[ ,]{{1,3}}){{0,12}}(?:(?:{nouns})(?:,? and (?:{words}|{nouns})(?: (?:{nouns}))?)?)(?![\w-])",
        re.IGNORECASE,
    )


def strict(words: str) -> bool:
    """`measures` and `controls` are restrictions only with a word that says so."""
    low = words.casefold()
    if re.search(
        r"measures?$|controls$|requirements?$|limits?$|limitations$|freezes?$|designations$|blacklist$|constraints$",
        low,
    ):
        return (
            re.search(
                r"export|trade|economic|sanction|restrict|licen|punitive|asset|blocking|technology|financial|visa|investment",
                low,
            )
            is not None
        )
    return True
