"""Who said what, answered what, denied what, or gave no answer: in reports and in transcripts.

An utterance may run over several sentences and paragraphs (an opening quotation mark without a closing one goes on). In a transcript
every turn is one, and a reporter's question before it belongs to it. Verbs stand in tables/speech.yaml.
"""

import re
from collections.abc import Sequence
from typing import Literal

from sources.document import Document, Frozen, Span
from sources.reading.sentence.scene import Scene, scenes
from sources.reading.speech.speakers import (
    adjacent_speaker,
    clause_end,
    only_quote,
    quotes_of,
    reported_speech,
    silent_pattern,
    speaker_of,
    speakers_before,
    verb_pattern,
    words,
)
from sources.reading.statements import Mention
from sources.reading.words.lexicon import folded
from sources.turns import turns

How = Literal["quote", "told", "denied", "silent", "turn"]


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
    how: How
    spans: tuple[Span, ...]
    question: Span | None = None
    about: tuple[str, ...] = ()


def read_utterances(document: Document, sentences: Sequence[Span]) -> list[Utterance]:
    """The utterances of a document in order of the text."""
    spoken = turns(document.text, sentences)
    if spoken:
        return _transcript(document, sentences)
    out: list[Utterance] = []
    listed = list(scenes(document, sentences))
    i = 0
    while i < len(listed):
        found, used = _read(listed, i)
        out.extend(_known(_nearest(listed, i, u), out) for u in found)
        i += max(1, used)
    return out


def _nearest(listed: list[Scene], i: int, u: Utterance) -> Utterance:
    """The utterance with `he` or `she` replaced by the person that the sentence before is about, in the same paragraph or the
    one before: the first person of that sentence, whoever spoke last."""
    s = u.speaker
    if s is None or s.resolved != "pronoun" or (s.value or "").casefold() not in ("he", "she") or not i:
        return u
    before = listed[i - 1]
    if before.paragraph < listed[i].paragraph - 1 or before.view.lstrip().startswith('"'):
        return u
    quoted = quotes_of(before.view)
    people = [m for m in before.mentions if m.kind == "person" and not any(a <= m.start < b for a, b in quoted)]
    if not people:
        return u
    person = before.placed(people[0])
    found = s.model_copy(update={"kind": "person", "value": person.value, "antecedent": Span(person.start, person.end)})
    return u.model_copy(update={"speaker": found})


def _known(u: Utterance, earlier: Sequence[Utterance]) -> Utterance:
    """The utterance with `he`, `she`, `it` replaced by the last speaker that it can mean."""
    if u.speaker is None or u.speaker.resolved != "pronoun" or u.speaker.antecedent is not None:
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
    """What is said in a sentence, and how many sentences that takes."""
    scene = listed[i]
    if scene.heading and '"' not in scene.view:
        return [], 1
    if silent := silent_pattern().search(scene.view):
        return _silent(scene, silent), 1
    quotes = quotes_of(scene.view)
    return _quoted(listed, i, quotes) if quotes else (_reported(scene), 1)


def _silent(scene: Scene, silent: re.Match[str]) -> list[Utterance]:
    """`X did not respond`: all who gave no answer."""
    silents: Sequence[Mention | None] = speakers_before(scene, silent.start())
    silents = silents or speakers_before(scene, len(scene.view)) or [None]
    span = Span(silent.start(), silent.end())
    return [_made(scene, speaker, silent.group(), "silent", [span]) for speaker in silents]


def _quoted(listed: list[Scene], i: int, quotes: Sequence[tuple[int, int]]) -> tuple[list[Utterance], int]:
    """A quotation, with the sentences that it goes on in, if somebody is known to speak it or it is a long one."""
    scene, view = listed[i], listed[i].view
    speaker, verb = _placed(scene, speaker_of(scene, quotes))
    if speaker is None:
        speaker, verb = _neighbour(listed, i)
    used = 1
    spans = [Span(scene.at(a), scene.upto(b)) for a, b in quotes]
    if view.count('"') % 2:  # the quotation goes on in the next sentences
        more, used, closing = _goes_on(listed, i)
        spans += more
        if speaker is None and closing > 0:
            last = listed[i + used - 1]
            speaker, verb = _placed(last, speaker_of(last, [(_quote_begin(last), closing)]))
    elif speaker is not None and i + 1 < len(listed) and _is_more_of(listed[i + 1], scene):
        spans += [Span(listed[i + 1].at(a), listed[i + 1].upto(b)) for a, b in quotes_of(listed[i + 1].view)]
        used = 2
    long = sum(b - a for a, b in spans) >= 40
    if speaker is None and not (long and view.lstrip().startswith('"')):
        return [], used
    quoted = sum(b - a for a, b in quotes)
    if used == 1 and speaker is not None and quoted < 0.6 * len(view) and not view.lstrip().startswith('"'):
        _, _, telling = reported_speech(scene)
        if telling is not None and telling.end - telling.start > quoted:
            spans = [Span(scene.at(telling.start), scene.upto(telling.end))]
    how: How = "denied" if verb in words("denied") else "quote"
    return [_utterance(scene, speaker, verb or "said", how, spans, listed[i + used - 1].last)], used


def _quote_begin(scene: Scene) -> int:
    """Where the words of a sentence begin that a quotation goes on in: behind a mark that opens it once more."""
    return 1 if scene.view.startswith('"') else 0


def _goes_on(listed: list[Scene], i: int) -> tuple[list[Span], int, int]:
    """The words of an open quotation in the sentences after its first, the number of its sentences, twelve at most, and where
    in the last of them it closes (-1: it does not)."""
    spans: list[Span] = []
    used, closing = 1, -1
    while i + used < len(listed) and used < 12 and closing <= 0:
        following = listed[i + used]
        begin = _quote_begin(following)
        closing = following.view.find('"', begin)
        stop = closing if closing > 0 else len(following.view)
        if following.view[begin:stop].strip():
            spans.append(Span(following.at(begin), following.upto(stop)))
        used += 1
    return spans, used, closing


def _is_more_of(after: Scene, scene: Scene) -> bool:
    """Whether a sentence is nothing but a further quotation of the one who speaks in the sentence before it."""
    if not after.view.startswith('"') or after.paragraph - scene.paragraph > 1 or not only_quote(after.view):
        return False
    return speaker_of(after, quotes_of(after.view))[0] is None


def _reported(scene: Scene) -> list[Utterance]:
    """Reported speech: what somebody denies, or what somebody tells."""
    view = scene.view
    denials = [
        _made(scene, who, found.group(), "denied", [Span(found.start(), clause_end(view, found.end()))])
        for found in verb_pattern().finditer(view)
        if found.group() in words("denied") and (who := adjacent_speaker(scene, found.start(), found.end(), ()))
    ]
    if len(denials) > 1:
        return denials
    speaker, verb, telling = reported_speech(scene)
    if speaker is None or telling is None or not view[telling.start : telling.end].strip(" ,.;:\"'"):
        return denials  # `which X said.`: nothing is told
    return [_made(scene, speaker, verb, "denied" if verb in words("denied") else "told", [telling])]


def _placed(scene: Scene, spoken: tuple[Mention | None, str]) -> tuple[Mention | None, str]:
    """A speaker at positions of the document, with the verb."""
    return (scene.placed(spoken[0]) if spoken[0] is not None else None), spoken[1]


def _neighbour(listed: list[Scene], i: int) -> tuple[Mention | None, str]:
    """The speaker of a sentence that is only a quotation: the one of the sentence before in the paragraph."""
    scene = listed[i]
    if i and listed[i - 1].paragraph >= scene.paragraph - 1 and only_quote(scene.view):
        found = _placed(listed[i - 1], speaker_of(listed[i - 1], quotes_of(listed[i - 1].view)))
        if found[0] is not None:
            return found
    if i + 1 < len(listed) and only_quote(scene.view) and not scene.view.rstrip().endswith(',"'):
        return _following(scene, listed[i + 1])
    return None, ""


def _following(scene: Scene, after: Scene) -> tuple[Mention | None, str]:
    """Who speaks a quotation that stands alone: the person at the head of the next sentence who goes on speaking there."""
    if after.view.lstrip().startswith('"') or after.paragraph > scene.paragraph:
        return None, ""
    speaker, verb = speaker_of(after, quotes_of(after.view))
    if speaker is None or speaker.start > 24 or speaker.kind not in ("person", "entity"):
        return None, ""
    return _placed(after, (speaker, verb))


def _made(scene: Scene, speaker: Mention | None, verb: str, how: How, spans: Sequence[Span]) -> Utterance:
    placed = scene.placed(speaker) if speaker is not None else None
    return _utterance(scene, placed, verb, how, [Span(scene.at(a), scene.upto(b)) for a, b in spans], scene.last)


def _utterance(
    scene: Scene, speaker: Mention | None, verb: str, how: How, spans: Sequence[Span], end: int
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
    from sources.reading.names.mentions import mentions

    out: list[Utterance] = []
    question: Span | None = None
    for turn in turns(document.text, sentences):
        if turn.question and turn.speaker is None:
            question = Span(turn.start, turn.end)
            continue
        speaker = None
        if turn.speaker is not None:
            speaker = _labelled(document, turn.speaker)
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


def _labelled(document: Document, label: Span) -> Mention:
    """The speaker of a turn: `MS. PSAKI` is Psaki with a title, `SENIOR ADMINISTRATION OFFICIAL` is an office."""
    pieces = list(re.finditer(r"\S+", document.text[label.start : label.end]))
    titles = folded("titles") | {"officer", "administration"}
    first = next((i for i, piece in enumerate(pieces) if piece.group().casefold() not in titles), len(pieces))
    offices = ("the", "official", "staff", "participant", "interviewer")
    if first == len(pieces) or pieces[first].group().casefold() in offices:
        value = " ".join(piece.group() for piece in pieces).capitalize()
        return Mention(start=label.start, end=label.end, kind="other", value=value, resolved="noun")
    start = label.start + pieces[first].start()
    title = Span(label.start, label.start + pieces[first - 1].end()) if first else None
    value = " ".join(piece.group() for piece in pieces[first:]).title()
    return Mention(start=start, end=label.end, kind="person", value=value, title=title)
