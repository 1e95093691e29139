"""The same index and questions give the same bytes, in another process too: `--json` and `--batch`, timings only where they are asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path

QUESTIONS = (
    "Why was Inspur added to the Entity List?",
    "Which companies were added to the Entity List in 2023?",
    "Why was Nobody At All listed?",
)


def printed(folder: Path, seed: str, *options: str, given: str = "") -> str:
    """What `whylisted ask` prints, in a process that orders its sets by this seed."""
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "ask", "--index", str(folder), *options],
        input=given, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
    )  # fmt: skip
    return done.stdout


def test_json_and_batch_give_the_same_bytes_in_every_process(samples_folder: Path) -> None:
    lines = "".join(json.dumps({"id": number, "question": text}) + "\n" for number, text in enumerate(QUESTIONS))
    first, second = (printed(samples_folder, seed, "--batch", "-", given=lines) for seed in ("1", "2"))
    assert first == second and first.count("\n") == len(QUESTIONS)
    alone = printed(samples_folder, "3", "--json", QUESTIONS[0])
    assert json.loads(alone) == json.loads(first.splitlines()[0])["answer"]
    assert '"timings"' not in first + alone
    timed = json.loads(printed(samples_folder, "4", "--json", "--timings", QUESTIONS[0]))
    assert timed.pop("timings") and timed == json.loads(alone)
