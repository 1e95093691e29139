"""Statements read from sentences, by the table tests/golden/statements.yaml."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.document import Document
from sources.reading import read_roles, read_statements, read_utterances
from sources.reading.statements import Statement
from sources.sentences import sentences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "golden" / "statements.yaml").read_text())


def read(case: dict[str, Any]) -> tuple[Document, list[Statement]]:
    lead = case.get("context", "")
    text = f"{lead} {case['text']}" if lead else case["text"]
    published = case.get("published")
    assert published is None or isinstance(published, datetime.date)
    document = Document(id="d", path="case.txt", sha256="0", text=text, published=published)
    return document, read_statements(document, sentences(text))


def told(document: Document, statement: Statement) -> dict[str, Any]:
    """A statement as plainly as the table writes it."""

    def words(slot: Any) -> str:
        return " ".join(document.text[slot.start : slot.end].split())

    return {
        "action": statement.action,
        "polarity": statement.polarity,
        "subjects": [m.value for m in statement.subjects],
        "agency": statement.agency.value if statement.agency else None,
        "list": statement.list.value if statement.list else None,
        "date": statement.date.value if statement.date else None,
        "count": statement.count.value if statement.count else None,
        "authority": statement.authority.value if statement.authority else None,
        "reasons": [words(r) for r in statement.reasons],
        "effects": [words(e) for e in statement.effects],
        "attribution": statement.attribution.value if statement.attribution else None,
        "trigger": words(statement.trigger),
    }


@pytest.mark.parametrize("case", CASES, ids=[str(i) + " " + c["text"][:50] for i, c in enumerate(CASES)])
def test_statements(case: dict[str, Any]) -> None:
    document, found = read(case)
    got = [told(document, s) for s in found]
    if "expect" in case:
        wanted = case["expect"]
        assert len(got) == len(wanted), got
        for have, want in zip(got, wanted, strict=True):
            assert {key: have[key] for key in want} == want, have
    forbidden = set(case.get("never", ()))
    assert not [s for s in got if s["polarity"] == "asserted" and forbidden & set(s["subjects"])], got


@pytest.mark.parametrize("case", CASES, ids=[str(i) for i in range(len(CASES))])
def test_spans_slice(case: dict[str, Any]) -> None:
    """Every slot lies in the text, is not blank at its ends, and a subject found by its name is that name."""
    document, found = read(case)
    for statement in found:
        slots = [
            statement.trigger,
            statement.agency,
            statement.list,
            statement.date,
            statement.authority,
            statement.count,
            statement.attribution,
        ]
        for slot in [s for s in slots if s is not None] + [*statement.reasons, *statement.effects, *statement.subjects]:
            words = document.text[slot.start : slot.end]
            assert 0 <= slot.start < slot.end <= len(document.text)
            assert words == words.strip()
        for subject in statement.subjects:
            if subject.resolved == "name":
                assert " ".join(document.text[subject.start : subject.end].split()) == subject.value


def test_table_is_large_enough() -> None:
    assert len(CASES) >= 100


PIECES = st.sampled_from(
    ["The Commerce Department ", "added ", "Kilda Labs ", "and ", "37 Chinese companies ", "to the Entity List ", "for ", "supplying Russia’s military ", ". ",
     "It ", "accused the company of ", "was blacklisted ", "which ", ", ", "were ", "sanctions on ", "Orlin ", "“", "”", "\n\n", "\n• ", ": ", "said ", "in May 2020 ",
     "not ", "could be ", "  ", "**", "by Treasury ", "over ", "The group includes ", "meaning that ", "a license is required ", "OFAC designated ", "[x](https://a.b/c) "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_gives_slices(text: str) -> None:
    """No text breaks the reader; every slot lies in the text; the same text gives the same statements."""
    document = Document(id="d", path="case.txt", sha256="0", text=text)
    found = read_statements(document, sentences(text))
    assert found == read_statements(document, sentences(text))
    assert len({s.id for s in found}) == len(found)
    for s in found:
        assert 0 <= s.start < s.end <= len(text)
        for slot in [*s.subjects, *s.reasons, *s.effects, s.trigger]:
            assert 0 <= slot.start < slot.end <= len(text)
            assert text[slot.start : slot.end].strip()
    for u in read_utterances(document, sentences(text)):
        assert all(0 <= a < b <= len(text) for a, b in u.spans)
    for r in read_roles(document, sentences(text)):
        assert text[r.description.start : r.description.end].strip()


CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_real_documents_give_slices() -> None:
    """On real briefings, abstracts and reports every slot slices and no statement has an agency of the US as its subject."""
    count = 0
    for path in sorted([*(CORPUS / "seeds").iterdir(), *(CORPUS / "documents").iterdir()]):
        text = path.read_text(encoding="utf-8")
        document = Document(id=path.name, path=path.name, sha256="0", text=text)
        for s in read_statements(document, sentences(text)):
            count += 1
            assert s.start <= s.trigger.start < s.trigger.end <= s.end
            for slot in [*s.subjects, *s.reasons, *s.effects]:
                assert text[slot.start : slot.end] == text[slot.start : slot.end].strip() != ""
            assert all(m.kind != "agency" for m in s.subjects)
    assert count > 60


@pytest.mark.parametrize(
    "text",
    [
        "Two institutes were added on different grounds. The latter, an academy, is added for training engineers in sonar; "
        "the committee has no information that it is owned by the former.",
        "In August 2025 it designated Example Berths Co., Ltd. That company has applied to be taken off the list; its "
        "application is under review.",
    ],
)
def test_a_clause_behind_a_deed_without_a_party_is_read(text: str) -> None:
    """The maximum of one position and no others was taken of a number: the whole document was refused."""
    document = Document(id="d", path="case.txt", sha256="0", text=text)
    for statement in read_statements(document, sentences(text)):
        assert 0 <= statement.start < statement.end <= len(text)
