"""`whylisted fetch`: the official lists and rules, from the agencies' public addresses."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui.dates import day
from ui.safe import one_line

if TYPE_CHECKING:
    from sources.fetch import Progress


def fetch(options: argparse.Namespace) -> int:
    """Downloads one feed as a dated snapshot; status 1 when a part of it could not be had."""
    from sources.fetch import fetch_feed

    since = day(options.since, "--since")
    with _shown() as tell:
        snapshots = fetch_feed(options.what, Path(options.to), since=since, tell=tell)
    status = 0
    for snapshot in snapshots:
        size = sum(file.stat().st_size for file in snapshot.files if file.is_file())
        files = f"{len(snapshot.files)} file{'s' if len(snapshot.files) != 1 else ''}, {size / 1e6:,.1f} MB"
        what = f"unchanged since {snapshot.day}" if snapshot.unchanged else f"{files} of {snapshot.day}"
        print(f"{snapshot.feed}: {what} in {one_line(str(snapshot.folder))}")
        for warning in snapshot.warnings:
            print(f"missing: {one_line(warning)}", file=sys.stderr)
            status = 1
    new = [one_line(str(snapshot.folder)) for snapshot in snapshots if not snapshot.unchanged]
    if new:
        print(f"to index: whylisted add {' '.join(new)}")
    return status


@contextmanager
def _shown() -> Iterator[Callable[["Progress"], None]]:
    """Gives a function to tell progress to; draws bars on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.filesize import decimal
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Amount(ProgressColumn):
        """How much of how much, in bytes or in documents."""

        def render(self, task: Task) -> Text:
            form = decimal if task.fields["unit"] == "bytes" else "{:,}".format
            of = f" of {form(int(task.total))}" if task.total is not None else ""
            unit = "" if task.fields["unit"] == "bytes" else f" {task.fields['unit']}"
            return Text(f"{form(int(task.completed))}{of}{unit}")

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), Amount(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def tell(progress: "Progress") -> None:
            if progress.what not in tasks:
                tasks[progress.what] = bars.add_task(one_line(progress.what), unit=progress.unit)
            bars.update(tasks[progress.what], completed=progress.done, total=progress.of)

        yield tell
