"""No deed is told as done in a sentence that denies it, weighs it, asks for it or makes it depend: every deed in every frame."""

import pytest

from sources.document import Document
from sources.reading import read_statements
from sources.sentences import sentences

NAME = "Dummy Air"
DEEDS = [  # what an agency does, without and with a time
    ("add {} to the Entity List", "added {} to the Entity List"),
    ("sanction {}", "sanctioned {}"),
    ("designate {}", "designated {}"),
    ("impose sanctions on {}", "imposed sanctions on {}"),
    ("blacklist {}", "blacklisted {}"),
    ("put {} on its trade blacklist", "put {} on its trade blacklist"),
    ("place {} under export controls", "placed {} under export controls"),
    ("issue a denial order against {}", "issued a denial order against {}"),
    ("freeze the assets of {}", "froze the assets of {}"),
    ("bar exports to {}", "barred exports to {}"),
    ("ban {} from the U.S. market", "banned {} from the U.S. market"),
    ("remove {} from the Entity List", "removed {} from the Entity List"),
    ("hit {} with sanctions", "hit {} with sanctions"),
    ("name {} a Chinese military company", "named {} a Chinese military company"),
    ("debar {}", "debarred {}"),
]
NOT_DONE = [
    "The Commerce Department did not {0}.",
    "The Commerce Department has not {1}.",
    "The Commerce Department never {1}.",
    "The Commerce Department declined to {0}.",
    "The Commerce Department decided not to {0}.",
    "The Commerce Department refused to {0}.",
    "The Commerce Department may {0}.",
    "The Commerce Department could {0}.",
    "The Commerce Department plans to {0}.",
    "The Commerce Department threatened to {0}.",
    "The Commerce Department is considering whether to {0}.",
    "The Commerce Department would {0} if it shipped chips.",
    "If the Commerce Department {1}, it would lose its suppliers.",
    "It is unclear whether the Commerce Department {1}.",
    "Lawmakers urged the Commerce Department to {0}.",
]
DONE_TO = [
    "added to the Entity List",
    "sanctioned",
    "designated",
    "blacklisted",
    "placed under export controls",
    "put on a trade blacklist",
    "removed from the Entity List",
    "debarred",
    "hit with sanctions",
    "placed on the SDN List",
]
NOT_DONE_TO = [
    "Dummy Air was not {}.",
    "Dummy Air has not been {}.",
    "Dummy Air was never {}.",
    "Dummy Air was nearly {}.",
    "Dummy Air could be {}.",
    "Dummy Air may be {} next year.",
    "Dummy Air is expected to be {}.",
    "Dummy Air is to be {}, a draft says.",
    "Dummy Air would be {} if it shipped chips.",
    "If Dummy Air is {}, its suppliers will leave.",
    "Dummy Air avoided being {}.",
    "Dummy Air denied that it had been {}.",
    "Lawmakers asked that Dummy Air be {}.",
    "Officials considered whether Dummy Air should be {}.",
    "Nobody said that Dummy Air was {}.",
    "Reports that Dummy Air was {} are false.",
]


def told_as_done(text: str) -> bool:
    """Whether a statement says plainly that the party was put on a list or taken off one."""
    document = Document(id="d", path="d.txt", kind="report", sha256="0" * 64, text=text)
    return any(
        one.action in ("added", "removed") and one.polarity == "asserted" and NAME in [m.value for m in one.subjects]
        for one in read_statements(document, sentences(text))
    )


@pytest.mark.parametrize("frame", NOT_DONE)
def test_a_deed_that_was_not_done(frame: str) -> None:
    made = [frame.format(*(words.format(NAME) for words in deed)) for deed in DEEDS]
    assert [text for text in made if told_as_done(text)] == []


@pytest.mark.parametrize("frame", NOT_DONE_TO)
def test_what_was_not_done_to_a_party(frame: str) -> None:
    assert [text for words in DONE_TO if told_as_done(text := frame.format(words))] == []


def test_what_was_done_is_told() -> None:
    active = [f"The Commerce Department {done.format(NAME)}." for _, done in DEEDS]
    passive = [f"{NAME} was {words} on May 3, 2021." for words in DONE_TO]
    assert [text for text in (*active, *passive) if not told_as_done(text)] == []
