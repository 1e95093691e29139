"""What a question cites: a section or supplement of the regulations, a general order, a document by its number or
page."""

import re
from dataclasses import dataclass
from typing import Literal

What = Literal["section", "supplement", "appendix", "order", "page", "number", "executive order"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing that a question cites: `number` as the regulations write it (`744.21`, `4`, `88 FR 12345`), `path`
    the marks of the paragraph (`(b)(1)`), `title` and `part` of the Code where they are named, and the span of the
    words."""

    what: What
    number: str
    path: str = ""
    title: str = ""
    part: str = ""
    start: int = 0
    end: int = 0

    @property
    def said(self) -> str:
        """How an answer writes it."""
        code = f"{self.title} CFR " if self.title else ""
        match self.what:
            case "section":
                return f"{code}§ {self.number}{self.path}"
            case "supplement" | "appendix":
                name = f"Supplement No. {self.number}" if self.what == "supplement" else f"Appendix {self.number}"
                return f"{name}{self.path}" + (f" to {code}part {self.part}" if self.part else "")
            case "order":
                return f"General Order No. {self.number}"
            case "executive order":
                return f"Executive Order {self.number}"
            case "number":
                return f"document {self.number}"
            case _:
                return self.number


_MARKS = r"(?:\s?\([A-Za-z0-9]{1,5}\)){0,7}"
_OF = rf"(?:paragraph (?P<before>{_MARKS}) (?:of|in|under) )?"
_OF_PART = r"(?:\s(?:to|of)\s(?:(?P<title>\d{1,2})\sCFR\s)?part\s(?P<part>\d{2,4}))?"
_TITLE = r"(?:\b(?P<title>\d{1,2})\sC\.?F\.?R\.?\s)?"
_SIGN = r"(?:§{1,2}\s?|\bsections?\s|\bsec\.?\s|\bpart\s)?"
_SECTION = r"(?<![\d.$€£])\b(?P<number>\d{3,4}\.\d{1,4}[a-z]?)(?![\d%]|\s?percent)"
_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("supplement", re.compile(
        rf"{_OF}\b(?:supplement|supp\.?)\s(?:no\.?\s?|number\s)?(?P<number>\d{{1,2}})(?P<path>{_MARKS}){_OF_PART}", re.I)),
    ("appendix", re.compile(
        rf"\bappendix\s(?:no\.?\s?)?(?P<number>[A-Z]{{1,2}}|\d{{1,2}})\b(?P<path>{_MARKS}){_OF_PART}", re.I)),
    ("order", re.compile(r"\bgeneral order\s(?:no\.?\s?|number\s)?(?P<number>\d{1,2})\b", re.I)),
    ("executive order", re.compile(r"\b(?:executive order|e\.?o\.?)\s(?:no\.?\s?)?(?P<number>\d{4,5})\b", re.I)),
    ("page", re.compile(r"\b(?P<number>\d{2,3}\s?(?:FR|F\.R\.|Fed\.\s?Reg\.)\s?\d[\d,]{2,6})\b", re.I)),
    ("number", re.compile(r"(?<![\w-])(?P<number>(?:19|20)\d\d-\d{5})(?![\w-])")),
    ("section", re.compile(
        rf"{_OF}{_TITLE}{_SIGN}{_SECTION}(?P<path>{_MARKS})(?:,?\sparagraph\s(?P<after>{_MARKS}))?", re.I)),
)  # fmt: skip


def cited_in(text: str) -> list[Cited]:
    """What a question cites, in order; nothing inside of something else."""
    found: list[Cited] = []
    for what, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < c.end and c.start < match.end() for c in found):
                continue
            parts = {k: v or "" for k, v in match.groupdict().items()}
            number = parts["number"]
            if what == "page":
                volume, page = re.findall(r"\d[\d,]*", number)
                number = f"{volume} FR {page.replace(',', '')}"
            path = "".join(parts.get(k, "") for k in ("path", "before", "after"))
            found.append(Cited(
                what, number, re.sub(r"\s", "", path), parts.get("title", ""), parts.get("part", ""), match.start(), match.end()
            ))  # fmt: skip
    return sorted(found, key=lambda c: c.start)
