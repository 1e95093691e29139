"""The official feeds, from a server on this machine that behaves like the agencies': what is kept, and what never is."""

import datetime
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from sources.errors import FetchError, NotFound
from sources.feeds import ALIASES, BASE_VARIABLE, FEEDS, NAMES, at_base, feed_named
from sources.fetch import Progress, Snapshot, fetch_feed
from sources.formats.sheet import date_in_name
from sources.lists import LISTS as KNOWN_LISTS
from sources.load import Read, find_files, read_file
from tests.servers.faults import Fault
from tests.servers.manners import Watched, stay_here
from tests.servers.official import CSL, LISTS, TREASURY, UFLPA, Official
from ui.cli import main

TODAY = datetime.date(2031, 2, 5)
RULE = (LISTS / "fr_rule.xml").read_text("utf-8")


@pytest.fixture
def official(monkeypatch: pytest.MonkeyPatch) -> Iterator[Official]:
    stay_here(monkeypatch)
    with Official() as server:
        yield server


def fetch(official: Official, name: str, to: Path, today: datetime.date = TODAY, **more: object) -> list[Snapshot]:
    own = Watched(base=official.base, only_https=True)
    return fetch_feed(name, to, base=official.base, today=today, transfer=own, **more)  # type: ignore[arg-type]


def shown(folder: Path) -> list[str]:
    """The files that `whylisted add` would find (hidden ones are left out)."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if not any(part.startswith(".") for part in path.parts))


def read(folder: Path) -> list[Read]:
    return [read for found in find_files([folder]) for read in read_file(found.path, found.name)]


# The table


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_complete(name: str) -> None:
    found = FEEDS[name]
    urls = [file.url for file in found.files] + [url for url in (found.newest, found.by_hand) if url]
    urls += [found.search.url] if found.search else []
    assert all(
        urlsplit(url).scheme == "https"
        and re.search(r"\.(gov|gov\.uk|gov\.au|gc\.ca|admin\.ch|un\.org|europa\.eu)$", urlsplit(url).netloc)
        for url in urls
    )
    assert set(found.lists) <= {known.id for known in KNOWN_LISTS}
    assert bool(found.files) != bool(found.search)
    for file in found.files:
        assert date_in_name(file.name.format(day=TODAY)) == TODAY
    assert len({file.name for file in found.files}) == len(found.files)


def test_every_name_is_a_feed() -> None:
    assert {feed_named(name).name for name in NAMES} == set(FEEDS)
    assert feed_named("entity-list") is FEEDS[ALIASES["entity-list"]]
    with pytest.raises(NotFound, match=r"'sanctions'.*ecfr, entity-list, ofac, csl, federal-register, uflpa"):
        feed_named("sanctions")


def test_a_mirror_has_every_address_below_its_own() -> None:
    assert (
        at_base("https://www.dhs.gov/x?y=1", "http://mirror.example/lists")
        == "http://mirror.example/lists/www.dhs.gov/x?y=1"
    )
    assert at_base("https://www.dhs.gov/x", None) == "https://www.dhs.gov/x"


# The eCFR: its addresses carry a day


def test_ecfr_is_kept_under_the_day_that_it_is_of(official: Official, tmp_path: Path) -> None:
    [snapshot] = fetch(official, "ecfr", tmp_path)
    assert snapshot.day == datetime.date(2031, 2, 3)
    assert shown(tmp_path) == ["ecfr/2031-02-03/title-15_part-744_2031-02-03.xml"]
    documents = read(tmp_path)
    assert {each.document.snapshot for each in documents} == {snapshot.day}
    assert any(each.document.list_id == "entity-list" and each.records for each in documents)
    note = json.loads((snapshot.folder / ".snapshot.json").read_text("utf-8"))
    assert note["files"][0]["url"].startswith("https://www.ecfr.gov/")
    assert len(note["files"][0]["sha256"]) == 64


def test_entity_list_is_the_same_file(official: Official, tmp_path: Path) -> None:
    fetch(official, "entity-list", tmp_path)
    assert shown(tmp_path) == ["ecfr/2031-02-03/title-15_part-744_2031-02-03.xml"]


def test_a_day_that_is_kept_is_not_asked_for_again(official: Official, tmp_path: Path) -> None:
    fetch(official, "ecfr", tmp_path)
    [again] = fetch(official, "ecfr", tmp_path)
    assert again.unchanged
    assert len(official.asked("/full/")) == 1


def test_a_new_day_with_the_same_text_is_no_new_snapshot(official: Official, tmp_path: Path) -> None:
    fetch(official, "ecfr", tmp_path)
    official.up_to_date_as_of = "2031-02-04"
    [again] = fetch(official, "ecfr", tmp_path)
    assert (again.unchanged, again.day) == (True, datetime.date(2031, 2, 3))
    assert len(shown(tmp_path)) == 1
    assert json.loads((again.folder / ".snapshot.json").read_text("utf-8"))["checked"] == TODAY.isoformat()


def test_a_changed_text_is_a_new_snapshot_beside_the_old(official: Official, tmp_path: Path) -> None:
    [first] = fetch(official, "ecfr", tmp_path)
    before = first.files[0].read_bytes()
    official.up_to_date_as_of = "2031-02-04"
    official.ecfr["2031-02-04"] = before.replace(b"<HEAD>", b"<HEAD> ", 1)
    [second] = fetch(official, "ecfr", tmp_path)
    assert not second.unchanged
    assert [path.split("/")[1] for path in shown(tmp_path)] == ["2031-02-03", "2031-02-04"]
    assert first.files[0].read_bytes() == before
    assert second.files[0].read_bytes() == official.ecfr["2031-02-04"]


def test_since_brings_the_state_of_that_day_as_well(official: Official, tmp_path: Path) -> None:
    official.ecfr["2031-02-01"] = official.ecfr["2031-01-15"].replace(b"<HEAD>", b"<HEAD> ", 1)
    snapshots = fetch(official, "ecfr", tmp_path, since=datetime.date(2031, 1, 20))
    assert [snapshot.day.isoformat() for snapshot in snapshots] == ["2031-01-20", "2031-02-03"]
    assert [snapshot.files[0].read_bytes() for snapshot in snapshots] == list(official.ecfr.values())


@pytest.mark.parametrize(
    ("since", "name", "cause"),
    [
        ("2031-02-06", "ecfr", "in the future"),
        ("2031-01-01", "ofac", "as it is today only"),
        ("2016-01-01", "ecfr", "404"),
    ],
)
def test_a_day_that_cannot_be_had(official: Official, tmp_path: Path, since: str, name: str, cause: str) -> None:
    with pytest.raises(FetchError, match=cause):
        fetch(official, name, tmp_path, since=datetime.date.fromisoformat(since))


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"titles": [{"number": 15}]}', b'{"titles": 7}'])
def test_a_title_without_its_day(official: Official, tmp_path: Path, body: bytes) -> None:
    official.faults["titles.json"] = [Fault(body=body, media="application/json")]
    with pytest.raises(FetchError, match="does not say up to which day"):
        fetch(official, "ecfr", tmp_path)
    assert shown(tmp_path) == []


# Treasury: several files that belong together


def test_ofac_comes_with_all_its_files_and_is_read_together(official: Official, tmp_path: Path) -> None:
    [snapshot] = fetch(official, "ofac", tmp_path)
    names = {path.name for path in snapshot.files}
    assert {"sdn_2031-02-05.csv", "alt_2031-02-05.csv", "cons_prim_2031-02-05.csv"} <= names
    assert snapshot.warnings == (f"https:/{TREASURY}/CONS_COMMENTS.CSV is not there",)
    lists = read(tmp_path)
    assert len(lists) == 2  # the main files; their companions are read with them
    assert {each.document.snapshot for each in lists} == {TODAY}
    for name in ("sdn", "cons_prim"):
        [fetched] = [each for each in lists if f"/{name}_" in each.document.path]
        [plain] = read_file(LISTS / "ofac" / f"{name}.csv", f"{name}.csv")
        assert [record.fields.keys() for record in fetched.records] == [
            record.fields.keys() for record in plain.records
        ]


def test_storage_is_asked_at_the_address_of_the_moment(official: Official, tmp_path: Path) -> None:
    """A signed address is good for a while only: a broken download asks for a new one."""
    official.faults["Published/SDN.CSV"] = [Fault(cut=100)]
    [snapshot] = fetch(official, "ofac", tmp_path)
    tickets = [request.query["X-Amz-Signature"][0] for request in official.asked("Published/SDN.CSV")]
    assert len(tickets) == len(set(tickets)) == 2
    assert snapshot.files[0].read_bytes() == official.files[f"{TREASURY}/SDN.CSV"][0]


def test_nothing_newer_is_no_new_snapshot(official: Official, tmp_path: Path) -> None:
    [first] = fetch(official, "ofac", tmp_path)
    [again] = fetch(official, "ofac", tmp_path, today=TODAY + datetime.timedelta(days=1))
    assert (again.unchanged, again.folder, again.files) == (True, first.folder, first.files)
    assert [r.status for r in official.asked("Published")].count(304) == len(first.files)
    assert not (tmp_path / "ofac" / ".unfinished").exists()


def test_one_newer_file_is_a_complete_new_snapshot(official: Official, tmp_path: Path) -> None:
    [first] = fetch(official, "ofac", tmp_path)
    path = f"{TREASURY}/ALT.CSV"
    official.files[path] = (
        official.files[path][0].rstrip(b"\x1a") + b'306,999,"aka","A NEW NAME",-0- \r\n',
        "text/csv",
    )
    [second] = fetch(official, "ofac", tmp_path, today=TODAY + datetime.timedelta(days=1))
    assert second.folder.name == "2031-02-06"
    for old, new in zip(first.files, second.files, strict=True):
        assert new.name == old.name.replace("2031-02-05", "2031-02-06")
        assert (new.read_bytes() == old.read_bytes()) == (not old.name.startswith("alt_"))


def test_a_second_change_on_one_day_overwrites_nothing(official: Official, tmp_path: Path) -> None:
    [first] = fetch(official, "csl", tmp_path)
    body = first.files[0].read_bytes()
    official.files[CSL] = (body + body.splitlines(keepends=True)[-1], "text/csv")
    [second] = fetch(official, "csl", tmp_path)
    assert (first.folder.name, second.folder.name) == ("2031-02-05", "2031-02-05-2")
    assert first.files[0].read_bytes() == body
    [third] = fetch(official, "csl", tmp_path)
    assert (third.unchanged, third.folder) == (True, second.folder)


def test_half_a_snapshot_is_never_shown_and_the_next_run_completes_it(official: Official, tmp_path: Path) -> None:
    official.faults["/ALT.CSV"] = [Fault(status=500) for _ in range(5)]
    with pytest.raises(FetchError, match=r"ofac: .*ALT.CSV: the server says 500.*By hand: save https://sanctionslist"):
        fetch(official, "ofac", tmp_path)
    assert shown(tmp_path) == []
    [snapshot] = fetch(official, "ofac", tmp_path)
    assert len(snapshot.files) == 7
    assert len(official.asked("/api/download/SDN.CSV")) == 1
    assert len(official.asked("/api/download/ADD.CSV")) == 1


def test_what_was_left_on_another_day_is_not_mixed_in(official: Official, tmp_path: Path) -> None:
    official.faults["/ALT.CSV"] = [Fault(status=500) for _ in range(5)]
    with pytest.raises(FetchError):
        fetch(official, "ofac", tmp_path)
    [snapshot] = fetch(official, "ofac", tmp_path, today=TODAY + datetime.timedelta(days=1))
    assert len(official.asked("/api/download/SDN.CSV")) == 2
    assert {date_in_name(path.name) for path in snapshot.files} == {TODAY + datetime.timedelta(days=1)}


# Pages in place of data, files that are cut off

CUT = "<DIV5 N='744' TYPE='PART'><HEAD>PART 744"


@pytest.mark.parametrize(
    ("name", "where", "fault", "cause"),
    [
        ("ofac", "Published/SDN.CSV", Fault(page=True), "Treasury's in CSV, and got a web page"),
        ("ofac", "Published/ADD.CSV", Fault(page=True), "addresses in CSV, and got a web page"),
        ("ofac", "Published/SDN.CSV", Fault(body=b'36,"A","B"\n'), "3 columns, not 12"),
        ("ofac", "Published/ALT.CSV", Fault(body=b'36,12,"aka","X",-0- \n36,13,"ak'), "row 2: 3 columns, not 5"),
        ("ofac", "Published/SDN.CSV", Fault(body=b"\x1a"), "an empty file"),
        ("csl", "consolidated.csv", Fault(page=True), "Consolidated Screening List in CSV, and got a web page"),
        ("csl", "consolidated.csv", Fault(body=b"name,address\nx,y\n"), "without the column 'source'"),
        ("csl", "consolidated.csv", Fault(body=b'source,name\nSDN,"x"\nSDN,"y'), "only a part"),
        ("csl", "consolidated.csv", Fault(body=b'{"message":"Access denied"}'), "without the column"),
        ("ecfr", "/full/", Fault(page=True), "XML of the eCFR, and got a web page"),
        ("ecfr", "/full/", Fault(body=CUT.encode()), "broken XML"),
        ("ecfr", "/full/", Fault(body=b"<Error><Code>Slow</Code></Error>"), "<Error> at its root"),
        ("ecfr", "titles.json", Fault(page=True), "JSON, and got a web page"),
        ("ecfr", "titles.json", Fault(body=b'{"titles": ['), "no JSON"),
        ("uflpa", "uflpa-entity-list", Fault(page=True), "without its tables"),
        ("uflpa", "uflpa-entity-list", Fault(status=403), "403 Forbidden: it may open in a browser"),
        ("uflpa", "uflpa-entity-list", Fault(to="https://192.168.1.1/login"), "private network"),
        ("uflpa", "uflpa-entity-list", Fault(to="http://www.dhs.gov/uflpa"), "not an https:// address"),
        ("federal-register", "documents.json", Fault(page=True), "JSON, and got a web page"),
        ("federal-register", "documents.json", Fault(body=b'{"results": {}}'), "expected a page of results"),
        ("federal-register", "documents.json", Fault(body=b'{"count": 0}'), "no document"),
    ],
)  # fmt: skip
def test_what_is_not_the_list_is_refused_and_nothing_is_kept(
    official: Official, tmp_path: Path, name: str, where: str, fault: Fault, cause: str
) -> None:
    official.faults[where] = [fault]
    with pytest.raises(FetchError, match=re.escape(cause)) as caught:
        fetch(official, name, tmp_path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    assert "By hand: save https://" in str(caught.value)
    assert shown(tmp_path) == []
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and b"maintenance" in path.read_bytes()]
    assert kept == []


def test_a_page_in_place_of_data_leaves_the_last_snapshot_as_it_is(official: Official, tmp_path: Path) -> None:
    [first] = fetch(official, "csl", tmp_path)
    body = first.files[0].read_bytes()
    official.files[CSL] = (b"<html><body>Sorry</body></html>", "text/html")
    with pytest.raises(FetchError, match="web page"):
        fetch(official, "csl", tmp_path, today=TODAY + datetime.timedelta(days=1))
    assert shown(tmp_path) == ["csl/2031-02-05/consolidated_2031-02-05.csv"]
    assert first.files[0].read_bytes() == body


@pytest.mark.parametrize(("name", "address"), [("csl", CSL), ("uflpa", UFLPA)])
def test_the_single_files_are_read(official: Official, tmp_path: Path, name: str, address: str) -> None:
    [snapshot] = fetch(official, name, tmp_path)
    assert snapshot.files[0].read_bytes() == official.files[address][0]
    [found] = read(tmp_path)
    assert found.records
    assert found.document.snapshot == TODAY


# The Federal Register: pages


@pytest.fixture
def register(official: Official) -> Official:
    official.page_size = 2
    for number in range(1, 6):
        day = f"203{number // 4}-0{number}-11"
        official.publish(f"2031-0100{number}", day, RULE.replace("two lantern works", f"lantern works no. {number}"))
    return official


def page(number: int) -> str:
    return "documents.json?" if number == 1 else f"page={number}"


def test_every_page_and_every_text(register: Official, tmp_path: Path) -> None:
    told: list[Progress] = []
    [snapshot] = fetch(register, "federal-register", tmp_path, tell=told.append)
    names = [f"2031-0100{number}.{suffix}" for number in range(1, 6) for suffix in ("json", "xml")]
    assert sorted(path.name for path in snapshot.files) == sorted(names)
    assert all(path.is_file() for path in snapshot.files)
    assert snapshot.warnings == ()
    assert [(step.done, step.of) for step in told if step.unit == "documents"] == [(n, 5) for n in range(1, 6)]
    assert b"lantern works no. 3" in (snapshot.folder / "2031-01003.xml").read_bytes()
    assert json.loads((snapshot.folder / "2031-01003.json").read_text("utf-8"))["publication_date"] == "2030-03-11"


def test_a_full_text_is_read_with_what_the_interface_says_of_it(register: Official, tmp_path: Path) -> None:
    fetch(register, "federal-register", tmp_path)
    documents = [each.document for each in read(tmp_path)]
    assert [PurePosixPath(document.path).name for document in documents] == [f"2031-0100{n}.xml" for n in range(1, 6)]
    assert documents[2].published == datetime.date(2030, 3, 11)
    assert documents[2].url == "https://www.federalregister.gov/documents/2030/03/11/2031-01003/additions"
    assert "lantern works no. 3" in documents[2].text


def test_a_broken_search_goes_on_at_its_page(register: Official, tmp_path: Path) -> None:
    register.faults["page=2"] = [Fault(status=500) for _ in range(5)]
    with pytest.raises(FetchError, match=r"stopped at page 2 of 3: .*500.*The next run goes on there"):
        fetch(register, "federal-register", tmp_path)
    assert shown(tmp_path) == []
    done = len(register.requests)
    [snapshot] = fetch(register, "federal-register", tmp_path, today=TODAY + datetime.timedelta(days=2))
    assert "page=2" in register.requests[done].path
    assert len(register.asked("documents.json?")) == 1
    texts = [request.path for request in register.asked("full_text/xml")]
    assert len(texts) == len(set(texts)) == 5
    assert len(snapshot.files) == 10


def test_a_search_that_breaks_in_the_middle_of_a_page_keeps_its_documents(register: Official, tmp_path: Path) -> None:
    register.faults["2031-01004.xml"] = [Fault(status=503) for _ in range(5)]
    with pytest.raises(FetchError, match="stopped at page 2"):
        fetch(register, "federal-register", tmp_path)
    [snapshot] = fetch(register, "federal-register", tmp_path)
    assert len(register.asked("2031-01003.xml")) == 1
    assert len(snapshot.files) == 10


def test_another_search_does_not_go_on_with_the_broken_one_and_loses_nothing_of_it(
    register: Official, tmp_path: Path
) -> None:
    register.faults["page=2"] = [Fault(status=500) for _ in range(5)]
    with pytest.raises(FetchError):
        fetch(register, "federal-register", tmp_path)
    [snapshot] = fetch(register, "federal-register", tmp_path, since=datetime.date(2031, 1, 1))
    assert sorted({path.stem for path in snapshot.files}) == ["2031-01004", "2031-01005"]
    [rest] = fetch(register, "federal-register", tmp_path)
    assert {path.stem for path in rest.files} == {"2031-01003"}
    texts = [request.path for request in register.asked("full_text/xml")]
    assert len(texts) == len(set(texts)) == 5


def test_what_is_kept_is_not_fetched_again_and_what_is_new_is(register: Official, tmp_path: Path) -> None:
    fetch(register, "federal-register", tmp_path)
    [again] = fetch(register, "federal-register", tmp_path, today=TODAY + datetime.timedelta(days=1))
    assert again.unchanged
    assert len(register.asked("full_text/xml")) == 5
    register.publish("2031-01009", "2031-06-01", RULE)
    register.documents[0]["correction_of"] = "https://www.federalregister.gov/api/v1/documents/2031-00001"
    [third] = fetch(register, "federal-register", tmp_path, today=TODAY + datetime.timedelta(days=2))
    assert sorted({path.stem for path in third.files}) == ["2031-01001", "2031-01009"]
    assert len(shown(tmp_path)) == 14


def test_a_document_without_full_text_is_named(register: Official, tmp_path: Path) -> None:
    register.publish("2031-01007", "2031-07-01")  # its XML is not there
    text = "/www.federalregister.gov/documents/full_text/text/2031-01008.txt"
    register.files[text] = ((LISTS / "fr_page.htm").read_bytes(), "text/html")
    register.publish("2031-01008", "2031-07-02", full_text_xml_url=None, raw_text_url=f"https:/{text}")
    [snapshot] = fetch(register, "federal-register", tmp_path)
    assert snapshot.warnings == ("2031-01007 has no full text: only what the interface says of it is kept",)
    assert "2031-01008.txt" in {path.name for path in snapshot.files}


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (
            {"count": 1, "results": [], "next_page_url": "https://elsewhere.example/page=2"},
            "is not an address of this search",
        ),
        ({"count": 1, "results": [], "next_page_url": "http://127.0.0.1:9/page=2"}, "is not an address of this search"),
    ],
)
def test_a_next_page_elsewhere_is_not_followed(
    register: Official, tmp_path: Path, body: dict[str, object], cause: str
) -> None:
    register.faults["documents.json?"] = [Fault(body=json.dumps(body).encode(), media="application/json")]
    with pytest.raises(FetchError, match=cause):
        fetch(register, "federal-register", tmp_path)


def test_a_text_elsewhere_is_not_fetched(register: Official, tmp_path: Path) -> None:
    register.publish(
        "2031-01007", "2031-07-01", full_text_xml_url="http://169.254.169.254/x.xml", raw_text_url="file:///x"
    )
    [snapshot] = fetch(register, "federal-register", tmp_path)
    assert any("2031-01007 has no full text" in warning for warning in snapshot.warnings)
    assert register.asked("169.254") == []


def test_a_number_that_is_a_path_is_left_out(register: Official, tmp_path: Path) -> None:
    register.publish("../../../evil", "2031-07-01")
    [snapshot] = fetch(register, "federal-register", tmp_path / "inside")
    assert any("without a usable number" in warning for warning in snapshot.warnings)
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]


def test_pages_without_end_end(register: Official, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.fetch_register._MOST_PAGES", 4)
    url = "https://www.federalregister.gov/api/v1/documents?page=7"
    body = json.dumps({"count": 1, "results": [], "next_page_url": url}).encode()
    register.faults["api/v1/documents"] = [Fault(body=body, media="application/json") for _ in range(9)]
    with pytest.raises(FetchError, match="has no end: stopped after 4 pages"):
        fetch(register, "federal-register", tmp_path)


def test_a_search_that_gives_less_than_it_says_is_said(register: Official, tmp_path: Path) -> None:
    found = json.dumps({"count": 12_000, "results": [register.documents[0]]}).encode()
    register.faults["documents.json?"] = [Fault(body=found, media="application/json")]
    [snapshot] = fetch(register, "federal-register", tmp_path)
    assert snapshot.warnings == ("the search has 12,000 documents and gave 1: ask for fewer with --since",)


# The command


def test_the_command_downloads_and_says_what_to_do_next(
    official: Official, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(BASE_VARIABLE, official.base)
    assert main(["fetch", "entity-list", "--to", str(tmp_path)]) == 0
    out = capsys.readouterr()
    assert f"ecfr: 1 file, 0.0 MB of 2031-02-03 in {tmp_path / 'ecfr' / '2031-02-03'}" in out.out
    assert f"whylisted add {tmp_path / 'ecfr' / '2031-02-03'}" in out.out
    assert out.err == ""
    assert main(["fetch", "ecfr", "--to", str(tmp_path)]) == 0
    assert "unchanged since 2031-02-03" in capsys.readouterr().out
    official.publish("2024-01007", "2024-01-07")
    assert main(["fetch", "federal-register", "--since", "2024-01-01", "--to", str(tmp_path)]) == 1
    assert "missing: 2024-01007 has no full text" in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_without_network_one_line_names_the_address(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise OSError(-3, "Temporary failure in name resolution")

    for variable in (BASE_VARIABLE, "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("socket.getaddrinfo", nobody)
    assert main(["fetch", name, "--to", str(tmp_path)]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.count("\n") == 1
    assert "no network" in out.err
    assert re.search(r"By hand: save https://[\w.]+/\S+ and", out.err)
    assert "{day}" not in out.err


@pytest.mark.parametrize("arguments", [["fetch", "sanctions"], ["fetch", "ofac", "--since", "2020-01-01"], ["fetch", "ecfr", "--since", "soon"]])  # fmt: skip
def test_the_command_refuses_what_it_cannot_do(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--to", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_kill_in_the_middle_shows_nothing_and_the_next_run_goes_on(official: Official, tmp_path: Path) -> None:
    rows = b"".join(b'%d,%d,"aka","NAME %d",-0- \r\n' % (n, n, n) for n in range(200_000))
    official.files[f"{TREASURY}/ALT.CSV"] = (rows, "text/csv")

    official.faults["Published/ALT.CSV"] = [Fault(cut=1_000_000, stall=60)]
    command = [sys.executable, "-m", "ui.cli", "fetch", "ofac", "--to", str(tmp_path)]
    process = subprocess.Popen(command, env=os.environ | {BASE_VARIABLE: official.base}, stderr=subprocess.DEVNULL)
    part = tmp_path / "ofac" / ".unfinished"
    until = time.monotonic() + 30
    while time.monotonic() < until and not any(p.stat().st_size > 500_000 for p in part.glob(".alt_*.part")):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert shown(tmp_path) == []
    today = datetime.datetime.now(datetime.UTC).date()
    [snapshot] = fetch(official, "ofac", tmp_path, today=today)
    assert len(snapshot.files) == 7
    assert next(path for path in snapshot.files if path.name.startswith("alt_")).read_bytes() == rows
    assert official.asked("Published/ALT.CSV")[-1].status == 206


def test_two_at_once_do_not_write_into_each_other(official: Official, tmp_path: Path) -> None:
    inside: list[str] = []

    def second(_: Progress) -> None:
        if not inside:
            with pytest.raises(FetchError, match="another process") as caught:
                fetch(official, "csl", tmp_path)
            inside.append(str(caught.value))

    fetch(official, "csl", tmp_path, tell=second)
    assert inside
