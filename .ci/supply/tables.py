"""The tables of legal forms and of countries, made from the data files of rigour (OpenSanctions, MIT License).

    python -m supply.tables org_types.yml territories.jsonl

Both files lie in rigour's repository and source package: `resources/names/org_types.yml` (or the JSON made from it) and
the territories, one JSON object a line. The tables are taken, and not the library, because the library cannot be
installed without PyICU, for which there are no built packages.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from index.name_forms import normal

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / "index" / "name_legal.json"
TERRITORIES = ROOT / "sources" / "territories.json"

_SIGN = re.compile(r"[\W_]")
_ORIGIN = "rigour 2.6.1, https://github.com/opensanctions/rigour"
_LICENSE = (
    "MIT License. Copyright (c) 2023-2025: OpenSanctions Datenbanken GmbH. Permission is hereby granted, free "
    "of charge, to any person obtaining a copy of this software and associated documentation files (the "
    '"Software"), to deal in the Software without restriction, including without limitation the rights to use,'
    " copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit "
    "persons to whom the Software is furnished to do so, subject to the following conditions: The above "
    "copyright notice and this permission notice shall be included in all copies or substantial portions of "
    'the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, '
    "INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND "
    "NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR "
    "OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN "
    "CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."
)


def legal_forms(kinds: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Each spelling of a legal form, folded, with the form that it is compared as.

    A spelling that no folded name can have (with accents, with a dot at its end) is left out. Where two kinds share a
    spelling the later one has it; a kind's own short form yields to another's spelling.
    """
    forms: dict[str, str] = {}
    for kind in kinds:
        short = kind.get("display")
        same = _folded(kind.get("compare", short))
        if same is None:
            continue
        for spelling in kind.get("aliases", ()):
            if (folded := _as_it_stands(spelling)) is not None:
                forms[folded] = same
        if (folded := _as_it_stands(short)) is not None:
            forms.setdefault(folded, same)
    return dict(sorted(forms.items()))


def territories(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Countries and their parts: the codes, the name, and the name in full where that is another."""
    out = []
    for row in sorted(rows, key=lambda row: str(row["code"])):
        made: dict[str, Any] = {"codes": [row["code"], *row.get("other_codes", ())], "name": row["name"]}
        if row.get("full_name", row["name"]) != row["name"]:
            made["full"] = row["full_name"]
        out.append(made)
    return out


def _folded(text: str | None) -> str | None:
    return None if text is None else " ".join(_SIGN.sub(" ", text.casefold()).split())


def _as_it_stands(text: str | None) -> str | None:
    """A spelling in small letters, signs as spaces, if names are folded to just that."""
    if text is None:
        return None
    small = _SIGN.sub(" ", text.casefold())
    return small if normal(small) == small else None


def _written(content: dict[str, Any], rows: str) -> Iterator[str]:
    """JSON with one row of the table a line."""
    table = content[rows]
    yield "{\n"
    for key in ("origin", "license"):
        yield f"{json.dumps(key)}: {json.dumps(content[key])},\n"
    each = (
        [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in table.items()]
        if isinstance(table, dict)
        else [json.dumps(row, ensure_ascii=False) for row in table]
    )
    yield f"{json.dumps(rows)}: {'{' if isinstance(table, dict) else '['}\n"
    yield ",\n".join(each)
    yield f"\n{'}' if isinstance(table, dict) else ']'}\n}}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both tables; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m supply.tables", description="Write the two tables.")
    parser.add_argument("forms", type=Path, help="rigour's org_types.yml or org_types.json")
    parser.add_argument("territories", type=Path, help="rigour's territories, one JSON object a line")
    options = parser.parse_args(arguments)
    try:
        kinds = yaml.safe_load(options.forms.read_text("utf-8"))
        rows = [json.loads(line) for line in options.territories.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError, yaml.YAMLError) as error:
        print(f"{error}: give the two data files of rigour", file=sys.stderr)
        return 2
    about = {"origin": _ORIGIN, "license": _LICENSE}
    forms = legal_forms(kinds["types"] if isinstance(kinds, dict) else kinds)
    FORMS.write_text("".join(_written({**about, "forms": forms}, "forms")), "utf-8")
    TERRITORIES.write_text("".join(_written({**about, "territories": territories(rows)}, "territories")), "utf-8")
    print(f"{len(forms)} legal forms, {len(rows)} countries and parts of countries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
