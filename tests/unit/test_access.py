"""Logins from the command line, a file and the environment, and whose request one is."""

from types import SimpleNamespace

import pytest

from sources.errors import QuestionError
from ui.access import VARIABLE, logins, user_of


@pytest.fixture(autouse=True)
def no_logins_around(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def test_logins_come_from_everywhere_and_the_command_line_goes_first(tmp_path, monkeypatch):
    file = tmp_path / "logins"
    file.write_text("# desk\n\nanna:of the file\nben:with:colons\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, "anna:of the environment\ncem:c")
    found = logins(["dora:d"], str(file))
    assert found == {"anna": "of the file", "ben": "with:colons", "cem": "c", "dora": "d"}
    assert logins(["anna:mine"], str(file))["anna"] == "mine"
    assert logins([], None) == {"anna": "of the environment", "cem": "c"}


@pytest.mark.parametrize("wrong", ["anna", ":password", "anna:", "#x:", " : "])
def test_what_is_no_login_is_named(wrong, tmp_path):
    if wrong.startswith("#"):
        assert logins([wrong], None) == {}
        return
    with pytest.raises(QuestionError, match="login 1 is not USER:PASSWORD"):
        logins([wrong], None)
    with pytest.raises(QuestionError, match="cannot be read"):
        logins([], str(tmp_path / "nothing"))


def asked_by(app, **cookies):
    return SimpleNamespace(app=app, cookies=cookies)


@pytest.mark.parametrize(
    ("request_", "user"),
    [
        (None, ""),
        (SimpleNamespace(username="anna"), "anna"),
        (asked_by(SimpleNamespace(tokens={}, cookie_id="x")), ""),
        (asked_by(SimpleNamespace(tokens={"t": "ben"}, cookie_id="x"), **{"access-token-x": "t"}), "ben"),
        (asked_by(SimpleNamespace(tokens={"t": "ben"}, cookie_id="x"), **{"access-token-unsecure-x": "t"}), "ben"),
        (asked_by(SimpleNamespace(tokens={"t": "ben"}, cookie_id="x"), **{"access-token-y": "t"}), ""),
        (asked_by(SimpleNamespace(tokens={"t": "ben"}, cookie_id="x"), **{"access-token-x": "other"}), ""),
    ],
)
def test_whose_request_it_is(request_, user):
    assert user_of(request_) == user
