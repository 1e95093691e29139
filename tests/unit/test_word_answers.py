"""What a Word document answers: a word that was inserted or deleted with changes tracked turns an answer round, a comment is no evidence,
and a row of a table says why the party in it was listed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder
from tests.unit.word_files import cell, p, row, t, table, word_file

Asked = Callable[[str], Answer]
_CHANGE = "w:id='1' w:author='A'"
INSERTED = f"<w:ins {_CHANGE}>{t('not ')}</w:ins>"
DELETED = f"<w:del {_CHANGE}><w:r><w:delText>not </w:delText></w:r></w:del>"
BEFORE, BEHIND = t("The Commerce Department did "), t("add Exampla Lasers to the Entity List on May 2, 2024.")
ADDED = (
    "The Commerce Department added Exampla Lasers to the Entity List on May 2, 2024, because it had supplied a navy."
)
HEAD = p("Memo on Exampla Lasers") + p("May 3, 2024")
IS_LISTED = "Was Exampla Lasers added to the Entity List?"
WHY = "Why was Exampla Lasers added to the Entity List?"
COMMENT = f"<w:comment w:id='0'>{p('Check this. ' + ADDED)}</w:comment>"
COMMENTED = "<w:r><w:commentReference w:id='0'/></w:r>"


@pytest.fixture
def asked(tmp_path: Path) -> Callable[[bytes], Asked]:
    """Indexes one Word file and gives what asks it."""

    def make(content: bytes) -> Asked:
        (tmp_path / "memo.docx").write_bytes(content)
        assert not add([tmp_path / "memo.docx"], tmp_path / "index", encoder=HashEncoder()).refused
        index = Index.open(tmp_path / "index", HashEncoder())
        return lambda question: ask(index, question)

    return make


NEVER_YES = {
    "inserted": (p(BEFORE, INSERTED, BEHIND), {}),
    "in a content control": (p(BEFORE, f"<w:sdt><w:sdtContent>{t('not ')}</w:sdtContent></w:sdt>", BEHIND), {}),
    "in a smart tag": (p(BEFORE, f"<w:smartTag>{t('not ')}</w:smartTag>", BEHIND), {}),
    "the result of a field": (p(BEFORE, f"<w:fldSimple w:instr='X'>{t('not ')}</w:fldSimple>", BEHIND), {}),
    "a sentence that was deleted": (p("It makes lenses.") + p(f"<w:del {_CHANGE}><w:r><w:delText>{ADDED}</w:delText></w:r></w:del>"), {}),
    "a sentence that is hidden": (p("It makes lenses.") + p(t(ADDED, "<w:vanish/>")), {}),
    "a sentence that is struck through": (p("It makes lenses.") + p(t(ADDED, "<w:strike/>")), {}),
    "a comment": (p("It makes lenses.", COMMENTED), {"comments": COMMENT}),
}  # fmt: skip


@pytest.mark.parametrize("case", NEVER_YES)
def test_what_the_document_does_not_say_is_never_answered_with_yes(case: str, asked: Callable[[bytes], Asked]) -> None:
    body, parts = NEVER_YES[case]
    answer = asked(word_file(HEAD + body, parts))(IS_LISTED)
    assert not answer.text.lower().startswith("yes"), answer.text
    if "not " in body:
        assert answer.answered and answer.text.startswith("No") and "did not add" in answer.text


def test_a_denial_that_was_deleted_is_answered_with_yes(asked: Callable[[bytes], Asked]) -> None:
    said = asked(word_file(HEAD + p("The Commerce Department ", DELETED, "added Exampla Lasers to the Entity List.")))
    assert said(IS_LISTED).text.startswith("Yes")


def test_a_comment_is_no_evidence(asked: Callable[[bytes], Asked]) -> None:
    answer = asked(word_file(HEAD + p("It makes lenses.", COMMENTED), {"comments": COMMENT}))(WHY)
    assert not answer.answered and "navy" not in answer.text


CAPTIONS = [
    ("Parties added to the Entity List on May 2, 2024", True),
    ("Additions to the Entity List", True),
    ("The Commerce Department added the following two companies to the Entity List on May 2, 2024:", True),
    ("Parties whose removal from the Entity List was requested", False),
    ("Parties that may be added to the Entity List", False),
    ("Parties removed from the Entity List on May 2, 2024", False),
    ("Shipments of the year by party", False),
]


@pytest.mark.parametrize(("caption", "answers"), CAPTIONS)
@pytest.mark.parametrize("nested", [False, True])
def test_a_row_says_why_its_party_was_listed_if_the_table_does(
    caption: str, answers: bool, nested: bool, asked: Callable[[bytes], Asked]
) -> None:
    ground = "Supplied parts to an enrichment plant"
    second = cell("<w:p/>" + table(row(ground)) + "<w:p/>") if nested else ground
    rows = table(row("Party", "Ground"), row("Exampla Valves", second), row("Specimen Tools", "Diverted machine tools"))
    answer = asked(word_file(p(caption) + rows + p("The table is complete.")))("Why was Exampla Valves listed?")
    assert answer.answered == answers, answer.text
    assert ("enrichment" in answer.text and "machine tools" not in answer.text) == answers
