"""`whylisted watch add|remove|list|run`."""

import argparse
import json
import sys
from pathlib import Path

from sources.errors import QuestionError
from ui.commands.case import party_of
from ui.dates import day
from ui.files import keep
from ui.settings import index_directory


def watch(options: argparse.Namespace) -> int:
    """Runs one of the commands."""
    match options.what:
        case "add":
            return _add(options)
        case "remove":
            return _remove(options)
        case "list":
            return _list(options)
        case _:
            return _run(options)


def _add(options: argparse.Namespace) -> int:
    from assistant.screening import read_customers
    from assistant.watch import add_parties
    from index.watching import Watching
    from ui.screening.run import columns
    from ui.watch.parties import from_file

    if bool(options.name) == bool(options.file):
        raise QuestionError("give one party by its name, or a table of parties with --file FILE")
    said: list[str] = []
    if options.file:
        given, said = from_file(read_customers(Path(options.file), columns(options.column), options.encoding))
    else:
        given = [party_of(options)]
    new, changed = add_parties(Watching(index_directory(options.index)), options.user, given)
    for line in said:
        print(f"note: {line}", file=sys.stderr)
    if options.json:
        print(json.dumps({"new": new, "changed": changed, "unchanged": len(given) - new - changed, "refused": said}))
    else:
        print(f"watch list: {new:,} new, {changed:,} changed, {len(given) - new - changed:,} as they were")
    return 1 if said else 0


def _remove(options: argparse.Namespace) -> int:
    from assistant.watch import remove_parties
    from index.watching import Watching

    gone = remove_parties(Watching(index_directory(options.index)), options.user, options.ids)
    print(json.dumps({"removed": gone}) if options.json else f"taken off the watch list: {gone:,}")
    return 0


def _list(options: argparse.Namespace) -> int:
    from assistant.watch import parties
    from index.watching import Watching
    from ui.watch.lines import party, party_line

    found = parties(Watching(index_directory(options.index)), options.user)
    if options.json:
        print(json.dumps([party(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            print(party_line(each))
        if not found:
            print("nobody is watched; `whylisted watch add NAME` watches somebody")
    return 0


def _run(options: argparse.Namespace) -> int:
    """Status 1 when something changed since it was told last."""
    form = options.format or ("json" if options.json else "text")
    today = day(options.today, "--today")
    from assistant.screening import read_cleared
    from assistant.watch import last_runs, run, tell, unreported
    from index.search import Index
    from index.watching import Watching
    from ui.screening.run import cleared_file
    from ui.watch.atom import MOST, feed
    from ui.watch.lines import as_json, lines

    directory = index_directory(options.index)
    kept = Watching(directory)
    made = run(Index.open(directory), kept, options.user, today, read_cleared(cleared_file(directory)))
    told = unreported(kept, options.user)
    if form == "atom":
        out = feed(last_runs(kept, options.user, MOST), options.user)
    elif form == "json":
        out = as_json(told, made.parties).encode("utf-8", errors="backslashreplace")
    else:
        out = "".join(f"{line}\n" for line in lines(told, made.parties)).encode("utf-8", errors="backslashreplace")
    if options.out:
        keep(Path(options.out), out)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(out)
        sys.stdout.flush()
    tell(kept, options.user, told)
    return 1 if told else 0
