"""Whom a name finds that begins or ends unusually, whom it never finds, and what is shown as near: golden/near_names.yaml."""

import functools
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.question.resolve import sure
from index.names import NameEntry, NameIndex

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "near_names.yaml").read_text(encoding="utf-8")
)


@functools.cache
def table() -> NameIndex:
    entries = []
    for number, row in enumerate(CASES["table"]):
        names = [(row["name"], "name"), *((n, "alias") for n in row.get("alias", ()))]
        names += [(n, "weak_alias") for n in row.get("weak", ())]
        for name, role in names:
            entries.append(
                NameEntry(name, f"r:{number}", row["name"], role, "record", row.get("type"), row.get("country"))  # type: ignore[arg-type]
            )
    return NameIndex.build(entries)


@pytest.mark.parametrize(("asked", "name"), CASES["found"], ids=[case[0] for case in CASES["found"]])
def test_found(asked: str, name: str) -> None:
    found = table().find(asked)
    assert [m.name for m in found if sure(m)][:1] == [name], found


@pytest.mark.parametrize("asked", CASES["never"])
def test_never_found(asked: str) -> None:
    assert [m for m in table().find(asked) if sure(m)] == []


def test_enough_names_that_find_nobody() -> None:
    assert len(CASES["never"]) >= 60


@pytest.mark.parametrize(("asked", "name"), CASES["near"], ids=[case[0] for case in CASES["near"]])
def test_near(asked: str, name: str | None) -> None:
    assert [m for m in table().find(asked) if sure(m)] == [], "it is found: nothing need be near"
    near = table().closest(asked)
    assert [m.name for m in near][:1] == ([name] if name else []), near
    assert all(m.how == "near" and not sure(m) for m in near if m.score < 0.85)
