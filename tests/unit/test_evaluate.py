"""Scoring: what counts as right, and gold files that are refused with the line that is wrong."""

import json
from pathlib import Path

import pytest

from assistant.answer import Answer, Sentence
from assistant.evaluate import WORDS, Gold, judge, read_gold, score, supports
from sources.errors import UnreadableFile
from tests.unit.answers import TEXT, answer, citation, document

EVIDENCE = ("press/northwind.md", "acquired parts for a rocket programme")


def gold(**changes: object) -> Gold:
    given = {
        "id": "a", "kind": "reason", "turns": ("Why was Northwind listed?",), "answerable": True,
        "expect": (("rocket", "missile"),), "evidence": (EVIDENCE,),
    }  # fmt: skip
    return Gold(**{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "reply", "why"),
    [
        ({}, {}, []),
        ({"expect": ((r"\bboat\b",),)}, {}, ["missing"]),
        ({"forbid": ("rocket",)}, {}, ["must not say"]),
        ({"evidence": (("other.md", EVIDENCE[1]),)}, {}, ["no citation"]),
        ({"evidence": (("press/northwind.md", "The firm denied it."),)}, {}, ["no citation"]),
        ({"missing": ("date",)}, {}, ["date is missing"]),
        ({"missing": ("authority",)}, {}, []),
        ({}, {"answered": False}, ["not answered"]),
        ({}, {"text": "rocket " * (WORDS + 1)}, [f"{WORDS + 1} words"]),
        ({"answerable": False}, {}, ["the sources do not say"]),
        ({"answerable": False}, {"answered": False}, []),
        ({"answerable": False, "partial_ok": True}, {}, []),
        ({"answerable": False, "partial_ok": True}, {"missing": ()}, ["the sources do not say"]),
    ],
)
def test_judge(changes: dict[str, object], reply: dict[str, object], why: list[str]) -> None:
    found = judge(gold(**changes), answer(**reply))
    assert len(found) == len(why) and all(part in text for part, text in zip(why, found, strict=True)), found


@pytest.mark.parametrize(
    ("quote", "evidence", "right"),
    [
        ("acquired parts for a rocket programme", "acquired parts for a rocket programme", True),
        (
            "“acquired parts for a rocket programme”. The firm denied it.",
            "acquired  parts for a rocket\nprogramme",
            True,
        ),
        ("acquired parts for a rocket", "acquired parts for a rocket programme", True),
        ("rocket", "acquired parts for a rocket programme", False),
        ("The firm denied it.", "acquired parts for a rocket programme", False),
    ],
)
def test_supports(quote: str, evidence: str, right: bool) -> None:
    assert supports(citation(1, document(), quote), ("northwind.md", evidence)) is right


def test_score_counts_by_kind() -> None:
    asked = []

    def reply(turns: tuple[str, ...]) -> Answer:
        asked.append(turns)
        return answer() if "Northwind" in turns[-1] else answer(answered=False, citations=(), sentences=())

    golds = [gold(), gold(id="b", kind="date", turns=("x?",)), gold(id="c", turns=("y?",), answerable=False),
             gold(id="d", answerable=False)]  # fmt: skip
    result = score(golds, reply, lambda _: TEXT)  # type: ignore[arg-type]
    every, reason = result.rows["ALL"], result.rows["reason"]
    assert [f.gold.id for f in result.failures] == ["b", "d"] and len(asked) == 4
    assert (every.questions, every.right, reason.questions, reason.right) == (4, 2, 3, 2)
    assert (every.citations, every.exact, every.sentences, every.covered) == (4, 4, 2, 2)
    assert (every.unanswerable, every.false, every.share("false", "unanswerable")) == (2, 1, 0.5)
    assert result.rows["date"].share("false", "unanswerable") is None


def test_a_question_without_evidence_says_nothing_of_what_citations_bear() -> None:
    golds = [gold(), gold(id="b", evidence=())]
    row = score(golds, lambda _: answer(), lambda _: TEXT).rows["ALL"]
    assert (row.right, row.citations, row.given, row.bears) == (2, 4, 2, 1)


def test_score_sees_a_wrong_quotation_and_an_uncited_sentence() -> None:
    bare = answer(sentences=(Sentence(text="So it is.", citations=()),))
    row = score([gold()], lambda _: bare, lambda _: TEXT.replace("rocket", "Rocket")).rows["ALL"]
    assert (row.citations, row.exact, row.sentences, row.covered) == (2, 1, 1, 0)


def test_read_gold(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    lines = [
        {"id": 1, "question": "Why?", "answerable": False},
        {
            "turns": ["Why?", "When?"],
            "answerable": True,
            "expect": [["x", "y"]],
            "evidence": [{"file": "a", "quote": "b"}],
        },
    ]
    file.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    first, second = read_gold(file)
    assert (first.id, first.turns, first.kind, first.answerable) == ("1", ("Why?",), "-", False)
    assert (second.id, second.turns, second.evidence) == ("3", ("Why?", "When?"), (("a", "b"),))


def test_evidence_told_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("It was listed.\nNobody says why.", encoding="utf-8")
    file = tmp_path / "gold.jsonl"
    row = {"question": "Listed?", "answerable": True, "evidence": [{"file": "a.txt", "at": [0, 14]}]}
    file.write_text(json.dumps(row), encoding="utf-8")
    for documents in (tmp_path / "docs", tmp_path / "docs" / "a.txt"):
        assert read_gold(file, [documents])[0].evidence == (("a.txt", "It was listed."),)
    with pytest.raises(UnreadableFile, match=r"line 1.*a\.txt"):
        read_gold(file)


@pytest.mark.parametrize(
    "line",
    ["no JSON", "[]", '{"answerable": true}', '{"question": "x"}', '{"question": "x", "answerable": true, "expect": [["("]]}',
     '{"question": "x", "answerable": true, "evidence": [{"file": "a"}]}'],
)  # fmt: skip
def test_a_line_that_is_no_gold_question_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"question": "Why?", "answerable": false}\n' + line, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"gold\.jsonl, line 2"):
        read_gold(file)


def test_a_gold_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe\x00")
    for name in ("gold.jsonl", "none.jsonl"):
        with pytest.raises(UnreadableFile, match=name):
            read_gold(tmp_path / name)
