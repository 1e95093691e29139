"""Listings told as a state or in a turn of their own: `X is on the list`, `agreed to pay`, `expanded its list to include X`."""

import re
from collections.abc import Iterator

from sources.reading.clause.agents import agent_by, agent_left
from sources.reading.clause.modality import modality
from sources.reading.clause.nouns import run_from, run_to
from sources.reading.clause.unreal import unreal
from sources.reading.clause.verbs import Event, measure_pattern
from sources.reading.clause.voice import ADVERB, clause, subject, voice
from sources.reading.frames.frame_list import listing_context
from sources.reading.sentence.scene import ListPhrase, Scene

_STANDING = re.compile(
    rf"\b(?:(?:never|not|still|also|once|already|itself) ){{0,4}}(?P<lost>no longer )?(?P<v>(?:spent (?:about |nearly |more than |almost )?(?:an?|\w+) (?:year|month|decade|week)s?|is|are|was|were|has been|have been|had been|remains?|remained|stays?|stayed|stands?|stood|sits?|landed|ended up|wound up|appears?|appeared|been)(?: {ADVERB}){{0,6}}(?: among [\w ,-]{{2,60}}?(?: {ADVERB}){{0,6}})?) (?P<gone>(?:no longer|not any (?:more|longer)) )?(?P<p>on|off|in|subject to|under) "
)
_NOT_SINCE = re.compile(r"\b(?:has|have|had)(?: not|n't) (?P<v>been) (?P<p>on) ")
_SINCE = re.compile(r"\s*since (?!at least\b)")

_PAYS = re.compile(
    r"\b(?:agree[sd]? to|will|to|must|ordered to|has to|have to|would|agreeing to) (?:also )?(?:plead guilty (?:to [\w ]{3,60} )?and (?:to )?)?pay (?:more than |about |nearly |over |some |roughly |almost |up to )?(?:the (?:US|U\.S\.|United States|government) )?(?:[\w-]+ ){0,3}?(?:(?:US)?\$|€|£|a (?:civil |record |criminal |total |combined )?(?:\$|penalty|fine|settlement))"
)

_FINED = re.compile(
    r"\b(?:agree[sd]? to|accept(?:s|ed)|paid|pays?|hit with|handed) an? (?:(?:record|civil|criminal|combined|total) )*(?:(?:US)?[$€£][\d.,]+ (?:million|billion|thousand)?[\w ]{0,20}(?:fine|penalty|settlement)|(?:fine|penalty) of (?:(?:US)?[$€£]))"
)

_PENALTY = re.compile(
    r"\b(?P<v>[Ii]mpos(?:es?|ed|ing) (?:an? )?(?:(?:record|civil|criminal|administrative|combined) )*(?:[$€£][\d.,]+ (?:million|billion) )?(?:[Pp]enalty|[Ff]ine)(?: of (?:(?:US)?[$€£])?[\d.,]+ (?:million|billion|thousand))?) (?:on|[Aa]gainst) "
)

_ON_IT = re.compile(
    r"^\s*\"?(?:[Tt]he |[Oo]ther |[Ss]ome |[Mm]any )?(?:[\w-]+ ){0,3}?(?:entities|companies|firms|names|those|institutions|organi[sz]ations|Those|Entities|Companies|Firms|Others|Names)(?: (?:already|currently|now|newly))? on "
)


def paid(scene: Scene) -> Iterator[Event]:
    """`X agreed to pay a $1 billion penalty`, and `entities on the list include X`."""
    view = scene.view
    for found in [*_PAYS.finditer(view), *_FINED.finditer(view)]:
        if not re.search(r"fine|penalt|settle|violat|forfeit|resolve|charges", view):
            continue
        subjects = run_to(scene, found.start(), clause(scene, found.start()))
        if subjects:
            event = Event(
                "fined", found.start(), found.end(), subjects, after=found.end(), clause=clause(scene, found.start())
            )
            event.agent = next((m for m in scene.mentions if m.kind == "agency" and m.start > found.end()), None)
            yield event
    for found in _PENALTY.finditer(view):
        subjects, end = run_from(scene, found.end(), loose=False)
        agent = agent_left(scene, found.start())
        if subjects and agent is not None:
            yield Event("fined", *found.span("v"), subjects, after=end, agent=agent)
    on = _ON_IT.match(view)
    phrase = next((p for p in scene.lists if on and p.start == on.end()), None)
    if phrase is not None and (phrase.named or listing_context(scene, phrase)):
        verb = re.match(r",? (?:include[sd]?|are|were) ", view[phrase.end :])
        if verb:
            run, end = run_from(scene, phrase.end + verb.end(), loose=False)
            run = [m for m in run if m.kind in ("entity", "person")]
            if run:
                event = Event("added", phrase.start, phrase.end, run, listed=phrase, passive=True, after=end)
                event.notes.append("standing")
                yield event


def standing(scene: Scene, found: list[Event]) -> Iterator[Event]:
    """`X is on the Entity List`, `X has been under US sanctions since 2019`: a listing told as a state."""
    view = scene.view
    gone = [
        match
        for match in _STANDING.finditer(view)
        if not _NOT_SINCE.search(view, max(0, match.start() - 12), match.end())
    ]
    for match in [*gone, *_NOT_SINCE.finditer(view)]:
        position = match.end()
        if any(e.start <= match.end() and match.start() <= e.end for e in found):
            continue
        phrase = next(
            (
                p
                for p in scene.lists
                if p.start == position or (p.start > position and not view[position : p.start].strip())
            ),
            None,
        )
        measure = None if phrase else measure_pattern().match(view, position)
        if phrase is None and (
            measure is None
            or not re.search(r"sanction|restriction|embargo|curbs", measure.group(), re.IGNORECASE)
            or match.group("p") in ("in", "off", "on")
        ):
            continue
        if phrase is not None and not phrase.named and not listing_context(scene, phrase):
            continue
        singular = re.match(r"(?:is|was|has|remains|stands|sits|appears)\b", match.group("v")) is not None
        subjects = subject(scene, match.start(), singular)
        if not subjects and re.search(r",? (?:and|but|or|nor) $", view[: match.start()]):
            earlier = [e for e in found if e.end <= match.start() and e.subjects and e.passive]
            subjects = list(earlier[-1].subjects) if earlier else []
        if not subjects or (re.match(r"off", match.group("p")) and phrase is None):
            continue
        end = phrase.end if phrase else measure.end() if measure else position
        since = match.re is _NOT_SINCE and _SINCE.match(view, end) is not None
        left = since or any(match.groupdict().get(name) for name in ("gone", "lost"))
        event = Event(
            "removed" if match.group("p") == "off" or left else "added",
            match.start("v"),
            end,
            subjects,
            listed=phrase,
            passive=True,
            after=end,
            clause=clause(scene, match.start()),
            measure=measure.span() if measure else None,
        )
        event.notes.append("standing")
        modality(scene, event)
        if left and event.polarity == "negated":  # the words that deny the listing tell of the removal
            event.polarity = "asserted"
            unreal(scene, event)
        yield event
    yield from _without(scene)


_NO_MORE = re.compile(r" no longer (?P<v>includes?|names?|lists?|shows?|carr(?:y|ies)|contains?) ")


def _without(scene: Scene) -> Iterator[Event]:
    """`The Entity List no longer includes X`."""
    for found in _NO_MORE.finditer(scene.view):
        phrase = next((p for p in scene.lists if p.end == found.start()), None)
        run, end = run_from(scene, found.end(), loose=False)
        if phrase is not None and run and (phrase.named or listing_context(scene, phrase)):
            event = Event(
                "removed", *found.span("v"), run, listed=phrase, after=end, clause=clause(scene, found.start())
            )
            event.notes.append("standing")
            unreal(scene, event)
            yield event


_TURNS = re.compile(
    r"\b(?P<v>join(?:s|ed|ing)?|(?:will |would |to )?(?:go(?:es)?|be going) on(?:to)?|went on(?:to)?|(?:were|was|is|are) (?:to )?(?:go|going) on(?:to)?|land(?:s|ed)? on|(?P<off>(?:came|comes?|coming) off|left(?= (?:the|its|that)\b)|leaves)) "
)


def turning(scene: Scene) -> Iterator[Event]:
    """`X joins the blacklist`, `X will go on the Entity List`, `X came off the Unverified List`."""
    for found in _TURNS.finditer(scene.view):
        phrase = next(
            (p for p in scene.lists if 0 <= p.start - found.end() < 2 or p.noun[0] - found.end() in (0, 5)), None
        )
        if phrase is None or (not phrase.named and not listing_context(scene, phrase)):
            continue
        modal = re.search(
            r"\b(?:may|might|could|should|not|never|to|if|whether)(?: \w+)? $", scene.view[: found.start()]
        )
        subjects = run_to(scene, found.start(), clause(scene, found.start())) if modal is None else []
        if subjects:
            event = Event(
                "removed" if found.group("off") else "added",
                found.start(),
                phrase.end,
                subjects,
                listed=phrase,
                passive=True,
                after=phrase.end,
                clause=clause(scene, found.start()),
            )
            event.notes.append("standing")
            modality(scene, event)
            yield event


_EXPANDS = re.compile(
    r"\b(?P<v>(?:expand|widen|broaden|extend|enlarg|updat|lengthen)(?:e?s|ed|ing|e)?|add(?:s|ed|ing)? to) (?=(?:the|its|their|a|an|[A-Z][\w.']*)\b)"
)


def expanded(scene: Scene) -> Iterator[Event]:
    """`expanded its trade blacklist to include X`."""
    for found in _EXPANDS.finditer(scene.view):
        phrase = next((p for p in scene.lists if 0 <= p.start - found.end() < 12), None)
        include = (
            re.match(
                r"(?:,? (?:on \w+day|last \w+|this \w+))? (?:to include|to cover|by adding|with|to add)(?: (?:the )?(?:names of )?)?",
                scene.view[phrase.end :],
            )
            if phrase
            else None
        )
        if phrase is None or include is None:
            continue
        run, end = run_from(scene, phrase.end + include.end())
        if run:
            event = Event(
                "added", found.start(), phrase.end, run, listed=phrase, after=end, clause=clause(scene, found.start())
            )
            event.agent = agent_left(scene, found.start())
            yield event


_AS = re.compile(
    r"\b(?P<v>nam(?:es?|ed|ing)|label(?:s|l?ed|l?ing)?|identif(?:y|ies|ied|ying)|classif(?:y|ies|ied|ying)|declar(?:es?|ed|ing)|tagg?(?:s|ed|ing)?)\b"
    r"(?P<o>[^.;]{0,160}?) ?(?:\bas |\bto be )?(?:an? |one of the |among )?\"?(?P<w>(?:Communist )?(?:Chinese )?[Mm]ilitary[- ](?:[Ii]ndustrial [Cc]omplex )?[Cc]ompan(?:y|ies)|(?:\d+ )?companies (?:owned or controlled|controlled|backed|owned) by (?:the )?(?:Chinese military|People's Liberation Army|China's military)|[Ff]oreign [Tt]errorist [Oo]rgani[sz]ations?|[Mm]ilitary end[- ]users?|primary money laundering concerns?|blocked property|[Ss]pecially [Dd]esignated)"
)


_LISTER = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:administration|department|agency|bureau)(?: (?:has|had|also|then|formally|first))*\s+$"
)
_CALLED = (
    ("ns-cmic", r"industrial"),
    ("meu-list", r"military end"),
    ("1260h", r"military"),
    ("sdn", r"specially designated"),
)


def _called(words: str) -> str | None:
    """The list whose members are called so."""
    return next((value for value, pattern in _CALLED if re.search(pattern, words, re.IGNORECASE)), None)


def named_as(scene: Scene) -> Iterator[Event]:
    """`The Pentagon named X a Chinese military company`: put on a list by what the list calls its members."""
    for found in _AS.finditer(scene.view):
        passive, singular, begin = voice(scene, found.start())
        if passive:
            if found.group("o").strip() not in ("", "as", "by the pentagon") and not re.fullmatch(
                r" ?(?:last \w+|in \d{4}|by [^,]{2,50}|on \w+day)?,?", found.group("o")
            ):
                continue
            subjects, agent = subject(scene, begin, singular), agent_by(scene, found.end("v"))
        else:
            agent = agent_left(scene, found.start())
            if agent is None and not _LISTER.search(scene.view[: found.start()]):
                continue
            subjects, _ = run_from(scene, found.end("v"), found.start("w"))
        if not subjects:
            continue
        event = Event(
            "added",
            found.start(),
            found.end(),
            subjects,
            passive=passive,
            after=found.end(),
            clause=clause(scene, found.start()),
            agent=agent,
        )
        event.listed = next((p for p in scene.lists if p.noun[0] <= found.start("w") < p.noun[1]), None)
        if event.listed is None and (value := _called(found.group("w"))):
            event.listed = ListPhrase(found.start("w"), found.end("w"), value, found.span("w"), True)
        yield event
