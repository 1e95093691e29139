"""Cases as the index keeps them: append-only, decided with a reason, reviewed by another person, seen by whom they concern."""

import datetime
import json
import multiprocessing
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.cases import decide, histories, open_case, read_case, review
from assistant.cases.basis import gather, list_versions
from assistant.cases.keep import same_person
from assistant.screening.customers.given import Party
from index import schema
from index.cases import Cases, Entry
from index.connection import TRUTH
from index.search import Index
from index.truth import Truth
from index.verify import verify
from index.watching import Watching
from sources.document import document_id
from sources.errors import IndexProblem, NoIndex, QuestionError
from tests.hash_encoder import HashEncoder
from tests.unit.case_index import CHANGES, first

DAY = datetime.date(2026, 4, 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return first(tmp_path)


@pytest.fixture
def cases(place: Path) -> Cases:
    return Cases(place)


def opened(cases: Cases, user: str = "", name: str = CHANGES, questions: tuple[str, ...] = ()) -> str:
    index = Index.open(cases.directory, HashEncoder())
    party = Party(name=name, country="Syldavia")
    basis = gather(index, party, "whylisted test", [ask(index, question) for question in questions], today=DAY)
    return open_case(cases, user, user or "Anna Meier", party, basis, "order 17").opening.id


def test_a_case_holds_what_it_stood_on(cases: Cases, place: Path) -> None:
    made = read_case(cases, opened(cases, questions=(f"When was {CHANGES} added to the Military End-User List?",)))
    index = Index.open(place, HashEncoder())
    assert made.standing == "open" and made.opening.party.country == "Syldavia" and made.opening.note == "order 17"
    assert made.basis.hits[0].entity.startswith(CHANGES) and made.basis.answers[0].answered
    assert made.basis.generation == index.generation and made.basis.day == DAY
    for citation in made.basis.citations():
        document = index.document(citation.document.id)
        assert (
            document.text[citation.start : citation.end] == citation.quote
            and document.sha256 == citation.document.sha256
        )
    assert made.basis.lists == list_versions(index) and len(made.basis.lists) == 3
    for version in made.basis.lists:
        assert version.day == datetime.date(2026, 1, 15) and version.sha256 == index.info(version.document).sha256


def test_a_decision_a_review_and_a_new_decision_are_entries(cases: Cases) -> None:
    identifier = opened(cases)
    made = decide(cases, identifier, None, "Anna Meier", "true-match", "the address agrees", "Bert")
    assert made.standing == "decided" and made.decided and made.decided[1].second == "Bert"
    made = review(cases, identifier, None, "Bert", False, "another quay")
    assert made.standing == "disputed"
    before = made.steps
    index = Index.open(cases.directory, HashEncoder())
    fresh = gather(index, made.opening.party, "whylisted test", today=DAY)
    made = decide(cases, identifier, None, "Bert", "false match", "it is another yard", basis=fresh)
    assert made.steps[:3] == before and made.standing == "decided" and made.decided == (3, made.steps[3].entry)
    assert set(made.bases) == {0, 3} and made.decided[1].basis == 3 and made.basis == fresh
    assert review(cases, identifier, None, "Anna Meier", True).standing == "confirmed"
    assert [each.opening.id for each in histories(cases)] == [identifier]
    assert verify(cases.directory).checked["cases"] == 1 and verify(cases.directory).sound


REFUSED = {
    "no decision of that name": (lambda c, i: decide(c, i, None, "A", "maybe", "x"), "true match, false match, escalate"),
    "no reason": (lambda c, i: decide(c, i, None, "A", "escalate", " \n"), "needs its reason"),
    "nobody": (lambda c, i: decide(c, i, None, "  ", "escalate", "x"), "say who decides"),
    "a second reviewer who is the first": (lambda c, i: decide(c, i, None, "Anna Meier", "escalate", "x", "meier, ANNA"), "another person"),
    "a review of nothing": (lambda c, i: review(c, i, None, "A", True), "not decided yet"),
    "a review without a reason": (lambda c, i: review(c, i, None, "A", False), "needs its reason"),
    "too long": (lambda c, i: decide(c, i, None, "A", "escalate", "x" * 10_001), "at most 10,000"),
    "no such case": (lambda c, i: decide(c, "0" * 10, None, "A", "escalate", "x"), "whylisted case list"),
    "no such case to review": (lambda c, i: review(c, "", None, "A", True), "no case"),
    "no such case to read": (lambda c, i: read_case(c, "'; DROP TABLE cases"), "no case"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why_and_changes_nothing(cases: Cases, case: str) -> None:
    identifier = opened(cases)
    before = cases.one(identifier)
    work, said = REFUSED[case]
    with pytest.raises(QuestionError, match=said) as raised:
        work(cases, identifier)
    assert "\n" not in str(raised.value) and cases.one(identifier) == before


def test_the_second_reviewer_is_another_person(cases: Cases) -> None:
    identifier = opened(cases)
    decide(cases, identifier, None, "Anna Meier", "true match", "x")
    for name in ("Anna Meier", "anna meier", " MEIER,  Anna ", "Änna Meier"):
        with pytest.raises(QuestionError, match="another person"):
            review(cases, identifier, None, name, True)
    decide(cases, identifier, None, "Carl", "false match", "looked again")
    with pytest.raises(QuestionError, match="decided anew"):
        review(cases, identifier, None, "Bert", True, of=1)
    assert review(cases, identifier, None, "Anna Meier", True, of=2).standing == "confirmed"
    assert same_person("李 伟", "李  伟") and not same_person("李 伟", "王 伟") and not same_person("!", "?")


def test_users_see_their_own_cases_and_those_they_are_asked_to_review(cases: Cases) -> None:
    hers, his = opened(cases, "anna"), opened(cases, "bert")
    seen = {user: {each.opening.id for each in histories(cases, user)} for user in ("anna", "bert", "", "eve")}
    assert seen == {"anna": {hers}, "bert": {his}, "": set(), "eve": set()}
    for user in ("bert", "", "eve"):
        with pytest.raises(QuestionError, match="no case"):
            decide(cases, hers, user, "bert", "escalate", "x")
        with pytest.raises(QuestionError, match="no case"):
            read_case(cases, hers, user)
    decide(cases, hers, "anna", "anna", "true match", "x", "bert", readers=["bert"])
    assert {each.opening.id for each in histories(cases, "bert")} == {hers, his}
    assert review(cases, hers, "bert", "bert", True).standing == "confirmed"
    assert histories(cases, "eve") == [] and len(histories(cases)) == 2


def test_what_is_kept_is_never_changed(cases: Cases, place: Path) -> None:
    identifier = opened(cases)
    decide(cases, identifier, None, "Anna", "true match", "x")
    db = sqlite3.connect(place / TRUTH)
    for table in ("cases", "case_entries", "case_bases"):
        for statement in (f"UPDATE {table} SET data = '{{}}'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="stays as it is"):
                db.execute(statement)
    db.rollback()
    assert verify(place).sound
    db.execute("DROP TRIGGER case_entries_update")
    db.execute("UPDATE case_entries SET data = replace(data, 'true match', 'false match')")
    db.commit()
    db.close()
    assert any("entry 1 was changed" in problem for problem in verify(place).problems)


def test_an_index_of_the_format_before_gets_the_tables_and_keeps_all_it_had(tmp_path: Path) -> None:
    place = first(tmp_path)
    before = [info.path for info in Index.open(place, HashEncoder()).documents()]
    with sqlite3.connect(place / TRUTH) as db:  # as format 3 had it
        for table in ("case_bases", "case_entries", "case_readers", "cases", "watched", "watch_runs"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 3")
    db.close()
    generation = Truth.open(place).generation
    identifier = opened(Cases(place))
    assert read_case(Cases(place), identifier).opening.id == identifier and Watching(place).parties("") == []
    with sqlite3.connect(place / TRUTH) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == schema.FORMAT == 4
    db.close()
    index = Index.open(place, HashEncoder())
    assert (
        [info.path for info in index.documents()] == before and index.generation == generation and verify(place).sound
    )


def test_without_an_index_there_are_no_cases(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="whylisted add"):
        histories(Cases(tmp_path / "nowhere"))
    with pytest.raises(NoIndex):
        Cases(tmp_path / "nowhere").put("x", "", "{}", "{}")
    assert not (tmp_path / "nowhere").exists()


def test_deciding_waits_for_no_add_and_a_full_disk_is_said(
    cases: Cases, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.lock import writer_lock

    identifier = opened(cases)
    with writer_lock(place):  # as an `add` holds it for minutes
        assert decide(cases, identifier, None, "Anna", "escalate", "x").standing == "decided"
    generation = Index.open(place, HashEncoder()).generation
    monkeypatch.setattr("index.kept.WAIT", 0.05)
    other = sqlite3.connect(place / TRUTH, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexProblem, match="nothing was kept; try again"):
        decide(cases, identifier, None, "Anna", "escalate", "y")
    other.execute("ROLLBACK")
    other.close()
    assert len(read_case(cases, identifier).steps) == 2 and Index.open(place, HashEncoder()).generation == generation


def _die(place: Path, identifier: str, before_commit: bool) -> None:
    """Kills this process in the middle of an entry, its row written or about to be."""
    cases = Cases(place)
    entry = Entry(json.dumps({"kind": "decision"}), json.dumps({}), ("bert",))
    if before_commit:
        with cases.writing() as db:
            db.execute("INSERT INTO case_entries VALUES (1, 1, '{}', 'x')")
            db.execute("INSERT INTO case_bases VALUES (1, 1, '{}')")
            os.kill(os.getpid(), signal.SIGKILL)
    cases.append(identifier, None, lambda kept: (os.kill(os.getpid(), signal.SIGKILL), entry)[1])


@pytest.mark.parametrize("before_commit", [True, False])
def test_a_kill_in_the_middle_of_an_entry_leaves_the_case_as_it_was(
    cases: Cases, place: Path, before_commit: bool
) -> None:
    identifier = opened(cases)
    before = cases.one(identifier)
    process = multiprocessing.get_context("spawn").Process(target=_die, args=(place, identifier, before_commit))
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    assert cases.one(identifier) == before and verify(place).sound
    assert decide(cases, identifier, None, "Anna", "escalate", "x").steps[1].number == 1


def test_documents_come_and_go_and_cases_stay(cases: Cases, place: Path) -> None:
    from index.build import remove

    identifier = opened(cases)
    before = read_case(cases, identifier)
    name = Index.open(place, HashEncoder()).documents()[0].path
    assert document_id(name, "") and remove([name], place).removed
    assert read_case(cases, identifier) == before and verify(place).sound
