"""Source text is hostile until it passed through here: control characters made visible, HTML escaped, links checked.

Nothing here changes what is stored or what JSON carries: only what a terminal or a browser is given to draw.
"""

import html
import re
from urllib.parse import urlsplit

CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1: terminal escapes, bells, cursor moves
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of what follows (Unicode UAX #9)
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"  # line separators, BOM, annotations, invisible tags, halves of pairs
)
"""Characters that are never drawn as they are."""


def visible(char: str) -> str:
    """The name under which a control character is shown: `\\x1b`, `\\u202e`."""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def printable(text: str) -> str:
    """`text` with every character that could move a cursor, colour a line or turn its direction written as an escape.

    Tabs and newlines stay. Use it on everything from a source before it goes to a terminal.
    """
    return CONTROLS.sub(lambda m: visible(m[0]), text)


def one_line(text: str) -> str:
    """`printable` with white space folded: for titles, names and error lines."""
    return printable(" ".join(text.split()))


def escaped(text: str) -> str:
    """`text` as HTML that draws exactly these characters; control characters become marked, inert escapes.

    The escape stands in a `<span class="ctl">`, so that a reader sees that something was there. Safe in element
    content; for attributes use `attribute`.
    """
    parts: list[str] = []
    position = 0
    for match in CONTROLS.finditer(text):
        parts.append(html.escape(text[position : match.start()]))
        parts.append(f'<span class="ctl">{visible(match[0])}</span>')
        position = match.end()
    parts.append(html.escape(text[position:]))
    return "".join(parts)


def attribute(text: str) -> str:
    """`text` for the inside of a double-quoted HTML attribute."""
    return html.escape(printable(text), quote=True)


def web_address(url: str | None) -> str | None:
    """`url` if it is a plain http(s) address that may become a link, else None (`javascript:`, `data:`, …)."""
    if not url or CONTROLS.search(url) or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def markdown(text: str) -> str:
    """`text` for Markdown: characters that could make markup, links or HTML are escaped with a backslash."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~&])", r"\\\1", printable(text))
