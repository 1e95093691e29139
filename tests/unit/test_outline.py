"""Headings of a text: what is one, and where it begins."""

import pytest

from sources.outline import headings

PROSE = "The bureau added two firms to its list. It gave its grounds."


@pytest.mark.parametrize(
    ("shown", "heading"),
    [
        ("# Two firms listed", "Two firms listed"),
        ("### **Effects**", "Effects"),
        ("**Effects of the action**", "Effects of the action"),
        ("**Effects of the\naction**", "Effects of the action"),
        (f"**Commerce adds firms:** {PROSE}", "Commerce adds firms"),
        (f"**Commerce adds firms**: {PROSE}", "Commerce adds firms"),
        ("SUPPLEMENTARY INFORMATION:", "SUPPLEMENTARY INFORMATION"),
        ("Grounds for the additions", "Grounds for the additions"),
        ("It was late.", None),
        ("Go ahead, Ann.", None),
        ("MS. ROE:  Good afternoon.", None),
        ("December 16, 2021", None),
        ("1:17 P.M. EST", None),
        ("a line without a capital", None),
        (
            "**The whole of this long sentence is in bold type because the writer wanted it to be noticed by all.**",
            None,
        ),
        ("A line that goes on for so many words that nobody could take it for the heading of a section", None),
    ],
)
def test_heading(shown: str, heading: str | None) -> None:
    text = f"{PROSE}\n\n{shown}\n\n{PROSE}"
    found = headings(text)
    assert [name for _, name in found] == ([heading] if heading else [])
    for offset, name in found:
        assert text[offset:].lstrip("#* ").startswith(name[:5])
