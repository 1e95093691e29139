"""docs/cases.md is true: its commands run in order over the samples, and end as it says."""

from pathlib import Path

import pytest

from tests.desk import ROOT, make_desk, run_page

PAGE = ROOT / "docs" / "cases.md"


def test_the_commands_run(samples_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = make_desk(tmp_path_factory.mktemp("cases"), samples_folder)
    ran = run_page(desk, PAGE)
    assert ran.status == 0 and len(ran.printed) == 4, ran.output[-2000:] + ran.errors[-2000:]
    said = " ".join(ran.output.split())
    for words in (
        "Bert Novak confirmed the decision of entry 1", "decided: escalate", "is whole; SHA-256 of page and data", "changed: the page was changed",
        "it was changed", "something changed", "nothing changed since", "taken off the watch list: 2",
    ):  # fmt: skip
        assert words in said, words
    assert (desk / "case.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "<feed" in (desk / "watch.atom").read_text(encoding="utf-8")
