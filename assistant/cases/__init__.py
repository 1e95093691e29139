"""Cases: what an analyst decides about a party, with reason, second reviewer and day, and all that it stood on."""

from assistant.cases.keep import decide, histories, open_case, read_case, review
from assistant.cases.model import Basis, Case, CaseHistory, Decided, Opening, Reviewed

__all__ = [
    "Basis",
    "Case",
    "CaseHistory",
    "Decided",
    "Opening",
    "Reviewed",
    "decide",
    "histories",
    "open_case",
    "read_case",
    "review",
]
