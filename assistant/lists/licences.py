"""License requirements, review policies and footnotes of an entry: as its row says, and as the regulation says that it names."""

import re
from collections.abc import Sequence

from assistant.question.understand import Question
from assistant.records.record_sentences import Row, join
from assistant.say.parts import Findings, Part, room
from assistant.sections import regulation
from assistant.sections.regulation import FOREIGN_PRODUCED, Passus, Rule
from index.search import Index
from sources.document import Field


def rule_of(index: Index, row: Row, what: Rule) -> Passus | None:
    """The rule that the sections named by a row state; failing that, the section that holds for the whole list."""
    named = [f.value for f in row.record.all("basis")]
    general = (row.info.general_section,) if named else (row.info.effect_section, row.info.general_section)
    return regulation.first_rule(index, (*named, *general), what, row.info)


def reads(found: Passus | None, most: int = 45) -> Part | None:
    """A sentence that quotes the regulation."""
    return Part(f"{found.cite} reads: “{found.quoted(most)}”", (found.evidence,)) if found else None


# ------------------------------------------------------------------ license requirement and review policy


def licences(rows: Sequence[Row], question: Question, index: Index) -> Findings:
    """The licence requirement and the review policy of an entry, as its row states them, and the rule that they refer to."""
    text = question.text.lower()
    policy_only = "policy" in text and "requirement" not in text
    requirement_only = not policy_only and ("requirement" in text or "section" in text or "exempt" in text)
    parts: list[Part] = []
    more: list[Part | None] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        requirement, policy = row.record.first("requirement"), row.record.first("policy")
        where = row.place if len(rows) > 1 else ""
        if requirement and not policy_only and ("requirement", requirement.value) not in seen:
            seen.add(("requirement", requirement.value))
            parts.append(Part(f"The {row.info.name} license requirement for {row.record.name}{where} reads: "
                              f"“{row.unmarked(requirement)}”", row.cite(requirement)))  # fmt: skip
            more += [*footnotes_of(index, row), reads(rule_of(index, row, "requirement"), 32)]
        if policy and not requirement_only and ("policy", policy.value) not in seen:
            seen.add(("policy", policy.value))
            parts.append(Part(f"The license review policy for {row.record.name}{where} reads: “{policy.value}”",
                              row.cite(policy)))  # fmt: skip
            if referred := _SEE.match(policy.value):
                more.append(reads(regulation.rule(index, referred["cite"], "policy", row.info)))
    if not parts:
        return _of_the_list(rows, index, "policy" if policy_only else "requirement")
    return Findings(tuple(room(parts, more)))


_SEE = re.compile(r"^See §+ *(?P<cite>\d+\.\d+[a-z]?(?:\([A-Za-z0-9]+\))*)")
"""A policy that only says where the policy stands."""


def _of_the_list(rows: Sequence[Row], index: Index, what: Rule) -> Findings:
    """What holds for everybody on a list whose rows state no requirement of their own."""
    parts = []
    for row in rows:
        found = rule_of(index, row, what)
        if found is not None:
            parts.append(Part(f"{row.record.name} is on the {row.info.name}, for which {found.cite} reads: “{found.quoted()}”",
                              (*row.cite(), found.evidence)))  # fmt: skip
    if parts:
        return Findings(tuple(room(parts[:1], parts[1:])))
    slot = "license review policy" if what == "policy" else "license requirement"
    return Findings(
        tuple(
            Part(f"{r.record.name} is on the {r.info.name}{_denied(r)}; its record states no {slot}.", r.cite())
            for r in rows[:1]
        ),
        (slot,),
    )


def _denied(row: Row) -> str:
    """That an order forbids what no license is asked for, behind the name of its list: no requirement is no permission."""
    return ", under an order that denies export privileges" if row.info.id == "denied-persons" else ""


def exceptions(rows: Sequence[Row], index: Index) -> Findings | None:
    """What holds for license exceptions, as the sections say that the rows or their lists name; None where none is indexed."""
    parts = []
    for row in rows:
        sections = [
            s.split("(")[0]
            for s in (*(f.value for f in row.record.all("basis")), row.info.effect_section, row.info.general_section)
            if s
        ]
        found = regulation.first_rule(index, sections, "exceptions", row.info)
        if found is not None:
            text = f"{row.record.name} is on the {row.info.name}, for which {found.cite} reads: “{found.quoted(60)}”"
            parts.append(Part(text, (*row.cite(row.record.first("requirement")), found.evidence)))
    return Findings(tuple(room(parts[:1], parts[1:]))) if parts else None


# ------------------------------------------------------------------ footnotes


def footnotes_of(index: Index, row: Row) -> list[Part]:
    """That an entry is footnoted for a foreign-direct-product rule, in words: what the mark on its row stands for."""
    parts = []
    requirement = row.record.first("requirement")
    for mark in row.record.all("footnote"):
        if mark.value not in FOREIGN_PRODUCED:
            continue
        section = FOREIGN_PRODUCED[mark.value]
        note = regulation.footnote(index, row.info, mark.value)[:1]
        evidence = row.cite(requirement, mark)
        if note:
            text = (
                f"It is a footnote {mark.value} entity: the requirement covers foreign-produced items subject to the EAR under "
                f"{section} (foreign-direct-product rule)."
            )
            parts.append(Part(text, (*evidence, *(n.evidence for n in note))))
        else:
            text = (
                f"Its license requirement is marked with footnote {mark.value}, the mark of the foreign-direct-product rule in "
                f"{section}."
            )
            parts.append(Part(text, evidence))
    return parts


def footnotes(rows: Sequence[Row], question: Question, index: Index) -> Findings | None:
    """Which footnotes an entry is marked with, and whether it is the one asked about; None for lists that have none."""
    rows = [r for r in rows if r.record.all("requirement")]
    if not rows:
        return None
    asked = re.search(r"\bfootnote (\d)\b", question.text, re.I)
    closed = re.match(r"(?:so |and |but )?(?:is|are|was|were|does|do|has|have)\b", question.text, re.I)
    parts: list[Part] = []
    more: list[Part | None] = []
    for row in rows:
        marks = [f.value for f in row.record.all("footnote")]
        cells: tuple[Field | None, ...] = (row.record.first("requirement"), *row.record.all("footnote"))
        said = f"is marked with footnote {join(marks)}" if marks else "is marked with no footnote"
        yes = any(m == asked.group(1) if asked else m in FOREIGN_PRODUCED for m in marks)
        told = closed and not parts and (yes or asked)  # of rules that no footnote stands for the row says nothing
        lead = ("Yes: the" if yes else "No: the") if told else "The"
        where = row.place if len(rows) > 1 else ""
        parts.append(
            Part(f"{lead} {row.info.name} license requirement of {row.record.name}{where} {said}.", row.cite(*cells))
        )
        more += footnotes_of(index, row)
        for mark in marks:
            if mark not in FOREIGN_PRODUCED and (note := regulation.footnote(index, row.info, mark)[:2]):
                quote = " ".join(n.quoted(30) for n in note)
                more.append(Part(f"Footnote {mark} reads: “{quote}”", tuple(n.evidence for n in note)))
    return Findings(tuple(room(parts, more)))
