"""`whylisted case new|list|show|decide|review|export|verify`."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import IndexProblem, QuestionError
from ui.safe import one_line
from ui.settings import index_directory, version

if TYPE_CHECKING:
    from assistant.cases import Basis, Case
    from assistant.screening.customers.given import Party
    from index.cases import Cases


def case(options: argparse.Namespace) -> int:
    """Runs one of the commands."""
    match options.what:
        case "new":
            return _new(options)
        case "list":
            return _list(options)
        case "show":
            return _shown(options, _read(options))
        case "decide":
            return _decide(options)
        case "review":
            return _review(options)
        case "export":
            return _export(options)
        case _:
            return _verify(options)


def _cases(options: argparse.Namespace) -> "Cases":
    from index.cases import Cases

    return Cases(index_directory(options.index))


def _read(options: argparse.Namespace) -> "Case":
    from assistant.cases import read_case

    return read_case(_cases(options), options.id)


def _gathered(options: argparse.Namespace, party: "Party", questions: list[str]) -> "Basis":
    """A screening of the party, and answers to the questions, all of one generation."""
    from assistant.ask import ask
    from assistant.cases.basis import gather
    from index.search import Index

    index = Index.open(index_directory(options.index))
    with index.reading():
        answers = [ask(index, question) for question in questions]
        return gather(index, party, f"whylisted {version()}", answers)


def party_of(options: argparse.Namespace) -> "Party":
    """The party that the options describe. Raises QuestionError where they are too long."""
    from pydantic import ValidationError

    from assistant.screening.customers.given import Party

    try:
        return Party(
            name=options.name, id=options.id, aliases=options.alias, country=options.country,
            identifiers=options.identifier, birth=options.birth, address=options.address,
        )  # fmt: skip
    except ValidationError as error:
        first = error.errors()[0]
        raise QuestionError(f"the party's {first['loc'][0]}: {first['msg']}") from None


def _new(options: argparse.Namespace) -> int:
    from assistant.cases import open_case

    party = party_of(options)
    basis = _gathered(options, party, options.ask)
    return _shown(options, open_case(_cases(options), options.user, options.by, party, basis, options.note))


def _list(options: argparse.Namespace) -> int:
    from assistant.cases import histories
    from ui.cases.lines import line, summary

    found = [c for c in histories(_cases(options), options.user) if options.standing in (None, c.standing)]
    if options.json:
        print(json.dumps([summary(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            print(line(each))
        if not found:
            print("no case; `whylisted case new NAME --by PERSON` opens one")
    return 0


def _decide(options: argparse.Namespace) -> int:
    from assistant.cases import decide

    basis = None
    if options.again:
        before = _read(options)
        basis = _gathered(options, before.opening.party, [answer.question for answer in before.basis.answers])
    made = decide(
        _cases(options), options.id, None, options.by, options.decision, options.reason, options.second, basis
    )
    return _shown(options, made)


def _review(options: argparse.Namespace) -> int:
    from assistant.cases import review

    return _shown(options, review(_cases(options), options.id, None, options.by, options.agree, options.reason))


def _export(options: argparse.Namespace) -> int:
    from ui.cases.sealed import file_name, sealed
    from ui.files import keep

    found = _read(options)
    made, seal = sealed(found, f"whylisted {version()}")
    path = Path(options.out or file_name(found))
    keep(path, made)
    if options.json:
        print(json.dumps({"file": str(path), "sha256": seal.both, "bytes": len(made)}, ensure_ascii=False))
    else:
        print(f"written to {path}; SHA-256 of page and data {seal.both}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from ui.cases.check import prove, read_file, same_as_kept

    verdict, found = prove(read_file(Path(options.file)))
    if found is not None:
        try:
            wrong, notes = same_as_kept(found, _cases(options).one(found.opening.id))
        except IndexProblem:
            wrong, notes = [], ["there is no index here: it was not compared with the case that an index keeps"]
        told = {"wrong": (*verdict.wrong, *wrong), "notes": (*verdict.notes, *(notes if verdict.whole else ()))}
        verdict = verdict.model_copy(update={**told, "whole": verdict.whole and not wrong})
    if options.json:
        print(json.dumps(verdict.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return 0 if verdict.whole else 1
    for line in verdict.wrong:
        print(f"changed: {line}")
    for line in verdict.notes:
        print(f"note: {line}")
    name = f"case {verdict.case}" if verdict.case else one_line(str(options.file))
    if verdict.whole:
        print(f"{name} is whole; SHA-256 of page and data {verdict.sha256}")
    else:
        print(f"{name} is NOT as it was sealed")
    return 0 if verdict.whole else 1


def _shown(options: argparse.Namespace, found: "Case") -> int:
    from ui.cases.lines import lines, whole

    if options.json:
        print(json.dumps(whole(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(found)))
    return 0
