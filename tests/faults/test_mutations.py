"""Damaged files and questions in the checks; `python -m tests.faults.mutations --count 10000` does many more.

$WHYLISTED_MUTATIONS sets how many files are damaged here, a fifteenth as many questions.
"""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import add
from index.search import Index
from sources.fence import STRICT
from tests.faults.mutated_bodies import talking
from tests.faults.mutated_questions import ask_damaged, questions, small_index, turns
from tests.faults.mutations import DAMAGES, REAL, damaged, files, originals, read_damaged
from tests.hash_encoder import HashEncoder

COUNT = int(os.environ.get("WHYLISTED_MUTATIONS") or 300)
GOOD = (
    "The Commerce Department on 4 May 2021 added Exampla Optics to the Entity List for acquiring parts for missiles.\n"
)


KEPT = sorted((Path(__file__).parent / "kept").iterdir())
"""Files that went wrong once, as small as they can be."""


@pytest.mark.parametrize("path", KEPT, ids=[path.name for path in KEPT])
def test_what_went_wrong_once(path: Path, tmp_path: Path) -> None:
    assert read_damaged(tmp_path, path.name, path.read_bytes()) == ""


def test_damaged_requests() -> None:
    """What went wrong once stands in tests/unit/test_serving.py."""
    with talking(seed=7) as talk:
        wrong = [why for number in range(COUNT // 2) if (why := talk.wrong_with(talk.requests.one(number)))]
        assert wrong == [] and talk.still_right() == ""


def test_damaged_files_of_the_repository() -> None:
    assert list(files(COUNT, seed=7, real=False)) == []


def test_damaged_real_files() -> None:
    if not REAL.is_dir():
        pytest.skip("../shared/corpus is not there: the real files are not in the repository")
    assert list(files(COUNT // 4, seed=8)) == []


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(originals(real=False))),
    done=st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=3),
    seed=st.integers(0, 2**16),
)
def test_any_damage_in_any_order(tmp_path: Path, name: str, done: list, seed: int) -> None:
    known, chance = originals(real=False), random.Random(seed)
    raw = known[name]
    for damage in done:
        raw = damage(raw, chance, known[chance.choice(sorted(known))]) if raw else raw
    assert read_damaged(tmp_path, name, raw) == ""


def test_a_good_file_beside_damaged_ones_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was refused is said in one line each; the fences are up, and nothing had to be fenced off."""
    monkeypatch.delenv(STRICT)
    docs = tmp_path / "docs"
    docs.mkdir()
    for number, (name, _, raw) in enumerate(damaged(40, seed=9, real=False)):
        (docs / f"{number}-{name}").write_bytes(raw)
    (docs / "good.txt").write_text(GOOD, encoding="utf-8")
    encoder = HashEncoder()
    summary = add([docs], tmp_path / "index", encoder=encoder)
    assert summary.failures == () and all("\n" not in refusal.reason for refusal in summary.refused)
    assert all("report it" not in refusal.reason for refusal in summary.refused)
    index = Index.open(tmp_path / "index", encoder)
    assert "docs/good.txt" in {info.path for info in index.documents()}
    from assistant.ask import ask

    answer = ask(index, "Was Exampla Optics added to the Entity List?")
    assert answer.answered and "Exampla Optics" in answer.text


def test_damaged_questions() -> None:
    assert list(questions(COUNT // 15, seed=7)) == []


@pytest.mark.long
def test_many_damaged_questions(tmp_path: Path) -> None:
    index, names = small_index(tmp_path / "index")
    talks = [turns(names, random.Random(f"long {number}")) for number in range(2000)]
    assert [why for talk in talks if (why := ask_damaged(index, talk))] == []
