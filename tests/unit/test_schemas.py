"""The published JSON Schemas are those of the types, every field of them is explained, and what the program writes fits them."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from assistant.answer import SCHEMA_VERSION, Answer
from assistant.ask import ask
from assistant.query.export import records_of
from assistant.record_query import query_records
from assistant.records.changes import changes
from assistant.timeline.entity import entity
from sources.errors import QuestionError
from tests.unit.rest_index import make
from ui.cli import main
from ui.schemas import NAMES, as_text, made, schema_text

ROOT = Path(__file__).resolve().parents[2]
GIVEN_FROM_THE_BEGINNING = {"question", "kind", "answered", "missing", "text", "sentences", "citations"}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return make(tmp_path_factory.mktemp("schemas"))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_current(name, request):
    now = made(name)
    if request.config.getoption("--update-golden"):
        (ROOT / "ui" / "schemas" / f"{name}.schema.json").write_text(as_text(now), encoding="utf-8")
    assert schema_text(name) == as_text(now), f"a type of {name} has changed: pytest {__file__} --update-golden"
    jsonschema.Draft202012Validator.check_schema(now)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_explained_with_an_example_that_fits(name):
    schema = json.loads(schema_text(name))
    types = {**schema.get("$defs", {}), name: schema}
    assert sum(len(t.get("properties", {})) for t in types.values()) > 3
    for model, each in types.items():
        for field, said in each.get("properties", {}).items():
            assert said.get("description"), f"{model}.{field} is not explained in fields.yaml"
            for example in said["examples"]:
                jsonschema.Draft202012Validator({**said, "$defs": schema.get("$defs", {})}).validate(example)


def valid(name, value):
    jsonschema.Draft202012Validator(json.loads(schema_text(name))).validate(value)


def test_what_the_program_writes_fits(index):
    for question in ("Why was Acme Circuits listed?", "When was Borealis Shipping sanctioned?", "Is Nobody Inc. listed?",
                     "Which SDN entries have the programme CUBA?"):  # fmt: skip
        answer = json.loads(ask(index, question).model_dump_json())
        valid("answer", answer)
        assert answer["schema_version"] == SCHEMA_VERSION and set(answer) > GIVEN_FROM_THE_BEGINNING
    valid("entity", json.loads(entity(index, "Exampla Optics").model_dump_json()))
    valid("changes", [c.model_dump(mode="json") for c in changes(index)])
    found = query_records(index, "Which SDN entries have the programme CUBA?")
    assert not isinstance(found, str)
    for row in records_of(index, found):
        valid("records", row.model_dump(mode="json"))


def test_the_schema_refuses_what_is_wrong(index):
    good = json.loads(ask(index, "Why was Acme Circuits listed?").model_dump_json())
    for key, wrong in (("answered", "yes"), ("citations", [{"number": 1}]), ("facts", [{"entity": "x"}])):
        with pytest.raises(jsonschema.ValidationError):
            valid("answer", {**good, key: wrong})


def test_facts_of_a_sentence(index):
    answer = ask(index, "Why was Acme Circuits put on the Entity List?")
    (fact,) = {(f.entity, f.list, f.event, f.reason): f for f in answer.facts}.values()
    assert (fact.list, fact.list_name, fact.event, fact.source) == ("entity-list", "Entity List", "added", "statement")
    assert str(fact.date) == "2021-03-03" and "Commerce" in (fact.authority or "") and fact.party is None
    assert fact.match and fact.match.asked == "Acme Circuits" and fact.match.score > 0.9
    assert {n for f in answer.facts for n in f.citations} <= {c.number for c in answer.citations}


def test_facts_of_a_row(index):
    answer = ask(index, "Is Exampla Optics on the SDN List?")
    fact = answer.facts[0]
    assert (fact.entity, fact.list, fact.event, fact.date) == ("EXAMPLA OPTICS CO., LTD.", "sdn", "listed", None)
    assert fact.programmes == ("NPWMD",) and fact.holds == "yes" and re.fullmatch("wl-[0-9a-f]{20}", fact.party or "")
    assert fact.reason is None and fact.source == "record" and fact.match


def test_no_facts_where_nothing_is_answered(index):
    assert ask(index, "Why was Nobody Whatsoever Inc. listed?").facts == ()


def test_the_command_prints_it(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == Answer.__name__
    assert main(["schema", "problem"]) == 0 and '"remedy"' in capsys.readouterr().out
    assert main(["schema", "nothing"]) == 2 and "there are answer, " in capsys.readouterr().err
    with pytest.raises(QuestionError):
        schema_text("../answer")
