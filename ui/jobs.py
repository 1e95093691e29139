"""Long work beside the chat: adding, fetching, removing, screening, each as a job that can be asked how far it is."""

import logging
import queue
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from index.build import Progress
from index.types import Refusal, Summary
from sources.errors import QuestionError, WhylistedError
from ui.calls import INSIDE
from ui.safe import one_line

log = logging.getLogger(__name__)
KEPT_JOBS = 50
WORKERS = 2
"""Jobs under way at once: one can fetch while another writes."""
MOST_WAITING = 20
"""Jobs that may wait; more are refused."""

Tell = Callable[[Progress], None]
Work = Callable[[Tell], Summary | str]
"""Work gives what it did to the index, or a line that says what it did."""


@dataclass(slots=True)
class Job:
    """One piece of work under way, or done."""

    id: str
    step: str = "waiting"
    at: int = 0
    of: int = 0
    path: str = ""
    done: bool = False
    summary: str | None = None
    problem: str | None = None
    refused: list[Refusal] = field(default_factory=list)
    failures: list[Refusal] = field(default_factory=list)
    warnings: list[Refusal] = field(default_factory=list)

    def tell(self, progress: Progress) -> None:
        """Takes note of how far the work is."""
        self.step, self.at, self.of, self.path = progress.step, progress.done, progress.total, progress.path


class Jobs:
    """The jobs of one chat: a few threads take them in turn; the index lets one at a time write.

    Args:
        after: is called with what a job did to the index, and says what is to be told besides.
    """

    def __init__(self, after: Callable[[Summary], str] = lambda summary: "") -> None:
        self._after = after
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._waiting: queue.Queue[tuple[Job, Work]] = queue.Queue(MOST_WAITING)
        self._workers = 0

    def start(self, work: Work) -> Job:
        """Takes work on and returns at once.

        Raises:
            QuestionError: too much is waiting already.
        """
        job = Job(uuid.uuid4().hex)
        with self._lock:
            try:
                self._waiting.put_nowait((job, work))
            except queue.Full:
                raise QuestionError(
                    f"{MOST_WAITING} jobs are waiting already: try again when some of them are done"
                ) from None
            self._jobs[job.id] = job
            for done in [found.id for found in self._jobs.values() if found.done][
                : max(len(self._jobs) - KEPT_JOBS, 0)
            ]:
                del self._jobs[done]
            if self._workers < WORKERS:
                self._workers += 1
                threading.Thread(target=self._work, name=f"jobs {self._workers}", daemon=True).start()
        return job

    def get(self, identifier: str) -> Job:
        """A job by id. Raises QuestionError when there is none (any more)."""
        with self._lock:
            found = self._jobs.get(identifier)
        if found is None:
            raise QuestionError("this work is not known here: the chat was restarted since")
        return found

    def _work(self) -> None:
        while True:
            self._run(*self._waiting.get())

    def _run(self, job: Job, work: Work) -> None:
        try:
            summary = work(job.tell)
            if isinstance(summary, str):
                job.summary = summary
                return
            job.refused = list(summary.refused)
            job.failures, job.warnings = list(summary.failures), list(summary.warnings)
            job.summary = " ".join(filter(None, (said(summary), self._after(summary))))
        except WhylistedError as error:
            job.problem = one_line(str(error))
        except Exception:
            log.exception("job failed")
            job.problem = INSIDE
        finally:
            job.done = True


def said(summary: Summary) -> str:
    """What a run did, in one line."""
    if summary.removed and not (summary.new or summary.changed):
        return f"{summary.removed} documents removed. Generation {summary.generation}."
    parts = [f"{summary.new} documents new", f"{summary.changed} changed", f"{summary.skipped} files unchanged"]
    return (
        f"{', '.join(parts)}: {summary.passages:,} passages, {summary.records:,} records, "
        f"{summary.statements:,} statements. Generation {summary.generation}."
    )
