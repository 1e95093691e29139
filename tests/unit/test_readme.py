"""README.md and the help texts are true: the shell and Python examples run, and the answer shown is the answer given.

Blocks marked `sh` are run in order in one shell with an index of their own, blocks marked `console` show a command with what it
prints, white space folded, and blocks marked `python` are run after them in the same folder. `--update-golden` writes the
output of the `console` blocks anew.
"""

import argparse
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.desk import ROOT, blocks, make_desk
from ui.cli import build_parser

README = ROOT / "README.md"
COMMANDS = [
    name
    for action in build_parser()._subparsers._group_actions  # type: ignore[union-attr]
    for name in action.choices or ()
]


@pytest.fixture(scope="module")
def desk(samples_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to run the examples in: the samples are indexed, and `whylisted` is on the path."""
    return make_desk(tmp_path_factory.mktemp("readme"), samples_folder)


def shell(desk: Path, script: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("WHYLISTED_INDEX", None)
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=desk, env=environment, text=True, encoding="utf-8", capture_output=True, check=False, timeout=540,
    )  # fmt: skip


def test_the_answer_on_the_first_screen_is_the_answer(desk: Path, request: pytest.FixtureRequest) -> None:
    shown = blocks(README, "console")
    assert shown
    for block in shown:
        command, _, output = block.partition("\n")
        done = shell(desk, command.removeprefix("$ "))
        assert done.returncode == 0, done.stderr
        if request.config.getoption("--update-golden"):
            new = f"{command}\n{wrapped(done.stdout)}"
            README.write_text(README.read_text(encoding="utf-8").replace(block, new), encoding="utf-8")
            output = done.stdout
        assert " ".join(output.split()) == " ".join(done.stdout.split())
        assert re.search(r"\[1\]", output) and "«" in output


def wrapped(output: str) -> str:
    """Output with long lines broken, for reading in the README."""
    lines = []
    for line in output.rstrip().splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(line, 118, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [
            ""
        ]
    return "\n".join(lines) + "\n"


def test_the_examples_run(desk: Path) -> None:
    scripts = blocks(README, "sh")
    assert len(scripts) >= 4
    done = shell(desk, "\n".join(scripts))
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert "16 December 2021" in done.stdout and "not all were right" not in done.stdout, done.stdout
    assert len((desk / "answers.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    for block in blocks(README, "python"):
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            encoding="utf-8", capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("True ") and "report.txt" in done.stdout and "Commerce" in done.stdout, (
            done.stdout
        )


def test_the_readme_knows_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    assert COMMANDS
    assert [name for name in COMMANDS if name != "samples" and f"whylisted {name}" not in text] == []
    named = set(
        re.findall(
            r"(?:^|`| )whylisted ([a-z]+)", "\n".join(re.findall(r"```.*?```|^    .*$|`[^`]+`", text, re.M | re.S))
        )
    )
    assert named <= set(COMMANDS), named - set(COMMANDS)


def test_options_in_the_readme_exist() -> None:
    text = README.read_text(encoding="utf-8")
    helps = "".join(map(every_help, choices().values()))
    foreign = {"--constraint", "--help", "--long", "--update-golden"}
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - foreign
    assert [option for option in sorted(options) if option not in helps] == []


def every_help(parser: argparse.ArgumentParser) -> str:
    """The help of a command and of the commands below it."""
    below = parser._subparsers._group_actions[0].choices.values() if parser._subparsers else ()  # type: ignore[union-attr]
    return parser.format_help() + "".join(map(every_help, below))


def choices() -> dict[str, argparse.ArgumentParser]:
    return dict(build_parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr,arg-type]


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([name, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0 and said.startswith(f"usage: whylisted {name} ")
    assert "--index DIR" in said and "%(" not in said


def test_files_that_the_readme_links_to_are_there() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert linked and [name for name in linked if not (ROOT / name).exists()] == []
