"""Statements of a document: sentence by sentence, each leaning on the ones before it where its words do.

The way: sentences -> scenes -> events (triggers.py) -> slots (slots.py) -> context (context.py: who `they` are, what a
following sentence adds) -> statements. Deterministic; nothing is learned.
"""

import re
from collections.abc import Sequence

from sources.document import Document, Span
from sources.fence import fenced
from sources.reading.clause import slots
from sources.reading.clause.counted import NUMBER, size_of
from sources.reading.clause.effects import effects_of
from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import reason_stretches, reasons_of
from sources.reading.clause.verbs import Event, Stretch
from sources.reading.discourse.context import Context
from sources.reading.discourse.drafts import Draft
from sources.reading.discourse.ended import with_ends
from sources.reading.discourse.items import items
from sources.reading.frames.events import events, may_tell
from sources.reading.names.defined import with_full_names
from sources.reading.sentence.scene import Scene, scenes
from sources.reading.speech.asides import clauses_after, without_asides
from sources.reading.statements import Statement
from sources.reading.tabular.cell_tables import Rows, tables
from sources.reading.tabular.dated_tables import dated_rows
from sources.reading.tabular.ground_tables import with_rows
from sources.reading.words.capitals import capitals


def read_statements(document: Document, sentences: Sequence[Span], marked: Sequence[Rows] = ()) -> list[Statement]:
    """What the document says about listings, in order of the text. All spans are those of `document.text`; `marked`
    are its tables as far as its format marks them.

    A sentence that a rule stumbles over is left out with what was begun of it (see `sources.fence`).
    """
    context = Context(document)
    for scene in scenes(document, sentences):
        begun = context.begun()
        with fenced(f"{document.path}, the sentence at character {scene.base}"):
            _sentence(context, without_asides(scene))
            continue
        context.undo(begun)
    told = context.statements()
    with fenced(f"{document.path}, the short names that it defines"):
        told = with_full_names(document, sentences, told)
    found: list[Rows] = []
    dated: list[Statement] = []
    with fenced(f"{document.path}, its tables"):
        found = tables(document.text, marked)
    with fenced(f"{document.path}, the grounds in its tables"):
        told = with_rows(document, sentences, told, found)
    with fenced(f"{document.path}, the days on which what it tells of ends"):
        told = with_ends(document, sentences, told)
    with fenced(f"{document.path}, the dated rows of its tables"):
        dated = dated_rows(document, sentences, told, found)
    return sorted([*told, *dated], key=lambda one: one.start)


def _sentence(context: Context, scene: Scene) -> None:
    """Take in what one sentence tells."""
    found: list[Event] = []
    if may_tell(scene):
        scene.prior = context.follows_listing(scene)
        scene.about_list = context.of_list()
        scene.spoken = scene.prior or context.last(scene, 14) is not None
        found = events(scene)
    for i, event in enumerate(found):
        limit = found[i + 1].clause if i + 1 < len(found) and found[i + 1].clause > event.after else len(scene.view)
        if i + 1 < len(found) and found[i + 1].clause <= event.after:
            limit = found[i + 1].start if found[i + 1].start > event.after else len(scene.view)
        if i + 1 < len(found) and (own := _relative(scene, event.after, found[i + 1].start)):
            limit = own
        later = next((e for e in found[i + 1 :] if "there" in e.notes), None)
        floor = found[i - 1].start if i else None
        _read(context, scene, event, limit, later.start if later is not None else None, floor)
    if found and "; " in scene.view and ": " not in scene.view:
        for tail in clauses_after(scene, found[-1].after):
            context.clause(tail)
    context.follow(scene, any(draft.scene is scene for draft in context.drafts[-len(found) - 4 :]) if found else False)


def _read(context: Context, scene: Scene, event: Event, limit: int, own: int | None, floor: int | None) -> None:
    colon, each = items(scene, event.end, limit)
    if each:
        event.subjects = [m for m in event.subjects if m.start < colon]
    else:
        _after_colon(scene, event, limit)
    subjects = context.resolve(scene, event.subjects)
    reasons = [r for r in reasons_of(scene, event, limit) if not each or r.start < scene.at(colon)]
    more = [] if each else _last_ones(scene, event, limit) or _more_grounds(scene, event, limit)
    if more:
        first = more[0][0]
        limit = scene.at(first)
        reasons = [r for r in reasons if r.start < limit]
        reasons = [
            r
            if r.end <= limit
            else scene.slot(scene.inside(r.start), _trimmed(scene.view, scene.inside(r.start), first), r.value)
            for r in reasons
        ]
    draft = Draft(
        scene=scene,
        event=event,
        subjects=subjects,
        reasons=reasons,
        effects=effects_of(scene, event.start, len(scene.view)),
        agency=context.agency(scene, event),
        date=context.dated(scene, slots.date(scene, event, reasons, own, floor)),
        authority=slots.authority(scene, event),
        count=slots.count(scene, event.subjects),
        attribution=slots.attribution(scene, event),
    )
    if event.subjects and not subjects:
        return  # a pronoun that means nobody here: `we put them on the list`
    if draft.authority is not None and event.subjects and re.match(r"[Aa]ll|[Ee]ach", event.subjects[0].value or ""):
        context.authorize(draft)
    if context.repeats_removal(draft):
        return
    context.carry_over(draft)
    context.follows(draft)
    context.add(draft)
    for item in each:
        context.add(draft.with_ground(item.run, item.ground))
    for start, end, reason in more:
        run, _ = run_from(scene, start, end)
        if run:
            context.add(draft.with_ground(run, reason))


def _relative(scene: Scene, start: int, end: int) -> int | None:
    """Where a relative clause with a deed of its own begins (`…, both of which were already on the list`)."""
    found = re.search(r", (?:(?:both|all|some|two|most) of )?(?:which|whom|who)(?: \w+){0,5} $", scene.view[start:end])
    return start + found.start() if found else None


_MEMBERS = ("entity", "person", "group")


def _after_colon(scene: Scene, event: Event, limit: int) -> None:
    """Names after a colon at the end (`Nine companies are being added for …: A; B; and C`) are the group's members."""
    if not event.subjects or all(m.kind != "group" for m in event.subjects):
        return
    colon = scene.view.rfind(": ", event.after, limit)
    if colon < 0:
        return
    run, _ = run_from(scene, colon + 2, limit, loose=False)
    last = event.subjects[-1]
    near = colon - max(last.end, event.after) < 3
    if event.subjects[0].kind != "group":  # `added A along with three others: B, C and D`
        near = False
        if last.kind != "group" or size_of(last.value or "") != len(run):
            return
    if (len(run) > 1 or near) and run and run[0].kind in ("entity", "person") and all(m.kind in _MEMBERS for m in run):
        event.subjects = [*event.subjects, *[m for m in run if all(m.start != s.start for s in event.subjects)]]


_NEXT = re.compile(
    capitals(
        rf"(?:;(?: and)?|, and|, while|,) (?=(?:the |its |their )?[A-Z0-9])|(?:[,;](?: and)?| and) (?=(?:the other )?{NUMBER} (?:over|for|because|in connection)\b)"
    )
)


def _more_grounds(scene: Scene, event: Event, limit: int) -> list[tuple[int, int, Stretch]]:
    """Further entities with a ground of their own in one sentence (`A for …; B and C for …`)."""
    out: list[tuple[int, int, Stretch]] = []
    first = reason_stretches(scene, event.after, limit)
    if not first:
        return out
    for found in _NEXT.finditer(scene.view, first[0].start, limit):
        run, end = run_from(scene, found.end(), limit, loose=False)
        if not run or any(m.kind == "other" for m in run):
            continue
        gap = re.match(
            r"(?: (?:of|in|from) [A-Z][\w ]{2,30}?)?,?(?: (?:was|were|is|are)(?: \w+)?)? (?=(?:for|over|because|in connection)\b)",
            scene.view[end:limit],
        )
        if not gap:
            continue
        ground = reason_stretches(
            scene, end + gap.end(), limit, frozenset({"for", "over", "because", "in connection with"})
        )
        if ground and ground[0].start - (end + gap.end()) < 22:
            out.append((found.start(), end, ground[0]))
    stops = [*[start for start, _, _ in out[1:]], limit][: len(out)]
    return [
        (
            start + len(_NEXT.match(scene.view, start).group()),  # type: ignore[union-attr]
            end,
            Stretch(ground.start, _trimmed(scene.view, ground.start, min(ground.end, stop)), ground.name),
        )
        for (start, end, ground), stop in zip(out, stops, strict=True)
    ]


_WHO_DID = re.compile(r"(?: of [A-Z][\w.]+| \([^()]*\))?, (?:which|who|whom) [^,;]{0,50}$")


def _last_ones(scene: Scene, event: Event, limit: int) -> list[tuple[int, int, Stretch]]:
    """The ground of the member named last, told of it alone (`86 entities, among them X, which it said had shipped …`)."""
    if (
        len(event.subjects) < 2
        or event.subjects[0].kind != "group"
        or event.subjects[-1].kind not in ("entity", "person")
    ):
        return []
    last = event.subjects[-1]
    for stretch in reason_stretches(scene, last.end, limit)[:1]:
        if stretch.name in ("which it said", "that have") and _WHO_DID.match(scene.view[last.end : stretch.start]):
            return [(last.start, last.end, stretch)]
    return []


def _trimmed(view: str, start: int, end: int) -> int:
    shown = view[start:end].rstrip(" ,;:")
    while re.search(r"\band$", shown[-4:]):
        shown = shown[:-3].rstrip(" ,;:")
    return start + len(shown)
