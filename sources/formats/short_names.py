"""What stands in the brackets of a listed name: its short name (`CATG 9`, `JSC TsNIITool`), the name in another script, or something
else."""

import re

NO_SHORT_NAME = frozenset(
    ("HK", "H.K", "UAE", "U.A.E", "UK", "U.K", "USA", "U.S", "US", "PRC", "P.R.C", "PTY", "PVT", "PTE", "SDN", "BHD", "FZE", "FZC",
     "FZCO", "LLC", "LLP", "LTD", "CO", "KSA", "RSA", "SA", "S.A", "S.L", "GROUP", "CC", "EU", "DPRK", "ROC", "NT", "ME", "OOO", "JSC",
     "CJSC", "OJSC", "PJSC", "OAO", "ZAO", "PAO", "AO", "INC", "GMBH", "PLC", "RTD", "LIMITED", "PRIVATE", "HOLDING")
)  # fmt: skip
"""Places and legal forms in capitals, without their last full stop: a bracket that holds nothing else tells where or what."""

_LONGEST, _MOST_WORDS = 28, 3
_PIECE = re.compile(r"[^\s\-,/]+")


def is_short_name(inner: str) -> bool:
    """Whether the words of a bracket read like a short name in a name that is not all in capitals: at most three words, one of
    which has two capitals, or a capital and a figure, and is neither a place nor a legal form."""
    words = inner.split()
    if not words or len(words) > _MOST_WORDS or len(inner) > _LONGEST or inner[0].islower():
        return False
    pieces = [piece for word in words for piece in _PIECE.findall(word)]
    if any(piece.upper() in ("PRIVATE", "LIMITED") for piece in pieces):
        return False
    telling = [piece for piece in pieces if piece.upper().rstrip(".") not in NO_SHORT_NAME]
    return any(sum(c.isupper() for c in p) + any(c.isdigit() for c in p) >= 2 for p in telling) and all(
        word[0].isupper() or word[0].isdigit() for word in words
    )


_BEFORE_BRACKET = re.compile(r"(?P<one>[^()]+)\((?P<other>[^()]+)\)")
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_LETTER = re.compile(r"[^\W\d_]")


def in_two_scripts(name: str) -> list[tuple[int, str]]:
    """The names that one makes which is written in Latin letters and, in brackets, in others, or the other way round, with where
    each begins; those in the bracket are parted by semicolons. Empty for any other name."""
    found = _BEFORE_BRACKET.fullmatch(name)
    if found is None:
        return []
    one, other = found["one"].rstrip(), found["other"]
    if not (_LETTER.search(one) and _LETTER.search(other)) or bool(_LATIN.search(one)) == bool(_LATIN.search(other)):
        return []
    names = [(0, one)]
    for part in re.finditer(r"[^;\s][^;]*", other):
        names.append((found.start("other") + part.start(), part.group().rstrip()))
    return names
