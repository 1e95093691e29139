"""The pages of docs/ are true: their examples run over the samples, commands and options are ones that there are, and so are links;
the tables of docs/api.md, docs/json.md and docs/evaluation.md have every field and path.

`--update-golden` writes the output of the `console` blocks anew.
"""

import argparse
import contextlib
import dataclasses
import functools
import io
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from assistant.answer import SCHEMA_VERSION, Answer, ListedFact
from assistant.evaluate import WORDS, Gold
from assistant.reader.judge import STRICT
from assistant.reader.training.calibrate import FALSE, LEAST
from tests.desk import ROOT, RUN, assert_shown, blocks, code, commands, make_desk, run_page, shell, shown_command, spans
from tests.serving import start, stop
from ui.cli import build_parser
from ui.schemas import NAMES, schema_text
from ui.web.problems import KINDS, problem
from ui.web.rest import rest_service
from ui.workspace import Workspace

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
EVERY = [ROOT / "README.md", *PAGES]
API, JSON, EVALUATION = DOCS / "api.md", DOCS / "json.md", DOCS / "evaluation.md"
ELSEWHERE = {"cases.md": "test_cases_docs.py", "adding-a-list.md": "test_adding_a_list.py"}
"""Pages whose examples are run by a test of their own."""


def name(page):
    return page.name


def calls_a_chat(page):
    return any("$URL" in block for block in blocks(page, "sh"))


EXAMPLES = [p for p in PAGES if p.name not in ELSEWHERE and any(b.kind in RUN for b in code(p))]


@pytest.fixture(scope="module")
def ran(samples_folder, tmp_path_factory):
    """Runs the examples of a page, once in this module; gives their folder and how they ended."""

    @functools.cache
    def run(page):
        desk = make_desk(tmp_path_factory.mktemp(page.stem), samples_folder)
        return desk, run_page(desk, page)

    return run


def valid(schema, value):
    jsonschema.Draft202012Validator(json.loads(schema_text(schema))).validate(value)


# ------------------------------------------------------------------ examples


@pytest.mark.parametrize("page", EXAMPLES, ids=name)
def test_the_examples_run(page, ran, request):
    _, done = ran(page)
    assert done.status == 0, f"{done.output[-2000:]}\n{done.errors[-2000:]}"
    assert_shown(page, done, request.config.getoption("--update-golden"))


def test_every_page_with_examples_is_run():
    assert {API, JSON, EVALUATION, DOCS / "index.md", DOCS / "screening.md"} <= set(EXAMPLES)
    for page, test in ELSEWHERE.items():
        text = (Path(__file__).parent / test).read_text(encoding="utf-8")
        assert (DOCS / page).is_file() and page in text


@pytest.mark.parametrize("page", [p for p in PAGES if calls_a_chat(p)], ids=name)
def test_the_examples_of_the_service_run(page, ran):
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    desk, _ = ran(page)
    chat = start(desk / ".whylisted")
    try:
        asked = "\n".join(block for block in blocks(page, "sh") if "$URL" in block)
        for command in re.split(r"\n(?=curl)", asked.strip()):
            done = shell(desk, command, URL=chat.url.rstrip("/"))
            assert done.returncode == 0 and done.stdout, (command, done.stderr)
            if "/v1/ask" in command:
                valid("answer", json.loads(done.stdout))
            elif "/v1/screen" in command:
                for row in (
                    json.loads(done.stdout)["rows"] if "hits" in command else map(json.loads, done.stdout.splitlines())
                ):
                    valid("screened", row)
            elif "/metrics" not in command:
                json.loads(done.stdout)
    finally:
        stop(chat)


def test_what_is_printed_as_json_fits_its_schema(ran):
    desk, screened = ran(DOCS / "screening.md")
    rows = [json.loads(line) for line in (desk / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["decision"] for row in rows] == ["match", "none"]
    for row in rows:
        valid("screened", row)
    (printed,) = [text for block, text in screened.printed if block.kind == "python"]
    assert printed.splitlines()[-1] == "match EXAMPLE CIRCUITS CO., LTD."
    schema = json.loads(schema_text("answer"))
    fact = jsonschema.Draft202012Validator({"$ref": "#/$defs/ListedFact", "$defs": schema["$defs"]})
    (printed,) = [text for block, text in ran(JSON)[1].printed if block.kind == "console"]
    assert json.loads(printed)
    for each in json.loads(printed):
        fact.validate(each)


def test_examples_of_json_fit_a_schema():
    seen = set()
    for page in EVERY:
        for text in blocks(page, "json"):
            value = json.loads(text)
            if "mcpServers" in value:
                for server in value["mcpServers"].values():
                    parses([server["command"], *server["args"]])
                seen.add("mcp")
            else:
                seen.add(fitting(value))
    assert seen == {"mcp", "problem"}


def fitting(value):
    """The published schema that a value fits, the only one."""
    found = []
    for schema in NAMES:
        with contextlib.suppress(jsonschema.ValidationError):
            valid(schema, value)
            found.append(schema)
    (one,) = found
    return one


# ------------------------------------------------------------------ commands, options, links


@pytest.mark.parametrize("page", EVERY, ids=name)
def test_every_command_is_one(page):
    """Also those that are not run: `whylisted` takes the arguments, modules and targets of make are there."""
    for words in every_command(page):
        if "whylisted" in words and not words[max(words.index("whylisted") - 1, 0)].startswith("--"):
            parses(words[words.index("whylisted") :])
        elif "-m" in words and (module := module_file(words[words.index("-m") + 1])):
            assert module.is_file(), words
            known = module.read_text(encoding="utf-8")
            assert [o for o in options_of(words) if o != "--help" and f'"{o}"' not in known] == [], words
        elif words[0] == "make" and len(words) > 1:
            assert re.search(rf"(?m)^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8")), words


def every_command(page):
    for block in code(page):
        if block.kind in ("", "sh", "bash", "console") and not block.text.lstrip().startswith(("{", "server {")):
            yield from commands(shown_command(block) if block.kind == "console" else block.text)


def parses(words):
    """Holds that `whylisted` takes these words, on the command line."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            build_parser().parse_args(words[1:])
    except SystemExit as ended:
        assert ended.code == 0, f"{words}: {said.getvalue()}"


def module_file(module):
    """The file of a module of this repository; None for another's."""
    if module.split(".")[0] not in ("sources", "index", "assistant", "ui", "tests", "supply"):
        return None
    place = (ROOT / ".ci" if module.startswith("supply") else ROOT) / module.replace(".", "/")
    return place.with_suffix(".py")


def options_of(words):
    return [word.split("=")[0] for word in words if re.match(r"--[a-z]", word)]


@pytest.mark.parametrize("page", EVERY, ids=name)
def test_commands_and_options_in_prose_are_ones(page):
    helps = every_help(build_parser())
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    for words in map(str.split, spans(page)):
        if words[:1] == ["whylisted"] and words[1:] and words[1].islower():
            parser, rest = build_parser(), words[1:]
            assert rest[0] in subcommands(parser), words
            while rest and rest[0] in subcommands(parser):
                parser, rest = subcommands(parser)[rest[0]], rest[1:]
            known = every_help(parser)
        elif words and words[0].startswith("--"):
            known = helps + tests  # or an option of pytest or of a benchmark
        elif words[:2] == ["python", "-m"] and (module := module_file(words[2])) and not words[2].endswith(".NAME"):
            known = module.read_text(encoding="utf-8")
        else:
            continue
        assert [o for o in options_of(words) if o not in ("--constraint", "--help") and o not in known] == [], words


def every_help(parser: argparse.ArgumentParser) -> str:
    """The help of a command and of the commands below it."""
    return parser.format_help() + "".join(map(every_help, subcommands(parser).values()))


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return dict(parser._subparsers._group_actions[0].choices) if parser._subparsers else {}  # type: ignore[union-attr,arg-type]


@pytest.mark.parametrize("page", EVERY, ids=name)
def test_what_a_page_links_to_is_there(page):
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in linked if not (page.parent / link).exists()] == []


def test_the_site_has_every_page():
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    def files(nav):
        for entry in nav:
            for title, inside in entry.items():
                assert title
                yield from [inside] if isinstance(inside, str) else files(inside)

    listed = list(files(site["nav"]))
    assert listed[0] == "index.md" and sorted(listed) == [page.name for page in PAGES]


# ------------------------------------------------------------------ tables


def keys_of(page, heading):
    """The names in the first column of the tables below a heading."""
    part = page.read_text(encoding="utf-8").partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    return [key for row in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]


@pytest.mark.parametrize(("model", "heading"), [(Answer, "## An answer"), (ListedFact, "## Facts")])
def test_the_tables_have_every_field(model, heading):
    assert sorted(keys_of(JSON, heading)) == sorted(model.model_fields)
    assert f"`{SCHEMA_VERSION}`" in JSON.read_text(encoding="utf-8")


def test_the_page_on_json_has_every_schema():
    shown = "\n".join(blocks(JSON, "sh"))
    named = [words[2:] for words in commands(shown) if words[:2] == ["whylisted", "schema"]]
    assert [name for names in named for name in names or ["answer"]] == list(NAMES)


def test_the_exports_of_the_json_page_are_made(ran):
    desk, _ = ran(JSON)
    done = shell(desk, "whylisted export parties.ftm.json")
    assert done.returncode == 1 and "0 listed parties" in done.stderr  # the samples have no list
    assert "whylisted export parties.db" in JSON.read_text(encoding="utf-8")


def test_the_page_on_evaluation_has_every_key_column_and_figure():
    text = EVALUATION.read_text(encoding="utf-8")
    keys, columns = keys_of(EVALUATION, "## Gold questions"), keys_of(EVALUATION, "## What the figures mean")
    assert sorted(keys) == sorted([*(field.name for field in dataclasses.fields(Gold)), "question"])
    (shown,) = blocks(EVALUATION, "console")
    assert ["kind", *columns] == shown.splitlines()[1].split()
    for said in (f"at most {WORDS} words", f"at least {LEAST} answerable and {LEAST} unanswerable", f"(default {FALSE})",
                 f"by {STRICT}"):  # fmt: skip
        assert said in text, said


def test_the_api_page_has_every_path_and_problem(tmp_path):
    text = API.read_text(encoding="utf-8")
    service = rest_service(Workspace(tmp_path), None)
    paths = service._app._app.openapi()["paths"]
    assert paths and [path for path in paths if path not in text] == []
    assert [status for status in KINDS if status not in (400, 500) and str(status) not in text] == []
    made = json.loads(blocks(API, "json")[0])
    assert made == problem(
        made["status"], made["detail"], made["instance"], made["errors"], made["remedy"]
    ).model_dump(mode="json")  # fmt: skip
