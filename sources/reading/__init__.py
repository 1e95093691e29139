"""Reading prose: the names in a text, and what its sentences say about listings. Rules as data, no model."""

from sources.reading.names.mentions import mentions
from sources.reading.names.questions import question_mentions
from sources.reading.read import read_statements
from sources.reading.speech.roles import Role, read_roles
from sources.reading.speech.utterances import Utterance, read_utterances

__all__ = ["Role", "Utterance", "mentions", "question_mentions", "read_roles", "read_statements", "read_utterances"]
