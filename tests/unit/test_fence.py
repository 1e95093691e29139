"""One bad sentence, document, file or question costs only itself, is named and counted, and never goes unseen in tests."""

import json
import time
from pathlib import Path

import pytest

from index import naming, pieces
from index.build import add
from index.parts import Parts
from index.search import Index
from index.types import Refusal, Summary
from index.verify import verify
from sources.errors import UnreadableFile
from sources.fence import STRICT, counted, fenced
from sources.formats import federal_register
from sources.load import read_file
from sources.reading import read
from tests.hash_encoder import HashEncoder
from tests.unit import reading_tasks
from tests.unit.answers import answer
from ui.batch import run_batch
from ui.cli import main
from ui.jobs import Jobs
from ui.refusals import bounded, refusal_lines

STORY = (
    "Notes of the day\n\nThe Commerce Department on 4 May 2021 added Exampla Optics to the Entity List.\n\n"
    "A sentence about Stumblestone Ltd, which Commerce added to the Entity List.\n\n"
    "The Commerce Department on 5 May 2021 added Exampla Lasers to the Entity List.\n"
)


@pytest.fixture
def up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fences as they are outside of tests."""
    monkeypatch.delenv(STRICT)


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule with a mistake in it, made over one name."""
    monkeypatch.setattr(read, "events", reading_tasks.stumbling_events)
    monkeypatch.setattr(pieces, "TASK", "tests.unit.reading_tasks:stumbling")  # in the process that reads files, too


def test_a_fence_stands_only_where_somebody_counts(up: None) -> None:
    with pytest.raises(ValueError), fenced("a sum"):
        int("one")
    with counted() as failures, fenced("a sum"):
        int("one")
    assert len(failures) == 1 and "a sum" in failures[0] and "ValueError" in failures[0]
    with pytest.raises(UnreadableFile), counted(), fenced("a file"):
        raise UnreadableFile("a.txt is empty")


def test_no_fence_stands_in_tests() -> None:
    with counted() as failures, pytest.raises(ValueError), fenced("a sum"):
        int("one")
    assert failures == []


def test_a_sentence_costs_itself(tmp_path: Path, up: None, stumbling: None) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    [found] = read_file(tmp_path / "a.txt", "a.txt")
    named = {m.value for s in found.statements for m in s.subjects}
    assert named == {"Exampla Optics", "Exampla Lasers"}
    [failure] = found.failures
    assert failure.startswith("a.txt, the sentence at character") and "KeyError" in failure and "\n" not in failure


def test_a_mistake_is_raised_in_tests(tmp_path: Path, stumbling: None) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(KeyError):
        read_file(tmp_path / "a.txt", "a.txt")


def test_add_says_what_failed(tmp_path: Path, up: None, stumbling: None) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    summary = add([tmp_path / "a.txt"], tmp_path / "index", encoder=HashEncoder())
    assert summary.new == 1 and not summary.refused and [f.path for f in summary.failures] == ["a.txt"]


def results(*titles: str) -> str:
    rows = [
        {"title": title, "type": "Notice", "document_number": f"2024-0000{n}", "publication_date": "2024-01-05"}
        for n, title in enumerate(titles)
    ]
    return json.dumps({"results": rows})


def test_a_document_costs_itself(tmp_path: Path, up: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made = federal_register._document

    def wrong(row, *rest):  # type: ignore[no-untyped-def]
        if row["title"] == "Two":
            raise TypeError("unordered")
        return made(row, *rest)

    monkeypatch.setattr(federal_register, "_document", wrong)
    path = tmp_path / "rules.json"
    path.write_text(results("One", "Two", "Three"), encoding="utf-8")
    found = read_file(path, "rules.json")
    assert [read.document.title for read in found] == ["One", "Three"]
    assert [failure.split(" could")[0] for read in found for failure in read.failures] == ["rules.json, result 2"]
    path.write_text(results("Two"), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="result 1 could not be read"):
        read_file(path, "rules.json")


def test_a_result_without_a_title_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "rules.json").write_text(results("One", "", "Three"), encoding="utf-8")
    found = read_file(tmp_path / "rules.json", "rules.json")
    assert [read.document.title for read in found] == ["One", "Three"]
    assert found[0].warnings == ("rules.json: result 2 has no title: left out",)


class Choking(HashEncoder):
    """An encoder that one text is too much for."""

    def encode(self, texts):  # type: ignore[no-untyped-def]
        if any("Stumblestone" in text for text in texts):
            raise ValueError("not this one")
        return super().encode(texts)


STAGES = [
    (read, "tables", {"Exampla Optics", "Exampla Lasers"}, "its tables"),
    (read, "with_rows", {"Exampla Optics", "Exampla Lasers"}, "the grounds in its tables"),
    (read, "with_ends", {"Exampla Optics", "Exampla Lasers"}, "the days on which what it tells of ends"),
    (read, "dated_rows", {"Exampla Optics", "Exampla Lasers"}, "the dated rows of its tables"),
    (read, "scenes", set(), "what it says of listings"),
]


@pytest.mark.parametrize(("module", "stage", "named", "said"), STAGES, ids=[stage[1] for stage in STAGES])
def test_a_stage_costs_what_it_reads_and_not_the_text(
    module: object, stage: str, named: set[str], said: str, tmp_path: Path, up: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*rest: object) -> None:
        raise IndexError("none left")

    monkeypatch.setattr(module, stage, wrong)
    (tmp_path / "a.txt").write_text(STORY.replace("Stumblestone", "Ersatz"), encoding="utf-8")
    [found] = read_file(tmp_path / "a.txt", "a.txt")
    assert named <= {m.value for s in found.statements for m in s.subjects}
    assert len(found.sentences) == 4 and found.passages
    [failure] = found.failures
    assert failure.startswith(f"a.txt, {said}") and "IndexError" in failure


def test_names_cost_the_record_that_bears_them(tmp_path: Path, up: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made = naming._of_record

    def wrong(record):  # type: ignore[no-untyped-def]
        if "AMBER" in record.name:
            raise KeyError("lost")
        return made(record)

    monkeypatch.setattr(naming, "_of_record", wrong)
    rows = "".join(
        f'{n},"{name}",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
        for n, name in ((7, "EXAMPLA OPTICS"), (8, "AMBER LINES"), (9, "MUSTRA DRONES"))
    )
    (tmp_path / "sdn.csv").write_text(rows, encoding="utf-8")
    [(packed, _, _, failures)] = pieces.pieces(str(tmp_path / "sdn.csv"), "sdn.csv", None, None, None)
    assert len(Parts.of_plain(packed).records) == 3
    [failure] = failures
    assert "the names of" in failure and "KeyError" in failure


def test_a_file_that_cannot_be_embedded_costs_itself(tmp_path: Path, up: None) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(7):
        text = STORY if number == 4 else f"Exampla Number {number} was added to the Entity List on 4 May 2021.\n"
        (docs / f"{number}.txt").write_text(text, encoding="utf-8")
    summary = add([docs], tmp_path / "index", encoder=Choking())
    assert summary.new == 6 and [r.path for r in summary.refused] == ["docs/4.txt"]
    assert "not this one" in summary.refused[0].reason
    assert len(Index.open(tmp_path / "index", HashEncoder()).documents()) == 6
    assert verify(tmp_path / "index").sound


def test_a_file_that_cannot_be_stored_costs_itself(tmp_path: Path, up: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents with one id, which no reader gives any more: the file is refused, and no disk is blamed."""
    monkeypatch.setattr(pieces, "TASK", "tests.unit.reading_tasks:twice")
    for name in ("a.txt", "twice.txt", "z.txt"):
        (tmp_path / name).write_text(f"{name} says that Exampla Optics was listed.\n", encoding="utf-8")
    paths = [tmp_path / name for name in ("a.txt", "twice.txt", "z.txt")]
    summary = add(paths, tmp_path / "index", encoder=HashEncoder())
    assert summary.new == 2 and [r.path for r in summary.refused] == ["twice.txt"]
    assert {i.path for i in Index.open(tmp_path / "index", HashEncoder()).documents()} == {"a.txt", "z.txt"}


def ask(turns: list[str]):  # type: ignore[no-untyped-def]
    if "Stumblestone" in turns[-1]:
        raise KeyError("lost")
    return answer(question=turns[-1])


LINES = [b'{"id": 1, "question": "one"}', b'{"id": 2, "question": "Stumblestone"}', b'{"id": 3, "question": "three"}']


def test_a_line_of_a_batch_costs_itself(up: None) -> None:
    rows = [(json.loads(line), good) for line, good in run_batch(LINES, ask)]
    assert [good for _, good in rows] == [True, False, True]
    assert rows[1][0]["id"] == 2 and rows[1][0]["line"] == 2 and "KeyError" in rows[1][0]["error"]


ODD = [
    b"null",
    b"[1]",
    b"\xff\xfe",
    b"{",
    b'{"id": 4}',
    b'{"id": 5, "turns": []}',
    b'{"id": 6, "turns": [1]}',
    b"[" * 9000,
]


def test_an_odd_line_costs_itself_and_every_line_can_be_written(up: None) -> None:
    lines = [
        *ODD,
        b'{"id": "\\ud83d", "question": "one"}',
        b'{"id": NaN, "question": "two"}',
        b'{"id": 9, "question": "x"}',
    ]
    rows = list(run_batch(lines, ask))
    assert [good for _, good in rows] == [False] * len(ODD) + [True, True, True]
    for line, _ in rows:
        json.loads(line.encode("utf-8"))


def test_a_mistake_over_a_line_is_raised_in_tests() -> None:
    with pytest.raises(KeyError):
        list(run_batch(LINES, ask))


@pytest.mark.parametrize("timings", [False, True])
def test_timings_only_where_they_are_asked_for(timings: bool) -> None:
    (line, _) = next(run_batch(LINES, ask, timings=timings))
    assert ("timings" in json.loads(line)["answer"]) == timings


def test_bounded() -> None:
    assert bounded(["a", "b"], 2) == ["a", "b"]
    assert bounded([str(n) for n in range(1203)], 2) == ["0", "1", "and 1,201 more"]


def test_what_a_folder_holds_besides_is_said(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    for name in ("a.txt", "b.png", "more/c.png", "more/d", ".hidden.png"):
        (docs / name).write_text(STORY, encoding="utf-8")
    summary = add([docs], tmp_path / "index", encoder=HashEncoder())
    [warning] = summary.warnings
    assert warning.reason.endswith("docs: 3 files of other kinds left out (2 with .png, 1 with no suffix)")


def test_what_is_left_out_is_shown_and_bounded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules.json").write_text(results("One", *[""] * 30), encoding="utf-8")
    monkeypatch.setattr("index.build.default_encoder", lambda name: HashEncoder())
    assert main(["add", str(tmp_path / "rules.json"), "--index", str(tmp_path / "index")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert "0 refused, 0 failed in part, 30 left out in part" in shown[0]
    assert "left out: rules.json: result 2 has no title: left out" in shown and shown[-1] == "left out: and 10 more"


def test_what_failed_is_shown_and_the_status_says_so(
    tmp_path: Path, up: None, stumbling: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.setattr("index.build.default_encoder", lambda name: HashEncoder())
    assert main(["add", str(tmp_path / "a.txt"), "--index", str(tmp_path / "index")]) == 1
    said = capsys.readouterr()
    assert "1 new" in said.out and "1 failed in part" in said.out
    assert said.err.startswith("failed: a.txt, the sentence at character") and len(said.err.splitlines()) == 1


def test_the_chat_shows_what_failed_and_what_was_left_out() -> None:
    jobs = Jobs()
    many = tuple(Refusal(path="a.txt", reason=f"page {number} has no text") for number in range(30))
    job = jobs.start(lambda tell: Summary(new=1, warnings=many, failures=many[:1]))
    while not job.done:
        time.sleep(0.01)
    assert refusal_lines(job.failures) == ["a.txt: page 0 has no text"]
    assert len(bounded(refusal_lines(job.warnings))) == 21
