"""What a server can do wrong, each once or several times, for one address."""

import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler


@dataclass
class Fault:
    """Answers a request in place of the server, or spoils its answer.

    `status` answers with that status; `cut` sends only so many bytes of the body that was announced, and with `stall` sleeps
    then; `wait` sleeps first; `drip` sends a byte and sleeps, again and again; `page` answers 200 with a web page; `to` redirects
    there; `silent` closes without an answer; `body` is sent as it is, said to be packed as `encoding`; `no_length` does not say
    how long it is.
    """

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: float = 0.0
    wait: float = 0.0
    drip: float = 0.0
    page: bool = False
    to: str | None = None
    silent: bool = False
    no_length: bool = False
    body: bytes | None = None
    media: str = "application/octet-stream"
    encoding: str | None = None

    def answer(self, handler: BaseHTTPRequestHandler, path: str) -> bool:
        """Answers; False if only the server's own answer is to be spoiled (`cut`)."""
        if self.wait:
            time.sleep(self.wait)
        if self.silent:
            handler.close_connection = True
            return True
        if self.to is not None:
            self._send(handler, 302, b"", "text/html", {"Location": self.to})
        elif self.page:
            body = b"<!DOCTYPE html><html><head><title>Sorry</title></head><body>We are down for maintenance.</body></html>"
            self._send(handler, 200, body, "text/html; charset=utf-8")
        elif self.body is not None:
            packed = {"Content-Encoding": self.encoding} if self.encoding else {}
            self._send(handler, self.status or 200, self.body, self.media, packed)
        elif self.status is not None:
            self._send(handler, self.status, b"no", "text/plain")
        else:
            return False
        return True

    def _send(
        self, handler: BaseHTTPRequestHandler, status: int, body: bytes, media: str, more: dict[str, str] | None = None
    ) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media)
        for name, value in {**self.headers, **(more or {})}.items():
            handler.send_header(name, value)
        if self.no_length:
            handler.close_connection = True
        else:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        pieces = [body[at : at + 1] for at in range(len(body))] if self.drip else [body]
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(self.drip)
