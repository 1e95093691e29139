"""The state of an index in numbers."""

from pathlib import Path

from index import schema
from index.connection import TRUTH
from index.derived import current
from index.folders import FOLDER
from index.truth import Truth
from index.types import Status


def status(directory: Path | str) -> Status:
    """Counts, model, generation and bytes on disk of the index in `directory`.

    Raises:
        NoIndex, IndexFormat, IndexDamaged: there is none, of another version, or it cannot be read.
    """
    place = Path(directory)
    store = Truth.open(place)
    try:
        with store.snapshot():
            model = store.model()
            derived = current(place)
            return Status(
                directory=str(place),
                format=schema.FORMAT,
                generation=store.generation,
                derived_generation=derived.generation if derived else None,
                model=model[0] if model else None,
                dimensions=model[1] if model else None,
                vector_index=derived.vectors.kind if derived and derived.vectors else None,
                recall=derived.vectors.recall if derived and derived.vectors else None,
                counts=store.counts(),
                sizes=sizes(place),
            )
    finally:
        store.close()


def sizes(directory: Path) -> dict[str, int]:
    """Bytes on disk by part: `truth` (with its log), `words`, `vectors`, `total`."""
    parts = {"truth": 0, "words": 0, "vectors": 0, "total": 0}
    for file in directory.rglob("*"):
        try:
            size = file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:  # a writer is at work
            continue
        part = "truth" if file.name.startswith(TRUTH) else "words" if file.parent.name == "words" else "vectors"
        if file.is_relative_to(directory / FOLDER) or part == "truth":
            parts[part] += size
        parts["total"] += size
    return parts
