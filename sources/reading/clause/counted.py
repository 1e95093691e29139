"""Groups told by their number alone: `the other 24`, `nine of them`, `eleven of its institutes`, `adds 11: …`.

They are not names of anything, so `mentions` does not give them; as subjects of a listing they stand for what was counted.
"""

import re
from collections.abc import Iterator
from functools import cache

from sources.reading.statements import Mention
from sources.reading.words.lexicon import folded
from sources.reading.words.numbers import UNITS, number

_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_N = rf"(?:\d{{1,4}}|(?:{_TENS})(?:-\w+)?|{'|'.join(sorted(UNITS[1:], key=lambda n: (-len(n), n)))})"
NUMBER = _N
"""A number in figures or words, as a regular expression."""

_END = r"(?![\w'-])"


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted((n for n in folded("group_nouns") if n.endswith("s")), key=lambda n: (-len(n), n)))
    return re.compile(
        rf"(?<![\w$.,€£-])(?:"
        rf"(?P<part>{_N}(?: others?| more)?) of (?:them|those|these|the (?:{_N}|(?:[\w-]+ ){{0,3}}?(?:{nouns}|names))|(?:its|their|his|our|(?:the )?[\w.]+'s)(?: [a-z-]+){{0,2}}? (?:{nouns}|arms))"
        rf"|(?:other|remaining|latter|first|last|further) (?P<rest>{_N})(?= (?:was|were|is|are|has|have|had|will|would|came|joined|went)\b|[,:])"
        rf"|(?P<bare>{_N})(?=(?:, (?:including|among them) [^;]{{3,90}}?,)? (?:were|was|are|is|have been|had been) (?:[a-z]+ly )?(?:listed|added|put|placed|named|blacklisted|sanctioned|designated|cited|accused|alleged|suspected|penali[sz]ed|targeted|removed|taken|dropped)\b)"
        rf"|(?<=, )(?P<series>{_N})(?= (?:over|for) [a-z])|(?<=; )(?P<series3>{_N})(?= (?:over|for|in connection with) [a-z])|(?<= and )(?P<series2>{_N})(?= (?:over|for) [a-z])"
        rf"|(?P<others>{_N}(?: [a-z]+)? others)(?! (?:of|said|told)\b)"
        rf"|(?<=[Aa]dds )(?P<o1>{_N})(?=[:;,.—]| —)|(?<=[Aa]dded )(?P<o2>{_N})(?=[:;,.]| —)|(?<=adding )(?P<o3>{_N})(?=[:;,.]| —)|(?<=names )(?P<o4>{_N})(?=[:;,.]| —)|(?<=covers )(?P<o5>{_N})(?=[:;,.]| —)"
        rf"){_END}",
        re.IGNORECASE,
    )


def counted(view: str) -> Iterator[Mention]:
    """The groups of a view with single blanks that are told by a number and no noun of their own."""
    for found in _pattern().finditer(view):
        yield Mention(
            start=found.start(),
            end=found.end(),
            kind="group",
            value=" ".join(found.group().split()),
            resolved="noun" if found.group("part") or found.group("rest") else "name",
        )


def size_of(words: str) -> int | None:
    """The first number among the first words of a group (`34` of `34 Chinese entities`), or None."""
    for word in words.replace("both", "two").split()[:4]:
        n = number(word.strip("(),"))
        if n is not None:
            return n
    return None


_KIN = re.compile(
    r" (?:units|affiliates|subsidiaries|executives|arms|institutes|entities|members|leaders|officials|commanders|operatives|financiers|fighters|facilitators|agents)(?![\w'-])(?! of )"
)
_SOME_KIN = re.compile(rf"\b(?:{_N} )(?:(?:senior|other|top|alleged|key|more) )*$")


def kin(view: str, found: list[Mention]) -> Iterator[Mention]:
    """`Kilda units`, `Abra and Kilda units`: what belongs to a name, not the name itself."""
    for i, m in enumerate(found):
        if m.kind != "entity" or not (noun := _KIN.match(view, m.end)):
            continue
        start = m.start
        if some := _SOME_KIN.search(view[:start]):
            start = some.start()
        for before in reversed(found[:i]):
            if before.kind == "entity" and view[before.end : start] == " and " and " " not in (before.value or ""):
                start = before.start
        yield Mention(start=start, end=noun.end(), kind="group", value=" ".join(view[start : noun.end()].split()))
