"""A sealed case: proved as it is, refused with what was changed when it was, and a page on which every claim has its citation."""

import hashlib
import json
import os
import random
import re
from pathlib import Path

import pytest
from lxml import html

from assistant.cases import Case, decide, read_case, review
from index.cases import Cases
from tests.unit.case_index import CHANGES, first
from tests.unit.test_cases import opened
from ui.cases.check import prove, same_as_kept
from ui.cases.sealed import BEFORE, file_name, sealed, taken_apart
from ui.cli import main

HOSTILE = f"{CHANGES} <script>window.pwned=1</script></script>\u202e{BEFORE}&amp;\x1b[31m \ud800"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return first(tmp_path_factory.mktemp("sealed"))


@pytest.fixture(scope="module")
def made(place: Path) -> Case:
    cases = Cases(place)
    questions = (f"When was {CHANGES} added to the Military End-User List?", f"Why was {CHANGES} put on the SDN List?")
    identifier = opened(cases, questions=questions)
    decide(cases, identifier, None, "Anna Meier", "true match", "name and address\nagree", "Bert")
    return review(cases, identifier, None, "Bert", True, "looked at it")


@pytest.fixture(scope="module")
def raw(made: Case) -> bytes:
    return sealed(made, "whylisted test")[0]


def test_a_sealed_file_is_whole_and_holds_the_case(made: Case, raw: bytes, place: Path) -> None:
    verdict, found = prove(raw)
    assert verdict.whole and verdict.wrong == () and found == made and verdict.case == made.opening.id
    parts = taken_apart(raw.decode())
    assert parts and hashlib.sha256(parts.data.encode()).hexdigest() == parts.seal.data
    both = hashlib.sha256(f"{parts.seal.data}\n{parts.seal.page}\n".encode()).hexdigest()
    assert verdict.sha256 == parts.seal.both == both
    assert same_as_kept(made, Cases(place).one(made.opening.id)) == ([], ["the index keeps the same history"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-case-[0-9a-f]{10}-ebony-shipyard\.html", file_name(made))


def text(pattern: str, new: str):
    def change(raw: bytes) -> bytes:
        changed = raw.decode().replace(pattern, new, 1)
        assert changed != raw.decode(), pattern
        return changed.encode()

    return change


def data(work):
    """Changes the JSON, and nothing else."""

    def change(raw: bytes) -> bytes:
        parts = taken_apart(raw.decode())
        plain = json.loads(parts.data)
        work(plain)
        return raw.decode().replace(parts.data, json.dumps(plain, indent=1)).encode()

    return change


def forged(work):
    """Changes the JSON or the page, and makes the seal anew, as somebody does who knows how."""

    def change(raw: bytes) -> bytes:
        from ui.cases.sealed import _SEAL, AFTER, seal_of

        parts = taken_apart(raw.decode())
        plain = json.loads(parts.data)
        page = work(plain, parts.top) or parts.top
        words = json.dumps(plain, indent=1).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return f"{page}{BEFORE}{words}{AFTER}{_SEAL.format(**seal_of(page, words)._asdict())}".encode()

    return change


def said(plain: dict, number: int, **values: object) -> None:
    plain["steps"][number]["entry"].update(values)


TAMPERED = {
    "the decision on the page": (text("decided: true match", "decided: false match"), "page was changed.*false match.*true match"),
    "the decision in the data": (data(lambda p: said(p, 1, decision="false match")), "data were changed.*entry 1 was changed.*true match.*false match"),
    "the reviewer in the data": (data(lambda p: said(p, 2, by="Carl")), "data were changed.*entry 2 was changed"),
    "a quotation on the page": (text("Quay 3", "Quay 9"), "page was changed.*Quay 9.*Quay 3"),
    "a quotation in the data": (data(lambda p: p["bases"]["0"]["hits"][0]["citations"][0].update(quote="nothing")), "data were changed.*opening was changed"),
    "the hash of a list": (data(lambda p: p["bases"]["0"]["lists"][0].update(sha256="0" * 64)), "data were changed"),
    "an entry taken out": (data(lambda p: p["steps"].pop(1)), "data were changed.*entry 1 is missing"),
    "an entry put in": (data(lambda p: p["steps"].append(p["steps"][2])), "data were changed.*entry 3 is missing"),
    "a figure of the seal": (lambda raw: re.sub(rb"of both <code>.", b"of both <code>x", raw), "no sealed case"),
    "another figure of the seal": (lambda raw: re.sub(rb"of both <code>[0-9a-f]{4}", b"of both <code>0000", raw), "the seal was changed"),
    "a script in the page": (text("</main>", "<script>1</script></main>"), "page was changed.*marked up"),
    "something behind the end": (lambda raw: raw + b"<p>and more", "end was cut or changed"),
    "cut": (lambda raw: raw[: len(raw) // 2], "cut or changed"),
    "the beginning": (lambda raw: b"\xef\xbb\xbf" + raw, "page was changed"),
    "ends of lines": (lambda raw: raw.replace(b"\n", b"\r\n"), "no sealed case"),
    "blanks in the data": (lambda raw: raw.replace(b'"form": 1', b'"form":  1'), "data were changed"),
    "other bytes": (lambda raw: raw.replace(b"Anna", b"\xff\xfe", 1), "no UTF-8"),
    "no JSON in the data": (lambda raw: raw.replace(b'"steps"', b'"steps', 1), "data were changed.*cannot be read"),
    "the decision, with a new seal": (forged(lambda p, page: said(p, 1, decision="false match")), "entry 1 was changed"),
    "the page, with a new seal": (forged(lambda p, page: page.replace("true match", "false match")), "false match.*true match"),
}  # fmt: skip


@pytest.mark.parametrize("case", TAMPERED)
def test_whatever_was_changed_is_found_and_named(raw: bytes, case: str, tmp_path: Path, capsys) -> None:
    change, words = TAMPERED[case]
    changed = change(raw)
    assert changed != raw
    verdict, _ = prove(changed)
    assert not verdict.whole and re.search(words, " ".join(verdict.wrong)), verdict.wrong
    file = tmp_path / "case.html"
    file.write_bytes(changed)
    assert main(["case", "verify", str(file), "--index", str(tmp_path / "none")]) == 1
    told = capsys.readouterr()
    assert "changed: " in told.out and "NOT as it was sealed" in told.out and "Traceback" not in told.out + told.err


def test_every_byte_is_under_the_seal(raw: bytes) -> None:
    chance = random.Random(7)
    for at in [0, len(raw) - 1, *chance.sample(range(len(raw)), 60)]:
        changed = bytearray(raw)
        changed[at] ^= 1 << chance.randrange(7)
        assert not prove(bytes(changed))[0].whole, at


def test_any_file_is_told_of_in_a_line(raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(3)
    deep = BEFORE + "[" * 100_000 + "]" * 100_000 + raw.decode()[raw.decode().rindex("\n</script>") :]
    odd = [b"", b"\0" * 1000, chance.randbytes(5000), BEFORE.encode(), deep.encode(), raw + raw, b"{}", b"PK\x03\x04"]
    for number, content in enumerate(odd):
        file = tmp_path / f"{number}"
        file.write_bytes(content)
        assert main(["case", "verify", str(file), "--json", "--index", str(tmp_path / "none")]) == 1
        assert json.loads(capsys.readouterr().out)["whole"] is False
    for path, words in ((tmp_path / "nowhere", "no such file"), (tmp_path, "is no file")):
        assert main(["case", "verify", str(path)]) == 2
        err = capsys.readouterr().err
        assert words in err and err.count("\n") == 1
    if os.geteuid():
        (tmp_path / "0").chmod(0)
        assert main(["case", "verify", str(tmp_path / "0")]) == 2


def test_a_forger_who_makes_all_anew_is_found_by_the_index(
    made: Case, raw: bytes, place: Path, tmp_path: Path, capsys
) -> None:
    from assistant.cases.model import Step, text_of
    from index.cases import seal

    forgery, before = list[Step](), ""
    for step in made.steps:
        entry = step.entry.model_copy(update={"decision": "false match"}) if step.number == 1 else step.entry
        basis = text_of(made.bases[0]) if step.number == 0 else None
        before = seal(before, text_of(entry), basis)
        forgery.append(Step(number=step.number, entry=entry, seal=before))
    forged_raw, _ = sealed(Case(steps=tuple(forgery), bases=made.bases), "whylisted test")
    assert prove(forged_raw)[0].whole  # a hash proves what it is of, not who made it
    (tmp_path / "forged.html").write_bytes(forged_raw)
    assert main(["case", "verify", str(tmp_path / "forged.html"), "--index", str(place)]) == 1
    assert "entry 1 of the history is not the one that the index keeps" in capsys.readouterr().out


def test_the_page_reads_and_every_claim_has_its_citation(raw: bytes, made: Case) -> None:
    page = html.fromstring(raw.decode())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) and page.xpath("//script/@type") == ["application/json"]
    assert not page.xpath("//img|//link|//iframe|//object|//@onclick|//@src")
    claims = page.xpath("//p[@class='claim']")
    assert len(claims) >= 4
    for claim in claims:
        targets = claim.xpath("./a[@class='n']/@href")
        assert targets, claim.text_content()
        for target in targets:
            (citation,) = page.xpath(f"//li[@id='{target[1:]}']")
            assert citation.xpath(".//blockquote")[0].text_content().strip()
            (source,) = page.xpath(f"//li[@id='{citation.xpath('.//a/@href')[0][1:]}']")
            assert re.search(r"SHA-256 [0-9a-f]{64}", source.text_content())
    for anchor in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert anchor[1:] in ids
    said = " ".join(page.text_content().split())
    for words in (
        "true match",
        "Anna Meier",
        "Bert confirmed the decision of entry 1",
        "looked at it",
        "Military End-User List",
    ):
        assert words in said
    for citation in made.basis.citations():
        assert " ".join(citation.quote.split()) in said
    for answer in made.basis.answers:
        assert answer.question in said
    shown = page.xpath("//ol[@class='history']/li/@value")
    assert shown == ["0", "1", "2"] and "@media print" in page.xpath("//style")[0].text


def test_hostile_words_stay_words(place: Path) -> None:
    cases = Cases(place)
    identifier = opened(cases, name=HOSTILE.replace("\ud800", ""))
    decide(cases, identifier, None, "<b>Anna</b>", "escalate", HOSTILE)
    case = read_case(cases, identifier)
    raw, _ = sealed(case, "whylisted test")
    verdict, found = prove(raw)
    assert verdict.whole and found == case
    page = html.fromstring(raw.decode())
    assert len(page.xpath("//script")) == 1 and "\x1b" not in raw.decode() and "\u202e" not in raw.decode()
