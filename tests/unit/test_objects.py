"""Being mentioned beside a listing is not being listed."""

import pytest

from assistant.question.targets import Target
from assistant.statements.objects import is_done, is_object


def target(name: str) -> Target:
    from assistant.question.concepts import concepts

    weights = {c.key: 1.0 for c in concepts(name)}
    return Target(name, False, "known", (), (), (weights,), ())


@pytest.mark.parametrize(
    ("name", "action", "text"),
    [
        ("Northwind", "added", "The Commerce Department added Northwind and two others to its list."),
        ("Northwind", "added", "Northwind, a maker of masts, was blacklisted in May."),
        ("Northwind", "added", "The sanctions on Northwind were announced on Friday."),
        ("Northwind", "added", "Northwind's listing surprised analysts."),
        ("Northwind", "added", "Northwind, first added in March 2016, keeps its entry."),
        (
            "Northwind",
            "added",
            "The Secretary found that each of Northwind Co. Ltd. and Ostwind Co. Ltd. met the criteria.",
        ),
        ("Northwind", "removed", "The department removed Northwind from the list."),
        ("Northwind", "removed", "Northwind was taken off the list on Monday."),
    ],
)
def test_it_was_done_to_the_name(name: str, action: str, text: str) -> None:
    assert is_object(target(name), action, text)


@pytest.mark.parametrize(
    ("name", "action", "text"),
    [
        ("Northwind", "added", "The listing began with a tip from Northwind."),
        ("Northwind", "added", "Northwind said that its rival deserved it."),
        ("Northwind", "added", "The department listed 25 institutes affiliated with Northwind."),
        ("Northwind Optics", "added", "Northwind Quantum was added to the list."),
        ("Northwind", "added", "Ostwind is being designated for having supplied parts to Northwind."),
        ("Northwind", "removed", "The department added Northwind to the list."),
    ],
)
def test_it_was_not(name: str, action: str, text: str) -> None:
    assert not is_object(target(name), action, text)


def test_what_is_done() -> None:
    assert is_done("added", "It had been put on the list.")
    assert not is_done("removed", "It had been put on the list.")
    assert not is_done("changed", "It was changed.")
