"""What a question speaks of that neither lists in general nor the rows say: too much of it, and it is no question for the lists."""

from collections.abc import Sequence

from assistant.lists import list_scope
from assistant.lists.record_topic import RecordTopic
from assistant.question.concepts import keys
from assistant.question.framing import says_kind
from assistant.question.understand import Question
from assistant.question.units import weight
from assistant.records import history
from assistant.records.record_sentences import Row
from index.search import Index

_ABOUT_LISTS = frozenset({
    "c:put-on-list", "c:the-list", "c:license", "c:policy", "c:review", "c:party", "c:first", "c:change-entry",
    "c:country", "c:publish", "c:reason", "c:other", "c:export-control", "c:sanctions", "c:happen", "c:mean", "entri",
    "date", "appli", "requir", "requirement", "alias", "known", "full", "head", "address", "stand", "record", "c:start",
    "bureau", "agenc", "agenci", "depart", "p:united-states", "c:law", "section", "cite", "c:exempt", "last", "c:subordinate",
    "c:technology", "regard", "c:person", "c:government", "call", "alia", "need", "c:foreign-direct-product", "c:agency-word", "c:time-word", "authoritativ", "basi", "legal", "programm",
    "program", "author", "c:executive-order", "still", "c:say", "footnot", "c:light", "maintain", "keep", "kept", "run", "administ", "subject", "order", "forc",
})  # fmt: skip
"""What a question may speak of, beside the names, and still be one for the lists."""


_OF_LISTS = frozenset({"anywher", "import", "watch", "export", "militari", "offici", "feder", "american"})


_DEALING = frozenset({"c:supply", "c:supplier", "c:party", "trade", "busi", "buy", "deal", "transact"})


_RULE = frozenset({"mark", "rule", "subject", "cover", "captur", "fall"})


_LEAVING = frozenset({"c:take-off-list", "request", "appli", "petit", "ask"})


RESIDUE = 0.29
"""A question that speaks of something else that tells more than this is not one for the lists."""


def row_text(row: Row) -> str:
    """The words of a row, as far as they are compared."""
    return row.document.text[row.record.start : row.record.end][:4000]


def residue(index: Index, question: Question, found: Sequence[Row], wants: RecordTopic) -> float:
    """The weight of the heaviest thing that the question speaks of and neither the lists in general nor the rows do, nor
    the words that say what is wanted."""
    said = wants.said.union(
        *(keys(row_text(r)) | keys(r.country or "") | list_scope.words_for(r.info.id) for r in found)
    )
    said |= list_scope.keepers_places(question)
    heaviest = 0.0
    for unit in question.units:
        if wants.topic == "history" and unit.keys & history.WORDS:
            continue
        if unit.keys & _OF_LISTS and question.kind in ("list", "status"):
            continue
        if unit.keys & _DEALING and wants.topic in ("effect", "licence"):
            continue
        if wants.topic == "footnote" and all(k.startswith("n:") or k in _RULE for k in unit.keys):
            continue
        if wants.topic == "removal" and unit.keys & _LEAVING:
            continue
        if unit.keys & _ABOUT_LISTS or unit.keys & said or any(k.startswith(("a:", "y:")) for k in unit.keys):
            continue
        if question.lists and any(k.startswith("l:") for k in unit.keys):
            continue
        if says_kind(question, unit.text):
            continue
        heaviest = max(heaviest, weight(index, unit))
    return heaviest


def left_for_cells(index: Index, question: Question, found: Sequence[Row]) -> frozenset[str]:
    """The concepts of what a question speaks of that neither lists in general nor the names, country and list of the rows
    say: what is left stands in another cell."""
    own = frozenset().union(
        *(
            keys("; ".join((r.record.name, *(f.value for f in r.record.all("alias")), r.country or "")))
            | list_scope.words_for(r.info.id)
            for r in found
        )
    )
    left: set[str] = set()
    for unit in question.units:
        if unit.keys & (_ABOUT_LISTS | _OF_LISTS | own) or any(k[:2] in ("a:", "y:", "l:", "p:") for k in unit.keys):
            continue
        if any(f"{unit.text} {name}".casefold() in question.text.casefold() for name in question.names):
            continue  # what it is said to be ("the vessel NAME")
        if weight(index, unit) > RESIDUE:
            left |= unit.keys
    return frozenset(left)
