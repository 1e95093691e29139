"""Letters as ASCII, so that a name in another alphabet is compared with its spelling on a list.

Latin, Cyrillic, Greek, Armenian, Georgian and Korean letters are written in ASCII as anyascii does, which for Cyrillic is
close to the way of the US Board on Geographic Names, and so to most lists. Other scripts stay as they are: what they spell
depends on more than the letter.
"""

import unicodedata

from anyascii import anyascii

_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HANGUL"})
"""First words of the Unicode names of letters that are written in ASCII."""


class _Letters(dict[int, str]):
    """Code of a character -> what is written for it, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        written = anyascii(letter) if unicodedata.name(letter, "").partition(" ")[0] in _SCRIPTS else ""
        self[code] = ascii_letters = written.replace("'", "") if written else letter
        return ascii_letters


_LETTERS = _Letters()


def in_latin(text: str) -> str:
    """The text with the letters of six scripts in ASCII, without accents and without apostrophes for soft signs; what only
    looks different (full width, ligatures) is made one."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(
        _LETTERS
    )  # first: NFKC parts the Armenian `և`, which is then misread
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
