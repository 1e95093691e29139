"""Who or what somebody is, as the text says beside the name: `Assistant Secretary Thea Kendler`, `BGI Group, the world's largest
genomics company`, `Chinese cloud company Inspur`, `Candiru is an Israeli spyware firm`."""

import re
from collections.abc import Sequence
from typing import Literal

from sources.document import Document, Frozen, Span
from sources.reading.sentence.scene import Scene, scenes
from sources.reading.statements import Mention
from sources.reading.words.lexicon import folded, places


class Role(Frozen):
    """A name with the words that say what it is. `start:end` is the sentence, `description` the words, `how` the form they have:
    a title before or after a person's name, an apposition, words before the name, or a whole clause (`X is a …`)."""

    document_id: str
    start: int
    end: int
    mention: Mention
    description: Span
    how: Literal["title", "apposition", "before", "clause"]


_APPOSED = re.compile(
    r"(?: \([^()]{2,60}\))?(?:,| —| \() ?(?P<d>(?:(?:a|an|the|one of|its|[A-Z][a-z]+'s|makers? of|owner of|formerly|part of|known|which|who)\b )(?:(?!, (?:and|which|who|said|says|were|was|has|have|to|in|on|for|after)\b)[^;:\"()]){4,170}?)(?=,(?: |$)|\.(?:\s|$)|;| —|\)|$)"
)
_CLAUSE = re.compile(
    r"(?: \([^()]{2,60}\))?,? (?P<d>(?:is|was|are|were) (?:also )?(?:a|an|the|one of|(?:[A-Z][a-z]+'s)|controlled by|owned by|the world's)\b (?!(?:subject|target|time|first time|reason|result|sign|issue|matter|latest|case)\b)[^;:\"]{6,200}?|which (?:makes|produces|develops|manufactures|sells|operates|supplies|provides|specializes|runs|owns|designs|builds)\b[^;:\"]{6,160}?|(?:makes|produces|develops|manufactures|specializes in|operates|designs) [^;:\"]{6,160}?)(?=,(?: |$)|\.(?:\s|$)|;| —|$)"
)


_HONORIFIC = re.compile(r"(?:Mr|Ms|Mrs|Dr|Sir|Madam|MR|MS|MRS|DR)\.?")
"""Says nothing of what a person is."""


def read_roles(document: Document, sentences: Sequence[Span]) -> list[Role]:
    """What the document says its companies and persons are, in order of the text."""
    out: list[Role] = []
    for scene in scenes(document, sentences):
        for m in scene.mentions:
            if m.kind not in ("entity", "person"):
                continue
            out.extend(_roles(scene, m))
    return out


def _roles(scene: Scene, m: Mention) -> list[Role]:
    view = scene.view
    found: list[Role] = []
    if m.title is not None:
        start = m.title.start
        before = (
            re.search(r"(?:(?:[A-Z][\w.&'-]{0,40}|[a-z]{1,40}'s|the|former|U\.S\.) ){1,4}$", view[:start])
            if m.title.start < m.start
            else None
        )
        if (
            before
            and not re.match(r"(?:The|In|On|But|And|While|When|As) ", before.group())
            and not re.search(r"[,;:\"]", before.group())
        ):
            start = before.start() if _owner(before.group()) else start
        if not _HONORIFIC.fullmatch(view[start : m.title.end].strip()):
            found.append(_role(scene, m, start, m.title.end, "title"))
    elif (described := _before(scene, m)) is not None:
        found.append(_role(scene, m, described, m.start, "before"))
    apposed = _APPOSED.match(view, m.end)
    if apposed and not (m.title and m.title.start >= m.end):
        words = apposed.group("d")
        verbless = re.match(r"(?:which|who)\b", words) or not re.search(
            r"\b(?:was|were|is|are|said|says|has|have|had|will)\b", words
        )
        if verbless and _says_what(words, m.kind):
            found.append(
                _role(scene, m, apposed.start("d"), apposed.start("d") + len(words.rstrip(" ,")), "apposition")
            )
    elif (clause := _CLAUSE.match(view, m.end)) and _says_what(clause.group("d"), m.kind):
        found.append(
            _role(scene, m, clause.start("d"), clause.start("d") + len(clause.group("d").rstrip(" ,")), "clause")
        )
    return found


def _owner(words: str) -> bool:
    """Whether words before a title belong to it: a department, a nation, a company (`White House`, `Chinese`, `BGI`)."""
    return all(word[:1].isupper() or word.rstrip("'s") in ("former", "the") for word in words.split())


def _before(scene: Scene, m: Mention) -> int | None:
    """Where words that describe the name begin, when they end in a noun for what it is (`Chinese cloud company Inspur`)."""
    lead = scene.view[: m.start]
    words = list(re.finditer(r"[\w.'-]+", lead[-120:]))
    base = max(0, len(lead) - 120)
    nouns = folded("common_heads") | folded("titles")
    if (
        not words
        or not lead.endswith(" ")
        or words[-1].group() not in nouns - folded("title_adjectives") - {"under", "special", "general", "principal"}
        or words[-1].end() + base != m.start - 1
    ):
        return None
    first = len(words) - 1
    while first > 0:
        gap = lead[base + words[first - 1].end() : base + words[first].start()]
        word = words[first - 1].group()
        low = word.casefold()
        if (
            gap != " "
            or low in folded("drop_words") - {"first", "top"}
            or (
                low.endswith("ed")
                and low not in ("state-owned", "limited", "listed", "based", "sanctioned", "blacklisted")
            )
        ):
            break
        if (
            word[0].isupper()
            and low not in places()
            and low.removesuffix("'s") not in places()
            and low not in folded("industry_words")
            and not word.isupper()
        ):
            break
        first -= 1
    return base + words[first].start()


def _says_what(words: str, kind: str) -> bool:
    """Whether the words hold a noun for what a company or person is; dates, places and clauses of other things do not."""
    low = words.casefold()
    nouns = folded("common_heads") | folded("titles") | folded("group_nouns") | folded("role_nouns")
    first = re.split(r" (?:that|which|who|whose|where) ", low)[0]
    hit = any(
        re.search(rf"\b{re.escape(word)}s?\b", first)
        for word in re.findall(r"[a-z][\w-]*", first)
        if word in nouns or word.rstrip("s") in nouns
    )
    if re.match(r"(?:which|who) ", low):
        return (
            re.match(
                r"(?:which|who) (?:(?:is|was) (?:a|an|the|one|\w+'s)\b|makes|produces|develops|manufactures|sells|operates|supplies|provides|heads|leads|runs|owns|serves|specializes|designs|builds|founded|oversees)\b",
                low,
            )
            is not None
        )
    if re.match(r"(?:makes|produces|develops|manufactures|specializes|operates|designs)\b", low):
        return kind == "entity"
    return hit


def _role(
    scene: Scene, m: Mention, start: int, end: int, how: Literal["title", "apposition", "before", "clause"]
) -> Role:
    end = start + len(scene.view[start:end].rstrip(" ,"))
    return Role(
        document_id=scene.document.id,
        start=scene.first,
        end=scene.last,
        mention=scene.placed(m),
        description=Span(scene.at(start), scene.upto(end)),
        how=how,
    )
