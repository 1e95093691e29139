"""The names that one listed name makes: without the short name in its brackets, and that short name; without a remark in
brackets or at its end.

`Posts University (PU)` is `Posts University`, and `PU`; `Mill Company; and any successor or subsidiary thereof` is `Mill
Company`. A bracket that tells one body from another (`(Shanghai)`, `(HK)`) stays.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index import name_words as tables
from index.name_forms import CORPORATE, GENERIC, LEGAL, PLACES, STOP, legal_places, normal, stem, tokens
from sources.formats.short_names import NO_SHORT_NAME, is_short_name
from sources.territories import territory_names

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\s\-/]+")
_ACRONYM = re.compile(r"(?<!\s)\s*+[(\[]\s*[\"“”'‘’]*([A-Z][A-Za-z0-9&.\-]{1,11})[\"“”'‘’]*\s*[)\]]")
_BRACKET = re.compile(r"(?<!\s)\s*+[(\[]([^()\[\]]{1,120})[)\]]")
_NESTED = re.compile(r"(?<!\s)\s*+\(((?:[^()]++|\([^()]*\))*+)\)")
_PARTS = r"(?:successors?|sub-?units?|subsidiar(?:y|ies)|affiliates?|branches|thereof)"
_TAIL = re.compile(
    r"(?:[;,]|(?<!\s))\s++(?:and|or|including|to include|as well as)\s+(?:any|all|its|their|every|each)\s[^()]{0,120}"
    rf"\b{_PARTS}\b[^()]{{0,60}}$",
    re.I,
)
_ALSO = re.compile(
    r"(?:,|(?<!\s))\s++(?:a\.k\.a\.|A\.K\.A\.|aka|f\.k\.a\.|F\.K\.A\.|also known as|formerly known as)[,:]?\s+"
)
_REMARKS = (
    "subsidiar|subordinate|affiliate|parent|division|branch of|unit of|part of|member of|owned by|formerly|including|excluding|"
    "except|see |located|not |all of|successor"
)
_REMARK = re.compile(rf"(?:an? |the )?(?:wholly[- ]owned |majority[- ]owned )?(?:{_REMARKS})", re.I)
_OFFSHORE = frozenset({"off", "shore", "offshore", "partnership", "limited"})
_OF_PLACES = frozenset(
    [
        "branch",
        "office",
        "representative",
        "headquarters",
        "ftz",
        "free",
        "zone",
        "location",
        "only",
        "region",
        "regional",
        "area",
    ]
)
_COUNTRIES = frozenset(stem(w) for name in territory_names() for w in tokens(name))
WHERE = PLACES | STOP | _OF_PLACES | (_COUNTRIES - GENERIC)
"""Words that tell in a bracket where a body is."""
_SHORTEST, _LONGEST = 2, 6


class Variants(NamedTuple):
    """A name without the acronyms that it gives in brackets, the names that those make, and what each stands for; `bare` are
    the names that it is called by without a remark, `beside` those in a bracket that may be its own or another's."""

    plain: str
    made: tuple[str, ...] = ()
    learned: tuple[tuple[str, str], ...] = ()
    bare: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def variants(text: str) -> Variants:
    """Takes acronyms and remarks in brackets, and a remark at the end, out of a name.

    `"Posts University (PU)"` makes `"PU"`. An acronym stands for the words before it from the one that begins with its
    first letter: `"7th Institute of Ship Group (SG)"` makes `"7th Institute of SG"`, and `"Ship Group (SG) 7th
    Institute"` makes `"SG 7th Institute"`; from both it is learned that SG is Ship Group. `(HK)` and `(SHANGHAI)` are
    no acronyms. Other names behind "a.k.a." are names, too.
    """
    first, *others = _ALSO.split(text)
    if others and tokens(first):
        named = variants(first)
        return named._replace(made=(*named.made, *(name.strip(" ,;") for name in others if _is_name(name))))
    whole = _TAIL.sub("", text)
    if "(" not in text and "[" not in text:
        return Variants(text, bare=(whole,) if whole != text and _is_name(whole) else ())
    made: list[str] = []
    learned: list[tuple[str, str]] = []

    def take(found: re.Match[str]) -> str:
        before, inner, after = text[: found.start()], found.group(1), text[found.end() :]
        inside = before.count("(") > before.count(")")
        start = None if inside else _stands_from(inner, before, last=not _WORD.search(after))
        if start is None:
            return found.group()
        made.append(before[:start] + inner + (after if _WORD.search(after) else ""))
        if start and not _WORD.search(after) and _only_qualifies(before[:start]):
            made.append(inner)
        learned.append((inner, before[start:]))
        return ""

    plain = _ACRONYM.sub(take, text)
    if not plain.strip():
        plain, made, learned = text, [], []
    unremarked = _NESTED.sub(lambda found: "" if _REMARK.match(found.group(1)) else found.group(), _TAIL.sub("", plain))
    bare, short, beside = _unbracketed(unremarked)
    kept = (bare,) if bare != plain and _is_name(bare) else ()
    return Variants(plain, tuple(made + short), tuple(learned), kept, tuple(beside))


def _is_name(text: str) -> bool:
    """Whether what is left without a bracket is a name: three words, or one that not every name may have."""
    words = [stem(word) for word in tokens(text) if word not in STOP]
    return len(words) >= 3 or any(word not in GENERIC and not word.isdigit() for word in words)


def of_person(text: str) -> tuple[str, ...]:
    """The names that a person's name with brackets makes: without them, and with what they hold in place of the word before
    (`SAMPLE, Ahmad (Ahmed)`)."""
    if "(" not in text and "[" not in text:
        return ()
    other = re.sub(r"(?<![^\W_])[^\W_]++\s*[(\[]\s*([^\W_]+)\s*[)\]]", r"\1", text)
    found = (_BRACKET.sub("", text), other)
    return tuple(dict.fromkeys(name for name in found if name != text and normal(name)))


def _unbracketed(text: str) -> tuple[str, list[str], list[str]]:
    """A name without the brackets that do not tell it from another; the short names, and other names, that they hold."""
    short: list[str] = []
    beside: list[str] = []

    def take(found: re.Match[str]) -> str:
        before, inner, after = text[: found.start()], found.group(1).strip(" ,.;\"“”'‘’"), text[found.end() :]
        several = [part.strip() for part in inner.split(";")]
        if len(several) > 1 and all(_kind(part, before, end=True) == "short" for part in several):
            short.extend(several)
            return ""
        last = len(_telling(["name", *tokens(after)])) == 1
        match _kind(inner, before, end=not _WORD.search(after)):
            case "keep":
                return found.group()
            case "short":
                whole = last or (any(c.isdigit() for c in inner) and not _telling_apart(after))
                short.append(inner if whole else inner + after)
            case "other":
                beside.append(inner)
        return ""

    return _BRACKET.sub(take, text).strip(" ,;"), short, beside


def _telling(words: Sequence[str]) -> list[str]:
    """The words that belong to no legal form."""
    legal = legal_places(words)
    return [word for i, word in enumerate(words) if i not in legal and word not in STOP]


def _telling_apart(after: str) -> bool:
    """Whether words behind a short name make another body of it (`… 29 (SG 29) Research Institute` is SG 29)."""
    return any(stem(word) not in GENERIC or word.isdigit() for word in tokens(after))


def _kind(inner: str, before: str, end: bool) -> str:
    """What a bracket holds: a `short` name, a `remark`, `other` words that may be another name, or what tells the name from
    others, which is to `keep`. `end`: no word follows it."""
    words, name = tokens(inner), tokens(before)
    stems = [stem(word) for word in words]
    if not words or not name:
        return "keep"
    if _REMARK.match(inner) or (inner[0].islower() and not before.islower()):
        return "remark"
    if all(word in CORPORATE or word in _OFFSHORE for word in stems):
        return "remark" if end else "keep"
    if _names_nobody(inner, words):
        return "keep"
    if _abbreviates("".join(words), name) or _abbreviates("".join(_telling(words)), name):
        return "short"
    if not before.isupper() and is_short_name(inner) and not any(word in PLACES for word in stems):
        return "short"
    if not end or (len(_telling(words)) < 2 and len(words) > 1):
        return "keep"
    return _kind_of_last(words, name, before.isupper())


def _names_nobody(inner: str, words: Sequence[str]) -> bool:
    """Whether a bracket holds places, legal forms and numbers only, or is too short or too usual to be a name."""
    if all(word in WHERE or word in LEGAL or word in CORPORATE or word.isdigit() for word in map(stem, words)):
        return True
    return not _telling(words) or inner.upper().rstrip(".") in NO_SHORT_NAME or len("".join(words)) < _SHORTEST


def _kind_of_last(words: Sequence[str], name: Sequence[str], capitals: bool) -> str:
    """What the words of a bracket at the end of a name are, where they do not abbreviate it; `capitals`: the name is in them."""
    stems = [stem(word) for word in words]
    if capitals and len(words) == 1 and len(words[0]) <= _LONGEST and stems[0] not in GENERIC:
        return "short"
    if _abbreviates("".join(name), words):  # "ARSI (Auric Research and Survey Institute)"
        return "short"
    if set(stems) <= {stem(word) for word in name} | LEGAL or _respelt(words, name):
        return "remark"
    return "other" if len(words) > 2 or (len(words) == 2 and any(word in GENERIC for word in stems)) else "keep"


def _respelt(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether one word repeats a word of the name in another spelling (`Elkomtekh (Elkomtex)`)."""
    return len(words) == 1 and len(words[0]) >= 5 and any(word[:5] == words[0][:5] for word in before)


def _abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are beginnings of words, in order, of two words at least; a number is taken whole.

    `catg9` abbreviates `china aviation technology group corporation 9`; words may be left out.
    """
    reached = {(0, 0)}  # letters used up, words used (two and more count alike)
    for word in words:
        news: set[tuple[int, int]] = set()
        for used, count in reached:
            longest = 0
            while longest < len(word) and letters[used + longest : used + longest + 1] == word[longest]:
                longest += 1
            lengths = [longest] if word.isdigit() and longest == len(word) else range(1, longest + 1)
            news.update((used + n, min(2, count + 1)) for n in lengths if not word.isdigit() or n == len(word))
        reached |= news
    return (len(letters), 2) in reached


def _stands_from(acronym: str, name: str, last: bool) -> int | None:
    """Where in the name before it the words begin for which an acronym stands; None if it is none.

    Its letters begin words in order, two of them at most left out. One of three capitals and more at the end of a name
    in small letters is taken for an acronym of the whole name in another language.
    """
    letters = [c.casefold() for c in acronym if c.isalpha()]
    capitals = sum(c.isupper() for c in acronym)
    known = normal(acronym)
    if capitals < 2 or known in PLACES or known in LEGAL or known in tables.INNER_LEGAL:
        return None
    parts = [(found.start(), normal(found.group())) for found in _PART.finditer(name)]
    starts = [(at, word[0]) for at, word in parts if word and word not in STOP]
    first = next((i for i, (_, letter) in enumerate(starts) if letter == letters[0]), len(starts))
    hits = 0
    for _, letter in starts[first:]:
        hits += hits < len(letters) and letter == letters[hits]
    allowed = 0 if name.isupper() else 2
    if hits >= max(2, len(letters) - allowed):
        return 0 if _only_legal(name[: starts[first][0]]) else starts[first][0]
    whole = last and capitals == len(letters) >= 3 and not name.isupper() and stem(known) not in GENERIC
    return 0 if whole else None


def _only_qualifies(text: str) -> bool:
    """Whether words before those that an acronym stands for leave the body the same (`SHIPCO Optical Design Institute (ODI)`):
    not where a number or "of" makes it a part of what the acronym means."""
    words = tokens(text)
    return not (words[-1:] and words[-1] in STOP) and not any(c.isdigit() or c in ",;" for c in text)


def _only_legal(text: str) -> bool:
    words = tokens(text)
    return len(legal_places(words)) == len([word for word in words if word not in STOP])
