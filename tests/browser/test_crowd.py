"""Ten people at once, for some seconds; tests/benchmarks/ten_people.py does it for a minute and prints the latencies."""

from tests.benchmarks.ten_people import crowd


def test_ten_people_at_once_get_no_error(chat):
    taken, errors = crowd(chat.url, people=10, seconds=6)
    assert errors == []
    assert len(taken["ask"]) >= 10
