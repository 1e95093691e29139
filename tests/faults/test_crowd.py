"""The short form of `python -m tests.faults.crowd`."""

from tests.faults.crowd import crowd


def test_nothing_is_wrong_mixed_or_lost_while_files_come_and_go_and_the_chat_is_killed() -> None:
    made, wrong = crowd(users=4, seconds=20)
    assert wrong == []
    assert len(made.seen.answers) > 10 and len(made.seen.known) > 2 and made.seen.calls["add done"]
