"""Records, documents and changes over HTTP, page by page."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Path, Query

from assistant import query as queries
from assistant.query.export import count, records_of
from assistant.query.records.table import here
from assistant.query.terms.model import Days
from assistant.record_query import query_records as read_question
from assistant.records.changes import Comparison, changes, snapshots
from assistant.say.compose import cited_document
from index.search import Index
from ui.tools import LONGEST_PASSAGE
from ui.web import bodies
from ui.web.given import ChangedRow, ChangesFound, DocumentText, Group, ListCompared, Page, RecordsFound, ValuesChanged
from ui.web.problems import links, responses
from ui.workspace import Workspace

Result = list[queries.Result] | str


def add_records(app: FastAPI, workspace: Workspace) -> None:
    """Adds `/v1/records`."""

    @app.post(
        "/v1/records", summary="Query the records of lists", tags=["lists"],
        responses=responses(401, 403, 404, 413, 415, 422, 503) | links(
            party=("party", "id", "/records/0/party"), document=("document", "id", "/records/0/document")
        ),
        openapi_extra={"x-body": "RecordsAsked"},
    )  # fmt: skip
    def records(given: Annotated[bodies.RecordsAsked, Depends(bodies.body(bodies.RecordsAsked))]) -> RecordsFound:
        """The rows that meet a typed query, or those that a question in English asks for. Where no row states what is asked,
        `declined` says so, and there are no rows."""
        index = workspace.index()
        with index.reading() as generation:
            found = (
                _of_question(index, given) if isinstance(given, bodies.RecordsByQuestion) else _of_query(index, given)
            )
            results = [] if isinstance(found, str) else found
            total = count(results)
            return RecordsFound(
                declined=found if isinstance(found, str) else None,
                queries=tuple(r.query.model_copy(update={"lists": (r.table.info.id,)}) for r in results),
                groups=tuple(Group(list=r.table.info.id, key=key, count=n) for r in results for key, n in r.groups),
                page=Page.of(total, given.offset, given.limit),
                records=tuple(records_of(index, results, given.offset, given.limit)), generation=generation,
            )  # fmt: skip


def _of_question(index: Index, given: bodies.RecordsByQuestion) -> Result:
    return read_question(index, given.question, given.today)


def _of_query(index: Index, given: bodies.RecordsByQuery) -> Result:
    wanted, known = given.query, here(index)
    for list_id in (*wanted.lists, *([wanted.beside.list] if wanted.beside else ())):
        if list_id not in known:
            raise HTTPException(404, f"no list {list_id} is indexed: there are {', '.join(known) or 'none'}")
    if not known:
        return "No list is indexed here."
    query = queries.Query(
        lists=wanted.lists or known, operation=wanted.operation, by=wanted.by, fewest=wanted.fewest, named=False,
        conditions=tuple(_condition(c) for c in wanted.conditions),
        combine=wanted.beside.how if wanted.beside else None, other=wanted.beside.list if wanted.beside else None,
    )  # fmt: skip
    found = queries.evaluate(index, query)
    return queries.declined(found) if isinstance(found, queries.Declined) else found


def _condition(
    given: bodies.EventCondition | bodies.CellCondition | bodies.TypeCondition | bodies.ExceptionCondition,
) -> queries.Condition:
    values = () if isinstance(given, bodies.ExceptionCondition) else given.values
    days = given.days if isinstance(given, bodies.EventCondition) else ()
    return queries.Condition(
        of=given.of, values=tuple(_canonical(given.of, v) for v in values), negated=given.negated,
        days=tuple(Days(first=d.first, last=d.last, said=_said(d)) for d in days),
    )  # fmt: skip


def _canonical(of: str, value: str) -> str:
    """A country under the name by which records are known, however it was written."""
    return queries.canonical(value)[0] if of == "country" else value


def _said(days: bodies.Stretch) -> str:
    return f"from {days.first or '…'} to {days.last or '…'}"


def add_documents(app: FastAPI, workspace: Workspace) -> None:
    """Adds `/v1/documents/{id}` and `/v1/changes`."""

    @app.get(
        "/v1/documents/{id}", summary="Read a document", tags=["documents"],
        responses=responses(401, 403, 404, 422, 503),
    )  # fmt: skip
    def document(
        id: Annotated[str, Path(min_length=1, max_length=100)], start: Annotated[int, Query(ge=0, le=bodies.FAR)] = 0,
        length: Annotated[int, Query(ge=0, le=LONGEST_PASSAGE)] = 2_000,
    ) -> DocumentText:  # fmt: skip
        """What is known of a document, and a stretch of its text by the offsets that citations carry."""
        index = workspace.index()
        with index.reading():
            try:
                found, info = index.document(id), index.info(id)
            except KeyError:
                raise HTTPException(404, f"no document {id} in this index: it was removed or changed") from None
            first = min(start, len(found.text))
            end = min(first + length, len(found.text))
            return DocumentText(
                document=info, official=info.official, start=first, end=end, text=found.text[first:end],
                next=end if end < len(found.text) else None,
                twins=tuple(cited_document(index.document(d)) for d in index.twins(id)),
            )  # fmt: skip

    @app.get(
        "/v1/changes", summary="What changed on lists", tags=["lists"], responses=responses(401, 403, 404, 422, 503)
    )  # fmt: skip
    def changed(
        list: Annotated[str | None, Query(min_length=1, max_length=300)] = None, since: bodies.Day | None = None,
        limit: Annotated[int, Query(ge=1, le=bodies.MOST_ROWS)] = 100,
        offset: Annotated[int, Query(ge=0, le=bodies.FAR)] = 0,
    ) -> ChangesFound:  # fmt: skip
        """What was added, removed, renamed and changed between the last two indexed snapshots of each list, or since a day."""
        index = workspace.index()
        with index.reading() as generation:
            known = snapshots(index)
            if list is not None and list not in known:
                raise HTTPException(404, f"no list {list} is indexed: there are {', '.join(known) or 'none'}")
            return _changes(changes(index, list, since), offset, limit, generation)


def _changes(found: Sequence[Comparison], offset: int, limit: int, generation: int) -> ChangesFound:
    rows = ((comparison.list_id, change) for comparison in found for change in comparison.changes)
    return ChangesFound(
        comparisons=tuple(
            ListCompared(list=c.list_id, name=c.name, before=c.before, after=c.after, counts=c.counts()) for c in found
        ),
        page=Page.of(sum(len(c.changes) for c in found), offset, limit),
        changes=tuple(
            ChangedRow(
                list=list_id, what=c.what, name=c.name, country=c.country, before=c.before, after=c.after,
                fields=tuple(ValuesChanged(name=f.name, before=f.before, after=f.after) for f in c.fields),
            )
            for list_id, c in islice(rows, offset, offset + limit)
        ),
        generation=generation,
    )  # fmt: skip
