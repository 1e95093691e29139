"""A counterparty as a program or a person gives it: typed values, as they are kept and sent."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from assistant.screening.customers.columns import Meaning
from assistant.screening.customers.customers import counterparty
from assistant.screening.customers.party import Counterparty
from index.kept import storable
from sources.document import Frozen


class Party(Frozen):
    """A counterparty to be screened. Without an `id` it is called by its place, from 1 on."""

    name: str = Field(default="", max_length=100_000, description="The name; the first 300 characters are compared.")
    id: str = Field(default="", max_length=500, description="What the result calls it.")
    aliases: tuple[str, ...] = Field(default=(), max_length=100, description="Further names.")
    country: str = Field(default="", max_length=500, description="A country by name or code; several with `;` between.")
    identifiers: tuple[str, ...] = Field(
        default=(), max_length=100, description="Tax, registration, LEI, IMO, passport."
    )
    birth: str = Field(default="", max_length=100, description="A birth date, as exact as it is known.")
    address: str = Field(default="", max_length=2_000, description="Not compared.")


def row_of(number: int, party: Party) -> Counterparty:
    """A party as a row to be screened; what is wrong with it stands in its `problems`."""
    return counterparty(number, _values(party))


def party_of(row: Counterparty) -> Party:
    """A row of a customer file as a party that can be kept."""
    return Party(
        name=storable(row.names[0]) if row.names else "", id=storable(row.id[:500]), aliases=tuple(map(storable, row.names[1:100])),
        country=storable(row.country[:500]), identifiers=tuple(map(storable, row.identifiers[:100])), birth=storable(row.born[:100]),
        address=storable(row.address[:2_000]),
    )  # fmt: skip


def _values(party: Party) -> Mapping[Meaning, Sequence[str]]:
    return {
        "name": [party.name], "id": [party.id], "alias": party.aliases, "country": [party.country],
        "identifier": party.identifiers, "birth": [party.birth], "address": [party.address],
    }  # fmt: skip
