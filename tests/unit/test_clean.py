"""Cleaning: what goes, what stays, and where everything came from."""

from pathlib import Path

import pytest
import yaml

from sources.clean import STEPS, clean, compose, destination, origin
from sources.document import Segment, Span
from sources.sentences import sentences

CASES = yaml.safe_load((Path(__file__).parent / "leftovers.yaml").read_text(encoding="utf-8"))
BEFORE = "The bureau added two firms to its list on Thursday, among them a maker of optics."
AFTER = "The companies did not respond to requests for comment, nor did the embassy."


def paragraphs(text: str) -> list[str]:
    return [block for block in text.split("\n\n") if block.strip()]


@pytest.mark.parametrize("case", CASES["gone"])
def test_gone(case: str) -> None:
    assert paragraphs(clean(f"{BEFORE}\n\n{case}\n\n{AFTER}").text) == [BEFORE, AFTER]


@pytest.mark.parametrize("case", CASES["kept"])
def test_kept(case: str) -> None:
    assert paragraphs(clean(f"{BEFORE}\n\n{case}\n\n{AFTER}").text) == [BEFORE, case, AFTER]


@pytest.mark.parametrize(
    ("paragraph", "left"),
    [
        (f"{BEFORE} Sign up for our newsletter here.", BEFORE),
        (f"Advertisement. {BEFORE}", BEFORE),
        (f"{BEFORE} Updated 2:17 p.m.", BEFORE),
        (f"{BEFORE} Copyright 2021 Example Media Inc. All rights reserved.", BEFORE),
        (f"{BEFORE} . .", BEFORE),
        (f"{BEFORE} .", BEFORE),
    ],
)
def test_a_leftover_at_the_edge_of_a_paragraph(paragraph: str, left: str) -> None:
    assert paragraphs(clean(f"{paragraph}\n\n{AFTER}").text) == [left, AFTER]


def test_headlines_under_a_foot_go_up_to_the_next_prose() -> None:
    raw = f"{BEFORE}\n\nMost Popular\n\nStorm nears the coast\n\nTen films to see\n\n{AFTER}\n\nA heading"
    assert paragraphs(clean(raw).text) == [BEFORE, AFTER, "A heading"]


def test_the_foot_of_a_page_goes_to_its_end() -> None:
    raw = f"{BEFORE}\n\nTags Ann Roe\n\nCopyright 2024 Example Inc. All rights reserved.\n\n \n\nMain Area Top ↴\n\nStorm nears the coast\n\nVideo\n\nSee all Video"
    assert clean(raw).text == BEFORE


@pytest.mark.parametrize(
    ("step", "raw", "text"),
    [
        ("newlines", "a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("spaces", "a\xa0\u202fb\u3000c", "a  b c"),
        ("edges", "\ufeffa\n\u200bb\u200b\nc\u200bd", "a\nb\nc\u200bd"),
        (
            "front matter",
            "---\ntitle: Two firms listed\ndate: 2023-03-02\n---\nThe text.\n",
            "Two firms listed\n\nThe text.\n",
        ),
        (
            "front matter",
            '---\ndate: 2023-03-02\ntitle: "Two firms listed"\nx: 1\n---\nThe text.\n',
            "Two firms listed\n\nThe text.\n",
        ),
        ("front matter", '---\ntitle: "Two\\_firms listed"\n---\nThe text.\n', "The text.\n"),
        (
            "front matter",
            "---\ntitle: Two firms listed\n---\n\n# Two firms listed\n\nThe text.",
            "\n# Two firms listed\n\nThe text.",
        ),
        ("front matter", "---\nno end of it\nThe text.\n", "---\nno end of it\nThe text.\n"),
        ("comments", "a<!-- b\nc -->d", "ad"),
        ("addresses", "a\nhttps://example.com/x?y=1\nb https://example.com", "a\n\nb https://example.com"),
        ("end marks", "a\n\\###\nb\n###\n# # #\n-30-\n END  4:18 P.M. EDT\nEND of it", "a\n\nb\n\n\n\n\nEND of it"),
        ("stray marks", "It was listed. .\nIt was. Then.", "It was listed.\nIt was. Then."),
        ("blank lines", "\n\n a\n\n\n \nb\n\nc\n\n", " a\n\nb\n\nc"),
    ],
)
def test_step(step: str, raw: str, text: str) -> None:
    assert clean(raw, (step,)).text == text


def test_an_unknown_step_is_named_with_the_choice() -> None:
    with pytest.raises(ValueError, match=r"no cleaning step 'shine': choose from newlines, spaces, .*blank lines"):
        clean("a", ("newlines", "shine"))


def test_steps_run_in_the_order_of_the_docstring() -> None:
    import sources.clean

    documented = [
        line.strip().split("  ")[0] for line in (sources.clean.__doc__ or "").splitlines() if line.startswith("    ")
    ]
    assert documented == list(STEPS)


def test_emphasis_and_escapes_stay() -> None:
    text = "**Commerce** adds \\[sic\\] *two* firms to <u>its</u> list."
    assert clean(text).text == text


def test_segments_lead_back_to_the_source() -> None:
    raw = f"---\ntitle: Two firms listed\n---\r\n\r\n{BEFORE}\r\nShare on Facebook\r\n\r\n{AFTER}\r\n"
    cleaned = clean(raw)
    for span in sentences(cleaned.text):
        (place,) = origin(cleaned.segments, span)
        assert raw[place.start : place.end] == cleaned.text[span.start : span.end]
        assert destination(cleaned.segments, place.start) == span.start
    assert destination(cleaned.segments, raw.index("Share on")) is None


def test_an_origin_in_two_parts() -> None:
    segments = (Segment(0, 10, 5), Segment(5, 20, 5))
    assert origin(segments, Span(3, 7)) == [Span(13, 15), Span(20, 22)]
    assert compose([Segment(0, 3, 4)], segments) == [Segment(0, 13, 2), Segment(2, 20, 2)]
