"""What the regulation says about a listing: the section that a row names, and the sentence of it that states the rule.

The sections of 15 CFR part 744 are documents of the index like any other. A section is found by its number, a paragraph by the
heading of its passages (`§ 744.11(a)(2)(iv)`), and in them the sentence that states a requirement, a review policy, or what
holds for license exceptions, by how such sentences are built. Nothing is said of a section that is not indexed.
"""

import bisect
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.records.snapshots import superseded
from assistant.say.parts import Evidence
from assistant.say.wording import clipped, plain
from assistant.statements.candidates import layout
from index.search import Index
from index.types import DocumentInfo
from sources.lists import ListInfo

Rule = Literal["requirement", "policy", "exceptions", "removal"]

_STATES: dict[Rule, re.Pattern[str]] = {
    "requirement": re.compile(
        r"\b(?:a|BIS|additional) licenses? (?:from BIS |under the EAR )?(?:is|are) (?:also )?required\b|\bmay not\b.{0,240}\bwithout\b"
        r".{0,40}\blicense\b|\bwithout a license\b|\bmust obtain\b", re.S | re.I),
    "policy": re.compile(
        r"\bapplications?\b.{0,260}\b(?:will|are to|shall) be (?:reviewed|evaluated|considered|subject|denied)\b|\blicense review policy\b"
        r".{0,120}\b(?:is|are)\b|\bto determine whether to grant or deny\b|\b(?:presumption|policy) of (?:denial|approval)\b", re.S | re.I),
    "exceptions": re.compile(
        r"\blicense exceptions? (?:may not be used|are (?:not )?available|are suspended|may (?:not )?overcome|described)\b|"
        r"\bno (?:other )?license exceptions?\b", re.I),
    "removal": re.compile(r"\bmay request that its listing be (?:removed|amended|modified)\b", re.I),
}  # fmt: skip
"""How the sentences of the regulation that state each kind of rule are built."""

_SECTION = re.compile(r"(?<!\d)(?P<section>\d++\.\d+[a-z]?)(?P<path>(?:\([A-Za-z0-9]+\))*)")

_MARK = re.compile(r"^(?:\((?:[a-z]{1,4}|\d{1,2}|[A-Z])\) ?|\d (?=[A-Z]))+")
"""The mark of a paragraph or of a footnote at the head of a sentence."""

FOREIGN_PRODUCED: dict[str, str] = {"1": "§ 734.9(e)(1)", "3": "§ 734.9(g)", "4": "§ 734.9(e)(2)", "5": "§ 734.9(e)(3)"}
"""The footnotes of the Entity List that stand for a foreign-direct-product rule (Supplement No. 4 to 15 CFR part 744), with the
section that makes foreign-produced items subject to the regulations."""


@dataclass(frozen=True, slots=True)
class Passus:
    """One sentence of the regulation: how it is cited (`15 CFR § 744.11(a)`) and where it stands."""

    cite: str
    evidence: Evidence

    def quoted(self, most: int = 45) -> str:
        """The sentence as it reads inside of another one; a long one is cut at a comma before so many words."""
        return clipped(_MARK.sub("", plain(self.evidence.quote)), most)


@functools.lru_cache(maxsize=8)
def _sections(index: Index, generation: int) -> dict[str, str]:
    """The newest document of each indexed section and of the notes of each supplement, by its part."""
    old = superseded(index, generation)
    infos = (i for i in index.documents() if i.kind == "regulation" and i.part and i.id not in old)
    return {i.part: i.id for i in sorted(infos, key=lambda i: i.id)}


@functools.lru_cache(maxsize=64)
def _sentences(index: Index, generation: int, document_id: str) -> tuple[tuple[str, Evidence], ...]:
    """Every sentence of a document with the heading of the passage that it stands in."""
    document, passages = index.document(document_id), index.passages(document_id)
    starts = [p.start for p in passages]
    found = []
    for span in layout(index, document_id).sentences:
        passage = passages[max(bisect.bisect_right(starts, span.start) - 1, 0)]
        evidence = Evidence(document, span.start, span.end, passage.id, passage.start, passage.end)
        found.append((passage.heading or "", evidence))
    return tuple(found)


def sections(index: Index) -> list[DocumentInfo]:
    """The newest document of each section, appendix and supplement of the regulations that is indexed, in their order."""
    old = superseded(index, index.generation)
    infos = [i for i in index.documents() if i.kind == "regulation" and i.part and i.id not in old]
    return sorted(infos, key=lambda i: ([int(n) for n in re.findall(r"\d+", i.part)], i.part, i.id))


def sentences_of(index: Index, document_id: str) -> tuple[tuple[str, Evidence], ...]:
    """Every sentence of a section with the heading of the passage that it stands in."""
    return _sentences(index, index.generation, document_id)


def _within(heading: str, cite: str) -> bool:
    """Whether a passage under this heading belongs to the section or paragraph cited."""
    return heading == cite or heading.startswith((f"{cite}(", f"{cite},"))


def section(index: Index, cite: str) -> tuple[tuple[str, Evidence], ...]:
    """The sentences of the section that a citation names, each with its heading; empty when it is not indexed."""
    named = _SECTION.search(cite)
    generation = index.generation
    document = _sections(index, generation).get(f"§ {named['section']}") if named else None
    return _sentences(index, generation, document) if document else ()


def rule(index: Index, cite: str, what: Rule, info: ListInfo | None = None) -> Passus | None:
    """The sentence of a cited section that states a requirement, a policy or what holds for exceptions.

    A sentence of the paragraph cited goes before others of the section; one that names the list before one that does not; then
    the first. None when the section is not indexed, or no sentence of it is built like that.
    """
    named = _SECTION.search(cite)
    if named is None:
        return None
    paragraph = f"§ {named['section']}{named['path']}"
    names = (*info.names, *info.abbreviations) if info else ()
    best: tuple[tuple[bool, bool], str, Evidence] | None = None
    for heading, evidence in section(index, cite):
        if ", history" in heading or " Note" in heading or not _STATES[what].search(evidence.quote):
            continue
        rank = (_within(heading, paragraph), any(n in evidence.quote for n in names))
        if best is None or rank > best[0]:
            best = rank, heading, evidence
    if best is None or (named["path"] and not best[0][0]):
        return None
    return Passus(_cited(best[1], best[2]), best[2])


def _cited(heading: str, evidence: Evidence) -> str:
    """`15 CFR § 744.11(a)`: the paragraph, with the title that the document's own title names."""
    title = re.match(r"(\d+ CFR) ", evidence.document.title or "")
    where = heading.split(",")[0] if heading.startswith("§") else heading
    return f"{title.group(1)} {where}" if title and where.startswith("§") else where


def first_rule(index: Index, cites: Iterable[str], what: Rule, info: ListInfo | None = None) -> Passus | None:
    """The rule that the first of several sections states."""
    return next((found for cite in cites if (found := rule(index, cite, what, info)) is not None), None)


def footnote(index: Index, info: ListInfo, mark: str) -> tuple[Passus, ...]:
    """The sentences of a footnote below the table of a list, where its notes are indexed."""
    generation = index.generation
    sections = _sections(index, generation)
    of_part = f"{info.published_in} to part 744, notes"  # as it is called beside other parts' supplements
    document = sections.get(of_part) or sections.get(f"{info.published_in}, notes")
    if document is None:
        return ()
    wanted = f"{info.published_in}, footnote {mark}"
    return tuple(Passus(wanted, e) for heading, e in _sentences(index, generation, document) if heading == wanted)


def evidence_of(found: Sequence[Passus | None]) -> tuple[Evidence, ...]:
    """The spans of those that were found, each once."""
    return tuple(dict.fromkeys(p.evidence for p in found if p is not None))
