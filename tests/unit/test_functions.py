"""No function of the program is longer than can be read at a glance."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.every_pattern import PACKAGES

ROOT = Path(__file__).parents[2]
LONGEST = 60


def too_long(source: str) -> Iterator[str]:
    """The functions of a file with more than `LONGEST` lines, from `def` to the last line, each with its line and length."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST:
                yield f"{node.lineno}: {node.name} has {lines} lines"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_function_is_too_long(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    found = [f"{file.relative_to(ROOT)}:{why}" for file in files for why in too_long(file.read_text(encoding="utf-8"))]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("begin", ["def long():", "async def long():"])
def test_a_long_one_is_found(begin: str) -> None:
    body = "\n".join(f"    a = {number}" for number in range(LONGEST - 1))
    assert not list(too_long(f"{begin}\n{body}\n"))
    assert list(too_long(f"{begin}\n{body}\n    return a\n")) == [f"1: long has {LONGEST + 1} lines"]
    inner = "\n".join(f"    {line}" for line in f"{begin}\n{body}\n    return a".split("\n"))
    assert list(too_long(f"class A:\n{inner}\n")) == [f"2: long has {LONGEST + 1} lines"]
