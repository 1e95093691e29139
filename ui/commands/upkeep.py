"""`whylisted status` and `whylisted verify`."""

import argparse
import sys

from ui.settings import index_directory

COLUMNS = (
    "id", "path", "part", "kind", "title", "publisher", "author", "published", "url", "snapshot", "list_id", "length", "passages", "records",
    "statements", "sha256",
)  # fmt: skip
"""What `status --format csv` says of each document."""


def status(options: argparse.Namespace) -> int:
    """What is indexed: counts, model, generation, bytes on disk; with `--documents` every document."""
    from index.search import Index
    from index.status import status as look
    from ui.safe import one_line

    directory = index_directory(options.index)
    found = look(directory)
    documents = Index.open(directory).documents() if options.documents else []
    if options.format == "csv":
        from ui.tables import as_csv

        sys.stdout.write(as_csv(COLUMNS, (document.model_dump() for document in Index.open(directory).documents())))
        return 0
    if options.format == "json":
        import json

        made = found.model_dump(mode="json")
        if options.documents:
            made["documents"] = [document.model_dump(mode="json") for document in documents]
        print(json.dumps(made, ensure_ascii=False, indent=2))
        return 0
    print(f"index       {one_line(found.directory)} (format {found.format})")
    behind = "" if found.derived_generation in {None, found.generation} else f"; searches of {found.derived_generation}"
    print(f"generation  {found.generation}{behind}")
    for name, count in found.counts.model_dump().items():
        print(f"{name:11} {count:,}")
    print(f"model       {found.model or 'none yet'}" + (f", {found.dimensions} dimensions" if found.dimensions else ""))
    recall = "" if found.recall is None else f", recall@10 {found.recall:.3f} against exact search"
    print(f"searches    {found.vector_index or 'none yet'}{recall}")
    for name, size in found.sizes.items():
        print(f"{name:11} {size / 1e6:,.1f} MB")
    for document in documents:
        title = one_line(document.title or "")
        where = one_line(document.path + (f" {document.part}" if document.part else ""))
        day = document.snapshot or document.published or "no date"
        print(f"{document.id}  {document.kind:10}  {day!s:10}  {where}  {title}")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Checks the whole index and says in numbers what was checked; status 1 when something is wrong."""
    from index.build import Progress
    from index.verify import verify as check
    from ui.progress import shown
    from ui.safe import one_line

    with shown() as tell:
        report = check(index_directory(options.index), lambda done, total: tell(Progress("verifying", done, total)))
    print(f"index {one_line(report.directory)}, generation {report.generation}")
    for name, count in report.checked.items():
        print(f"checked  {count:>9,}  {name}")
    for note in report.notes:
        print(f"note     {one_line(note)}")
    for problem in report.problems:
        print(f"problem  {one_line(problem)}")
    hidden = report.problem_count - len(report.problems)
    if hidden:
        print(f"problem  … and {hidden:,} more")
    print(
        "sound" if report.sound else f"{report.problem_count:,} problems: index the documents again into a new folder"
    )
    return 0 if report.sound else 1
