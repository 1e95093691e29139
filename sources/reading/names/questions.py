"""Names in questions: informal, in lower case, with typos, in any frame a person asks in.

What remains of a question when question words, words of listing, agencies, lists, dates, places and English words are taken away is
likely a name (`why was inspurr blacklisted`). Names made of English words only are found by their place in the question's frame
(`what about positive technologies`).
"""

import re

from sources.reading.names.mentions import mentions
from sources.reading.names.question_words import Word, fixed_phrases, is_plain, words_of
from sources.reading.statements import Mention
from sources.reading.words.lexicon import common, folded, places
from sources.reading.words.view import folded as spaced
from sources.reading.words.view import one_line

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


def question_mentions(text: str) -> list[Mention]:
    """The names in a question, by where they stand. Offsets are those of `text`."""
    view = one_line(text)
    base = [_with_bracket(m, view) for m in mentions(text) if not _false_in_question(m, text)]
    words = words_of(view, base)
    out = base + fixed_phrases(view, words)
    if not _cased(view, base):
        out += _unknown(view, words_of(view, out))
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
    if m.kind != "entity" or m.start > 0 or len(words) != 1:
        return False
    return words[0] in common() or words[0] in folded("drop_words")


_LEGAL = frozenset(["corp", "ltd", "inc", "llc", "gmbh", "plc", "llp", "pte", "co"])


def _unknown(view: str, words: list[Word]) -> list[Mention]:
    """Runs of words that are not English: with the place before them and the words of trade after."""
    out: list[Mention] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word.covered or is_plain(word.low) or not word.low[0].isalnum():
            i += 1
            continue
        first, last = _first_of_name(view, words, i), _last_of_name(view, words, i)
        start, end = words[first].start, words[last].end
        if end < len(view) and view[end] == "." and words[last].low in ("ltd", "co", "inc", "corp"):
            end += 1
        out.append(Mention(start=start, end=end, kind="entity", value=spaced(view[start:end])))
        i = last + 1
    return out


def _first_of_name(view: str, words: list[Word], i: int) -> int:
    """The first word of the name that the word `i` is in: a place before it, or the words before a legal form."""
    first = i
    while first > 0 and _joined(view, words[first - 1], words[first]):
        previous = words[first - 1]
        place = places().get(previous.low)
        noun = place is not None and not place[2] and previous.low not in ("us", "uk", "eu")
        if not noun or (first > 1 and words[first - 2].low in ("in", "from", "of")):
            formed = words[i].low.rstrip(".") in _LEGAL  # `china national offshore oil corp`
            if not formed or previous.covered or previous.low in folded("drop_words"):
                break
        first -= 1
    return first


def _last_of_name(view: str, words: list[Word], i: int) -> int:
    """The last word of the name that the word `i` is in: places, words that are not English, and words of trades and bodies."""
    org = folded("org_heads") | folded("industry_words") | folded("legal_forms")
    last = i
    while last + 1 < len(words) and _joined(view, words[last], words[last + 1]):
        following = words[last + 1]
        place = places().get(following.low)
        joint = following.low in ("and", "of", "&") and last + 2 < len(words)
        if place and not place[2] and following.low not in ("us", "uk"):
            last += 1
        elif following.covered:
            break
        elif not is_plain(following.low) or (
            (following.low in org or following.low.removesuffix("s") in org) and not _verb_here(words, last + 1)
        ):
            last += 1
        elif joint and words[last + 2].low in org and words[last].low in org:
            last += 2
        else:
            break
    return last


def _joined(view: str, left: Word, right: Word) -> bool:
    between = view[left.end : right.start]
    comma = "," in between and right.low not in folded("legal_forms")
    return re.fullmatch(r"[.,]{0,2} {1,2}\(?|\) ", between) is not None and not comma


def _verb_here(words: list[Word], i: int) -> bool:
    """A trade word that is the question's verb or a noun of its own: `trade`, `export`, `supply` before other words."""
    return words[i].low in folded("trade_verbs") and (
        i + 1 >= len(words)
        or (is_plain(words[i + 1].low) and words[i + 1].low not in folded("industry_words") | folded("legal_forms"))
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
            if not pieces or len(pieces) > 7 or any(m.start < end and m.end > start for m in known) or _generic(pieces):
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
    return pieces[-1] not in org


def _outermost(found: list[Mention]) -> list[Mention]:
    """Mentions without those that a longer entity covers (`china` in `china general nuclear`)."""
    entities = [m for m in found if m.kind in ("entity", "person", "list", "law", "agency")]
    return [
        m for m in found
        if m.kind == "group" or not any(e.start <= m.start and m.end <= e.end and (e.end - e.start) > (m.end - m.start) for e in entities)
    ]  # fmt: skip
