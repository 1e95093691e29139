"""What programs may ask for: plain functions with typed results, the same for the Python API, the web API and MCP."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

from assistant.answer import Answer, CitedDocument
from assistant.records.changes import Comparison, changes
from assistant.say.compose import cited_document
from assistant.screening import Screened
from assistant.timeline.entity import Entity, entity
from index.search import Index
from index.types import DocumentInfo, Filters
from sources.document import Frozen
from sources.errors import QuestionError
from ui.dates import day
from ui.pages.entities import matches
from ui.screening.requests import Party, customers, screened, typed
from ui.workspace import Workspace

LONGEST_PASSAGE = 20_000
"""Characters that one reading of a passage gives at most."""


class EntityMatch(Frozen):
    """A name that fits, how it matched, how surely (0 to 1; from 0.85 on it is the same name), and where it stands."""

    name: str
    matched: str
    how: str
    score: float
    sure: bool
    lists: tuple[str, ...]
    detail: str


class PassageText(Frozen):
    """A stretch of a document: `text` is `[start:end]` of its cleaned text, letter for letter."""

    document: CitedDocument
    start: int
    end: int
    length: int
    text: str


class Found(Frozen):
    """A passage that a search found; `score` orders the hits of one search."""

    document: str
    title: str | None
    start: int
    end: int
    score: float
    text: str


def found_passages(index: Index, query: str, limit: int, filters: Filters | None = None) -> list[Found]:
    """Passages by words and meaning, best first."""
    with index.reading():
        return [
            Found(
                document=hit.passage.document_id,
                title=index.info(hit.passage.document_id).title,
                start=hit.passage.start,
                end=hit.passage.end,
                score=hit.score,
                text=index.document(hit.passage.document_id).text[hit.passage.start : hit.passage.end],
            )
            for hit in index.search(query, limit, filters=filters)
        ]


class _Tools:
    """The functions over one workspace; their docstrings are what programs are told of them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def ask(self, question: str, earlier: list[str] | None = None) -> Answer:
        """Answers a question about US restricted-party listings from the indexed sources, every sentence cited.

        Parameters:
            question: The question in English, such as "Why was Inspur put on the Entity List?"
            earlier: Earlier questions of the same conversation, oldest first.

        Returns:
            The answer with [n] marks, citations with exact quotes and offsets, what is missing, and where sources differ.
        """
        return self._workspace.ask([*(earlier or []), question])

    def find_entity(self, name: str, limit: int = 10) -> list[EntityMatch]:
        """Finds listed entities and others by a name, alias, acronym, other word order or misspelling.

        Parameters:
            name: The name, not a question.
            limit: The most names to give, 1 to 100.

        Returns:
            The names that fit, the surest first, with how each matched.
        """
        found = matches(self._workspace.index(), name, max(1, min(limit, 100)))
        return [EntityMatch(**{key: row[key] for key in EntityMatch.model_fields}) for row in found]

    def get_entity(self, name: str, exact: bool = False) -> Entity:
        """All that the sources have on one entity: names, records on every list, timeline with citations, related entities.

        Parameters:
            name: The name, an alias or the acronym.
            exact: Only the entity whose main name this is.

        Returns:
            The entity, or the candidates when the name fits several.
        """
        return entity(self._workspace.index(), name, exact=exact)

    def read_passage(self, document: str, start: int, end: int, around: int = 0) -> PassageText:
        """Reads a stretch of a document by the offsets that citations carry.

        Parameters:
            document: The document's id.
            start: Offset of the first character.
            end: Offset after the last character.
            around: Characters to read before and after as well.

        Returns:
            The text, letter for letter, with the document's metadata.
        """
        found = self._workspace.document(document)
        first, last = max(0, start - max(0, around)), min(len(found.text), end + max(0, around))
        if not 0 <= start <= end <= len(found.text) or last - first > LONGEST_PASSAGE:
            raise QuestionError(
                f"{start} to {end} is no stretch of this document ({len(found.text)} characters), or too long"
            )
        return PassageText(
            document=cited_document(found), start=first, end=last, length=len(found.text), text=found.text[first:last]
        )

    def search_passages(self, query: str, limit: int = 10) -> list[Found]:
        """Searches the indexed documents by words and meaning; gives passages, not answers.

        Parameters:
            query: Any text.
            limit: The most passages to give, 1 to 100.

        Returns:
            The passages, best first, with their places.
        """
        return found_passages(self._workspace.index(), query, max(1, min(limit, 100)))

    def list_changes(self, list_id: str | None = None, since: str | None = None) -> list[Comparison]:
        """Lists what was added, removed, renamed and changed between the indexed snapshots of official lists.

        Parameters:
            list_id: One list only, such as "entity-list".
            since: Changes after this day (YYYY-MM-DD); without it, between the last two snapshots.

        Returns:
            For each list its two days and the changes, each with its place on both sides.
        """
        return changes(self._workspace.index(), list_id or None, day(since, "since"))

    def list_documents(self) -> list[DocumentInfo]:
        """Lists all indexed documents with their metadata, without texts.

        Returns:
            The documents, by path.
        """
        index = self._workspace.index_or_none()
        return index.documents() if index else []

    def screen(
        self,
        parties: list[Party],
        match: float = 0.9,
        possible: float = 0.6,
        hits: int = 5,
        since: str | None = None,
    ) -> list[Screened]:
        """Compares counterparties with every listed name: who may be on a list, why it is thought so, every claim cited.

        Parameters:
            parties: Counterparties, each with a name and what else is known: id, aliases, country, identifiers, birth.
            match: A match from this score on, 0 to 1.
            possible: A possible match from this score on.
            hits: The most listed rows to tell of for one counterparty.
            since: Only against what came or changed on that day or later (YYYY-MM-DD).

        Returns:
            For each counterparty the decision (match, possible, none; null where it could not be screened), the score, and the
            listed rows with how they matched, dates, programme, reason and citations.
        """
        rows = customers(typed(parties))
        return list(screened(self._workspace.index(), rows, "", match, possible, hits, day(since, "since")).rows)


def tools(workspace: Workspace) -> list[Callable[..., Any]]:
    """The functions over one workspace. All raise WhylistedError, in one line, for what cannot be done."""
    over = _Tools(workspace)
    return [
        over.ask,
        over.find_entity,
        over.get_entity,
        over.read_passage,
        over.search_passages,
        over.list_changes,
        over.list_documents,
        over.screen,
    ]


def plain(value: Any) -> Any:
    """A result as JSON values."""
    if isinstance(value, Frozen):
        return value.model_dump(mode="json")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain(dataclasses.asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [plain(item) for item in value]
    return value
