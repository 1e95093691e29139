"""The whole name in one of the usual questions about a listing, so that a name is not cut where it holds a comma, an "and" or
a word that ends a name in other questions."""

import re
from collections.abc import Iterator, Sequence

from assistant.question.resolve import sure
from assistant.question.targets import Target
from assistant.question.understand import Question
from index.names import NameMatch
from index.search import Index
from sources.lists import official_spans
from sources.reading.statements import Mention

_AND = r"^(?:and |so |but )?(?:(?:as (?:of|at)|on|in|at|by) [^,?]{2,40}, )?"
_BE = "(?:is|are|was|were)"
_N = "(?P<n>.{1,300})"
_SHORTEST_N = "(?P<n>.{1,300}?)"
_ADVERBS = "(?:(?:first|last|originally|also|actually|ever|been|get|still|initially) ){0,4}"
_DONE = r"(?:added|listed|put|placed|blacklisted|sanctioned|designated|removed|taken off|included|on the|modified|changed)\b"
_WHEN = r"(?:when|why|how|since when|on what day|under what \w+|for what reason)"
_KEPT = r"(?:polic(?:y|ies)|requirements?|appl(?:y|ies)|applied|entry|record|listing|address|alias(?:es)?|names?)"
_SAID = r"(?:(?:last|first|on|under|have|has|cite|read)\b.{0,300}|changed|modified|amended|corrected|listed)"
_ACT = "(?:sanction|(?:black)?list|designate|add|put|place|target|remove|delist|restrict|ban|punish)(?:ed)?"
_PUT = r"(?:put|puts|placed?|add(?:ed)?|list(?:ed)?|blacklist(?:ed)?|sanction(?:ed)?|designated?)"
_ASKED = r"(?:for what|why (?:was|were|is|are)|when (?:was|were)|who (?:put|listed|sanctioned)|which (?:agency|list))\b"

_ALL = r"(?:both |all |has |have )?"
_WHOM = r"(?: first)?(?:, [^,]{2,30} or [^,]{2,30})?"
_OVER_ALL = r"(?: (?:over|across|on) all .{0,60})?"

_FRAMES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_PUT} {_N} (?:on|to|onto) (?:the|its|an?|which|what|any) .{{0,300}}\blists?\b",
        rf"{_AND}{_WHEN} (?:was|were|is|are|did|has|have) {_N} {_ADVERBS}{_DONE}",
        rf"{_AND}{_BE} {_N} (?:(?:still|also|currently|now|really) ){{0,4}}"
        r"(?:on|under|an alias|listed|sanctioned|blacklisted|designated|subject)\b",
        rf"\b{_KEPT} (?:applies |apply )?(?:for|to|of) {_SHORTEST_N}(?: {_SAID})?\??$",
        rf"^(?:on )?(?:which|what) lists? {_BE} {_N} on\b",
        rf"^{_N} is an alias of\b",
        rf"^(?:and |so |but |then )*(?:(?:what|how) about|tell me about|who {_BE}) (?P<n>[^?]{{1,300}}?)\??$",
        rf"\bknown as {_SHORTEST_N}\??$",
        rf"\balias {_SHORTEST_N}\??$",
        rf"{_AND}(?:why|when|how|on what \w+|for what \w+) (?:did|does|has|had) (?:the )?[\w. ]{{2,40}}? {_ACT} {_SHORTEST_N}"
        r"(?: (?:on|to|from|in|over|under|off) .{0,300})?\??$",
        rf"^(?:and |so |but |also )*(?P<n>[^,?]{{3,60}}?),? {_ASKED}",
        rf"{_AND}(?:do|does|did|which|what|how many)\b.{{1,90}}?\b{_ALL}{_ACT}s? {_SHORTEST_N}{_WHOM}\??$",
        rf"{_AND}who {_ALL}{_ACT}s? {_SHORTEST_N}{_WHOM}\??$",
        rf"\b(?:timeline|chronology|history) (?:of|for) (?!all |the ){_SHORTEST_N}{_OVER_ALL}\??$",
        rf"\bsanctions against {_SHORTEST_N}\??$",
        rf"\b(?:called|named|by the name(?: of)?) {_SHORTEST_N}(?: {_BE} .{{1,60}}| on .{{1,60}})?\??$",
        rf"\b(?:births?|names|spellings|dates|days) (?:for|of) {_SHORTEST_N}\??$",
        rf"\b(?:affiliates?|subsidiar(?:y|ies)|units?) of {_SHORTEST_N} (?:that|which|who|not)\b",
    )
)
"""Where the name stands in the usual questions about a listing."""


_VERB_BEHIND = re.compile(
    r"(?: (?:first|last|also|put|placed|added|listed|included|entered|named|set|still|now|currently|already|ever)){1,9}$",
    re.I,
)


_KINDS = "address|entity|company|firm|person|party|individual|vessel|ship|tanker|aircraft|bank|group|organi[sz]ation"
_KIND_BEFORE = re.compile(rf"^(?:[Tt]he )?(?:{_KINDS}) (?=\S)")
"""What somebody says a name to be, before it."""


def says_kind(question: Question, words: str) -> bool:
    """Whether words say right before a name what it is the name of ("the ship NAME")."""
    if re.fullmatch(_KINDS, words, re.I) is None:
        return False
    before = (question.text[: m.start].rstrip().lower() for m in question.mentions)
    return any(text.endswith(words.lower()) for text in before)


_BEFORE = re.compile(
    r"^(?P<n>[^:?]{2,90})(?::| [-–—]) (?P<v>is|was|are|were|has|does|did) (?:he|she|it|they|this) (?P<rest>.+)$",
    re.I | re.S,
)


def name_inside(text: str) -> str:
    """A question with the name before it ("NAME: is he on a list?") with the name in its place."""
    match = _BEFORE.match(text.strip())
    return f"{match['v'].capitalize()} {match['n'].strip()} {match['rest']}" if match else text


def _begins(match: NameMatch, name: str) -> bool:
    """Whether a listed name goes on, behind a comma, after what is asked for: an address asked for by its first lines."""
    return bool(match.records) and match.matched.casefold().startswith(f"{name.casefold()},") and len(name.split()) > 2


def wholes(text: str) -> Iterator[tuple[int, str]]:
    """Where a question may have its name, the first place first: start and words; as it stands, and without what somebody
    says it to be ("the company X")."""
    seen: set[tuple[int, str]] = set()
    short = _lists_short(text)
    found = (match for frame in _FRAMES if (match := frame.search(short)))
    for match in sorted(found, key=lambda m: m.start("n")):
        to_the_end = text[match.start("n") :]  # a name may hold words that end one in other questions ("on", "under")
        for cut in (text[match.start("n") : match.end("n")], to_the_end):
            name = _VERB_BEHIND.sub("", cut.strip(" ?"))
            for words in (name, _KIND_BEFORE.sub("", name), *_shorter(name)):
                at = match.start("n") + (0 if name.startswith(words) else len(name) - len(words))
                if len(words) > 1 and (at, words) not in seen:
                    seen.add((at, words))
                    yield at, words


_PLACED = re.compile(r" (?:on|under|in|by|from|to|put|listed|sanctioned)(?= )", re.I)
_MOST_CUTS = 3


def _shorter(name: str) -> list[str]:
    """A name without what stands behind its last words of place ("NAME under China"), the longest first."""
    return [name[: match.start()] for match in reversed(list(_PLACED.finditer(name)))][:_MOST_CUTS]


def _lists_short(text: str) -> str:
    """The text with `list` for the name of each list, as long as before: a list may be called by words that end a name ("… List of
    Institutions Subject to …")."""
    for start, end, _ in official_spans(text):
        text = f"{text[:start]}{'list'.ljust(end - start)}{text[end:]}"
    return text


def framed(index: Index, text: str) -> Mention | None:
    """The whole name in one of the usual questions, if the lists or prose know just that name."""
    for at, name in wholes(text):
        found = index.names.find(name, limit=1)
        if found and (sure(found[0]) or _begins(found[0], name)):
            return Mention(start=at, end=at + len(name), value=name)
    return None


_MOST_WORDS = 16
_CAPITALS = re.compile(r"[A-Z0-9][\w&.'’-]*(?: [A-Z0-9][\w&.'’-]*)+")
"""Two words and more, each with a capital."""


def unbroken(index: Index, question: Question, targets: Sequence[Target]) -> Mention | None:
    """The whole name in one of the usual questions, where it was read in pieces of which none is a name that a source has: no
    source has the whole either, but it is what was asked about. Words that were not read as a name at all are one if a listed
    name is near."""
    if any(t.matches for t in targets) or (targets and all(t.status == "known" for t in targets)):
        return None
    at, name = next(wholes(question.text), (0, ""))
    if not question.mentions and not (_CAPITALS.fullmatch(name) and index.names.closest(name, limit=1)):
        return None
    inside = [m for m in question.mentions if at <= m.start and m.end <= at + len(name)]
    if len(inside) < len(question.mentions) or any(m.value == name for m in inside):
        return None
    words = name.split()
    first = words[1] if len(words) > 1 and words[0].casefold() == "the" else words[0]
    joined = re.search(r"\b(?:or|nor|versus|than)\b", name) is not None
    if joined or len(words) > _MOST_WORDS or not (first[0].isupper() or first[0].isdigit()):
        return None
    return Mention(start=at, end=at + len(name), value=name)
