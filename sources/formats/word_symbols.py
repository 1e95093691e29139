"""Characters of Word's symbol fonts as Unicode. Such fonts have their own signs in the places of letters, and Word writes those
places as characters of the private use area: U+F0B7 in Symbol is a bullet, U+F0FC in Wingdings a check mark."""

# Adobe's Symbol encoding (Unicode Consortium, VENDORS/ADOBE/symbol.txt), from 0x20 and from 0xA0; a blank for a sign without a character
_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐ ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
}
# the signs of Wingdings that stand in forms and lists
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {
    "symbol": {start + n: char for start, chars in _SYMBOL.items() for n, char in enumerate(chars) if char != " "},
    "wingdings": _WINGDINGS,
}
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: int) -> str | None:
    """The character at a place of a font, "" for one that shows nothing; None if it is not known."""
    known = _FONTS.get(font.lower())
    place = code - _PRIVATE.start if code in _PRIVATE else code
    if known is None and code not in _PRIVATE and 0x20 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000:
        return chr(code)
    if place == 0x20:
        return " "
    return (known or {}).get(place)
