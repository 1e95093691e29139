"""What of a record a question wants: its dates, its terms, its requirement, its other names, where it stands.

The kind of a question says what type of thing it asks for; this says in which cells of a row that stands. "Is X a footnote 4
entity?" is asked as yes or no, and wants the footnotes; "can I ship parts to X?" wants the license requirement.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.question.concepts import keys
from assistant.question.understand import Question
from assistant.records import history

Topic = Literal[
    "date", "agency", "licence", "footnote", "exceptions", "terms", "names", "address", "effect", "basis", "reason",
    "standing", "history", "removal",
]  # fmt: skip

_OFF = re.compile(
    r"\b(?:how|what)\b.{0,300}\b(?:can|could|may|might|must|should|does|do|to|would)\b.{0,300}\b(?:remov|delist|taken? off|(?:get|come) off)|"
    r"\b(?:can|could|may|might)\b.{0,300}\b(?:ask|request|apply|petition|appeal|get|be)\b.{0,300}\b(?:remov|delist|off)", re.I)  # fmt: skip
"""A question about how to be removed, not whether somebody was."""

_BY_KIND: dict[str, Topic] = {
    "date": "date", "agency": "agency", "licence": "licence", "effect": "effect", "authority": "basis", "reason": "reason",
    "list": "standing", "status": "standing", "identity": "standing",
}  # fmt: skip

FOOTNOTE = re.compile(r"\bfootnote\w*|\bforeign[- ](?:direct|produced)(?:[- ]products?)?(?: rule)?|\bfdpr?\b", re.I)

_TABLE: tuple[tuple[Topic, str, str], ...] = (
    ("footnote", "licence status list effect authority passage members", FOOTNOTE.pattern),
    ("exceptions", "licence status effect passage members",
     r"\blicen[cs]e exceptions?(?: (?:is|are|be|can|may) (?:available|used?|allowed|possible))?"),
    ("terms", "date passage status identity effect members",
     r"\b(?:effective(?: (?:date|from|on|since))?|t(?:akes?|ook) effect|divest\w*(?: (?:date|period|deadline))?(?: ends?)?|wind[- ]?down(?: period)?|(?:grace|transition) period|"
     r"expir(?:e[sd]?|y|ation|ing)(?: date)?|run(?:s|ning)? out|valid (?:until|till)|until when|(?:for )?how long)\b"),
    ("terms", "date passage", r"^(?:so |and |but )?(?:when|on (?:what|which) (?:day|date)) (?:do|does|did|will|is|are|was)\b.*\b(?:ends?|ended|over|lapsed?)\??$"),
    ("licence", "status passage licence",
     r"^(?:so |and |but )?(?:(?:can|may|could|must|should|do|would|am|are) (?:i|we|you|one|anyone|somebody|someone|"
     r"(?:an? |the )?(?:(?:us|u\.s\.|american|foreign) )?(?:compan(?:y|ies)|firms?|exporters?|suppliers?|persons?|businesses))|"
     r"is it (?:ok|okay|legal|allowed|lawful|possible|permitted|fine)(?: for \w+)?)\b.{0,60}?\b(?:(?:re-?)?export|ship|send|sell|supply|"
     r"transfer|deliver|provide)\w*\b.{0,60}?\bto\b|\b(?:need|require)\w*\b.{0,30}\blicen[cs]es?\b"),
    ("date", "passage date authority members identity list",
     r"\b(?:which|what) (?!executive)(?:\w+ ){0,2}(?:rule|notice|(?:denial )?order|citation|fr (?:cite|page|document))s?\b|"
     r"\bfederal register (?:citation|notice|cite|reference|document|page)s?\b|\bthe (?:rule|notice|order) (?:that|which|by which)\b"),
    ("names", "list identity passage members status",
     r"\b(?:what|which|list|give|show|name|any|all|has|have)\b.{0,300}\b(?:aliases\b|other names?\b|a\.?k\.?a\.?s\b|alias\??$)|"
     r"\b(?:what|which names?)\b.{0,300}\b(?:also|otherwise|else) (?:known|called)(?: as)?\??$"),
    ("address", "list identity passage members agency",
     r"^(?!(?:so |and |but )?(?:is|are|was|were|has|have|when|why)\b).{0,300}\b(?:address(?:es)?\b(?! \d)|located)|^where (?:is|are) \b"),
    ("effect", "passage identity members list",
     r"\bwhat (?:\w+ )?(?:restrictions?|sanctions|measures|controls|prohibitions?|limits)\b.{0,40}\b(?:appl\w+|on|against|imposed)\b"),
    ("basis", "passage members authority list date identity",
     r"\b(?:which|what) (?:section|provision|paragraph|part|rule)s? of (?:the )?(?:ear|regulations?|law|act|uflpa|15 cfr)\b|"
     r"\b(?:statutory|legal) (?:basis|bases|authority|ground)\b"),
    ("standing", "authority agency list passage identity members",
     r"^(?:so |and |but )?(?:which|what) (?!legal)(?:[a-z]+ ){0,2}(?:authorit(?:y|ies)|countries|governments)\b.{0,99}\b(?:list|sanction|designat|blacklist)"),
    ("standing", "members passage",
     r"\b(?:which|what) (?:[\w'’&.-]+ ){0,4}(?:compan(?:y|ies)|entit(?:y|ies)|subsidiar(?:y|ies)|affiliates?|units?|arms?|branch(?:es)?)\b.{0,300}\b(?:listed|blacklisted|on)\b"),
    ("standing", "members passage identity list",
     r"\b(?:which|what) (?:country|countries|destinations?)(?: heading)?\b.{0,60}\b(?:in|from|under|of|listed|located|based)\b"),
    # a name and a word, as one types into a search field
    ("licence", "passage", r"^\S.{1,80} (?:license |licence )?(?:review )?polic(?:y|ies)\??$"),
    ("date", "passage", r"^\S.{1,80} (?:dates?|since when)\??$"),
    ("basis", "passage", r"\bprogram(?:me)?s?\??$"),
    ("standing", "passage", r"^\S.{1,80} (?:lists?|listing|status)\??$"),
    ("agency", "passage", r"^\S.{1,80} agency\??$"),
    ("reason", "passage", r"^\S.{1,80} reasons?\??$"),
)  # fmt: skip
"""What a question wants, of which kinds it may be, and how that is asked; the first one found decides."""

_ROWS = tuple((topic, frozenset(kinds.split()), re.compile(pattern, re.I)) for topic, kinds, pattern in _TABLE)


@dataclass(frozen=True, slots=True)
class RecordTopic:
    """What is wanted, and the concepts of the words that say so: they are about the list, not about something else."""

    topic: Topic
    said: frozenset[str] = frozenset()


def asks_how_to_be_removed(question: Question) -> bool:
    """Whether it is asked how to be taken off a list."""
    return question.action == "removed" and _OFF.search(question.text) is not None


def record_topic(question: Question) -> RecordTopic | None:
    """What a question wants of a record; None when it is not one for the lists."""
    if asks_how_to_be_removed(question):
        return RecordTopic("removal")
    if history.asks_history(question):
        return RecordTopic("history")
    if question.action in ("removed", "charged", "fined"):
        return None
    for topic, kinds, pattern in _ROWS:
        if question.kind in kinds and (match := pattern.search(question.text)):
            return RecordTopic(topic, frozenset(keys(match.group())))
    by_kind = _BY_KIND.get(question.kind)
    return RecordTopic(by_kind) if by_kind else None
