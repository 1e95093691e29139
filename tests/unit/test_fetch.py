"""One address to one file: what goes wrong on the way, from a server on this machine."""

import email.utils
import gzip
import hashlib
import http.server
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sources.errors import FetchError
from sources.fetch import fetch_document
from sources.partial import Got
from sources.transfer import AGENT, Known, Transfer
from tests.servers.faults import Fault
from tests.servers.manners import QUICK, Watched, stay_here
from tests.servers.official import CSL, ECFR, UFLPA, Official

BIG = b"".join(b'%07d,"a row of a long table"\n' % number for number in range(40_000))  # 1.3 MB
LARGEST = 5_000_000


@pytest.fixture
def official(monkeypatch: pytest.MonkeyPatch) -> Iterator[Official]:
    stay_here(monkeypatch)
    with Official() as server:
        server.files["/a/table.csv"] = (BIG, "text/csv")
        yield server


def get(
    official: Official, to: Path, path: str = "/a/table.csv", transfer: Watched | None = None, **more: object
) -> Got:
    own = transfer or Watched(base=official.base)
    with own:
        return own.get(official.base + path, to, largest=LARGEST, **more)  # type: ignore[arg-type]


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_whole_with_its_facts(official: Official, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    got = get(official, tmp_path / "t.csv", tell=lambda done, of: seen.append((done, of)))
    assert (tmp_path / "t.csv").read_bytes() == BIG
    assert (got.size, got.sha256, got.media) == (len(BIG), hashlib.sha256(BIG).hexdigest(), "text/csv")
    assert seen[0] == (0, len(BIG))
    assert seen[-1] == (len(BIG), len(BIG))
    assert left(tmp_path) == ["t.csv"]


def test_it_says_who_it_is(official: Official, tmp_path: Path) -> None:
    get(official, tmp_path / "t.csv")
    headers = official.requests[0].headers
    assert headers["user-agent"] == AGENT
    assert headers["host"] == official.base.removeprefix("http://")
    assert "gzip" in headers["accept-encoding"]


@pytest.mark.parametrize(
    ("statuses", "waits"),
    [((500,), [1.0]), ((503, 502), [1.0, 2.0]), ((500, 504, 429, 408), [1.0, 2.0, 4.0, 8.0])],
)
def test_a_server_in_trouble_is_asked_again_after_growing_waits(
    official: Official, tmp_path: Path, statuses: tuple[int, ...], waits: list[float]
) -> None:
    official.faults["table"] = [Fault(status=status) for status in statuses]
    own = Watched(base=official.base)
    get(official, tmp_path / "t.csv", transfer=own)
    assert own.waits == waits
    assert [request.status for request in official.requests] == [*statuses, 200]


def test_a_server_that_stays_in_trouble_is_left_alone(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(status=503) for _ in range(9)]
    with pytest.raises(FetchError, match=r"/a/table.csv: the server says 503 .*tried 5 times"):
        get(official, tmp_path / "t.csv")
    assert len(official.requests) == 5
    assert left(tmp_path) == []


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(official: Official, tmp_path: Path, status: int) -> None:
    later = email.utils.formatdate(time.time() + 30, usegmt=True)
    official.faults["table"] = [Fault(status=status, headers={"Retry-After": value}) for value in ("7", later, "soon")]
    own = Watched(base=official.base)
    get(official, tmp_path / "t.csv", transfer=own)
    assert own.waits[0] == 7.0
    assert 25 < own.waits[1] <= 30
    assert own.waits[2] == 4.0  # what is no time counts as nothing said


def test_a_wait_that_is_too_long_is_said_not_waited(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(status=429, headers={"Retry-After": "3600"})]
    own = Watched(base=official.base)
    with pytest.raises(FetchError, match="asks to wait 3,600 seconds"):
        get(official, tmp_path / "t.csv", transfer=own)
    assert own.waits == []


@pytest.mark.parametrize(
    ("status", "words"), [(404, "404 Not Found"), (403, "403 Forbidden: it may open in a browser"), (400, "400"), (202, "202")]
)  # fmt: skip
def test_other_refusals_are_final(official: Official, tmp_path: Path, status: int, words: str) -> None:
    official.faults["table"] = [Fault(status=status)]
    with pytest.raises(FetchError, match=words):
        get(official, tmp_path / "t.csv")
    assert len(official.requests) == 1
    assert left(tmp_path) == []


@pytest.mark.parametrize("cut", [1, 1000, 700_000])
def test_a_broken_connection_goes_on_where_it_stopped(official: Official, tmp_path: Path, cut: int) -> None:
    official.faults["table"] = [Fault(cut=cut), Fault(cut=5)]
    get(official, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == BIG
    asked = [request.headers.get("range") for request in official.requests]
    assert asked == [None, f"bytes={cut}-", f"bytes={cut + 5}-"]
    assert [request.status for request in official.requests] == [200, 206, 206]


def test_a_packed_file_goes_on_in_its_packed_bytes(official: Official, tmp_path: Path) -> None:
    path = f"{ECFR}/full/2031-02-01/title-15.xml?part=744"
    official.faults["/full/"] = [Fault(cut=600)]
    got = get(official, tmp_path / "p.xml", path)
    whole = official.ecfr["2031-01-15"]
    assert (tmp_path / "p.xml").read_bytes() == whole
    assert got.size == len(whole)
    assert [request.headers.get("range") for request in official.requests] == [None, "bytes=600-"]


def test_a_file_that_changed_meanwhile_is_taken_anew(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(cut=1000)]
    own = Watched(base=official.base, patience=replace(QUICK, tries=1))
    with pytest.raises(FetchError, match="broke off"):
        get(official, tmp_path / "t.csv", transfer=own)
    official.files["/a/table.csv"] = (b"new," + BIG, "text/csv")
    get(official, tmp_path / "t.csv")
    assert official.requests[1].headers["range"] == "bytes=1000-"
    assert official.requests[1].status == 200
    assert (tmp_path / "t.csv").read_bytes() == b"new," + BIG


def test_the_next_run_goes_on_as_well(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(cut=50_000)]
    with pytest.raises(FetchError):
        get(official, tmp_path / "t.csv", transfer=Watched(base=official.base, patience=replace(QUICK, tries=1)))
    assert not (tmp_path / "t.csv").exists()
    get(official, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == BIG
    assert official.requests[1].headers["range"] == "bytes=50000-"
    assert left(tmp_path) == ["t.csv"]


def test_what_came_of_another_address_is_not_continued(official: Official, tmp_path: Path) -> None:
    official.files["/b/table.csv"] = (BIG[::-1], "text/csv")
    official.faults["/a/table"] = [Fault(cut=50_000)]
    with pytest.raises(FetchError):
        get(official, tmp_path / "t.csv", transfer=Watched(base=official.base, patience=replace(QUICK, tries=1)))
    get(official, tmp_path / "t.csv", "/b/table.csv")
    assert "range" not in official.requests[-1].headers
    assert (tmp_path / "t.csv").read_bytes() == BIG[::-1]


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Range": "bytes 0-9/10"},  # not where we are
        {"Content-Range": "nonsense"},
        {},
        {"Content-Range": "bytes 1000-1009/1010", "Content-Encoding": "gzip"},  # another encoding than before
    ],
)
def test_a_rest_that_does_not_fit_is_not_glued_on(official: Official, tmp_path: Path, headers: dict[str, str]) -> None:
    official.faults["table"] = [Fault(cut=1000), Fault(status=206, body=b"0123456789", headers=headers)]
    get(official, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == BIG


def test_a_server_without_marks_of_versions_starts_over(official: Official, tmp_path: Path) -> None:
    body = b"a,b\n" * 5000

    class Plain(Fault):
        def answer(self, handler: http.server.BaseHTTPRequestHandler, path: str) -> bool:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body[: self.cut])
            handler.close_connection = True
            return True

    official.faults["table"] = [Plain(cut=100), Plain()]
    get(official, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == body
    assert "range" not in official.requests[1].headers


def test_a_connection_that_closes_without_a_word_is_tried_again(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(silent=True)]
    get(official, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == BIG


def test_what_is_not_newer_does_not_come_again(official: Official, tmp_path: Path) -> None:
    first = get(official, tmp_path / "t.csv")
    again = get(official, tmp_path / "again.csv", known=Known(first.etag, first.modified))
    assert again.unchanged
    assert official.requests[1].status == 304
    assert official.requests[1].headers["if-modified-since"] == first.modified
    assert left(tmp_path) == ["t.csv"]


def test_redirects_are_followed(official: Official, tmp_path: Path) -> None:
    official.faults["/old"] = [Fault(to="/older"), Fault(to=f"{official.base}/a/table.csv")]
    got = get(official, tmp_path / "t.csv", "/old")
    assert got.url == f"{official.base}/a/table.csv"
    assert (tmp_path / "t.csv").read_bytes() == BIG


@pytest.mark.parametrize(
    ("target", "cause"),
    [
        ("https://10.0.0.7/list.csv", "private network"),
        ("https://169.254.169.254/latest/meta-data/", "private network"),
        ("https://[::1]/x", "private network"),
        ("https://127.0.0.1:{port}/a/table.csv", "private network"),  # another origin than the trusted one
        ("http://8.8.8.8/x", "https"),
        ("http://127.0.0.1:9/x", "https"),
        ("https://user:secret@8.8.8.8/x", "user name"),
        ("file:///etc/passwd", "only http"),
    ],
)
def test_redirects_elsewhere_are_refused(official: Official, tmp_path: Path, target: str, cause: str) -> None:
    official.faults["table"] = [Fault(to=target.format(port=official.base.rpartition(":")[2]))]
    with pytest.raises(FetchError, match=cause):
        get(official, tmp_path / "t.csv", transfer=Watched(base=official.base, only_https=True))
    assert len(official.requests) == 1
    assert left(tmp_path) == []


def test_a_circle_of_redirects_ends(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(to="/a/table.csv") for _ in range(20)]
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(official, tmp_path / "t.csv")


def test_a_slow_server_is_not_waited_for_without_end(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(wait=1.5) for _ in range(9)]
    quick = Watched(base=official.base, patience=replace(QUICK, tries=2, read=0.2))
    with pytest.raises(FetchError, match=r"no answer in time \(tried 2 times\)"):
        get(official, tmp_path / "t.csv", transfer=quick)


def test_a_server_that_drips_is_not_waited_for_without_end(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(body=b"x" * 500, drip=0.02) for _ in range(9)]
    quick = Watched(base=official.base, patience=replace(QUICK, tries=2, whole=0.3))
    start = time.monotonic()
    with pytest.raises(FetchError, match="not complete after"):
        get(official, tmp_path / "t.csv", transfer=quick)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("no_length", [False, True])
def test_too_large(official: Official, tmp_path: Path, no_length: bool) -> None:
    official.faults["table"] = [Fault(body=b"x" * 300_000, no_length=no_length)]
    with Watched(base=official.base) as own, pytest.raises(FetchError, match="is too large: "):
        own.get(f"{official.base}/a/table.csv", tmp_path / "t.csv", largest=100_000)
    assert left(tmp_path) == []
    assert len(official.requests) == 1


def test_too_large_when_unpacked(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(body=gzip.compress(b"0" * 50_000_000), encoding="gzip")]
    with pytest.raises(FetchError, match="too large when unpacked"):
        get(official, tmp_path / "t.csv")
    assert left(tmp_path) == []


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(BIG)[:-9], gzip.compress(BIG)[:5000] + b"\0" * 500])
def test_damaged_packing_is_taken_anew(official: Official, tmp_path: Path, body: bytes) -> None:
    official.faults["table"] = [Fault(body=body, encoding="gzip")]
    get(official, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == BIG


def test_packing_that_was_not_asked_for_is_refused(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(body=b"whatever", encoding="br")]
    with pytest.raises(FetchError, match="packed as br"):
        get(official, tmp_path / "t.csv")
    assert left(tmp_path) == []


def test_nothing_is_not_a_file(official: Official, tmp_path: Path) -> None:
    official.faults["table"] = [Fault(body=b"")]
    with pytest.raises(FetchError, match="sent nothing"):
        get(official, tmp_path / "t.csv")
    assert left(tmp_path) == []


def test_a_check_that_fails_keeps_nothing_and_overwrites_nothing(official: Official, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("what was there")

    def refuse(path: Path, got: Got) -> None:
        assert path.read_bytes() == BIG
        raise FetchError("not what was wanted")

    with pytest.raises(FetchError, match="not what was wanted"):
        get(official, tmp_path / "t.csv", verify=refuse)
    assert left(tmp_path) == ["t.csv"]
    assert (tmp_path / "t.csv").read_text() == "what was there"


def test_a_closed_port_is_said_in_one_line(tmp_path: Path) -> None:
    with Official() as gone:
        base = gone.base
    with Watched(base=base) as own, pytest.raises(FetchError, match=r"no connection .*tried 2 times") as caught:
        own.get(f"{base}/x", tmp_path / "x", largest=10)
    assert "\n" not in str(caught.value)


def test_requests_to_one_host_keep_their_distance(official: Official, tmp_path: Path) -> None:
    with Watched(base=official.base) as own:
        for name in ("a", "b", "c"):
            own.get(f"{official.base}/a/table.csv", tmp_path / name, largest=LARGEST, pause=30.0)
    assert [round(wait) for wait in own.waits] == [30, 30]


# Single documents


def test_a_document_is_kept_under_host_and_name(official: Official, tmp_path: Path) -> None:
    official.faults["/short"] = [Fault(to=UFLPA)]
    found = fetch_document(f"{official.base}/short", tmp_path, transfer=Watched(allow_private=True))
    assert found.path == tmp_path / "127.0.0.1" / "www.dhs.gov-uflpa-entity-list.html"
    assert found.url == official.base + UFLPA
    assert found.path.read_bytes() == official.files[UFLPA][0]
    assert left(tmp_path) == [found.path.name]


def test_a_document_inside_is_refused_unless_allowed(official: Official, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="private network"):
        fetch_document(official.base + UFLPA, tmp_path)
    assert official.requests == []
    assert fetch_document(official.base + UFLPA, tmp_path, allow_private=True).path.is_file()


def test_a_document_that_redirects_inside_is_refused(official: Official, tmp_path: Path) -> None:
    """The first host is public as far as the check can tell; it then sends us to one that is not."""

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "127.0.0.1" else ["10.0.0.8"]

    official.faults["/short"] = [Fault(to="http://intranet.example/secret")]
    own = Watched(resolve=resolve, base=official.base)
    with pytest.raises(FetchError, match=r"intranet\.example is inside a private network"):
        fetch_document(f"{official.base}/short", tmp_path, transfer=own)
    assert len(official.requests) == 1
    assert left(tmp_path) == []


@pytest.mark.parametrize(("media", "body"), [("video/mp4", b"\0" * 200), ("application/zip", b"PK"), ("", b"?")])
def test_a_document_of_a_kind_that_is_not_read_is_refused_before_it_comes(
    official: Official, tmp_path: Path, media: str, body: bytes
) -> None:
    official.faults["/film"] = [Fault(body=body, media=media, drip=0.05)]
    start = time.monotonic()
    with pytest.raises(FetchError, match="not a document that is read"):
        fetch_document(f"{official.base}/film", tmp_path, transfer=Watched(allow_private=True))
    assert time.monotonic() - start < 2
    assert left(tmp_path) == []


def test_a_document_that_is_too_large_is_refused(official: Official, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="too large"):
        fetch_document(official.base + CSL, tmp_path, max_bytes=100, transfer=Watched(allow_private=True))
    assert left(tmp_path) == []


# Names, certificates, proxies


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert), "-days", "2",
            "-subj", "/CN=agency.example", "-addext", "subjectAltName=DNS:agency.example",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return key, cert


class Hello(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # the connection stays open
    hosts: list[str | None]

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        body = b"hello"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(context: ssl.SSLContext | None = None) -> tuple[http.server.ThreadingHTTPServer, list[str | None]]:
    hosts: list[str | None] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Hello,), {"hosts": hosts}))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server, hosts


def test_the_certificate_has_to_be_of_the_name_though_the_connection_goes_to_an_ip_address(
    certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a connection to that IP address is open already, for another name."""
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server, hosts = serve(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    try:
        with Watched(allow_private=True, resolve=lambda host, port: ["127.0.0.1"]) as own:
            own.get(f"https://agency.example:{server.server_port}/x", tmp_path / "x", largest=100)
            assert hosts == [f"agency.example:{server.server_port}"]
            with pytest.raises(FetchError, match="certificate is not valid"):
                own.get(f"https://other.example:{server.server_port}/x", tmp_path / "y", largest=100)
            assert len(hosts) == 1
            assert own.waits == []  # waiting does not make it valid
    finally:
        server.shutdown()
        server.server_close()


def test_when_one_ip_address_of_a_host_is_dead_the_next_try_takes_another(official: Official, tmp_path: Path) -> None:
    port = official.base.rpartition(":")[2]
    with Watched(allow_private=True, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"]) as own:
        own.get(f"http://agency.example:{port}/a/table.csv", tmp_path / "t.csv", largest=LARGEST)
    assert own.waits == [1.0]


def test_a_proxy_of_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, hosts = serve()
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    try:
        with Transfer(resolve=lambda host, port: ["93.184.216.34"]) as own:
            own.get("http://agency.example/x", tmp_path / "x", largest=100)
    finally:
        server.shutdown()
        server.server_close()
    assert hosts == ["agency.example"]
