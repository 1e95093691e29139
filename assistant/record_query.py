"""The records of one question, in full, for whoever exports them."""

import datetime
from dataclasses import replace

from assistant import conversation, query
from assistant.ask import named
from assistant.conversation import Conversation
from index.search import Index


def query_records(index: Index, text: str, today: datetime.date | None = None) -> list[query.Result] | str:
    """What the query of a question finds, list by list; or, in words, why it is none.

    Raises QuestionError for a question that is empty or too long to be one.
    """
    question, targets = named(index, conversation.read(text, Conversation()))
    found = query.result_of(index, replace(question, today=today), targets, None)
    if found is None:
        return "the question does not ask for records of a list that is indexed here: ask, for example, which entries were added in 2024"
    return query.declined(found) if isinstance(found, query.Declined) else found
