"""docs/cases.md is true: its commands run in order over the samples, and end as it says."""

import re
from pathlib import Path

from tests.desk import ROOT, blocks
from tests.unit.test_readme import desk, shell

__all__ = ["desk"]

PAGE = ROOT / "docs" / "cases.md"


def test_the_commands_run(desk: Path) -> None:
    shown = blocks(PAGE, "sh")
    assert len(shown) == 4
    done = shell(desk, "\n".join(shown))
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    said = " ".join(done.stdout.split())
    for words in (
        "Bert Novak confirmed the decision of entry 1", "decided: escalate", "is whole; SHA-256 of page and data", "changed: the page was changed",
        "it was changed", "something changed", "nothing changed since", "taken off the watch list: 2",
    ):  # fmt: skip
        assert words in said, words
    assert (desk / "case.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "<feed" in (desk / "watch.atom").read_text(encoding="utf-8")


def test_files_that_it_links_to_are_there() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE.read_text(encoding="utf-8"))
    assert linked and [name for name in linked if not (ROOT / "docs" / name).exists()] == []
