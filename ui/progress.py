"""Progress of long work: bars with rate and time left on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.build import Progress

UNITS = {"reading": "files", "embedding": "passages", "indexing": "passages", "verifying": "documents"}

WITHOUT_PATH = 82
"""Columns of a terminal that everything but the path takes, with seven digits in each number."""


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

    console = Console(stderr=True)
    # Columns that do not fit are cut from both sides, the time left among them: the path only where there is room for it.
    path_length = min(39, console.width - WITHOUT_PATH)
    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        Rate(),
        TimeRemainingColumn(),
        *([TextColumn("{task.fields[path]}", style="dim", markup=False)] if path_length > 9 else []),
    )
    with Bars(*columns, console=console, transient=True) as bars:
        tasks: dict[str, int] = {}

        def tell(progress: "Progress") -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bars.add_task(progress.step, unit=UNITS[progress.step], path="")
            path = one_line(progress.path)
            bars.update(
                tasks[progress.step],  # type: ignore[arg-type]
                completed=progress.done,
                total=progress.total,
                path="…" + path[1 - path_length :] if len(path) > path_length else path,
            )

        yield tell
