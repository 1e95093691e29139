"""Requests from pages of other sites are refused; those of our own page and of programs are not."""

import pytest

from ui.gate import allowed_hosts, host_name, refusal

LOCAL_ONLY = allowed_hosts("127.0.0.1", [])

CASES = [
    # method, headers, hosts, refused because
    ("POST", {"host": "127.0.0.1:7860"}, LOCAL_ONLY, ""),
    ("POST", {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}, LOCAL_ONLY, ""),
    ("POST", {"host": "LOCALHOST:7860", "origin": "http://localhost:7860"}, LOCAL_ONLY, ""),
    ("POST", {"host": "[::1]:7860"}, LOCAL_ONLY, ""),
    ("POST", {"host": "127.0.0.1:7860", "origin": "http://evil.example"}, LOCAL_ONLY, "another site"),
    ("POST", {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:9999"}, LOCAL_ONLY, "another site"),
    ("POST", {"host": "127.0.0.1:7860", "origin": "null"}, LOCAL_ONLY, "another site"),
    ("POST", {"host": "127.0.0.1:7860", "origin": "http://["}, LOCAL_ONLY, "another site"),
    ("POST", {"host": "[::1", "origin": "http://[::1"}, LOCAL_ONLY, "not of this machine"),
    ("POST", {"host": "127.0.0.1:7860", "origin": ""}, LOCAL_ONLY, "another site"),
    ("POST", {"host": "127.0.0.1:7860", "sec-fetch-site": "cross-site"}, LOCAL_ONLY, "another site"),
    ("DELETE", {"host": "127.0.0.1:7860", "origin": "http://evil.example"}, LOCAL_ONLY, "another site"),
    ("GET", {"host": "127.0.0.1:7860", "sec-fetch-site": "cross-site"}, LOCAL_ONLY, ""),  # a link from elsewhere
    ("GET", {"host": "evil.example:7860"}, LOCAL_ONLY, "not of this machine"),
    ("GET", {}, LOCAL_ONLY, "not of this machine"),
    ("GET", {"host": "desk.example"}, allowed_hosts("127.0.0.1", ["Desk.example"]), ""),
    ("GET", {"host": "desk.example"}, allowed_hosts("0.0.0.0", []), "not of this machine"),
    ("GET", {"host": "desk.example"}, allowed_hosts("desk.example", []), ""),
    ("GET", {"host": "192.0.2.7:7860"}, allowed_hosts("0.0.0.0", []), ""),
    ("GET", {"host": "[2001:db8::7]:7860"}, allowed_hosts("::", []), ""),
    ("GET", {"host": "abc.gradio.live"}, LOCAL_ONLY, "not of this machine"),
    ("POST", {"host": "desk.example", "origin": "http://evil.example"}, allowed_hosts("0.0.0.0", ["desk.example"]), "another site"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "headers", "hosts", "reason"), CASES)
def test_refusal(method, headers, hosts, reason):
    scope = {"method": method, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    found = refusal(scope, hosts)
    assert reason in found if reason else found == ""


@pytest.mark.parametrize(
    ("host", "name"), [("a.b:1", "a.b"), ("[::1]:7860", "::1"), ("A", "a"), ("", ""), ("[bad", "")]
)
def test_host_name(host, name):
    assert host_name(host) == name


def test_the_public_tunnel_is_answered_only_while_it_is_open():
    scope = {"method": "GET", "headers": [(b"host", b"abc.gradio.live")]}
    assert refusal(scope, LOCAL_ONLY, shared=True) == ""
    assert refusal({"method": "GET", "headers": [(b"host", b"gradio.live.evil.example")]}, LOCAL_ONLY, shared=True)
