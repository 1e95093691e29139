"""Which authorities list a party, and which of those asked about do not."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.across.across_question import AcrossQuestion
from assistant.across.parties import Party, how
from assistant.across.say import by_list, claims, copies, listed
from assistant.question.keepers import KEEPERS, Keeper, keeps
from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.records.record_sentences import closed
from assistant.records.rows import Row, join, said_agency
from assistant.records.snapshots import published, top_of
from assistant.say.claims import denied
from assistant.say.dates import said_date
from assistant.say.parts import Evidence, Findings, Part
from index.search import Index
from sources.lists import LISTS, is_known


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority with the rows of a party on its lists."""

    said: str
    rows: tuple[Row, ...]


def keepers(
    index: Index, question: Question, target: Target, asked: AcrossQuestion, found: Sequence[Party]
) -> Findings | None:
    """Of the authorities asked about, or of all, which list a party: each with its list, day and act; and which do not, as far
    as a list of theirs is here."""
    party = found[0]
    if not asked.keepers:
        told = [_told(a, party, question, target) for a in authorities(party.rows)]
        many = f"{len(told)} authorities list" if len(told) > 1 else "One authority lists"
        head = Part(
            f"{many} {party.name}{how(party)} on the lists here: {join(a.said for a in authorities(party.rows))}.",
            _heads(party),
        )
        return Findings((head, *told, *_copies(party, question)))
    parts, yes, missing = [], [], []
    for keeper in asked.keepers:
        rows = tuple(r for r in party.rows if keeps(keeper, r.info))
        if rows:
            yes.append(keeper)
            parts.append(_told(Authority(keeper.said, rows), party, question, target))
        elif (not_there := _not_on(index, keeper, party, target)) is not None:
            parts.append(not_there)
        else:
            missing.append(keeper)
    return _answered(question, asked, party, parts, yes, missing)


def _answered(
    question: Question,
    asked: AcrossQuestion,
    party: Party,
    parts: Sequence[Part],
    yes: Sequence[Keeper],
    missing: Sequence[Keeper],
) -> Findings | None:
    """The sentences on each authority with a yes or no before them, if all that it takes is known."""
    lead = (
        f"No list of {join((k.said for k in missing), 'or')} is indexed here, so nothing is said of it."
        if missing
        else ""
    )
    if not parts:
        return Findings(_other(party, question), ("list",), answered=False, lead=lead)
    all_yes, any_yes = len(yes) == len(asked.keepers), bool(yes)
    no = (asked.every and len(yes) + len(missing) < len(asked.keepers)) or (not any_yes and not missing)
    word = ""
    if closed(question):
        word = "Yes: " if all_yes or (any_yes and not asked.every) else "No: " if no else ""
    first = parts[0]
    text = f"{word}{first.text[0].lower() if word and first.text.startswith('The ') else first.text[0]}{first.text[1:]}"
    told = (Part(text, first.evidence, first.claims), *parts[1:])
    more = () if any_yes else _other(party, question)
    return Findings(
        (*told, *more, *_copies(party, question)), answered=bool(word) or any_yes or not closed(question), lead=lead
    )


def authorities(rows: Sequence[Row]) -> list[Authority]:
    """The authorities of rows, apart: the United States by the agency that keeps the list, others as countries or unions."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        known = is_known(row.info.id)
        keeper = next((k for k in KEEPERS if row.info.agency in k.agencies), None)
        agency = said_agency(row.info.bureau or row.info.agency) if known else row.info.agency or row.info.name
        found.setdefault(keeper.said if keeper else agency, []).append(row)
    return [Authority(said, tuple(mine)) for said, mine in found.items()]


def _told(authority: Authority, party: Party, question: Question, target: Target) -> Part:
    told = [listed(rows, question) for rows in by_list(authority.rows)]
    said = f"{authority.said[0].upper()}{authority.said[1:]}"
    text = f"{said} lists {authority.rows[0].record.name} on {join(t for t, _ in told)}."
    if said.startswith("The United"):
        text = text.replace(" lists ", " list ", 1) if "States" in said else text
    evidence = tuple(dict.fromkeys(e for _, spans in told for e in spans))
    return Part(text, evidence, claims(party, authority.rows, target.asked, question))


def _not_on(index: Index, keeper: Keeper, party: Party, target: Target) -> Part | None:
    """That the lists of an authority that are here do not show a party, with their days; None if none is here."""
    here = published(index, index.generation)
    infos = [here[row.id][-1] for row in LISTS if keeps(keeper, row) and row.id in here]
    if not infos:
        return None
    ids = [row.id for row in LISTS if keeps(keeper, row) and row.id in here]
    days = join(
        f"{row.short}{f' of {said_date(info.snapshot)}' if info.snapshot else ' (a copy without a date)'}"
        for row in LISTS if row.id in here and keeps(keeper, row) for info in here[row.id][-1:]
    )  # fmt: skip
    evidence: list[Evidence] = [top_of(index, info.id) for info in infos]
    text = (
        f"No list of {keeper.said} here shows {party.name}: looked at {'was' if len(ids) == 1 else 'were'} the {days}."
    )
    return Part(text, tuple(dict.fromkeys(evidence)), denied((party.name,), ids))


def _other(party: Party, question: Question) -> tuple[Part, ...]:
    """Where a party is listed, if not by those asked about."""
    told = [listed(rows, question) for rows in by_list(party.rows)[:MOST]]
    text = f"{party.name}{how(party)} is on {join(t for t, _ in told)}."
    return (
        Part(
            text,
            tuple(dict.fromkeys(e for _, spans in told for e in spans)),
            claims(party, party.rows, party.name, question),
        ),
    )


MOST = 3
"""Lists of others that are named where none of those asked about shows the party."""


def _heads(party: Party) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for rows in by_list(party.rows) for e in rows[0].cite()[:1]))


def _copies(party: Party, question: Question) -> tuple[Part, ...]:
    note = copies(party.rows, question)
    return (Part(f"{note[0].upper()}{note[1:]}.", _heads(party)),) if note else ()
