"""A watch list over two days of a list: what came, went and changed is told once, as lines, JSON, and a feed, with an exit status."""

import json
import sqlite3
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest

from assistant.screening import clear, counterparty, screen
from assistant.screening.customers.given import Party, party_of, row_of
from assistant.watch import add_parties, last_runs, parties, remove_parties, run, tell, unreported, watched_by
from index.build import remove
from index.search import Index
from index.verify import verify
from index.watching import Watching
from sources.errors import IndexBusy, QuestionError
from tests.hash_encoder import HashEncoder
from tests.unit.case_index import CHANGES, COMES, GOES, STAYS, first, second
from ui.cli import main
from ui.screening.run import cleared_file
from ui.watch.after import screened_again
from ui.watch.atom import feed

NAMES = (CHANGES, GOES, COMES, STAYS, "Sunny Valley Toys")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return first(tmp_path)


def index(place: Path) -> Index:
    return Index.open(place, HashEncoder())


def watch(place: Path, *names: str, user: str = "") -> Watching:
    kept = Watching(place)
    add_parties(kept, user, [Party(name=name) for name in names])
    return kept


def what(changes) -> dict[str, str]:
    return {change.name: change.what for change in changes}


def test_only_what_changed_is_told(place: Path, tmp_path: Path) -> None:
    kept = watch(place, *NAMES)
    made = run(index(place), kept, "")
    assert what(made.changes) == dict.fromkeys((CHANGES, GOES, STAYS), "new hit") and made.parties == 5
    assert run(index(place), kept, "").changes == ()
    second(tmp_path)
    made = run(index(place), kept, "")
    assert what(made.changes) == {CHANGES: "record changed", GOES: "hit gone", COMES: "new hit"}
    by = {change.name: change for change in made.changes}
    changed = by[CHANGES]
    assert "Quay 3" in changed.before.citations[0].quote and "Quay 4" in changed.after.citations[0].quote
    assert by[GOES].after is None and by[GOES].hit.entity.startswith(GOES) and by[COMES].before is None
    for change in made.changes:
        hit = change.after or change.before
        for citation in hit.citations:
            text = index(place).document(citation.document.id).text
            assert text[citation.start : citation.end] == citation.quote
    assert run(index(place), kept, "").changes == () and verify(place).sound


def test_it_is_told_once_however_many_runs_it_took(place: Path, tmp_path: Path) -> None:
    kept = watch(place, *NAMES)
    run(index(place), kept, "")
    second(tmp_path)
    run(index(place), kept, "")
    run(index(place), kept, "")
    waiting = unreported(kept, "")
    assert [len(each.changes) for each in waiting] == [3, 3] and unreported(kept, "") == waiting
    tell(kept, "", waiting)
    assert unreported(kept, "") == []
    assert [len(each.changes) for each in last_runs(kept, "")] == [0, 3, 3]  # runs without changes: the last alone


def test_rows_of_one_name_are_told_apart(place: Path) -> None:
    from assistant.watch.compare import changes
    from assistant.watch.model import Found, WatchedParty

    (found,) = screen(index(place), [row_of(1, Party(name=CHANGES))])
    one = found.hits[0]
    other, third = one.model_copy(update={"state": "b"}), one.model_copy(update={"state": "c"})
    for before, after, told in (
        ((one, other), (other, one), []), ((one, other), (one, third), ["record changed"]), ((one,), (one, other), ["new hit"]),
        ((one, one), (one,), ["hit gone"]), ((one, other), (third,), ["record changed", "hit gone"]), ((), (), []),
    ):  # fmt: skip
        party = WatchedParty(id="x", party=Party(name="x"), found=Found(hits=before))
        assert [change.what for change in changes(party, after)] == told


def test_a_cleared_row_is_no_news_until_it_changes(place: Path, tmp_path: Path) -> None:
    watch(place, CHANGES, GOES)
    rows = list(screen(index(place), [row_of(1, Party(name=CHANGES, id=CHANGES))]))
    import datetime

    clear(cleared_file(place), rows, "another yard", datetime.date(2026, 2, 1))
    assert screened_again(place) == ["the watch list: 1 change among 2 watched; `whylisted watch run` tells which"]
    second(tmp_path)
    screened_again(place)
    (changed,) = [change for change in last_runs(Watching(place), "")[0].changes if change.name == CHANGES]
    assert changed.what == "record changed" and "another yard" in (changed.hit.reopened or "")


def test_each_user_has_a_list(place: Path) -> None:
    kept = watch(place, CHANGES, user="anna")
    watch(place, STAYS, "Nobody Ltd", user="bert")
    assert watched_by(kept) == ["anna", "bert"] and parties(kept, "") == []
    assert what(run(index(place), kept, "bert").changes) == {STAYS: "new hit"}
    assert unreported(kept, "anna") == [] and parties(kept, "anna")[0].found is None
    assert remove_parties(kept, "anna", [CHANGES]) == 1
    with pytest.raises(QuestionError, match="nothing was removed"):
        remove_parties(kept, "anna", [STAYS])
    assert len(parties(kept, "bert")) == 2


def test_parties_are_added_replaced_and_refused(place: Path) -> None:
    kept = Watching(place)
    assert add_parties(kept, "", [Party(name=CHANGES, id="17"), Party(name=STAYS)]) == (2, 0)
    run(index(place), kept, "")
    assert add_parties(kept, "", [Party(name=CHANGES, id="17", country="Syldavia"), Party(name=STAYS)]) == (0, 1)
    here = {each.id: each for each in parties(kept, "")}
    assert set(here) == {"17", STAYS} and here["17"].found is not None and here["17"].party.country == "Syldavia"
    for given, words in (
        ([], "no party"), ([Party(name=" ")], "party 1 cannot be screened"), ([Party(name="A b", id="1"), Party(name="C d", id="1")], "two parties"),
        ([Party(name="ok"), Party(name="x" * 300)], "longer than 200"),
    ):  # fmt: skip
        with pytest.raises(QuestionError, match=words):
            add_parties(kept, "", given)
    assert len(parties(kept, "")) == 2


def test_half_a_character_is_kept_as_a_question_mark(place: Path) -> None:
    from assistant.cases import decide, histories, open_case
    from assistant.cases.basis import gather
    from index.cases import Cases

    kept, odd = Watching(place), party_of(counterparty(1, {"name": [f"{CHANGES} \ud800"]}))
    assert add_parties(kept, "\udc00", [odd, Party(name=STAYS)]) == (2, 0)
    run(index(place), kept, "\udc00")
    assert parties(kept, "\udc00")[0].party.name == f"{CHANGES} ?" and feed(last_runs(kept, "\udc00"), "\udc00")
    made = open_case(Cases(place), "\udc00", "\ud800 Anna", odd, gather(index(place), odd, "test"), "\ud800")
    decide(Cases(place), made.opening.id, "\udc00", "\ud800", "escalate", "\ud800", "\udfff Bert")
    assert len(histories(Cases(place), "\udc00")) == 1 and Cases(place).one("\ud800") is None and verify(place).sound


def test_a_list_that_is_changed_while_it_is_screened_is_screened_again(place: Path) -> None:
    kept, times = watch(place, CHANGES), []

    def meddle(done: int, of: int) -> None:
        times.append(of)
        if len(times) == 1:
            add_parties(kept, "", [Party(name=CHANGES, id=CHANGES, country="Peru")])

    assert what(run(index(place), kept, "", progress=meddle).changes) == {CHANGES: "new hit"} and len(times) == 2
    with pytest.raises(IndexBusy, match="try again"):
        run(
            index(place),
            kept,
            "",
            progress=lambda done, of: [
                add_parties(kept, "", [Party(name=CHANGES, country=f"{len(times)}")]),
                times.append(1),
            ],
        )


def test_the_commands_say_what_changed_and_by_their_status(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*given: object) -> tuple[int, str, str]:
        status = main(["watch", *map(str, given), "--index", str(place)])
        told = capsys.readouterr()
        return status, told.out, told.err

    table = tmp_path / "book.csv"
    table.write_text(f"id,name,country\n1,{CHANGES},Syldavia\n2,,\n3,{GOES},\n", encoding="utf-8")
    assert command("add", "--file", table)[::2] == (1, "note: row 3 (id 2): it has no name; it is not watched\n")
    assert command("add", STAYS, "--json")[:2] == (0, '{"new": 1, "changed": 0, "unchanged": 0, "refused": []}\n')
    assert "not screened yet" in command("list")[1]
    status, out, _ = command("run")
    assert status == 1 and out.count("new hit: ") == 3 and out.endswith("3 changes; 3 parties are watched\n")
    assert command("run")[:2] == (0, "nothing changed; 3 parties are watched\n")
    second(tmp_path)
    assert screened_again(place)  # as `whylisted add` does
    status, out, _ = command("run", "--json")
    made = json.loads(out)
    assert (
        status == 1
        and made["changes"] == 2
        and {c["what"] for r in made["runs"] for c in r["changes"]} == {"record changed", "hit gone"}
    )
    assert command("run", "--out", tmp_path / "watch.txt") == (0, "", "")
    status, out, _ = command("run", "--format", "atom")
    assert status == 0 and len(xml.fromstring(out).findall(f"{ATOM}entry")) == 5
    assert json.loads(command("list", "--json")[1])[0]["id"] == "1"
    assert command("remove", "1", STAYS)[1] == "taken off the watch list: 2\n"
    for given, words in (
        (("remove", "nobody"), "is not watched"), (("add",), "--file FILE"), (("add", "--file", tmp_path / "none.csv"), "none.csv"),
        (("run", "--today", "soon"), "is not a date"), (("add", "x" * 300), "longer"),
    ):  # fmt: skip
        status, _, err = command(*given)
        assert status == 2 and words in err and err.count("\n") == 1
    assert main(["watch", "run", "--index", str(tmp_path / "none")]) == 2 and "whylisted add" in capsys.readouterr().err


def test_what_could_not_be_written_is_told_again(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watch(place, CHANGES)
    assert main(["watch", "run", "--index", str(place), "--out", str(tmp_path / "no" / "folder.txt")]) == 2
    capsys.readouterr()
    assert main(["watch", "run", "--index", str(place)]) == 1 and "new hit" in capsys.readouterr().out


def test_help_says_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    for command, words in ((("watch", "run"), ("0 nothing changed", "1 something changed", "2 it could")), (("case", "verify"), ("0 it is whole", "1 it was changed"))):  # fmt: skip
        with pytest.raises(SystemExit):
            main([*command, "--help"])
        said = " ".join(capsys.readouterr().out.split())
        assert all(word in said for word in words)


def test_add_and_remove_screen_the_list_again(place: Path, tmp_path: Path) -> None:
    watch(place, CHANGES)
    assert len(screened_again(place)) == 1 and screened_again(place) == []
    remove([index(place).documents()[0].path], place)
    screened_again(place)
    assert [change.what for change in last_runs(Watching(place), "")[0].changes] == ["hit gone"]
    assert screened_again(tmp_path / "none") == []


def test_a_list_that_cannot_be_read_costs_no_add(place: Path) -> None:
    watch(place, CHANGES)
    with sqlite3.connect(place / "truth.sqlite") as db:
        db.execute("UPDATE watched SET data = '{'")
    db.close()
    (line,) = screened_again(place)
    assert "could not be screened" in line and "whylisted watch run" in line


def test_the_feed_is_atom(place: Path, tmp_path: Path) -> None:
    kept = watch(place, *NAMES, user="a<b>\x1b")
    run(index(place), kept, "a<b>\x1b")
    second(tmp_path)
    run(index(place), kept, "a<b>\x1b")
    made = feed(last_runs(kept, "a<b>\x1b"), "a<b>\x1b", "http://127.0.0.1/watch.atom")
    root = xml.fromstring(made)
    assert root.tag == f"{ATOM}feed" and root.find(f"{ATOM}link").get("href") == "http://127.0.0.1/watch.atom"
    for each in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # RFC 4287, sections 4.1.1 and 4.1.2
            assert len(each.findall(f"{ATOM}{name}")) == 1 and each.find(f"{ATOM}{name}").text
    assert root.find(f"{ATOM}author/{ATOM}name").text == "whylisted"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 6 and len({each.find(f"{ATOM}id").text for each in entries}) == 6
    changed = next(each for each in entries if each.find(f"{ATOM}category").get("term") == "record changed")
    assert "Quay 4" in changed.find(f"{ATOM}content").text and "SHA-256" in changed.find(f"{ATOM}content").text
    assert feed(last_runs(kept, "a<b>\x1b"), "a<b>\x1b", "http://127.0.0.1/watch.atom") == made
    assert xml.fromstring(feed([])).find(f"{ATOM}updated").text
