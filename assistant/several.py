"""Several names in one question, each of which is asked for by itself ("Are A, B and C on the Entity List?")."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.question.resolve import sure
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.statements.yesno import is_yes_or_no
from index.name_forms import parse
from index.search import Index
from sources.reading.statements import Mention

_BETWEEN = re.compile(r"\s*(?:,|;|&|,? (?:and|or|nor)(?: also)?)\s*(?:the )?", re.I)
_BEFORE = re.compile(
    r"\b(?P<verb>are|were|have|do)(?P<rest> (?:the |companies |firms )?)(?:both |all |either |any of )?$", re.I
)
_WHICH_OF = re.compile(r"\b(?:which|any|some|how many) of (?:the )?$", re.I)
_VERB_BEHIND = re.compile(r"^ (?:is|are|was|were|has been|have been) ", re.I)
_ONE = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PLURAL = re.compile(
    r"^(?:so |and |but )?(?:are|were|have|(?:which|any|how many) of(?: the)?) (?P<n>.{3,600}?)"
    r" (?:both |all |either |also |still |now |been )*"
    r"(?:on|under|in|listed|sanctioned|blacklisted|designated|subject|restricted|is|are|was|were)\b",
    re.I,
)
"""Where several names stand in a question on all of them."""
_AND = re.compile(r",? (?:and|or|nor) |; ", re.I)
MOST = 12
"""Names of one question that are each asked for."""


def enumerated(index: Index, text: str) -> list[Mention]:
    """The names that a question on several lists one after the other; none where it is on one, which may hold an "and" or a comma
    itself."""
    match = _PLURAL.match(text)
    if match is None or _is_one(index, match["n"]):
        return []
    found: list[Mention] = []
    for start, piece in _pieces(match["n"], _AND):
        for at, name in [(0, piece)] if _is_one(index, piece) else _pieces(piece, re.compile(", ")):
            begin = match.start("n") + start + at
            found.append(Mention(start=begin, end=begin + len(name), value=name))
    named = all(m.value and (m.value[0].isupper() or m.value[0].isdigit()) for m in found)
    return found if named and 2 <= len(found) <= MOST else []


def _is_one(index: Index, name: str) -> bool:
    """Whether these words are one name that a source has, and not a name with more behind it."""
    best = index.names.find(name, limit=1)
    return bool(best) and sure(best[0]) and set(parse(name).words) <= set(parse(best[0].matched).words)


def _pieces(text: str, between: re.Pattern[str]) -> list[tuple[int, str]]:
    """The pieces of a text, each with where it begins."""
    found, at = [], 0
    for match in between.finditer(text):
        found.append((at, text[at : match.start()]))
        at = match.end()
    return [(start, piece) for start, piece in (*found, (at, text[at:])) if piece.strip()]


def singles(question: Question, targets: Sequence[Target]) -> list[str]:
    """The questions that a question on several names stands for, one a name; none where it is one question.

    A yes or no on several names is one for each; so is any other question where some of the names are on lists and others are
    not, which have no answer in common.
    """
    mentions = sorted(question.mentions, key=lambda m: m.start)
    if not 2 <= len(mentions) <= MOST or len(targets) != len(mentions) or question.carried:
        return []
    text = question.text
    if any(not _BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(mentions)):
        return []
    before, after = text[: mentions[0].start], text[mentions[-1].end :]
    which = _WHICH_OF.search(before)
    listed = [bool(t.records) for t in targets]
    if not which and not _closed(question, text) and (all(listed) or not any(listed)):
        return []
    if which:
        behind = _VERB_BEHIND.match(after)
        if not behind:
            return []
        verb = "Was" if "w" in behind.group().lower() else "Is"
        return [f"{verb} {text[m.start : m.end]} {after[behind.end() :]}" for m in mentions]
    before = _BEFORE.sub(lambda m: _cased(m["verb"], _ONE[m["verb"].lower()]) + m["rest"], before)
    return [f"{before}{text[m.start : m.end]}{after}" for m in mentions]


def _closed(question: Question, text: str) -> bool:
    """Whether a yes or no is wanted, whatever joins the names."""
    return question.kind in ("status", "list") and (
        is_yes_or_no(question) or re.match(r"(?:is|are|was|were|has|have)\b", text, re.I) is not None
    )


def _cased(like: str, word: str) -> str:
    return word.capitalize() if like[0].isupper() else word
