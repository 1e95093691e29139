"""The other slots around a deed: its date, authority, count, and who says so."""

import re

from sources.reading.clause.verbs import Event
from sources.reading.sentence.scene import Scene
from sources.reading.statements import DateSlot, Mention, Slot
from sources.reading.words.lexicon import folded
from sources.reading.words.numbers import number

_LASTING = re.compile(r"\b(?:remain\w*|still|continu\w*|stays?|stayed|keeps?|kept)\b")
_AS_OF = re.compile(r"\b(?:[Aa]s of|[Aa]s at|[Uu]ntil) (?:the )?$")
_PUT_THEN = re.compile(r"\b(?:imposed|placed|put|added|listed|blacklisted|designated|introduced)(?: \w+){0,2}? $")
_BEFORE_THAT = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|shortly|soon|long|just|right|immediately|ahead|,)? ?\b(?:after|before) (?=(?:[\w.'-]+ ){1,6}$)"
)


def date(
    scene: Scene, event: Event, reason: list[Slot], limit: int | None = None, floor: int | None = None
) -> DateSlot | None:
    """The date of the event: the nearest in its sentence that does not stand inside a reason or in another clause, nor after
    `limit`, where a later deed begins with a date of its own, nor with the deed before it, which stands at `floor`."""
    lasting = "standing" in event.notes and _LASTING.search(scene.view[max(0, event.start - 20) : event.end + 40])
    best: tuple[int, DateSlot] | None = None
    for d in scene.dates:
        if limit is not None and d.start >= limit > event.start:
            continue
        if any(r.start <= scene.at(d.start) < r.end for r in reason):
            continue
        if _stood_then(scene, event, d, bool(lasting)) or _of_another(scene, event, d, floor):
            continue
        distance = _distance(scene, event, d)
        if distance is not None and distance < 220 and (best is None or distance < best[0]):
            best = (distance, d)
    if best is None:
        return None
    d = best[1]
    return d.model_copy(update={"start": scene.at(d.start), "end": scene.upto(d.end)})


def _stood_then(scene: Scene, event: Event, d: DateSlot, lasting: bool) -> bool:
    """Whether it is the day on which it stood so, not the day of the deed."""
    stood = "standing" in event.notes and (lasting or _AS_OF.search(scene.view[: d.start]))
    since = scene.view[d.start : d.end][:5].casefold() == "since"
    return bool(stood) and not since and not re.search(r"\b[Ss]ince (?:the )?$", scene.view[: d.start])


def _of_another(scene: Scene, event: Event, d: DateSlot, floor: int | None) -> bool:
    """Whether the date is that of another deed (the one before stands at `floor`), of a plan, of an end, or of no day told here."""
    own = re.match(r",? (?!when\b)", scene.view[d.end : event.start])
    if floor is not None and floor < d.start and own and d.end < event.start - 1:
        return True  # `listed X in January, withdrew the listing …`: January is the listing's
    before = scene.view[max(0, d.start - 10) : d.start]
    if d.precision == "month" and d.resolved_from and before.endswith("that "):
        return True  # `that October` is of a year told before
    if _NO_DAY_OF_DEED.search(before) or re.search(r"\bFiscal Year ", scene.view[max(0, d.start - 14) : d.start]):
        return True
    if event.action == "removed" and d.start > event.start and _PUT_THEN.search(scene.view[event.start : d.start]):
        return True  # `lifting measures imposed in 2020`
    if d.end > event.start:
        return False
    between = scene.view[d.end : event.start]  # `on Monday, three days after Commerce had listed X`
    return bool(_PLANNED.search(between) or _BEFORE_THAT.search(between))


_NO_DAY_OF_DEED = re.compile(r"\b(?:until|till|before|expires?|by|FY|FR) (?:the )?$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:decision|plan|move|plans|effort|right|threat|calls?) to\b|\b(?:decision|move) (?:on|over)\b"
)


def _distance(scene: Scene, event: Event, d: DateSlot) -> int | None:
    """How far a date is from a deed in characters, more where words between them speak of something else; None where they
    make it the date of that."""
    distance = min(abs(d.start - event.end), abs(event.start - d.end), abs(d.start - event.after))
    earlier = d.end <= event.start
    between = scene.view[d.end : event.start] if earlier else scene.view[min(event.after, d.start) : d.start]
    turns = re.search(r"[;]|\b(?:which|who|after|since it|when|because|founded|established)\b", between)
    if turns and not re.fullmatch(r"[^;]{0,6}", between):
        if d.end > event.after and re.search(r"\b(?:after|founded|established|when|who|which)\b", between):
            return None
        distance += 80
    if d.end <= event.clause and event.clause - d.end > 40 and scene.view[d.start : d.end][:2] not in ("In", "On"):
        distance += 30
    return distance


def authority(scene: Scene, event: Event) -> Slot | None:
    """The order, section or act under which it was done: a law named after `under`, `pursuant to`, `of` in the sentence."""
    for m in scene.mentions:
        if m.kind != "law" or re.fullmatch(r"(?:EAR|Export Administration Regulations|\d+ FR \d+|ITAR)", m.value or ""):
            continue
        before = scene.view[max(0, m.start - 40) : m.start]
        if re.search(
            r"\b(?:under|pursuant to|in accordance with|authority of|by|invok\w+|using|through|to implement|implementing|consistent with|via|as authorized by|meets? the criteria (?:in|of|for)|of|in)\b(?: [\w().]+){0,4} $",
            before,
        ) and not re.search(r"\bamend", before):
            return scene.slot(m.start, m.end, m.value)
    del event
    return None


def count(scene: Scene, subjects: list[Mention]) -> Slot | None:
    """The number that a group of the subjects says (`34` of `34 Chinese entities`)."""
    for m in subjects:
        if m.kind != "group":
            continue
        words = list(re.finditer(r"\d{1,3}(?:,\d{3})+|[\w-]+", scene.view[m.start : m.end]))
        for i, word in enumerate(words[:6]):
            if word.group().casefold() in folded("group_nouns"):
                break
            n = number(word.group())
            if (
                n is not None
                and not re.search(
                    r"[A-Za-z]$", scene.view[m.start : m.start + word.start()].rstrip("ofmreahnlstbyu ")[-1:] or " "
                )
            ) or (n is not None and i < 4):
                return scene.slot(m.start + word.start(), m.start + word.end(), str(n))
    return None


_SAID = r"(?:said|says|say|announced|announces|stated|wrote|told|alleged|alleges|accused|according to|confirmed|reported|added|noted|explained|claimed|determined|believes?)"

_ACCORDING = re.compile(r"\b(?:according to|as announced by|as reported by|as stated by|announced by) ")


def attribution(scene: Scene, event: Event) -> Slot | None:
    """Who says so: `the Commerce Department said`, `according to …`, as a span with the speaker as value."""
    if scene.aside is not None:
        return scene.aside
    view = scene.view
    for found in _ACCORDING.finditer(view):
        tail = re.match(r"(?:the |a |an |two |three )?[^,.;]{2,90}", view[found.end() :])
        if tail:
            end = found.end() + len(tail.group().rstrip())
            return scene.slot(found.start(), end, scene.text(found.end(), end))
    for m in scene.mentions:
        if m.kind not in ("agency", "person", "place", "entity"):
            continue
        after = re.match(
            rf"(?:'s [\w ]{{3,40}})?(?: \([^()]*\))?(?:,[^,]{{2,80}},)?(?: (?:officials?|spokes\w+|on \w+day|also|later|today|has|have|had|in a (?:statement|notice|rule)))* (?P<v>{_SAID})\b",
            view[m.end :],
        )
        if after and not (m.end <= event.start <= m.end + after.end("v")):
            start = m.title.start if m.title and m.title.start < m.start else m.start
            return scene.slot(start, m.end + after.end("v"), scene.text(m.start, m.end))
        said = re.search(r"\b(?:said|says|wrote) (?:the )?$", view[max(0, m.start - 12) : m.start])
        if said and re.match(r"'?s?\s*(?:$|[,.;\"]| in an? | on \w+day| told)", view[m.end :]):
            return scene.slot(max(0, m.start - 12) + said.start(), m.end, scene.text(m.start, m.end))
    pronoun = re.search(
        rf"\b(?:it|he|she|they|officials|the (?:department|agency|administration|bureau|government|committee)) {_SAID}\b",
        view,
    )
    if pronoun and pronoun.end() < event.start + 400:
        return scene.slot(pronoun.start(), pronoun.end(), pronoun.group())
    return None
