"""A client with real manners and a clock of its own: waits are written down, not waited for."""

import socket
from typing import Any

import pytest

from sources.address import Resolve, resolve
from sources.transfer import Patience, Transfer

QUICK = Patience(tries=5, first_wait=1.0, longest_wait=60.0, connect=2.0, read=2.0, whole=20.0)


class Watched(Transfer):
    """A transfer whose waits are in `waits`, in seconds. It may reach 127.0.0.1 only if that is trusted or allowed."""

    def __init__(
        self,
        *,
        base: str | None = None,
        allow_private: bool = False,
        only_https: bool = False,
        patience: Patience = QUICK,
        resolve: Resolve = resolve,
    ) -> None:
        self.waits: list[float] = []
        super().__init__(
            allow_private=allow_private,
            only_https=only_https,
            trusted=frozenset({base} if base else ()),
            patience=patience,
            resolve=resolve,
            sleep=self.waits.append,
        )


def stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, and a failed test for any connection that would leave this machine."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        assert str(address[0]).startswith("127."), f"a test connects to {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
