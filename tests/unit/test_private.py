"""An index, its history and its cases are for their owner alone; what was made wider is narrowed when it is next
written."""

import os
import stat
from pathlib import Path

import pytest

from index.build import add, remove
from index.private import make_private, private_file, private_folder
from tests.hash_encoder import HashEncoder
from ui.history import FILE, History

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")

TEXT = "The Commerce Department added Exampla Optics to the Entity List on 3 March 2025 for supplying radar parts.\n"


def rights(folder: Path) -> dict[str, int]:
    return {
        item.relative_to(folder).as_posix(): stat.S_IMODE(item.lstat().st_mode)
        for item in [folder, *folder.rglob("*")]
        if not item.is_symlink()
    }


def wide(folder: Path) -> list[str]:
    return sorted(name for name, mode in rights(folder).items() if mode & 0o077)


@pytest.fixture(autouse=True)
def open_handed():
    before = os.umask(0o000)
    yield
    os.umask(before)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "docs" / "notice.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_a_new_index_is_private(tmp_path: Path, document: Path) -> None:
    index = tmp_path / "deep" / "index"
    add([document], index, encoder=HashEncoder())
    assert wide(index) == [] and rights(index)["."] == 0o700 and rights(index)["truth.sqlite"] == 0o600
    assert any(name.startswith("derived/") and name.endswith("about.json") for name in rights(index))
    assert stat.S_IMODE(document.stat().st_mode) == 0o666  # what is read stays as it is


def test_an_older_index_is_narrowed_when_it_is_written(tmp_path: Path, document: Path) -> None:
    index = tmp_path / "index"
    add([document], index, encoder=HashEncoder())
    History(index).recent("")
    outside = tmp_path / "outside.txt"
    outside.write_text("not of the index")
    (index / "uploads").mkdir()
    (index / "uploads" / "link.txt").symlink_to(outside)
    for item in [index, *index.rglob("*")]:
        if not item.is_symlink():
            item.chmod(0o777 if item.is_dir() else 0o664)
    assert wide(index)
    add([document], index, encoder=HashEncoder())  # nothing has changed, and it is written to all the same
    assert wide(index) == []
    assert stat.S_IMODE(outside.stat().st_mode) == 0o666
    for item in index.rglob("*"):
        if item.is_file() and not item.is_symlink():
            item.chmod(0o644)
    remove(["notice.txt"], index)
    assert wide(index) == []


def test_what_lies_beside_the_index_keeps_its_rights(tmp_path: Path, document: Path) -> None:
    folder = document.parent  # `whylisted add . --index .`
    folder.chmod(0o755)
    (folder / "sub").mkdir()
    add([document], folder, encoder=HashEncoder())
    History(folder).recent("")
    assert wide(folder) == [".", "notice.txt", "sub"]
    assert rights(folder)["."] == 0o755 and rights(folder)["sub"] == 0o777


def test_the_history_is_private_with_its_logs(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    History(folder).recent("")
    assert wide(folder) == []
    (folder / FILE).chmod(0o666)
    (folder / f"{FILE}-wal").touch(0o666)
    History(folder).recent("")
    assert wide(folder) == []


def test_a_folder_that_is_there_is_narrowed_and_what_its_owner_may_not_do_stays_so(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    private_folder(tmp_path / "a")
    private_file(tmp_path / "a" / "b")
    (tmp_path / "a" / "c").touch(0o444)
    (tmp_path / "a" / "run").touch(0o755)
    make_private(tmp_path / "a")
    assert rights(tmp_path / "a") == {".": 0o700, "b": 0o600, "c": 0o400, "run": 0o700}
