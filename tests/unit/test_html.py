"""Web pages: metadata, the article's sentences, and nothing of the page around it (cases in pages.yaml)."""

import datetime
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from sources.errors import UnreadableFile
from sources.load import Read, read_file

CASES = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text(encoding="utf-8"))


def fold(text: str) -> str:
    return " ".join(text.split())


def load(case: dict[str, Any], folder: Path) -> Read:
    path = folder / "page.html"
    path.write_bytes(case["html"].encode(case.get("encoding", "utf-8")))
    (read,) = read_file(path, "page.html")
    return read


def shown_text(html: str) -> str:
    """The page's text by another way than ours: lxml's text_content with spaces at the borders of blocks and cells."""
    tree = lxml.html.fromstring(html)
    for element in tree.iter():
        if element.tag in ("script", "style", "noscript", "head", "title"):
            element.text = ""
        if isinstance(element.tag, str) and re.fullmatch(
            r"p|div|li|td|th|tr|h[1-6]|br|section|article|ul|ol|time|figcaption|main", element.tag
        ):
            element.text = " " + (element.text or "")
            element.tail = " " + (element.tail or "")
    return fold(tree.text_content())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page(case: dict[str, Any], tmp_path: Path) -> None:
    read = load(case, tmp_path)
    document = read.document
    for key in ("title", "author", "publisher", "url", "kind"):
        if key in case:
            assert getattr(document, key) == case[key], key
    if "published" in case:
        day = case["published"]
        assert document.published == (day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day))
    if case.get("published_in_text"):
        assert document.published_span is not None
    if document.title_span:
        assert document.quote(document.title_span) == document.title
    sentences = [document.quote(span) for span in read.sentences]
    for wanted in case["there"]:
        assert wanted in sentences
    for unwanted in case["gone"]:
        assert unwanted not in document.text
    if "headings" in case:
        headings = {passage.heading for passage in read.passages if passage.heading}
        assert set(case["headings"]) - {document.title} <= headings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_sentence_stands_on_the_page(case: dict[str, Any], tmp_path: Path) -> None:
    read = load(case, tmp_path)
    page = shown_text(case["html"])
    for span in read.sentences:
        assert fold(read.document.quote(span)) in page


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "<!DOCTYPE html><html><body>404</body></html>", "line 1: .*HTML page.*download the file again"),
        ("a.html", "<html><head><title>404 Not Found</title></head><body>nothing</body></html>", "error page"),
        ("a.html", "<html><body><script>run()</script></body></html>", "shows no text"),
        ("a.html", "   \n ", "is empty"),
    ],
)
def test_refused(name: str, content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(UnreadableFile, match=message) as caught:
        read_file(path, name)
    assert "\n" not in str(caught.value) and name in str(caught.value)


def test_a_page_nested_deep_is_read_or_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 5000 + "The notice names one firm in Example City." + "</div>" * 5000)
    try:
        (read,) = read_file(path, "deep.html")
    except UnreadableFile as error:
        assert "deep.html" in str(error)
    else:
        assert "Example City" in read.document.text
