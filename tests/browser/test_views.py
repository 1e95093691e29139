"""Entities, changes, sources, history: each walked with real clicks, files and downloads."""

import csv
import json
import re
import shutil

import pytest

from tests.browser.conftest import ask, marked, records
from tests.servers.official import Official
from tests.serving import start, stop

NAME = "Amber Lantern Works (ALW)"


@pytest.fixture
def own_chat(index_folder, tmp_path, browser):
    """A chat over a copy of the index, for tests that change it."""
    folder = tmp_path / "index"
    shutil.copytree(index_folder, folder)
    running = start(folder)
    yield running
    stop(running)


@pytest.fixture
def empty_chat(tmp_path, browser):
    running = start(tmp_path / "nothing")
    yield running
    stop(running)


def go(page, view: str) -> None:
    page.locator(".nav").get_by_role("button", name=view, exact=True).click()


def test_an_entity_is_found_by_part_of_its_name_and_its_events_open(page, index):
    go(page, "Entities")
    page.get_by_label("Search entities by name").fill("amber lantern")
    page.locator(".result", has_text=NAME).click()
    page.locator(".entity h2", has_text=NAME).wait_for()
    assert page.locator(".entity .card").count() >= 1
    points = page.locator(".point")
    record = next(r for r in records(index) if r.name == NAME)
    assert points.count() >= len(record.events) > 0
    points.first.focus()
    page.keyboard.press("Enter")
    assert record.events[0].citation.split(",")[0] in marked(page)
    page.locator(".events a").last.click()
    page.locator(".mark.strong").first.wait_for()


def test_an_entity_can_be_linked_and_asked_about(page, visit):
    go(page, "Entities")
    page.get_by_label("Search entities by name").fill(NAME)
    page.locator(".result").first.click()
    page.locator(".entity h2").wait_for()
    other = visit(page.url)
    other.locator(".entity h2", has_text=NAME).wait_for()
    other.get_by_role("button", name="Why is it listed?").click()
    other.locator(".turn .answer").wait_for()


def test_a_name_that_nobody_has_gets_a_line(page):
    go(page, "Entities")
    page.get_by_label("Search entities by name").fill("zzqx nobody")
    page.get_by_text("No name like this").wait_for()


def test_changes_are_sorted_read_and_exported(page, tmp_path):
    go(page, "Changes")
    page.locator(".changes table").wait_for()
    assert page.locator(".changes .count").inner_text() == "1 renamed"
    assert "Beryl Optics" in page.locator(".changes del").inner_text()
    assert "Opaline Optics" in page.locator(".changes ins").inner_text()
    page.get_by_role("button", name="Name").click()
    assert page.locator("th", has_text="Name").get_attribute("aria-sort") == "ascending"
    page.get_by_role("link", name="before").click()
    assert "Beryl Optics" in marked(page)
    page.get_by_role("link", name="after").click()
    page.wait_for_function("document.querySelector('.mark.strong')?.textContent.includes('Opaline')")
    with page.expect_download() as got:
        page.get_by_role("button", name="Export as CSV").click()
    got.value.save_as(tmp_path / "changes.csv")
    rows = list(csv.DictReader((tmp_path / "changes.csv").open(encoding="utf-8")))
    assert [row["change"] for row in rows] == ["renamed"] and "doc=" in rows[0]["before"]
    with page.expect_download() as got:
        page.get_by_role("button", name="Export as JSON").click()
    assert json.loads(got.value.path().read_text(encoding="utf-8"))["rows"][0]["what"] == "renamed"


def test_sources_are_listed_searched_and_opened(page, index):
    go(page, "Sources")
    page.locator(".documents tbody tr").first.wait_for()
    assert f"{len(index.documents())} documents" in page.locator(".sources .count").inner_text()
    page.get_by_label("Search the sources").fill("long register")
    row = page.locator(".documents tbody tr")
    row.first.wait_for()
    assert row.count() == 1
    row.get_by_role("link").click()
    page.locator(".reader-title", has_text="long").wait_for()


def test_upload_tells_what_was_taken_and_why_the_rest_was_not(visit, own_chat, tmp_path):
    (tmp_path / "good.txt").write_text(
        "Commerce added Uploaded Works Ltd to the Entity List on 7 May 2024.\n", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (tmp_path / "program.exe").write_bytes(b"MZ")
    page = visit(own_chat.url)
    go(page, "Sources")
    page.locator("#wl-files").set_input_files(
        [tmp_path / name for name in ("good.txt", "empty.txt", "broken.pdf", "program.exe")]
    )
    page.locator(".work .notice.done").wait_for(timeout=90_000)
    assert "1 documents new" in page.locator(".work .notice.done").inner_text()
    refused = page.locator(".work .notice.problem li").all_inner_texts()
    assert sorted(line.split(":")[0].split("/")[-1] for line in refused) == ["broken.pdf", "empty.txt", "program.exe"]
    assert all(len(line) > len("program.exe: ") + 10 for line in refused)
    page.locator(".documents").get_by_text("uploads/good.txt").wait_for(
        timeout=60_000
    )  # listed a moment after the notice


def test_an_address_inside_a_private_network_is_refused(visit, own_chat):
    page = visit(own_chat.url)
    go(page, "Sources")
    for address in (
        "http://127.0.0.1:9/secret",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://10.1.2.3/x",
    ):
        page.get_by_label("Address of a document").fill(address)
        page.get_by_role("button", name="Add address").click()
        page.locator(".work .notice.problem", has_text=address).wait_for()
        assert "private" in page.locator(".work .notice.problem").inner_text()


def test_an_official_list_is_fetched_and_read(visit, tmp_path, browser):
    with Official() as official:
        running = start(tmp_path / "index", WHYLISTED_FEED_BASE=official.base)
        try:
            page = visit(running.url)
            go(page, "Sources")
            page.get_by_label("Official list to fetch").select_option("uflpa")
            page.get_by_role("button", name="Fetch official list").click()
            page.locator(".work .notice.done").wait_for(timeout=90_000)
            page.locator(".documents tbody tr").first.wait_for()
            assert page.locator(".documents tbody tr").count() == 1
            assert "official list" in page.locator(".documents tbody").inner_text()
            official.files.clear()
            page.get_by_label("Official list to fetch").select_option("csl")
            page.get_by_role("button", name="Fetch official list").click()
            page.locator(".work .notice.problem", has_text="by hand").wait_for(timeout=90_000)
        finally:
            stop(running)


def test_removing_asks_first_and_the_chat_goes_on_with_the_new_generation(visit, own_chat):
    page = visit(own_chat.url)
    go(page, "Sources")
    before = page.locator(".sources .count").inner_text()
    remove = page.get_by_role("button", name=re.compile("^Remove .*long", re.I))
    page.get_by_label("Search the sources").fill("long.txt")
    remove.click()
    page.get_by_role("button", name="Keep it").click()
    assert remove.count() == 1
    remove.click()
    page.locator("dialog").get_by_role("button", name="Remove", exact=True).click()
    page.locator(".work .notice.done").wait_for()
    page.get_by_label("Search the sources").fill("")
    page.wait_for_function("(old) => document.querySelector('.sources .count').textContent !== old", arg=before)
    assert page.locator(".documents").get_by_text("long.txt").count() == 0


def test_an_empty_index_says_what_to_do_and_takes_the_samples(visit, empty_chat):
    page = visit(empty_chat.url)
    assert page.get_by_role("heading", name="This index is empty").is_visible()
    assert "whylisted add" in page.locator(".welcome code").inner_text()
    page.get_by_role("button", name="Index the sample documents").first.click()
    page.locator(".work .notice.done").wait_for(timeout=120_000)
    go(page, "Ask")
    page.locator(".example").first.wait_for()
    turn = ask(page, "Why was Inspur put on the Entity List?")
    assert turn.locator(".said .cite").count() > 0


def test_answers_are_judged_searched_reopened_and_exported(visit, own_chat):
    page = visit(own_chat.url)
    question = "When was SMIC added to the Entity List?"
    turn = ask(page, question)
    text = turn.locator(".said").inner_text()
    turn.get_by_role("button", name="Good answer").click()
    page.get_by_label("Note on this answer").fill("checked against the rule")
    page.get_by_role("button", name="Keep note").click()
    page.get_by_text("Note kept.").wait_for()
    for name, suffix in (("Markdown", ".md"), ("HTML", ".html"), ("JSON", ".json")):
        turn.locator("summary[aria-label='Export this answer']").click()
        with page.expect_download() as got:
            turn.get_by_role("button", name=name, exact=True).click()
        assert got.value.suggested_filename.endswith(suffix)
        assert len(re.findall(r"\b[0-9a-f]{64}\b", got.value.path().read_text(encoding="utf-8"))) > 0
    page.reload()
    page.wait_for_selector(".wl.ready")
    go(page, "History")
    page.get_by_label("Search the history").fill("smic entity")
    result = page.locator(".past .result").first
    result.wait_for()
    assert "generation" in result.inner_text() and "checked against the rule" in result.inner_text()
    with page.expect_download() as got:
        page.get_by_role("button", name="Export judged answers as gold questions").click()
    (row,) = [json.loads(line) for line in got.value.path().read_text(encoding="utf-8").splitlines()]
    assert row["turns"] == [question] and row["note"] == "checked against the rule" and row["evidence"]
    result.click()
    page.locator(".turn .said").wait_for()
    assert page.locator(".turn .said").inner_text() == text
    page.locator(".turn .said .cite").first.click()
    marked(page)


def test_light_and_dark_can_be_chosen_and_are_kept(visit, chat):
    page = visit(chat.url)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate("getComputedStyle(document.querySelector('.wl')).backgroundColor")
    page.reload()
    page.wait_for_selector(".wl.ready")
    assert page.evaluate("getComputedStyle(document.querySelector('.wl')).backgroundColor") == dark
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("getComputedStyle(document.querySelector('.wl')).backgroundColor") != dark
