"""Broken files of every kind are refused with the file, the line where there is one, and the cause; nothing in the index changes."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from index.build import add
from index.search import Index
from tests.hash_encoder import HashEncoder

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"
ECFR = "ecfr_part-744_2026-01-15.xml"
PAGE = b"<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head><body><h1>Sorry</h1></body></html>"
_STEPS = "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9))
GROWING = f"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>{_STEPS}]>"


def cut(name: str, share: float) -> bytes:
    raw = (LISTS / name).read_bytes()
    return raw[: int(len(raw) * share)]


def columns(name: str, old: bytes, new: bytes) -> bytes:
    head, _, rest = (LISTS / name).read_bytes().partition(b"\n")
    assert old in head
    return head.replace(old, new) + b"\n" + rest


def packed(folder: Path, members: dict[str, bytes]) -> bytes:
    file = folder / "packed.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    raw = file.read_bytes()
    file.unlink()
    return raw


WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
CASES: list[tuple[str, bytes, str]] = [
    ("ecfr_part-744_2026-03-01.xml", cut(ECFR, 0.5), r"line \d+: broken XML"),
    ("ofac.xml", cut("ofac/sdn.xml", 0.6), r"line \d+: broken XML"),
    ("fr_rule.xml", cut("fr_rule.xml", 0.5), r"line \d+: broken XML"),
    ("fr_results.json", cut("fr_results.json", 0.5), r"line \d+: broken JSON"),
    ("csl.json", cut("csl.json", 0.5), r"line \d+: broken JSON"),
    ("csl_2025.csv", columns("csl_2025.csv", b"name", b"nome"), r"line 1: no column for name"),
    ("csl_2025.csv", (LISTS / "csl_2025.csv").read_bytes() + b"one,two\n", r"line \d+: 2 columns"),
    ("dpl_2024-05-06.txt", (LISTS / "dpl_2024-05-06.txt").read_bytes() + b"only\ttwo\n", r"line \d+: 2 columns"),
    ("sdn.csv", b'1,"x","y"\n', r"line 1: 3 columns"),
    ("sdn.csv", PAGE, r"line 1: an HTML page"),
    ("consolidated.csv", PAGE, r"line 1: an HTML page"),
    ("csl.json", PAGE, "HTML page"),
    ("dpl.txt", PAGE, "error page"),
    ("ecfr_part-744_2026-03-01.xml", PAGE, "error page|HTML page"),
    (
        "ecfr_part-744_2026-03-01.xml",
        f"<?xml version='1.0'?>{GROWING}<DIV5 N='744' TYPE='PART'><DIV8 N='744.1'><HEAD>&j;</HEAD></DIV8></DIV5>".encode(),
        "defines entities",
    ),
    ("sdn.xml", f"<?xml version='1.0'?>{GROWING}<sdnList><sdnEntry/></sdnList>".encode(), "defines entities"),
    (
        "rule.xml",
        b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><RULE><P>&a;</P></RULE>",
        "defines entities",
    ),
    ("report.docx", b"plain words", "not a Word document"),
    ("report.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged PDF"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("broken") / "index"
    assert not add([LISTS / ECFR], place, encoder=HashEncoder()).refused
    return place


def state(place: Path) -> tuple[object, ...]:
    index = Index.open(place, HashEncoder())
    with index.reading() as generation:
        return generation, index.counts(), tuple((i.id, i.sha256) for i in index.documents())


def refused(made: Path, file: Path, says: str) -> None:
    before = state(made)
    summary = add([file], made, encoder=HashEncoder())
    said = [str(problem) for problem in summary.refused]
    assert len(said) == 1 and re.search(says, said[0]) and file.name in said[0], said
    assert state(made) == before


@pytest.mark.parametrize(
    ("name", "raw", "says"), CASES, ids=[f"{n}: {name}: {says}" for n, (name, _, says) in enumerate(CASES)]
)
def test_refused(made: Path, tmp_path: Path, name: str, raw: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(raw)
    refused(made, tmp_path / name, says)


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"0" * 300_000_000}, "zip bomb"),
        ({"notes.txt": b"hello"}, "without a Word document"),
        (
            {"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{GROWING}{WORD}".encode()},
            "Word document|entities",
        ),
    ],
    ids=["zip bomb", "no document", "entities"],
)
def test_a_bad_word_document_is_refused(made: Path, tmp_path: Path, members: dict[str, bytes], says: str) -> None:
    (tmp_path / "report.docx").write_bytes(packed(tmp_path, members))
    refused(made, tmp_path / "report.docx", says)


def test_a_bad_companion_refuses_the_list(made: Path, tmp_path: Path) -> None:
    """Treasury's list without its aliases would not find everybody: the file of aliases is named."""
    for file in (LISTS / "ofac").glob("*.csv"):
        shutil.copy(file, tmp_path / file.name)
    (tmp_path / "alt.csv").write_bytes(PAGE)
    before = state(made)
    said = [str(problem) for problem in add([tmp_path / "sdn.csv"], made, encoder=HashEncoder()).refused]
    assert said and "alt.csv" in said[0], said
    assert state(made) == before
