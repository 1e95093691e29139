"""The pages Cases and Watch: a case is opened from a listed row and from an answer, decided, reviewed, exported; parties are watched."""

import shutil

import pytest

from assistant.cases import histories, open_case, read_case
from assistant.cases.basis import gather
from assistant.screening.customers.given import Party
from index.cases import Cases
from index.search import Index
from tests.browser.conftest import ask, marked, start, stop
from tests.browser.test_screen import screened
from tests.browser.test_views import go
from ui.cases.check import prove
from ui.cases.sealed import sealed

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the package axe-playwright-python is not installed"
)


@pytest.fixture(scope="module")
def own(index_folder, tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("cases") / "index"
    shutil.copytree(index_folder, folder)
    running = start(folder)
    yield running
    stop(running)


def fill(page, by, note="order 17"):
    box = page.get_by_role("dialog", name="Open a case")
    box.get_by_label("Note").fill(note)
    box.get_by_label("Opened by").fill(by)
    box.get_by_role("button", name="Open the case").click()
    page.locator(".case h2").wait_for()


def decide(page, decision, reason, second=""):
    form = page.get_by_role("form", name="Decide")
    form.get_by_label(decision).check()
    form.get_by_label("Reason", exact=True).fill(reason)
    form.get_by_label("Second reviewer").fill(second)
    form.get_by_role("button", name="Keep the decision").click()


def test_from_a_listed_row_to_a_sealed_file(visit, own, tmp_path):
    page = visit(own.url)
    screened(page, tmp_path)
    page.get_by_role("group", name="Decisions").get_by_role("button", name="match 1", exact=True).click()
    page.wait_for_function("document.querySelectorAll('.screening tbody tr:not(.found)').length === 1")
    page.locator("table.screening tbody tr:not(.found)").get_by_role("button").first.click()
    page.get_by_role("button", name="Open a case").first.click()
    fill(page, "Anna Meier")
    assert "Opaline Optics" in page.locator(".case h2").inner_text()
    assert page.locator(".case .record").inner_text().split() == ["Id", "6", "Other", "names", "Opaline", "Optics"]
    page.locator(".case .hit .quote").first.click()
    assert "Opaline Optics" in marked(page)
    page.keyboard.press("Escape")
    decide(page, "true match", "name and country agree", "Bert")
    form = page.get_by_role("form", name="Second review")
    form.get_by_label("confirmed", exact=True).check()
    form.get_by_role("button", name="Keep the review").click()  # Anna is filled in still
    page.locator(".toast.problem", has_text="another person").wait_for()
    form.get_by_label("Reviewed by").fill("Bert")
    form.get_by_role("button", name="Keep the review").click()
    page.locator(".case h2 .badge", has_text="confirmed").wait_for()
    toast = page.locator(".toast.plain").last
    colours = toast.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours[0] != colours[1]
    with page.expect_download() as got:
        page.get_by_role("button", name="Export, sealed").click()
    verdict, found = prove(got.value.path().read_bytes())
    assert verdict.whole and found.standing == "confirmed" and found.opening.party.id == "6"
    address = page.url
    page.get_by_role("button", name="All cases").click()
    page.locator(".cases .result", has_text="true match").first.wait_for()
    page.goto(address)
    page.locator(".case h2 .badge", has_text="confirmed").wait_for()
    assert page.locator(".steps li").count() == 3


def test_from_an_answer_by_keyboard(visit, own):
    page = visit(own.url)
    ask(page, "Why was Inspur put on the Entity List?").get_by_role(
        "button", name="Open a case with this answer"
    ).press("Enter")
    box = page.get_by_role("dialog", name="Open a case")
    assert box.get_by_label("Party").input_value() == "Inspur"
    box.get_by_label("Opened by").fill("Anna Meier")
    page.keyboard.press("Enter")
    page.locator(".case h2").wait_for()
    assert page.locator(".case .turn .said").inner_text() and page.locator(".case .turn .cite").count() >= 1
    form = page.get_by_role("form", name="Decide")
    form.get_by_label("true match").focus()
    page.keyboard.press("ArrowRight")  # a radio of the group
    assert form.get_by_label("false match").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("another firm")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".steps li", has_text="decided: false match").wait_for()


def test_parties_are_watched_screened_and_told_of(visit, own, tmp_path):
    page = visit(own.url)
    go(page, "Watch")
    form = page.get_by_role("form", name="Watch a party")
    form.get_by_label("Party").fill("Opaline Optics")
    form.get_by_role("button").click()
    page.locator(".watch .notice.done", has_text="1 new").wait_for()
    (tmp_path / "book.csv").write_text("id,name\n7,Amber Lantern\n8,\n9,Moon Harbour Toys\n", encoding="utf-8")
    page.locator("#wl-watch").set_input_files(tmp_path / "book.csv")
    page.locator(".watch .notice.problem", has_text="row 3 (id 8): it has no name").wait_for()
    page.get_by_role("button", name="Screen the list now").click()
    page.locator(".watch .notice.done", has_text="Changed: ").wait_for()
    assert page.locator(".watch table tbody tr").count() == 3
    page.locator(".change summary", has_text="Opaline Optics").first.click()
    page.locator(".change[open] .quote").first.click()
    assert "Opaline Optics" in marked(page)
    page.keyboard.press("Escape")
    feed = page.get_by_role("link", name="Atom feed").get_attribute("href")
    got = page.request.get(feed)
    assert got.ok and "atom+xml" in got.headers["content-type"] and "new hit: Opaline Optics" in got.text()
    page.get_by_role("button", name="Take 9 off the list").click()
    page.wait_for_function("document.querySelectorAll('.watch table tbody tr').length === 2")


def test_a_read_only_chat_offers_nothing_that_it_refuses(visit, own, index_folder, browser, tmp_path):
    folder = tmp_path / "index"
    shutil.copytree(own.index, folder)
    running = start(folder, "--read-only")
    try:
        page = visit(running.url)
        go(page, "Cases")
        page.locator(".cases .count").wait_for()
        assert page.get_by_role("button", name="Open a case").locator("visible=true").count() == 0
        if page.locator(".cases .result").count():
            page.locator(".cases .result").first.click()
            page.locator(".case h2").wait_for()
            assert page.locator(".case form").count() == 0
        go(page, "Watch")
        page.locator(".watch .label").first.wait_for()
        assert page.get_by_role("form", name="Watch a party").count() == 0
    finally:
        stop(running)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_serious_fault(visit, own, scheme, width):
    page = visit(own.url, width=width, height=844, color_scheme=scheme)
    faults = []

    def check(view):
        page.wait_for_timeout(200)
        for fault in axe.Axe().run(page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                faults.append((view, fault["id"], [node["html"][:160] for node in fault["nodes"][:3]]))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view

    go(page, "Cases")
    page.locator(".cases .count").wait_for()
    page.get_by_role("button", name="Open a case").first.click()
    check("opening a case")
    box = page.get_by_role("dialog", name="Open a case")
    box.get_by_label("Party").fill("Opaline Optics")
    fill(page, "Anna Meier")
    decide(page, "escalate", "not sure", "Bert")
    page.get_by_role("form", name="Second review").wait_for()
    check("a case")
    page.get_by_role("button", name="All cases").click()
    page.locator(".cases .result").first.wait_for()
    check("cases")
    go(page, "Watch")
    form = page.get_by_role("form", name="Watch a party")
    form.get_by_label("Party").fill("Opaline Optics")
    form.get_by_role("button").click()
    page.locator(".watch .notice.done").wait_for()
    page.get_by_role("button", name="Screen the list now").click()
    page.locator(".change").first.wait_for()
    page.locator(".change summary").first.click()
    check("watch")
    tabs = page.locator(".nav .tab").evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right])"
    )
    assert all(0 <= left < right <= width for left, right in tabs) and len(tabs) == 8
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sealed_page_has_no_serious_fault(own, browser, tmp_path, scheme):
    cases = Cases(own.index)
    if not histories(cases):
        party = Party(name="Opaline Optics")
        open_case(cases, "", "Anna Meier", party, gather(Index.open(own.index), party, "whylisted test"))
    made, _ = sealed(read_case(cases, histories(cases)[-1].opening.id), "whylisted test")
    (tmp_path / "case.html").write_bytes(made)
    page = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme).new_page()
    page.goto((tmp_path / "case.html").as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
