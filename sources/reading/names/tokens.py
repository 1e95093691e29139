"""Runs of capitalised words, with what may stand between them in a name: where every name is looked for."""

import re
from dataclasses import dataclass
from functools import cache

from sources.reading.words.lexicon import words

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁЄІЇ"
DOTTED = (
    "Co", "CO", "No", "Ltd", "LTD", "Inc", "INC", "Corp", "CORP", "Pte", "PTE", "Pty", "Sdn", "Bhd", "Bros", "Intl", "Tic", "San", "Sti", "Şti", "Inst",
    "Univ", "Mfg", "Sen", "Rep", "Gov", "Gen", "Dr", "Mr", "Mrs", "Ms", "Lt", "Col", "St", "Jr", "Sr", "Dept", "Prof", "Adm", "Capt", "Maj", "Sgt", "MR", "MS", "MRS", "DR", "SEN", "REP", "GEN", "GOV", "PROF",
)  # fmt: skip
"""Abbreviations whose full stop belongs to them."""

CONNECTORS = frozenset({"of", "and", "for", "on", "in", "the", "to", "&", "at"})


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a run: a capitalised word, a small word between (`link`), a number, or a bracket."""

    text: str
    start: int
    end: int
    kind: str
    low: str
    comma: bool = False


def _either(items: frozenset[str] | set[str]) -> str:
    return "|".join(re.escape(item) for item in sorted(items, key=lambda item: (-len(item), item)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    legal = _either(set(words("legal_forms")))
    owned = "|".join(sorted(words("inner_possessives")))
    particles = "|".join(sorted(words("particles")))
    common = "based|owned|made|led|run|era|like|wide|born|held|flag|only|free|side|area|list|type|size|end|use|op|in|up|on|off|old|tech|chip|plus|bound|style|level|grade|class"
    korean = rf"(?:-(?!(?:{common})\b)[a-z]{{2,4}}\b)?"  # Kim Jong-un
    word = (
        rf"(?:(?:{owned})'s"  # People's, Women's: the possessive is part of the name
        rf"|(?:[a-z]{{1,2}}|al-|el-|ul-|[a-z]')?[{UPPER}][\w]*(?:(?:[-'/.&]|-al-)[{UPPER}0-9][\w]*)*(?:'(?!(?:s|t|ll|re|ve|d|m|til)\b)[a-z]\w*)?(?:-[a-z]+(?=-[{UPPER}]))?{korean}(?:\+(?!\w))?"
        rf"|\d+[{UPPER}][{UPPER}a-z]\w*|3M\b|\d+(?:st|nd|rd|th)(?= [{UPPER}])"
        rf"|№)"
    )
    initials = r"(?<=\b[A-Z])\.(?=[ ,;)]|$)|(?<=\.[A-Z])\.|(?<=\.[A-Z][A-Z])\."
    shorts = "|".join(rf"(?<=\b{short})\." for short in DOTTED)
    dotted = rf"(?:{initials}|{shorts})?"
    tail = r"(?<!\w)(?:GmbH|d\.o\.o\.|s\.r\.o\.|a\.s\.|plc|doo)(?!\w)"
    number = r"\d+(?:\.\d+)*(?:\([a-z0-9]{1,3}\))*(?![\w%$-]|,\d)"
    link = rf"(?:(?:of|for|on|in|and|to|at|{particles})(?: the)?|&|the)(?= [{UPPER}\d]|\ [a-z]{{1,2}}[{UPPER}])"
    bracket = rf"\((?=[{UPPER}“\"0-9a-z])[^()\n]{{1,48}}\)"
    piece = rf"{word}{dotted}|{tail}"
    run = re.compile(
        rf"(?<![\w@.#/])(?:{word}){dotted}(?:,? ?(?=(?:{legal})(?!\w))(?:{piece})|(?:\ {{1,3}}{link})?\ {{1,3}}(?:{piece}|{number})|\ {bracket}|(?<=[\w.])(?={bracket}){bracket})*"
    )
    token = re.compile(
        rf"(?P<bracket>{bracket})|(?P<cap>(?<![\w])(?:{word}){dotted}|{tail})|(?P<number>{number})|(?P<link>[^\W\d_]+|&)"
    )
    return run, token


def run_pattern() -> re.Pattern[str]:
    """Runs of capitalised words with links, numbers, legal forms and brackets between them."""
    return _patterns()[0]


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The pieces of a run `text[start:end]`, in order. Their offsets are those of `text`."""
    pieces: list[Token] = []
    for found in _patterns()[1].finditer(text, start, end):
        word = found.group()
        kind = found.lastgroup or "link"
        before = text[found.start() - 1] if found.start() > start else " "
        comma = before == "," or (before == " " and found.start() - 2 >= start and text[found.start() - 2] == ",")
        pieces.append(Token(word, found.start(), found.end(), kind, word.casefold(), comma))
    return pieces
