"""The published JSON Schemas of what the program writes as JSON, and what every field of them is (fields.yaml).

The files `NAME.schema.json` are made from the types (`python -m pytest tests/unit/test_schemas.py --update-golden` writes them anew).
"""

import functools
import json
from importlib import resources
from typing import Any

import yaml

from sources.errors import QuestionError

NAMES = ("answer", "entity", "changes", "records", "screened", "problem")
"""What there is a schema of: an answer (`ask --json`), an entity (`entity --json`), the changes of lists (`changes --json`), a row of
`records --format json`, a screened counterparty (`screen`, JSON lines), an error of the REST service."""
BASE = "https://json-schema.org/draft/2020-12/schema"


def schema_text(name: str) -> str:
    """The published schema of that name. Raises QuestionError where there is none."""
    if name not in NAMES:
        raise QuestionError(f"no schema {name}: there are {', '.join(NAMES)}")
    return (resources.files("ui.schemas") / f"{name}.schema.json").read_text(encoding="utf-8")


def made(name: str) -> dict[str, Any]:
    """The schema as the types have it now, every field explained."""
    from pydantic import TypeAdapter

    schema: dict[str, Any] = TypeAdapter(_type(name)).json_schema(mode="serialization")
    explain_all({**schema.get("$defs", {}), str(schema.get("title", "")): schema})
    return {"$schema": BASE, "$id": f"{name}.schema.json", **schema}


def as_text(schema: dict[str, Any]) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _type(name: str) -> Any:
    from assistant.answer import Answer
    from assistant.query.export import RecordRow
    from assistant.records.changes import Comparison
    from assistant.screening import Screened
    from assistant.timeline.entity import Entity
    from ui.web.problems import Problem

    types = {
        "answer": Answer, "entity": Entity, "changes": list[Comparison], "records": RecordRow, "screened": Screened,
        "problem": Problem,
    }  # fmt: skip
    return types[name]


@functools.cache
def _fields() -> dict[str, dict[str, Any]]:
    text = (resources.files("ui.schemas") / "fields.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def explain_all(schemas: dict[str, dict[str, Any]]) -> None:
    """Puts what each field of these types is, and an example, into their schemas; what a type says itself goes before. A field that is
    made of fields has their examples."""
    known = _fields()
    for model, schema in schemas.items():
        for name, field in schema.get("properties", {}).items():
            _put(field, known.get(f"{model}.{name}") or known.get(name))
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            if "examples" not in field:
                field["examples"] = [_example(field, schemas)]


def explain_parameter(operation: str, parameter: dict[str, Any]) -> None:
    """Puts what a parameter of an operation is, and an example, into its description."""
    known = _fields()
    name = parameter["name"]
    if found := known.get(f"{operation}:{name}") or known.get(name):
        parameter.setdefault("description", found["is"])
        _put(parameter["schema"], found)


def _put(field: dict[str, Any], found: dict[str, Any] | None) -> None:
    field.pop("title", None)
    if found is None:
        return
    field.setdefault("description", found["is"])
    if "as" in found:
        field.setdefault("examples", [found["as"]])


def _example(schema: dict[str, Any], schemas: dict[str, dict[str, Any]]) -> Any:
    """An example of a value that is made of others."""
    if reference := schema.get("$ref"):
        return _example(schemas[reference.rpartition("/")[2]], schemas)
    if either := schema.get("anyOf"):
        return _example(either[0], schemas)
    if schema.get("type") == "array":
        return [_example(schema["items"], schemas)] if "items" in schema else []
    made = {}
    for name, field in schema.get("properties", {}).items():
        made[name] = field["examples"][0] if "examples" in field else _example(field, schemas)
    return made
