"""Every command on a real index, as a process: what it prints, and its exit status."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FIXTURE = ROOT / "tests/fixtures/lists/ecfr_part-744_2026-01-15.xml"


def run(*arguments, given: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *map(str, arguments)], input=given, capture_output=True, text=True,
        encoding="utf-8", timeout=300, env=environment, cwd=cwd,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An index of two small documents and one list on two days."""
    place = tmp_path_factory.mktemp("commands")
    documents = place / "desk"
    documents.mkdir()
    (documents / "one.md").write_text(
        "---\ntitle: Brightforge put on the Entity List\npublisher: The Example\ndate: 2022-04-02\n---\n"
        "The Commerce Department on 1 April 2022 added Brightforge Ltd to the Entity List for acquiring parts for missiles.\n",
        encoding="utf-8",
    )
    (documents / "empty.txt").write_text("", encoding="utf-8")
    text = FIXTURE.read_text(encoding="utf-8")
    (documents / FIXTURE.name).write_text(text, encoding="utf-8")
    (documents / FIXTURE.name.replace("01-15", "02-20")).write_text(
        text.replace("Beryl Optics Co., Ltd.", "Opaline Optics Co., Ltd."), encoding="utf-8"
    )
    done = run("add", documents, "--index", place / "index")
    assert done.returncode == 1, done.stderr  # the empty file
    assert "refused: desk/empty.txt" in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert "new" in done.stdout and "seconds" in done.stdout
    return place


def test_adding_again_skips_what_has_not_changed(folder):
    done = run("add", folder / "desk" / "one.md", "--index", folder / "index2")
    assert done.returncode == 0 and "documents: 1 new" in done.stdout
    again = run("add", folder / "desk" / "one.md", "--index", folder / "index2")
    assert again.returncode == 0 and "1 files unchanged" in again.stdout
    removed = run("remove", "one.md", "--index", folder / "index2")
    assert removed.returncode == 0 and removed.stdout.startswith("removed 1 document")
    assert run("remove", "one.md", "--index", folder / "index2").returncode == 2


def test_ask_prints_the_answer_and_its_citations(folder):
    done = run("ask", "Why was Brightforge listed?", "--index", folder / "index")
    assert done.returncode == 0, done.stderr
    assert "[1] Brightforge put on the Entity List · The Example · 2022-04-02 · report" in done.stdout
    assert "«" in done.stdout and "missiles" in done.stdout


def test_ask_json_quotes_letter_for_letter(folder):
    done = run("ask", "Why was Brightforge listed?", "--json", "--index", folder / "index")
    answer = json.loads(done.stdout)
    assert answer["answered"] is True
    from index.search import Index

    index = Index.open(folder / "index")
    for cited in answer["citations"]:
        assert index.document(cited["document"]["id"]).text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_question_that_the_sources_do_not_answer_is_an_answer(folder):
    done = run("ask", "What is the weather in Paris?", "--json", "--index", folder / "index")
    assert done.returncode == 1 and json.loads(done.stdout)["answered"] is False


def test_a_very_long_question_is_answered_politely_or_refused_in_a_line(folder):
    done = run("ask", "why " * 2500, "--index", folder / "index")
    assert done.returncode in {0, 2} and "Traceback" not in done.stderr
    assert done.stdout or len(done.stderr.strip().splitlines()) == 1


def test_batch_from_standard_input_keeps_order_and_goes_on(folder):
    lines = [
        '{"id": 1, "question": "Why was Brightforge listed?"}',
        "nonsense",
        '{"id": 3, "turns": ["Why was Brightforge listed?", "When was that?"]}',
    ]
    done = run("ask", "--batch", "-", "--index", folder / "index", given="\n".join(lines) + "\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [row["id"] for row in rows] == [1, None, 3]
    assert "answer" in rows[0] and "error" in rows[1] and rows[2]["answer"]["question"] == "When was that?"


def test_a_closed_pipe_is_quiet(folder):
    lines = "".join('{"id": 1, "question": "Why was Brightforge listed?"}\n' for _ in range(200))
    (folder / "many.jsonl").write_text(lines, encoding="utf-8")
    command = f'"{sys.executable}" -m ui.cli ask --batch "{folder}/many.jsonl" --index "{folder}/index" | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.stderr == "" and json.loads(done.stdout)["id"] == 1


def test_entity_shows_lists_and_timeline(folder):
    done = run("entity", "Amber Lantern Works", "--index", folder / "index")
    assert done.returncode == 0, done.stderr
    assert "on the Entity List: Bureau of Industry and Security" in done.stdout
    assert " added " in done.stdout and "characters" in done.stdout
    made = json.loads(run("entity", "Amber Lantern Works", "--json", "--index", folder / "index").stdout)
    assert made["events"] and made["lists"][0]["current"]


def test_an_entry_that_is_gone_from_the_newest_snapshot_was_removed(folder):
    done = run("entity", "Beryl Optics Co., Ltd.", "--exact", "--json", "--index", folder / "index")
    made = json.loads(done.stdout)
    (removed,) = [event for event in made["events"] if event["what"] == "removed"]
    assert removed["date"] == "2026-02-20" and removed["dated_by"] == "snapshot"
    assert "Beryl" in removed["quote"]


def test_an_unknown_entity_is_one_line(folder):
    done = run("entity", "Zzqx Nobody Ltd", "--index", folder / "index")
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1 and not done.stdout


NOTHING = {
    "ask": ("ask", "Why was Zzqx Nobody Ltd listed?"), "entity": ("entity", "Zzqx Nobody Ltd"),
    "records": ("records", "Which entities were added to the Entity List in 1950?"), "changes": ("changes", "--since", "2026-12-01"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTHING)
def test_nothing_found_is_status_1_with_json(folder, case):
    given = ("--format", "json") if case == "records" else ("--json",)
    done = run(*NOTHING[case], *given, "--index", folder / "index")
    assert done.returncode == 1, done.stderr
    made = json.loads(done.stdout)
    assert not (made.get("records") or made.get("answered") or made.get("events") if isinstance(made, dict) else made)


ROWS = {
    "entity": (("entity", "Amber Lantern Works"), "what", "added"), "changes": (("changes",), "what", "renamed"),
    "records": (("records", "Which entities are on the Entity List?"), "list_id", "entity-list"),
    "search": (("search", "missiles"), "document", None), "status": (("status",), "path", "desk/one.md"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_rows_as_csv(folder, case):
    given, column, value = ROWS[case]
    done = run(*given, "--format", "csv", "--index", folder / "index")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert rows and (value is None or value in {row[column] for row in rows}), done.stdout


def test_search_shows_passages(folder):
    done = run("search", "missiles", "--limit", "1", "--index", folder / "index")
    assert done.returncode == 0 and "missiles" in done.stdout and "characters" in done.stdout
    made = json.loads(run("search", "missiles", "--json", "--index", folder / "index").stdout)
    assert made["passages"][0]["text"] and made["query"] == "missiles"
    for wrong in (("search", " "), ("search", "x", "--limit", "0")):
        assert run(*wrong, "--index", folder / "index").returncode == 2


def test_changes_between_snapshots(folder):
    done = run("changes", "--index", folder / "index")
    assert done.returncode == 0 and "Entity List, 2026-01-15 to 2026-02-20: 1 renamed" in done.stdout
    assert "- Name: Beryl Optics" in done.stdout and "+ Name: Opaline Optics" in done.stdout
    made = json.loads(run("changes", "--list", "entity-list", "--json", "--index", folder / "index").stdout)
    assert made[0]["changes"][0]["what"] == "renamed"
    assert "nothing to compare" in run("changes", "--since", "2026-12-01", "--index", folder / "index").stdout
    assert run("changes", "--list", "no-such-list", "--index", folder / "index").returncode == 2


def test_status_and_verify(folder):
    done = run("status", "--documents", "--index", folder / "index")
    assert done.returncode == 0 and "generation" in done.stdout and "desk/one.md" in done.stdout
    made = json.loads(run("status", "--json", "--documents", "--index", folder / "index").stdout)
    assert made["counts"]["documents"] == len(made["documents"])
    for line in (
        "searches    flat, recall@10 1.000 against exact search",
        "generation  ",
        "names  ",
        "truth  ",
        "words  ",
    ):
        assert f"\n{line}" in done.stdout
    checked = run("verify", "--index", folder / "index")
    assert checked.returncode == 0 and checked.stdout.rstrip().endswith("sound")


def test_eval_prints_a_table_and_says_what_failed(folder):
    gold = folder / "gold.jsonl"
    rows = [
        {"id": "a", "kind": "reason", "turns": ["Why was Brightforge listed?"], "answerable": True, "expect": [["missiles"]],
         "evidence": [{"file": "one.md", "quote": "for acquiring parts for missiles"}]},
        {"id": "b", "kind": "reason", "turns": ["Why was Brightforge listed?"], "answerable": True, "expect": [["flowers"]], "evidence": []},
    ]  # fmt: skip
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run("eval", gold, "--index", folder / "index")
    assert (
        done.returncode == 1 and "ALL" in done.stdout and "failed b:" in done.stdout and "failed a:" not in done.stdout
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("binary.txt", bytes(range(256)) * 40),
        ("page.pdf", b"not a pdf"),
        ("empty.html", b""),
        ("list.csv", b"<html>error</html>"),
    ],
)
def test_a_bad_file_is_refused_with_its_name(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    done = run("add", tmp_path / name, "--index", tmp_path / "index")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}
    if done.returncode:
        assert name in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_a_folder_without_documents_is_one_line(tmp_path):
    (tmp_path / "docs").mkdir()
    done = run("add", tmp_path / "docs", "--index", tmp_path / "index")
    assert done.returncode == 2 and "no documents in" in done.stderr and ".txt" in done.stderr
