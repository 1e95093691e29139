"""Questions about a list itself, not about somebody on it: what changed on it, how many entries it has, what its footnotes
and being on it mean."""

import re
from collections.abc import Sequence

from assistant import differences, effects, regulation
from assistant.concepts import keys
from assistant.dates import said_date
from assistant.licences import reads
from assistant.meant import LIST_IDS
from assistant.meant import places as places_of
from assistant.parts import Findings, Part, of_record, room
from assistant.question import Question, Unit
from assistant.records import join, place_of
from assistant.regulation import Rule
from assistant.snapshots import published, top_of
from assistant.units import weight
from index.search import Index
from sources.document import Record, Span
from sources.lists import LISTS, ListInfo, list_info

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
_MANY = re.compile(
    r"\bhow many (?:[\w'’-]+ ){0,8}?(?:are|stand|appear|is)(?: there)?(?: now| currently| today| still)?(?: listed| named)? (?:on|in|under)\b|"
    r"\b(?:how many|number of) (?:entries|rows|records|names|entities|parties|persons|people|companies|organi[sz]ations)\b.*\b(?:have|has|hold|holds|contain|contains|show)\b|"
    r"\bhow (?:long|big|large) is the\b", re.I)  # fmt: skip
_MEANS = re.compile(
    r"^(?:so |and |but )?(?:what (?:does|would|will|do) (?:it|that|being|getting|a place|a listing|an entry|placement|inclusion)\b.*\b(?:mean|do|imply|entail)\b|"
    r"what (?:happens|follows|are the consequences|is the effect|effect)\b|what (?:does|do) (?:the|an?) .*\blist(?:ing)?\b.*\b(?:do|mean|restrict|prohibit|require)\b)", re.I)  # fmt: skip
_WHAT = re.compile(r"^(?:so |and |but )?what(?:'s| is) (?:the |an? )?[\w' -]{3,60}\blist\??$", re.I)
_NUMBERED = re.compile(r"\bfootnotes? (\d)\b", re.I)
_PLAIN = frozenset({
    "c:put-on-list", "c:the-list", "c:party", "c:person", "c:mean", "c:happen", "c:effect", "c:government", "c:law", "entri", "row",
    "record", "name", "list", "stand", "there", "hold", "contain", "now", "current", "today", "big", "long", "larg", "peopl", "compani",
    "entiti", "c:light", "c:time-word", "footnot", "full", "c:start", "c:change-entry", "c:take-off-list", "anyon", "c:first", "c:publish",
    "number", "mark", "reformat", "renam", "snapshot", "version", "appear", "new", "latest", "chang", "c:license", "c:policy", "c:review", "requir", "requirement", "appli", "differ", "distinct", "compar", "c:exempt", "except", "consequ", "someon", "somebodi", "c:other",
})  # fmt: skip
RESIDUE = 0.3
"""A question that speaks of something else that tells more than this is not about the list alone."""


def answer(index: Index, question: Question) -> Findings | None:
    """What is known of the one list that a question is about, or None when it asks for something else, or nothing is."""
    if question.kind in ("members", "count", "list", "passage", "agency") and (rule := _CITED.search(question.text)):
        return added_by(index, f"{rule[1]} FR {rule[2]}")
    named = [n for n in question.lists if n in LIST_IDS]
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
    asked = _UNDER.match(question.text) and not question.when and not _other(index, question, places=True)
    if asked and (found_under := under(index, question, info)):
        return found_under
    if (
        question.kind == "count"
        and _MANY.search(question.text)
        and not question.when
        and not _other(index, question, places=True)
    ):
        return count(index, question, info)
    required = question.kind == "licence" and "requirement" in question.text.lower()
    if (required or _MEANS.match(question.text) or _WHAT.match(question.text)) and not _other(index, question):
        return effects.of_list(index, info)
    return None


_APART = re.compile(r"\b(?:difference|differ\w*|compare\w*|versus|vs\.?|distinction)\b", re.I)


def _apart(index: Index, named: Sequence[str]) -> Findings | None:
    """What being on each of several lists means, one after the other; None unless all are known."""
    told = [effects.of_list(index, list_info(name)) for name in named]
    parts = tuple(f.parts[0] for f in told if f is not None)
    return Findings(parts) if len(parts) == len(named) else None


def _other(index: Index, question: Question, places: bool = False) -> bool:
    """Whether a question speaks of something besides the list (and places, where they are looked at)."""

    def idle(unit: Unit) -> bool:
        own = any(k.startswith(("l:", "a:", "y:", "n:")) or (places and k.startswith("p:")) for k in unit.keys)
        return own or bool(unit.keys & _PLAIN)

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


def count(index: Index, question: Question, info: ListInfo) -> Findings | None:
    """How many entries the newest snapshot of a list has, and how many of them under the places that are named."""
    infos = published(index, index.generation).get(info.id)
    if not infos:
        return None
    shown = infos[-1]
    day = f" of {said_date(shown.snapshot)}" if shown.snapshot else ""
    records = [r for r in index.records_of(shown.id) if r.list_id == info.id]
    text = f"The {info.name}{day}, as indexed here, has {len(records):,} entries"
    places = {k for u in question.units for k in u.keys if k.startswith("p:") and k != "p:united-states"}
    if places and not info.by_country:
        return None
    if places:
        there = [r for r in records if places & keys(_country(r))]
        under = place_of(there[0]) if there else next(u.text for u in question.units if places & u.keys)
        text += f", {len(there):,} of them under {under}" if there else f", none of them under {under}"
    return Findings((Part(f"{text}.", (top_of(index, shown.id),)),))


_UNDER = re.compile(
    r"^(?:and |so |but )?(?:which|what|who|list|name|show)\b(?!.*\b(?:add|remov|chang|first|last)\w*).*\b(?:on|in) (?:the )?(?:[\w'’-]+ ){0,4}list\b",
    re.I,
)
"""Who stands on a list, under a place that is named."""


def under(index: Index, question: Question, info: ListInfo) -> Findings | None:
    """The entries of the newest snapshot of a list under the places that are named: how many, and the first; None without a
    place, for a list that is not ordered by country, and where there are none."""
    infos = published(index, index.generation).get(info.id)
    places = places_of(question)
    if not infos or not places or not info.by_country:
        return None
    shown = infos[-1]
    there = [r for r in index.records_of(shown.id) if r.list_id == info.id and places & keys(_country(r))]
    if not there:
        return None
    day = f" of {said_date(shown.snapshot)}" if shown.snapshot else ""
    named = list(dict.fromkeys(r.name for r in there))
    more = f"; and {len(named) - MOST:,} more" if len(named) > MOST else ""
    many = "1 entry" if len(there) == 1 else f"{len(there):,} entries"
    text = f"{many} of the {info.name}{day} under {place_of(there[0])}: {'; '.join(named[:MOST])}{more}."
    document = index.document(shown.id)
    spans = (e for r in there if r.name in named[:MOST] for e in of_record(document, r)[:1])
    return Findings((Part(text, tuple(dict.fromkeys(spans))[:MOST]),))


_CITED = re.compile(r"\b(\d{2,3}) ?(?:FR|F\.R\.|Fed\. ?Reg\.) ?(\d{2,6})\b")
MOST = 8
"""Entries that are named of those that one rule added."""


def added_by(index: Index, citation: str) -> Findings | None:
    """The entries of the newest lists that a Federal Register rule added, list by list; None where it added none of them."""
    parts = []
    for list_id, infos in published(index, index.generation).items():
        shown = infos[-1]
        first = [
            r
            for r in index.records_of(shown.id)
            if r.list_id == list_id and r.events and _cites(r.events[0].citation, citation)
        ]
        if not first:
            continue
        day = f" of {said_date(shown.snapshot)}" if shown.snapshot else ""
        named = list(dict.fromkeys(r.name for r in first[:MOST]))
        names = join(named) if len(first) <= MOST else f"{'; '.join(named)}; and {len(first) - MOST:,} more"
        many = "1 entry" if len(first) == 1 else f"{len(first):,} entries"
        text = f"{many} of the {list_info(list_id).name}{day} {'cites' if len(first) == 1 else 'cite'} {citation} as what added them"
        text = f"{text.replace('them', 'it') if len(first) == 1 else text}: {names}."
        document = index.document(shown.id)
        spans = tuple(
            dict.fromkeys(
                e for r in first[:MOST] for e in of_record(document, r, Span(r.events[0].start, r.events[0].end))
            )
        )
        parts.append(Part(text, spans))
    return Findings(tuple(parts)) if parts else None


def _cites(written: str | None, citation: str) -> bool:
    return written == citation


def _country(record: Record) -> str:
    field = record.first("country")
    return field.value if field else ""
