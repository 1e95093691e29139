"""A whole file of counterparties against all lists of an index: who may be listed, why it is thought so, with citations."""

from assistant.screening.customers import Customers, read_customers
from assistant.screening.party import Counterparty, Screened, ScreeningHit, Thresholds
from assistant.screening.screen import screen

__all__ = ["Counterparty", "Customers", "Screened", "ScreeningHit", "Thresholds", "read_customers", "screen"]
