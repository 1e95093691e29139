"""A reader whose search indexes are being taken away while it reads them takes the newer ones."""

from pathlib import Path
from typing import Any

import pytest

from index import derived
from index.build import add
from index.truth import Truth
from sources.errors import IndexDamaged
from tests.hash_encoder import HashEncoder


def test_a_folder_that_is_half_taken_away_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, made, real = tmp_path / "index", [0], derived._make

    def another() -> None:
        made[0] += 1
        file = tmp_path / f"{made[0]}.txt"
        file.write_text(f"Exampla {made[0]} was added to the Entity List on {made[0]} May 2021.\n", encoding="utf-8")
        monkeypatch.setattr(derived, "_make", real)
        add([file], place, encoder=HashEncoder())

    another()
    truth, tried = Truth.open(place), []

    def making(truth: Truth, base: Any, aside: Path, tell: Any) -> Any:
        tried.append(base.folder)
        if len(tried) > 1:
            return real(truth, base, aside, tell)
        another()  # the pointer moves on, and of the old folder a part is still there
        monkeypatch.setattr(derived, "_make", making)
        base.folder.mkdir(exist_ok=True)
        raise IndexDamaged("a file of it is gone")

    with truth.snapshot():
        another()
        monkeypatch.setattr(derived, "_make", making)
        assert derived.private(place, truth).words.passages == 1
    assert len(tried) == 2 and tried[0] != tried[1]
