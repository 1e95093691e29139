"""Every regular expression of the program, and by which calls the code uses it.

Three ways, because no single one sees them all: the objects that modules hold (attributes, tables, defaults, what cached
functions give), the calls `re.search("…", …)` in the source, and what is compiled while documents are read.
"""

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from inspect import Parameter, signature
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

PACKAGES = ("sources", "index", "assistant", "ui")
_ENTRY_POINTS = ("__main__",)
_CALLS = {"search": "search", "match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("finditer", "findall", "sub", "subn", "split"), "finditer"
)
_ANY = frozenset({"search", "match", "fullmatch", "finditer"})
_Uses = dict[tuple[str, str], frozenset[str]]
_STAND_IN = "Exampla"  # for what only the running code knows
_SLOW_TO_CALL = ("assistant.reader", "index.lexical", "sources.formats")
_HANDED_ON = {
    "sources.leftovers._patterns": ("match", "fullmatch"),
    "sources.metadata._LABELLED": ("match",),
    "sources.metadata._REGISTER_LINE": ("match",),
    "sources.metadata._REGISTER_HEAD": ("match",),
}
"""How the code uses patterns that it calls by another name than theirs."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it stands, and the methods that it is used by."""

    pattern: re.Pattern[Any]
    place: str
    calls: frozenset[str]


def modules() -> list[ModuleType]:
    """All modules of the program, imported."""
    found = []
    for package in PACKAGES:
        root = importlib.import_module(package)
        found.append(root)
        for info in pkgutil.walk_packages(root.__path__, f"{package}."):
            if info.name.rsplit(".", 1)[-1] not in _ENTRY_POINTS:
                found.append(importlib.import_module(info.name))
    return found


def every_pattern(read: Callable[[], None]) -> list[Found]:
    """The patterns of all modules, and those that are compiled while `read` runs, each once."""
    every = modules()
    used = _uses(every)
    found: dict[tuple[Any, int], Found] = {}

    def take(pattern: re.Pattern[Any], place: str, calls: frozenset[str]) -> None:
        known = found.get((pattern.pattern, pattern.flags))
        both = (known.calls if known else frozenset()) | calls
        found[pattern.pattern, pattern.flags] = Found(pattern, known.place if known else place, both)

    for module in every:
        for name, value in vars(module).items():
            for pattern in _held(value, module, set()):
                place = f"{module.__name__}.{name}"
                calls = used.get((module.__name__, name), frozenset()) | used.get(("anywhere", name), frozenset())
                take(pattern, place, frozenset(_HANDED_ON.get(place, calls)))
        for line, pattern, calls in _inline(module, used):
            take(pattern, f"{module.__name__}:{line}", calls)
    for cached in _cached(every):
        cached.cache_clear()
    with _compiled(take, {key[0] for key in found}):
        read()
    return [Found(one.pattern, one.place, one.calls or _ANY) for one in found.values()]


def _held(value: Any, module: ModuleType, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value: in collections, instances, classes, defaults and results of cached functions."""
    if isinstance(value, re.Pattern):
        yield value
    if id(value) in seen or isinstance(value, str | bytes | int | float | ModuleType | None):
        return
    seen.add(id(value))
    inner: list[Any] = []
    if isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    elif hasattr(value, "cache_info") and getattr(value, "__module__", "") == module.__name__:
        if not any(p.default is Parameter.empty for p in signature(value).parameters.values()):
            inner = [] if module.__name__.startswith(_SLOW_TO_CALL) else [value()]
    elif isinstance(value, FunctionType) and value.__module__ == module.__name__:
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        inner = [*(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values(), *cells]
    elif isinstance(value, type) and value.__module__ == module.__name__:
        inner = [member for name, member in vars(value).items() if not name.startswith("__")]
    elif is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, field.name) for field in fields(value)]
    for one in inner:
        yield from _held(one, module, seen)


def _cached(every: list[ModuleType]) -> Iterator[Any]:
    for module in every:
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and getattr(value, "__module__", "").split(".")[0] in PACKAGES:
                yield value


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def _uses(every: list[ModuleType]) -> _Uses:
    """For each name of a module the methods that are called on it: `NAME.search(…)`, `NAME().search(…)`, `NAME[…].search(…)`,
    and on what a loop takes from it."""
    used: dict[tuple[str, str], set[str]] = {}
    for module in every:
        tree = _tree(module)
        looped = _looped(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _CALLS:
                called = _name(node.value)
                for name in {called, *looped.get(called, ())}:
                    for place in (module.__name__, "" if name.startswith("_") else "anywhere"):
                        used.setdefault((place, name), set()).add(_CALLS[node.attr])
    return {name: frozenset(calls) for name, calls in used.items()}


def _name(node: ast.expr) -> str:
    """The name that an expression takes something from."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Attribute) and node.attr in ("items", "values"):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _looped(tree: ast.Module) -> dict[str, set[str]]:
    """For each name that loops go over with, what they go through."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            for inner in ast.walk(node.target):
                if isinstance(inner, ast.Name):
                    found.setdefault(inner.id, set()).add(_name(node.iter))
    return found


def _inline(module: ModuleType, used: _Uses) -> Iterator[tuple[int, re.Pattern[Any], frozenset[str]]]:
    """The calls `re.…("…")` in a module whose words stand there or in names of the module: line, pattern, how it is used."""
    tree = _tree(module)
    every = list(ast.walk(tree))
    given = [(t.id, n.value) for n in every if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)]
    local = dict(given)
    named = {id(value): name for name, value in given}
    chained = {  # re.compile("…").search(…)
        id(node.value): frozenset({_CALLS[node.attr]})
        for node in every
        if isinstance(node, ast.Attribute) and node.attr in _CALLS and isinstance(node.value, ast.Call)
    }
    for node in every:
        call = _of_re(node)
        words = _value(node.args[0], vars(module), local) if isinstance(node, ast.Call) and call else None
        if not isinstance(node, ast.Call) or not isinstance(words, str | bytes):
            continue
        if call in _CALLS:
            uses = frozenset({_CALLS[call]})
        elif id(node) in chained or id(node) in named:
            uses = chained.get(id(node)) or used.get((module.__name__, named[id(node)]), frozenset())
        elif _STAND_IN in str(words):
            continue  # the function that gives it is called, or reading compiles it
        else:
            uses = frozenset()
        yield node.lineno, re.compile(words, _flags(node, str(call))), uses


def _of_re(node: ast.AST) -> str | None:
    """Which function of `re` that takes a pattern a node calls."""
    func = node.func if isinstance(node, ast.Call) and node.args else None
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "re":
        return func.attr if func.attr in _CALLS or func.attr == "compile" else None
    return None


def _flags(node: ast.Call, call: str) -> Any:
    place = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(call, 2)
    given = [node.args[place]] if len(node.args) > place else [k.value for k in node.keywords if k.arg == "flags"]
    return eval(compile(ast.Expression(given[0]), "flags", "eval"), {"re": re}) if given else 0


def _value(node: ast.expr, names: Mapping[str, Any], local: Mapping[str, ast.expr], deep: int = 0) -> Any:
    """What an expression of string parts gives; a stand-in for what only the running code knows; None for no string."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(_value(part, names, local, deep)) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        inner = _value(node.value, names, local, deep)
        return inner if isinstance(inner, str) else _STAND_IN
    if isinstance(node, ast.BinOp):
        sides = [_value(side, names, local, deep) for side in (node.left, node.right)]
        return sides[0] + sides[1] if all(isinstance(side, str) for side in sides) else None
    if isinstance(node, ast.Name) and node.id not in names and node.id in local and deep < 3:
        return _value(local[node.id], names, local, deep + 1)
    try:
        return eval(compile(ast.Expression(node), "words", "eval"), dict(names))
    except Exception:
        return None


@contextmanager
def _compiled(take: Callable[[re.Pattern[Any], str, frozenset[str]], None], known: set[Any]) -> Iterator[None]:
    """Take each pattern that the program compiles meanwhile."""
    real = re._compile  # type: ignore[attr-defined]

    def compiling(words: Any, flags: int) -> re.Pattern[Any]:
        pattern: re.Pattern[Any] = real(words, flags)
        caller = sys._getframe(1)
        by = caller.f_back
        place = str(by.f_globals.get("__name__", "")) if by else ""
        if by and place.split(".")[0] in PACKAGES and pattern.pattern not in known:
            call = _CALLS.get(caller.f_code.co_name)
            take(pattern, f"{place}:{by.f_lineno}", frozenset({call} if call else ()))
        return pattern

    re._compile = compiling  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = real  # type: ignore[attr-defined]
