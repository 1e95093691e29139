"""Who speaks in a sentence, and which words are quoted or told (tables/speech.yaml)."""

import re
from collections.abc import Sequence
from functools import cache

from sources.document import Span
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.lexicon import load


@cache
def words(key: str) -> frozenset[str]:
    """One set of tables/speech.yaml."""
    return frozenset(load("speech")[key].split())


@cache
def silent_pattern() -> re.Pattern[str]:
    """What shows that somebody gave no answer."""
    return re.compile(str(load("speech")["silent"]), re.IGNORECASE)


@cache
def verb_pattern() -> re.Pattern[str]:
    """All verbs of speech and denial."""
    forms = "|".join(sorted(words("said") | words("denied"), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{forms})\b")


@cache
def _people() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("people"), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?P<np>(?:(?<=\s)|^)(?:it|they|he|she)|(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ss]ome|[Tt]wo|[Bb]oth|[Oo]ther) )?(?:(?!(?:and|or|of|to|in|on|after|that|when|as|by|for|with|from|before|while|but)\b)\b[A-Za-z][\w.'-]{{0,40}} ){{0,4}}?\b(?:{nouns}))$",
        re.IGNORECASE,
    )


_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;]{2,90})")


def clause_end(view: str, start: int) -> int:
    """Where the clause after a verb ends: before a comma with a conjunction, or with the sentence."""
    found = re.search(r", (?:while|and|but|as|whereas)\b|;|[.!?]\"?\s*$", view[start:])
    return start + found.start() if found else len(view.rstrip())


def only_quote(view: str) -> bool:
    """Whether a sentence is nothing but a quotation."""
    return view.startswith('"') and (view.rstrip().endswith('"') or view.count('"') == 1)


def quotes_of(view: str) -> list[tuple[int, int]]:
    """The quoted stretches of a sentence, without their marks; an open one runs to the end."""
    out: list[tuple[int, int]] = []
    position = 0
    while (start := view.find('"', position)) >= 0:
        end = view.find('"', start + 1)
        stop = end if end >= 0 else len(view.rstrip())
        if stop - start > 3:
            out.append((start + 1, stop))
        if end < 0:
            break
        position = end + 1
    words = sum(len(view[a:b].split()) for a, b in out)
    return out if words >= 3 or (words and view.lstrip().startswith('"')) else []


def speaker_of(scene: Scene, quotes: Sequence[tuple[int, int]]) -> tuple[Mention | None, str]:
    """Who speaks in the sentence, and the verb: the verb of speech outside of the quotation and the name beside it."""
    for found in verb_pattern().finditer(scene.view):
        if any(a <= found.start() < b for a, b in quotes) or not is_speech(scene.view, found):
            continue
        speaker = adjacent_speaker(scene, found.start(), found.end(), quotes)
        if speaker is not None:
            return speaker, found.group()
    if (according := _ACCORDING.search(scene.view)) and not any(a <= according.start() < b for a, b in quotes):
        return _named(scene, *according.span("who")), "said"
    return None, ""


def is_speech(view: str, found: re.Match[str]) -> bool:
    """Verbs that also mean other deeds are of speech only after what was said (`…," she added`)."""
    if found.group() not in ("added", "adds", "called", "calls", "accused", "accuses", "accusing"):
        return True
    if found.group() in ("added", "adds"):
        return (
            re.search(r"[\",] (?:[\w.'-]+ ){1,6}$", view[: found.start()]) is not None
            and re.match(r"[.,]|\s*$| that\b", view[found.end() :]) is not None
        )
    return True


def adjacent_speaker(scene: Scene, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Mention | None:
    """The speaker before the verb (`X, the minister, said`) or after it (`said X`)."""
    names = [
        m
        for m in scene.mentions
        if m.kind in ("person", "agency", "entity", "place", "other")
        and not any(a <= m.start < b for a, b in quotes)
        and not _is_inside(scene, m)
    ]
    before = _name_before(scene.view, [m for m in names if m.end <= start], start)
    if before is not None:
        return before
    lead = scene.view[:start].rstrip(", ")
    people = _people().search(lead, max(0, len(lead) - 300))
    if people and not any(a <= people.start("np") < b for a, b in quotes):
        return _named(scene, people.start("np"), people.end("np"))
    return _speaker_after(scene, names, start, end)


def _is_inside(scene: Scene, m: Mention) -> bool:
    """Whether a mention is a part of another one that is no group."""
    return any(
        o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start and o.kind != "group"
        for o in scene.mentions
    )


_TO_VERB = re.compile(
    r"(?:'s? [\w' -]{2,60}?)?(?: \([^()]*\))?(?:,[^\"]{2,140},)?(?: (?>(?:officials?|spokes\w+|government|also|has|have|had|on \w+day|in a statement|later|earlier|today|repeatedly|previously|\w+ly|who \w+ \w+|told reporters)\b))*\s*+(?:,\s*+)?"
)
"""What may stand between a speaker and the verb of speech."""
_SOMEBODY = re.compile(
    r" (?P<np>(?:the|a|an) (?:[\w.'-]+ ){0,5}?(?:spokes\w+|official|company|ministry|embassy|department|agency|statement|executive|lawyer|analyst|minister))\b"
)


def _name_before(view: str, names: list[Mention], verb: int) -> Mention | None:
    """The last of the names before a verb of speech, or the one that it stands in an apposition of, where it is the speaker."""
    if not names:
        return None
    last = names[-1]
    described = (
        m
        for m in reversed(names[:-1])
        if m.kind in ("person", "entity", "agency")
        and re.fullmatch(r"(?: \([^()]*\))?, (?!and |but |while )[^\"]{2,140}, ", view[m.end : verb])
        and not re.search(r"\b(?:was|were|has|have|said|and)\b", view[m.end : last.start])
    )
    speaker = next(described, last)
    return speaker if _TO_VERB.fullmatch(view[speaker.end : verb]) else None


def _speaker_after(scene: Scene, names: list[Mention], start: int, end: int) -> Mention | None:
    """Who speaks behind the verb at `start:end`: a person first, else a name behind a quotation, else `a spokesman`."""
    view, before = scene.view, scene.view[:start].rstrip()
    if view[end : end + 1] != " ":
        return None
    near = (m for m in names if m.start >= end and m.start - end < 110)
    for m in sorted(near, key=lambda m: (m.kind != "person", m.start)):
        lead = view[end : m.start]
        titled = m.kind == "person" and m.title is not None and 0 < m.title.start - end < 8
        if titled and '"' not in lead:
            return m
        plain = re.fullmatch(r" (?:the |a |an |in a statement |\w+ )?(?:[\w.,'-]+ ){0,8}", lead)
        if plain and re.search(r'[",] ?$', before[-2:] + " "):
            return m
        if m.kind == "person" and re.fullmatch(r" (?:[\w.'-]+ ){0,7}", lead) and before.endswith((",", '"')):
            return m
    somebody = _SOMEBODY.match(view[end:])
    if somebody and re.search(r'[",]\s*$', view[:start]):
        return _named(scene, end + somebody.start("np"), end + somebody.end("np"))
    return None


def _named(scene: Scene, start: int, end: int) -> Mention:
    """A speaker told by a noun phrase (`a spokesman for the company`, `the embassy`), or the name inside it."""
    inside = [
        m for m in scene.mentions if start <= m.start and m.end <= end + 1 and m.kind in ("person", "agency", "entity")
    ]
    words = scene.text(start, end)
    if inside and inside[0].kind == "person":
        return inside[0]
    return Mention(
        start=start,
        end=end,
        kind="other",
        value=words,
        resolved="pronoun" if re.fullmatch(r"(?:he|she|it|they)", words, re.IGNORECASE) else "noun",
    )


def reported_speech(scene: Scene) -> tuple[Mention | None, str, Span | None]:
    """Reported speech without quotation marks: speaker, verb, and the words that tell it."""
    view = scene.view
    tail = len(view.rstrip(" .\"'"))
    if according := _ACCORDING.search(view):
        who = _named(scene, *according.span("who"))
        span = (
            Span(according.end() + 2, tail)
            if according.start() < 4
            else Span(0, len(view[: according.start()].rstrip(" ,")))
        )
        return who, "said", span
    for found in verb_pattern().finditer(view):
        speaker = adjacent_speaker(scene, found.start(), found.end(), ()) if is_speech(view, found) else None
        if speaker is None:
            continue
        if re.search(r"\b(?:which|that|who|whom) (?:the )?$", view[: speaker.start]):
            return speaker, found.group(), Span(found.end() + 1, tail)
        if found.start() > 0.6 * len(view) and (
            view[: found.start()].rstrip().endswith(",")
            or speaker.start > found.end()
            or re.search(r", [^,]{2,80}$", view[: found.start()])
        ):
            comma = view.rfind(", ", 0, min(found.start(), speaker.start))
            if comma > 10:
                return speaker, found.group(), Span(len(view) - len(view.lstrip()), comma)
        begin = found.end()
        that = re.match(r" (?:(?:in a \w+|on \w+day|reporters|Reuters)(?: on \w+day)? )?(?:that )?", view[begin:])
        begin += that.end() if that else 0
        if tail - begin > 12:
            return speaker, found.group(), Span(begin, tail)
    return None, "", None


def speakers_before(scene: Scene, end: int) -> list[Mention]:
    """All who gave no answer (`The companies, as well as the Chinese embassy in Washington, did not respond`)."""
    out: list[Mention] = []
    for m in scene.mentions:
        if (
            m.end <= end
            and m.kind in ("entity", "person", "agency", "group")
            and not any(o.start <= m.start < o.end for o in out)
        ):
            if re.search(r"\b(?:from|to|by|reported|request from) (?:the )?$", scene.view[: m.start]) and end < len(
                scene.view
            ):
                continue
            out.append(m)
    for found in re.finditer(
        r"\b[Tt]he (?:companies|company|firms?|embassy|ministry|department|agency|group|White House|two companies|university|chipmaker|bureau)\b|\b(?:It|They|Neither)\b",
        scene.view[:end],
    ):
        if not any(o.start <= found.start() < o.end for o in out):
            out.append(
                Mention(start=found.start(), end=found.end(), kind="other", value=found.group(), resolved="noun")
            )
    return sorted(out, key=lambda m: m.start)
