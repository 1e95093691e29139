"""What being listed means: effect, legal basis and removal, as the row says and as the regulation says that it names."""

import re
from collections.abc import Sequence

from assistant.lists import known_effects
from assistant.lists.licences import footnotes_of, reads, rule_of
from assistant.question.understand import Question
from assistant.records.cells import said_value
from assistant.records.record_sentences import Row, join, plural, said_agency
from assistant.records.snapshots import published, top_of
from assistant.say.parts import Evidence, Findings, Part, room
from assistant.say.wording import clipped
from assistant.sections import regulation
from assistant.sections.regulation import Passus
from index.search import Index
from sources.agencies import agency
from sources.document import Field, FieldName
from sources.lists import WORLD, ListInfo

# ------------------------------------------------------------------ effect


def effects(rows: Sequence[Row], question: Question, index: Index) -> Findings:
    """What each list that an entity is on means for it, list by list with its agency: from the row, and in plain words from the
    regulation where that is indexed. Not answered when the sources state the effect of none of them."""
    lists = [[r for r in rows if r.info.id == name] for name in dict.fromkeys(r.info.id for r in rows)]
    said: list[tuple[int, Part | None]] = []
    known = 0
    for group in lists:
        row, again = group[0], bool(said)
        words, stated = _plainly(index, row), _stated(group, whole=len(lists) == 1, again=again)
        if stated and words and words not in room([stated], [words]):
            stated = _stated(group, whole=len(lists) == 1, again=again, most=SHORT)
        exported = _exported(index, row)
        termed = any(row.record.all(name) for name in _TERMS)
        known += bool(words or termed or exported)
        if stated is None:
            programme = row.record.all("programme")
            under = (
                f", under the {plural('programme', programme)} {join(f.value for f in programme)}" if programme else ""
            )
            stated = Part(f"{_on(row, again)}{under}.", row.cite(*programme))
        if not words and not termed:
            stated = Part(f"{stated.text[:-1]}; the sources here do not state what that list means.", stated.evidence)
        said += [(0, stated), (1, words), *((2, p) for p in footnotes_of(index, row)), (3, exported)]
    kept = room([], [part for _, part in sorted(said, key=lambda pair: pair[0])])
    parts = tuple(part for _, part in said if part in kept)
    if not known:
        lead = f"The sources here do not say with what effect {rows[0].record.name} is listed."
        return Findings(parts, ("effect",), answered=False, lead=lead)
    return Findings(parts)


_TERMS: tuple[FieldName, ...] = ("requirement", "policy", "divest")
"""What of a row says itself what being on the list means."""


def _on(row: Row, again: bool = False) -> str:
    """`X is on the Entity List of the Department of Commerce (BIS)`; of one that was named before, `It is also on …`."""
    return f"{'It is also' if again else f'{row.record.name} is'} on the {row.info.name} of {said_agency(row.info.bureau or row.info.agency)}"


SHORT = 25
"""Words of a requirement or policy that is cut to make room for what the list means."""


def _stated(rows: Sequence[Row], whole: bool = True, again: bool = False, most: int | None = None) -> Part | None:
    """What the rows of one list say themselves: requirement, policy (if it is the `whole` of the answer), each in at most so
    many words, and the dates from which dealing is forbidden."""
    row = rows[0]
    cells: list[Field] = []
    said: list[str] = []
    for name, words in (("requirement", "the license requirement"), ("policy", "the review policy"))[
        : 2 if whole else 1
    ]:
        found = {f.value: f for r in rows if (f := r.record.first(name))}  # type: ignore[arg-type]
        if found:
            values = [
                v if whole and most is None else clipped(re.split(r",? \(?[Ss]ee §", v)[0].rstrip("."), most or SHORT)
                for v in list(found)[:2]
            ]
            said.append(f"{words} {join(f'“{value}”' for value in values)}")
            cells += list(found.values())[:2]
    dates: tuple[tuple[FieldName, str], ...] = (("effective", "the effective date"), ("divest", "the divestment date"))
    for name, words in dates:
        dated = row.record.first(name)
        if dated:
            said.append(f"{words} {said_value(dated.value)}")
            cells.append(dated)
    if not said:
        return None
    mine = {id(f) for fields in row.record.fields.values() for f in fields}
    evidence = [e for r in rows for e in r.cite(*(c for c in cells if r is row or id(c) not in mine))]
    text = f"{_on(row, again)}, with {join(said)}."
    return Part(text, tuple(dict.fromkeys(evidence)))


def _plainly(index: Index, row: Row) -> Part | None:
    """The effect of a list in our own plain words, standing on the sentences of the regulation that state it."""
    requirement = rule_of(index, row, "requirement")
    if requirement is None:
        return _by_table(row) if row.info in WORLD else None
    named = (requirement.cite, row.info.effect_section, row.info.general_section)
    sections = (s.split("(")[0] for s in named)
    exceptions = regulation.first_rule(index, sections, "exceptions", row.info)
    if "xception" in row.info.effect and exceptions is None:
        return None
    cited = join(dict.fromkeys(p.cite for p in (requirement, exceptions) if p and "xception" in row.info.effect)) or (
        requirement.cite
    )
    spans = regulation.evidence_of((requirement, exceptions if "xception" in row.info.effect else None))
    return Part(f"{row.info.effect.rstrip('.')} ({cited}).", (*row.cite(), *spans))


def _by_table(row: Row) -> Part:
    """The effect of a list whose law is no regulation that can be indexed: by the table of lists, beside the measures, acts and
    programmes that the row names."""
    measures = [f for f in row.record.all("remark") if _MEASURE.search(f.value) and len(f.value) <= LONGEST_MEASURE]
    named = (*row.record.all("basis")[:2], *row.record.all("programme")[:2], *measures[:MOST_MEASURES])
    said = f"; its record names {join(f'“{f.value}”' for f in measures[:MOST_MEASURES])}" if measures else ""
    return Part(f"{BY_TABLE}: {_lowered(row.info.effect)}{said}.", row.cite(*named))


BY_TABLE = "By this program's own table of lists, not by a source here"
"""What goes before an effect that no document states."""
MOST_MEASURES, LONGEST_MEASURE = 4, 60
_MEASURE = re.compile(r"\b(?:freeze|ban|embargo|sanctions?|restrictions?|prohibition|financing|control)\b", re.I)
"""A remark of a row that names a measure."""


def _lowered(effect: str) -> str:
    """An effect inside of a sentence; `UK persons` keeps its capitals."""
    words = effect.rstrip(".")
    return words if words[:2].isupper() else words[0].lower() + words[1:]


def of_list(index: Index, info: ListInfo) -> Findings | None:
    """What being on a list means, in our own plain words with the sentence of the regulation that they stand on, or with what the
    list's own document says of its law; for a list of another authority by the table of lists; else None."""
    if info in WORLD:
        return _of_world(index, info)
    requirement = regulation.first_rule(index, (info.effect_section, info.general_section), "requirement", info)
    sections = (s.split("(")[0] for s in (info.effect_section, info.general_section))
    exceptions = regulation.first_rule(index, sections, "exceptions", info)
    told = [p for p in (requirement, exceptions) if p is not None and (p is requirement or "xception" in info.effect)]
    if requirement is None or ("xception" in info.effect and exceptions is None):
        return known_effects.of_list(index, info)
    where = join(dict.fromkeys(p.cite for p in told))
    effect = info.effect.rstrip(".")
    said = Part(
        f"Being on the {info.name} means: {effect[0].lower()}{effect[1:]} ({where}).", regulation.evidence_of(told)
    )
    more = [reads(p) for p in told]
    return Findings(tuple(room([said], more)))


def _of_world(index: Index, info: ListInfo) -> Findings | None:
    """What being on a list of another authority means: by the table, with who keeps it, under what law, and its page."""
    documents = published(index, index.generation).get(info.id, ()) or tuple(
        d for d in index.documents() if info.id in index.lists_of(d.id)
    )
    if not documents:
        return None
    shown = (top_of(index, documents[-1].id),)
    keeper = agency(info.agency)
    kept = f"It is kept by {keeper.article}{keeper.name} under the law of: {info.legal_basis}; its page is {info.page}"
    effect = f"{BY_TABLE}, being on the {info.name} means: {_lowered(info.effect)}. {info.not_effect}".rstrip()
    return Findings((Part(effect, shown), Part(f"{kept}.", shown)))


def _exported(index: Index, row: Row) -> Part | None:
    """That the export rules ask for a license as well, for a Treasury programme that one of their sections names."""
    for programme in row.record.all("programme"):
        tag = programme.value.strip("[] ")
        for _, evidence in regulation.section(index, BLOCKED_PERSONS):
            if not any(f"{name} List" in (evidence.document.title or "") for name in row.info.abbreviations):
                break  # the section speaks of another list of the Treasury's
            if f"[{tag}]" in evidence.quote and (
                found := regulation.rule(index, f"{BLOCKED_PERSONS}(b)", "requirement")
            ):
                text = f"Its programme {tag} is one for which {found.cite} asks for a license of the Department of Commerce as well."
                return Part(text, (*row.cite(programme), evidence, found.evidence))
    return None


BLOCKED_PERSONS = "§ 744.8"
"""The section of the export rules on blocked persons: it names the Treasury's programmes by their tags."""


# ------------------------------------------------------------------ legal basis, removal


def basis(rows: Sequence[Row], index: Index) -> Findings:
    """The section of the regulations that an entry's licence requirement names, quoted where it is indexed, or the
    programme of a Treasury record, or the section that governs a list whose rows name none."""
    parts: list[Part] = []
    more: list[Part | None] = []
    missing: list[str] = []
    for row in rows:
        found = (*row.record.all("basis"), *row.record.all("programme"))
        rule = rule_of(index, row, "requirement")
        if found:
            what = "legal basis" if row.record.all("basis") else plural("sanctions programme", found)
            named = join(f.value if len(f.value.split()) < 8 else f"“{f.value}”" for f in found)
            text = f"The {row.info.name} record of {row.record.name} names as {what}: {named}."
            parts.append(Part(text, row.cite(*found)))
            more.append(reads(rule))
        elif rule is not None:
            parts.append(Part(f"{row.record.name} is on the {row.info.name}, for which {rule.cite} reads: “{rule.quoted()}”",
                              (*row.cite(), rule.evidence)))  # fmt: skip
        else:
            missing = ["authority"]
            parts.append(
                Part(f"{row.record.name} is on the {row.info.name}; its record names no legal basis.", row.cite())
            )
    return Findings(tuple(room(parts, more)), tuple(missing))


def removal(rows: Sequence[Row], index: Index) -> Findings | None:
    """How a listed party may ask to be taken off, from the section of the regulation on it; None when none is indexed."""
    parts = []
    for row in {r.info.id: r for r in rows}.values():
        found = (
            regulation.rule(index, row.info.removal_section, "removal", row.info) if row.info.removal_section else None
        )
        if found is None:
            continue
        evidence: list[Evidence] = [*row.cite(), found.evidence]
        text = f"{_on(row)}. {found.cite} reads: “{found.quoted()}”"
        if to := _addressed(index, row.info.removal_section, found):
            evidence.append(to.evidence)
            text += f" “{to.quoted(50)}”"
        parts.append(Part(text, tuple(evidence)))
    return Findings(tuple(room(parts[:1], parts[1:]))) if parts else None


def _addressed(index: Index, cite: str, after: Passus) -> Passus | None:
    """The sentence behind a right to ask that says to whom the request is sent."""
    for _, evidence in regulation.section(index, cite):
        if evidence.start > after.evidence.start and re.search(
            r"\brequests?\b.{0,600}\bsent to\b", evidence.quote, re.S | re.I
        ):
            return Passus(after.cite, evidence)
    return None
