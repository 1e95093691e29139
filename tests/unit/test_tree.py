"""How the modules lie: few in a folder, none long, and imports that go one way, between modules and between folders."""

import re
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("sources", "index", "assistant", "ui")
CROWDED = ("assistant", "sources/reading")
"""Packages whose folders are kept small."""
MOST_FILES, MOST_LINES = 14, 300


def crowded(root: Path) -> Iterator[tuple[str, int]]:
    """The folders of a package with more modules of their own than are allowed, and how many each has."""
    for folder in (root, *(path for path in sorted(root.rglob("*")) if path.is_dir())):
        many = sum(path.name != "__init__.py" for path in folder.glob("*.py"))
        if many > MOST_FILES:
            yield folder.relative_to(root.parent).as_posix(), many


def long(root: Path) -> Iterator[tuple[str, int]]:
    """The modules of a package with more lines than are allowed, and how many each has."""
    for path in sorted(root.rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            yield path.relative_to(root.parent).as_posix(), lines


def circle(imports: Iterable[tuple[str, str]]) -> list[str]:
    """One circle of (importer, imported), if there is any."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for importer, imported in imports:
        sorter.add(importer, imported)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def imports() -> list[tuple[str, str]]:
    """What imports what when the program runs; what only a type checker imports is left out."""
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    return [(one, other) for one in sorted(graph.modules) for other in graph.find_modules_directly_imported_by(one)]


def folder_of(module: str) -> str:
    """The folder of a module below `assistant` or `sources.reading`; of those right in them, the module itself. The `__init__` of a
    folder belongs to it."""
    inside = (ROOT / module.replace(".", "/")).is_dir()
    folder = module if inside else module.rpartition(".")[0]
    return module if folder in ("assistant", "sources.reading") else folder


@pytest.mark.parametrize("package", CROWDED)
def test_no_folder_is_crowded(package: str) -> None:
    assert list(crowded(ROOT / package)) == []


@pytest.mark.parametrize("package", CROWDED)
def test_no_module_is_long(package: str) -> None:
    assert list(long(ROOT / package)) == []


def test_modules_import_each_other_in_no_circle(imports: list[tuple[str, str]]) -> None:
    assert len(imports) > 1000
    assert circle(imports) == []


def test_folders_import_each_other_in_no_circle(imports: list[tuple[str, str]]) -> None:
    inside = ("assistant.", "sources.reading.")
    between = {
        (folder_of(one), folder_of(other))
        for one, other in imports
        if one.startswith(inside) and other.startswith(inside)
    }
    assert len(between) > 50
    assert circle((one, other) for one, other in sorted(between) if one != other) == []


@pytest.mark.parametrize(("package", "besides"), [("assistant", {"data"}), ("sources/reading", {"tables"})])
def test_the_readme_shows_every_folder(package: str, besides: set[str]) -> None:
    table = (
        (ROOT / "README.md")
        .read_text(encoding="utf-8")
        .partition(f"| folder of `{package}/` |")[2]
        .partition("\n\n")[0]
    )
    shown = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)/`", row.split("|")[1] if "|" in row else "")
    }
    folders = {path.name for path in (ROOT / package).iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert shown == folders - besides


def test_what_is_crowded_long_or_a_circle_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "package" / "inner"
    folder.mkdir(parents=True)
    for number in range(MOST_FILES + 1):
        (folder / f"module_{number}.py").write_text("\n" * (MOST_LINES + (number == 3)), encoding="utf-8")
    assert list(crowded(tmp_path / "package")) == [("package/inner", MOST_FILES + 1)]
    assert list(long(tmp_path / "package")) == [("package/inner/module_3.py", MOST_LINES + 1)]
    assert set(circle([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])) == {"a", "b", "c"}
