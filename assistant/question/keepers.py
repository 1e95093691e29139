"""Whose lists a question means when it names a country, or a union of countries, as the one that lists ("sanctioned by the UK",
"under UN sanctions", "did the EU list …").

A country is meant so only where the words around it say so: where a party sits is another question, and a company may bear the
name of a country.
"""

import functools
import re
from dataclasses import dataclass

from assistant.question.concepts import keys
from assistant.question.understand import Question
from sources.agencies import AGENCIES
from sources.lists import WORLD, ListInfo, is_known

_DEED = r"(?:sanction|list|blacklist|designat|target|freez|froze|asset|add|put|place|ban|restrict|measure)\w*"


@dataclass(frozen=True, slots=True)
class Keeper:
    """A country or union that lists: how an answer calls it, the words for it as a pattern, its agencies. `by_only`: it is meant
    only behind `by`, for its parties stand on the lists of others far more often ("Which Chinese companies were added …")."""

    said: str
    words: str
    agencies: frozenset[str]
    by_only: bool = False
    people: str = ""
    """What else its lists are called by, before their names ("the Chinese … List")."""

    @property
    def called(self) -> str:
        """The words for it and its people, as a pattern."""
        return f"{self.words}|{self.people}" if self.people else self.words


UNITED_STATES = Keeper("the United States", r"(?-i:US|USA|U\.S\.)|United States|American", frozenset())
"""It keeps all lists that no other keeper does."""
KEEPERS = (
    Keeper(
        "the United Kingdom",
        r"U\.?K\.?|United Kingdom|(?:Great )?Britain|British|FCDO|OFSI",
        frozenset({"fcdo", "ofsi"}),
    ),
    Keeper(
        "the United Nations",
        r"U\.?N\.?|UNSC|United Nations|(?:UN )?Security Council",
        frozenset({"un-security-council"}),
    ),
    Keeper("the European Union", r"E\.?U\.?|European Union|Council of the European Union", frozenset({"eu-council"})),
    Keeper("Switzerland", r"Switzerland|Swiss|SECO", frozenset({"seco"})),
    Keeper("Canada", r"Canada|Canadian|Global Affairs Canada", frozenset({"gac"})),
    Keeper("Australia", r"Australia|Australian|DFAT", frozenset({"dfat"})),
    Keeper("Japan", r"Japan|METI", frozenset({"meti"}), by_only=True, people="Japanese"),
    Keeper("China", r"China|MOFCOM", frozenset({"mofcom", "mfa-china"}), by_only=True, people="Chinese"),
    UNITED_STATES,
)


_BESIDE = r"(?:[\w. ]{2,24}(?:,| and| or) (?:the )?){0,2}"
"""Others that are named before one ("by the UN and the EU")."""


@functools.cache
def _patterns() -> tuple[tuple[Keeper, re.Pattern[str], re.Pattern[str]], ...]:
    """For each keeper how a deed is said to be by it, and how it is named before a deed or a list."""
    rows = []
    for keeper in KEEPERS:
        who = rf"(?:{keeper.words})(?!\w)"
        by = re.compile(rf"\bby (?:the )?{_BESIDE}{who}(?! (?-i:[A-Z]))", re.I)
        rows.append((keeper, by, re.compile(rf"\b{who}(?:'s| government)? (?:[\w-]+ ){{0,2}}{_DEED}", re.I)))
    return tuple(rows)


def keepers_in_scope(question: Question) -> tuple[Keeper, ...]:
    """The countries and unions whose lists a question means."""
    text = question.text
    for mention in question.mentions:
        blank = " " * (mention.end - mention.start)
        text = f"{text[: mention.start]}{blank}{text[mention.end :]}"
    return tuple(
        keeper for keeper, by, acts in _patterns() if by.search(text) or (not keeper.by_only and acts.search(text))
    )


def named_keepers(question: Question) -> tuple[Keeper, ...]:
    """The countries and unions that a question names beside the names that it is about, in its order."""
    text = question.text
    for mention in question.mentions:
        text = f"{text[: mention.start]}{' ' * (mention.end - mention.start)}{text[mention.end :]}"
    found = [(match.start(), k) for k in KEEPERS if (match := re.search(rf"(?<!\w)(?:{k.words})(?!\w)", text, re.I))]
    return tuple(keeper for _, keeper in sorted(found, key=lambda pair: pair[0]))


def keeps(keeper: Keeper, info: ListInfo) -> bool:
    """Whether a list is one of a country's or union's. The United States keep the lists of the table that nobody else does; of
    those that are not in it, the ones that an agency of theirs keeps, or that are called theirs."""
    if keeper is not UNITED_STATES:
        return info.agency in keeper.agencies
    if any(info.agency in other.agencies for other in KEEPERS):
        return False
    return is_known(info.id) or info.agency in _AGENCIES or bool(_AMERICAN.match(info.id))


_AGENCIES = frozenset(row.id for row in AGENCIES)
_AMERICAN = re.compile(r"(?:US|U\.S\.|United States)(?!\w)|us_")
"""So begins what collections call a list of the United States (`US SAM Procurement Exclusions`, `us_sam_exclusions`)."""


@functools.cache
def places_of(keeper: Keeper) -> frozenset[str]:
    """The concepts of a country or union as a place."""
    return frozenset(k for k in keys(keeper.said) if k.startswith("p:"))


LISTS_OF_OTHERS = frozenset(info.id for info in WORLD)
"""The lists of all keepers but the United States."""
