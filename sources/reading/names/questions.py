"""Names in questions: informal, in lower case, with typos, in any frame a person asks in.

What remains of a question when question words, words of listing, agencies, lists, dates, places and English words are taken away is
likely a name (`why was inspurr blacklisted`). Names made of English words only are found by their place in the question's frame
(`what about positive technologies`).
"""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sources.reading.names.mentions import mentions
from sources.reading.statements import Mention
from sources.reading.words.lexicon import Phrase, common, folded, phrases, places
from sources.reading.words.view import folded as spaced
from sources.reading.words.view import one_line

_TOKEN = re.compile(r"[^\W_][\w.&-]*[^\W_]|[^\W_]")
_PRONOUNS = folded("question_pronouns")
_VERBS = (
    r"blacklist(?:ed|ing)?|sanction(?:ed|ing)?|list(?:ed|ing)?|designat(?:ed|ing|e)|add(?:ed|ing)?|put|plac(?:ed|ing|e)|remov(?:ed|ing|e)|delist(?:ed)?|"
    r"target(?:ed|ing)?|penali[sz]ed?|restrict(?:ed)?|bann(?:ed|ing)|ban|hit|named|included?|charged?|fin(?:ed|e)|accused?|block(?:ed)?|on|off|under|still|subject"
)
_FRAMES = (
    re.compile(r"^(?:and |so |ok |okay |but |also |then |now )*(?:what|how) about (?P<x>[^?,;]+?)(?: then| too| as well)?[?.! ]{0,9}$"),
    re.compile(r"^(?:and |so |but |also |same (?:question )?for |same about )++(?P<x>[^?,;]+?)(?: then| too| as well)?[?.! ]{0,9}$"),
    re.compile(r"^(?:who|what)(?:'s| is| are| was| were) (?P<x>[^?,;]+?)[?.! ]{0,9}$"),
    re.compile(rf"\b(?:was|were|is|are|been|get|got|getting|did|does|has|have|had) (?P<x>[^?,;]{{2,60}}?) (?:{_VERBS})\b"),
    re.compile(rf"\b(?:{_VERBS}) (?P<x>[^?,;]{{2,60}}?)(?: (?:on|to|for|in|from|over|by|because|under|onto)\b|[?.! ]{{0,9}}$)"),
    re.compile(r"\b(?:sanctions?|restrictions?|ban|blacklisting|listing|designation|addition|curbs|removal|charges|case) (?:on|against|of) (?P<x>[^?,;]{1,120}?)(?: (?:on|to|for|in|from|over|by|because)\b|[?.! ]{0,9}$)"),
    re.compile(r"\bwhat (?:did|does|has|had) (?P<x>[^?,;]{2,60}?) (?:say|said|think|do|respond|reply|comment|deny|answer)\b"),
    re.compile(r"\bhow (?:did|does|has|had) (?P<x>[^?,;]{2,60}?) (?:respond|react|reply|answer|comment)\b"),
    re.compile(r"\b(?:tell me|explain|describe|more|info|information|anything|something|know) (?:more )?(?:about|on) (?P<x>[^?,;]{1,120}?)[?.! ]{0,9}$"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    low: str
    covered: bool


def question_mentions(text: str) -> list[Mention]:
    """The names in a question, by where they stand. Offsets are those of `text`."""
    view = one_line(text)
    base = [_with_bracket(m, view) for m in mentions(text) if not _false_in_question(m, text)]
    words = _words(view, base)
    out = base + _fixed(view, words)
    if not _cased(view, base):
        out += _unknown(view, _words(view, out))
    if not any(m.kind in ("entity", "person", "group") for m in out):
        out += _framed(view, out)
    out = [m.model_copy(update={"kind": "person"}) if _asked_who(view, m) else m for m in out]
    return sorted(_outermost(out), key=lambda m: (m.start, -m.end))


def _with_bracket(m: Mention, view: str) -> Mention:
    """A name with the place in brackets after it: in a question that is part of the listed name (`Intelo (Japan)`)."""
    found = re.match(r" ?\(([A-Z][\w .]+)\)", view[m.end :]) if m.kind == "entity" else None
    if not found or found.group(1).casefold() not in places():
        return m
    end = m.end + found.end()
    return m.model_copy(update={"end": end, "value": spaced(view[m.start : end])})


def _asked_who(view: str, m: Mention) -> bool:
    """`who is god nisanov`: two or three words after `who is`, none of them a word of a company, are a person's."""
    words = view[m.start : m.end].casefold().split()
    org = folded("org_heads") | folded("industry_words") | folded("legal_forms")
    return (
        m.kind == "entity"
        and 2 <= len(words) <= 3
        and not any(word in org for word in words)
        and re.search(r"\bwho(?:'s| is| was|s) $", view[: m.start], re.IGNORECASE) is not None
    )


def _cased(view: str, base: list[Mention]) -> bool:
    """Whether the question is written with capitals where names have them: then what is in lower case is no name."""
    return any(m.kind in ("entity", "person") for m in base) or any(
        m.start > 0 and view[m.start].isupper() and not view[m.start : m.end].isupper() and m.kind != "group"
        for m in base
    )


def _false_in_question(m: Mention, text: str) -> bool:
    """A capital at the start of a question, or a word of listing in capitals, is not a name."""
    words = text[m.start : m.end].casefold().split()
    return (
        m.kind == "entity"
        and all(word in common() or word in folded("drop_words") for word in words)
        and m.start == 0
        and len(words) == 1
    )


def _words(view: str, known: list[Mention]) -> list[_Word]:
    spans = [(m.start, m.end) for m in known if m.kind != "group"]
    out: list[_Word] = []
    for found in _TOKEN.finditer(view):
        start, end = found.span()
        word = found.group()
        if word[-2:] in ("'s",):
            word, end = word[:-2], end - 2
        out.append(_Word(word, start, end, word.casefold(), any(a <= start < b for a, b in spans)))
    return [w for w in out if not (w.low == "s" and w.start > 0 and view[w.start - 1] == "'")]


def _fixed(view: str, words: list[_Word]) -> list[Mention]:
    """Agencies, lists and places that are written in lower case (`commerce`, `treasury`, `ofac`, `turkish`)."""
    out: list[Mention] = []
    i = 0
    while i < len(words):
        hit = None if words[i].covered else _phrase(words, i, view)
        if hit is None:
            i += 1
            continue
        phrase, j = hit
        kind = {"demonym": "place", "outlet": "other"}.get(phrase.kind, phrase.kind)
        out.append(Mention(start=words[i].start, end=words[j - 1].end, kind=kind, value=phrase.value))  # type: ignore[arg-type]
        i = j
    return out


_LOWER_ABBREVIATIONS = folded("lower_abbreviations")


def _phrase(words: list[_Word], i: int, view: str) -> tuple[Phrase, int] | None:
    low = words[i].low
    for phrase in phrases().get(low, ()):
        j = i + len(phrase.words)
        if j > len(words) or any(w.covered for w in words[i:j]):
            continue
        if not all(
            w.low == p.casefold().rstrip(".") or w.low == p.casefold()
            for w, p in zip(words[i:j], phrase.words, strict=True)
        ):
            continue
        if phrase.exact and words[i].text != phrase.words[0] and low not in _LOWER_ABBREVIATIONS:
            continue
        if phrase.kind in ("outlet", "other") and low in common():
            continue
        if low in ("president", "jordan", "turkey") and phrase.kind == "agency":
            continue
        return phrase, j
    if low == "us" and i and words[i - 1].low in ("the", "in", "by", "to", "from", "did", "does", "has", "is"):
        return Phrase(("US",), "place", "United States"), i + 1
    return None


_LEGAL = frozenset(["corp", "ltd", "inc", "llc", "gmbh", "plc", "llp", "pte", "co"])


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words of questions and of listing that a typo is compared with."""
    keys = (
        "which what where when whose because blacklisted blacklist sanctions sanctioned sanction listed listing designated designation added removed company companies "
        "entity entities department commerce treasury agency reason reasons export exports import license licence restrictions restricted list government chinese russian iranian "
        "american accused response respond responded reaction statement comment happened consequences effect about against under should would could their there administration "
        "executive order section authority military technology technologies security surveillance organization organizations university institute subsidiaries subsidiary affiliates"
    )
    return tuple(keys.split())


@cache
def _plain(low: str) -> bool:
    """Whether a word in lower case is an English word, one of listing with a typo, a date word or a number."""
    bare = low.rstrip(".'")
    if bare in common() or bare in folded("months") or bare in folded("weekdays") or bare in folded("drop_words"):
        return True
    if re.fullmatch(r"[\d.,:/-]+|\d+(?:st|nd|rd|th|nm|bn|mn|m|k)|[a-z]", bare):
        return True
    if "-" in bare and all(part in common() or part.isdigit() for part in bare.split("-")):
        return True
    for ending in ("s", "es", "ed", "ing", "d", "ly", "er", "ers", "'t", "nt"):
        if bare.endswith(ending) and len(bare) - len(ending) > 3 and bare[: -len(ending)] in common():
            return True
    if len(bare) >= 5:
        limit = 1 if len(bare) < 8 else 2
        match = process.extractOne(bare, _vocabulary(), scorer=OSA.distance, score_cutoff=limit)
        return match is not None and bare[0] == match[0][0]
    return False


def _unknown(view: str, words: list[_Word]) -> list[Mention]:
    """Runs of words that are not English: with the place before them and the words of trade after."""
    org = folded("org_heads") | folded("industry_words") | folded("legal_forms")
    out: list[Mention] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word.covered or _plain(word.low) or not word.low[0].isalnum():
            i += 1
            continue
        first, last = i, i
        while first > 0 and _joined(view, words[first - 1], words[first]):
            previous = words[first - 1]
            place = places().get(previous.low)
            noun = place is not None and not place[2] and previous.low not in ("us", "uk", "eu")
            if noun and (first < 2 or words[first - 2].low not in ("in", "from", "of")):
                first -= 1
            elif word.low.rstrip(".") in _LEGAL and not previous.covered and previous.low not in folded("drop_words"):
                first -= 1  # `china national offshore oil corp`
            else:
                break
        while last + 1 < len(words) and _joined(view, words[last], words[last + 1]):
            following = words[last + 1]
            if following.low in places() and not places()[following.low][2] and following.low not in ("us", "uk"):
                last += 1
            elif following.covered:
                break
            elif not _plain(following.low) or (
                (following.low in org or following.low.removesuffix("s") in org) and not _verb_here(words, last + 1)
            ):
                last += 1
            elif (
                following.low in ("and", "of", "&")
                and last + 2 < len(words)
                and words[last + 2].low in org
                and words[last].low in org
            ):
                last += 2
            else:
                break
        start, end = words[first].start, words[last].end
        if end < len(view) and view[end] == "." and words[last].low in ("ltd", "co", "inc", "corp"):
            end += 1
        out.append(Mention(start=start, end=end, kind="entity", value=spaced(view[start:end])))
        i = last + 1
    return out


def _joined(view: str, left: _Word, right: _Word) -> bool:
    between = view[left.end : right.start]
    comma = "," in between and right.low not in folded("legal_forms")
    return re.fullmatch(r"[.,]{0,2} {1,2}\(?|\) ", between) is not None and not comma


def _verb_here(words: list[_Word], i: int) -> bool:
    """A trade word that is the question's verb or a noun of its own: `trade`, `export`, `supply` before other words."""
    return words[i].low in folded("trade_verbs") and (
        i + 1 >= len(words)
        or (_plain(words[i + 1].low) and words[i + 1].low not in folded("industry_words") | folded("legal_forms"))
    )


def _framed(view: str, known: list[Mention]) -> list[Mention]:
    """A name of English words, found by its place in the question."""
    low = view.casefold()
    if len(low) != len(view):
        return []
    for frame in _FRAMES:
        for found in frame.finditer(low):
            start, end = found.span("x")
            while article := re.match(
                r"(?:the|a|an|that|this|company|firm|group|chinese|russian|iranian|israeli|actually|really|companies|called|named) ",
                low[start:end],
            ):
                if article.group().strip() in ("company", "firm", "group") and not re.match(
                    r"\S+ \S+", low[start + article.end() : end]
                ):
                    break
                start += article.end()
            x = low[start:end].strip()
            pieces = x.split()
            if not pieces or len(pieces) > 7 or any(m.start < end and m.end > start for m in known):
                continue
            if _generic(pieces):
                continue
            return [Mention(start=start, end=start + len(x), kind="entity", value=spaced(view[start : start + len(x)]))]
    return []


def _generic(pieces: list[str]) -> bool:
    """Whether words cannot be a name: pronouns, function words, a bare common noun, words of listing."""
    small = folded("drop_words") | _PRONOUNS
    if any(piece in small and piece not in ("of", "and", "for", "the", "new", "first", "one") for piece in pieces):
        return True
    org = folded("org_heads") | folded("industry_words") | folded("legal_forms")
    nouns = folded("group_nouns") | folded("common_heads")
    if len(pieces) == 1:
        return pieces[0] in common() or pieces[0] in nouns
    if pieces[-1] in nouns and pieces[-1] not in org:
        return True
    return pieces[-1] not in org


def _outermost(found: list[Mention]) -> list[Mention]:
    """Mentions without those that a longer entity covers (`china` in `china general nuclear`)."""
    entities = [m for m in found if m.kind in ("entity", "person", "list", "law", "agency")]
    return [
        m for m in found
        if m.kind == "group" or not any(e.start <= m.start and m.end <= e.end and (e.end - e.start) > (m.end - m.start) for e in entities)
    ]  # fmt: skip
