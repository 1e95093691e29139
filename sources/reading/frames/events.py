"""Where a sentence says that somebody was listed, freed, charged or fined: verb, voice, object, list, who did it.

Each verb has a frame, which says what has to stand around it for it to be about a listing at all: `added` alone adds a sentence;
`added … to the Entity List` adds a company. The frames are one module each (frame_*.py, nominal.py, standing.py).
"""

import itertools
import re

from sources.reading.clause.modality import modality
from sources.reading.clause.nouns import run_from, run_to
from sources.reading.clause.verbs import Event, verb_pattern, verbs
from sources.reading.clause.voice import clause
from sources.reading.frames.amended import acted, amended, denied, held
from sources.reading.frames.determined import determined
from sources.reading.frames.frame_direct import direct
from sources.reading.frames.frame_entry import entry_changed
from sources.reading.frames.frame_list import in_list
from sources.reading.frames.frame_measure import from_dealing, measured, under_measure, with_measure
from sources.reading.frames.inverted import inverted
from sources.reading.frames.nominal import announced, nominal
from sources.reading.frames.standing import expanded, named_as, paid, standing, turning
from sources.reading.frames.undone import undone
from sources.reading.frames.unlisted import unlisted
from sources.reading.sentence.scene import Scene

_GATE = (
    "list", "sanction", "designat", "restrict", "penal", "curb", " ban", "barr", "block", "embargo", "limit", "target", "charg", "indict", "fined",
    "fines", " pay ", " paid a", "agreed to a", "entry", "entries", "licen", "control", "prohibit", "freez", "debar", "requirement", " add", "measures",
    " named ", "named by", "named.", "named,", "cited for", " bars", "forb", "taken off", "came off", "lifted", "vacat", "rescind", "revok", "withdrew",
    "terminat", "delisted", "left out", "left off", " no longer ", "added ", "stay", "suspend", "enjoin", "dropped", "deleted", "struck", "designated", "unverified", "removed", " removes", "subject of", "covered by", "extend to", " action", "is amended", "denial", "so was", "so were", "identified as", "nothing in", "determined that", "to believe", "concluded that", "apply to", "military compan", "terrorist organi", "end-user", "end user", "wro", "release order", "froze",
)  # fmt: skip


def may_tell(scene: Scene) -> bool:
    """A quick look whether any trigger can be in the sentence: nine of ten sentences of ordinary prose stop here."""
    low = scene.low
    return any(word in low for word in _GATE) and not low.rstrip(" \"'").endswith("?")


def events(scene: Scene) -> list[Event]:
    """The deeds that one sentence tells, in order, without two that are the same words."""
    found = _by_verbs(scene)
    found.extend(nominal(scene))
    found.extend(standing(scene, found))
    found.extend(announced(scene))
    for further in (paid, expanded, named_as, turning):
        for event in further(scene):
            _members_after(scene, event)
            modality(scene, event)
            found.append(event)
    for event in inverted(scene):
        _members_after(scene, event)
        found.append(event)
    _add_unheld(scene, found)
    found.extend(determined(scene, scene.document.kind in ("rule", "notice")))
    for event in undone(scene, scene.prior or bool(found)):
        modality(scene, event)
        found.append(event)
    found.extend(e for e in unlisted(scene) if not any(k.start <= e.start < k.end and k.subjects for k in found))
    found.extend(_placed_there(scene, found))
    return _kept(scene, _shared(scene, _distinct(found)))


def _by_verbs(scene: Scene) -> list[Event]:
    """The deeds that verbs tell, one for each: that of the first frame that fits."""
    found: list[Event] = []
    matches = list(verb_pattern().finditer(scene.low))
    names = (
        [(m.start, m.end) for m in scene.mentions if m.kind in ("list", "law", "entity", "agency")] if matches else []
    )
    for match in matches:
        if any(a <= match.start() < b for a, b in names):
            continue
        framed = (_FRAMES[verb.frame](scene, match, verb) for verb in verbs()[match.group().casefold()])
        event = next((event for event in framed if event is not None), None)
        if event is not None:
            _members_after(scene, event)
            modality(scene, event)
            found.append(event)
    return found


def _add_unheld(scene: Scene, found: list[Event]) -> None:
    """Add the deeds of rules and orders whose words, or list, no deed has that was found."""
    done = [*acted(scene), *denied(scene)]
    for event in done:
        event.clause = clause(scene, event.start)
        modality(scene, event)
    for more in (*amended(scene), *held(scene), *done):
        if not any(
            e.start <= more.start < e.end or (more.listed is not None and e.listed is more.listed) for e in found
        ):
            found.append(more)


def _shared(scene: Scene, found: list[Event]) -> list[Event]:
    """`X was removed from one list and added to another`: the second passive has the subjects of the first."""
    for before, event in itertools.pairwise(found):
        if (
            event.passive
            and not event.subjects
            and before.subjects
            and re.search(
                r",? (?:and|but|then|or) (?:was |were |is |are |been |being |then |also |later |subsequently |instead ){0,6}$",
                scene.view[before.end : event.start],
            )
        ):
            event.subjects = list(before.subjects)
            event.notes.append("shared")
    return found


_BARE = re.compile(
    r"(?:all |other |any |certain |such |these |those |some |foreign |new |more |the )*(?:entities|persons|parties|companies|individuals|nationals|people|others|organizations|firms|goods|countries|entity|company|person|number of .*)",
    re.IGNORECASE,
)


def _kept(scene: Scene, found: list[Event]) -> list[Event]:
    """Events without those that speak of nobody: `adding entities to the list` as a possibility, `sanctioned banks` as a kind."""
    out: list[Event] = []
    for event in found:
        names = [
            m
            for m in event.subjects
            if m.kind in ("entity", "person", "place") or m.resolved != "name" or re.search(r"\d", m.value or "")
        ]
        bare = (
            bool(event.subjects)
            and not names
            and all(_BARE.fullmatch(scene.text(m.start, m.end)) for m in event.subjects)
        )
        if bare and (
            event.agent is None
            or event.nominal
            or re.search(
                r"\b(?:basis|procedure|process|criteria|standard|authority|grounds|reasons?) (?:for|of|to)\b",
                scene.view,
            )
        ):
            continue
        if "attributive" in event.notes and event.subjects and all(m.kind == "group" for m in event.subjects):
            continue
        if (
            event.action in ("charged", "fined")
            and event.agent is None
            and not any(m.kind in ("entity", "person") or m.resolved != "name" for m in event.subjects)
        ):
            continue
        lead = scene.view[max(0, event.subjects[0].start - 40) : event.subjects[0].start] if event.subjects else ""
        if re.search(r"\bbring\w* (?:the|to) (?:total )?(?:number|total)?[\w ]{0,40}$|\bnumber of $", lead) or (
            event.subjects
            and re.match(r"(?:the )?(?:total )?number of", scene.text(event.subjects[0].start, event.subjects[0].end))
        ):
            continue
        out.append(event)
    return out


def _members_after(scene: Scene, event: Event) -> None:
    """Names after the list (`added 34 entities to the list, among them X and Y`), and before (`X was among 34 entities put on …`)."""
    position = event.listed.end if event.listed is not None and event.listed.end >= event.after else event.after
    lead = re.match(
        r"(?: (?:on|last|this) \w+)?(?: (?:the|that) same day| at the same time)?(?:,? on (?:\d{1,2} )?[A-Z][a-z]{2,8}\.? ?(?:\d{1,2})?(?:,? \d{4})?)?(?:,? [a-z]+ (?:days|weeks|hours) (?:before|after) [^,]{4,60})?(?: in (?:\w+ )?\d{4})?(?: of [a-z ]{3,30})?(?:,? (?:they|it|he) (?:controls?|owns?))?(?:[,;]| —|:)? (?:(?:at the same time as|along with|together with|alongside|as well as|including|included?|among them|such as|namely|notably|among which(?: are)?|which included?|most notably)(?: are| is)?:? )",
        scene.view[position:],
    )
    if lead is None and event.listed is not None:
        lead = re.match(r" (?:it|that|which) [^,;]{3,110}, among them ", scene.view[position:])
    if lead:
        run, end = run_from(scene, position + lead.end(), loose=False)
        run = [
            m
            for m in run
            if m.kind in ("entity", "person", "group") and all(m.start != s.start for s in event.subjects)
        ]
        if run:
            event.subjects = [*event.subjects, *run]
            event.after = max(event.after, end)
    elif event.subjects and event.subjects[0].kind == "group" and scene.view[position : position + 2] == ", ":
        run, end = run_from(scene, position + 2, loose=False)
        if run and re.match(r",? among them\b", scene.view[end:]) and all(m.kind in ("entity", "person") for m in run):
            event.subjects, event.after = [*event.subjects, *run], max(event.after, end + 12)
    if event.subjects and (event.subjects[0].kind == "group" or event.subjects[0].resolved != "name"):
        first = event.subjects[0]
        among = re.search(
            r"\b(?:is|was|were|are)(?P<no> not)?(?: also)? (?:among|one of)(?: the| a (?:group|list|batch|total) of)? $",
            scene.view[: first.start],
        )
        if among:
            event.notes.extend(["not among"] if among.group("no") else [])
            names = run_to(scene, among.start(), clause(scene, among.start()))
            names = [m for m in names if m.start < first.start]
            event.subjects = [*names, *([] if names and first.resolved != "name" else event.subjects)]


_THERE = re.compile(
    r",? (?:where|on which|to which) (?:it|they|he|she|the (?:company|firm|companies|firms)) (?:(?:had|has|have) been|was|were)(?: \w+ly)? (?P<v>placed|put|added|listed|named)\b"
)


def _placed_there(scene: Scene, found: list[Event]) -> list[Event]:
    """`X came off the list, where it had been placed in 2022 because …`: the earlier deed has its own date and reason."""
    out: list[Event] = []
    for there in _THERE.finditer(scene.view):
        before = next((e for e in found if e.listed is not None and 0 <= there.start() - e.listed.end < 60), None)
        if before is not None and before.subjects:
            a, b = there.span("v")
            event = Event("added", a, b, list(before.subjects), listed=before.listed, passive=True, after=b, clause=a)
            event.notes.append("there")
            out.append(event)
    return out


_FRAMES = {
    "list": in_list,
    "direct": direct,
    "measure": measured,
    "with": with_measure,
    "under": under_measure,
    "from": from_dealing,
    "entry": entry_changed,
}


def _distinct(found: list[Event]) -> list[Event]:
    """Events without those whose words another one already holds."""
    kept: list[Event] = []
    for event in sorted(found, key=lambda e: (e.start, -e.end)):
        same = next((k for k in kept if k.start <= event.start < k.end), None)
        if same is not None:
            if not same.subjects and event.subjects:
                kept[kept.index(same)] = event
            continue
        kept.append(event)
    return kept
