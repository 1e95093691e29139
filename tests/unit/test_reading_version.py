"""The version of the reading code: another one whenever code or tables change; what was read before is read again, once."""

import shutil
from pathlib import Path

import index.reading_version as version
import sources
from index.build import add
from tests.hash_encoder import HashEncoder


def test_it_changes_with_code_and_tables_and_with_nothing_else(tmp_path, monkeypatch):
    copy = tmp_path / "sources"
    shutil.copytree(Path(sources.__path__[0]), copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(version.sources, "__path__", [str(copy)])

    def now():
        version.reading_version.cache_clear()
        return version.reading_version()

    before = now()
    assert now() == before
    (copy / "samples" / "more.txt").write_text("A sample.", encoding="utf-8")
    (copy / "fetch.py").write_text("# fetched otherwise", encoding="utf-8")
    assert now() == before
    for name in (
        "reading/verbs.py",
        "sentences.py",
        "formats/csl.py",
        next(p.relative_to(copy) for p in copy.rglob("*.yaml")),
    ):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")
        after = now()
        assert after != before, name
        before = after
    version.reading_version.cache_clear()


def test_what_was_read_by_other_code_is_read_again_once(tmp_path, monkeypatch):
    document = tmp_path / "a.txt"
    document.write_text(
        "The Commerce Department added Exampla Optics to the Entity List on 2 May 2024.\n", encoding="utf-8"
    )
    done = add([document], tmp_path / "index", encoder=HashEncoder())
    assert (done.new, done.read_again) == (1, 0)
    monkeypatch.setattr("index.prepare.reading_version", lambda: "another")
    done = add([document], tmp_path / "index", encoder=HashEncoder())
    assert (done.changed, done.skipped, done.read_again) == (1, 0, 1)
    done = add([document], tmp_path / "index", encoder=HashEncoder())
    assert (done.changed, done.skipped, done.read_again) == (0, 1, 0)
