"""The gold files themselves: every quotation stands in its document, every pattern can match, ids are unique."""

import html
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = [("samples.jsonl", ROOT / "sources" / "samples"), ("own.jsonl", ROOT / "tests" / "golden" / "documents")]


def fold(text: str) -> str:
    """White space folded."""
    return re.sub(r"\s+", " ", text).strip()


def read(path: Path) -> str:
    """A document's text; of HTML, the text between the tags."""
    text = path.read_text(encoding="utf-8")
    return fold(html.unescape(re.sub(r"<[^>]+>", " ", text)) if path.suffix == ".html" else text)


@pytest.mark.parametrize(("gold", "folder"), GOLD)
def test_gold_agrees_with_its_documents(gold: str, folder: Path) -> None:
    texts = {path.name: read(path) for path in folder.iterdir() if path.is_file()}
    lines = (ROOT / "tests" / "golden" / gold).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    assert len({case["id"] for case in cases}) == len(cases)
    wrong = []
    for case in cases:
        for evidence in case["evidence"]:
            if evidence["quote"] not in texts.get(evidence["file"], ""):
                wrong.append(f"{case['id']}: not in {evidence['file']}: {evidence['quote']}")
        quoted = " ".join(evidence["quote"] for evidence in case["evidence"])
        for group in case["expect"]:
            if not any(re.search(pattern, quoted, re.IGNORECASE) for pattern in group):
                wrong.append(f"{case['id']}: no evidence matches {group}")
        if case["answerable"] != bool(case["evidence"]):
            wrong.append(f"{case['id']}: evidence is for the answerable, and all of them")
    assert not wrong, "\n".join(wrong)


SETS = sorted(path for path in (ROOT / "tests" / "golden" / "sets").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", SETS, ids=[path.name for path in SETS])
def test_a_set_agrees_with_its_documents(folder: Path) -> None:
    texts = {path.name: fold(path.read_text(encoding="utf-8")) for path in (folder / "docs").iterdir()}
    cases = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({case["id"] for case in cases}) == len(cases)
    wrong = [
        f"{case['id']}: not in {evidence['file']}: {evidence['quote']}"
        for case in cases
        for evidence in case["evidence"]
        if fold(evidence["quote"]) not in texts.get(evidence["file"], "")
    ]
    wrong += [
        f"{case['id']}: evidence is for the answerable, and all of them"
        for case in cases
        if case["answerable"] != bool(case["evidence"])
    ]
    wrong += [
        f"{case['id']}: no question"
        for case in cases
        if not case["turns"] or not all(turn.strip() for turn in case["turns"])
    ]
    assert not wrong, "\n".join(wrong)
