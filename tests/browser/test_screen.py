"""The page Screen: a file is dropped, its rows sorted, narrowed, opened and exported, a listed row cleared; read-only and hostile files."""

import shutil

import pytest
from python_calamine import CalamineWorkbook

from tests.browser.conftest import marked, start, stop
from tests.browser.test_views import go

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the package axe-playwright-python is not installed"
)

BOOK = (
    "id,name,country\n1,Sunny Valley Toys,PE\n2,Opaline Optics Company Limited,China\n3,Moon Harbour Toys,\n4,,PE\n"
    '5,"<img src=x onerror=window.pwned=9> =cmd",PE\n6,=Opaline Optics,\n'
)


@pytest.fixture
def own(index_folder, tmp_path, browser):
    folder = tmp_path / "index"
    shutil.copytree(index_folder, folder)
    running = start(folder)
    yield running
    stop(running)


def screened(page, tmp_path, text=BOOK, name="book.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    go(page, "Screen")
    page.locator("#wl-screen").set_input_files(tmp_path / name)
    page.locator("table.screening tbody tr, .screen .work .notice.problem").first.wait_for()


def names(page):
    return [
        text.split("\n")[0]
        for text in page.locator("table.screening tbody tr:not(.found) td:nth-child(3)").all_inner_texts()
    ]


def test_a_file_is_screened_sorted_narrowed_opened_and_exported(page, tmp_path):
    screened(page, tmp_path)
    assert "6 rows: 1 match, 1 possible" in page.locator(".screen .count").inner_text()
    assert names(page)[0].startswith(("Opaline", "=Opaline"))
    page.locator(".screening thead").get_by_role("button", name="Row", exact=True).click()
    page.locator("th[aria-sort=ascending]", has_text="Row").wait_for()
    assert names(page)[0] == "Sunny Valley Toys"
    page.get_by_role("group", name="Decisions").get_by_role("button", name="match 1", exact=True).click()
    page.wait_for_function("document.querySelectorAll('.screening tbody tr:not(.found)').length === 1")
    page.get_by_label("Search the rows").fill("company limited")
    page.wait_for_function("document.querySelectorAll('.screening tbody tr:not(.found)').length === 1")
    page.locator("table.screening tbody tr:not(.found)").get_by_role("button").first.click()
    page.locator(".hit .quote").first.click()
    assert "Opaline Optics" in marked(page)
    page.keyboard.press("Escape")
    for title, suffix in (
        ("HTML, to print and sign", ".html"),
        ("XLSX", ".xlsx"),
        ("CSV", ".csv"),
        ("JSON lines", ".jsonl"),
    ):
        page.locator("summary[aria-label='Export the report']").click()
        with page.expect_download() as got:
            page.get_by_role("button", name=title, exact=True).click()
        assert got.value.suggested_filename.endswith(suffix)
        if suffix == ".xlsx":
            got.value.save_as(tmp_path / "got.xlsx")
            rows = CalamineWorkbook.from_path(str(tmp_path / "got.xlsx")).get_sheet_by_name("Screening").to_python()
            assert any("=Opaline Optics" in row for row in rows)
        else:
            assert "Opaline Optics" in got.value.path().read_text(encoding="utf-8")


def test_bad_rows_and_bad_files_are_told(page, tmp_path):
    screened(page, tmp_path)
    page.locator(".wrong summary").click()
    assert "row 5 (id 4): it has no name" in page.locator(".wrong").inner_text()
    assert page.locator(".screening img").count() == 0
    screened(page, tmp_path, "", "empty.csv")
    assert "no row in it" in page.locator(".screen .work .notice.problem").inner_text()


def test_a_listed_row_is_cleared_and_stays_so(visit, own, tmp_path):
    page = visit(own.url)
    screened(page, tmp_path)
    page.locator("table.screening tbody tr:not(.found)").get_by_role("button").first.click()
    page.get_by_role("button", name="Not this one: clear it").first.click()
    page.get_by_label("Note on why it is cleared").fill("a shop in Lima")
    page.get_by_role("button", name="Clear", exact=True).click()
    page.locator(".hit.cleared", has_text="a shop in Lima").wait_for()
    page.reload()
    page.wait_for_selector(".wl.ready")
    screened(page, tmp_path)
    assert "6 rows: 1 possible, 4 none" in page.locator(".screen .count").inner_text()  # the match is cleared


def test_a_read_only_chat_screens_a_small_file(visit, index_folder, browser, tmp_path):
    running = start(index_folder, "--read-only")
    try:
        page = visit(running.url)
        screened(page, tmp_path)
        assert "6 rows: 1 match, 1 possible" in page.locator(".screen .count").inner_text()
        page.locator("table.screening tbody tr:not(.found)").get_by_role("button").first.click()
        page.locator(".hit").first.wait_for()
        assert page.get_by_role("button", name="Not this one: clear it").count() == 0
    finally:
        stop(running)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_serious_fault(visit, chat, tmp_path, scheme, width):
    page = visit(chat.url, width=width, height=844, color_scheme=scheme)
    go(page, "Screen")
    faults = []

    def check(view):
        for fault in axe.Axe().run(page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                faults.append((view, fault["id"], [node["html"][:160] for node in fault["nodes"][:3]]))

    check("nothing yet")
    screened(page, tmp_path)
    page.locator("table.screening tbody tr:not(.found)").get_by_role("button").first.click()
    page.locator(".hit").first.wait_for()
    check("rows")
    page.get_by_role("button", name="Not this one: clear it").first.click()
    page.screenshot(path=tmp_path / "screen.png")
    check("clearing")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
