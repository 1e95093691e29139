"""Sentence boundaries: the table of hard cases, and the forms of texts (wrapped lines, lists, tables, transcripts)."""

from itertools import pairwise
from pathlib import Path

import pytest

from sources.blocks import wrap_width
from sources.sentences import sentences
from sources.turns import turns

CASES = [
    line
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]

WRAPPED = """\
The Department of Commerce is adding five entities to the Entity List
for their part in a campaign of repression, it said. The entities named
are Roe Metals Co., Ltd. and four others.  One of them is a unit of the
Xinjiang Production Corps.

-   The first is in Urumqi, where it has a plant with two
    furnaces. It sells abroad.
-   The second is not.
"""

TRANSCRIPT = """\
James Example Briefing Room

1:17 P.M. EST

MS. ROE:  Good afternoon.  I have one announcement.

First, on the list.

Q    Thank you.  Why was it listed?  And
when?

MS. ROE:  It was listed in May.

Q    — and by whom?

DR. POE (via video):  By Commerce.

END  1:40 P.M. EST
"""


def split(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_hard_case(case: str) -> None:
    text = case.replace(" ‖ ", " ").replace("‖", "")
    assert split(text) == [part.strip() for part in case.split("‖")]


def test_lines_wrapped_at_a_width_are_joined_and_list_items_are_not() -> None:
    assert wrap_width(WRAPPED) is not None
    assert split(WRAPPED) == [
        "The Department of Commerce is adding five entities to the Entity List for their part in a campaign of repression, it said.",
        "The entities named are Roe Metals Co., Ltd. and four others.",
        "One of them is a unit of the Xinjiang Production Corps.",
        "The first is in Urumqi, where it has a plant with two furnaces.",
        "It sells abroad.",
        "The second is not.",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A title without a stop\n\nThe first sentence. The second.", ["A title without a stop", "The first sentence.", "The second."]),
        ("# A heading\nThe text begins here.", ["A heading", "The text begins here."]),
        ("South Court Auditorium  \nExample Building", ["South Court Auditorium", "Example Building"]),
        ("It was listed  \nin May of last year.", ["It was listed in May of last year."]),
        ("It names the following:\n(1) Roe Ltd.;\n(2) Poe Inc.; and\n(3) Coe.", ["It names the following:", "(1) Roe Ltd.;", "(2) Poe Inc.; and", "(3) Coe."]),
        ("Name\tCountry\nRoe Co., Ltd.\tChina\nPoe Inc.\tIran", ["Name Country", "Roe Co., Ltd. China", "Poe Inc. Iran"]),
        ("| Name | Country |\n|---|---|\n| Roe Inc. | China |", ["| Name | Country |", "| Roe Inc. | China |"]),
        ("**New listings:** The bureau added two. It named both.", ["**New listings:**", "The bureau added two.", "It named both."]),
        ("One line ends here.\nAnother begins.\nAnd a third.", ["One line ends here.", "Another begins.", "And a third."]),
        ("It was listed. .\n\nThe rest followed.", ["It was listed. .", "The rest followed."]),
        ("* First point\n* Second point\n• Third point", ["First point", "Second point", "Third point"]),
        ("", []),
        ("   \n\n  ", []),
        ("---\n\n***\n", []),
    ],
)  # fmt: skip
def test_form(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


def test_a_label_belongs_to_the_first_sentence_of_the_turn() -> None:
    assert split(TRANSCRIPT)[2:8] == [
        "MS. ROE: Good afternoon.",
        "I have one announcement.",
        "First, on the list.",
        "Q Thank you.",
        "Why was it listed?",
        "And when?",
    ]


def test_turns_say_who_speaks_and_what_was_asked() -> None:
    spans = sentences(TRANSCRIPT)
    found = turns(TRANSCRIPT, spans)
    named = [TRANSCRIPT[turn.speaker.start : turn.speaker.end] if turn.speaker else "Q" for turn in found]
    assert named == ["MS. ROE", "Q", "MS. ROE", "Q", "DR. POE (via video)"]
    assert [turn.question for turn in found] == [False, True, False, True, False]
    assert TRANSCRIPT[found[0].start : found[0].end].endswith("First, on the list.")
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("text", ["No one speaks here. It is a report.", "NOTE: This is a note.\n\nIt has text.", ""])
def test_a_text_without_speakers_has_no_turns(text: str) -> None:
    assert turns(text, sentences(text)) == []


def test_a_long_text_is_cut_as_its_parts_are() -> None:
    once = " ".join(case.replace("‖", " ") for case in CASES) + "\n\n"
    assert len(sentences(once * 60)) == 60 * len(sentences(once))


SIDE_BY_SIDE = [
    ("texts side by side",
     "The bureau found that Exampla Optics sold lenses to a navy.\tThe committee reports that the other firm has sold nothing at all.",
     ["The bureau found that Exampla Optics sold lenses to a navy.", "The committee reports that the other firm has sold nothing at all."]),
    ("items side by side",
     "•\tThe bureau found that Exampla Optics sold lenses to a navy.\t•\tThe committee reports that the other firm has sold nothing at all.",
     ["The bureau found that Exampla Optics sold lenses to a navy.", "The committee reports that the other firm has sold nothing at all."]),
    ("a name and its ground", "Exampla Optics Co., Ltd.\tIt sold lenses to a navy over several years and hid where they went.",
     ["Exampla Optics Co., Ltd. It sold lenses to a navy over several years and hid where they went."]),
    ("an address with a period", "Exampla Optics, a.k.a. Exampla Lenses, 12 Sample Road, Specimen City.\tFor all items subject to the rules of the bureau and its part.",
     ["Exampla Optics, a.k.a. Exampla Lenses, 12 Sample Road, Specimen City. For all items subject to the rules of the bureau and its part."]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "row", "expected"), SIDE_BY_SIDE, ids=[case[0] for case in SIDE_BY_SIDE])
def test_no_sentence_is_made_of_two_texts_that_stand_side_by_side(what: str, row: str, expected: list[str]) -> None:
    assert split(f"{row}\n\nAfterwards.")[:-1] == expected
