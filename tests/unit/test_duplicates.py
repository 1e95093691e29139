"""Near duplicates: reprints are found, notices in the same words about something else are not."""

import itertools

import pytest

from sources.duplicates import NEAR, likeness, near_duplicates, signature

REPORT = """\
WASHINGTON (Example Agency) - The United States on Thursday added 28 companies in China to a trade blacklist, among them Roe
Optics and two units of Poe Genomics, saying that they had supported the modernization of the armed forces.

The Commerce Department, which oversees export controls, said the 28 firms had bought or tried to buy U.S. goods for military ends.
Suppliers need a licence before they ship to a listed company, and requests for one are likely to be denied.

"We cannot let our technology be used against us," a senior official of the department told reporters in a call.

Roe Optics and Poe Genomics did not immediately respond to requests for comment. The Chinese embassy in Washington said that it
opposed the abuse of export controls, and that Beijing would take the steps that were needed to protect its companies.

The department also added three firms in Belarus, 1 in Taiwan and 2 in Russia, which it said had helped the Russian army to get
machine tools. In 2020 it had listed two other units of Poe Genomics over the analysis of genetic samples in Xinjiang.
"""
PARAGRAPHS = REPORT.split("\n\n")

REPRINTS = {
    "whole": REPORT,
    "other headline": "US blacklists dozens of Chinese companies\n\n" + REPORT,
    "outlet's lines": "By Staff Writer\n\n"
    + REPORT
    + "\n\nReporting from Washington. Subscribe for more stories like this one.",
    "last paragraph dropped": "\n\n".join(PARAGRAPHS[:-1]),
    "emphasis and white space": REPORT.replace(" ", "  ").replace("Roe Optics", "**Roe Optics**").upper(),
    "own paragraph added": REPORT
    + "\n\nShares of local suppliers fell in early trading, with the index of the exchange down for a third day.",
}
OTHERS = {
    "same agency, other firms": REPORT.replace("28", "19").replace("2020", "2018").replace("Roe Optics", "Coe Avionics")
    .replace("Poe Genomics", "Doe Shipping").replace("Thursday", "Monday").replace("modernization of the armed forces", "missile programmes of Iran")
    .replace("three firms in Belarus, 1 in Taiwan and 2 in Russia", "four firms in Pakistan and 5 in the Emirates"),
    "another subject": "The weather in Example City was mild on Thursday, with light rain in the evening and 12 degrees at noon. " * 8,
    "a notice": "OFAC is publishing the names of one or more persons that have been placed on its list on 6 January 2022.",
    "the notice of another day": "OFAC is publishing the names of one or more persons that have been placed on its list on 13 May 2023.",
}  # fmt: skip


@pytest.mark.parametrize("name", REPRINTS)
def test_a_reprint_is_like_the_report(name: str) -> None:
    assert likeness(signature(REPORT), signature(REPRINTS[name])) >= NEAR


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(["whole report", *OTHERS], 2)))
def test_other_texts_are_not_alike(one: str, other: str) -> None:
    texts = {**OTHERS, "whole report": REPORT}
    assert likeness(signature(texts[one]), signature(texts[other])) < NEAR


def test_likeness_is_symmetric_and_total_for_the_same_text() -> None:
    signatures = [signature(text) for text in (*REPRINTS.values(), *OTHERS.values(), "", "one")]
    for a, b in itertools.product(signatures, repeat=2):
        assert likeness(a, b) == likeness(b, a)
        assert 0 <= likeness(a, b) <= 1
    assert all(likeness(a, a) == 1 for a in signatures if a)
    assert likeness(b"", b"") == 0


def test_groups_hold_all_reprints_and_nothing_else() -> None:
    texts = {**REPRINTS, **OTHERS, "empty": ""}
    (group,) = near_duplicates({name: signature(text) for name, text in texts.items()})
    assert group == tuple(sorted(REPRINTS))


def test_many_signatures_are_grouped_in_little_time() -> None:
    import time

    texts = {f"{i}": " ".join(f"w{i}x{j}" for j in range(80)) for i in range(1500)}
    texts |= {f"{i} again": texts[str(i)] + " and one more line" for i in range(0, 1500, 10)}
    signatures = {name: signature(text) for name, text in texts.items()}
    begin = time.perf_counter()
    groups = near_duplicates(signatures)
    assert time.perf_counter() - begin < 5
    assert sorted(groups) == sorted((str(i), f"{i} again") for i in range(0, 1500, 10))


def test_a_signature_is_stable() -> None:
    """Signatures are stored in indexes: a change of method needs a new index format."""
    import hashlib

    assert hashlib.sha256(signature(REPORT)).hexdigest()[:16] == "beb71c2402dae81c"
