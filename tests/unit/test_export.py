"""What is kept: exports hold every reference, quote and hash; nothing of a source becomes markup; history and verdicts."""

import html.parser
import json

import pytest

from sources.errors import QuestionError
from tests.unit.answers import answer, citation, document
from ui.export import export, file_name, gold, quotation
from ui.history import History, KeptAnswer

HOSTILE = "</blockquote><script>alert(1)</script> [x](javascript:alert(1)) ![i](http://e.org/a.png) <img src=x onerror=y> \u202eabc"


def keep(history, *facts):
    return history.keep(KeptAnswer.now(*facts))


@pytest.fixture
def history(tmp_path):
    return History(tmp_path)


@pytest.fixture
def asked(history):
    return keep(history, "", "c1", ("Why was Northwind listed?",), {"kinds": ["report"]}, answer())


@pytest.fixture
def hostile(history):
    source = document(HOSTILE, title=HOSTILE, publisher="<b>P</b>", url="javascript:alert(1)", path="<i>.md")
    made = answer(
        source,
        question=HOSTILE,
        text=f"“{HOSTILE}” [1]",
        citations=(citation(1, source, HOSTILE),),
        sentences=(),
        disagreements=(),
    )
    return keep(history, "", "c2", (HOSTILE,), {"publishers": ["<b>P</b>"]}, made)


class Tags(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_every_format_has_reference_quote_and_hash(asked, form):
    made = export([asked], form)
    assert made.count("ab" * 32) >= len(asked.answer.citations)
    for one in asked.answer.citations:
        assert one.quote in made
        assert str(one.start) in made and str(one.end) in made
    for needed in ("The Example", "2021-05-05", "press/northwind.md", "https://example.org/northwind"):
        assert needed in made.replace("\\", "")
    assert "generation" in made.lower() and "3" in made


def test_json_carries_quotes_letter_for_letter(hostile):
    (kept,) = json.loads(export([hostile], "json"))["answers"]
    assert kept["answer"]["citations"][0]["quote"] == HOSTILE


def test_html_holds_no_markup_of_a_source(hostile):
    seen = Tags(export([hostile], "html"))
    assert not {"script", "img", "b", "i"} & set(seen.tags)
    assert all(link.startswith("#") for link in seen.links)
    assert "<script>alert(1)</script>" in seen.text
    assert "\u202e" not in export([hostile], "html")


def test_markdown_holds_no_markup_of_a_source(hostile):
    from markdown_it import MarkdownIt

    drawn = Tags(MarkdownIt("commonmark").render(export([hostile], "markdown")))
    assert not {"script", "img", "a", "b", "i"} & set(drawn.tags)
    assert "<script>alert(1)</script>" in drawn.text


def test_the_html_file_links_marks_to_citations(asked):
    seen = Tags(export([asked], "html"))
    assert f"#{asked.id}-1" in seen.links and "https://example.org/northwind" in seen.links


def test_file_names_are_harmless(hostile, asked):
    assert file_name([hostile], "html").replace(".html", "").replace("-", "").isalnum()
    assert file_name([asked], "markdown").endswith("-why-was-northwind-listed.md")


def test_a_quotation_for_the_clipboard(asked):
    cited = asked.answer.citations[1]
    made = quotation(cited.document, cited.start, cited.end, cited.quote)
    assert made.startswith(
        "“acquired parts for a rocket programme”\n— The Example, “Northwind Test Works added to the list”, 2021-05-05"
    )


def test_history_is_searched_reopened_and_forgotten(history, asked):
    second = keep(
        history,
        "",
        "c1",
        ("Why was Northwind listed?", "And 100% when?"),
        {},
        answer(text="On 4 May [1].", generation=4),
    )
    keep(history, "anna", "c9", ("Why was Northwind listed?",), {}, answer())
    assert [one.id for one in history.recent("")] == [second.id, asked.id]
    assert [one.id for one in history.recent("", "100% may")] == [second.id]
    assert [one.id for one in history.recent("", "northwind LISTED")] == [second.id, asked.id][1:]
    assert history.recent("", "_________________") == []
    assert [one.turn for one in history.conversation("", "c1")] == [1, 2]
    assert history.one("", second.id) == second and second.generation == 4
    with pytest.raises(QuestionError, match="no answer"):
        history.one("anna", second.id)
    assert history.forget("", "c1") == 2
    assert history.recent("") == [] and len(history.recent("anna")) == 1


def test_a_turn_asked_again_replaces_the_first_when_reopened(history, asked):
    again = keep(history, "", "c1", ("Why was Northwind listed?",), {}, answer(generation=9))
    assert [one.id for one in history.conversation("", "c1")] == [again.id]


def test_verdicts_become_gold_questions(history, asked):
    bad = keep(history, "", "c2", ("q",), {}, answer())
    declined = keep(history, "", "c3", ("weather?",), {}, answer(answered=False, missing=()))
    history.judge("", asked.id, "up", "")
    history.judge("", bad.id, "down", " wrong firm ")
    history.judge("", declined.id, "up", "")
    rows = gold(history.judged(""))
    assert [row["answerable"] for row in rows] == [True, True, False]
    assert [e["quote"] for e in rows[0]["evidence"]] == [c.quote for c in asked.answer.citations]
    assert rows[1]["evidence"] == [] and len(rows[1]["forbid"]) == 2 and rows[1]["note"] == "wrong firm"
    assert rows[2]["evidence"] == []
    history.judge("", bad.id, None, "")
    assert len(history.judged("")) == 2
