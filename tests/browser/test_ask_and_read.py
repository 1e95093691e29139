"""Ask, click a citation, read: with real clicks and keys."""

import re
import time
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.browser.conftest import NEEDLE, ask, marked, records

WHY = "Why was Inspur put on the Entity List?"


def place(page) -> tuple[str, int, int]:
    query = parse_qs(urlsplit(page.url).query)
    return query["doc"][0], int(query["start"][0]), int(query["end"][0])


@pytest.fixture
def kept(index_folder, index):
    """An answer with everything that an answer can have, put into the history as if it had been given."""
    from assistant.answer import Answer, Candidate, Citation, CitedPassage, Disagreement, Position, Sentence
    from assistant.say.compose import cited_document
    from ui.history import History, KeptAnswer

    (info,) = [i for i in index.documents() if i.path.endswith("script.md")]
    document = index.document(info.id)
    quotes = [
        "added <script>window.pwned=4</script> Hostileworks Ltd to the Entity List",
        "it bought parts for <b>rockets</b>",
    ]
    citations = tuple(
        Citation(number=n, quote=quote, start=(at := document.text.index(quote)), end=at + len(quote),
                 passage=CitedPassage(id=f"{document.id}:0-{len(document.text)}", start=0, end=len(document.text)),
                 document=cited_document(document))
        for n, quote in enumerate(quotes, 1)
    )  # fmt: skip
    answer = Answer(
        question="Why was <i>Hostileworks</i> listed?", understood="Why was <u>Hostileworks Ltd</u> listed?", kind="reason",
        answered=True, missing=("authority",), text=f"Commerce “{quotes[0]}” [1] because “{quotes[1]}” [2]. See [9].",
        sentences=(Sentence(text="x", citations=(1, 2)),), citations=citations,
        disagreements=(Disagreement(slot="date", positions=(Position(value="<b>2 February</b>", citation=1, official=True),
                                                            Position(value="3 February", citation=2, official=False))),),
        candidates=(Candidate(name="Inspur <img src=x onerror=window.pwned=12>", detail="<b>Entity List</b>", how="part"),),
        suggestions=("When was <i>that</i>?",), generation=1,
    )  # fmt: skip
    return History(index_folder).keep(KeptAnswer.now("", "kept", (answer.question,), {}, answer))


def test_a_click_on_a_citation_marks_exactly_the_quote(page, index):
    turn = ask(page, WHY)
    cites = turn.locator(".said .cite")
    assert cites.count() >= 1
    for n in range(cites.count()):
        cites.nth(n).click()
        page.wait_for_url(re.compile(f"start={cites.nth(n).get_attribute('data-start')}&"))
        document, start, end = place(page)
        page.wait_for_function("(text) => [...document.querySelectorAll('.mark.strong')].map(m => m.textContent).join('') === text",
                               arg=index.document(document).text[start:end])  # fmt: skip
        assert page.locator(".mark.strong").first.is_visible()
        box, body = page.locator(".mark.strong").first.bounding_box(), page.locator(".reader-body").bounding_box()
        assert body["y"] <= box["y"] <= body["y"] + body["height"]
        info = index.info(document)
        assert (info.title or info.path) in page.locator(".reader-title").inner_text()
        assert (info.publisher or "not known") in page.locator(".reader-meta").inner_text()
        assert cites.nth(n).evaluate("e => e.classList.contains('current')")
    # Nothing is marked but the citations of this answer that stand in this document.
    document, _, _ = place(page)
    marks = {(c.get_attribute("data-start")) for c in cites.all() if c.get_attribute("data-doc") == document}
    assert page.locator(".mark").count() <= len(marks) + 2
    assert page.locator(".mark:not(.strong):not(.light)").count() == 0


def test_next_and_previous_citation_by_key(visit, chat, kept):
    page = visit(f"{chat.url}?conversation={kept.conversation}")
    first, second = (citation.quote for citation in kept.answer.citations)
    where = "(t) => document.querySelector('.reader .cites .where').textContent === t"
    page.locator(".source .quote").first.click()
    assert marked(page) == first
    for key, number, text in (("n", 2, second), ("n", 1, first), ("p", 2, second), ("p", 1, first)):
        page.keyboard.press(key)
        page.wait_for_function(where, arg=f"Citation {number} of 2")
        page.wait_for_function(
            "(t) => [...document.querySelectorAll('.mark.strong')].map(m => m.textContent).join('') === t", arg=text
        )
    page.get_by_role("button", name="Next citation (n)").click()
    page.wait_for_function(where, arg="Citation 2 of 2")


def test_escape_closes_the_document_and_gives_the_focus_back(page):
    turn = ask(page, WHY)
    cite = turn.locator(".said .cite").first
    cite.focus()
    page.keyboard.press("Enter")
    marked(page)
    page.keyboard.press("Escape")
    assert page.locator(".reader").is_hidden()
    assert cite.evaluate("e => e === document.activeElement")
    assert "doc=" not in page.url


def test_a_link_opens_at_the_place_in_a_new_window(page, visit, index):
    turn = ask(page, WHY)
    turn.locator(".said .cite").first.click()
    text = marked(page)
    page.get_by_role("button", name="Copy link to this place").click()
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(link)
    assert marked(other) == text
    document, start, end = place(other)
    assert index.document(document).text[start:end] == text


def test_a_question_in_the_address_is_asked(visit, chat):
    page = visit(f"{chat.url}?q={quote(WHY)}")
    page.locator(".answer").wait_for()
    assert page.locator(".question").inner_text() == WHY


def test_back_and_forward_go_where_one_was(page):
    page.get_by_role("button", name="Sources", exact=True).click()
    page.get_by_role("button", name="History", exact=True).click()
    page.go_back()
    page.locator(".sources").wait_for()
    assert page.locator(".history").is_hidden()


def test_the_copied_quotation_has_its_reference(page):
    ask(page, WHY).locator(".said .cite").first.click()
    text = marked(page)
    page.get_by_role("button", name="Copy quotation with reference").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert " ".join(text.split()) in copied
    assert "SHA-256" in copied and "characters" in copied


def test_search_in_the_document_by_keyboard(page):
    ask(page, WHY).locator(".said .cite").first.click()
    marked(page)
    page.keyboard.press("/")
    page.keyboard.type("ENTITY  list")
    page.locator(".mark.found.now").wait_for()
    found = page.locator(".mark.found").all_text_contents()
    assert found and {" ".join(t.split()).lower() for t in found} == {"entity list"}
    assert re.fullmatch(r"1 of \d+", page.locator(".seek .where").inner_text())
    page.keyboard.press("Enter")
    if len(found) > 1:
        page.wait_for_function("document.querySelector('.seek .where').textContent.startsWith('2 of')")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelectorAll('.mark.found').length === 0")


def test_a_long_document_opens_at_the_marked_place_without_freezing(visit, chat, index):
    (info,) = [i for i in index.documents() if i.path == "long.txt"]
    text = index.document(info.id).text
    start = text.index(NEEDLE)
    assert len(text) > 1_600_000
    begun = time.monotonic()
    page = visit(f"{chat.url}?doc={info.id}&start={start}&end={start + len(NEEDLE)}")
    assert marked(page) == NEEDLE
    assert time.monotonic() - begun < 15  # on a busy machine; about two seconds alone
    drawn = page.evaluate("document.querySelector('.reader-body').textContent.length")
    assert drawn < 200_000  # parts, not the whole
    box, body = page.locator(".mark.strong").first.bounding_box(), page.locator(".reader-body").bounding_box()
    assert body["y"] <= box["y"] <= body["y"] + body["height"]
    longest = page.evaluate("""async () => {
        const body = document.querySelector('.reader-body'); let longest = 0, last = performance.now();
        for (let i = 0; i < 60; i++) { body.scrollTop += 900; await new Promise(requestAnimationFrame);
            const now = performance.now(); longest = Math.max(longest, now - last); last = now; }
        return longest; }""")
    assert longest < 1500
    page.wait_for_function("document.querySelector('.reader-body').textContent.includes('The quartz heron came back.')")


def test_the_record_is_shown_as_a_card_beside_its_row(visit, chat, index):
    record = next(r for r in records(index) if r.name.startswith("Amber Lantern"))
    page = visit(f"{chat.url}?doc={record.document_id}&start={record.start}&end={record.end}")
    marked(page)
    card = page.locator(".reader-card .record")
    assert card.locator("summary").inner_text() == record.name
    assert {"Also known as", "License requirement", "Federal Register"} <= set(card.locator("dt").all_inner_texts())
    cited = record.first("citation")
    card.get_by_role("link", name=cited.value, exact=True).first.click()
    page.wait_for_url(re.compile(f"start={cited.start}&end={cited.end}"))
    page.wait_for_function(
        "(n) => document.querySelector('.mark.strong')?.textContent.length === n", arg=cited.end - cited.start
    )


def test_what_the_sources_do_not_say_is_said_to_be_missing(page):
    turn = ask(page, "What is the weather in Paris?")
    assert turn.locator(".declined").count() == 1
    assert "Not in these sources" in turn.locator(".kind").inner_text()


def test_a_follow_up_stays_in_its_conversation(page):
    ask(page, "When was SMIC added to the Entity List?")
    turn = ask(page, "And which agency did that?")
    assert "SMIC" in turn.inner_text() or "Commerce" in turn.inner_text()
    assert page.locator(".turn").count() == 2
    page.get_by_role("button", name="New conversation").click()
    assert page.locator(".turn").count() == 0
    page.locator(".example").first.wait_for()


def test_an_example_question_is_asked_by_a_click(page):
    text = page.locator(".example").first.inner_text().strip()
    page.locator(".example").first.click()
    page.locator(".answer").wait_for()
    assert page.locator(".question").inner_text() == text


def test_filters_are_seen_used_and_cleared(page):
    page.locator(".filter-menu summary").first.click()
    page.get_by_text("Kind of source", exact=True).click()
    page.get_by_label(re.compile("^report")).check()
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name="Remove the filter Kind of source: report")
    assert chip.is_visible()
    turn = ask(page, WHY)
    shown = turn.locator(".source .badge").all_inner_texts()
    assert set(shown) <= {"report"}
    chip.click()
    assert page.locator(".chip").count() == 0


@pytest.mark.parametrize("question", ["why " * 2500, "?" * 50, "\u202e\x1b[31m<script>window.pwned=9</script>"])
def test_strange_questions_get_a_polite_line(page, question):
    turn = ask(page, question, polite=True)
    said = turn.locator(".answer, .notice.problem").first.inner_text()
    assert said and "went wrong" not in said
    assert page.locator(".toast.problem").count() == 0


def test_on_a_narrow_screen_the_document_covers_and_closes(visit, chat):
    page = visit(chat.url, width=390, height=844)
    turn = ask(page, WHY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    turn.locator(".said .cite").first.click()
    marked(page)
    box = page.locator(".reader").bounding_box()
    assert box["width"] == 390
    page.get_by_role("button", name="Close the document (Esc)").click()
    assert page.locator(".reader").is_hidden()


def test_an_answer_with_everything(visit, chat, kept):
    page = visit(f"{chat.url}?conversation={kept.conversation}")
    turn = page.locator(".turn")
    turn.wait_for()
    assert turn.locator(".question").inner_text() == kept.question
    assert turn.locator(".said").inner_text() == kept.answer.text
    assert turn.locator(".said .cite").all_inner_texts() == ["[1]", "[2]"]  # [9] is no citation
    assert turn.locator(".missing").inner_text() == "Not stated in these sources: authority."
    cells = turn.locator(".differ td").all_inner_texts()
    assert cells[0] == "<b>2 February</b>" and "official" in cells[1] and cells[2] == "[1]"
    turn.locator(".differ .cite").last.click()
    assert marked(page) == kept.answer.citations[1].quote
    assert page.locator(".mark.light").all_text_contents() == [kept.answer.citations[0].quote]
    assert turn.locator("img, script, i, b[onclick], u").count() == 0
    page.keyboard.press("Escape")
    turn.locator(".choice").click()
    page.locator(".turn").nth(1).locator(".answer, .notice").first.wait_for()
    assert page.locator(".turn").nth(1).locator(".question").inner_text().startswith("What about Inspur <img")


def test_suggestions_are_answered(page):
    ask(page, WHY)
    page.locator(".next .pill").first.wait_for()
    text = page.locator(".next .pill").first.inner_text()
    page.locator(".next .pill").first.click()
    turn = page.locator(".turn").nth(1)
    turn.locator(".answer").wait_for()
    assert turn.locator(".question").inner_text() == text
    assert turn.locator(".declined").count() == 0


def test_a_filter_that_leaves_nothing_gives_no_answer_from_elsewhere(page):
    page.locator(".filter-menu summary").first.click()
    page.locator(".dates input").first.fill("2031-01-01")
    page.keyboard.press("Escape")
    turn = ask(page, WHY)
    assert turn.locator(".cite").count() == 0
    page.get_by_role("button", name="Remove the filter From").click()
    assert ask(page, WHY).locator(".cite").count() > 0
