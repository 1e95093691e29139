"""A name as written -> what is compared: its folded key, its words, its legal form, its initials.

Legal forms come from rigour's table (`name_legal`), with what it lacks in `name_words`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index import name_words as tables
from index.name_latin import in_latin
from index.name_legal import legal_forms

_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ`´]s?(?=$|[^\w])", re.IGNORECASE)
_QUOTES = re.compile(r"['’‘ʼ`´ʹʺ]")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"(?<!\d)(\d++)(?:st|nd|rd|th|ht)")


def _fold(text: str) -> str:
    """Small Latin letters without accents; quotes gone; `&` as `and`; dots inside initials gone."""
    text = in_latin(text)
    text = _QUOTES.sub("", _POSSESSIVE.sub("", text)).replace("&", " and ").replace("+", " and ")
    return _DOTTED.sub(lambda found: found.group().replace(".", ""), text).casefold()


def tokens(text: str) -> list[str]:
    """The folded words of a name in order: `"Xi'an Co., Ltd."` -> `["xian", "co", "ltd"]`.

    Ordinals lose their ending, `No.` before a number goes, and pairs such as `Hong Kong` become one word.
    """
    found = [_ORDINAL.sub(r"\1", word) if word[0].isdigit() else word for word in _WORD.findall(_fold(text))]
    out: list[str] = []
    for i, word in enumerate(found):
        if word == "no" and i + 1 < len(found) and found[i + 1].isdigit():
            continue
        pair = tables.JOINED.get((out[-1], word)) if out else None
        if pair:
            out[-1] = pair
        else:
            out.append(word)
    return out


def normal(text: str) -> str:
    """The folded key of a name: what is left of it when case, accents, punctuation, quotes and spaces are folded."""
    return " ".join(tokens(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form in which a word is compared: abbreviations written out, plural as singular."""
    if word in tables.SPELLINGS:
        return tables.SPELLINGS[word]
    if len(word) >= 5 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return tables.SPELLINGS.get(word, word)


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


STOP = tables.STOP
CORPORATE = _stems(tables.CORPORATE)
PLACES = _stems(tables.PLACES) | frozenset(tables.DEMONYMS)
GENERIC = (_stems(tables.GENERIC) | PLACES | CORPORATE | STOP) - frozenset({""})
DESCRIPTORS = _stems(tables.DESCRIPTORS) | CORPORATE | STOP | frozenset(tables.DEMONYMS)
LEGAL = frozenset(tables.LEGAL)
_LEGAL_BEGINS = frozenset(form.split()[0] for form in LEGAL)
_LONGEST_LEGAL = max(form.count(" ") + 1 for form in tables.LEGAL)


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready to be compared. `words` are stems without articles and legal forms, in order; `legal` are the kinds
    of body that its legal forms make; `surname` counts the words of a person's family name, which stand last."""

    key: str
    words: tuple[str, ...]
    legal: tuple[str, ...]
    surname: int = 0

    @property
    def bag(self) -> str:
        """The words that make the name, sorted: equal for two names that differ in order and legal form only."""
        telling = [word for word in self.words if word not in CORPORATE]
        return " ".join(sorted(telling or self.words))

    @property
    def squash(self) -> str:
        """The words run together: equal for `Deep Glint` and `DeepGlint`."""
        telling = [word for word in self.words if word not in CORPORATE]
        return "".join(telling or self.words)


def parse(text: str, *, person: bool = False) -> Name:
    """Takes a name apart. With `person`, `FAMILY, Given` is turned round and no legal form is looked for."""
    if person:
        family, comma, given = text.partition(",")
        words = tokens(f"{given} {family}") if comma else tokens(text)
        surname = min(len(tokens(family)) if comma else 1, len(words))
        return Name(" ".join(words), tuple(map(stem, words)), (), surname)
    found = tokens(text)
    legal = legal_places(found)
    kept = tuple(stem(word) for i, word in enumerate(found) if i not in legal and not _idle(found, i))
    if not kept:
        kept = tuple(map(stem, found))
    return Name(" ".join(found), kept, tuple(sorted(set(legal.values()))))


def _idle(words: Sequence[str], i: int) -> bool:
    """Whether the word there is an article, a preposition or the like: never the last word of a name, and at its beginning
    only an article (`AT Example` is not `Example`)."""
    return words[i] in (STOP if i else tables.ARTICLES) and i + 1 < len(words)


def bare(key: str) -> list[str]:
    """The words of a folded key without articles, prepositions and the like."""
    words = key.split()
    return [word for i, word in enumerate(words) if not _idle(words, i)]


def legal_places(words: Sequence[str]) -> dict[int, str]:
    """Which words belong to a legal form, and what kind of body that makes."""
    places: dict[int, str] = {}
    for form, at in _known_forms(words):
        places.update(dict.fromkeys(range(at, at + form.count(" ") + 1), tables.SAME_LEGAL.get(form, form)))
    for at, length, form, kind in legal_forms(words):
        if form not in tables.NOT_LEGAL and _may_stand(form, at, words, places):
            same = tables.SAME_LEGAL.get(form, tables.SAME_LEGAL.get(kind, kind or form))
            for i in range(at, at + length):
                places.setdefault(i, same)
    return places


def _known_forms(words: Sequence[str]) -> list[tuple[str, int]]:
    """The legal forms of our own table, the longest first where two begin at one word, from the end of the name on."""
    out: list[tuple[str, int]] = []
    taken: dict[int, str] = {}
    for length in range(min(_LONGEST_LEGAL, len(words)), 0, -1):
        for at in range(len(words) - length, -1, -1):
            form = " ".join(words[at : at + length])
            free = not any(i in taken for i in range(at, at + length))
            if form in LEGAL and free and _may_stand(form, at, words, taken):
                taken.update(dict.fromkeys(range(at, at + length), form))
                out.append((form, at))
    return out


def _may_stand(form: str, at: int, words: Sequence[str], taken: dict[int, str]) -> bool:
    """Whether a form is a legal form at that place: short ones only at the ends of a name, for `as`, `sa`, `ad` and
    the like are also articles and parts of names."""
    length = form.count(" ") + 1
    last = all(i in taken or words[i] in ("co", "company") for i in range(at + length, len(words)))
    if length > 1 and len(form) > 3:
        return True
    first = all(word in STOP for word in words[:at])
    return form in tables.INNER_LEGAL or (last and not first) or (first and form in tables.LEADING_LEGAL)


def initials(text: str) -> tuple[str, ...]:
    """Acronyms that the words of a name would make, with and without company words and legal forms; folded.

    Only names of three words and more make one, and only of three to eight letters.
    """
    found = [word for word in tokens(text) if word not in STOP]
    if any(len(word) == 1 or word.isdigit() for word in found):
        return ()
    legal = legal_places(found)
    bare = [word for i, word in enumerate(found) if i not in legal]
    out = {"".join(word[0] for word in part) for part in (found, bare, [w for w in bare if stem(w) not in CORPORATE])}
    return tuple(sorted(made for made in out if 3 <= len(made) <= 8))
