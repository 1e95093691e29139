"""Which addresses are opened: a table of hosts and what they resolve to, and names of files."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.address import Resolve, check, file_name, is_address, origin, public
from sources.errors import FetchError

PUBLIC = "93.184.216.34"
NAMES = {
    "agency.example": [PUBLIC],
    "both.example": ["2606:2800:220:1:248:1893:25c8:1946", PUBLIC],
    "inside.example": ["10.1.2.3"],
    "half.example": [PUBLIC, "192.168.1.10"],
    "localhost": ["127.0.0.1"],
    "2130706433": ["127.0.0.1"],
    "0x7f.1": ["127.0.0.1"],
    "xn--bcher-kva.example": [PUBLIC],
    "nowhere.example": [],
}


def resolve(host: str, port: int) -> list[str]:
    if host in NAMES:
        return NAMES[host]
    return [host]  # an IP address is itself


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        (PUBLIC, True), ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True),
        ("127.0.0.1", False), ("127.255.0.9", False), ("::1", False), ("0.0.0.0", False), ("::", False),
        ("10.0.0.1", False), ("172.16.0.1", False), ("172.31.255.255", False), ("192.168.0.1", False), ("fd00::1", False),
        ("169.254.169.254", False), ("168.63.129.16", False), ("192.0.0.192", False), ("64:ff9b::c000:c0", False), ("64:ff9b::a83f:8110", False),
        ("169.254.170.2", False), ("fd00:ec2::254", False), ("fd20:ce::254", False), ("::ffff:168.63.129.16", False), ("100.100.100.200", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fec0::1", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("ff02::1", False), ("240.0.0.1", False), ("255.255.255.255", False), ("192.0.2.1", False),
        ("198.18.0.1", False), ("198.51.100.7", False), ("203.0.113.9", False), ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False), ("2002:a00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::a9fe:a9fe", False), ("::7f00:1", False), ("2001:0:53aa:64c::f5ff:fffe", False),
        ("not an address", False), ("", False),
    ],
)  # fmt: skip
def test_public(ip: str, expected: bool) -> None:
    assert public(ip) is expected


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_however_it_is_written(ip: object) -> None:
    assert public(f"::ffff:{ip}") == public(str(ip)) == public(f"64:ff9b::{ip}")


@pytest.mark.parametrize(
    ("url", "target", "host"),
    [
        ("https://agency.example/a/b.html?x=1#top", f"https://{PUBLIC}/a/b.html?x=1", "agency.example"),
        ("http://agency.example", f"http://{PUBLIC}/", "agency.example"),
        ("https://agency.example:8443/", f"https://{PUBLIC}:8443/", "agency.example:8443"),
        ("HTTPS://AGENCY.EXAMPLE/A", f"https://{PUBLIC}/A", "agency.example"),
        ("https://bücher.example/ä", f"https://{PUBLIC}/ä", "xn--bcher-kva.example"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x", "8.8.8.8"),
        ("https://[2606:4700::1111]:444/x", "https://[2606:4700::1111]:444/x", "[2606:4700::1111]:444"),
    ],
)
def test_it_connects_to_the_address_that_was_checked(url: str, target: str, host: str) -> None:
    found = check(url, resolve=resolve)
    assert (found.targets[0], found.host) == (target, host)


def test_every_ip_address_of_a_host_is_a_target() -> None:
    found = check("https://both.example/x", resolve=resolve)
    assert found.targets == ("https://[2606:2800:220:1:248:1893:25c8:1946]/x", f"https://{PUBLIC}/x")


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("ftp://agency.example/x", "only http"),
        ("file:///etc/passwd", "only http"),
        ("javascript:alert(1)", "only http"),
        ("https:///x", "only http"),
        ("https://user:secret@agency.example/", "user name"),
        ("https://user@agency.example/", "user name"),
        ("https://@agency.example/", "user name"),
        ("https://agency.example\\@inside.example/", "backslash"),
        ("https://agency.example/\r\nHost: inside.example", "control"),
        ("https://agency .example/", "blanks"),
        ("https://agency.example:99999/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://" + "a" * 64 + ".example/", "not an address"),
        ("https://inside.example/", "private network"),
        ("https://half.example/", "private network"),
        ("http://localhost/", "private network"),
        ("http://127.0.0.1:8000/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://0x7f.1/", "private network"),
        ("http://[::1]/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("https://nowhere.example/", "no IP address"),
    ],
)
def test_it_is_not_opened(url: str, cause: str) -> None:
    with pytest.raises(FetchError, match=cause) as caught:
        check(url, resolve=resolve)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://inside.example/", "https://half.example/"])
def test_private_addresses_are_opened_when_they_are_allowed(url: str) -> None:
    assert check(url, allow_private=True, resolve=resolve).targets
    assert check(url, trusted=frozenset({origin(url)}), resolve=resolve).targets


def test_trust_is_in_one_origin() -> None:
    trusted = frozenset({"http://127.0.0.1:8000"})
    with pytest.raises(FetchError, match="private network"):
        check("http://127.0.0.1:8001/", trusted=trusted, resolve=resolve)
    with pytest.raises(FetchError, match="https"):
        check("http://agency.example/", trusted=trusted, only_https=True, resolve=resolve)
    assert check("http://127.0.0.1:8000/x", trusted=trusted, only_https=True, resolve=resolve).targets


def test_allowing_private_addresses_allows_nothing_else() -> None:
    with pytest.raises(FetchError, match="user name"):
        check("http://u:p@127.0.0.1/", allow_private=True, resolve=resolve)
    with pytest.raises(FetchError, match="only http"):
        check("file:///etc/passwd", allow_private=True, resolve=resolve)


def test_a_name_is_resolved_once_and_that_answer_counts() -> None:
    answers = [[PUBLIC], ["127.0.0.1"]]

    def rebinding(host: str, port: int) -> list[str]:
        return answers.pop(0)

    typed: Resolve = rebinding
    assert check("https://rebind.example/", resolve=typed).targets == (f"https://{PUBLIC}/",)
    assert answers == [["127.0.0.1"]]


def test_behind_a_proxy_names_are_still_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    found = check("https://agency.example/x", resolve=resolve)
    assert (found.targets, found.proxy) == (("https://agency.example/x",), "http://proxy.example:3128")
    with pytest.raises(FetchError, match="private network"):
        check("https://inside.example/", resolve=resolve)
    monkeypatch.setenv("no_proxy", "agency.example")
    assert check("https://agency.example/x", resolve=resolve).proxy is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.example/x", True), ("HTTP://A.EXAMPLE", True), ("docs/a.txt", False), ("https", False), ("ftp://a/b", False)],
)  # fmt: skip
def test_is_address(text: str, expected: bool) -> None:
    assert is_address(text) is expected


@pytest.mark.parametrize(
    ("url", "media", "expected"),
    [
        (
            "https://www.agency.example/news/2023/03/listed.html",
            "text/html",
            "www.agency.example/news-2023-03-listed.html",
        ),
        ("https://agency.example/", "text/html; charset=utf-8", "agency.example/index.html"),
        ("https://agency.example/rule.pdf", "application/pdf", "agency.example/rule.pdf"),
        ("https://agency.example/rule.pdf", "text/html", "agency.example/rule.html"),
        ("https://agency.example/list.csv", "application/octet-stream", "agency.example/list.csv"),
        ("https://agency.example/note.md", "text/plain", "agency.example/note.md"),
        ("https://agency.example/v1.2/page", "text/html", "agency.example/v1.2-page.html"),
        ("https://agency.example/a/../../etc/passwd", "text/plain", "agency.example/a-.-.-etc-passwd.txt"),
        ("https://agency.example/%2e%2e%2fx", "text/html", "agency.example/x.html"),
        ("https://agency.example/%00%0a<b>", "text/html", "agency.example/b.html"),
        ("https://bücher.example/日本", "text/html", "b-cher.example/index.html"),
    ],
)
def test_file_name(url: str, media: str, expected: str) -> None:
    assert file_name(url, media) == PurePosixPath(expected)


@pytest.mark.parametrize(
    ("url", "media"),
    [
        ("https://agency.example/film.mp4", "video/mp4"),
        ("https://agency.example/x", "application/octet-stream"),
        ("https://agency.example/x", ""),
        ("https://agency.example/x.zip", "application/zip"),
        ("https://agency.example/x.html", "image/png"),
    ],
)
def test_media_types_that_are_not_read(url: str, media: str) -> None:
    with pytest.raises(FetchError, match="not a document that is read"):
        file_name(url, media)


def test_addresses_that_differ_only_in_what_is_folded_get_different_names() -> None:
    names = {file_name(f"https://agency.example/show?id={what}", "text/html") for what in ("1", "1&", "%201")}
    names |= {file_name(f"https://agency.example/{'x' * 300}{end}", "text/html") for end in ("a", "b")}
    assert len(names) == 5


@given(st.text(max_size=80), st.sampled_from(["text/html", "text/plain", "application/pdf"]))
def test_a_file_name_never_leaves_its_folder(path: str, media: str) -> None:
    try:
        found = file_name(f"https://agency.example/{path}", media)
    except (FetchError, ValueError):
        return
    assert len(found.parts) == 2
    assert not any(part.startswith(".") or ".." in part or "\\" in part for part in found.parts)
    assert found.name.isascii()
    assert len(found.name) < 160
