"""Progress of long work: bars with rate and time left on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.build import Progress

UNITS = {"reading": "files", "embedding": "passages", "indexing": "passages", "verifying": "documents"}


@contextmanager
def shown() -> Iterator[Callable[["Progress"], None]]:
    """Gives a function to tell progress to; draws on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    from ui.safe import one_line

    class Rate(ProgressColumn):
        """Units a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "", style="dim")

    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[path]}", style="dim", markup=False),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def tell(progress: "Progress") -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bars.add_task(progress.step, unit=UNITS[progress.step], path="")
            path = one_line(progress.path)
            bars.update(
                tasks[progress.step],  # type: ignore[arg-type]
                completed=progress.done,
                total=progress.total,
                path="…" + path[-38:] if len(path) > 39 else path,
            )

        yield tell
