"""Words of a question or a text: folded, stemmed, those that say nothing, and the numbers that they stand for."""

import functools
import re
import threading
import unicodedata

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:[’'.\-&][^\W_]+)*\.?", re.UNICODE)


_stemmers = threading.local()


_UNITS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}


_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}


STOPWORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "me",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "ours",
        "she",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "about",
        "after",
        "again",
        "against",
        "all",
        "also",
        "am",
        "because",
        "before",
        "between",
        "both",
        "during",
        "each",
        "few",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "still",
        "very",
        "via",
        "per",
        "please",
        "tell",
        "give",
        "name",
        "names",
        "show",
        "explain",
        "according",
        "exactly",
        "actually",
        "ever",
        "get",
        "got",
        "make",
        "made",
        "one",
        "say",
        "s",
        "t",
        "re",
        "ve",
        "ll",
        "d",
        "m",
        "don",
        "didn",
        "doesn",
        "isn",
        "wasn",
        "let",
        "much",
        "many",
        "kind",
        "sort",
        "type",
        "thing",
        "things",
        "regarding",
        "concerning",
        "amid",
        "among",
        "within",
        "without",
        "whether",
        "only",
        "own",
        "same",
        "over",
        "out",
        "off",
        "like",
        "etc",
        "since",
        "apart",
        "including",
        "currently",
        "today",
        "now",
        "yet",
        "already",
        "ok",
        "hi",
        "hello",
        "thanks",
        "whats",
        "whos",
        "hows",
        "wheres",
    ]
)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case word (Snowball English). A stemmer keeps the word at hand in itself, so each thread has one
    of its own: two at once would stem each other's words."""
    if not hasattr(_stemmers, "english"):
        _stemmers.english = snowballstemmer.stemmer("english")
    return str(_stemmers.english.stemWord(word))


_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


def _plain(word: str) -> str:
    """Latin letters without accents, as the index of words has them, so that `Élan` and `Elan` are one word; others as
    they stand."""
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in parted if not unicodedata.combining(c)).translate(_UNDECOMPOSED)
    return plain if plain.isascii() else word


def fold(word: str) -> str:
    """A word in small letters, without accents, without the full stop at its end or the mark of a genitive."""
    word = _plain(word.lower().replace("’", "'"))
    if word.endswith("."):
        word = word if "." in word[:-1] else word[:-1]
    for ending in ("'s", "s'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + ("s" if ending == "s'" else "")
    return word


def number(word: str) -> int | None:
    """The number that a word or numeral stands for: `1,000`, `thirty-seven`, `dozen`; None when it is none."""
    plain = word.lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    if plain in _UNITS:
        return _UNITS[plain]
    if plain in _TENS:
        return _TENS[plain]
    head, _, tail = plain.partition("-")
    if head in _TENS and tail in _UNITS:
        return _TENS[head] + _UNITS[tail]
    return {"dozen": 12, "hundred": 100, "thousand": 1000}.get(plain)
