"""What a party answered, or that it did not, from what is told of who said what.

An answer belongs to the party that gave it, and to the listing that it was given to: so it is taken from the documents that
speak of both, and from the words of that party alone.
"""

import re
from collections.abc import Sequence

from assistant.question.targets import Target
from assistant.question.understand import Question
from assistant.say.parts import Evidence, Findings, Part
from assistant.say.wording import attributed
from assistant.statements.cues import strength
from assistant.statements.fitting import sentence_at, spliced
from assistant.statements.slots import MOST_WORDS
from assistant.statements.speaking import utterances
from assistant.statements.target_statements import TargetStatement, is_name_of
from index.search import Index
from sources.document import Document
from sources.reading import Utterance

_ORDER = {"denied": 0, "quote": 1, "told": 2, "silent": 3, "turn": 4}


def reply(
    index: Index, question: Question, targets: Sequence[Target], said: Sequence[TargetStatement]
) -> Findings | None:
    """The reply of the one party asked about: its words on the listing, the plainest first, at most two in one document.

    Args:
        index: the index.
        question: of kind `response`, about nothing but the party and its listing.
        targets: the names asked about; more than one is not answered here.
        said: the statements about it.
    """
    if len(targets) != 1:
        return None
    target = targets[0]
    listed = {t.document.id: t for t in reversed(said) if t.statement.action in ("added", "charged", "fined")}
    found: list[tuple[Document, Utterance]] = []
    for document_id in target.documents:
        document = index.document(document_id)
        mine = [u for u in utterances(index, document_id) if _by(target, u, document) and _answers(document, u)]
        found += [(document, u) for u in mine]
    if question.when:
        found = [(d, u) for d, u in found if d.published is None or any(w.admits(d.published) for w in question.when)]
    if not found:
        return None
    about = [(d, u) for d, u in found if d.id in listed]
    found = about or found
    found.sort(
        key=lambda pair: (_ORDER[pair[1].how], pair[0].published is None, _newest(pair[0]), pair[0].id, pair[1].start)
    )
    best = found[0][0]
    mine = sorted((u for d, u in found if d.id == best.id), key=lambda u: (_ORDER[u.how], u.start))[:2]
    if mine[0].how != "silent":
        mine = [u for u in mine if u.how != "silent"]
    evidence: list[Evidence] = []
    for utterance in sorted(mine, key=lambda u: u.start):
        sentence = sentence_at(index, best, utterance.start)
        if sentence not in evidence and sum(len(e.quote.split()) for e in (*evidence, sentence)) <= MOST_WORDS:
            evidence.append(sentence)
    if not evidence:
        return None
    return Findings((Part(f"{attributed(best)}: “{spliced(evidence)}”", tuple(evidence)),), confidence=0.9)


def _newest(document: Document) -> int:
    return -document.published.toordinal() if document.published else 0


def _by(target: Target, utterance: Utterance, document: Document) -> bool:
    """Whether the words are the party's own: its name is the speaker's, or a pronoun of it."""
    speaker = utterance.speaker
    if speaker is None or speaker.kind not in ("entity", "person"):
        return False
    if document.text.startswith(("'s", "’s"), speaker.end):
        return False  # "one of NAME's suppliers declined to comment"
    if speaker.resolved == "pronoun" and utterance.how == "told":
        return False  # "that it said showed …": whose word a lone pronoun is, is not sure enough
    return is_name_of(target, speaker.value or document.text[speaker.start : speaker.end])


_DEAL = re.compile(r"\b(?:promised|agreed|pleaded|conceded|admitted) (?:at the time|in|to)\b", re.I)


def _answers(document: Document, utterance: Utterance) -> bool:
    text = document.text[utterance.start : utterance.end]
    return utterance.how in ("denied", "silent") or bool(strength("response", text) and not _DEAL.search(text))
