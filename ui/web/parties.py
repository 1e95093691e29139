"""Names and listed parties over HTTP."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Query

from assistant.query.export import row_of
from assistant.query.records.party_ids import party_id, record_of
from assistant.timeline.entity import Entity, entity
from index.search import Index
from sources.errors import Nobody
from ui.pages.entities import matches
from ui.tools import EntityMatch
from ui.web import bodies
from ui.web.given import EntityFound, Matches, PartyMatch
from ui.web.problems import links, responses
from ui.workspace import Workspace


def add_parties(app: FastAPI, workspace: Workspace) -> None:
    """Adds `/v1/match`, `/v1/entities` and `/v1/entities/{id}`."""

    @app.get(
        "/v1/match", summary="Who bears a name", tags=["parties"],
        responses=responses(401, 403, 422, 503) | links(party=("party", "id", "/matches/0/parties/0")),
    )  # fmt: skip
    def match(name: bodies.Name, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> Matches:
        """Listed parties and others whose name fits, the surest first, with how it matched and the ids under which
        `/v1/entities/{id}` has them. Several counterparties with countries and numbers: `/v1/screen`."""
        index = workspace.index()
        with index.reading() as generation:
            found = tuple(_match(index, row) for row in matches(index, name, limit))
        return Matches(asked=name, generation=generation, matches=found)

    @app.get(
        "/v1/entities", summary="An entity by name", tags=["parties"], responses=responses(401, 403, 404, 422, 503)
    )  # fmt: skip
    def named(name: bodies.Name, today: bodies.Day | None = None) -> Entity:
        """All that lists and documents say of the entity of that name, as a timeline; `candidates` where it fits several."""
        return _entity(workspace.index(), name, today, exact=False)

    @app.get(
        "/v1/entities/{id}", summary="A listed party by id", tags=["parties"],
        responses=responses(401, 403, 404, 422, 503),
    )  # fmt: skip
    def party(
        id: Annotated[str, Path(min_length=1, max_length=100)], today: bodies.Day | None = None
    ) -> EntityFound:  # fmt: skip
        """The row of a listed party, by the stable id that `/v1/match`, `/v1/records` and the facts of answers carry, and all that
        lists and documents say of its name."""
        index = workspace.index()
        with index.reading():
            record = record_of(index, id)
            if record is None:
                raise HTTPException(404, f"no listed party has the id {id}")
            return EntityFound(
                id=id, row=row_of(index, record), entity=_entity(index, record.name, today, exact=True)
            )  # fmt: skip


def _entity(index: Index, name: str, today: bodies.Day | None, *, exact: bool) -> Entity:
    try:
        return entity(index, name, exact=exact, today=today)
    except Nobody as error:
        raise HTTPException(404, str(error)) from None


def _match(index: Index, row: dict[str, object]) -> PartyMatch:
    records = index.records(row["records"])  # type: ignore[arg-type]
    parties = tuple(dict.fromkeys(party_id(index, record) for record in records))
    return PartyMatch(**{key: row[key] for key in EntityMatch.model_fields}, parties=parties)  # type: ignore[arg-type]
