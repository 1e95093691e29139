"""A whole file of counterparties against all lists of an index: who may be listed, why it is thought so, with citations."""

from assistant.screening.cleared import clear, cleared_again, read_cleared
from assistant.screening.customers.customers import Customers, counterparty, read_customers
from assistant.screening.customers.party import Counterparty, Screened, ScreeningHit, Thresholds
from assistant.screening.pipeline import screen

__all__ = [
    "Counterparty",
    "Customers",
    "Screened",
    "ScreeningHit",
    "Thresholds",
    "clear",
    "cleared_again",
    "counterparty",
    "read_cleared",
    "read_customers",
    "screen",
]
