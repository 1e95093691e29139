"""The slots around a deed: its reasons, effects, date, authority, count, and who says so. Tables: reasons.yaml, effects.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from sources.reading.groups import number
from sources.reading.lexicon import folded, load
from sources.reading.scene import Scene
from sources.reading.statements import DateSlot, Mention, Slot
from sources.reading.verbs import Event


@dataclass(frozen=True, slots=True)
class Stretch:
    """Positions of a sentence with the name of the rule that found them."""

    start: int
    end: int
    name: str


@cache
def _reasons() -> dict[str, Any]:
    data: dict[str, Any] = load("reasons")
    return data


@cache
def _effects() -> dict[str, Any]:
    data: dict[str, Any] = load("effects")
    return data


@cache
def _connectives(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = (_reasons() if table == "reasons" else _effects())["connectives"]
    out = []
    for row in rows:
        pattern = row["pattern"]
        bound = "" if pattern.startswith(("(?<", "(?:,", "\\b", "(?:\\b", "(?=")) else r"\b"
        out.append((row["name"], re.compile(bound + pattern)))
    return tuple(out)


_STOP = re.compile(
    r"(?:,\"?|\"?,|\"|—|\))? (?:as (?:announced|stated|reported|noted|described) (?:by|in)|according to|(?:the )?(?:U\.S\. |US )?(?:[A-Z][\w.]+ ){0,3}(?:[Dd]epartment|[Aa]dministration|[Bb]ureau|officials?|[Ss]ecretary|BIS|OFAC|Commerce|Treasury|Washington|government|agency|notice|filing|statement|document)(?: [A-Z]\w+){0,3}(?: [a-z]+){0,2} (?:said|says|announced|wrote|stated|alleged|added)"
    r"|(?:it|he|she|they|officials) (?:said|says|added|wrote|stated|alleged)\b|said (?:the|a|[A-Z])|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,4} (?:said|says|told|wrote|reported)\b|a (?:statement|notice|filing|document|source|person|official) (?:said|showed))"
    r"|; |, (?:meaning|which means|effectively|making it|(?:restricts?|bars?|prohibits?|bans?|blocks?|prevents?|effectively cutting|cutting (?:it|them) off)\b|barring|banning|prohibiting|preventing|requiring|restricting|a (?:move|step|designation|decision)\b|in (?:a|the) (?:latest|move|rule|step|sign|escalation)|while\b|bringing|joining|as (?:tensions|part|well as (?:the|a) (?:\w+ ){0,3}(?:embassy|ministry))|sending|adding to|just|days|weeks|hours|months|marking|escalating|dealing|widening|intensifying|further straining|ratcheting|and (?:requires?|imposed?|added|said|put|barred|prohibited?|will|would|it|they|he|she|the)\b|but\b|even as\b|though\b|although\b|which (?:bars|bans|prohibits|prevents|blocks|means|requires|makes|restricts|would|will|effectively|could))"
    r"|(?<=[a-z]) (?:and (?:requires?|imposes?|said it|says it)|in a move that|, (?:said|wrote) )"
)
_TRIM = re.compile(r"(?:[\s,;:.\"')—-]|\b(?:on|to|onto|in|from|and|the|its|of|by)(?=\s*$))+$")


def reason_stretches(scene: Scene, start: int, end: int, names: frozenset[str] | None = None) -> list[Stretch]:
    """The stretches of `view[start:end]` that give a reason, each without its connective, which is its `name`."""
    hits: list[tuple[int, int, str]] = []
    for name, pattern in _connectives("reasons"):
        if names is not None and name not in names:
            continue
        for found in pattern.finditer(scene.view, start, end):
            hits.append((found.start(), found.end(), name))
    hits.sort(key=lambda h: (h[0], -h[1]))
    out: list[Stretch] = []
    reach = start
    for i, (at, begin, name) in enumerate(hits):
        if at < reach:
            continue
        stop = end
        if found := _STOP.search(scene.view, begin, end):
            stop = found.start()
        for later in hits[i + 1 :]:
            if later[0] > begin + 12 and later[0] < stop and _cuts(scene.view, later):
                stop = later[0]
                break
        stop = begin + len(_TRIM.sub("", scene.view[begin:stop]))
        if name == "accusing" and (of := scene.view.rfind(" of ", at, begin + 1)) > 0:
            begin = max(begin, of + 4)
        if stop - begin < 8:
            continue
        if name in ("that have", "it said") and not wrong().search(scene.view, begin, stop):
            continue
        if name == "in an effort to" and begin - at < 4:
            begin = at + 3 if scene.view[at : at + 3] == "to " else begin
        if name == "over" and at - start > 3 and not _grave(scene.view[begin:stop]):
            continue
        out.append(Stretch(begin, stop, name))
        reach = stop
    return out


def _cuts(view: str, hit: tuple[int, int, str]) -> bool:
    """Whether a further connective begins a reason of its own rather than going on with the one before."""
    if hit[2] in (
        "accusing",
        "alleging",
        "saying",
        "citing",
        "because",
        "which it said",
        "in response to",
        "on grounds",
    ):
        return view[max(0, hit[0] - 2) : hit[0]] == ", " or hit[2] == "because"
    return False


def _grave(words: str) -> bool:
    """`over` gives a reason before wrongdoing, concerns, ties; not before amounts and places."""
    return (
        wrong().search(words) is not None
        or re.match(
            r"(?:its|their|his|her|alleged|suspected|the|concerns?|fears?|ties|links|claims|allegations|accusations|worries|what|treatment|use|role|support|human|forced|rights|Xinjiang|Ukraine|sales?|supply|supplies|exports|Beijing|China|Russia|Iran|efforts|help|aid|involvement)\b",
            words,
        )
        is not None
    )


@cache
def wrong() -> re.Pattern[str]:
    """Words of wrongdoing that make a sentence about a company a reason for its listing."""
    return re.compile(_reasons()["wrong"], re.IGNORECASE)


@cache
def speaker_pattern() -> str:
    """A regular expression for who says a reason."""
    return str(_reasons()["speakers"])


@cache
def subject_pattern() -> str:
    """A regular expression for whom a reason is said of, when not by name."""
    return str(_reasons()["subjects"])


_INNER = frozenset({"which it said", "accused of", "suspected", "involved in", "that have", "it said", "accusing"})
_OPENING = frozenset(
    {
        "accusing",
        "alleging",
        "citing",
        "because",
        "after",
        "in response to",
        "in retaliation",
        "amid",
        "due to",
        "in an effort to",
        "saying",
        "determined",
    }
)


def reasons(scene: Scene, event: Event, limit: int) -> list[Slot]:
    """The reasons that the sentence itself gives for an event, the nearest to its list first. `limit`: where the next event begins."""
    end = max(limit, event.after)
    found = reason_stretches(scene, event.after if not event.nominal else max(event.after, event.end), end)
    if event.action == "charged":
        charge = re.match(r"[^.;]{0,120}?\bwith ", scene.view[event.after : end])
        if charge:
            begin = event.after + charge.end()
            stop = _STOP.search(scene.view, begin, end)
            found = [
                Stretch(begin, begin + len(_TRIM.sub("", scene.view[begin : stop.start() if stop else end])), "with")
            ]
    if event.action == "considered":
        found = [s for s in found if s.name != "saying"]
    if not found and event.subjects:
        last = max((m.end for m in event.subjects if m.end <= event.start), default=-1)
        if last >= 0:
            found = reason_stretches(scene, last, event.start, _INNER)
        elif not event.passive and event.listed is not None and event.subjects:
            inside = max(m.end for m in event.subjects)
            if inside < event.listed.start:
                found = reason_stretches(scene, inside, event.listed.start, _INNER | {"for", "over", "because"})
    if not found and re.match(
        r"\s*\"?(?:Accus|Alleg|Cit|Becaus|After|In (?:response|retaliation|an effort)|Amid|Due|Saying)", scene.view
    ):
        lowered = scene.view[0].lower()
        del lowered
        found = _opening(scene, event)
    return [scene.slot(s.start, s.end, s.name) for s in found[:3]]


def _opening(scene: Scene, event: Event) -> list[Stretch]:
    """A reason that opens the sentence (`Citing ties to the military, Commerce added …`)."""
    first = scene.view.find(", ")
    stop = first
    while 0 <= stop < event.start:
        first = stop
        nxt = scene.view.find(", ", stop + 2)
        if nxt < 0 or nxt > event.start:
            break
        stop = nxt
    head = scene.view[:first]
    if first <= 0:
        return []
    match = re.match(
        r"\s*\"?(?:Accusing [^,]{1,80}? of|Alleging(?: that)?|Citing|Because(?: of)?|Due to|Amid|In (?:response|retaliation) (?:to|for)|In an effort to|Saying(?: that)?|After (?=it|they|the [US]))\s+",
        head,
    )
    if not match:
        return []
    name = match.group().split()[0].strip('"').casefold()
    return [Stretch(match.end(), len(_TRIM.sub("", head)), name)]


def effects(scene: Scene, start: int, end: int) -> list[Slot]:
    """What a listing does, as the sentence says after `start`."""
    out: list[Stretch] = []
    for name, pattern in _connectives("effects"):
        for found in pattern.finditer(scene.view, start, end):
            if any(s.start - 30 <= found.end() <= s.end for s in out):
                continue
            begin = found.end()
            stop = end
            if stopped := re.compile(
                r"; |\"?, (?:according to|the [\w ]{3,40} said|\w+ said|it said|officials said|said )"
            ).search(scene.view, begin, end):
                stop = stopped.start()
            stop = begin + len(_TRIM.sub("", scene.view[begin:stop]))
            if stop - begin > 10 and _binding(scene.view[begin:stop]):
                out.append(Stretch(begin, stop, name))
    return [scene.slot(s.start, s.end, s.name) for s in sorted(out, key=lambda s: s.start)[:2]]


def _binding(words: str) -> bool:
    """Whether words speak of trade, licences, property or dealings at all."""
    return (
        re.search(
            r"licen[cs]|export|import|technolog|trade|trading|goods|business|suppl|ship|sell|sale|buy|purchas|invest|asset|propert|transact|deal|access|financ|software|components?|chips|entry|visa|travel|securit|items|permission|approval|hard|difficult",
            words,
            re.IGNORECASE,
        )
        is not None
    )


@cache
def _effect_sentence() -> re.Pattern[str]:
    data = _effects()
    return re.compile(
        rf"\s*\"?{data['openers']}[^.]{{0,110}}?\b(?:{data['nouns']}|[Ll]icenses?)\b[^.]{{0,70}}?\b{data['verbs']}\b"
    )


def effect_sentence(scene: Scene, leaning: bool) -> Slot | None:
    """The whole sentence when it says what a listing does (`The designation freezes any US assets`). `leaning`: a listing was
    told shortly before, so that `the move` and `the rule` may mean it."""
    view = scene.view
    if (
        len(view) > 700
        or not (leaning or any(word in scene.low for word in ("list", "designat", "sanction")))
        or not _binding(view)
    ):
        return None
    named = re.search(r"\b(?:list|listed|listing|blacklist\w*|designat\w+|sanction\w*)\b", scene.low)
    if not leaning and not named:
        return None
    explicit = [e for e in effects(scene, 0, len(view)) if e.value in ("cannot", "license", "blocked")]
    if re.search(r"\bI\b|\bwe\b|\b[Ww]e're\b", view) and not explicit:
        return None
    if _effect_sentence().match(view) and (
        explicit
        or re.search(
            r"licen[cs]e|bar|prohibit|freez|block|restrict|cut off|deni|requir|limit|cannot|may not|harder|difficult|unable|permission",
            view,
        )
    ):
        if re.search(r"\b(?:response|extends?|retaliat|denied wrongdoing|urged|called on)\b", view):
            return None
        end = len(_TRIM.sub("", view))
        return scene.slot(len(view) - len(view.lstrip()), end, "sentence")
    if explicit and leaning and explicit[0].value == "blocked":
        return explicit[0]
    if explicit and re.search(
        r"\b(?:list|listed|listing|blacklist\w*|designat\w+|sanction\w*|entity|entities)\b", view
    ):
        return explicit[0]
    return None


def date(scene: Scene, event: Event, reason: list[Slot]) -> DateSlot | None:
    """The date of the event: the nearest in its sentence that does not stand inside a reason or in another clause."""
    best: tuple[int, DateSlot] | None = None
    for d in scene.dates:
        words = scene.view[d.start : d.end]
        if any(r.start <= scene.at(d.start) < r.end for r in reason):
            continue
        before = scene.view[max(0, d.start - 10) : d.start]
        if re.search(r"\b(?:until|till|before|expires?|by|FY|FR) (?:the )?$", before, re.IGNORECASE) or re.search(
            r"\bFiscal Year ", scene.view[max(0, d.start - 14) : d.start]
        ):
            continue
        distance = min(abs(d.start - event.end), abs(event.start - d.end), abs(d.start - event.after))
        between = (
            scene.view[min(d.end, event.start) : max(d.end, event.start)]
            if d.end <= event.start
            else scene.view[min(event.after, d.start) : d.start]
        )
        if (
            re.search(
                r"\b(?:decision|plan|move|plans|effort|right|threat|calls?) to\b|\b(?:decision|move) (?:on|over)\b",
                between,
            )
            and d.end <= event.start
        ):
            continue
        if re.search(
            r"[;]|\b(?:which|who|after|since it|when|because|founded|established)\b", between
        ) and not re.fullmatch(r"[^;]{0,6}", between):
            distance += 80
            if d.end > event.after and re.search(r"\b(?:after|founded|established|when|who|which)\b", between):
                continue
        if d.end <= event.clause and event.clause - d.end > 40 and words[:2] not in ("In", "On"):
            distance += 30
        if distance < 220 and (best is None or distance < best[0]):
            best = (distance, d)
    if best is None:
        return None
    d = best[1]
    return d.model_copy(update={"start": scene.at(d.start), "end": scene.upto(d.end)})


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
        words = list(re.finditer(r"[\w-]+", scene.view[m.start : m.end]))
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
