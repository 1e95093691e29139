"""Citations of the Federal Register as lists print them: read whole, each once, with what is odd about their dates."""

import datetime

import pytest

from sources.citations import doubt, read_citation
from sources.formats.sheet import Draft, date_in_name

READ = [
    ("84 FR 54004, 10/9/19", "84 FR 54004", "2019-10-09"),
    ("68 F.R. 38290 6/27/03", "68 FR 38290", "2003-06-27"),
    ("Vol. 74, No. 11, 01/16/09", "Vol. 74, No. 11, 01/16/09", "2009-01-16"),
    ("Notice 2061, Vol. 59, No. 165, 8/26/94", "Notice 2061, Vol. 59, No. 165, 8/26/94", "1994-08-26"),
    ("85 FR 83416", "85 FR 83416", None),
    ("Rope Act, section 2", None, None),
]


@pytest.mark.parametrize(("words", "cited", "day"), READ)
def test_a_citation_is_read(words, cited, day):
    found = read_citation(words)
    assert (found.words if found else None) == cited
    assert (found.date.isoformat() if found and found.date else None) == day


DOUBTED = [
    ("84 FR 54004", "2019-10-09", ""),
    ("84 FR 54004", "2018-10-09", "volume 84 of the Federal Register is that of 2019"),
    ("79 FR 60001", "2014-10-05", "that day is a Sunday, on which no Federal Register appears"),
    ("79 FR 60001", "2014-10-04", "that day is a Saturday, on which no Federal Register appears"),
    ("Vol. 74, No. 11, 01/16/08", "2008-01-16", "volume 74 of the Federal Register is that of 2009"),
    ("EO 14024 Directive 3", "2022-02-26", ""),
    (None, "2014-10-05", ""),
]


@pytest.mark.parametrize(("citation", "day", "odd"), DOUBTED)
def test_a_date_that_cannot_be_right(citation, day, odd):
    assert doubt(citation, datetime.date.fromisoformat(day)) == odd


EVENTS = [
    ("65 FR 100, 1/4/00; 66 FR 200, 1/5/01", [("added", "2000-01-04"), ("changed", "2001-01-05")]),
    ("65 FR 100, 1/4/00; 66 FR 200, 1/5/01; 65 FR 100, 1/4/00", [("added", "2000-01-04"), ("changed", "2001-01-05")]),
    ("87 FR 52,740 8/29/2002 87 F.R. 52740 8/29/2022", [("added", "2022-08-29")]),  # the date that can be right
    ("Vol. 80, No. 170, 09/02/15, Vol. 80, No. 207, 10/27/15", [("added", "2015-09-02"), ("changed", "2015-10-27")]),
]


@pytest.mark.parametrize(("cell", "events"), EVENTS)
def test_a_citation_printed_twice_is_one_event(cell, events):
    draft = Draft()
    draft.cite(cell, 0)
    assert [(e.action, e.date.isoformat()) for e in draft.events] == events


NAMES = [
    ("dpl_04142026.csv", "2026-04-14"), ("list_2026-07-23.xml", "2026-07-23"), ("list20260723.csv", "2026-07-23"),
    ("itar_01242018.csv", "2018-01-24"), ("99999999.csv", None), ("sdn (1).csv", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "day"), NAMES)
def test_the_day_in_a_name(name, day):
    found = date_in_name(name)
    assert (found.isoformat() if found else None) == day
