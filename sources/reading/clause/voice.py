"""Voice and clause: whether a verb is passive, where its clause begins, what its subject is."""

import re

from sources.reading.clause.glue import glued
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.nouns import run_from, run_to
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention

BE = r"(?:was|were|is|are|am|been|being|be|get|gets|got|getting|became|remains?|remained|stands?)"

ADVERB = r"(?>(?:also|reportedly|previously|first|recently|already|formally|officially|later|subsequently|newly|effectively|both|all|each|together|initially|originally|separately|jointly|now|then|earlier|again|still|once|finally|quietly|temporarily|too|never|not|yet|just|only|allegedly|itself|themselves|on \w+day|last \w+|this \w+|in (?:19|20)\d\d|in [A-Z][a-z]+|\w+ly)\b)"
"""One adverb, read in one way only (atomic): each that is both in the list and an `…ly` would double the ways to read a row."""

_NEAR = 240
"""How many characters before a verb its auxiliaries, or the pronoun of its clause, stand within."""

_PASSIVE = re.compile(rf"\b(?P<be>{BE})(?:n't)?(?: {ADVERB}){{0,3}} \"?$")

_HAVE = re.compile(rf"\b(?:has|have|had|having)(?:n't)?(?: {ADVERB}){{0,3}} $")

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|could|may|might|should|must|can|to|have|not|never|since|also|reportedly|had|has|determined) $"
)

_RELATIVE = re.compile(
    r"(?P<comma>,?) ?\b(?P<quant>(?:both|all|most|some|many|several|two|three|none|\w+) of )?(?P<rel>which|who|whom|that)(?: (?:has|have|had|it|also|reportedly|recently))*\s*$"
)

_BOUND = re.compile(
    r"(?:\b(?:that|said|says|after|because|when|while|since|if|until|where|although|though|but|whereas|saying|meaning|adding that|whose|and then|before)\b|(?<!\bsuch )(?<!\bas well )(?<!\bwell )\bas\b(?! well)|[;:—](?= ))"
)

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|can|could|may|did|does|added|imposed|announced|put|placed|blacklisted|sanctioned|accused|denied)\b"
)


def voice(scene: Scene, start: int) -> tuple[bool, bool, int]:
    """(passive, singular, where the verb group begins) of the verb at `start`."""
    before = scene.view[:start]
    if (be := _PASSIVE.search(before, max(0, start - _NEAR))) and not re.match(r"\w+ing\b", scene.view[start:]):
        begin = be.start()
        while group := (
            _HAVE.search(before, max(0, begin - _NEAR), begin)
            or _AUXILIARY.search(before, max(0, begin - _NEAR), begin)
        ):
            begin = group.start()
        word = be.group("be").casefold()
        auxiliary = before[begin:start].casefold()
        singular = word in ("was", "is") or "has " in auxiliary
        return True, singular, begin
    return False, False, start


def clause(scene: Scene, position: int) -> int:
    """Where the clause that holds `position` begins."""
    start = 0
    for found in _BOUND.finditer(scene.view, 0, position):
        # a relative `that` closes with its own clause: what stands before it stays, unless the verb is its verb
        relative = found.group() == "that" and found.end() < position - 1
        opens = re.match(r" (?:it|they|he|she|the|[A-Z]|\d)", scene.view[found.end() : found.end() + 6])
        if relative and opens is None and not FINITE.search(scene.view, found.end(), position):
            continue
        start = found.end()
    for found in re.finditer(r", (?:and|but|so|while) ", scene.view[start:position]):
        at = start + found.start()
        if FINITE.search(scene.view[start:at]):
            if any(m.end == at for m in candidates(scene)) and any(
                0 <= m.start - start - found.end() < 6 for m in candidates(scene)
            ):
                continue  # the last comma of a series of names
            start += found.end()
            break
    return start


def subject(scene: Scene, begin: int, singular: bool) -> list[Mention]:
    """The subject of a passive verb group that begins at `begin`: before it, or what `which` points back to."""
    before = scene.view[:begin]
    if (relative := _RELATIVE.search(before, max(0, begin - _NEAR))) and (
        relative.group("rel") != "that" or relative.start() > 0
    ):
        found = run_to(
            scene,
            relative.start(),
            clause(scene, relative.start()),
            singular and not relative.group("quant"),
        )
        if found:
            people = [m for m in found if m.kind == "person"]
            return people if relative.group("rel") == "who" and people else found
    if group := _with_relative(scene, begin):
        return _coordinated(scene, group)
    start = clause(scene, begin)
    found = run_to(scene, begin, start, singular)
    if not found and re.search(r"\b(?:and|but)\s*$", before):
        begins = re.match(r"\s*\"?(?:In addition, |Additionally, |Finally, )?", scene.view)
        found, _ = run_from(
            scene, begins.end() if begins else 0, begin, loose=False
        )  # `They were found …, and were added …`
    return found


def _coordinated(scene: Scene, last: Mention) -> list[Mention]:
    """The names that end with this one (`X and Y, two firms that …, were left out`)."""
    found = [last]
    for m in reversed(candidates(scene)):
        if m.end <= found[0].start:
            if m.kind not in ("entity", "person") or not glued(scene.view[m.end : found[0].start]):
                break
            found.insert(0, m)
    return found


_OWN_CLAUSE = re.compile(
    r",? (?:that|which|who) (?:[a-z]+ly )?(?!(?:it|they|he|she|the|a|an|its|we|officials)\b)[a-z]+ [^;:]{3,110}?,? $"
)


_SET_OFF = re.compile(
    r"(?: \([^()]*\))?, (?:an?|the|its|one of|two|three|four|which|who|whose)\b(?>[^;]*?\b(?:that|which|who|where|whose)\b)[^;]*, $"
)


_WHOSE = re.compile(
    r"(?: \([^()]*\))?, (?:whose|which|who|where) (?:(?!\b(?:said|says|told|but|that)\b)[^;]){4,120}, $"
)


def _with_relative(scene: Scene, begin: int) -> Mention | None:
    """The group before a relative clause of its own that ends at `begin` (`Eight firms that supply X were added`), and the
    name before an apposition with one inside (`X, a rival of Y that was named in Z, was not listed`)."""
    if scene.view[:begin].endswith(", "):
        for m in reversed(candidates(scene)):
            if m.end < begin and _SET_OFF.match(scene.view[m.end : begin]):
                return m
        for m in candidates(scene):
            if m.end < begin and _WHOSE.match(scene.view[m.end : begin]):
                return m
    for m in candidates(scene):
        if m.kind != "group" or m.end >= begin:
            continue
        found = _OWN_CLAUSE.match(scene.view[m.end : begin])
        if found and not re.search(r"\b(?:and|but|or|that|which|who|said|says) $|, (?:and|but) ", found.group()):
            return m
    return None
