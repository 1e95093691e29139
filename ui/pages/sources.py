"""What is indexed, and adding and removing: jobs that run beside the chat and can be asked how far they are."""

import datetime
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.build import Progress, add, remove
from index.types import Refusal, Summary
from sources.address import is_address
from sources.errors import QuestionError, SourceError
from sources.feeds import feed_named
from sources.fetch import fetch_document, fetch_feed
from sources.load import SUFFIXES, Given
from ui.calls import Call, guarded, text
from ui.dates import day
from ui.jobs import Jobs, Tell
from ui.pages.read import head
from ui.places import downloaded, sample_files, uploaded
from ui.refusals import bounded, refusal_lines
from ui.safe import one_line
from ui.settings import MAX_UPLOAD_BYTES
from ui.uploads import own_upload, remove_old
from ui.watch.after import screened_again
from ui.workspace import Workspace

DOWNLOADS = "downloads"
"""Where fetched lists are kept, inside the index's folder."""
WAIT_FOR_WRITER = 60.0
"""Seconds that a job waits for another writer before it says who writes."""


class _View:
    """What the sources view calls."""

    def __init__(self, workspace: Workspace, uploads: Path) -> None:
        self._workspace, self._uploads = workspace, uploads
        self._jobs = Jobs(lambda summary: _watch(workspace, summary))

    def documents(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Everything that is indexed, without texts."""
        index = self._workspace.index_or_none()
        if index is None:
            return {"documents": []}
        with index.reading():
            infos = index.documents()
            parts = Counter(info.path for info in infos)
            return {
                "documents": [
                    {
                        **head(info),
                        "passages": info.passages,
                        "records": info.records,
                        "statements": info.statements,
                        "twins": len(index.twins(info.id)),
                        "parts": parts[info.path],
                    }
                    for info in infos
                ]
            }

    def job(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """How far a job is."""
        found = self._jobs.get(text(given, "id", longest=64))
        return {
            "done": found.done,
            "step": found.step,
            "at": found.at,
            "of": found.of,
            "path": one_line(found.path),
            "summary": found.summary,
            "problem": found.problem,
            "refused": [{"path": one_line(r.path), "reason": one_line(r.reason)} for r in found.refused],
            "failures": bounded(refusal_lines(found.failures)),
            "warnings": bounded(refusal_lines(found.warnings)),
        }

    def add_files(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Starts reading uploaded files: `files` as `{path, name}` of Gradio's own upload folder."""
        writable(self._workspace)
        facts = _facts(given)
        files = given.get("files")
        if not isinstance(files, list) or not files:
            raise QuestionError("no files")
        taken = [_uploaded(item, self._uploads) for item in files]

        def work(tell: Tell) -> Summary:
            remove_old(self._uploads)
            with tempfile.TemporaryDirectory(dir=self._uploads) as folder:
                place = Path(folder) / "uploads"
                for path, name in taken:
                    try:
                        path.replace(_free(place, name))
                    except FileNotFoundError:  # sent twice, or it waited for longer than uploads are kept
                        raise QuestionError(f"{one_line(name)} is not there any more: upload it again") from None
                return add(uploaded(place), self._workspace.directory, facts, progress=tell, wait=WAIT_FOR_WRITER)

        return {"job": self._jobs.start(work).id}

    def add_url(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Starts fetching a document from a public address."""
        writable(self._workspace)
        facts = _facts(given)
        url = text(given, "url", longest=2000).strip()
        if not is_address(url):
            raise QuestionError("an address starts with https:// or http://")

        def work(tell: Tell) -> Summary:
            with tempfile.TemporaryDirectory() as folder:
                tell(Progress("reading", 0, 1, url))
                try:
                    fetched = fetch_document(
                        url, Path(folder), allow_private=self._workspace.allow_private, max_bytes=MAX_UPLOAD_BYTES
                    )
                except SourceError as error:
                    return Summary(refused=(Refusal(path=url, reason=str(error)),))
                there = Given(published=facts.published, publisher=facts.publisher, url=fetched.url)
                return add([downloaded(fetched)], self._workspace.directory, there, progress=tell, wait=WAIT_FOR_WRITER)

        return {"job": self._jobs.start(work).id}

    def add_samples(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Starts indexing the sample documents."""
        writable(self._workspace)

        def work(tell: Tell) -> Summary:
            return add(sample_files(), self._workspace.directory, progress=tell, wait=WAIT_FOR_WRITER)

        return {"job": self._jobs.start(work).id}

    def fetch(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Starts downloading an official list into the index's own folder of downloads, and reading it."""
        writable(self._workspace)
        feed = feed_named(text(given, "what", longest=100))

        def work(tell: Tell) -> Summary:
            snapshots = fetch_feed(
                feed.name,
                self._workspace.directory / DOWNLOADS,
                tell=lambda p: tell(Progress("reading", p.done, p.of or 0, f"{p.what} ({p.unit})")),
            )
            warnings = tuple(Refusal(path=s.feed, reason=warning) for s in snapshots for warning in s.warnings)
            folders = [snapshot.folder for snapshot in snapshots if snapshot.files]
            if not folders:
                return Summary(refused=warnings)
            done = add(folders, self._workspace.directory, progress=tell, wait=WAIT_FOR_WRITER)
            return done.model_copy(update={"refused": (*warnings, *done.refused)})

        return {"job": self._jobs.start(work).id}

    def remove(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Starts removing all documents of one path."""
        writable(self._workspace)
        path = text(given, "path", longest=4000)

        def work(tell: Tell) -> Summary:
            return remove([path], self._workspace.directory, tell, wait=WAIT_FOR_WRITER, exactly=True)

        return {"job": self._jobs.start(work).id}


def sources_calls(workspace: Workspace, uploads: Path) -> list[Call]:
    """The calls of the sources view. `uploads` is the only folder that uploaded files are taken from."""
    view = _View(workspace, uploads)
    made = (view.documents, view.job, view.add_files, view.add_url, view.add_samples, view.fetch, view.remove)
    return [guarded(call) for call in made]


def _watch(workspace: Workspace, summary: Summary) -> str:
    """Screens the watch lists again where documents came or went; says so where something changed, and there is nobody else's list."""
    if not (summary.new or summary.changed or summary.removed):
        return ""
    changed = screened_again(workspace.directory, workspace.index_or_none())
    return "The page Watch shows what changed for watched parties." if changed and not workspace.users else ""


def writable(workspace: Workspace) -> None:
    """Raises QuestionError where the chat only reads."""
    if workspace.read_only:
        raise QuestionError("this chat only reads its index: it was started with --read-only")


def _facts(given: Mapping[str, Any]) -> Given:
    published: datetime.date | None = day(text(given, "published", longest=20), "the publication date")
    return Given(published=published, publisher=text(given, "publisher", longest=200).strip() or None, url=None)


def _uploaded(item: Any, uploads: Path) -> tuple[Path, str]:
    """An uploaded file and the plain name to keep it under. Raises QuestionError for what is not read."""
    path, name = own_upload(item, uploads)
    if path.stat().st_size > MAX_UPLOAD_BYTES:
        raise QuestionError(f"{name} is larger than {MAX_UPLOAD_BYTES // 2**20} MB: use `whylisted add`")
    if Path(name).suffix.lower() not in SUFFIXES:
        raise QuestionError(f"{one_line(name)} is not of a kind that is read: {', '.join(SUFFIXES)}")
    return path, name


def _free(place: Path, name: str) -> Path:
    """Where to keep an upload: in the folder, or where that name is taken there, in a folder inside of it."""
    folder, number = place, 2
    while (folder / name).exists():
        folder, number = place / str(number), number + 1
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
