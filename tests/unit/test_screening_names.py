"""Which listed name a name of a customer file is, and whose it is not: golden/screening.yaml; and the parts of the comparison."""

import functools
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.screening.customers.party import MATCH, POSSIBLE
from assistant.screening.names.align import align
from assistant.screening.names.how import how
from assistant.screening.names.likeness import alike
from assistant.screening.names.match import FormHit, Matcher
from assistant.screening.names.mended import mended
from index.name_grams import Grams
from index.name_sound import sound
from index.names import NameEntry, NameIndex

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "screening.yaml").read_text(encoding="utf-8")
)


@functools.cache
def table() -> tuple[NameIndex, Matcher]:
    entries = []
    for number, row in enumerate(CASES["table"]):
        names = [(row["name"], "name"), *((n, "alias") for n in row.get("alias", ()))]
        names += [(n, "weak_alias") for n in row.get("weak", ())]
        for name, role in names:
            entries.append(NameEntry(name, f"r:{number}", row["name"], role, "record", row.get("type")))  # type: ignore[arg-type]
    index = NameIndex.build(entries)
    return index, Matcher(index.pool())


def best(asked: str, listed: str) -> float:
    """The best score of the names of a listed party; a weak alias counts as one."""
    index, matcher = table()
    (hits,) = matcher.match([asked], 0.0)
    mains = {(u.form, u.main): u.role for u in index.uses([h.form for h in hits])}
    scores = [
        min(h.score, 0.85 if mains[h.form, listed] == "weak_alias" else 1.0) for h in hits if (h.form, listed) in mains
    ]
    return max(scores, default=0.0)


@pytest.mark.parametrize(("asked", "listed"), CASES["match"], ids=[c[0] for c in CASES["match"]])
def test_a_match(asked: str, listed: str) -> None:
    assert best(asked, listed) >= MATCH


@pytest.mark.parametrize(("asked", "listed"), CASES["near"], ids=[c[0] for c in CASES["near"]])
def test_a_possible_match_at_least(asked: str, listed: str) -> None:
    assert best(asked, listed) >= POSSIBLE


@pytest.mark.parametrize(("asked", "listed"), CASES["apart"], ids=[c[0] for c in CASES["apart"]])
def test_not_a_match(asked: str, listed: str) -> None:
    assert best(asked, listed) < MATCH


@pytest.mark.parametrize(("asked", "listed"), CASES["none"], ids=[c[0] for c in CASES["none"]])
def test_another_party(asked: str, listed: str) -> None:
    assert best(asked, listed) < POSSIBLE


def test_a_block_of_names_gives_what_each_alone_gives() -> None:
    _, matcher = table()
    asked = [case[0] for part in ("match", "near", "apart", "none") for case in CASES[part]] * 4
    together = list(matcher.match(asked))
    assert together == [next(iter(matcher.match([name]))) for name in asked]


def test_an_empty_pool_has_no_candidates() -> None:
    assert list(Matcher(NameIndex.build([]).pool()).match(["Exampla Optics"])) == [[]]
    assert [len(found) for found in Grams([]).nearest(["exampla"], 5, 0.1)] == [0]


@pytest.mark.parametrize(
    ("a", "b", "way"),
    [
        ("optik", "optik", "same"), ("khimprom", "himprom", "spelling"), ("aleksandr", "alexandr", "spelling"), ("optics", "optisc", "slip"),
        ("engineering", "enginering", "slip"), ("john", "j", "initial"), ("instruments", "instrume", "cut"), ("inspur", "inspire", None),
        ("607", "613", None), ("7", "7a", None), ("beijing", "nanjing", None), ("k", "m", None), ("li", "lu", None),
    ],
)  # fmt: skip
def test_words(a: str, b: str, way: str | None) -> None:
    found, turned = alike(a, b), alike(b, a)
    assert (found.way if found else None) == way and (turned.way if turned else None) == way
    assert found is None or 0 < found.score <= 1


def test_vowels_make_no_difference_in_names_of_persons_alone() -> None:
    assert alike("hossein", "hussain", True) and not alike("inspur", "inspire", False)


def test_sounds_of_one_kind_are_one() -> None:
    for a, b in (("khodorkovskiy", "hodorkovski"), ("yuri", "iuri"), ("mikhail", "mihail"), ("wladimir", "vladimir")):
        assert sound(a) == sound(b)
    assert sound("beijing") != sound("nanjing")


def test_joined_and_parted_words_stand_for_each_other() -> None:
    for mine, its in (
        (["deepglimmer", "technology"], ["deep", "glimmer", "technology"]),
        (["deep", "glimmer"], ["deepglimmer"]),
    ):
        found = align(mine, its)
        assert not found.left and not found.more and {p.alike.way for p in found.pairs} <= {"joined", "same"}


def test_a_misspelt_legal_form_is_mended_but_no_name() -> None:
    names = {"pulic": 0, "compani": 0, "joint": 9, "corporacion": 0, "limitless": 3}
    assert mended(["pulic", "joint", "compani"], lambda w: names.get(w, 0)) == ["public", "joint", "company"]
    assert mended(["limitless", "exampla"], lambda w: names.get(w, 0)) == ["limitless", "exampla"]


def said(asked: str, listed: str) -> str:
    index, matcher = table()
    (hits,) = matcher.match([asked], 0.0)
    found: dict[int, FormHit] = {h.form: h for h in hits}
    use = next(u for u in index.uses(list(found)) if u.main == listed)
    return how(found[use.form], use.role, asked, use.name)


@pytest.mark.parametrize(
    ("asked", "listed", "words"),
    [
        ("Exampla Optics Co., Ltd.", "Exampla Optics Co., Ltd.", "the listed name, letter for letter"),
        ("EXAMPLA OPTICS CO LTD", "Exampla Optics Co., Ltd.", "apart from capitals"),
        ("Exampla Optics Company Limited", "Exampla Optics Co., Ltd.", "legal form"),
        ("Quorvex Precison Instruments Co Ltd", "Quorvex Precision Instruments Company Limited", "“Precision” for “Precison” (a slip of letters)"),
        ("DeepGlimmer Technology Corp.", "Deep Glimmer Technology Corporation", "“Deep Glimmer” for “DeepGlimmer” (joined or parted)"),
        ("Norvik Shipping", "Norvik Shipping Lines", "it also has “Lines”"),
    ],
)  # fmt: skip
def test_why_it_matched(asked: str, listed: str, words: str) -> None:
    assert words in said(asked, listed)
