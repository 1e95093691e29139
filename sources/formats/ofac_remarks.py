"""The remarks of Treasury's lists, which hold what has no column: dates of birth, numbers, aliases, links, directives."""

import re

from sources.document import FieldName, RecordEvent
from sources.formats.alias_lists import SHORTENED
from sources.formats.sheet import Draft, us_date

_PART = re.compile(r"(?:[^;(]|\((?:[^()]|\([^()]*\))*\)|\()+")
_ALIAS = re.compile(r"^(?:alt\. )?(?:[afn]\.k\.a\.)\s+(.+)$", re.I)
_DATED = re.compile(
    r"\b(?P<what>Listing|Effective|Divestment|Divest\w*)\s+Date\s*\([^)]*\):?\s*(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})"
)
_NUMBERED = re.compile(
    r"^(?:alt\. )?(?:[A-Z][\w.'/&()-]*(?: [\w.'/&()#-]+){0,4}? (?:No\.|Number|Num\.|ID|Code|Ticker|#|Address - \w+|Identification|"
    r"Certificate|Gazette|Registration)(?=\s)|ISIN|SWIFT/BIC|BIK|MMSI|Passport|Cedula|NIT|RUC|RIF|R\.F\.C\.|C\.U\.R\.P\.|D\.N\.I\.|"
    r"C\.R\. No\.|C\.U\.I\.T\.|I\.F\.E\.|SSN|Issuer Name|Website|Email Address|License|Telephone|Fax|D-U-N-S)\b"
)
_LISTS: tuple[tuple[str, str], ...] = (
    ("NS-PLC", "ns-plc"),
    ("CMIC", "ns-cmic"),
    ("561-Related", "capta"),
    ("UKRAINE-EO13662", "ssi"),
    ("FSE-", "fse"),
    ("13599", "iran-13599"),
)


def is_consolidated(stem: str, programmes: set[str]) -> bool:
    """Whether a file is the consolidated list: by its name, or by a programme that only that list has."""
    if stem.lower().startswith(("cons", "sdn")):
        return stem.lower().startswith("cons")
    return any(words in programme for words, _ in _LISTS for programme in programmes)


def list_of(programmes: list[str], remarks: str) -> str:
    """The list that an entry of the consolidated file is on: told by its programme; entries of the programmes that have
    no list of their own are menu-based sanctions, or, if banks are to close accounts, on the CAPTA list."""
    for words, list_id in _LISTS:
        if any(words in programme for programme in programmes):
            return list_id
    closing = re.search(r"correspondent account|payable-through|EO 14024 Directive 2\)", remarks)
    return "capta" if closing else "ns-mbs"


def put_remarks(draft: Draft, remarks: str, offset: int, list_id: str) -> None:
    """Fields and events of a remarks cell that stands at `offset` of the text: each part between semicolons as what it is.

    Names in single quotes behind `a.k.a.` are weak aliases (Treasury's own marking); a listing date adds the entry. On
    the Sectoral Sanctions list the dates in the remarks are those of a later directive, and stay remarks.
    """
    for match in _PART.finditer(remarks):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        words = words.strip()
        if words.endswith(".") and match.end() >= len(remarks) and not SHORTENED.search(words):
            words = words[:-1]
        if not words:
            continue
        at = offset + start
        if alias := _ALIAS.match(words):
            name = alias.group(1)
            quoted = re.fullmatch(r"'(.+)'", name)
            inner = quoted.start(1) if quoted else 0
            draft.put(
                "weak_alias" if quoted else "alias", quoted.group(1) if quoted else name, at + alias.start(1) + inner
            )
            continue
        dated = _DATED.search(words) if list_id != "ssi" else None
        if dated and (day := us_date(dated["date"])):
            kind = dated["what"].lower()
            date_at = at + dated.start("date")
            if kind == "listing":
                draft.events.append(
                    RecordEvent(
                        action="changed" if draft.events else "added",
                        date=day,
                        citation=None,
                        start=at,
                        end=at + len(words),
                    )
                )
                draft.put("remark", words, at)
            else:
                field: FieldName = "effective" if kind == "effective" else "divest"
                draft.put(field, dated["date"], date_at, day.isoformat())
            continue
        draft.put("identifier" if _NUMBERED.match(words) else "remark", words, at)
