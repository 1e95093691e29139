"""The Denied Persons List."""

import datetime
from pathlib import Path

import pytest

from sources.errors import UnreadableFile
from sources.formats import denied
from sources.formats.parsed import Given
from tests.unit.lists import assert_fields_slice_back, values

FILE = Path(__file__).parent.parent / "fixtures/lists/dpl_2024-05-06.txt"


def test_records():
    (parsed,) = denied.read(FILE, "csl/dpl_2024-05-06.txt", Given())
    assert_fields_slice_back(parsed)
    assert (parsed.document.list_id, parsed.document.snapshot) == ("denied-persons", datetime.date(2024, 5, 6))
    first, second = parsed.records
    assert values(first) == {
        "name": ["DJORDJE KALMAN"],
        "address": ["1 JAIL ROAD KLOW 75159 SY"],
        "country": ["SY"],
        "effective": ["2002-03-04"],
        "expires": ["2056-06-29"],
        "order": ["Y"],
        "remark": ["2007-01-31"],
        "action": ["FR NOTICE ADDED"],
        "citation": ["68 F.R. 38290 6/27/03", "67 F.R. 10890 3/11/02"],
    }
    assert [(e.action, e.date.isoformat(), e.citation) for e in first.events] == [
        ("added", "2002-03-04", "67 FR 10890"), ("changed", "2003-06-27", "68 FR 38290"),
    ]  # fmt: skip
    assert (second.name, values(second)["alias"]) == ("MILO SUN", ["FRANK SUN"])
    assert [(e.action, e.date.isoformat(), e.citation) for e in second.events] == [
        ("added", "1987-12-17", None), ("changed", "2017-04-06", "82 FR 16788"),
    ]  # fmt: skip
    assert len(parsed.warnings) == 1 and "line 3" in parsed.warnings[0] and "11/22/201" in parsed.warnings[0]


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ('"Name"\t"Street_Address"\t"Effective_Date"\n"A"\t"B"\t"C"\n', "line 1: no column for fr_citation"),
        (
            '"Name"\t"Street_Address"\t"Effective_Date"\t"FR_Citation"\n\t"B"\t"1/1/2001"\t"C"\n',
            "line 2: a row without a name",
        ),
        ('"Name"\t"Street_Address"\t"Effective_Date"\t"FR_Citation"\n"A"\n', "line 2: 1 columns"),
    ],
)
def test_refused(words, cause, tmp_path):
    file = tmp_path / "dpl.txt"
    file.write_text(words)
    assert denied.sniff("dpl.txt", words.encode())
    with pytest.raises(UnreadableFile, match=cause):
        denied.read(file, "dpl.txt", Given())


def test_plain_text_is_left_to_others():
    assert not denied.sniff("note.txt", b"Name\tStreet\nA\tB\n")
    assert not denied.sniff("note.txt", b"A sentence about a name and a street_address.\n")
