"""One sentence made ready for reading: its plain view, its mentions, the lists named in it, and where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sources.document import Document, Span
from sources.reading.names.mentions import government, mentions
from sources.reading.sentence.dates import dates
from sources.reading.sentence.list_tails import another, tail_of
from sources.reading.statements import DateSlot, Mention, Slot
from sources.reading.words.view import Compact, compact, folded, one_line

_BARE_LIST = re.compile(
    r"\b(?P<det>the|that|this|its|their|a|an|his|any|no(?! longer\b)|(?:Mon|Tues|Wednes|Thurs|Fri)day's|today's)(?P<mid>(?: [\w.'-]+){0,4}?) (?:lists?|rosters?)\b(?! of (?!its own|their own|Specially|Chinese [Mm]il|(?:\w+ )?entities|(?:\w+ )?companies|Non-SDN|(?:\w+ )?persons|(?:\w+ )?firms|Communist|those|parties|foreign|military|(?:tele)?communications|denied|unverified|sanctioned|alleged|suspected|PRC))"
    r"|(?<=[a-z] )(?P<none>lists?)(?= of (?:Specially|Non-SDN|Chinese [Mm]il|(?:alleged |suspected )?Chinese military))"
)
_LIST_WORDS = re.compile(
    r"entity list|unverified list|sdn list|meu list|blacklist|ns-cmic|sanctions list|denied persons"
)
_BULLET = re.compile(r"\s*(?:[-•·▪◦●*+✓→|]|\(?\d{1,2}[.)]|\([a-z]\))\s")
_MARK = re.compile(r"(?:^|\n)[ \t]*(?:[-•·▪◦●*+✓→|]|\(?\d{1,2}[.)]|\([a-z]\))[ \t]+$")
"""The mark of a list item, which stands outside of its sentence."""

_NAMED_AS = re.compile(r"(?:,| —|:|,? known as| called) ?(?=(?:the |its )?\"?[A-Z])(?:the |its )?\"?")
_FORCED_LABOR = re.compile(r"(?:\bthe )?(?:\bUyghur Forced Labor Prevention Act(?: \(UFLPA\))?|\(?\bUFLPA\)?) $")


@dataclass(slots=True)
class ListPhrase:
    """`the Commerce Department's Entity List`: the whole noun phrase, the list it names, whether it has a name, and whether
    its words say that it is `other` than the one spoken of before."""

    start: int
    end: int
    value: str | None
    noun: tuple[int, int]
    named: bool
    other: bool = False


@dataclass
class Scene:
    """A sentence of a document. Positions inside are those of `view`, which has single blanks; `at` and `upto` make them the
    document's, `inside` brings one back. `aside` is who says it, where that was cut out of the middle (asides.py). `prior`: a listing was told shortly before;
    `spoken`: one was told in this part of the document; `about_list`: the sentence before names a list and no party, so
    that `it` is
    a rule or an agency."""

    document: Document
    index: int
    base: int
    way: Compact
    end: int
    paragraph: int
    heading: bool
    bullet: bool
    prior: bool = False
    spoken: bool = False
    about_list: bool = False
    described: dict[int, int] = field(default_factory=dict)
    done_to: list[Mention] | None = None
    aside: Slot | None = None

    @property
    def view(self) -> str:
        """The sentence in plain characters with single blanks."""
        return self.way.text

    @cached_property
    def low(self) -> str:
        """The view in lower case, of the same length."""
        low = self.view.lower()
        return low if len(low) == len(self.view) else self.view

    @cached_property
    def names_list(self) -> bool:
        """Whether a list of restrictions is named in the sentence (a quick look, without reading its mentions)."""
        return "list" in self.low and _LIST_WORDS.search(self.low) is not None

    @property
    def first(self) -> int:
        """Where the sentence's first letter stands in the document."""
        return self.at(len(self.view) - len(self.view.lstrip()))

    @property
    def last(self) -> int:
        """Where the sentence's last letter ends in the document."""
        return self.upto(len(self.view.rstrip()))

    def at(self, position: int) -> int:
        """A position of the sentence as one of the document."""
        return self.base + self.way.at(position)

    def upto(self, position: int) -> int:
        """An end (exclusive) in the sentence as one of the document."""
        return self.base + self.way.upto(position)

    def inside(self, position: int) -> int:
        """A position of the document as one of the sentence."""
        return self.way.inside(position - self.base)

    def placed(self, m: Mention) -> Mention:
        """A mention of the sentence at positions of the document."""
        title = Span(self.at(m.title.start), self.upto(m.title.end)) if m.title else None
        return m.model_copy(update={"start": self.at(m.start), "end": self.upto(m.end), "title": title})

    def slot(self, start: int, end: int, value: str | None = None) -> Slot:
        """A slot of the document over these positions of the sentence."""
        return Slot(start=self.at(start), end=self.upto(end), value=value)

    def text(self, start: int, end: int) -> str:
        """These positions of the sentence as a value: white space folded."""
        return folded(self.view[start:end])

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names in the sentence, at positions of the sentence."""
        return mentions(self.view)

    @cached_property
    def dates(self) -> list[DateSlot]:
        """The dates in the sentence, at positions of the sentence."""
        return dates(self.view, self.document.published)

    @cached_property
    def lists(self) -> list[ListPhrase]:
        """The list phrases in the sentence, named ones and `the list`."""
        out: list[ListPhrase] = []
        for m in self.mentions:
            if m.kind != "list" or m.end - m.start < 3:
                continue
            tail = tail_of(self.view, m.end)
            start = self._determined(m.start)
            value = m.value
            if forced := _FORCED_LABOR.search(self.view, max(0, m.start - 60), m.start):
                start, value = min(start, forced.start()), "uflpa"
            out.append(
                ListPhrase(start, tail[0] if tail else m.end, (tail and tail[1]) or value, (m.start, m.end), True)
            )
        for found in _BARE_LIST.finditer(self.view):
            if any(p.start < found.end() and found.start() < p.end for p in out):
                continue
            tail = tail_of(self.view, found.end())
            end, value = tail if tail else (found.end(), None)
            start = found.start("none") if found.group("none") else found.start("det")
            phrase = ListPhrase(start, end, value, (start, end), tail is not None)
            phrase.other = another(found.group("mid") or "") or (
                tail is None and self.view[end : end + 4] == " of " and value is None
            )
            if (named := _NAMED_AS.match(self.view, end)) and (
                same := next((p for p in out if p.start <= named.end() < p.end), None)
            ):
                out.remove(same)  # `a different roster, the Military End-User List`
                phrase.end, phrase.value, phrase.named = same.end, same.value, True
            out.append(phrase)
        return sorted(out, key=lambda p: p.start)

    def forget(self) -> None:
        """Let go of what was read in the sentence: it is read again if somebody asks."""
        for name in ("low", "mentions", "dates", "lists"):
            self.__dict__.pop(name, None)
        self.described.clear()
        self.done_to = None

    def _determined(self, start: int) -> int:
        """Where the noun phrase of a list begins: its article, owner and adjectives (`Washington's export trade blacklist`)."""
        base = max(0, start - 300)
        before = self.view[base:start]
        found = re.search(
            r"(?:(?:\b(?:the|its|their|a|an|his|this|that|same) )?(?:(?:[A-Z][\w.&-]{0,40}|of|the|and|agency|department|government|administration|bureau|so-called|de facto|influential|economic|export|trade|growing|official|national|federal)(?:'s?)? ){0,14}?(?:[A-Z][\w.]{0,40}|department|agency|government|administration|bureau|country|nation|ministry|its|their|the|a|an|his|this|that)(?:'s?)? |\b(?:the|its|their|a|an|his|this|that|any|no|such|some) )(?:(?:so-called|de facto|formal|effective|U\.S\.|US|American|Commerce|Treasury|BIS|OFAC|official|growing|government|federal|international|own|economic|\"{1,3}|same|infamous|dreaded) ){0,4}\"?$",
            before,
        )
        if found is None:
            found = re.search(r"\b(?:the|its|their|an?|his) (?:(?!to\b|on\b|of\b|from\b|and\b)[\w-]+ ){1,6}$", before)
        return base + found.start() if found else start

    def agent_value(self, m: Mention) -> str | None:
        """The agency or government that a mention stands for when it acts, or None."""
        if m.kind == "agency":
            return m.value
        if m.kind == "place":
            return government(self.text(m.start, m.end)) or government(m.value or "")
        return None


def scenes(document: Document, sentences: Sequence[Span]) -> Iterator[Scene]:
    """The sentences of a document in order, one at a time, with the paragraph each stands in, headings and rows marked."""
    view = one_line(document.text)
    paragraph = 0
    previous_end = 0
    for i, (start, end) in enumerate(sentences):
        between = document.text[previous_end:start]
        if (
            "\n\n" in between
            or (between.count("\n") and len(document.text[previous_end : document.text.find("\n", start)]) > 110)
            or re.search(r"\n\s*\n", between)
        ):
            paragraph += 1
        way = compact(view[start:end])
        text = way.text
        raw = document.text[start:end]
        ends = text.rstrip().rstrip("\"')*_ ")
        heading = (
            raw.lstrip().startswith("#") or (not ends.endswith((".", "!", "?", ":", ";", ",")) and len(text) < 200)
        ) and (i == 0 or "\n" in between)
        marked = _BULLET.match(raw) or _MARK.search(between)
        yield Scene(document, i, start, way, end, paragraph, heading, marked is not None)
        previous_end = end
