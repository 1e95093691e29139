"""Names of lists and of law that a run of capitals does not give: lower-case lists, sections, orders, citations."""

import re
from collections.abc import Iterator

from sources.lists import group_pattern, list_by_words
from sources.reading.words.lexicon import folded

_ACT = r"(?:[A-Z][\w'-]*|of|and|the|for|to|on)"
_LAW = re.compile(
    r"(?:Presidential )?(?:Executive Orders?|executive orders?|E\.O\.|EO)(?: \(E\.?O\.?\))?(?: No\.)? (?P<eo>1[0-9]{4})(?:,? (?:and|or) 1[0-9]{4})?"
    r"|(?:[Ss]ections?|[Ss]ec\.|§§?) ?(?P<section>\d{1,4}[A-Z]?(?:\.\d+)?(?:\([a-zA-Z0-9]{1,4}\))*)"
    rf"(?: of (?:the |Title )?(?P<act>(?:{_ACT} )*(?:Act|Regulations|Code|Order|EAR|NDAA|Constitution))(?: of \d{{4}})?)?"
    r"|\d{1,2} (?:CFR|C\.F\.R\.)(?: [Pp]arts?| §+)? ?\d[\d.]*\d(?:\([a-z0-9]{1,3}\))*"
    r"|\d{1,2} U\.?S\.?C\.?(?: §+)? ?\d+[a-z]*(?:\([a-z0-9]{1,3}\))*(?:-\d+)?"
    r"|\d{2,3} (?:FR|Fed\. Reg\.) \d{3,6}"
    r"|Public Law \d+-\d+|[Pp]art 7\d\d\b|Supplement No\. \d+"
)
_WHAT = (
    r"export|trade|economic|investment|sanctions?|entity|entities|restricted|restricted-party|denied|unverified|red[ -]flag|forced[ -]labou?r|"
    r"control|end[ -]user|military|black|technology|chinese|sdn|uflpa|non-sdn|ns-cmic|watch|blocked|persons|parties|party|screening|unreliable|covered|debarred"
)
_LIST = re.compile(r"(?<![a-z])(?:black ?)?lists?(?![\w-])")
_BEFORE_LIST = re.compile(rf"(?:(?<![\w-])(?:{_WHAT})[ -]){{1,8}}$")
_HELD = re.compile(
    r"(?:'s|\b(?:the|a|its|their|his|this|that|an|U\.S\.|US|American|government|Commerce|Treasury|Pentagon|department|so-called|facto|effective|on|onto|from|Washington|same|formal|growing|official)) $"
)
_OBJECT = re.compile(
    r" (?:[A-Z0-9]|(?:the|them|it|an?|two|three|four|five|six|seven|eight|nine|ten|several|dozens|more)\b)"
)
_OWNED = re.compile(r"\b(?:its|the|their|a|[A-Z]\w+'s)(?: (?!to\b|and\b|said\b|will\b)[\w-]+){1,6} $")
_DEPARTMENTS = {
    "commerce": "commerce", "treasury": "treasury", "state": "state", "defense": "defense", "defence": "defense", "justice": "justice",
    "energy": "energy", "labor": "labor", "homeland security": "homeland-security", "war": "defense",
}  # fmt: skip
_AGENCY = re.compile(
    r"\b(?:(?P<who>[A-Z][\w.-]{1,40} )(?:administration|Administration)"
    r"|(?P<us>(?:U\.S\.|US|United States|American|Federal|federal|Washington) (?:[Gg]overnment|officials?|authorities|lawmakers))"
    r"|(?i:(?P<dept>commerce|treasury|state|defen[cs]e|justice|energy|labor|homeland security) (?:department|dept\b\.?))"
    r"|(?i:department of (?:the )?(?P<of>commerce|treasury|state|defen[cs]e|justice|energy|labor|homeland security)))"
)


def laws(view: str) -> Iterator[tuple[int, int, str]]:
    """`(start, end, value)` of executive orders, sections, citations of codes and of the Federal Register."""
    for found in _LAW.finditer(view):
        words = " ".join(found.group().split())
        value = f"Executive Order {found.group('eo')}" if found.group("eo") else words
        yield found.start(), found.end(), value


def list_names(view: str) -> Iterator[tuple[int, int, str | None]]:
    """`(start, end, list id or None)` of lists named in lower case (`export trade blacklist`, `entity list`).

    `the list` alone is not a name of one; `blacklist` alone is, without saying which.
    """
    low = view.lower()
    if len(low) != len(view):
        low = view
    for found in re.finditer(r"\bdenial orders?\b", low):
        yield found.start(), found.end(), "denied-persons"
    for found in _LIST.finditer(low):
        lead = _BEFORE_LIST.search(low, max(0, found.start() - 60), found.start())
        start = lead.start() if lead else found.start()
        words = view[start : found.end()]
        if words.casefold() in ("list", "lists"):
            continue
        if words.casefold() in ("blacklist", "black list", "blacklists") and not (
            (_OWNED.search(view, max(0, start - 70), start) or _HELD.search(view, max(0, start - 24), start))
            and not words.casefold().endswith("s")
            and not _OBJECT.match(view, found.end())
        ):
            continue  # the verb, as in `US blacklists`
        if group := group_pattern().search(words):
            yield start + group.start(), found.end(), None  # several lists under one name
            continue
        pieces = list(re.finditer(r"[^\s]+", words))
        for piece in pieces:
            info = list_by_words(words[piece.start() :])
            if info and "unreliable" not in words.casefold():
                yield start, found.end(), info.id
                break
        else:
            owner = _OWNED.search(view, max(0, start - 70), start)
            named = (owner.group() if owner else "").casefold() + words.casefold()
            if named.endswith(("blacklist", "black list", "blacklists")) or len(pieces) > 1:
                yield start, found.end(), _loose(named)


def agency_names(view: str) -> Iterator[tuple[int, int, str]]:
    """`(start, end, agency)` of agencies whose name is partly or all in lower case (`Biden administration`)."""
    for found in _AGENCY.finditer(view):
        if found.group("who"):
            if found.group("who").strip().casefold() in _NOT_WHO:
                continue
            yield found.start(), found.end(), "white-house"
        elif found.group("us"):
            if found.group("us").endswith("lawmakers"):
                continue
            yield found.start(), found.end(), "us-government"
        else:
            yield found.start(), found.end(), _DEPARTMENTS[(found.group("dept") or found.group("of")).casefold()]


_NOT_WHO = folded("not_administrations")


def _loose(low: str) -> str | None:
    if "unreliable" in low:
        return "china-unreliable-entities"
    if "export" in low or "trade" in low or "economic" in low or "entity" in low or "technology" in low:
        return "entity-list"
    if "investment" in low or "military-industrial" in low:
        return "ns-cmic"
    if "sanction" in low:
        return "sdn"
    return None
