"""Questions about records as a set: `read -> evaluate -> say`. A question is read into a small typed query over the stored
records, which holds every condition of the question, or it is declined with the condition that no query can hold."""

from assistant.query.answer import added_by, answer, declined, result_of
from assistant.query.reading.read import read
from assistant.query.records.evaluate import evaluate
from assistant.query.records.operations import Result
from assistant.query.terms.countries import canonical
from assistant.query.terms.model import Condition, Days, Declined, Query

__all__ = [
    "Condition",
    "Days",
    "Declined",
    "Query",
    "Result",
    "added_by",
    "answer",
    "canonical",
    "declined",
    "evaluate",
    "read",
    "result_of",
]
