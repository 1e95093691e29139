"""The history: older and newer formats, rows that cannot be read, folders that cannot be written, and whose it is."""

import os
import sqlite3
import stat

import pytest

from sources.errors import HistoryProblem, QuestionError
from tests.unit.answers import answer
from ui.history import _MIGRATIONS, FILE, History, KeptAnswer


def asked(user="", conversation="c1", question="Why was Northwind listed?"):
    return KeptAnswer.now(user, conversation, (question,), {}, answer())


def test_it_is_readable_for_its_owner_only(tmp_path):
    History(tmp_path / "index").keep(asked())
    assert stat.S_IMODE((tmp_path / "index" / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "index").stat().st_mode) == 0o700


def test_every_user_sees_and_deletes_their_own(tmp_path):
    history = History(tmp_path)
    for user in ("anna", "ben", ""):
        history.keep(asked(user))
    assert history.forget("anna") == 1
    assert [len(history.recent(user)) for user in ("anna", "ben", "")] == [0, 1, 1]


def test_a_file_of_the_first_format_is_taken_over(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as db:
        db.executescript(_MIGRATIONS[0])
    history = History(tmp_path)
    history.keep(asked())
    assert len(history.recent("")) == 1
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(_MIGRATIONS),)


OTHERS = [
    ("answer", '{"kind": 7}'), ("answer", "no JSON at all"), ("answer", "null"), ("answer", ""), ("answer", "[" * 5000),
    ("turns", "null"), ("turns", "7"), ("turns", "x"), ("filters", "[]"), ("filters", "x"), ("at", "yesterday"), ("verdict", "sideways"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), OTHERS)
def test_an_answer_of_another_version_costs_only_itself(tmp_path, column, value):
    history = History(tmp_path)
    first, second = history.keep(asked(question="First?")), history.keep(asked(question="Second?"))
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute(f"UPDATE asked SET {column} = ? WHERE id = ?", (value, first.id))
    assert [found.id for found in history.recent("")] == [second.id]
    assert [found.id for found in history.recent("", search="second?")] == [second.id]
    assert [found.id for found in history.conversation("", "c1")] == [second.id]
    with pytest.raises(QuestionError, match="no answer"):
        history.one("", first.id)
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("SELECT count(*) FROM asked").fetchone() == (2,)


def test_nobody_judges_an_answer_of_somebody_else(tmp_path):
    history = History(tmp_path)
    kept = history.keep(asked("anna"))
    for user, identifier in (("ben", kept.id), ("anna", "nothing")):
        with pytest.raises(QuestionError, match="no answer"):
            history.judge(user, identifier, "up", "")
    assert history.judged("anna") == [] == history.judged("ben")
    history.judge("anna", kept.id, "down", "wrong year")
    assert history.judged("anna")[0].note == "wrong year"


def newer(folder):
    with sqlite3.connect(folder / FILE) as db:
        db.execute("PRAGMA user_version = 99")


def damaged(folder):
    (folder / FILE).write_bytes(b"no database at all, but some other file " * 50)


def in_the_way(folder):
    (folder / FILE).mkdir()


@pytest.mark.parametrize("spoil", [newer, damaged, in_the_way])
def test_a_history_that_cannot_be_used_is_said_in_one_line(tmp_path, spoil):
    spoil(tmp_path)
    for use in (lambda h: h.keep(asked()), lambda h: h.recent("")):
        with pytest.raises(HistoryProblem) as found:
            use(History(tmp_path))
        assert str(tmp_path) in str(found.value) and "\n" not in str(found.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(HistoryProblem):
        History(tmp_path).keep(asked())
