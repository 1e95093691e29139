"""Names in other alphabets are compared in ASCII; legal forms and countries come from tables; nothing of it needs a compiler."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from supply import tables

from index.name_forms import normal, parse
from index.name_latin import in_latin
from index.name_legal import LegalForm, legal_forms
from sources.territories import country_title, territory_code, territory_name, territory_names

SPELLED = [
    ("Щукинский завод", "shchukinskiy zavod"),
    ("Харьков", "kharkov"),
    ("Тюменьс", "tyumens"),  # a soft sign before s is no possessive
    ("объект", "obekt"),
    ("Ελλάς Οπτική", "ellas optiki"),
    ("Երևան", "erevan"),
    ("თბილისი", "tbilisi"),
    ("한빛전자", "hanbichjeonja"),
    ("Đại Nguyễn", "dai nguyen"),
    ("Łódź Ørsted Straße", "lodz orsted strasse"),
    ("華電光学", "華電光学"),  # how it is spelt, the letters alone do not say
    ("Exampla 光学 Ёлка", "exampla 光学 elka"),
    ("شركة", "شركة"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("written", "folded"), SPELLED)
def test_letters_of_six_scripts_are_written_in_ascii(written: str, folded: str) -> None:
    assert normal(written) == folded
    assert in_latin(folded) == folded


def test_a_name_in_another_alphabet_is_the_name_on_the_list() -> None:
    pairs = [
        ("ООО «Экзампла Оптика»", "Ekzampla Optika LLC"),
        ("Публичное акционерное общество «Зарница»", "Zarnitsa PJSC"),
        ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «ТЕХНОХИМ»", "Tekhnokhim Ltd"),
    ]
    for native, listed in pairs:
        assert parse(native).bag == parse(listed).bag, (native, parse(native), parse(listed))


LEGAL = [
    ("exampla optics co ltd", [LegalForm(2, 2, "co ltd", "llc")]),
    ("exampla gesellschaft mbh berlin", [LegalForm(1, 2, "gesellschaft mbh", "gmbh")]),
    ("open joint stock company exampla", [LegalForm(0, 4, "open joint stock company", "oao")]),
    ("exampla", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "found"), LEGAL)
def test_legal_forms_are_found_the_longest_first(name: str, found: list[LegalForm]) -> None:
    assert [(f.at, f.length, f.form) for f in legal_forms(name.split())] == [(f.at, f.length, f.form) for f in found]


def test_the_tables_are_what_the_command_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {
        "types": [
            {"display": "Ltd.", "compare": "LLC", "aliases": ["Limited", "Co., Ltd", "Límited", "Ltd."]},
            {"display": "Exampla Form", "aliases": ["Example  Form"]},
            {"generic": "JSC", "aliases": ["left out: nothing to compare it as"]},
            {"compare": "", "aliases": ["Taken Away"]},
            {"display": "AG", "aliases": ["Limited"]},
        ]
    }
    rows = [
        {"code": "zz", "name": "Zet", "full_name": "Republic of Zet", "other_codes": ["yy"]},
        {"code": "aa", "name": "Ä"},
    ]
    (tmp_path / "org_types.json").write_text(json.dumps(kinds))
    (tmp_path / "territories.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr(tables, "FORMS", tmp_path / "forms.json")
    monkeypatch.setattr(tables, "TERRITORIES", tmp_path / "places.json")
    assert tables.main([str(tmp_path / "org_types.json"), str(tmp_path / "territories.jsonl")]) == 0
    forms = json.loads((tmp_path / "forms.json").read_text("utf-8"))
    assert forms["forms"] == {"ag": "ag", "exampla form": "exampla form", "limited": "ag", "taken away": ""}
    places = json.loads((tmp_path / "places.json").read_text("utf-8"))
    assert places["territories"] == [
        {"codes": ["aa"], "name": "Ä"},
        {"codes": ["zz", "yy"], "name": "Zet", "full": "Republic of Zet"},
    ]
    kept = json.loads(files("index").joinpath("name_legal.json").read_bytes())
    assert {key: forms[key] for key in ("origin", "license")} == {key: kept[key] for key in ("origin", "license")}
    assert tables.main([str(tmp_path / "absent"), str(tmp_path / "territories.jsonl")]) == 2


def test_every_form_of_the_table_is_one_that_a_folded_name_can_have() -> None:
    forms = json.loads(files("index").joinpath("name_legal.json").read_bytes())["forms"]
    assert len(forms) > 600
    assert [form for form in forms if normal(form) != form] == []


def test_countries_by_code_and_name() -> None:
    assert (territory_name("IR"), territory_name("el"), territory_name("qq")) == ("Iran", "Greece", None)
    assert country_title("IR") == "Iran" and country_title("QQ") == "QQ"
    assert {"Iran", "Islamic Republic of Iran"} <= set(territory_names())


def test_nothing_that_must_be_compiled_is_loaded() -> None:
    script = (
        "import sys, assistant.say.wording, index.name_close, index.name_forms as f; f.parse('Зарница'); "
        "print([m for m in ('icu', 'normality', 'rigour') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "code"),
    [("IR", "ir"), ("Iran", "ir"), ("  TÜRKIYE", "tr"), ("Islamic Republic of Iran", "ir"), ("Atlantis", None)],
)
def test_a_territory_by_its_code_or_name(text: str, code: str | None) -> None:
    assert territory_code(text) == code
