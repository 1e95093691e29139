"""README.md and the help texts are true: the examples run, and the answer shown is the answer given.

`--update-golden` writes the output of the `console` block anew. What holds for every page is in test_docs.py.
"""

import re
from pathlib import Path

import pytest

from tests.desk import ROOT, Ran, assert_shown, blocks, make_desk, run_page
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


@pytest.fixture(scope="module")
def ran(desk: Path) -> Ran:
    return run_page(desk, README)


def test_the_answer_on_the_first_screen_is_the_answer(ran: Ran, request: pytest.FixtureRequest) -> None:
    assert assert_shown(README, ran, request.config.getoption("--update-golden")) == 1
    (printed,) = [text for block, text in ran.printed if block.kind == "console"]
    assert "[1]" in printed and "«" in printed


def test_the_examples_run(desk: Path, ran: Ran) -> None:
    assert len(blocks(README, "sh")) >= 4
    assert ran.status == 0, f"{ran.output[-2000:]}\n{ran.errors[-2000:]}"
    assert "16 December 2021" in ran.output and "not all were right" not in ran.output, ran.output
    assert len((desk / "answers.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    (printed,) = [text for block, text in ran.printed if block.kind == "python"]
    assert printed.startswith("True ") and "report.txt" in printed and "Commerce" in printed, printed


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


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([name, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0 and said.startswith(f"usage: whylisted {name} ")
    assert "--index DIR" in said and "%(" not in said
