"""Parties of a table for a watch list."""

from assistant.screening import Customers
from assistant.screening.customers.given import Party, party_of


def from_file(customers: Customers) -> tuple[list[Party], list[str]]:
    """The rows of a table that can be screened as parties, and what is wrong with the others, one line each.

    A table without ids calls its rows by their numbers, which another table has as well: there the name is the id.
    """
    usable = [row for row in customers.rows if row.names or row.identifiers]
    named = any(row.id != str(row.number) for row in customers.rows)
    parties = [party_of(row) if named else party_of(row).model_copy(update={"id": ""}) for row in usable]
    wrong = [
        f"row {row.number} (id {row.id}): {'; '.join(row.problems) or 'it has no name'}; it is not watched"
        for row in customers.rows
        if not (row.names or row.identifiers)
    ]
    return list(dict.fromkeys(parties)), wrong
