"""`whylisted add`, `remove`, `samples`."""

import argparse
import contextlib
import dataclasses
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import NotFound, SourceError
from ui.dates import day
from ui.refusals import bounded, refusal_lines
from ui.settings import index_directory

if TYPE_CHECKING:
    from index.types import Refusal, Summary
    from sources.load import Found


def add(options: argparse.Namespace) -> int:
    """Reads files, folders and addresses into the index; status 1 when something was refused, or failed inside of a file."""
    if not options.paths and not options.samples:
        raise NotFound("nothing to add: give files, folders or addresses, or --samples")
    published = day(options.published, "--published")
    from index.build import add as add_documents
    from index.encoder import encoder
    from index.types import Refusal, Summary
    from sources.address import is_address
    from sources.load import Found, Given
    from ui.places import sample_files
    from ui.progress import shown

    directory = index_directory(options.index)
    given = Given(published=published, publisher=options.publisher, url=None)
    paths: list[Path | Found] = [Path(path) for path in options.paths if not is_address(path)]
    if options.samples:
        paths += sample_files()
    model = encoder(options.model) if options.model else None
    done: list[Summary] = []
    refused: list[Refusal] = []
    with shown() as tell:
        if paths:
            done.append(add_documents(paths, directory, given, model, tell))
        for address in filter(is_address, options.paths):
            try:
                with _downloaded(address, options.allow_private) as (file, url):
                    done.append(add_documents([file], directory, dataclasses.replace(given, url=url), model, tell))
            except SourceError as error:
                refused.append(Refusal(path=address, reason=str(error)))
    status = _print_all(done, refused)
    if any(summary.new or summary.changed for summary in done):
        _watch(directory)
    return status


@contextlib.contextmanager
def _downloaded(address: str, allow_private: bool) -> Iterator[tuple["Found", str]]:
    """What an address gives, as a file that is there for the while, and the address that it came from in the end."""
    from sources.fetch import fetch_document
    from ui.places import downloaded

    with tempfile.TemporaryDirectory() as folder:
        fetched = fetch_document(address, Path(folder), allow_private=allow_private)
        yield downloaded(fetched), fetched.url


def _print_all(done: "list[Summary]", refused: "list[Refusal]") -> int:
    """Says what was done, what was left out, refused and failed; returns the exit status."""
    refused = [*refused, *(refusal for summary in done for refusal in summary.refused)]
    failures = [failure for summary in done for failure in summary.failures]
    if done:
        print_summary(done)
    for line in bounded(refusal_lines([warning for summary in done for warning in summary.warnings])):
        print(f"left out: {line}")
    for line in refusal_lines(refused):
        print(f"refused: {line}", file=sys.stderr)
    for line in bounded(refusal_lines(failures)):
        print(f"failed: {line}", file=sys.stderr)
    return 1 if refused or failures else 0


def samples(options: argparse.Namespace) -> int:
    """Indexes the sample documents."""
    options.paths, options.samples = [], True
    options.published = options.publisher = options.model = None
    options.allow_private = False
    return add(options)


def remove(options: argparse.Namespace) -> int:
    """Takes documents out of the index, by the path they were added under, by folder, or by id."""
    from index.build import remove as remove_documents
    from ui.progress import shown

    with shown() as tell:
        summary = remove_documents(options.paths, index_directory(options.index), tell)
    print(f"removed {summary.removed} documents; generation {summary.generation}")
    _watch(index_directory(options.index))
    return 0


def _watch(directory: Path) -> None:
    """Screens the watch lists again, and says on which something changed."""
    from ui.watch.after import screened_again

    for line in screened_again(directory):
        print(line)


def print_summary(done: "list[Summary]") -> None:
    """What one or more runs of `add` did, in three lines."""
    total = {
        name: sum(getattr(summary, name) for summary in done)
        for name in ("new", "changed", "skipped", "read_again", "passages", "records", "statements", "embedded")
    }
    told = {sort: sum(len(getattr(summary, sort)) for summary in done) for sort in ("refused", "failures", "warnings")}
    print(
        f"documents: {total['new']} new, {total['changed']} changed, {total['skipped']} files unchanged, "
        f"{told['refused']} refused, {told['failures']} failed in part, {told['warnings']} left out in part"
    )
    if total["read_again"]:
        print(
            f"{total['read_again']} files are unchanged, but this version reads them in another way: they were read again"
        )
    print(
        f"read: {total['passages']} passages ({total['embedded']} embedded), {total['records']} records, "
        f"{total['statements']} statements; generation {done[-1].generation}"
    )
    seconds: dict[str, float] = {}
    for summary in done:
        for step, value in summary.seconds.items():
            seconds[step] = seconds.get(step, 0.0) + value
    print("seconds: " + ", ".join(f"{step} {value:.1f}" for step, value in seconds.items()))
