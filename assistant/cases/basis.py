"""What a decision can stand on, gathered from the index: hits, answers, and the versions of the lists."""

import datetime
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.cases.model import Basis, ListVersion
from assistant.records.rows import said_agency
from assistant.records.snapshots import outdated
from assistant.screening.customers.given import Party, row_of
from assistant.screening.customers.party import Thresholds
from assistant.screening.pipeline import screen
from index.search import Index
from index.types import DocumentInfo
from sources.errors import QuestionError
from sources.lists import list_info


def list_versions(index: Index) -> tuple[ListVersion, ...]:
    """The lists that speak for today, each with the document that shows its newest state."""
    found = []
    with index.reading() as generation:
        for info in index.documents():
            for list_id, records in index.lists_of(info.id).items() if info.records else ():
                if outdated(index, generation, info.id, list_id):
                    continue
                found.append(_version(info, list_id, records))
    return tuple(sorted(found, key=lambda v: (v.name, v.path, v.document)))


def _version(info: DocumentInfo, list_id: str, records: int) -> ListVersion:
    about = list_info(list_id)
    return ListVersion(
        list_id=list_id, name=about.name, authority=said_agency(about.bureau or about.agency), day=info.snapshot,
        document=info.id, path=info.path, sha256=info.sha256, records=records,
    )  # fmt: skip


def gather(
    index: Index, party: Party, program: str, answers: Sequence[Answer] = (), limits: Thresholds | None = None,
    today: datetime.date | None = None,
) -> Basis:  # fmt: skip
    """Screens a party against all lists and puts what is found beside the answers that were given about it.

    Raises:
        QuestionError: the party has no name that could be screened.
    """
    limits, today = limits or Thresholds(), today or datetime.date.today()
    with index.reading() as generation:
        (found,) = screen(index, [row_of(1, party)], limits, today)
        if found.decision is None:
            raise QuestionError(f"the party cannot be screened: {'; '.join(found.problems)}; give its name")
        return Basis(
            day=today, generation=generation, program=program, limits=limits, hits=found.hits, more=found.more,
            answers=tuple(answer.model_copy(update={"timings": {}}) for answer in answers), lists=list_versions(index),
        )  # fmt: skip
