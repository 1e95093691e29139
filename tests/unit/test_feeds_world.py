"""The lists of other authorities, from a server on this machine that behaves like theirs."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.errors import FetchError
from sources.fetch import Snapshot, fetch_feed
from sources.load import find_files, read_file
from tests.servers.manners import Watched, stay_here
from tests.servers.official import WORLD, Official
from tests.unit.workbooks import xlsx

TODAY = datetime.date(2026, 9, 30)
LISTS = {
    "uk": "uk-sanctions-list", "un": "un-consolidated", "eu": "eu-consolidated", "switzerland": "swiss-sanctions-list",
    "canada": "canada-sema", "australia": "australia-consolidated",
}  # fmt: skip


@pytest.fixture
def official(monkeypatch: pytest.MonkeyPatch) -> Iterator[Official]:
    stay_here(monkeypatch)
    with Official() as server:
        yield server


def fetch(official: Official, name: str, to: Path, today: datetime.date = TODAY) -> Snapshot:
    own = Watched(base=official.base, only_https=True)
    [snapshot] = fetch_feed(name, to, base=official.base, today=today, transfer=own)
    return snapshot


@pytest.mark.parametrize(("name", "list_id"), LISTS.items())
def test_each_list_comes_and_is_read(official: Official, tmp_path: Path, name: str, list_id: str) -> None:
    snapshot = fetch(official, name, tmp_path)
    assert (snapshot.day, snapshot.unchanged) == (TODAY, False)
    [found] = find_files([snapshot.folder])
    [read] = read_file(found.path, found.name)
    assert read.document.list_id == list_id
    assert read.document.snapshot is not None
    assert read.records


@pytest.mark.parametrize("name", LISTS)
def test_the_same_list_again_is_no_new_snapshot(official: Official, tmp_path: Path, name: str) -> None:
    """Also where the server knows of no condition and sends the whole file again."""
    fetch(official, name, tmp_path)
    again = fetch(official, name, tmp_path, TODAY + datetime.timedelta(days=1))
    assert (again.unchanged, again.day) == (True, TODAY)
    last = official.asked(WORLD[name])[-1]
    assert last.status == (200 if name == "eu" else 304)
    assert len(list((tmp_path / name).glob("2*"))) == 1


def test_the_public_token_is_sent(official: Official, tmp_path: Path) -> None:
    fetch(official, "eu", tmp_path)
    assert official.requests[-1].query["token"] == ["dG9rZW4tMjAxNw"]


OLD = {
    "uk": b"<Designations><DateGenerated>03/02/2024</DateGenerated></Designations>",
    "un": b'<CONSOLIDATED_LIST dateGenerated="2024-02-03T00:00:00Z"></CONSOLIDATED_LIST>',
    "eu": b'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-02-03T20:01:34+02:00"></export>',
    "switzerland": b'<swiss-sanctions-list list-type="whole-list" date="2024-02-03"></swiss-sanctions-list>',
    "canada": b"<data-set><record><DateOfListing-DateDinscription>2024-02-03</DateOfListing-DateDinscription></record></data-set>",
    "australia": xlsx([["Reference", "Name of Individual or Entity", "Control Date"], ["1", "Exampla", "2024-02-03"]]),
}


@pytest.mark.parametrize("name", OLD)
def test_a_dead_list_that_is_still_served_is_warned_of_by_its_day(
    official: Official, tmp_path: Path, name: str
) -> None:
    official.files[WORLD[name]] = (OLD[name], "application/octet-stream")
    first = fetch(official, name, tmp_path)
    again = fetch(official, name, tmp_path, TODAY + datetime.timedelta(days=1))
    for snapshot, days in ((first, 970), (again, 971)):
        [warning] = snapshot.warnings
        assert f"a list of 2024-02-03, which is {days} days old" in warning
        [file] = snapshot.files
        assert file.is_file()
        assert file.stem.endswith("_2024-02-03")


def test_a_list_of_these_days_is_not_warned_of(official: Official, tmp_path: Path) -> None:
    assert not any(fetch(official, name, tmp_path).warnings for name in ("uk", "un", "eu", "switzerland"))


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format before 2007"),
        (xlsx([["Reference"]])[:200], "only a part"),
        (b"<!doctype html><html><body>Access denied</body></html>", "a web page"),
    ],
)
def test_what_is_not_the_list_of_today_is_refused(official: Official, tmp_path: Path, body: bytes, cause: str) -> None:
    official.files[WORLD["australia"]] = (body, "application/octet-stream")
    with pytest.raises(FetchError, match=rf"(?s){cause}.*By hand: save https://www.dfat.gov.au"):
        fetch(official, "australia", tmp_path)
    assert not list((tmp_path / "australia").glob("2*"))
