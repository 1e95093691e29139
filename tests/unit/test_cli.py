"""The command line without an index: arguments, printing, batches, errors."""

import io
import json
import subprocess
import sys

import pytest

from sources.errors import QuestionError
from tests.unit.answers import answer, citation, document
from ui.batch import run_batch, turns_of
from ui.dates import day
from ui.safe import escaped, one_line, printable, web_address
from ui.terminal import passage_around, show_answer


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ask", "Why was Northwind listed?", "--index", "no/such/index"], 2, "no/such/index"),
        (["ask", ""], 2, "question is empty"),
        (["ask", "   "], 2, "question is empty"),
        (["ask"], 2, "no question"),
        (["ask", "x", "--batch", "-"], 2, "--batch together"),
        (["ask", "--batch", "no-such-file.jsonl"], 2, "no file no-such-file.jsonl"),
        (["status", "--index", "no/such/index"], 2, "no/such/index"),
        (["add", "--index", "unused"], 2, "nothing to add"),
        (["add", "no-such-file.txt", "--index", "unused"], 2, "no-such-file.txt"),
        (["add", "pyproject.toml", "--published", "yesterday", "--index", "unused"], 2, "not a date"),
        (["frobnicate"], 2, "frobnicate"),
        ([], 2, "COMMAND"),
    ],
)
def test_a_problem_is_one_line_and_status_2(arguments, status, said, tmp_path, monkeypatch):
    done = run(*[str(tmp_path / a) if a == "unused" else a for a in arguments])
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    if arguments and arguments[0] not in {"frobnicate"}:
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command", ["add", "remove", "ask", "chat", "entity", "changes", "status", "verify", "eval", "fetch"]
)
def test_every_command_has_help(command):
    done = run(command, "--help")
    assert done.returncode == 0
    assert "--index" in done.stdout


def test_version():
    assert run("--version").stdout.startswith("whylisted ")


def test_help_loads_nothing_heavy():
    code = (
        "import sys, ui.cli\n"
        "ui.cli.build_parser()\n"
        "print(sorted({'gradio','torch','faiss','tantivy','numpy','pydantic','rich','httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_printed_answer_marks_exactly_the_quote():
    source, out = document(), io.StringIO()
    show_answer(answer(source), lambda _: source.text, out)
    shown = out.getvalue()
    assert "Commerce listed it [1]" in shown
    assert "4 May 2021 «added Northwind Test Works to the Entity List». It said" in shown
    assert "“«acquired parts for a rocket programme»”" in shown
    assert "[2] Northwind Test Works added to the list · The Example · 2021-05-05 · report" in shown
    assert "Not in these sources: authority." in shown
    assert "Sources differ on the date: 4 May 2021 [1]; 5 May 2021 [2] (official)." in shown


def test_a_terminal_gets_a_drawn_quote():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    source, out = document(), Terminal()
    show_answer(answer(source), lambda _: source.text, out)
    assert "\x1b[1;4m" in out.getvalue()
    assert "«" not in out.getvalue()


def test_escape_sequences_of_a_source_do_not_reach_the_terminal():
    source = document(
        "Evil \x1b[2J\x1b]0;title\x07 added Northwind Test Works to the Entity List \u202edetrevni\u202c acquired parts for a rocket programme."
    )
    out = io.StringIO()
    show_answer(answer(source), lambda _: source.text, out)
    assert not set("\x1b\x07\u202e\u202c") & set(out.getvalue())
    assert "\\x1b[2J" in out.getvalue()
    assert "\\u202e" in out.getvalue()


def test_a_long_passage_is_cut_at_words_around_the_quote():
    source = document("word " * 300 + "the quoted words" + " tail" * 300)
    before, quote, after = passage_around(source.text, citation(1, source, "the quoted words"), around=50)
    assert quote == "the quoted words"
    assert before.startswith("… word ") and before.endswith("word ") and len(before) <= 53
    assert after.startswith(" tail") and after.endswith("tail …") and len(after) <= 53


BATCH = [
    (b'{"id": 1, "question": "one"}', {"id": 1, "asked": ["one"]}),
    (b'{"id": "b", "turns": ["one", "two"], "other": {}}', {"id": "b", "asked": ["one", "two"]}),
    (b"   ", None),
    (b"{nonsense", {"id": None, "line": 4, "error": "not a line of JSON"}),
    (b'{"id": 5}', {"id": 5, "line": 5, "error": "no question"}),
    (b'{"id": 6, "turns": []}', {"id": 6, "line": 6, "error": "no question"}),
    (b'{"id": 7, "turns": ["x", 3]}', {"id": 7, "line": 7, "error": "no question"}),
    (b"[1, 2]", {"id": None, "line": 8, "error": "not an object"}),
    (b'{"id": 9, "question": "\xff"}', {"id": None, "line": 9, "error": "not a line of JSON"}),
    (b'{"id": 10, "question": "refused"}', {"id": 10, "line": 10, "error": "refused on purpose"}),
    (b'{"id": 11, "question": "\\ud800 \xd0\x96"}', {"id": 11, "asked": ["\ud800 Ж"]}),
]  # fmt: skip


def test_a_bad_line_of_a_batch_does_not_stop_it():
    asked = []

    def ask(turns):
        if turns == ["refused"]:
            raise QuestionError("refused on\npurpose")
        asked.append(turns)
        return answer(question=turns[-1])

    rows = [(json.loads(line), good) for line, good in run_batch([line for line, _ in BATCH], ask)]
    expected = [want for _, want in BATCH if want]
    assert len(rows) == len(expected)
    for (row, good), want in zip(rows, expected, strict=True):
        assert row["id"] == want["id"]
        if "asked" in want:
            assert good and row["answer"]["question"] == want["asked"][-1] and want["asked"] in asked
        else:
            assert not good and want["error"] in row["error"] and row["line"] == want["line"]


def test_a_byte_order_mark_at_the_start_is_no_bad_line():
    ((line, good),) = run_batch([b'\xef\xbb\xbf{"id": 1, "question": "x"}'], lambda turns: answer())
    assert good and json.loads(line)["id"] == 1


def test_turns():
    assert turns_of({"turns": ["a", "b"], "question": "c"}) == ["a", "b"]
    assert turns_of({"question": "c"}) == ["c"]


def test_json_of_an_answer_has_the_keys_of_the_contract():
    made = json.loads(answer().model_dump_json())
    assert {"question", "kind", "answered", "missing", "text", "sentences", "citations"} <= made.keys()
    assert {"number", "quote", "start", "end", "passage", "document"} <= made["citations"][0].keys()
    assert {"id", "title", "publisher", "published", "url", "path", "sha256"} <= made["citations"][0]["document"].keys()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("a\x1bb", "a\\x1bb"),
        ("a\r\x08b", "a\\x0d\\x08b"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("\ud800", "\\ud800"),
        ("中兴 é “q”", "中兴 é “q”"),
    ],
)
def test_printable(text, shown):
    assert printable(text) == shown


def test_one_line():
    assert one_line("a\n  b\x07") == "a b\\x07"


def test_escaped_html_is_inert():
    assert escaped("<script>&\"'\u202e") == '&lt;script&gt;&amp;&quot;&#x27;<span class="ctl">\\u202e</span>'


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, kept):
    assert (web_address(url) == url) if kept else web_address(url) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2026-03-01", "2026-03-01"), ("2026-03", "2026-03-01"), ("2026", "2026-01-01"), ("", None), (None, None)],
)
def test_day(text, iso):
    found = day(text, "--since")
    assert (found.isoformat() if found else None) == iso


@pytest.mark.parametrize("text", ["March", "2026-13-01", "26-01-01", "2026-1-1-1", "2026-02-30"])
def test_day_refuses(text):
    with pytest.raises(QuestionError, match="--since"):
        day(text, "--since")
