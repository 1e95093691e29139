"""Real web pages, when ../shared is there: every word that their main part shows is read, once and in order.

The words are taken from the page by another way than ours: the parser's own text of `<main>`, without what is marked as hidden.
"""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sources.formats import html
from sources.formats.parsed import Given

CORPUS = Path(__file__).parents[3] / "shared/corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus is not there: the real files are not in the repository"
)
PAGES = {
    "world/us-state/restricted-list.html": ("main .wp-block-classic", "Cuba Restricted List", 1100),
    "uflpa/uflpa_entity_list_2026-07-09.html": ("main table", "UFLPA Entity List", 1500),
}
HIDDEN = "script, style, noscript, template, [hidden], [aria-hidden=true], .visually-hidden, .usa-sr-only, .sr-only"


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_the_main_part_is_read(name: str) -> None:
    selector, title, least = PAGES[name]
    (parsed,) = html.read(CORPUS / name, name, Given())
    page = LexborHTMLParser((CORPUS / name).read_bytes())
    for hidden in page.css(HIDDEN):
        hidden.decompose()
    text = "".join(parsed.document.text.split())
    at = words = 0
    for part in page.css(selector):
        for number, word in enumerate(part.text(separator=" ").split()):
            found = text.find(word, at)  # what stands between the parts of the page is longer than between words
            assert 0 <= found - at < (50 if number else 2000), f"{word!r} is not read where it stands"
            at, words = found + len(word), words + 1
    assert words > least
    assert parsed.document.title == title
    told = " ".join(parsed.warnings)
    assert re.search(r"page around the text is left out: \d+ words", told) and "hidden" in told
