"""Questions on a section of the regulation, a supplement, an order or a document, answered with its own sentences."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.ask import ask
from assistant.question.citing import cited_in
from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "fixtures" / "lists"
REAL = ROOT.parents[1] / "shared" / "corpus" / "ecfr" / "title-15_part-744_2026-07-23.xml"
CASES = yaml.safe_load((ROOT / "golden" / "sections.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("sections")
    rule = folder / "2026-01234.txt"
    rule.write_text(
        "Lanterns on the Pier; Final Rule\nFederal Register document 2026-01234, published 2026-01-20\n91 FR 4321\n\n"
        "In this rule, the Bureau of Lamps forbids lit lanterns on every pier of the harbour. It takes effect on Sunday.\n",
        encoding="utf-8",
    )
    files = [LISTS / "ecfr_part-736_2026-01-15.xml", LISTS / "ecfr_part-744_2026-01-15.xml", rule]
    assert not add(files, folder / "index", encoder=HashEncoder()).refused
    return Index.open(folder / "index", HashEncoder())


ASKED = [
    ("What does § 736.2 prohibit?", True, ["15 CFR § 736.2\\(b\\)", "You may not carry", "lit lantern"]),
    ("What does 736.2(b)(2) say?", True, ["§ 736.2\\(b\\)\\(2\\)", "without a license: \\(2\\) An oil can"]),
    ("What does § 736.2 say about license exceptions?", True, ["§ 736.2\\(c\\)", "oil cans"]),
    ("What is the license review policy of § 736.2?", True, ["§ 736.2\\(d\\)", "candlelight"]),
    ("How does § 736.2 define 'lantern'?", True, ["§ 736.2\\(a\\)", "can be carried"]),
    ("When was § 736.2 last amended?", True, ["85 FR 22222"]),
    ("What is in Supplement No. 1 to part 736?", True, ["15 CFR part 736, Supplement No. 1", "General Order"]),
    ("What does General Order No. 2 say?", True, ["barns"]),
    ("What does § 736.3 say?", True, ["Reserved"]),
    ("Which section covers lanterns on piers?", True, ["§ 736.2"]),
    ("What did 80 FR 11112 do?", True, ["80 FR 11112"]),
    ("What did 91 FR 4321 do?", True, ["forbids lit lanterns"]),
    ("What does document 2026-01234 say?", True, ["forbids lit lanterns"]),
    ("What does General Order No. 7 say?", False, ["No source here has General Order No. 7"]),
    ("What does § 736.9 say?", False, ["No source here has § 736.9", "nearest is 15 CFR § 736.3"]),
    ("What does § 736.2(q) say?", False, ["No source here has 15 CFR § 736.2\\(q\\)"]),
    ("What is in Supplement No. 4 to part 736?", False, ["Supplement No. 4 to part 736"]),
    ("What does 31 CFR 736.2 say?", False, ["31 CFR § 736.2"]),
    ("How does § 736.2 define 'candle'?", False, ["does not say"]),
    ("How many lanterns does § 736.2 allow?", False, []),
    ("Which section covers rowing boats?", False, ["rowing boats"]),
    ("What does document 2026-99999 say?", False, ["2026-99999"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answered", "says"), ASKED, ids=[text for text, _, _ in ASKED])
def test_answer(index: Index, text: str, answered: bool, says: list[str]) -> None:
    answer = ask(index, text)
    assert answer.answered is answered, answer.text
    assert [p for p in says if not re.search(p, answer.text)] == [], answer.text
    for citation in answer.citations:
        assert index.document(citation.document.id).text[citation.start : citation.end] == citation.quote
    assert not answered or all(s.citations for s in answer.sentences)
    assert len(answer.text.split()) <= 120, answer.text


def test_a_party_under_a_section_is_asked_for_in_its_row(index: Index) -> None:
    text = ask(index, "Under what section does Amber Lantern Works need a license?").text
    assert "Amber Lantern Works" in text and "reads: “§" not in text


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("What does § 744.21 prohibit?", ["§ 744.21"]),
        ("What does 15 CFR 744.11(b)(4) say?", ["15 CFR § 744.11(b)(4)"]),
        ("what does sec. 744.4 say", ["§ 744.4"]),
        ("paragraph (b) of § 744.2", ["§ 744.2(b)"]),
        ("Supplement No. 1 to part 736", ["Supplement No. 1 to part 736"]),
        ("Appendix A to part 766", ["Appendix A to part 766"]),
        ("supp. no. 4 to part 744", ["Supplement No. 4 to part 744"]),
        ("General Order No. 3", ["General Order No. 3"]),
        ("What did 88 F.R. 12345 do?", ["88 FR 12345"]),
        ("Executive Order 13959 and E.O. 14032", ["Executive Order 13959", "Executive Order 14032"]),
        ("document 2024-01234", ["document 2024-01234"]),
        ("It rose by 744.21% to $744.21 in 2024-05", []),
        ("Why was Exampla Optics listed?", []),
    ],
)
def test_what_a_question_cites(text: str, cited: list[str]) -> None:
    assert [c.said for c in cited_in(text)] == cited


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Index:
    if not REAL.exists():
        pytest.skip("../shared/corpus is not there: the real part 744 is not in the repository")
    place = tmp_path_factory.mktemp("part744") / "index"
    assert not add([REAL], place, encoder=HashEncoder()).refused
    return Index.open(place, HashEncoder())


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_on_the_real_part_744(real: Index, case: dict[str, Any]) -> None:
    answer = ask(real, case["ask"])
    assert answer.answered is case.get("answered", True), answer.text
    assert [p for p in case.get("say", ()) if not re.search(p, answer.text)] == [], answer.text
    assert [p for p in case.get("never", ()) if re.search(p, answer.text)] == [], answer.text
    assert len(answer.text.split()) <= 120, answer.text
