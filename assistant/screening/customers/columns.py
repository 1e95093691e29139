"""Which column of a customer file holds what: by the titles that such files have, or as it was said."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from sources.errors import QuestionError
from sources.formats.delimited import title_key

Meaning = Literal["id", "name", "alias", "country", "identifier", "birth", "address"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)

TITLES: dict[Meaning, str] = {
    "name": "name; company; company name; full name; entity; entity name; party; party name; counterparty; counterparty name; "
    "customer; customer name; client; client name; supplier; supplier name; vendor; vendor name; legal name; legal entity name; "
    "business name; organisation; organization; organisation name; organization name; account name; trade name; registered name; "
    "firm; firm name; caption; partner; business partner; consignee; beneficiary; name 1; nom; nombre; razón social; firma; "
    "nazwa; название; наименование; 公司名称; 名称; 企业名称; 会社名; 이름; 회사명",
    "alias": "alias; aliases; aka; a k a; also known as; other name; other names; former name; former names; trading name; "
    "trading as; dba; weak alias; name 2; name original; local name; native name; name in local language",
    "country": "country; country name; country code; country of incorporation; country of registration; jurisdiction; nationality; "
    "citizenship; countries; land; pays; país; страна; 国家; country of residence; domicile; incorporated in; registered country; "
    "country region; ctry",
    "id": "id; no; nr; number; row; row id; row number; record id; ref; reference; customer id; customer no; customer number; client id; "
    "client number; supplier id; supplier number; vendor id; vendor no; vendor number; party id; account; account id; account no; "
    "account number; key; internal id; entity id; counterparty id; external id; uid; code",
    "identifier": "identifier; identifiers; registration number; registration no; registration; reg no; company number; "
    "company registration number; tax id; tax number; tin; inn; ogrn; vat; vat number; vat id; lei; duns; duns number; d u n s; imo; "
    "imo number; passport; passport number; national id; national id number; identification number; id number; uscc; "
    "unified social credit code; social credit code; swift; bic; licence number; license number; business number; ein; crn",
    "birth": "birth date; date of birth; dob; birthdate; birthday; born; date birth; birth year; year of birth; geburtsdatum; "
    "дата рождения",
    "address": "address; full address; street; street address; registered address; addr; address 1; address line 1; адрес; 地址",
}  # fmt: skip
"""Titles by what they mean; upper and lower case, blanks, hyphens and full stops make no difference."""

_MEANING = {title_key(title): meaning for meaning, titles in TITLES.items() for title in titles.split(";")}
_SEVERAL = frozenset({"alias", "identifier", "address"})
"""What several columns may hold."""


def recognised(titles: Sequence[str], given: Mapping[str, str] | None = None) -> dict[int, Meaning]:
    """What the columns with these titles hold, by their place; the first of several columns for what only one may hold.
    `given` names the title of a column by what it means, and goes before what is recognised.

    Raises:
        QuestionError: there is no such meaning, or no column of that title.
    """
    keys = [title_key(title) for title in titles]
    found: dict[int, Meaning] = {}
    for word, title in (given or {}).items():
        meaning = column_meaning(word)
        if title_key(title) not in keys:
            there = ", ".join(t for t in titles if t.strip())[:200]
            raise QuestionError(f"no column {title!r} in the file: it has {there}")
        found[keys.index(title_key(title))] = meaning
    for at, key in enumerate(keys):
        meaning_of = _MEANING.get(key)
        if at in found or meaning_of is None:
            continue
        if meaning_of in _SEVERAL or meaning_of not in found.values():
            found[at] = meaning_of
    return found


def column_meaning(word: str) -> Meaning:
    """What a column is said to hold (`birth-date`, `identifiers` and the like too). Raises QuestionError for anything else."""
    key = word.strip().casefold()
    for meaning in MEANINGS:
        if key in (meaning, f"{meaning}s", f"{meaning}-date", f"{meaning}_date", f"{meaning} date", f"{meaning}es"):
            return meaning
    raise QuestionError(f"--column {word}=…: columns hold {', '.join(MEANINGS)}")


def named(titles: Sequence[str]) -> bool:
    """Whether a row looks like a heading: one of its cells is a title of a column of names, or two are titles."""
    known = [_MEANING.get(title_key(title)) for title in titles]
    return "name" in known or sum(meaning is not None for meaning in known) >= 2
