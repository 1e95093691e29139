"""Countries and their parts by code and by name. The table is rigour's (OpenSanctions); `PYTHONPATH=.ci python -m supply.tables`
makes it."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any


def territory_name(code: str) -> str | None:
    """The short name under an ISO 3166 code or one that took its place (`IR`, `ir`: Iran); None for an unknown one."""
    return _by_code().get(code.lower())


@cache
def territory_names() -> tuple[str, ...]:
    """Names, short and in full, of all countries and their parts."""
    return tuple(dict.fromkeys(name for row in _rows() for name in (row["name"], row.get("full", row["name"]))))


def territory_code(text: str) -> str | None:
    """The first code, in small letters, of the territory that is called so by a code or by its short or full name, whatever
    the case; None for an unknown one."""
    return _by_name().get(text.casefold().strip())


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows():
        for called in (*row["codes"], row["name"], row.get("full", row["name"])):
            found.setdefault(called.casefold(), row["codes"][0])
    return found


@cache
def _by_code() -> dict[str, str]:
    others = {code: row["name"] for row in _rows() for code in row["codes"][1:]}
    return others | {row["codes"][0]: row["name"] for row in _rows()}


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(files("sources").joinpath("territories.json").read_bytes())["territories"]
    return rows


_TWO_OF_A_NAME = frozenset({"congo", "korea"})
"""Names that two countries bear: what stands behind the comma tells which."""


def country_title(country: str) -> str:
    """A country as a person writes it: `CHINA, PEOPLE'S REPUBLIC OF` is China, `Korea, North` is North Korea, `IR` is Iran."""
    if re.fullmatch(r"[A-Z]{2}|[a-z]{2}", country) and (known := territory_name(country)):
        return known
    name, _, behind = (part.strip() for part in country.partition(","))
    if behind and name.lower() in _TWO_OF_A_NAME:
        name = f"{behind} {name}"
    words = " ".join(name.split()).split(" ")
    return " ".join(
        w.lower() if i and w.upper() in ("OF", "AND", "THE") else w.capitalize() if w.isupper() and len(w) > 3 else w
        for i, w in enumerate(words)
    )
