"""The same index and question give the same bytes, in a new process too, whatever the seed of its hashes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def answers(index: Path, questions: str, seed: str) -> str:
    """The answers of a process of its own, as JSON lines."""
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "ask", "--batch", "-", "--index", str(index)],
        cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, input=questions, text=True, encoding="utf-8",
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_bytes_in_a_new_process(samples_folder: Path) -> None:
    questions = (ROOT / "tests" / "golden" / "samples.jsonl").read_text(encoding="utf-8")
    first = answers(samples_folder, questions, seed="1")
    assert len(first.splitlines()) == len(questions.splitlines())
    assert first == answers(samples_folder, questions, seed="2")
