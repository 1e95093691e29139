"""Questions about every list that is indexed, made from its own rows, and what no answer to them may say.

An answer never contradicts itself, and no listed party is called absent: neither from the sources, nor from a list that shows
it, nor from a count of the rows that it is one of. Two questions on one party are compared as well: what one answer says of a
list, the other does not deny.

    python -m tests.faults.contradictions --questions 20000 --index DIR --log faults.jsonl
    python -m tests.faults.contradictions --questions 20000 --lists FOLDER --log faults.jsonl

`--lists` reads files and folders into an index of their own; without either, those under `tests/fixtures`. The same seed and day
ask the same questions in the same order, so `--from` goes on where a run was stopped. At the end one line of JSON says how many
were asked and answered, how long the slowest took, and how many faults of which kind there are; each stands in the log.
"""

import argparse
import datetime
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answer import Answer, Claim
from assistant.ask import ask
from assistant.records.rows import Row, countries_of, newest
from assistant.say.claims import contradiction
from assistant.say.dates import said_date
from index.build import add
from index.name_forms import normal
from index.search import Index
from sources.errors import ModelError, WhylistedError
from sources.fence import STRICT
from sources.lists import list_info
from tests.hash_encoder import HashEncoder

FIXTURES = Path(__file__).parent.parent / "fixtures" / "lists"

OF_LIST = (
    "Is {name} on the {list}?", "When was {name} added to the {list}?", "Why is {name} on the {list}?", "Was {name} put on the {list}?",
    "As of {day}, was {name} on the {list}?", "Was {name} added to the {list} in {year}?", "Is {name} still on the {list}?",
)  # fmt: skip
"""Questions on a party and the list that shows it."""
OF_PARTY = (
    "Is {name} on any list?", "Is {name} sanctioned anywhere?", "Which lists is {name} on?", "Why is {name} sanctioned?",
    "Which authorities list {name}?", "Who listed {name} first?", "Is {name} on any US list?", "Is {name} sanctioned by the UK?",
    "Do the UK and the EU both sanction {name}?", "What is the timeline of {name}?", "Who is {name}?", "Is {name} under {country} listed?",
    "Is {name} on the {other}?", "Do the lists give different birth dates for {name}?", "Are {name} and {second} on the {list}?",
    "How many parties are called {name}?", "Is an affiliate of {name} that is not listed restricted?",
)  # fmt: skip
"""Questions on a party, with or without lists that may not show it."""
OF_SETS = (
    "How many entities were added to the {list} in {year}?", "Which parties under {country} are on the {list}?",
    "Which entities were added to the {list} in {year} under {country}?", "Which parties are on both the {list} and the {other}?",
)  # fmt: skip
"""Questions on the rows of a list, of which one is known to be among them (but for those on two lists)."""

_ABSENT = re.compile(
    r"\bNo (?:source|list) here (?:speaks of|has the name) (?P<names>.{1,400}?)(?: alone)?\.(?= |$)", re.I | re.S
)
_NOT_SHOWN = re.compile(r"^No (?:source|list) here (?:shows|has)\b", re.I)
_SAYS_NO = re.compile(r"^No[:,.] ")
_NONE = re.compile(r": none\b|^No: |^No (?:such )?row of the \S.* (?:stands under|cites|has) ")
"""That a set is empty, or that no row states what one does state."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with the row that it was made from. `on` is the list that shows the party, where the question names it; `second` is
    another listed party that it names; `weak`: by a name that its list calls weak; `set`: it asks for all such rows, and `row` is one."""

    text: str
    name: str
    row: Row
    on: str = ""
    second: str = ""
    weak: bool = False
    set: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What an answer says and must not."""

    kind: str
    question: str
    told: str


def parties(index: Index) -> dict[str, list[Row]]:
    """The rows of the newest copy of each list that is indexed, by list."""
    found: dict[str, list[Row]] = defaultdict(list)
    for info in index.documents():
        if info.records:
            document = index.document(info.id)
            for row in newest(index, (Row(r, document, list_info(r.list_id)) for r in index.records_of(info.id))):
                found[row.info.id].append(row)
    return dict(found)


def cases(known: Mapping[str, Sequence[Row]], count: int, seed: int, first: int = 0) -> Iterator[Case]:
    """So many questions from the `first` on; every list has its turn, whatever its length."""
    lists = sorted(known)
    for number in range(first, count):
        chance = random.Random(f"{seed} contradiction {number}")
        yield _case(chance.choice(known[chance.choice(lists)]), known, lists, chance)


def _case(row: Row, known: Mapping[str, Sequence[Row]], lists: Sequence[str], chance: random.Random) -> Case:
    aliases = [(f.value, False) for f in row.record.all("alias")]
    weak = [(f.value, True) for f in row.record.all("weak_alias")]
    name, is_weak = chance.choice([(row.record.name, False), (row.record.name, False), *aliases, *weak])
    kind = chance.choice(["list", "party", "party", *(["set"] if chance.random() < 0.2 else [])])
    patterns = {"list": OF_LIST, "party": OF_PARTY, "set": OF_SETS}[kind]
    added = row.record.added()
    if added is None:
        patterns = tuple(p for p in patterns if "{day}" not in p and "{year}" not in p)
    countries = countries_of(row.record)
    if not countries:
        patterns = tuple(p for p in patterns if "{country}" not in p)
    pattern = chance.choice(patterns)
    other = chance.choice(known[chance.choice(lists)])
    days = [e.date for e in row.record.events if e.action != "removed"]
    text = pattern.format(
        name=name,
        list=row.info.name,
        other=other.info.name,
        second=other.record.name,
        country=countries[0] if countries else "",
        day=said_date(max(days)) if days else "",
        year=added.date.year if added else "",
    )
    return Case(
        text, name, row, row.info.id if "{list}" in pattern else "", other.record.name if "{second}" in pattern else "",
        is_weak, kind == "set" and "{other}" not in pattern,
    )  # fmt: skip


def bearers(known: Mapping[str, Sequence[Row]]) -> dict[str, set[str]]:
    """The lists on which each name stands: the names of parties and their aliases, but for weak ones."""
    found: dict[str, set[str]] = defaultdict(set)
    for rows in known.values():
        for row in rows:
            for name in (row.record.name, *(f.value for f in row.record.all("alias"))):
                found[normal(name)].add(row.info.id)
    return found


def faults_of(case: Case, answer: Answer, borne: Mapping[str, set[str]]) -> Iterator[Fault]:
    """What is wrong with one answer; `borne` are the lists on which each name stands."""
    if clash := contradiction(answer.claims):
        yield Fault("contradiction", case.text, f"{clash[0]} against {clash[1]}: {answer.text}")
    if case.set:
        if _NONE.search(answer.text):
            yield Fault("none", case.text, f"{case.row.record.name}: {answer.text}")
        return
    asked = [n for n in ("" if case.weak else case.name, case.second) if normal(n)]
    if any(_says(m["names"], name) for m in _ABSENT.finditer(answer.text) for name in asked):
        yield Fault("absent", case.text, answer.text)
    elif any(c.holds == "no" and c.as_of is None and c.list in borne.get(normal(n), ()) for c in answer.claims for n in c.names) or (
        case.on and not case.weak and not case.second and (_NOT_SHOWN.match(answer.text) or _SAYS_NO.match(answer.text))
    ):  # fmt: skip
        yield Fault("denied", case.text, answer.text)


def _says(words: str, name: str) -> bool:
    """Whether words name a party, alone or among others."""
    return f" {normal(name)} " in f" {normal(words)} "


@dataclass
class Run:
    """How a run stands: questions asked, answers given, seconds that the slowest took, faults by kind."""

    asked: int = 0
    answered: int = 0
    slowest: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        told = {"asked": self.asked, "answered": self.answered, "slowest": round(self.slowest, 2)}
        return json.dumps({**told, "faults": dict(self.faults)})


def run(
    index: Index,
    count: int,
    seed: int,
    log: Path | None = None,
    minutes: float | None = None,
    first: int = 0,
    today: datetime.date | None = None,
) -> Run:
    """Ask so many questions, or as many as the minutes allow; each fault is also a line of the log."""
    done = Run()
    until = time.monotonic() + minutes * 60 if minutes else None
    known = parties(index)
    borne = bearers(known)
    claimed: dict[tuple[str, str], Claim] = {}
    with (log or Path(os.devnull)).open("a", encoding="utf-8") as out:
        for case in cases(known, count, seed, first):
            if until and time.monotonic() > until:
                break
            start = time.monotonic()
            faults = list(_asked(index, case, borne, claimed, done, today))
            done.slowest = max(done.slowest, time.monotonic() - start)
            done.asked += 1
            done.faults.update(fault.kind for fault in faults)
            for fault in faults:
                told = {"kind": fault.kind, "number": first + done.asked - 1, "q": fault.question, "told": fault.told}
                out.write(json.dumps(told, ensure_ascii=False) + "\n")
            if done.asked % 100 == 0:
                out.write(f"{done}\n")
            out.flush()
        out.write(f"{done}\n")
    return done


def _asked(
    index: Index,
    case: Case,
    borne: Mapping[str, set[str]],
    claimed: dict[tuple[str, str], Claim],
    done: Run,
    today: datetime.date | None,
) -> Iterator[Fault]:
    try:
        answer = ask(index, case.text, today=today)
    except WhylistedError as error:
        yield Fault("refused", case.text, str(error))
        return
    except Exception as error:
        yield Fault(type(error).__name__, case.text, str(error)[:400])
        return
    done.answered += answer.answered
    yield from faults_of(case, answer, borne)
    for claim in answer.claims:
        before = claimed.setdefault((normal(claim.names[0]), claim.list), claim)
        if contradiction((before, claim)):
            yield Fault("two truths", case.text, f"{before} against {claim}: {answer.text}")


def opened(place: Path) -> Index:
    """An index, whichever model it was made with."""
    try:
        return Index.open(place, HashEncoder())
    except ModelError:
        return Index.open(place)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; exit status 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--questions", type=int, default=1000, metavar="N", help="how many, by their numbers (%(default)s)"
    )
    parser.add_argument(
        "--from", type=int, default=0, metavar="N", dest="first", help="the number of the first (%(default)s)"
    )
    parser.add_argument("--seed", type=int, default=1, help="other seeds ask other questions (%(default)s)")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--index", type=Path, metavar="DIR", help="an index that has lists")
    place.add_argument("--lists", type=Path, nargs="+", metavar="PATH", help="files and folders of lists")
    parser.add_argument(
        "--today", type=datetime.date.fromisoformat, metavar="DATE", help="the day for which to answer (YYYY-MM-DD)"
    )
    parser.add_argument("--log", type=Path, metavar="FILE", help="a file for the faults, a line each; it is added to")
    parser.add_argument("--minutes", type=float, metavar="N", help="stop after so long")
    options = parser.parse_args(arguments)
    os.environ[STRICT] = "1"
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or Path(folder) / "index"
        if options.index is None:
            add(options.lists or [FIXTURES], index, encoder=HashEncoder())
        done = run(
            opened(index), options.questions, options.seed, options.log, options.minutes, options.first, options.today
        )
    print(done)
    return 1 if done.faults else 0


if __name__ == "__main__":
    sys.exit(main())
