"""The Federal Register: a search in pages, and the full text of each document that it names.

A document is kept as `NUMBER.xml` (its full text; `NUMBER.txt` where there is no XML) with `NUMBER.json` beside it (what the
interface says of it: dates, citation, agencies). After each document and each page a note is written, so that a broken download
goes on at the page where it stopped; documents that an earlier snapshot has, unchanged, are not fetched again.
"""

import datetime
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sources.arrived import Form
from sources.downloads import Progress, Run, Snapshot, entry, retrieved
from sources.errors import FetchError
from sources.feed import Search
from sources.feeds import search_address
from sources.snapshots import NOTE, UNFINISHED, discard, kept, publish, read_json, unfinished, write_json

_MOST_PAGES = 500
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{3,39}")
_TEXTS: tuple[tuple[str, str, Form], ...] = (
    ("full_text_xml_url", ".xml", "register-xml"),
    ("raw_text_url", ".txt", "register-text"),
)


def fetch_register(run: Run, since: datetime.date | None) -> Snapshot:
    """All documents of the search that were published from `since` on and are not kept yet. Raises FetchError."""
    search = run.feed.search
    assert search is not None
    first = search_address(search, since)
    left = read_json(run.root / UNFINISHED / NOTE)
    if left and left.get("files") and left.get("search") != first:
        _publish(run, left)  # documents are whole each for itself: those of another search that broke are good
    before = kept(run.root)
    work, note = unfinished(run.root, {"feed": run.feed.name, "search": first})
    start: dict[str, Any] = {
        "day": run.today.isoformat(),
        "next": first,
        "page": 1,
        "seen": 0,
        "warnings": [],
        "files": [],
    }
    note = start | note
    pages = _Pages(run, search, work, note, {file.name: file for last in before for file in last.folder.glob("*.json")})
    while note["next"]:
        pages.read_one()
    if note["seen"] < note.get("count", 0):
        note["warnings"].append(
            f"the search has {note['count']:,} documents and gave {note['seen']:,}: ask for fewer with --since"
        )
    warnings = tuple(note["warnings"])
    if not note["files"]:
        discard(run.root)
        if not before:
            raise FetchError(f"{search.url} has no document of that search")
        return run.unchanged(before[-1])
    folder = _publish(run, note)
    files = tuple(folder / file["name"] for file in note["files"])
    return Snapshot(run.feed.name, datetime.date.fromisoformat(note["day"]), folder, files, warnings=warnings)


def _publish(run: Run, note: dict[str, Any]) -> Path:
    kept_facts = {key: note[key] for key in ("feed", "search", "day", "files")}
    return publish(run.root, datetime.date.fromisoformat(note["day"]), kept_facts | retrieved())


class _Pages:
    """The pages of the search, one after the other, and the note that says where we are."""

    def __init__(self, run: Run, search: Search, work: Path, note: dict[str, Any], earlier: dict[str, Path]) -> None:
        self.run, self.search, self.work, self.note, self.earlier = run, search, work, note, earlier
        self.have = {file["name"] for file in note["files"]}

    def read_one(self) -> None:
        """Reads the page where we are with all its documents, and moves on to the next."""
        url, page = self.note["next"], self.note["page"]
        if page > _MOST_PAGES:
            raise FetchError(f"{self.search.url} has no end: stopped after {_MOST_PAGES} pages")
        place = self.work / ".page.json"
        try:
            self.run.get(url, place, "json", quiet=True)
            found = read_json(place) or {}
            rows = found.get("results", [])
            if not isinstance(rows, list):
                raise FetchError(f"{url}: expected a page of results, and got something else")
            self.note["count"] = int(found.get("count") or 0)
            for at, row in enumerate(rows, self.note["seen"] + 1):
                self._document(row if isinstance(row, dict) else {})
                self.run.tell(Progress("documents", at, max(at, self.note["count"]), "documents"))
        except FetchError as error:
            pages = found_pages(self.note)
            raise FetchError(f"stopped at page {page}{pages}: {error}. The next run goes on there") from None
        following = found.get("next_page_url") or None
        if following and urlsplit(following).hostname not in self.search.hosts:
            raise FetchError(f"{url}: the next page is said to be {following}, which is not an address of this search")
        self.note |= {"next": following, "page": page + 1, "seen": self.note["seen"] + len(rows)}
        write_json(self.work / NOTE, self.note)

    def _document(self, row: dict[str, Any]) -> None:
        number = str(row.get("document_number") or "")
        if not _NUMBER.fullmatch(number):
            self.note["warnings"].append(f"a document without a usable number is left out: {number[:60]!r}")
            return
        facts = json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        name = f"{number}.json"
        if name in self.have:
            return
        known = self.earlier.get(name)
        if known is not None and known.read_text("utf-8") == facts:
            return
        self._text(number, row)
        (self.work / name).write_text(facts, "utf-8")
        self.have.add(name)
        self.note["files"].append({"name": name, "url": row.get("html_url")})
        write_json(self.work / NOTE, self.note)

    def _text(self, number: str, row: dict[str, Any]) -> None:
        for key, suffix, form in _TEXTS:
            url = row.get(key)
            if not isinstance(url, str) or urlsplit(url).hostname not in self.search.hosts:
                continue
            name = number + suffix
            got = self.run.get(url, self.work / name, form, may_miss=True, quiet=True)
            if not got.missing:
                self.note["files"].append(entry(name, url, got))
                return
        self.note["warnings"].append(f"{number} has no full text: only what the interface says of it is kept")


def found_pages(note: dict[str, Any]) -> str:
    """` of N` for N pages, where their number is known."""
    seen, page, count = note["seen"], note["page"], note.get("count", 0)
    return f" of {-(-count * (page - 1) // seen)}" if seen and count else ""
