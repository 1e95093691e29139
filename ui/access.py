"""Who uses the chat: names and passwords as they are given, and whose request one is."""

import base64
import hmac
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sources.errors import QuestionError

VARIABLE = "WHYLISTED_AUTH"
"""Environment variable with logins, one USER:PASSWORD a line."""


def logins(given: Iterable[str], file: str | None) -> dict[str, str]:
    """Passwords by user: those of the command line, of a file, and of the environment, in this order of precedence.

    Args:
        given: `USER:PASSWORD` each, from the command line, where every process of this machine can read it.
        file: a file with one `USER:PASSWORD` a line; empty lines and lines that begin with # are passed over.

    Raises:
        QuestionError: a login without a user or a password, or a file that cannot be read.
    """
    found: dict[str, str] = {}
    for where, lines in (
        (f"${VARIABLE}", os.environ.get(VARIABLE, "").splitlines()),
        (f"--auth-file {file}", _lines(file)),
        ("--auth", list(given)),
    ):
        for number, line in enumerate(lines, 1):
            user, colon, password = line.strip().partition(":")
            if not line.strip() or line.startswith("#"):
                continue
            if not (user and colon and password):
                raise QuestionError(f"{where}: login {number} is not USER:PASSWORD")
            found[user] = password
    return found


def _lines(file: str | None) -> list[str]:
    if file is None:
        return []
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise QuestionError(
            f"--auth-file {file} cannot be read ({cause}): name a file with USER:PASSWORD lines"
        ) from None


def user_of(request: Any) -> str:
    """Who asks: the name given at the login, empty where nobody has to log in.

    Gradio hands the functions that a page calls the web server's own request, which does not know the user: the name is found as
    Gradio's own login check finds it, by the session's cookie.
    """
    name = getattr(request, "username", None)
    app = getattr(request, "app", None)
    if name or app is None:
        return str(name or "")
    tokens: Mapping[str | None, str] = getattr(app, "tokens", {})
    cookie = f"-{getattr(app, 'cookie_id', '')}"
    cookies = request.cookies
    return tokens.get(cookies.get(f"access-token{cookie}") or cookies.get(f"access-token-unsecure{cookie}"), "")


def basic_login(auth: Mapping[str, str] | None) -> Callable[[Iterable[tuple[bytes, bytes]]], bool]:
    """Whether the headers of a request carry one of these logins as HTTP Basic (RFC 7617); without logins everybody is admitted."""
    who = basic_user(auth)

    def admits(headers: Iterable[tuple[bytes, bytes]]) -> bool:
        return not auth or bool(who(headers))

    return admits


def basic_user(auth: Mapping[str, str] | None) -> Callable[[Iterable[tuple[bytes, bytes]]], str]:
    """Whose login the headers of a request carry as HTTP Basic (RFC 7617); empty for nobody's."""
    expected = {user: b"Basic " + base64.b64encode(f"{user}:{word}".encode()) for user, word in (auth or {}).items()}

    def who(headers: Iterable[tuple[bytes, bytes]]) -> str:
        given = dict(headers).get(b"authorization", b"")
        found = [user for user, each in expected.items() if hmac.compare_digest(given, each)]  # all, in equal time
        return found[0] if found else ""

    return who
