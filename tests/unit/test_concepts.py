"""Words as concepts: what stands for the same thing, numbers however they are written, places with their people."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.concepts import concepts, keys
from assistant.question.words import number, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("blacklisted", "added to"),
        ("thirty-seven", "37"),
        ("1,000", "thousand"),
        ("Chinese", "China"),
        ("Beijing", "China"),
        ("American", "the United States"),
        ("the Bureau of Industry and Security", "the Commerce Department"),
        ("OFAC", "the Treasury Department"),
        ("semiconductors", "chips"),
        ("modernising", "modernization"),
        ("forced labour", "forced labor"),
        ("the Entity List", "Entity List"),
        ("replied", "response"),
        ("drones", "unmanned aerial vehicle"),
    ],
)
def test_said_otherwise(one: str, other: str) -> None:
    assert keys(one) & keys(other), (keys(one), keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inspur", "Inspire"),
        ("thirty-seven", "34"),
        ("China", "Taiwan"),
        ("the Treasury Department", "the Commerce Department"),
        ("the Entity List", "the Unverified List"),
        ("2020", "2,020 firms"),
        ("North Korea", "South Korea"),
        ("sales", "sanctions"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not keys(one) & keys(other), keys(one) & keys(other)


@pytest.mark.parametrize(
    ("word", "value"),
    [("37", 37), ("1,000", 1000), ("thirty-seven", 37), ("Twelve", 12), ("ninety", 90), ("dozen", 12), ("hundred", 100),
     ("zero", 0), ("thirty-hundred", None), ("entity", None), ("", None), ("²", None), ("1.5", None)],
)  # fmt: skip
def test_number(word: str, value: int | None) -> None:
    assert number(word) == value


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_concepts_stand_where_they_say(text: str) -> None:
    for concept in concepts(text):
        assert 0 <= concept.start < concept.end <= len(text)
        assert concept.key and (concept.weight is None or 0 <= concept.weight <= 1)


def test_words_are_stemmed_alike_in_many_threads() -> None:
    words = [
        f"{word}{end}"
        for word in ("modern", "list", "author", "national", "relation")
        for end in ("s", "izing", "ally", "ness", "ed")
    ]
    stem.cache_clear()
    alone = [stem(word) for word in words]
    for _ in range(20):
        stem.cache_clear()
        barrier = threading.Barrier(4)

        def work(order: list[str], barrier: threading.Barrier = barrier) -> list[str]:
            barrier.wait()
            return [stem.__wrapped__(word) for word in order * 20][: len(order)]

        with ThreadPoolExecutor(4) as pool:
            for found in pool.map(work, [words] * 4):
                assert found == alone
