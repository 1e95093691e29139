"""When a PDF was made, for lists that do not say of which day they are."""

import datetime
import re
from pathlib import Path


def made_on(path: Path) -> datetime.date | None:
    """The day on which a PDF says that it was made; None for any other file."""
    if path.suffix.lower() != ".pdf":
        return None
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return None
    try:
        said = re.match(r"D:(\d{4})(\d\d)(\d\d)", pdf.get_metadata_value("CreationDate"))
        return datetime.date(*(int(part) for part in said.groups())) if said else None
    except ValueError:
        return None
    finally:
        pdf.close()
