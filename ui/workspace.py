"""The index that a chat works on, always of the newest generation, and the conversations held over it."""

import datetime
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import NoIndex, QuestionError, WhylistedError
from ui.safe import one_line

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.conversation import Conversation
    from index.search import Index
    from index.types import Filters
    from sources.document import Document

log = logging.getLogger(__name__)

KEPT_CONVERSATIONS = 200
LONGEST_CONVERSATION = 60
"""Turns of one conversation that are read again when it is not in memory any more."""


class Workspace:
    """One index folder, opened once and reopened when it has a new generation.

    A conversation is nothing but its questions: the state after them is kept in memory as long as it is used, and worked out
    again otherwise. So a page that was left open over night, a restart or a second process all go on where they were.
    `users` are who may log in; none where nobody has to.
    """

    def __init__(
        self, directory: Path, *, read_only: bool = False, allow_private: bool = False, users: Sequence[str] = ()
    ) -> None:
        self.directory = directory
        self.read_only = read_only
        self.allow_private = allow_private
        self.users = tuple(users)
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._examples_lock = threading.Lock()
        self._examples: tuple[int, list[str]] | None = None
        self._conversations: OrderedDict[tuple[object, ...], Conversation] = OrderedDict()

    def index(self) -> "Index":
        """The index; it follows the writer from generation to generation by itself.

        Raises:
            NoIndex: there is none yet.
        """
        from index.search import Index

        with self._lock:
            if self._index is None:
                self._index = Index.open(self.directory)
            return self._index

    def index_or_none(self) -> "Index | None":
        """The index, or None when nothing was ever added."""
        try:
            return self.index()
        except NoIndex:
            return None

    def document(self, identifier: str) -> "Document":
        """A document of the index by id.

        Raises:
            NoIndex, QuestionError: no index, or no such document (any more).
        """
        try:
            return self.index().document(identifier)
        except KeyError:
            raise QuestionError(
                f"no document {one_line(identifier)} in this index: it was removed or changed"
            ) from None

    def ask(
        self, turns: Sequence[str], filters: "Filters | None" = None, today: datetime.date | None = None
    ) -> "Answer":
        """Answers the last of `turns`, for `today` (by default the present day); the earlier ones are the conversation.

        Raises:
            NoIndex, QuestionError: nothing to ask, or no question.
        """
        from assistant.ask import converse

        if not turns or not turns[-1].strip():
            raise QuestionError("the question is empty: write one, such as “Why was … listed?”")
        index = self.index()
        with index.reading() as generation:
            before = self._conversation(index, generation, tuple(turns[:-1]), filters, today)
            answer, after = converse(index, turns[-1], before, filters, today)
        self._keep((generation, filters, today, *turns), after)
        return answer

    def suggestions(self, turns: Sequence[str], filters: "Filters | None" = None) -> list[str]:
        """Follow-ups to the last of `turns` that the index answers."""
        from ui.suggest import next_questions

        index = self.index()
        with index.reading() as generation:
            talk = self._conversation(index, generation, tuple(turns), filters)
            return next_questions(index, talk.last.answer, talk, filters) if talk.last else []

    def examples(self) -> list[str]:
        """Questions that this index answers, worked out once for each generation."""
        from ui.suggest import examples

        index = self.index_or_none()
        if index is None:
            return []
        with self._examples_lock, index.reading() as generation:
            if self._examples is None or self._examples[0] != generation:
                self._examples = (generation, examples(index))
            return self._examples[1]

    def warm(self) -> None:
        """Loads in the background what the first question will need, so that it does not wait."""

        def work() -> None:
            try:
                if (index := self.index_or_none()) is not None:
                    index.search("why was it listed", 1)
                    self.examples()
            except WhylistedError as error:
                log.warning("%s", error)
            except Exception:  # the first question will say it better
                log.exception("warming up")

        threading.Thread(target=work, name="warm", daemon=True).start()

    def _conversation(
        self, index: "Index", generation: int, turns: tuple[str, ...], filters: "Filters | None",
        today: datetime.date | None = None,
    ) -> "Conversation":  # fmt: skip
        from assistant.ask import converse
        from assistant.conversation import Conversation

        turns = turns[-LONGEST_CONVERSATION:]
        talk, known = Conversation(), 0
        with self._lock:
            for count in range(len(turns), 0, -1):
                found = self._conversations.get((generation, filters, today, *turns[:count]))
                if found is not None:
                    talk, known = found, count
                    break
        for turn in turns[known:]:
            try:
                talk = converse(index, turn, talk, filters, today)[1]
            except QuestionError:
                log.debug("a turn that could not be read is passed over")
        return talk

    def _keep(self, key: tuple[object, ...], conversation: "Conversation") -> None:
        with self._lock:
            self._conversations[key] = conversation
            self._conversations.move_to_end(key)
            while len(self._conversations) > KEPT_CONVERSATIONS:
                self._conversations.popitem(last=False)
