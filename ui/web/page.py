"""The description of the REST service as one page that needs nothing else: no scripts, no fonts, nothing from another host."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ui.safe import attribute, escaped
from ui.web.problems import KINDS, slug

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
_JSON = "application/json"


def page(described: Mapping[str, Any]) -> str:
    """The page of an OpenAPI document."""
    schemas = described["components"]["schemas"]
    operations = [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    index = "".join(
        f'<li><a href="#{attribute(o["operationId"])}"><code>{m.upper()} {escaped(p)}</code></a> {escaped(o["summary"])}'
        for p, m, o in operations
    )
    info = described["info"]
    body = "".join(_operation(path, method, operation, schemas) for path, method, operation in operations)
    types = "".join(_type(name, schemas[name]) for name in sorted(schemas))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f'<meta name="viewport" content="width=device-width"><title>{escaped(info["title"])} API</title><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escaped(info['title'])} API, version {escaped(info['version'])}</h1><p>{escaped(info['description'])}</p>"
        f'<p>The same for programs: <a href="/openapi.json">openapi.json</a> (OpenAPI {escaped(described["openapi"])}).</p>'
        f"<nav aria-label=Operations><ul>{index}<li><a href=#problems>Problems</a><li><a href=#types>Types</a></ul></nav>{body}"
        f"{_problems()}<section id=types><h2>Types</h2>{types}</section></main></body></html>"
    )


def _operation(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    parts = [
        f'<section id="{attribute(operation["operationId"])}"><h2><code>{method.upper()} {escaped(path)}</code></h2>',
        f"<p><strong>{escaped(operation['summary'].rstrip('?.'))}{'?' if operation['summary'].endswith('?') else '.'}</strong> {_prose(operation.get('description', ''))}</p>",
    ]
    if parameters := operation.get("parameters"):
        rows = (
            (
                p["name"],
                f"{p['in']}, {_said(p['schema'])}{', required' if p.get('required') else ''}",
                p.get("description", ""),
                p["schema"],
            )
            for p in parameters
        )
        parts.append(_table("Values of the address", rows))
    if wanted := operation.get("requestBody"):
        media, content = next(iter(wanted["content"].items()))
        parts.append(f"<p>Body ({escaped(media)}): {_linked(content['schema'])}</p>")
        if media == _JSON:
            parts.append(f"<pre>{escaped(_curl(method, path, _example(content['schema'], schemas)))}</pre>")
    else:
        parts.append(f"<pre>{escaped(_curl(method, _filled(path, operation)))}</pre>")
    answers = "".join(
        f"<li><code>{escaped(status)}</code> {_answer(given)}" for status, given in operation["responses"].items()
    )
    return "".join((*parts, f"<p>Answers:</p><ul>{answers}</ul></section>"))


def _answer(given: Mapping[str, Any]) -> str:
    content = given.get("content", {})
    kinds = "; ".join(f"{escaped(media)} {_linked(c.get('schema', {}))}" for media, c in content.items())
    said = escaped(given["description"].replace("Successful Response", "What was asked for"))
    return f"{said} ({kinds})" if kinds else said


def _prose(text: str) -> str:
    """Words with what stands between `marks` as code."""
    pieces = " ".join(text.split()).split("`")
    return "".join(f"<code>{escaped(p)}</code>" if n % 2 else escaped(p) for n, p in enumerate(pieces))


def _type(name: str, schema: Mapping[str, Any]) -> str:
    said = _prose(schema.get("description", ""))
    required = set(schema.get("required", ()))
    rows = (
        (key, _said(field) + (", required" if key in required else ""), field.get("description", ""), field)
        for key, field in schema.get("properties", {}).items()
    )
    either = " or ".join(_linked(one) for one in schema.get("anyOf", ()))
    return f'<section id="type-{attribute(name)}"><h3>{escaped(name)}</h3><p>{said}{either}</p>{_table("Fields", rows)}</section>'


def _table(caption: str, rows: Iterator[tuple[str, str, str, Mapping[str, Any]]]) -> str:
    lines = "".join(
        f"<tr><th scope=row><code>{escaped(name)}</code><td>{said}<td>{_prose(about)}{_instance(schema)}"
        for name, said, about, schema in rows
    )
    return f"<div class=table tabindex=0><table><caption>{caption}</caption>{lines}</table></div>" if lines else ""


def _instance(schema: Mapping[str, Any]) -> str:
    shown = schema.get("examples", ())[:1]
    return "".join(f"<br><code class=example>{escaped(json.dumps(one, ensure_ascii=False))}</code>" for one in shown)


def _said(schema: Mapping[str, Any]) -> str:
    """What values are taken, in words, with links to types."""
    if "$ref" in schema:
        return _linked(schema)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(_said(one) for one in schema[key]))
    if "enum" in schema or "const" in schema:
        return " or ".join(f"<code>{escaped(json.dumps(v))}</code>" for v in schema.get("enum", [schema.get("const")]))
    bounds = [f"{word} {schema[key]}" for key, word in _BOUNDS.items() if key in schema]
    kind = schema.get("type", "anything")
    if kind == "array":
        kind = f"list of {_said(schema['items'])}" if "items" in schema else "list"
    elif kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        kind = f"object of {_said(schema['additionalProperties'])}"
    else:
        kind = escaped(schema.get("format") or kind)
    return ", ".join((kind, *bounds))


_BOUNDS = {
    "minimum": "from", "maximum": "to", "exclusiveMinimum": "more than", "minLength": "characters from", "maxLength": "characters to",
    "minItems": "from", "maxItems": "up to", "default": "by default",
}  # fmt: skip


def _linked(schema: Mapping[str, Any]) -> str:
    if name := schema.get("$ref", "").rpartition("/")[2]:
        return f'<a href="#type-{attribute(name)}">{escaped(name)}</a>'
    return _said(schema) if schema else ""


def _example(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """A value of a type: the examples of the fields that it must have, and of the first that it may."""
    while "$ref" in schema or "anyOf" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema["anyOf"][-1]
    wanted = schema.get("required", ())
    return {key: schema["properties"][key]["examples"][0] for key in wanted}


def _curl(method: str, path: str, body: Any = None) -> str:
    given = (
        f" -H 'content-type: application/json' -d '{json.dumps(body, ensure_ascii=False)}'" if body is not None else ""
    )
    return f"curl{'' if method == 'get' else f' -X {method.upper()}'} 'http://127.0.0.1:7860{path}'{given}"


def _filled(path: str, operation: Mapping[str, Any]) -> str:
    """The path with examples for what has to be given."""
    query = []
    for parameter in operation.get("parameters", ()):
        shown = str(parameter["schema"].get("examples", [""])[0])
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", shown)
        elif parameter.get("required"):
            query.append(f"{parameter['name']}={shown.replace(' ', '+')}")
    return f"{path}?{'&'.join(query)}" if query else path


def _problems() -> str:
    rows = "".join(
        f'<tr id="{slug(status)}"><th scope=row><code>{status}</code><td>{escaped(kind.title)}<td>{escaped(kind.remedy)}'
        for status, kind in KINDS.items()
    )
    return (
        "<section id=problems><h2>Problems</h2><p>Errors are <code>application/problem+json</code> (RFC 9457); their "
        "<code>type</code> leads here.</p><div class=table tabindex=0><table><caption>Kinds of problems</caption>"
        f"{rows}</table></div></section>"
    )


_STYLE = """
:root{color-scheme:light dark;--line:#c9ccd1;--soft:#f3f4f6;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--line:#4a4f57;--soft:#23272e;--link:#8ab8f0}body{background:#15181d;color:#e6e8eb}}
body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:62rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem}
h2 code{font-size:1.05rem}h2{font-size:1.15rem;margin-top:2rem;border-top:1px solid var(--line);padding-top:1rem}h3{font-size:1rem;margin:1.5rem 0 .3rem}
a{color:var(--link)}code,pre{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--soft);padding:.6rem .8rem;white-space:pre-wrap}.example{opacity:.85}.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;vertical-align:top;border-top:1px solid var(--line);padding:.3rem .6rem .3rem 0}
th{font-weight:400;white-space:nowrap}caption{text-align:left;font-weight:600;padding:.4rem 0}nav ul{columns:2 22rem;padding-left:1.2rem}
.ctl{background:var(--soft)}
"""
