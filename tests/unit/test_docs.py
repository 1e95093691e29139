"""docs/api.md and docs/json.md are true: their examples run against a chat with the samples, and their tables have every field and path.

`--update-golden` writes the output of the `console` block anew.
"""

import json
import os
import re
import shlex
import shutil
import subprocess

import jsonschema
import pytest

from assistant.answer import SCHEMA_VERSION, Answer, ListedFact
from tests.desk import ROOT, blocks, make_desk
from tests.serving import start, stop
from ui.schemas import NAMES, schema_text
from ui.web.problems import KINDS, problem
from ui.web.rest import rest_service
from ui.workspace import Workspace

API, JSON = ROOT / "docs" / "api.md", ROOT / "docs" / "json.md"


def shell(script, folder, **more):
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder, env={**os.environ, **more}, text=True, encoding="utf-8",
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(samples_folder, tmp_path_factory):
    return make_desk(tmp_path_factory.mktemp("docs"), samples_folder)


def test_the_examples_of_the_service_run(desk):
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    chat = start(desk / ".whylisted")
    try:
        for block in blocks(API, "sh"):
            for command in re.split(r"\n(?=curl)", block.strip()):
                done = shell(command, desk, URL=chat.url.rstrip("/"))
                assert done.returncode == 0 and done.stdout, (command, done.stderr)
                if "/metrics" not in command:
                    json.loads(done.stdout)
    finally:
        stop(chat)


def test_the_commands_of_the_json_page_run(desk, request):
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    for line in "".join(blocks(JSON, "sh")).strip().splitlines():
        done = shell(line, desk, PATH=path)
        assert done.returncode == 0 and json.loads(done.stdout), line
    shown_names = [shlex.split(line, comments=True)[2:] for line in blocks(JSON, "sh")[0].splitlines()]
    assert [name for names in shown_names for name in names or ["answer"]] == list(NAMES)
    (shown,) = blocks(JSON, "console")
    command, _, output = shown.partition("\n")
    done = shell(command.removeprefix("$ "), desk, PATH=path)
    assert done.returncode == 0, done.stderr
    if request.config.getoption("--update-golden"):
        JSON.write_text(JSON.read_text(encoding="utf-8").replace(shown, f"{command}\n{done.stdout}"), encoding="utf-8")
        output = done.stdout
    assert json.loads(output) == json.loads(done.stdout)
    schema = json.loads(schema_text("answer"))
    fact = jsonschema.Draft202012Validator({"$ref": "#/$defs/ListedFact", "$defs": schema["$defs"]})
    for each in json.loads(output):
        fact.validate(each)


def test_the_exports_of_the_json_page_are_made(desk):
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = shell("whylisted export parties.ftm.json", desk, PATH=path)
    assert done.returncode == 1 and "0 listed parties" in done.stderr  # the samples have no list
    assert "whylisted export parties.db" in JSON.read_text(encoding="utf-8")


@pytest.mark.parametrize(("model", "heading"), [(Answer, "## An answer"), (ListedFact, "## Facts")])
def test_the_tables_have_every_field(model, heading):
    part = JSON.read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    keys = [key for row in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]
    assert sorted(keys) == sorted(model.model_fields)
    assert f"`{SCHEMA_VERSION}`" in JSON.read_text(encoding="utf-8")


def test_the_api_page_has_every_path_and_problem(tmp_path):
    text = API.read_text(encoding="utf-8")
    service = rest_service(Workspace(tmp_path), None)
    paths = service._app._app.openapi()["paths"]
    assert paths and [path for path in paths if path not in text] == []
    assert [status for status in KINDS if status not in (400, 500) and str(status) not in text] == []
    (shown,) = blocks(API, "json")
    made = json.loads(shown)
    assert made == problem(
        made["status"], made["detail"], made["instance"], made["errors"], made["remedy"]
    ).model_dump(mode="json")  # fmt: skip
    jsonschema.Draft202012Validator(json.loads(schema_text("problem"))).validate(made)
