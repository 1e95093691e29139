"""What prose answers: the chosen sentences with their attribution, or an honest no."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import disagreement, identities, records, replies, slot_dates, slots, yesno
from assistant.beside import behind, completing, taken_back
from assistant.candidates import layout, near_keys, passage_at
from assistant.features import is_given
from assistant.gates import UNDONE, UNSAID, list_keys
from assistant.parts import Evidence, Findings, Part
from assistant.prose import Choice, Scored, choose, model
from assistant.question import Question
from assistant.records import join
from assistant.targets import Target
from assistant.told import told
from assistant.wording import attributed, plain, source_name
from index.search import Index
from index.types import Filters
from sources.lists import LISTS, list_info
from sources.reading import mentions

SECOND = 0.35
"""A second sentence is quoted when it is at least this much as probable as the first."""

LONGEST_QUOTE = 85
"""Words of one quotation; a longer sentence is quoted by the clause that answers."""


def evidence(scored: Scored) -> Evidence:
    """The whole sentence as evidence."""
    c = scored.candidate
    return Evidence(c.document, c.start, c.end, c.passage.id, c.passage.start, c.passage.end)


def quoted(scored: Scored, index: Index, before: Sequence[Scored] = ()) -> Part:
    """A sentence quoted with its source, which is named once where it is the same as before; one that announces a list,
    with the list."""
    found = (evidence(scored), *_listed_below(scored, index))
    if taken_back(index, scored.candidate.document.id, scored.candidate.number):
        found += (behind(index, scored, scored.candidate.number + 1),)
    words = " ".join(plain(e.quote) for e in found)
    again = any(s.candidate.document.id == scored.candidate.document.id for s in before)
    return Part(f"{'It also says' if again else attributed(scored.candidate.document)}: “{words}”", found)


def _listed_below(scored: Scored, index: Index) -> tuple[Evidence, ...]:
    """The lines of the list that a sentence ending in a colon announces, as many as an answer can hold."""
    c = scored.candidate
    if not c.text.rstrip(" *").endswith(":"):
        return ()
    plan = layout(index, c.document.id)
    found: list[Evidence] = []
    words = len(c.text.split())
    for span in plan.sentences[c.number + 1 : c.number + 13]:
        line = c.document.text.rfind("\n", 0, span.start) + 1
        if not _BULLET.match(c.document.text[line : span.start + 1]):
            break
        words += len(c.document.text[span.start : span.end].split())
        if words > LONGEST_QUOTE:
            break
        passage = passage_at(index, c.document.id, span.start)
        found.append(Evidence(c.document, span.start, span.end, passage.id, passage.start, passage.end))
    return tuple(found)


_BULLET = re.compile(r"[ \t]*(?:[-•*–|]|\d{1,2}[.)]|\([a-z0-9]{1,3}\))")


def pick(choice: Choice, index: Index, question: Question) -> list[Scored]:
    """The sentences that are quoted: the best, and the one that completes it, or one more if it is nearly as good and not
    the same again."""
    best = choice.ranked[0]
    picked = [best]
    if (more := completing(question, best, choice.ranked)) is not None:
        picked.append(more)
    twins = set(index.twins(best.candidate.document.id))
    for scored in choice.ranked[1:6] if len(picked) == 1 else ():
        if scored.probability < SECOND * best.probability or scored.candidate.document.id in twins:
            continue
        if plain(scored.candidate.text) == plain(best.candidate.text):
            continue
        if sum(len(s.candidate.text.split()) for s in (*picked, scored)) > LONGEST_QUOTE:
            continue
        picked.append(scored)
        break
    return picked


def answer(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings:
    """A slot from statements about the names asked; else the best sentences, quoted with their sources; else what was
    looked for and what comes nearest."""
    absent = [t for t in targets if t.status == "absent"]
    if absent:
        return decline(index, question, targets, Choice((), 0.0), absent, filters)
    if question.kind == "reason" and question.action is None and targets and all(map(is_given, question.units)):
        question = replace(question, action="added")  # "on what ground?", of a name alone, asks for its listing
    if (against := _against(index, question, targets, filters)) is not None:
        return against
    filled = fill(index, question, targets, filters)
    if filled is not None:
        return filled
    choice = choose(index, question, targets, filters)
    if choice.ranked and choice.confidence >= model().threshold:
        picked = pick(choice, index, question)
        missing = ("members",) if _names_missing(question, picked) else ()
        parts = tuple(quoted(s, index, picked[:n]) for n, s in enumerate(picked))
        if question.kind == "count":
            difference = disagreement.counts(index, [e for p in parts for e in p.evidence])
            if difference is not None:
                parts = (*parts[:1], difference.part())
                return Findings(parts, differing=("count", difference.values), confidence=choice.confidence)
        return Findings(parts, missing=missing, confidence=choice.confidence)
    return decline(index, question, targets, choice, absent, filters)


_NAMES = re.compile(r"\b(?:names? (?:of|are|were)|by name|what are they called)\b", re.I)


def _names_missing(question: Question, picked: Sequence[Scored]) -> bool:
    """Whether names were asked for, and what was found has none beyond those of the question."""
    if not _NAMES.search(question.text):
        return False
    asked = " ".join(question.names).casefold()
    return not any(
        m.kind in ("entity", "person") and (m.value or "").casefold() not in asked
        for s in picked
        for m in mentions(s.candidate.text)
    )


def _documents(index: Index, targets: Sequence[Target], filters: Filters | None) -> list[str]:
    """The documents that speak of the names asked about."""
    found = [d for t in targets for d in t.documents]
    return found if filters is None else [d for d in found if filters.admits(index.info(d))]


def _against(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings | None:
    """No answer, but the statement that the question's premise is not so, if there is one."""
    if len(targets) != 1:
        return None
    against = yesno.contradicted(question, told(index, targets, _documents(index, targets, filters)))
    if against is None:
        return None
    found = slots.sentence_at(index, against.document, against.statement.start)
    done = "taken off" if question.action == "removed" else "listed"
    lead = f"No source here says that {targets[0].asked} was {done} so."
    return Findings(
        (Part(f"{attributed(against.document)}: “{plain(found.quote)}”", (found,)),), answered=False, lead=lead
    )


FILLED = frozenset({"reason", "agency", "date", "identity", "list", "members", "response", "status", "authority"})
"""The kinds of question that statements, roles and utterances answer."""

_BESIDE = {
    "reason": frozenset({"c:accuse"}),
    "response": frozenset({"c:accuse", "c:respond", "c:say", "c:deny"}),
    "status": frozenset({"c:take-off-list", "c:light", "c:start"}),
    "authority": frozenset({"c:executive-order", "c:law"}),
    "list": frozenset({"c:take-off-list", "c:light"}),
}
"""What a question of the kind may say beyond the names and the listing without asking for more: "accused of what?" asks for
the reason."""


_KIN = r"(?:affiliates?|subsidiar(?:y|ies)|units?|arms?|offshoots?|branch(?:es)?|laborator(?:y|ies)|parent|owners?|founders?|suppliers?|sister)"


def _relative(text: str, name: str) -> bool:
    """Whether a question asks for a relative of a name ("the affiliates of NAME", "NAME's parent"), not for itself."""
    at = re.escape(name)
    return (
        re.search(rf"\b{_KIN} (?:\w+ )?(?:of|in|at) (?:the )?{at}|{at}(?:['’]s?)? (?:\w+ )?{_KIN}\b", text, re.I)
        is not None
    )


def fill(index: Index, question: Question, targets: tuple[Target, ...], filters: Filters | None) -> Findings | None:
    """The slot asked for, from what statements and roles say of the names, if the question is just that."""
    if not targets or question.kind not in FILLED:
        return None
    if any(_relative(question.text, t.asked) for t in targets):
        return None
    asked = _BESIDE.get(question.kind, frozenset())
    if any(not is_given(u) and not u.keys & asked for u in question.units if question.kind != "identity"):
        return None
    documents = _documents(index, targets, filters)
    if question.kind == "identity":
        return identities.identity(index, targets, documents)
    if question.action is None and question.kind == "reason":
        question = replace(question, action="added")  # so does "what is held against it?"
    yes_or_no = question.kind in ("status", "list") and yesno.is_yes_or_no(question)
    if question.action is None and question.kind not in ("list", "response") and not yes_or_no:
        return None
    said = told(index, targets, documents)
    if yes_or_no and len(targets) == 1:
        return yesno.standing(index, question, said)
    match question.kind:
        case "response":
            return replies.reply(index, question, targets, said)
        case "status":
            return None
        case "reason":
            return slots.reason(index, question, said)
        case "agency":
            return slots.agency(index, question, said)
        case "authority":
            return slots.authority(index, question, said)
        case "date":
            return slot_dates.date(index, question, said)
        case "members":
            return slots.members(index, question, targets, said)
        case _:
            return (
                slots.lists(index, question, said)
                if question.text.lower().startswith(("which", "what", "on"))
                else None
            )


LIST_IDS = frozenset(row.id for row in LISTS)


def _elsewhere(
    index: Index,
    question: Question,
    targets: Sequence[Target],
    rows: Sequence[records.Row],
    shown: str,
    choice: Choice,
    filters: Filters | None,
) -> Findings:
    """No source shows the names on the list asked about; the lists that do show them."""
    who = join(t.asked for t in targets) if targets else "that"
    parts = [
        Part(p.text.removeprefix("Yes: "), p.evidence)
        for t in targets
        for p in (records.standing([r for r in rows if r.record.id in t.records], question, t).parts if rows else ())
    ]
    if not parts:
        documents = _documents(index, targets, filters)
        anywhere = replace(question, lists=(), agencies=(), when=(), action="added")
        stated = slots.lists(index, anywhere, told(index, targets, documents))
        parts = list(stated.parts) if stated else []
    lead = f"No source here shows {who} on {shown}."
    return Findings(tuple(parts[:2]), answered=False, lead=lead, confidence=choice.confidence)


def _spoken_of_together(question: Question, targets: Sequence[Target], choice: Choice) -> bool:
    """Whether some sentence, with its neighbours, speaks of a name and of a list that the question names: then it is not for
    us to say that no source shows the one on the other."""
    wanted = frozenset().union(*map(list_keys, question.lists)) | {"c:the-list"}
    return any(
        wanted & near and any(t.share(near) >= SURELY for t in targets)
        for s in (*choice.ranked, *choice.kept_out)
        if s.failed != UNDONE
        for near in (near_keys(s.candidate),)
    )


SURELY = 0.6
"""Share of a name that a sentence and its neighbours have to say."""


def _told_on(index: Index, question: Question, targets: Sequence[Target], filters: Filters | None) -> bool:
    """Whether a document says that a name was put on one of the lists asked about."""
    documents = _documents(index, targets, filters)
    lists = (t.statement.list for t in told(index, targets, documents) if t.statement.action == "added")
    return any(on is not None and on.value in question.lists for on in lists)


_SLOT = {
    "reason": "why", "agency": "which agency acted", "date": "when", "list": "which list", "effect": "with what effect",
    "count": "how many", "members": "which ones", "statement": "what was said", "response": "what was answered",
    "identity": "who or what that is", "status": "whether that is so", "definition": "what that means",
    "authority": "under which authority", "licence": "what license requirement or policy applies",
    "changes": "what changed", "passage": "that",
}  # fmt: skip


def decline(
    index: Index,
    question: Question,
    targets: Sequence[Target],
    choice: Choice,
    absent: Sequence[Target],
    filters: Filters | None = None,
) -> Findings:
    """What was looked for, why that is no answer, and what the sources do say that comes nearest."""
    rows = [r for t in targets for r in records.rows_of(index, t)][:2] if not absent else []
    if (
        not absent
        and targets
        and question.lists
        and question.action in (None, "added")
        and not any(r.info.id in question.lists for r in rows)
        and not _told_on(index, question, targets, filters)
    ):
        shown = join((f"the {list_info(name).name}" for name in question.lists if name in LIST_IDS), "or")
        if shown and not _spoken_of_together(question, targets, choice):
            return _elsewhere(index, question, targets, rows, shown, choice, filters)
    slot = "how much" if "how much" in question.text.lower() else _SLOT[question.kind]
    if absent:
        lead = f"No source here speaks of {join(t.asked for t in absent)}."
    elif targets:
        lead = f"The sources here speak of {join(t.asked for t in targets)}, but do not say {slot}."
    else:
        lead = f"The sources here do not say {slot}."
    parts: list[Part] = []
    rows = [r for t in targets for r in records.rows_of(index, t)] if not absent else []
    if filters is not None:
        rows = [r for r in rows if filters.admits(index.info(r.document.id)) and filters.admits_record(r.record)]
    rows = rows[:2]
    if rows:
        parts = list(records.standing(rows, question, targets[0]).parts)[:2]
        parts = [Part(p.text.removeprefix("Yes: "), p.evidence) for p in parts]
    elif choice.kept_out and choice.kept_out[0].failed in (UNSAID, UNDONE) and not absent:
        parts = [quoted(choice.kept_out[0], index)]
    elif choice.ranked and not absent:
        near = choice.ranked[0]
        parts = [Part(f"The nearest passage, which does not answer it, is in {source_name(near.candidate.document)}.",
                      (evidence(near),))]  # fmt: skip
    return Findings(tuple(parts), answered=False, lead=lead, confidence=choice.confidence)
