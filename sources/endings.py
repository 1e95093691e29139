"""What the remarks of a list's row say of its end: that the listing is over ("Sanctions expired on 1/9/2011",
"Waived"), that it
is held ("Suspended until 3/1/2027"), over in part, or over on a day to come ("expires on 3/1/2027").

A verb of ending counts where its subject is the listing (`penalties`, `the order`, `designation`), or where it has none
and the remark says nothing else: a passport expires, and a minister is removed, without any listing being over.
"""

import datetime
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from sources.dates import DATE, find_date
from sources.document import Span
from sources.us_dates import us_date

Kind = Literal["ended", "held", "eased", "runs", "in force"]
"""Over; suspended or stayed; over in part, or replaced; over on a day to come; said to be in force."""


class Ending(NamedTuple):
    """What one remark says of the end of its listing: the words that say it, and the day on which it is (or was)
    over."""

    kind: Kind
    span: Span
    day: datetime.date | None


def _or(*words: str) -> str:
    """Any one of these, as a piece of a pattern."""
    return f"(?:{'|'.join(words)})"


_LISTING = _or(
    "(?:sanctions?|debarment|denial|penalty) (?:period|term)s?", "sanctions?", "penalt(?:y|ies)", "designations?",
    "(?:de)?listings?", "orders?", "TDOs?", "determinations?", "entr(?:y|ies)", "restrictions?", "debarments?",
    "measures", "freezes?", "bans?", "prohibitions?", "embargo(?:es)?", "impositions?", "notices?",
)  # fmt: skip
_LINK = _or(
    "on", "against", "of", "for", "under", "imposed", "issued", "pursuant", "in", "to", "by", "dated", "from", "due"
)
_OF = rf"(?:\s{_LINK}\b(?:(?!\b(?:which|that|who|whose)\b)[^.;|]){{1,80}}?)?"
_AUXILIARY = _or(
    "was",
    "were",
    "is",
    "are",
    "has",
    "have",
    "had",
    "been",
    "being",
    "now",
    "later",
    "also",
    "all",
    "since",
    r"\w{2,20}ly",
)
_BEING = rf"(?:[\s:,(–-]{{1,6}}{_AUXILIARY}\b){{0,4}}[\s:,(–-]{{1,6}}"
_GONE = _or(
    "in (?:effect|force)",
    "effective", "valid", "active", "applicable", "appl(?:y|ies)", "listed", "sanctioned", "designated", "denied",
    "on (?:the|this|any) list", "subject to (?:the |any )?(?:sanctions|penalties|restrictions|order)",
)  # fmt: skip
_OVER = _or(
    "expired", "lapsed", "lifted", "waived", "rescinded", "revoked", "terminated", "ended", "removed", "withdrawn",
    "vacated", "annulled", "cancell?ed", "repealed", "de-?listed", "discontinued", "quashed", "set aside", "dropped",
    "ceased", f"(?:no longer|not) {_GONE}",
)  # fmt: skip
_HELD = _or("suspended", "stayed", "(?:placed |put )?on hold", "(?:held )?in abeyance")
_PARTLY = r"\b(?:in part|partly|partially|partial|only|superseded|replaced)\b"
_WILL = f"will {_or('expire', 'end', 'lapse', 'terminate', 'be (?:lifted|terminated|removed|revoked|rescinded)')}"
_TO_COME = _or("expires?", "ends?", "lapses?", "terminates?", "runs? out", _WILL)
_LASTS = r"(?:valid|in (?:effect|force)|effective|runs?|extended|renewed)\b[^.;|]{0,45}?\b(?:until|through|to)"
_PARTY = _or("entity", "party", "person", "company", "firm", "individual", "organi[sz]ation", "name", "target")
_LOST = _or(
    "no longer (?:on|listed|sanctioned|designated|subject|denied)", "de-?listed",
    r"(?:removed|deleted) from (?:the|this) (?:\w+ ){0,4}lists?",
)  # fmt: skip
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}"
_CITED = rf"\b{_or('Vol', 'No', 'FR', 'F[.]R', 'Federal', 'Register', 'E[.]?O', _MONTH)}\b"
_ON = _or(
    "on", "as of", "effective", "since", "until", "by (?:the )?(?-i:(?=[A-Z]|order|rule|notice|final))", "per",
    "under", "pursuant to", "via", "see", rf"in (?=(?:19|20)\d\d|{_MONTH}[.]? (?:19|20)\d\d)",
    r"from (?:the|this|that) (?:\w+ ){0,4}lists?",
)  # fmt: skip
_TAIL = rf"(?P<tail>(?:[\s,(:–-]+{_ON}\b[^;|]{{0,90}}|(?:[\s\d,./():–-]|{_CITED})*+)?[\s).]*)$"
_LABEL = r"^[\W_]*(?:(?:status|note|remark|comment|update)s?\s*[:–-]\s*)?"
_DEED = _or(
    "termination", "rescission", "revocation", "removal", "lifting", "expiration", "expiry", "waiver", "withdrawal"
)

_OF_LISTING = re.compile(rf"\b{_LISTING}{_OF}{_BEING}(?P<over>{_OVER})\b", re.I)
_OF_PARTY = re.compile(rf"\b(?:this|the) {_PARTY}\s+(?:is|was|has been)\s+(?:\w{{2,20}}ly )?(?P<over>{_LOST})\b", re.I)
_HELD_LISTING = re.compile(rf"\b{_LISTING}{_OF}{_BEING}(?P<over>{_HELD})\b", re.I)
_RUNS = re.compile(rf"\b{_LISTING}{_OF}[\s:–-]{{1,6}}(?P<over>{_TO_COME}|(?:is |are )?{_LASTS})\s", re.I)
_ALONE = re.compile(rf"{_LABEL}(?:\w{{2,20}}ly )?(?P<over>{_OVER}){_TAIL}", re.I)
_HELD_ALONE = re.compile(rf"{_LABEL}(?:\w{{2,20}}ly )?(?P<over>{_HELD}){_TAIL}", re.I)
_GIVEN_BACK = re.compile(r"\bprivileges (?:were |have been |are )?(?P<over>restored|reinstated)\b", re.I)
_NOUN = re.compile(rf"\b(?P<over>{_DEED} of (?:the |all |these )?{_LISTING})\b", re.I)
"""`Termination of sanctions 6/27/13`: a deed where a day stands behind it."""
_REPLACED = re.compile(rf"\b{_LISTING}\b[^.;|]{{0,60}}\b(?:superseded|replaced)\b", re.I)

_POSTS = _or(
    "office",
    "posts?", "position", "duty", "duties", "job", "party", "parliament", "government", "ranks?", "army", "service",
    "minister", "director", "president", r"chair\w*", "school", "university",
)  # fmt: skip
_ELSEWHERE = re.compile(rf"^\s*(?:from|by|at|in|as)\s+(?:\w+\s+){{0,3}}?{_POSTS}\b", re.I)
"""Behind `removed` or `suspended` alone: somebody lost a post."""
_UNSURE = _or(
    "not", "never", "no", "unless", "until", "if", "may", "might", "could", "would", "should", "must", "cannot",
    "can", "shall", "before", "when", "once", "pending", "whether", "request(?:s|ed|ing)?", "seek(?:s|ing)?",
    "sought", "asked", "ask(?:s|ing)? (?:for|that)", r"petition\w*", r"propos\w+", "denied", "denies", r"refus\w+",
    "to be",
)  # fmt: skip
_NOT = re.compile(rf"\b{_UNSURE}\b[^.;|,]{{0,40}}$|n['’]t\b[^.;|,]{{0,20}}$", re.I)
"""Before the verb: it is not over."""
_STAYS = _or("remains?", "remained", "continues?", "still", "stays?")
_FORCE = _or("in (?:full )?(?:effect|force)", "active", "listed", "sanctioned", "designated", "subject")
_IN_FORCE = re.compile(
    r"^[\W_]*(?:status\s*[:–-]\s*)?(?:still )?(?:active|in (?:full )?(?:effect|force))[\W_]*$|"
    rf"\b{_STAYS} (?:\w+ )?{_FORCE}\b|"
    rf"\bother (?:\w+ ){{0,2}}{_LISTING} (?:remain|continue|stay|stand)s?\b|"
    rf"\b{_LISTING} (?:\w+ ){{0,2}}(?:reinstated|reimposed|re-imposed|reinstituted)\b",
    re.I,
)
_PIECE = re.compile(r"[^;|]+")
_SENTENCE = re.compile(r"(?<=[a-z\d)])\.\s+(?=[A-Z][a-z]+ [a-z])")
_FAR = 60
"""Characters behind the verb within which its day stands."""


def endings(words: str, start: int = 0, american: bool = True) -> list[Ending]:
    """What a remark that stands at `start` of a text says of the end of its listing, piece by piece; `american`: its
    dates have the month before the day, and a verb in a part of it (`Act of 1992; expired 7/8/04`) is one of the
    listing: remarks of other authorities tell of papers and posts in such parts."""
    found = []
    for begin, end in _pieces(words):
        piece = words[begin:end]
        if (said := _read(piece, american, american or len(piece.strip()) == len(words.strip()))) is not None:
            lead, stop = len(piece) - len(piece.lstrip(" .,:-–(")), len(piece.rstrip(" .,:-–"))
            found.append(Ending(said[0], Span(start + begin + lead, start + begin + stop), said[1]))
    return found


def _pieces(words: str) -> Iterable[tuple[int, int]]:
    for piece in _PIECE.finditer(words):
        at = piece.start()
        for stop in _SENTENCE.finditer(words, piece.start(), piece.end()):
            yield at, stop.start() + 1
            at = stop.end()
        yield at, piece.end()


def _read(piece: str, american: bool, alone: bool) -> tuple[Kind, datetime.date | None] | None:
    """The kind of end that a piece tells, and its day; `alone`: a verb without a subject is one of the listing."""
    if back := _GIVEN_BACK.search(piece):
        return "ended", _day(piece, back.end(), american)
    for pattern in (_OF_LISTING, _OF_PARTY, _ALONE, _NOUN, _HELD_LISTING, _HELD_ALONE):
        over = pattern.search(piece)
        if over is None or _NOT.search(piece[: over.start("over")]):
            continue
        if pattern in (_ALONE, _HELD_ALONE) and (not alone or _ELSEWHERE.match(piece, over.end("over"))):
            continue
        day = _day(piece, over.end("over"), american)
        if pattern is _NOUN and (day is None or _NOT.search(piece[: over.end("over")])):
            continue
        if re.search(_PARTLY, piece, re.I) or _IN_FORCE.search(piece):
            return "eased", day
        return ("held" if pattern in (_HELD_LISTING, _HELD_ALONE) else "ended"), day
    if _IN_FORCE.search(piece):
        return "in force", None
    runs = _RUNS.search(piece)
    if runs and not _NOT.search(piece[: runs.start("over")]) and (day := _day(piece, runs.end() - 1, american)):
        return "runs", day
    if _REPLACED.search(piece):
        return "eased", None
    return None


def _day(piece: str, at: int, american: bool) -> datetime.date | None:
    """The day behind a verb of ending."""
    found = DATE.search(piece, at, min(len(piece), at + _FAR))
    if found is None:
        return None
    dated = find_date(piece, found.start(), found.end())
    return (us_date(found.group()) if american else None) or (dated.date if dated else None)


def said(found: Iterable[Ending]) -> list[Ending]:
    """What all remarks of one row say together: where one of them says that the listing is in force, another that it is
    over, it is
    over in part only."""
    found = list(found)
    in_force = any(one.kind == "in force" for one in found)
    over = [one for one in found if one.kind != "in force"]
    return [one._replace(kind="eased") if in_force and one.kind in ("ended", "held") else one for one in over]
