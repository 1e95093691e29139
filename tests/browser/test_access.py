"""Accessibility: axe-core finds no serious fault in any view, light and dark, wide and narrow."""

import pytest

from tests.browser.conftest import ask, marked

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the package axe-playwright-python is not installed"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_serious_fault(visit, chat, scheme, width):
    page = visit(chat.url, width=width, height=844, color_scheme=scheme)
    faults = []

    def check(view: str) -> None:
        page.wait_for_timeout(300)
        for fault in axe.Axe().run(page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                faults.append((view, fault["id"], [node["html"][:160] for node in fault["nodes"][:3]]))

    check("welcome")
    turn = ask(page, "Why was Inspur put on the Entity List?")
    check("answer")
    turn.locator(".said .cite").first.click()
    marked(page)
    check("reader")
    page.keyboard.press("Escape")
    for view in ("Entities", "Changes", "Sources", "History"):
        page.locator(".nav").get_by_role("button", name=view, exact=True).click()
        if view == "Entities":
            page.get_by_label("Search entities by name").fill("Amber Lantern")
            page.locator(".result").first.click()
            page.locator(".timeline").wait_for()
        check(view)
    assert faults == []


def test_everything_can_be_reached_by_keyboard(page):
    ask(page, "Why was Inspur put on the Entity List?")
    seen = set()
    page.locator(".mark-name").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "document.activeElement.className + ' ' + (document.activeElement.getAttribute('aria-label') || '')"
            )
        )
    reached = " | ".join(seen)
    for wanted in ("tab", "cite", "quote", "pill", "Good answer", "Export this answer", "question-field"):
        assert wanted in reached
