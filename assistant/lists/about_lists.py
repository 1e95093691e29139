"""Questions about a list itself, not about somebody on it: what changed on it, what its footnotes and being on it mean. Of its
entries as a set, `assistant.query` tells."""

import re
from collections.abc import Sequence

from assistant.lists import effects, known_effects
from assistant.lists.licences import reads
from assistant.lists.list_scope import LIST_IDS, words_for
from assistant.query.records.table import here
from assistant.question.keepers import UNITED_STATES, keepers_in_scope, keeps
from assistant.question.understand import Question, Unit
from assistant.question.units import weight
from assistant.question.whose_lists import lists_called
from assistant.records import differences
from assistant.say.parts import Findings, Part, room
from assistant.sections import regulation
from assistant.sections.regulation import Rule
from index.search import Index
from sources.lists import LISTS, ListInfo, is_known, list_info

_CHANGED = re.compile(
    r"\b(?:add(?:ed|itions?)?|new(?:ly)?|joined|remov(?:ed|als?)|delet(?:ed|ions?)|dropped|struck|taken off|delisted|chang(?:ed?|es)|modif(?:ied|ications?)|"
    r"amend(?:ed|ments?)|revis(?:ed|ions?)|renamed|reformatted|updated?)\b", re.I)  # fmt: skip
_BETWEEN = re.compile(
    r"\b(?:since|after|between|from .{1,300} (?:to|until)|last snapshot|previous (?:snapshot|version))\b", re.I
)
_NEWS = re.compile(
    r"^(?:so |and |but |ok,? )?what(?:'s| is| are| has| have)?(?: been)? (?:the )?(?:new|news|latest|changed?|changes|different)\b(?! (?:rule|policy|law))",
    re.I,
)
_MEANS = re.compile(
    r"^(?:so |and |but )?(?:what (?:does|would|will|do) (?:it|that|being|getting|a place|(?:a )?listing|(?:a )?designation|an entry|placement|inclusion)\b.*\b(?:mean|do|imply|entail)\b|"
    r"what (?:happens|follows|are the (?:consequences|effects)|is the effect|effect)\b|what (?:does|do) (?:the|an?) .*\blist(?:ing)?\b.*\b(?:do|mean|restrict|prohibit|require)\b)", re.I)  # fmt: skip
_WHAT = re.compile(r"^(?:so |and |but )?what(?:'s| is) (?:the |an? )?[\w' -]{3,60}\blist\??$", re.I)
_KEEPS = re.compile(
    r"^(?:so |and |but )?(?:(?:who|which (?:agency|department|authority)|what (?:agency|department|authority))\b.{0,20}\b(?:keep|kept|maintain|publish|"
    r"run|issue|compile|administer)\w*|(?:under|on) (?:what|which) (?:law|statute|authority)\b|where\b.{0,80}\bpublish)",
    re.I,
)
_NUMBERED = re.compile(r"\bfootnotes? (\d)\b", re.I)
_PLAIN = frozenset({
    "c:put-on-list", "c:the-list", "c:party", "c:person", "c:mean", "c:happen", "c:effect", "c:government", "c:law", "entri", "row",
    "record", "name", "list", "stand", "there", "hold", "contain", "now", "current", "today", "big", "long", "larg", "peopl", "compani",
    "entiti", "c:light", "c:time-word", "footnot", "full", "c:start", "c:change-entry", "c:take-off-list", "anyon", "c:first", "c:publish",
    "number", "mark", "reformat", "renam", "snapshot", "version", "appear", "new", "latest", "chang", "c:license", "c:policy", "c:review", "requir", "requirement", "appli", "differ", "distinct", "compar", "c:exempt", "except", "consequ", "someon", "somebodi", "c:other",
    "keep", "kept", "maintain", "run", "issu", "compil", "administ", "agenc", "depart", "author", "c:agency-word",
})  # fmt: skip


def called_here(index: Index, text: str) -> list[tuple[int, int, str]]:
    """Where a text calls a list by the name that its file gives it, of those lists that no table here has: start, end, id."""
    found = []
    lower = text.casefold()
    for list_id in here(index):
        if not is_known(list_id):
            at = lower.find(name := list_info(list_id).name.casefold())
            found += [(at, at + len(name), list_id)] if at >= 0 and len(name.split()) > 1 else []
    return found


RESIDUE = 0.3
"""A question that speaks of something else that tells more than this is not about the list alone."""


def answer(index: Index, question: Question) -> Findings | None:
    """What is known of the one list that a question is about, or None when it asks for something else, or nothing is."""
    named = [n for n in question.lists if n in LIST_IDS]
    if not named and not question.mentions and _MEANS.match(question.text) and (kept := _of_keepers(index, question)):
        return kept
    number = _NUMBERED.search(question.text)
    if number and not named and (found := _footnoted(index)):
        named = [found.id]
    if not named or question.mentions:
        return None
    if len(named) > 1:
        apart = _APART.search(question.text) and not _other(index, question)
        return _apart(index, named) if apart else None
    info = list_info(named[0])
    if number and (question.kind in ("definition", "licence", "identity", "passage", "effect")):
        return footnote(index, info, number.group(1), question) if not _other(index, question) else None
    between = _CHANGED.search(question.text) and _BETWEEN.search(question.text)
    if between or (_NEWS.search(question.text) and not _other(index, question)):
        return differences.answer(index, question)
    if _KEEPS.match(question.text) and not _other(index, question):
        return known_effects.of_list(index, info)
    required = question.kind == "licence" and "requirement" in question.text.lower()
    if (required or _MEANS.match(question.text) or _WHAT.match(question.text)) and not _other(index, question):
        return effects.of_list(index, info)
    return None


MOST_KEPT = 3
"""Lists of one country or union whose effect is told."""


def _of_keepers(index: Index, question: Question) -> Findings | None:
    """What being on the lists of a country or union means that is asked about as a whole ("the UN list", "listing by the UK")."""
    keepers = [*(k for _, _, k in lists_called(question.text)), *keepers_in_scope(question)]
    kept = [
        i
        for i in here(index)
        if is_known(i) and any(k is not UNITED_STATES and keeps(k, list_info(i)) for k in keepers)
    ]
    told = [found.parts[0] for i in kept[:MOST_KEPT] if (found := effects.of_list(index, list_info(i))) is not None]
    return Findings(tuple(told)) if told else None


_APART = re.compile(r"\b(?:difference|differ\w*|compare\w*|versus|vs\.?|distinction)\b", re.I)


def _apart(index: Index, named: Sequence[str]) -> Findings | None:
    """What being on each of several lists means, one after the other; None unless all are known."""
    told = [effects.of_list(index, list_info(name)) for name in named]
    parts = tuple(f.parts[0] for f in told if f is not None)
    return Findings(parts) if len(parts) == len(named) else None


def _other(index: Index, question: Question, places: bool = False) -> bool:
    """Whether a question speaks of something besides the list (and places, where they are looked at)."""

    called = frozenset().union(*(words_for(name) for name in question.lists if name in LIST_IDS))

    def idle(unit: Unit) -> bool:
        own = any(k.startswith(("l:", "a:", "y:", "n:")) or (places and k.startswith("p:")) for k in unit.keys)
        return own or bool(unit.keys & (_PLAIN | called))

    return any(not idle(u) and weight(index, u) > RESIDUE for u in question.units)


def _footnoted(index: Index) -> ListInfo | None:
    """The list whose footnotes are indexed."""
    return next((info for info in LISTS if info.by_country and regulation.footnote(index, info, "1")), None)


def footnote(index: Index, info: ListInfo, mark: str, question: Question) -> Findings | None:
    """What a footnote of a list says, in its first sentences, and the review policy or requirement of the paragraph that it
    refers to, if that is asked for; None when it is not indexed."""
    note = regulation.footnote(index, info, mark)
    if not note:
        return None
    quote = " ".join(n.quoted(60) for n in note[:2])
    parts = [Part(f"Footnote {mark} of the {info.name} reads: “{quote}”", regulation.evidence_of(note[:2]))]
    referred = _REFERRED.search(quote)
    what: Rule | None = (
        "policy"
        if "policy" in question.text.lower()
        else "requirement"
        if "requirement" in question.text.lower()
        else None
    )
    rule = regulation.rule(index, referred["cite"], what, info) if what and referred else None
    if what and rule is None:
        return None
    said = reads(rule)
    return Findings(tuple(room([said], parts) if said else parts))


_REFERRED = re.compile(r"\bSee § *(?P<cite>\d+\.\d+[a-z]?(?:\([A-Za-z0-9]+\))*)")
