"""A real chat in a real Chromium: `whylisted chat` runs as a process of its own over an index made for these tests."""

import shutil
from pathlib import Path

import pytest

from index.search import Index
from tests.serving import ROOT, start, stop

playwright_api = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NEEDLE = "The quartz heron crossed the river at dawn."

HOSTILE = {
    "script.md": '---\ntitle: "<script>window.pwned=1</script><img src=x onerror=window.pwned=2>"\npublisher: "<b onclick=alert(1)>Press</b>"\n'
    "date: 2024-02-03\nurl: \"javascript:window.pwned=3\"\n---\n"
    "The Commerce Department added &lt;script>window.pwned=4&lt;/script> Hostileworks Ltd to the Entity List on 2 February 2024 "
    'because <img src=x onerror="window.pwned=5"> it bought parts for &lt;b>rockets&lt;/b>, it said. [Read](javascript:window.pwned=6) '
    "&lt;notatag&gt; &#x3c;svg onload=window.pwned=7&#x3e; &broken; ![x](http://example.invalid/x.png) {{7*7}} ${window.pwned=8}\n",
    "marks.txt": "The Commerce Department added Leftturn Ltd to the Entity List on 3 March 2024 because it \u202egnihtyna dlos\u202c "
    "and sold chips to a navy, it said.\u200f \x1b[31mred\x1b[0m\u2066isolated\u2069\n",
    "<img src=x onerror=alert(1)>.txt": "The Treasury Department on 5 May 2024 sanctioned Filename Traders for moving oil.\n",
}  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if executable is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with playwright_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def documents(tmp_path_factory) -> Path:
    """Samples, a hostile set, a document of 1.6 MB, a line of 5 MB, and one list on two days."""
    folder = tmp_path_factory.mktemp("documents") / "desk"
    shutil.copytree(ROOT / "sources" / "samples", folder / "samples")
    for name, text in HOSTILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    # The same paragraph over and over: its passages are embedded once, however long the document is.
    paragraphs = ["The register of this day names nobody, and says nothing of weight about anybody at all. " * 5] * 3700
    paragraphs[1900], paragraphs[1960] = NEEDLE, "The quartz heron came back."
    (folder / "long.txt").write_text("The long register\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    (folder / "line.txt").write_text("word " * 1_000_000, encoding="utf-8")
    fixture = (ROOT / "tests/fixtures/lists/ecfr_part-744_2026-01-15.xml").read_text(encoding="utf-8")
    (folder / "ecfr_part-744_2026-01-15.xml").write_text(fixture, encoding="utf-8")
    later = fixture.replace("Beryl Optics Co., Ltd.", "Opaline Optics Co., Ltd.").replace("2026-01-15", "2026-03-01")
    (folder / "ecfr_part-744_2026-03-01.xml").write_text(later, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def index_folder(documents, tmp_path_factory) -> Path:
    from index.build import add

    folder = tmp_path_factory.mktemp("index") / "index"
    names = ["samples", *HOSTILE, "long.txt", "ecfr_part-744_2026-01-15.xml", "ecfr_part-744_2026-03-01.xml"]
    summary = add([documents / name for name in names], folder)
    assert not summary.refused
    return folder


@pytest.fixture(scope="session")
def chat(index_folder, browser):
    running = start(index_folder)
    yield running
    stop(running)


@pytest.fixture(scope="session")
def index(index_folder) -> Index:
    return Index.open(index_folder)


@pytest.fixture
def visit(browser):
    """Opens pages and, at the end, asserts that none had an error, asked another host, or ran a document's script."""
    contexts, problems = [], []

    def open_page(url, width=1440, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, permissions=["clipboard-read", "clipboard-write"], **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
        page.on("dialog", lambda dialog: (problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
                else problems.append(f"asked another host: {request.url}")
            ),
        )
        page.goto(url)
        page.wait_for_selector(".wl.ready")
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.pwned") is None
        context.close()
    assert problems == []


@pytest.fixture
def page(visit, chat):
    return visit(chat.url)


def ask(page, question: str, polite: bool = False):
    """Asks and waits for the answer, or with `polite` for the line that says why there is none; gives the turn."""
    before = page.locator(".turn").count()
    page.get_by_label("Question", exact=True).fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn").nth(before)
    turn.locator(".answer, .notice.problem").first.wait_for()
    problem = turn.locator(".notice.problem")
    assert polite or problem.count() == 0, problem.first.inner_text()
    return turn


def marked(page) -> str:
    """The text of the strong mark, as the reader shows it."""
    page.locator(".mark.strong").first.wait_for()
    return "".join(page.locator(".mark.strong").all_text_contents())


def records(index: Index):
    """All records of the index."""
    return [record for info in index.documents() for record in index.records_of(info.id)]
