"""The listed names nearest to a name that no source has, each with how it differs: shown as near, never answered for the name."""

import difflib
import re
from collections.abc import Sequence

from assistant.lists import list_scope
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.rows import Row, rows_by_id
from assistant.say.parts import Part
from index.name_forms import CORPORATE, normal, parse, stem, tokens
from index.names import NameMatch
from index.search import Index

SHOWN, LOOKED_AT = 2, 8
"""Near names that are told of, of those that are looked at."""
CLOSE = 0.08
"""How much less near than the nearest a second one may be."""

_WORD = re.compile(r"[^\s,;/–—-]+")
_MOST_DIFFERENCES = 3


def closest_names(index: Index, question: Question, targets: Sequence[Target]) -> list[Part]:
    """The nearest listed names of those asked about that no source has, as sentences that cite their rows; those on the lists
    that are asked about come first."""
    parts: list[Part] = []
    for target in targets:
        if target.status == "known":
            continue
        matches = [m for m in index.names.closest(target.asked, limit=LOOKED_AT) if m.records]
        close = [m for m in matches if m.score >= matches[0].score - CLOSE]
        found = [(m, rows_by_id(index, m.records)) for m in close]
        meant_first = sorted(found, key=lambda pair: not any(list_scope.admits(question, r) for r in pair[1]))
        for match, rows in [pair for pair in meant_first if pair[1]][: SHOWN - len(parts)]:
            row = next((r for r in rows if list_scope.admits(question, r)), rows[0])
            parts.append(_said(target.asked, match, row, "Another near name" if parts else "The nearest listed name"))
    return parts


def _said(asked: str, match: NameMatch, row: Row, lead: str) -> Part:
    """One near name: what it is, how it differs from the one asked for, and the list that it is on."""
    cells = (*row.record.all("alias"), *row.record.all("weak_alias"))
    alias = next((f for f in cells if f.value == match.matched), None)
    name = row.record.name if alias is None else match.matched
    of = "" if alias is None else f", {'a weak' if match.weak else 'an'} alias of {row.record.name}"
    differs = difference(asked, name)
    how = f": it has {differs}" if differs else ""
    return Part(f"{lead} is {name}{of}, on the {row.info.name}{row.place}{how}.", row.cite(alias))


def difference(asked: str, listed: str) -> str:
    """How a listed name differs from the one asked for, in words that follow "it has": which words stand for which, which are
    more, and which are not in it."""
    mine, its = _telling(asked), _telling(listed)
    a, b = [normal(word) for word in mine], [normal(word) for word in its]
    if a == b:
        return "another legal form"
    if "".join(a) == "".join(b):
        return "the same letters, in other words"
    if sorted(a) == sorted(b):
        return "the same words, in another order"
    said: list[str] = []
    for kind, i, j, m, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        old, new = (_closed(" ".join(part)) for part in (mine[i:j], its[m:n]))
        if kind == "replace":
            said.append(f"“{new}” for “{old}”")
        elif kind == "insert":
            said.append(f"“{new}” more")
        elif kind == "delete":
            said.append(f"no “{old}”")
    return ", ".join(said) if len(said) <= _MOST_DIFFERENCES else "several other words"


def _closed(words: str) -> str:
    """Words without a bracket that opens or closes nothing among them."""
    return words if words.count("(") == words.count(")") else words.strip("()")


def _telling(name: str) -> list[str]:
    """The words of a name as written, without legal forms and words for a body in general; all where nothing else is there."""
    told = set(parse(name).words) - CORPORATE
    words = _WORD.findall(name)
    return [word for word in words if any(stem(part) in told for part in tokens(word))] or words
