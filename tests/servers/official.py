"""The agencies' servers, as one server on 127.0.0.1: `BASE/HOST/PATH` answers as `https://HOST/PATH` does.

Its manners are those of the real ones: the eCFR sends its full text packed only (406) and nothing later than the title's date
(404); the European Union's server wants the public token (403) and gives neither ETag nor date, so it sends the file each time; Treasury answers with a redirect to storage under an address that is good once; the Federal Register answers in pages and
names the next one by its real address; all give an ETag, and the rest of a file when a Range with If-Range asks for it.
"""

import gzip
import hashlib
import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sources.feeds import FEEDS
from tests.servers.faults import Fault
from tests.unit.workbooks import xlsx

LISTS = Path(__file__).parent.parent / "fixtures" / "lists"
ECFR = "/www.ecfr.gov/api/versioner/v1"
TREASURY = "/sanctionslistservice.ofac.treas.gov/api/download"
STORAGE = "/storage.example/Published"
CSL = "/data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv"
REGISTER = "/www.federalregister.gov"
UFLPA = "/www.dhs.gov/uflpa-entity-list"
WORLD = {
    name: f"/{urlsplit(FEEDS[name].files[0].url).netloc}{urlsplit(FEEDS[name].files[0].url).path}"
    for name in ("uk", "un", "eu", "switzerland", "canada", "australia")
}
"""Where the lists of other authorities are, by the name of their feed."""
_DFAT = [
    ["Reference", "Name of Individual or Entity", "Type", "Name Type", "Listing Information", "Control Date"],
    ["1", "Exampla Optics", "Entity", "Primary Name", "Listed on: 2 March 2022", "2031-01-20"],
]


@dataclass
class Answer:
    """What a path holds."""

    body: bytes
    media: str
    status: int = 200
    etag: str | None = None
    modified: str | None = None
    location: str | None = None
    only_packed: bool = False


@dataclass
class Request:
    """What was asked, and with which status it was answered."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    status: int = 0


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is what is tested here, and nothing to print."""


class Official:
    """The server; a context manager. Tests change `ecfr`, `files`, `documents`, `page_size` and lay `faults` in its way."""

    def __init__(self) -> None:
        self.ecfr = {"2031-01-15": (LISTS / "ecfr_part-744_2026-01-15.xml").read_bytes()}
        self.up_to_date_as_of = "2031-02-03"
        self.files: dict[str, tuple[bytes, str]] = {
            f"{TREASURY}/{name.upper()}.CSV": ((LISTS / "ofac" / f"{name}.csv").read_bytes(), "text/csv")
            for name in ("sdn", "add", "alt", "sdn_comments", "cons_prim", "cons_add", "cons_alt")
        }
        self.files[CSL] = ((LISTS / "csl_2025.csv").read_bytes(), "text/csv")
        self.files[UFLPA] = ((LISTS / "uflpa_2026-02-02.html").read_bytes(), "text/html; charset=UTF-8")
        for name, file in (("uk", "uk"), ("un", "un"), ("eu", "eu"), ("switzerland", "seco"), ("canada", "canada")):
            self.files[WORLD[name]] = ((LISTS / "world" / f"{file}.xml").read_bytes(), "text/xml")
        self.files[WORLD["australia"]] = (xlsx([list(row) for row in _DFAT]), "application/octet-stream")
        self.documents: list[dict[str, Any]] = []
        self.page_size = 100
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        self.requests: list[Request] = []
        self._tickets: set[str] = set()
        self._server = _Quiet(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Official":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def asked(self, part: str) -> list[Request]:
        """The requests whose path (with its query) has this in it, in order."""
        return [request for request in self.requests if part in request.path]

    def publish(self, number: str, day: str, text: str | None = None, **more: Any) -> None:
        """Publishes a document in the Federal Register; with `text` as its full text in XML."""
        xml = f"{REGISTER}/documents/full_text/xml/{day.replace('-', '/')}/{number}.xml"
        facts = json.loads((LISTS / "fr_document.json").read_text("utf-8")) | {
            "document_number": number, "publication_date": day, "title": f"Additions to the Entity List, {number}",
            "html_url": f"https:/{REGISTER}/documents/{day.replace('-', '/')}/{number}/additions",
            "full_text_xml_url": f"https:/{xml}", "raw_text_url": None,
        } | more  # fmt: skip
        self.documents.append(facts)
        if text is not None:
            self.files[xml] = (text.encode(), "application/xml")

    def _find(self, path: str, query: dict[str, list[str]]) -> Answer:
        if path.startswith(ECFR):
            return self._find_ecfr(path, query)
        if path == f"{REGISTER}/api/v1/documents.json" or path == f"{REGISTER}/api/v1/documents":
            return self._find_page(query)
        if path.startswith(TREASURY) and path in self.files:
            ticket = f"ticket-{len(self._tickets) + 1}"
            self._tickets.add(ticket)
            name = path.rpartition("/")[2]
            return Answer(b"", "text/plain", 302, location=f"{self.base}{STORAGE}/{name}?X-Amz-Signature={ticket}")
        if path.startswith(STORAGE):
            ticket = query.get("X-Amz-Signature", [""])[0]
            if ticket not in self._tickets:
                return Answer(b"<Error><Code>AccessDenied</Code></Error>", "application/xml", 403)
            path = f"{TREASURY}/{path.rpartition('/')[2]}"
        if path not in self.files:
            return Answer(b"<!DOCTYPE html><html><body>Not found</body></html>", "text/html", 404)
        body, media = self.files[path]
        if path == WORLD["eu"]:
            return Answer(body, media) if query.get("token") == ["dG9rZW4tMjAxNw"] else Answer(b"no", "text/plain", 403)
        return Answer(
            body,
            media,
            etag=f'"{hashlib.sha256(body).hexdigest()[:8]}"',
            modified=formatdate(1_900_000_000, usegmt=True),
        )

    def _find_ecfr(self, path: str, query: dict[str, list[str]]) -> Answer:
        if path == f"{ECFR}/titles.json":
            titles = [
                {"number": number, "name": "A title", "reserved": False, "up_to_date_as_of": self.up_to_date_as_of}
                for number in (14, 15, 16)
            ]
            about = {"titles": titles, "meta": {"date": self.up_to_date_as_of, "import_in_progress": False}}
            return Answer(json.dumps(about).encode(), "application/json")
        day = path.removeprefix(f"{ECFR}/full/").partition("/")[0]
        inside = [known for known in self.ecfr if known <= day <= self.up_to_date_as_of]
        if not inside or not path.endswith("/title-15.xml") or query.get("part") != ["744"]:
            return Answer(b'{"error":"no such date"}', "application/json", 404)
        body = self.ecfr[max(inside)]
        return Answer(body, "text/xml", etag=f'"{day}-{hashlib.sha256(body).hexdigest()[:8]}"', only_packed=True)

    def _find_page(self, query: dict[str, list[str]]) -> Answer:
        wanted = {"industry-and-security-bureau", "homeland-security-department"}
        right = (
            set(query.get("conditions[agencies][]", [])) == wanted
            and query.get("conditions[term]") == ['"Entity List"']
            and query.get("order") == ["oldest"]
        )
        if not right:
            return Answer(b'{"errors":{"conditions":"unknown"}}', "application/json", 400)
        since = query.get("conditions[publication_date][gte]", ["0000"])[0]
        found = sorted(
            (d for d in self.documents if d["publication_date"] >= since), key=lambda d: d["publication_date"]
        )
        page = int(query.get("page", ["1"])[0])
        fields = query["fields[]"]
        rows = found[(page - 1) * self.page_size : page * self.page_size]
        body: dict[str, Any] = {
            "count": len(found),
            "description": "Documents",
            "total_pages": -(-len(found) // self.page_size),
            "results": [{key: row.get(key) for key in fields} for row in rows],
        }
        if page * self.page_size < len(found):
            keep = [(key, value) for key, values in query.items() if key not in {"page", "order"} for value in values]
            parts = [*keep, ("order", "oldest"), ("format", "json"), ("page", str(page + 1))]
            body["next_page_url"] = f"https:/{REGISTER}/api/v1/documents?" + "&".join(
                f"{key}={value.replace(' ', '+')}" for key, value in parts
            ).replace('"', "%22")
        return Answer(json.dumps(body).encode(), "application/json")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        official = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query: dict[str, list[str]] = defaultdict(list)
                for key, value in parse_qsl(parts.query):
                    query[key].append(value)
                request = Request(self.path, query, {key.lower(): value for key, value in self.headers.items()})
                official.requests.append(request)
                self._request = request
                fault = next(
                    (f.pop(0) for part, f in official.faults.items() if f and part in unquote(self.path)), None
                )
                if fault is None or not fault.answer(self, parts.path):
                    self._send(official._find(unquote(parts.path), query), fault)

            def send_response(self, code: int, message: str | None = None) -> None:
                self._request.status = code
                super().send_response(code, message)

            def _send(self, found: Answer, fault: Fault | None) -> None:
                asked = self._request.headers
                packs = "gzip" in asked.get("accept-encoding", "")
                if found.only_packed and not packs:
                    found = Answer(b"This endpoint requires response compression", "text/plain", 406)
                if found.etag and asked.get("if-none-match") == found.etag:
                    found = Answer(b"", found.media, 304, found.etag, found.modified)
                body = gzip.compress(found.body, mtime=0) if packs and found.only_packed else found.body
                status, start = found.status, 0
                ranged = asked.get("range", "").removeprefix("bytes=").partition("-")[0]
                if status == 200 and ranged and asked.get("if-range") in {found.etag, found.modified}:
                    start, status = int(ranged), 206 if int(ranged) < len(body) else 416
                self.send_response(status)
                self.send_header("Content-Type", found.media)
                if found.only_packed:
                    self.send_header("Content-Encoding", "gzip")
                for name, value in (
                    ("ETag", found.etag),
                    ("Last-Modified", found.modified),
                    ("Location", found.location),
                ):
                    if value:
                        self.send_header(name, value)
                if status == 206:
                    self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
                body = body[start:] if status != 416 else b""
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if fault is not None and fault.cut is not None:
                    body, self.close_connection = body[: fault.cut], True
                if status != 304:
                    self.wfile.write(body)
                    self.wfile.flush()
                if fault is not None:
                    time.sleep(fault.stall)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler
