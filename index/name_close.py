"""The listed names nearest to one that nobody bears: alike in letters, in sound, joined or parted, or with a word more or less.

They are told apart from the name by `NameMatch.how` (`near`) and are never taken for it. Looked for only when nothing was
found, so it may cost some tens of milliseconds.
"""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from index import name_words as tables
from index.name_brackets import WHERE
from index.name_forms import CORPORATE, GENERIC, PLACES, STOP, legal_places, parse
from index.name_match import Found
from index.name_query import Vocabulary, select
from index.name_store import SQUASH

_MOST_FORMS, _MOST_OF_WORD = 400, 1500
_MOST_WORDS, _MOST_LETTERS = 12, 60
_SHORTEST_PART, _LONG_PART = 5, 8
"""Letters of a common word that may be the beginning of another (`Telecom`), and of any word."""
_APART, _MOST_ALIKE = 3, 120
"""Letters that a word that sounds alike may be longer or shorter; words whose sound is compared."""
_LEAST = 0.5
"""A name that is less near than this is another's."""
_LETTERS = 0.84
"""Share of letters, run together, that makes two names near."""
_MOST_MORE = 5
"""Words that a name may go on with and be near, when it begins with all that was asked for."""
_GLUED = tuple(sorted(tables.LEADING_LEGAL | {"ltd", "llc", "inc", "gmbh"}, key=lambda form: (-len(form), form)))
"""Legal forms that a name may be run together with (`JSCNAME`)."""
_SAME, _SOUND, _BEGINS, _SPELT = 1.0, 0.92, 0.88, 0.9


@dataclass(frozen=True, slots=True)
class _Word:
    """One telling word of the name asked for: how much it says, and which words of the index are like it, how much."""

    word: str
    weight: float
    alike: dict[str, float]


def close_forms(conn: sqlite3.Connection, vocabulary: Vocabulary, text: str) -> dict[int, Found]:
    """Forms that are near a name, with how near (0 to 1); none for a text that is too long to be a name."""
    name = parse(text)
    telling = [w for i, w in enumerate(dict.fromkeys(name.words)) if w not in CORPORATE and (w not in STOP or i == 0)]
    telling = telling or list(dict.fromkeys(name.words))
    if not telling or len(telling) > _MOST_WORDS or max(map(len, telling)) > _MOST_LETTERS:
        return {}
    words = [_word(word, vocabulary) for word in telling]
    squash = "".join(telling)
    found = _by_letters(conn, squash) if any(item.weight >= 1.0 for item in words) else {}
    forms = _with_words(conn, words, found)
    known = vocabulary.counts({word for form, _ in forms.values() for word in form})
    rare = {word: count.forms for word, count in known.items()}
    out: dict[int, Found] = {}
    for number, (form, key) in forms.items():
        told = tuple(word for word in form if word not in CORPORATE and word not in STOP)
        score = max(_by_words(words, told, rare), _elsewhere(name.key.split(), key), found.get(number, 0.0))
        if score >= _LEAST:
            out[number] = Found("near", round(score, 3))
    return out


def _weight(word: str, forms: int = 1) -> float:
    if word in GENERIC or word in PLACES or word.isdigit() or len(word) < 3:
        return 0.25
    return 1.0 if forms <= 200 else 0.6


def _word(word: str, vocabulary: Vocabulary) -> _Word:
    known = vocabulary.counts({word}).get(word)
    return _Word(word, _weight(word, known.forms if known else 1), _alike(word, vocabulary))


def _alike(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Words of the index that are written, begin or sound like this one."""
    out = {word: _SAME}
    if not word.isalpha() or len(word) < _SHORTEST_PART:
        if word.isalpha() and len(word) == _SHORTEST_PART - 1:  # the same letters with two neighbours exchanged
            same = [w for w in vocabulary.of_length(len(word)) if sorted(w) == sorted(word) and w != word]
            out.update({w: _SPELT for w in same if OSA.distance(w, word) == 1})
        return out
    for other in (
        *vocabulary.beginning(word, 40),
        *vocabulary.counts({word[:n] for n in range(_SHORTEST_PART, len(word))}),
    ):
        if word in GENERIC or other in GENERIC or min(len(word), len(other)) >= _LONG_PART:
            out.setdefault(other, _BEGINS)
    allowed = 1 if len(word) <= 8 else 2 if len(word) == 9 else 3
    wide = max(allowed, len(word) // 2 - 1)  # words that sound alike may be written far apart
    pool = [w for n in range(len(word) - _APART, len(word) + _APART + 1) for w in vocabulary.of_length(n)]
    close = process.extract(word, pool, scorer=OSA.distance, score_cutoff=wide, limit=_MOST_ALIKE)
    sound = metaphone(word)
    for other, cost, _ in close:
        if not other.isalpha():
            continue
        if cost <= allowed and len(other) >= _SHORTEST_PART:
            out[other] = max(out.get(other, 0), _SPELT)
        elif len(sound) >= 3 and metaphone(other) == sound:
            out[other] = max(out.get(other, 0), _SOUND)
    return out


def _by_letters(conn: sqlite3.Connection, squash: str) -> dict[int, float]:
    """Forms whose words, run together, are these letters but for a few, or but for a legal form that was run in with them."""
    ways = [squash]
    for form in _GLUED:
        ways += [squash[len(form) :]] if squash.startswith(form) else []
        ways += [squash[: -len(form)]] if squash.endswith(form) else []
    out: dict[int, float] = {}
    for way in ways:
        if len(way) < _SHORTEST_PART:
            continue
        allowed = max(1, len(way) // 8)
        rows = conn.execute(
            "SELECT key, form FROM name_keys WHERE kind = ? AND length(key) BETWEEN ? AND ?",
            (SQUASH, len(way) - allowed, len(way) + allowed),
        ).fetchall()
        keys = [row[0] for row in rows]
        for _, cost, at in process.extract(way, keys, scorer=OSA.distance, score_cutoff=allowed, limit=20):
            score = 1 - cost / len(way) - 0.02 * (way != squash)
            if score >= _LETTERS:
                out[rows[at][1]] = max(out.get(rows[at][1], 0.0), score)
    return out


def _with_words(
    conn: sqlite3.Connection, words: Sequence[_Word], also: Collection[int]
) -> dict[int, tuple[tuple[str, ...], list[str]]]:
    """The words of the forms, and their folded words in full, that have most of what the words say, and of those given. A word that many names have narrows
    nothing down: it is compared afterwards."""
    counts: dict[int, float] = defaultdict(float)
    for item in words:
        if item.weight < 1.0 and any(other.weight >= 1.0 for other in words):
            continue
        sql = "SELECT DISTINCT form FROM name_words WHERE word IN ({}) LIMIT ?"
        rows = select(conn, sql, sorted(item.alike), _MOST_OF_WORD + 1)
        if len(rows) <= _MOST_OF_WORD:
            for row in rows:
                counts[row[0]] += 1 / (1 + math.log10(len(rows)))
    best = sorted(counts, key=lambda form: (-counts[form], form))[:_MOST_FORMS]
    rows = select(conn, "SELECT id, words, key FROM name_forms WHERE id IN ({})", sorted({*best, *also}))
    return {number: (tuple(text.split()), key.split()) for number, text, key in rows}


def _by_words(words: Sequence[_Word], form: Sequence[str], rare: dict[str, int]) -> float:
    """How near a form is by its words; 0 where too little is shared.

    Near are: one name with all words of the other and a word more, and two names with two telling words in common that
    differ in one word.
    """
    free = list(form)
    shared: list[tuple[float, float]] = []  # weight, likeness
    left = 0.0
    for item in words:
        best = max(free, key=lambda w: item.alike.get(w, 0.0), default="")
        likeness = item.alike.get(best, 0.0)
        if likeness:
            free.remove(best)
            shared.append((item.weight, likeness))
        else:
            left += item.weight
    more = sum(_weight(word, rare.get(word, 1)) for word in free)
    telling = sum(weight >= 1.0 for weight, _ in shared)
    all_asked, all_listed = len(shared) == len(words), not free
    contained = all_asked or (all_listed and (len(form) > 1 or len("".join(form)) >= _LONG_PART))
    one_apart = telling >= 2 and len(words) - len(shared) <= 1 and len(free) <= 1
    common = len(shared) >= 3 and left <= 0.25 and more <= 1.0  # names of common words alone
    if not ((telling and contained) or one_apart or common):
        return 0.0
    alike = sum(weight * likeness for weight, likeness in shared)
    return 2 * alike / (sum(weight for weight, _ in shared) * 2 + left + more)


def _elsewhere(asked: Sequence[str], form: Sequence[str]) -> float:
    """How near a form is that goes on where the name ends, or has a place in it more (`Mill Works (Shanshan) Ltd.`), however
    common the words are."""
    extra = list(form)
    for word in asked:
        if word in extra:
            extra.remove(word)
        elif word not in WHERE:
            break
    else:
        if len(asked) > 1 and extra and len(extra) < len(form) and all(word in WHERE for word in extra):
            return 0.8
    bare = _without_legal(asked)
    begins = len(bare) > 1 and list(form[: len(bare)]) == bare and len(form) <= len(bare) + _MOST_MORE
    return 0.55 if begins else 0.0


def _without_legal(words: Sequence[str]) -> list[str]:
    legal = legal_places(words)
    return [word for i, word in enumerate(words) if i not in legal] or list(words)
