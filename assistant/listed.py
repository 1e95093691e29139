"""When a question is one for the official lists, and what they answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import effects, history, licences, meant, records
from assistant.answer import Candidate
from assistant.concepts import keys
from assistant.features import weight
from assistant.parts import Findings, Part
from assistant.question import Question
from assistant.records import Row
from assistant.targets import Target
from index.name_forms import parse
from index.search import Index
from index.types import Filters
from sources.agencies import department

KINDS = frozenset({"date", "agency", "licence", "list", "status", "authority", "effect", "identity", "reason"})
"""The kinds that a record can answer; of a reason it says only that it is not there."""

MOST_ROWS = 6
"""An answer speaks of no more rows than this."""

_ABOUT_LISTS = frozenset({
    "c:put-on-list", "c:the-list", "c:license", "c:policy", "c:review", "c:party", "c:first", "c:change-entry",
    "c:country", "c:publish", "c:reason", "c:other", "c:export-control", "c:sanctions", "c:happen", "c:mean", "entri",
    "date", "appli", "requir", "requirement", "alias", "known", "full", "head", "address", "stand", "record", "c:start",
    "bureau", "agenc", "agenci", "depart", "p:united-states", "c:law", "section", "cite", "c:exempt", "last", "c:subordinate",
    "c:technology", "regard", "c:person", "c:government", "call", "alia", "need", "c:foreign-direct-product", "c:agency-word", "c:time-word", "authoritativ", "basi", "legal", "programm",
    "program", "author", "c:executive-order", "still", "c:say", "footnot", "c:light",
})  # fmt: skip
"""What a question may speak of, beside the names, and still be one for the lists."""

_FOOTNOTE = re.compile(r"\bfootnote|\bforeign[- ](?:direct|produced)|\bfdp")
_ADDRESS = re.compile(
    r"^(?!(?:so |and |but )?(?:is|are|was|were|has|have|when|why)\b).*\baddress(?:es)?\b(?! \d)", re.S
)
"""An address that is asked for, not an entry that is called by the number of one."""
_OFF = re.compile(
    r"\b(?:how|what)\b.*\b(?:can|could|may|might|must|should|does|do|to|would)\b.*\b(?:remov|delist|taken? off|(?:get|come) off)|"
    r"\b(?:can|could|may|might)\b.*\b(?:ask|request|apply|petition|appeal|get|be)\b.*\b(?:remov|delist|off)", re.I)  # fmt: skip
"""A question about how to be removed, not whether somebody was."""

_OF_LISTS = frozenset({"anywher", "import", "watch", "export", "militari", "offici", "feder", "american"})
_DEALING = frozenset({"c:supply", "c:supplier", "c:party", "trade", "busi", "buy", "deal", "transact"})
_LEAVING = frozenset({"c:take-off-list", "request", "appli", "petit", "ask"})

RESIDUE = 0.29
"""A question that speaks of something else that tells more than this is not one for the lists."""


def rows(index: Index, question: Question, targets: Sequence[Target]) -> list[Row]:
    """The rows of the names asked about, on the lists and by the agency that the question takes as given, and under
    the places that it names."""
    found = [r for t in targets for r in records.rows_of(index, t) if meant.admits(question, r)]
    places = _places(question)
    if places:
        there = [r for r in found if places & keys(f"{r.country or ''}")]
        found = there or [r for r in found if places & keys(_row_text(r))]
    return found


def _places(question: Question) -> set[str]:
    return {k for u in question.units for k in u.keys if k.startswith("p:") and k != "p:united-states"}


_KIN = re.compile(
    r"\b(?:subsidiar\w+|affiliat\w+|units?|arms?|branch\w*|offices?|divisions?|entit\w+|compan\w+)\b", re.I
)


def relatives(index: Index, question: Question, targets: Sequence[Target]) -> list[Row]:
    """Rows, under a place that the question names, of parties whose name says the whole listed name of the one asked about and
    more: "the Japanese subsidiary of" a group that is asked for by its initials."""
    places = _places(question)
    if not places or not _KIN.search(question.text):
        return []
    found: dict[str, Row] = {}
    for match in (m for t in targets for m in t.listed):
        words = parse(match.name).words
        for other in index.names.find(" ".join(words), limit=RELATED):
            if other.records and set(words) < set(parse(other.name).words):
                rows = records.rows_by_id(index, other.records)
                found |= {r.record.id: r for r in rows if places & keys(r.country or "") and meant.admits(question, r)}
    return list(found.values())


RELATED = 24
"""Names that are looked through for one that says more than the name asked about."""


def leaving(question: Question) -> bool:
    """Whether it is asked how to be taken off a list."""
    return question.action == "removed" and _OFF.search(question.text) is not None


def _row_text(row: Row) -> str:
    return row.document.text[row.record.start : row.record.end][:4000]


def residue(index: Index, question: Question, found: Sequence[Row]) -> float:
    """The weight of the heaviest thing that the question speaks of and neither the lists in general nor the rows do."""
    said = frozenset().union(*(keys(_row_text(r)) | keys(r.country or "") | keys(r.info.name) for r in found))
    footnoted = _FOOTNOTE.search(question.text.lower()) is not None
    heaviest = 0.0
    for unit in question.units:
        if history.asked(question) and unit.keys & history.WORDS:
            continue
        if unit.keys & _OF_LISTS and question.kind in ("list", "status"):
            continue
        if unit.keys & _DEALING and question.kind in ("effect", "licence"):
            continue
        if (footnoted and all(k.startswith("n:") or k == "rule" for k in unit.keys)) or (
            leaving(question) and unit.keys & _LEAVING
        ):
            continue
        if unit.keys & _ABOUT_LISTS or unit.keys & said or any(k.startswith(("l:", "a:", "y:")) for k in unit.keys):
            continue
        heaviest = max(heaviest, weight(index, unit))
    return heaviest


def _ambiguous(targets: Sequence[Target], found: Sequence[Row]) -> tuple[Candidate, ...]:
    """The entities that a name may mean, when several fit equally well."""
    for target in targets:
        matched = {m.name: m for m in target.listed}
        first: list[Row] = []
        for group in same_entity([r for r in found if r.record.id in target.records]):
            first.append(group[0])
        if len(first) > 1:
            return tuple(
                Candidate(name=r.record.name, detail=f"{r.info.name}{f', {r.country}' if r.country else ''}",
                          how=matched[r.record.name].how if r.record.name in matched else "part")
                for r in first
            )  # fmt: skip
    return ()


def same_entity(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows put together that are one entity: of the same name, or on different lists, under no different countries, where
    the name that one list gives is a name on the other."""
    groups: list[list[Row]] = []
    for row in rows:
        mine = next((g for g in groups if any(_same(row, other) for other in g)), None)
        if mine is None:
            groups.append([row])
        else:
            mine.append(row)
    return groups


def _same(one: Row, other: Row) -> bool:
    if _words(one.record.name) == _words(other.record.name):
        return True
    if one.info.id == other.info.id or (one.country and other.country and one.country != other.country):
        return False
    return any(
        _words(a.record.name) in {_words(f.value) for f in b.record.all("alias")}
        for a, b in ((one, other), (other, one))
    )


def _words(name: str) -> str:
    """What two spellings of a name have in common: its words without the legal form, and without initials in brackets."""
    return " ".join(parse(re.sub(r"(?<=\w) \([A-Z][\w&-]*\)$", "", name)).words)


def answer(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """What the lists answer, or None when the question is not one for them (or the lists do not have the name)."""
    off = leaving(question)
    past = history.asked(question)
    if not off and not past and (question.kind not in KINDS or question.action in ("removed", "charged", "fined")):
        return None
    if not any(t.records for t in targets) or any(not t.records for t in targets):
        return None
    found = rows(index, question, targets)
    if filters:
        found = [r for r in found if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    if not found and (related := relatives(index, question, targets)):
        said = say(index, question, targets, related)
        parts = (
            tuple(Part(f"By its name: {p.text.removeprefix('Yes: ')}", p.evidence) for p in said.parts) if said else ()
        )
        return replace(said, parts=parts) if said else None
    if not found and question.kind in ("list", "status"):
        return elsewhere(index, question, targets, filters)
    if not found or residue(index, question, found) > RESIDUE:
        return None
    return effects.removal(found, index) if off else say(index, question, targets, found)


def elsewhere(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> Findings | None:
    """That no source shows the names on the lists meant, with the lists that do show them; None if the question is not
    just that."""
    shown = meant.shown(question)
    if not shown or question.action not in (None, "added"):
        return None
    found = [r for t in targets for r in records.rows_of(index, t)]
    if filters:
        found = [r for r in found if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    if not found or residue(index, question, found) > RESIDUE:
        return None
    parts = [
        Part(p.text.removeprefix("Yes: "), p.evidence)
        for t in targets
        for p in records.standing([r for r in found if r.record.id in t.records], question, t).parts
    ]
    who = records.join(t.asked for t in targets)
    return Findings(tuple(parts[:2]), answered=False, lead=f"No source here shows {who} on {shown}.")


def say(index: Index, question: Question, targets: Sequence[Target], found: list[Row]) -> Findings | None:
    """The answer of these rows to this kind of question."""
    if question.kind == "licence" and (
        asking := [r for r in found if r.record.all("requirement") or r.record.all("policy")]
    ):
        found = asking  # another of that name, on a list without licenses, is not the one meant
    several = _ambiguous(targets, found)
    if several and len(several) > 1 and question.kind not in ("list", "status"):
        names = records.join((c.name for c in several[:8]), "or")
        parts = records.standing(found[:MOST_ROWS], question, targets[0]).parts
        return Findings(parts, answered=False, lead=f"Which one is meant: {names}?", candidates=several)
    found = found[:MOST_ROWS]
    if history.asked(question):
        return history.told(found, question)
    text = question.text.lower()
    match question.kind:
        case "date":
            return records.dates(found, question)
        case "agency":
            return records.agencies(found, question)
        case "licence" if _FOOTNOTE.search(text):
            return licences.footnotes(found, question, index)
        case "licence":
            return licences.licences(found, question, index)
        case "effect":
            return effects.effects(found, question, index)
        case "authority":
            return effects.basis(found, index)
        case "reason":
            return records.reasons(found)
        case "list" | "status" | "identity":
            if _ADDRESS.search(text):
                return records.addresses(found, question)
            if ("alias" in text or "other name" in text) and not any(
                m.how in ("alias", "acronym") for t in targets for m in t.listed
            ):
                return records.names(found, question)
            return records.standing(found, question, targets[0])
    return None


def of_department(row: Row) -> str:
    """The department that keeps the list of a row."""
    return department(row.info.agency).id
