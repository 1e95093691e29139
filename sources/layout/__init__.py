"""From words with their places on pages to a text in reading order."""

from sources.layout.furniture import Register, edges, numbered, running, without_furniture
from sources.layout.line_numbers import without_line_numbers
from sources.layout.page import Glyph, Page, Rule, Word
from sources.layout.running_text import Laid, lay_out

__all__ = [
    "Glyph", "Laid", "Page", "Register", "Rule", "Word", "edges", "lay_out", "numbered", "running", "without_furniture",
    "without_line_numbers",
]  # fmt: skip
