"""The documentation as a web site: mkdocs builds it without a warning, and no page asks another host for anything."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.desk import ROOT

PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
FOREIGN = re.compile(r"(?:[a-z][a-z+.-]*:)?//", re.I)
LOADED = (("link", "href"), ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("iframe", "src"),
          ("object", "data"), ("embed", "src"), ("video", "src"), ("form", "action"))  # fmt: skip
"""What a browser fetches by itself, or sends to."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("mkdocs") is None:
        pytest.skip("mkdocs is not installed: make test installs it")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(ROOT / "mkdocs.yml")]
    done = subprocess.run(
        [*command, "--site-dir", str(folder)], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stdout + done.stderr
    return folder


def test_every_page_is_built(site: Path) -> None:
    assert {*PAGES, "404"} == {path.stem for path in site.rglob("*.html")}
    assert (site / "chat.png").is_file() and (site / "search" / "search_index.json").is_file()


def test_no_page_asks_another_host(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = html.parse(str(page))
        asked = [value for tag, key in LOADED for value in tree.xpath(f"//{tag}/@{key}") if FOREIGN.match(value)]
        assert asked == [], page.name
        assert tree.xpath("//script[not(@src)]") and not any(map(fetches, tree.xpath("//script/text()"))), page.name
        assert not any(map(fetches, tree.xpath("//style/text() | //@style"))), page.name


def test_no_script_and_no_style_asks_another_host(site: Path) -> None:
    styles, scripts = list(site.rglob("*.css")), list(site.rglob("*.js"))
    assert styles and scripts
    assert [path.name for path in (*styles, *scripts) if fetches(path.read_text(encoding="utf-8"))] == []


def fetches(code: str) -> bool:
    """Whether a script or style loads something from another host."""
    return re.search(r"""(?:url\(|@import|importScripts\(|fetch\(|\.open\([^)]{0,20},|\.src\s*=)\s*["']?(?:https?:)?//""", code) is not None  # fmt: skip


def test_tables_lists_and_code_are_what_the_pages_have(site: Path) -> None:
    """mkdocs reads Markdown by other rules than the tests and most viewers: a table or list must be one for all of them."""
    from markdown_it import MarkdownIt

    for name in PAGES:
        page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        there = html.fromstring(MarkdownIt().enable("table").render(page))
        built = html.parse(str(site / f"{name}.html")).xpath("//*[@role='main']")[0]
        for tag in ("table", "tr", "li", "pre", "h2", "h3", "img"):
            assert len(built.xpath(f".//{tag}")) == len(there.xpath(f".//{tag}")), f"{name}.md: {tag}"
        code = [[" ".join(c.split()) for c in tree.xpath(".//code//text()")] for tree in (built, there)]
        assert "".join(code[0]) == "".join(code[1]), f"{name}.md: code"
