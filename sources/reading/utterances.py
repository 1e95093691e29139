"""Who said what, answered what, denied what, or gave no answer: in reports and in transcripts.

An utterance may run over several sentences and paragraphs (an opening quotation mark without a closing one goes on). In a transcript
every turn is one, and a reporter's question before it belongs to it. Verbs stand in tables/speech.yaml.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from sources.document import Document, Frozen, Span
from sources.reading.lexicon import load
from sources.reading.scene import Scene, scenes
from sources.reading.statements import Mention
from sources.turns import turns


class Utterance(Frozen):
    """One thing said. `start:end` covers the sentences it stands in; `spans` are the words themselves, quoted or told.

    `speaker` is who said it (with `title` where one stands by the name); None when the text does not say. `how`: `quote` has
    quotation marks, `told` is reported speech, `denied` rejects a claim, `silent` is no comment, `turn` is a turn of a
    transcript. `question` is the reporter's question that a turn answers. `about` are the entities that the words name.
    """

    document_id: str
    start: int
    end: int
    speaker: Mention | None
    verb: str
    how: Literal["quote", "told", "denied", "silent", "turn"]
    spans: tuple[Span, ...]
    question: Span | None = None
    about: tuple[str, ...] = ()


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("speech")[key].split())


@cache
def _silent() -> re.Pattern[str]:
    return re.compile(str(load("speech")["silent"]), re.IGNORECASE)


@cache
def _verb() -> re.Pattern[str]:
    forms = "|".join(sorted(_words("said") | _words("denied"), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{forms})\b")


@cache
def _people() -> re.Pattern[str]:
    nouns = "|".join(sorted(_words("people"), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?P<np>(?:(?<=\s)|^)(?:it|they|he|she)|(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ss]ome|[Tt]wo|[Bb]oth|[Oo]ther) )?(?:[A-Za-z][\w.'-]* ){{0,4}}?\b(?:{nouns}))$",
        re.IGNORECASE,
    )


_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;]{2,90})")


def read_utterances(document: Document, sentences: Sequence[Span]) -> list[Utterance]:
    """The utterances of a document in order of the text."""
    spoken = turns(document.text, sentences)
    if spoken:
        return _transcript(document, sentences)
    out: list[Utterance] = []
    listed = scenes(document, sentences)
    i = 0
    while i < len(listed):
        found, used = _read(listed, i)
        out.extend(_known(u, out) for u in found)
        i += max(1, used)
    return out


def _known(u: Utterance, earlier: Sequence[Utterance]) -> Utterance:
    """The utterance with `he`, `she`, `it` replaced by the last speaker that it can mean."""
    if u.speaker is None or u.speaker.resolved != "pronoun":
        return u
    person = (u.speaker.value or "").casefold() in ("he", "she")
    for before in reversed(earlier[-4:]):
        s = before.speaker
        if s is None or (s.kind == "person") != person or s.resolved == "noun":
            continue
        found = u.speaker.model_copy(
            update={"kind": s.kind, "value": s.value, "antecedent": s.antecedent or Span(s.start, s.end)}
        )
        return u.model_copy(update={"speaker": found})
    return u


# -- reports ---------------------------------------------------------------------------------------------------------


def _read(listed: list[Scene], i: int) -> tuple[list[Utterance], int]:
    scene = listed[i]
    view = scene.view
    if scene.heading and '"' not in view:
        return [], 1
    if silent := _silent().search(view):
        who: Sequence[Mention | None] = _speakers_before(scene, silent.start()) or _speakers_before(scene, len(view))
        return [
            _made(scene, speaker, silent.group(), "silent", [Span(silent.start(), silent.end())])
            for speaker in who or [None]
        ], 1
    quotes = _quotes(view)
    if quotes:
        speaker, verb = _placed(scene, _speaker(scene, quotes))
        if speaker is None:
            speaker, verb = _neighbour(listed, i)
        used = 1
        spans = [Span(scene.at(a), scene.upto(b)) for a, b in quotes]
        end = scene.last
        if view.count('"') % 2:  # the quotation goes on in the next sentences
            while i + used < len(listed) and used < 12:
                following = listed[i + used]
                closing = following.view.find('"', 1 if following.view.startswith('"') else 0)
                begin = 1 if following.view.startswith('"') else 0
                stop = closing if closing > 0 else len(following.view)
                spans.append(Span(following.at(begin), following.upto(stop)))
                end = following.last
                used += 1
                if closing > 0:
                    if speaker is None:
                        speaker, verb = _placed(following, _speaker(following, [(begin, closing)]))
                    break
        elif i + 1 < len(listed) and listed[i + 1].view.startswith('"') and speaker is not None:
            later, _ = _speaker(listed[i + 1], _quotes(listed[i + 1].view))
            if later is None and listed[i + 1].paragraph - scene.paragraph <= 1 and _only_quote(listed[i + 1].view):
                spans.extend(Span(listed[i + 1].at(a), listed[i + 1].upto(b)) for a, b in _quotes(listed[i + 1].view))
                end = listed[i + 1].last
                used = 2
        long = sum(b - a for a, b in spans) >= 40
        if speaker is not None or long:
            quoted = sum(b - a for a, b in quotes)
            if used == 1 and speaker is not None and quoted < 0.6 * len(view) and not view.lstrip().startswith('"'):
                _, _, told = _told(scene)
                if told is not None and told.end - told.start > quoted:
                    spans = [Span(scene.at(told.start), scene.upto(told.end))]
            how: Literal["quote", "denied"] = "denied" if verb in _words("denied") else "quote"
            return [_utterance(scene, speaker, verb or "said", how, spans, end)], used
        return [], used
    denials = [
        _made(scene, who, found.group(), "denied", [Span(found.start(), _clause_end(view, found.end()))])
        for found in _verb().finditer(view)
        if found.group() in _words("denied") and (who := _beside(scene, found.start(), found.end(), ()))
    ]
    if len(denials) > 1:
        return denials, 1
    speaker, verb, told = _told(scene)
    if speaker is None or told is None:
        return denials, 1
    return [_made(scene, speaker, verb, "denied" if verb in _words("denied") else "told", [told])], 1


def _clause_end(view: str, start: int) -> int:
    """Where the clause after a verb ends: before a comma with a conjunction, or with the sentence."""
    found = re.search(r", (?:while|and|but|as|whereas)\b|;|[.!?]\"?\s*$", view[start:])
    return start + found.start() if found else len(view.rstrip())


def _only_quote(view: str) -> bool:
    return view.startswith('"') and (view.rstrip().endswith('"') or view.count('"') == 1)


def _quotes(view: str) -> list[tuple[int, int]]:
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


def _speaker(scene: Scene, quotes: Sequence[tuple[int, int]]) -> tuple[Mention | None, str]:
    """Who speaks in the sentence, and the verb: the verb of speech outside of the quotation and the name beside it."""
    for found in _verb().finditer(scene.view):
        if any(a <= found.start() < b for a, b in quotes) or not _speech(scene.view, found):
            continue
        speaker = _beside(scene, found.start(), found.end(), quotes)
        if speaker is not None:
            return speaker, found.group()
    if (according := _ACCORDING.search(scene.view)) and not any(a <= according.start() < b for a, b in quotes):
        return _named(scene, *according.span("who")), "said"
    return None, ""


def _speech(view: str, found: re.Match[str]) -> bool:
    """Verbs that also mean other deeds are of speech only after what was said (`…," she added`)."""
    if found.group() not in ("added", "adds", "called", "calls", "accused", "accuses", "accusing"):
        return True
    if found.group() in ("added", "adds"):
        return (
            re.search(r"[\",] (?:[\w.'-]+ ){1,6}$", view[: found.start()]) is not None
            and re.match(r"[.,]|\s*$| that\b", view[found.end() :]) is not None
        )
    return True


def _beside(scene: Scene, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Mention | None:
    """The speaker before the verb (`X, the minister, said`) or after it (`said X`)."""
    view = scene.view
    after = re.match(r" (?:the |a |an |China's |its )?", view[end:])
    outer = [
        m
        for m in scene.mentions
        if not any(
            o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start and o.kind != "group"
            for o in scene.mentions
        )
    ]
    names = [
        m
        for m in outer
        if m.kind in ("person", "agency", "entity", "place", "other") and not any(a <= m.start < b for a, b in quotes)
    ]
    before = [m for m in names if m.end <= start]
    if before:
        m = before[-1]
        between = view[m.end : start]
        inside = next(
            (
                n
                for n in reversed(before[:-1])
                if n.kind in ("person", "entity", "agency")
                and re.fullmatch(r"(?: \([^()]*\))?, (?!and |but |while )[^\"]{2,140}, ", view[n.end : start])
                and not re.search(r"\b(?:was|were|has|have|said|and)\b", view[n.end : m.start])
            ),
            None,
        )
        m = inside or m
        between = view[m.end : start]
        if re.fullmatch(
            r"(?:'s? [\w' -]{2,60}?)?(?: \([^()]*\))?(?:,[^\"]{2,140},)?(?: (?:officials?|spokes\w+|government|also|has|have|had|on \w+day|in a statement|later|earlier|today|repeatedly|previously|\w+ly|who \w+ \w+|told reporters))*\s*,?\s*",
            between,
        ):
            return m
    people = _people().search(view[:start].rstrip(", "))
    if people and not any(a <= people.start("np") < b for a, b in quotes):
        return _named(scene, people.start("np"), people.end("np"))
    if after is not None:
        following = sorted(
            (m for m in names if m.start >= end and m.start - end < 110), key=lambda m: (m.kind != "person", m.start)
        )
        for m in following:
            lead = view[end : m.start]
            if m.kind == "person" and m.title is not None and 0 < m.title.start - end < 8 and '"' not in lead:
                return m
            if (
                re.fullmatch(r" (?:the |a |an |in a statement |\w+ )?(?:[\w.,'-]+ ){0,8}", lead)
                and '"' not in lead
                and re.search(r'[",] ?$', view[:start].rstrip()[-2:] + " ")
            ) or (
                m.kind == "person"
                and re.fullmatch(r" (?:[\w.'-]+ ){0,7}", lead)
                and view[:start].rstrip().endswith((",", '"'))
            ):
                return m
        bare = re.match(
            r" (?P<np>(?:the|a|an) (?:[\w.'-]+ ){0,5}?(?:spokes\w+|official|company|ministry|embassy|department|agency|statement|executive|lawyer|analyst|minister))\b",
            view[end:],
        )
        if bare and re.search(r'[",]\s*$', view[:start]):
            return _named(scene, end + bare.start("np"), end + bare.end("np"))
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


def _placed(scene: Scene, spoken: tuple[Mention | None, str]) -> tuple[Mention | None, str]:
    """A speaker at positions of the document, with the verb."""
    return (scene.placed(spoken[0]) if spoken[0] is not None else None), spoken[1]


def _neighbour(listed: list[Scene], i: int) -> tuple[Mention | None, str]:
    """The speaker of a sentence that is only a quotation: the one of the sentence before in the paragraph."""
    scene = listed[i]
    if i and listed[i - 1].paragraph >= scene.paragraph - 1 and _only_quote(scene.view):
        return _placed(listed[i - 1], _speaker(listed[i - 1], _quotes(listed[i - 1].view)))
    return None, ""


def _told(scene: Scene) -> tuple[Mention | None, str, Span | None]:
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
    for found in _verb().finditer(view):
        speaker = _beside(scene, found.start(), found.end(), ()) if _speech(view, found) else None
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


def _speakers_before(scene: Scene, end: int) -> list[Mention]:
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


def _made(
    scene: Scene,
    speaker: Mention | None,
    verb: str,
    how: Literal["quote", "told", "denied", "silent", "turn"],
    spans: Sequence[Span],
) -> Utterance:
    placed = scene.placed(speaker) if speaker is not None else None
    return _utterance(scene, placed, verb, how, [Span(scene.at(a), scene.upto(b)) for a, b in spans], scene.last)


def _utterance(
    scene: Scene,
    speaker: Mention | None,
    verb: str,
    how: Literal["quote", "told", "denied", "silent", "turn"],
    spans: Sequence[Span],
    end: int,
) -> Utterance:
    about = tuple(
        dict.fromkeys(
            m.value or ""
            for m in scene.mentions
            if m.kind in ("entity", "group") and (speaker is None or scene.at(m.start) != speaker.start)
        )
    )
    return Utterance(
        document_id=scene.document.id,
        start=scene.first,
        end=end,
        speaker=speaker,
        verb=verb,
        how=how,
        spans=tuple(spans),
        about=about,
    )


# -- transcripts -----------------------------------------------------------------------------------------------------


def _transcript(document: Document, sentences: Sequence[Span]) -> list[Utterance]:
    """Every turn as one utterance; the question before it, where a reporter asked one."""
    from sources.reading.mentions import mentions

    out: list[Utterance] = []
    question: Span | None = None
    for turn in turns(document.text, sentences):
        if turn.question and turn.speaker is None:
            question = Span(turn.start, turn.end)
            continue
        speaker = None
        if turn.speaker is not None:
            words = document.text[turn.speaker.start : turn.speaker.end]
            speaker = Mention(
                start=turn.speaker.start, end=turn.speaker.end, kind="person", value=" ".join(words.split()).title()
            )
        begin = turn.speaker.end if turn.speaker is not None else turn.start
        said = re.compile(r"[\s:*]*").match(document.text, begin)
        begin = said.end() if said else begin
        about = tuple(
            dict.fromkeys(m.value or "" for m in mentions(document.text[begin : turn.end]) if m.kind == "entity")
        )[:40]
        out.append(
            Utterance(
                document_id=document.id,
                start=turn.start,
                end=turn.end,
                speaker=speaker,
                verb="said",
                how="turn",
                spans=(Span(begin, turn.end),),
                question=question,
                about=about,
            )
        )
        question = None
    return out
