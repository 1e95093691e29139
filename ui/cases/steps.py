"""What somebody did in a case, in words: the same in the terminal, on the page *Cases* and in a sealed file."""

from assistant.cases.model import Decided, Opening, Reviewed, Said


def said_of(entry: Said) -> tuple[str, str]:
    """What was done, and why: as they were written, not made safe for where they are shown."""
    match entry:
        case Opening():
            return "opened the case", entry.note
        case Decided():
            asked = f", and asked {entry.second} for a second review" if entry.second else ""
            return f"decided: {entry.decision}{asked}", entry.reason
        case Reviewed():
            return (
                f"{'confirmed' if entry.agrees else 'did not confirm'} the decision of entry {entry.of}",
                entry.reason,
            )
