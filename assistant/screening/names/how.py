"""In words, how a name that was asked for fits a listed one: which of its names that is, and what is written otherwise."""

import re
from collections.abc import Callable, Sequence

from assistant.screening.names.align import Pair
from assistant.screening.names.match import FormHit
from index.name_forms import stem, tokens
from index.name_store import Role

_ROLES: dict[Role, str] = {
    "name": "the listed name", "alias": "an alias", "weak_alias": "a weak alias, which its list says to be of little use alone",
    "acronym": "the short name", "bracket": "a name in brackets behind the listed one", "mention": "a name in prose",
}  # fmt: skip
_WAYS = {
    "slip": "a slip of letters", "spelling": "another spelling", "initial": "an initial", "cut": "cut short",
    "joined": "joined or parted",
}  # fmt: skip
_WORD = re.compile(r"[^\s,;()/–—\"“”«»-]+")
_MOST = 4


def how(hit: FormHit, role: Role, asked: str, listed: str) -> str:
    """One sentence without a full stop: `an alias; “Optiks” for “Optics” (spelling); “Group” is not in it`."""
    of = _ROLES[role]
    if hit.asked.key == hit.listed.key:
        return f"{of}, letter for letter" if asked == listed else f"{of}, apart from capitals, marks and accents"
    said = _differences(hit, asked, listed)
    said = said or [_form(hit)]
    more = [f"and {len(said) - _MOST} more differences"] if len(said) > _MOST else []
    return f"{of}: {'; '.join([*said[:_MOST], *more])}"


def _form(hit: FormHit) -> str:
    """What is left to differ where all telling words are the same."""
    if hit.asked.legal and hit.listed.legal:
        return (
            "the legal form is written otherwise" if hit.asked.legal == hit.listed.legal else "with another legal form"
        )
    if hit.asked.legal or hit.listed.legal:
        return "with a legal form more" if hit.listed.legal else "without the legal form"
    return "with other small or company words"


def _differences(hit: FormHit, asked: str, listed: str) -> list[str]:
    found = hit.aligned
    mine, its = _shown(asked), _shown(listed)

    def word(at: int, of_mine: bool) -> str:
        told = (found.mine if of_mine else found.its)[at]
        return (mine if of_mine else its).get(told, told)

    said = [_pair(pair, word) for pair in found.pairs if pair.alike.way != "same"]
    if found.more:
        said.append(f"it also has {_quoted([word(j, False) for j in found.more])}")
    if found.left:
        said.append(f"it lacks {_quoted([word(i, True) for i in found.left])}")
    if not found.ordered:
        said.append("the words stand in another order")
    return said


def _pair(pair: Pair, word: Callable[[int, bool], str]) -> str:
    mine = " ".join(word(i, True) for i in pair.mine)
    its = " ".join(word(j, False) for j in pair.its)
    return f"“{its}” for “{mine}” ({_WAYS[pair.alike.way]})"


def _quoted(words: Sequence[str]) -> str:
    shown = "”, “".join(words[:_MOST])
    return f"“{shown}”" + (" …" if len(words) > _MOST else "")


def _shown(text: str) -> dict[str, str]:
    """The words of a name as written, by the stems that are compared."""
    out: dict[str, str] = {}
    for word in _WORD.findall(text):
        for part in tokens(word):
            out.setdefault(stem(part), word)
    return out
