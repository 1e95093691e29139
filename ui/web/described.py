"""The description of the REST service (OpenAPI 3.1): what FastAPI makes of the routes, the bodies that we read ourselves, and for every
field what it is and an example, from ui/schemas/fields.yaml."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from ui.schemas import explain_all, explain_parameter
from ui.web import bodies
from ui.web.problems import Problem
from ui.web.screen import Counterparties

REFERENCE = "#/components/schemas/{model}"
BODIES: dict[str, Any] = {
    "Question": bodies.Question, "RecordsAsked": bodies.RecordsAsked, "Counterparties": Counterparties,
}  # fmt: skip
"""The bodies that are read by `ui.web.bodies.body`, by the name under which operations call for them (`x-body`)."""


def describe(app: FastAPI) -> None:
    """Lets an application describe itself so; made once, when it is first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _made(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes,
        openapi_version="3.1.0", license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    schemas = made["components"]["schemas"]
    schemas["Problem"] = _taken(TypeAdapter(Problem), "serialization", schemas)
    for name in BODIES:
        schemas[name] = _taken(TypeAdapter(BODIES[name]), "validation", schemas)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for operation in _operations(made):
        _complete(operation)
    explain_all(schemas)
    made["components"]["securitySchemes"] = {"basic": {"type": "http", "scheme": "basic"}}
    return made


def _taken(adapter: TypeAdapter[Any], mode: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; those that it refers to are put beside it."""
    schema = adapter.json_schema(mode=mode, ref_template=REFERENCE)
    schemas.update(schema.pop("$defs", {}))
    return schema


def _operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in made["paths"].values():
        yield from path.values()


def _complete(operation: dict[str, Any]) -> None:
    """Puts the body, and what parameters are, into an operation."""
    if name := operation.pop("x-body", None):
        schema = {"$ref": REFERENCE.format(model=name)}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    for parameter in operation.get("parameters", ()):
        explain_parameter(operation["operationId"], parameter)
    operation["security"] = [] if operation["operationId"] in ("health", "ready") else [{}, {"basic": []}]
