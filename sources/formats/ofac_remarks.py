"""The remarks of Treasury's lists, which hold what has no column: dates of birth, numbers, aliases, links,
directives."""

import re

from sources.document import FieldName, RecordEvent, Span
from sources.formats.alias_lists import SHORTENED
from sources.formats.sheet import Draft
from sources.us_dates import us_date

_PART = re.compile(r"(?:[^;(]|\((?:[^()]|\([^()]*\))*\)|\()+")
_ALIAS = re.compile(r"^(?:alt\. )?(?:[afn]\.k\.a\.)\s+(.+)$", re.I)
DATED = re.compile(
    r"\b(?P<what>Listing|Effective|Divestment|Divest\w*)\s+Date\s*\((?P<tag>[^)]{0,80})\)[:,]?\s*(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})"
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
    if said := re.search(r"(?<![a-z])(cons|sdn)", stem.lower()):
        return said.group(1) == "cons"
    return any(words in programme for words, _ in _LISTS for programme in programmes)


_DIRECTIVE = re.compile(
    r"\((?:EO|E\.O\.) (?P<order>\d{5}) Directive (?P<number>\w+)\)|"
    r"\bExecutive Order (?P<named>\d{5}) Directive (?:Information|Determination)[ -]+Subject to Directive (?P<which>\w+)"
)
_TAGS = ("CMIC", "ns-cmic"), ("PLC", "ns-plc"), ("MBS", "ns-mbs"), ("CAPTA", "capta"), ("561", "capta"), ("SSI", "ssi")


def list_of_directive(order: str, number: str) -> str:
    """The list on which a directive of an executive order puts a party: those of 13662 are sectoral sanctions;
    Directive 2 of 14024 closes correspondent accounts; all others are menu-based sanctions."""
    if order == "13662":
        return "ssi"
    return "capta" if (order, number) == ("14024", "2") else "ns-mbs"


def lists_of_row(programmes: list[str], remarks: str) -> list[str]:
    """The lists that an entry of the consolidated file is on: those of its programmes, and those of the directives that
    its remarks name. An entry without either is on the CAPTA list if banks are to close accounts, else on the
    menu-based one."""
    found = [list_id for words, list_id in _LISTS if any(words in programme for programme in programmes)]
    for match in _DIRECTIVE.finditer(remarks):
        found.append(list_of_directive(match["order"] or match["named"], match["number"] or match["which"]))
    if not found:
        closing = re.search(r"correspondent account|payable-through", remarks)
        found = ["capta" if closing else "ns-mbs"]
    return list(dict.fromkeys(found))


def _list_of_tag(tag: str) -> str | None:
    """The list that a date in the remarks is of, by what stands in brackets behind its name; None where that says
    none."""
    if directive := _DIRECTIVE.match(f"({tag})"):
        return list_of_directive(directive["order"], directive["number"])
    return next((list_id for words, list_id in _TAGS if words in tag), None)


_NATIONALITY = re.compile(
    r"^(?:alt\. )?(?:nationality|citizen|nationality of registration|citizenship(?: country)?):? (?P<of>\S.*)$", re.I
)


def put_nationality(draft: Draft, words: str, at: int) -> None:
    """The nationality of a party, once."""
    if all(f.value != words for f in draft.fields["nationality"]):
        draft.put("nationality", words, at)


def put_remarks(draft: Draft, remarks: str, offset: int, list_id: str) -> None:
    """Fields and events of a remarks cell that stands at `offset` of the text: each part between semicolons as what it
    is.

    Names in single quotes behind `a.k.a.` are weak aliases (Treasury's own marking); a listing date adds the entry, on
    the list that it is of: the date of a directive is nothing to the other lists of the row, and stays a remark there.
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
        if nationality := _NATIONALITY.match(words):
            put_nationality(draft, nationality["of"], at + nationality.start("of"))
        dated = DATED.search(words)
        if dated and put_dated(draft, dated, at, list_id):
            continue
        draft.put("identifier" if _NUMBERED.match(words) else "remark", words, at)
    in_order(draft)


def in_order(draft: Draft) -> None:
    """The first of the dates added the entry, later ones changed it."""
    ordered = sorted(draft.events, key=lambda event: event.date)
    draft.events = [e.model_copy(update={"action": "changed" if n else "added"}) for n, e in enumerate(ordered)]


def put_dated(draft: Draft, dated: re.Match[str], at: int, list_id: str) -> bool:
    """A date of the listing, if it is one of this list: `dated` was matched in words that stand at `at`."""
    day, tag = us_date(dated["date"]), dated["tag"]
    mine = _list_of_tag(tag)
    if day is None or mine not in (None, list_id) or (mine is None and list_id == "ssi"):
        return False
    kind = dated["what"].lower()
    if kind == "listing":
        by = f"EO {tag.split(maxsplit=1)[1]}" if _DIRECTIVE.match(f"({tag})") else None
        span = Span(at + dated.start(), at + dated.end())
        draft.events.append(RecordEvent(action="added", date=day, citation=by, start=span.start, end=span.end))
        draft.put("remark", dated.group(), span.start)
    else:
        field: FieldName = "effective" if kind == "effective" else "divest"
        draft.put(field, dated["date"], at + dated.start("date"), day.isoformat())
    return True
