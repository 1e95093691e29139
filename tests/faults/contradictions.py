"""Questions about every list that is indexed, made from its own rows, and what no answer to them may say.

An answer never contradicts itself, and no listed party is called absent: neither from the sources, nor from a list that shows
it. Two questions on one party are compared as well: what one answer says of a list, the other does not deny.

    python -m tests.faults.contradictions --count 20000 --index DIR --log faults.jsonl

Without `--index` the lists under `tests/fixtures` are read into an index of their own.
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Claim
from assistant.ask import ask
from assistant.records.rows import Row, countries_of, newest
from assistant.say.claims import contradiction
from assistant.say.dates import said_date
from index.build import add
from index.name_forms import normal
from index.search import Index
from sources.errors import WhylistedError
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

_ABSENT = re.compile(
    r"^(?:Of [^:]{1,200}: )?No (?:source here (?:speaks of|has the name|shows)|list here (?:has|shows))\b", re.I
)
_SAYS_NO = re.compile(r"^No[:,.] ")


@dataclass(frozen=True, slots=True)
class Case:
    """One question with the row that it was made from; `on` is the list that shows the party, where the question names it."""

    text: str
    name: str
    row: Row | None
    on: str = ""
    weak: bool = False


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


def cases(index: Index, count: int, seed: int) -> Iterator[Case]:
    """So many questions; every list has its turn, whatever its length."""
    known = parties(index)
    lists = sorted(known)
    for number in range(count):
        chance = random.Random(f"{seed} contradiction {number}")
        yield _case(chance.choice(known[chance.choice(lists)]), known, lists, chance)


def _case(row: Row, known: dict[str, list[Row]], lists: Sequence[str], chance: random.Random) -> Case:
    aliases = [(f.value, False) for f in row.record.all("alias")]
    weak = [(f.value, True) for f in row.record.all("weak_alias")]
    name, is_weak = chance.choice([(row.record.name, False), (row.record.name, False), *aliases, *weak])
    events = [e.date for e in row.record.events]
    kinds = ["list", "party", "party", *(["set"] if chance.random() < 0.2 else [])]
    kind = chance.choice(kinds)
    patterns = {"list": OF_LIST, "party": OF_PARTY, "set": OF_SETS}[kind]
    if not events:
        patterns = tuple(p for p in patterns if "{day}" not in p and "{year}" not in p)
    countries = countries_of(row.record)
    if not countries:
        patterns = tuple(p for p in patterns if "{country}" not in p)
    pattern = chance.choice(patterns)
    other = known[chance.choice(lists)]
    day = max(events) if events else None
    text = pattern.format(
        name=name,
        list=row.info.name,
        other=chance.choice(other).info.name,
        second=chance.choice(other).record.name,
        country=countries[0] if countries else "",
        day=said_date(day) if day else "",
        year=events[0].year if events else "",
    )
    return Case(text, name, row if kind != "set" else None, row.info.id if "{list}" in pattern else "", is_weak)


def faults_of(case: Case, answer: Answer) -> Iterator[Fault]:
    """What is wrong with one answer."""
    if clash := contradiction(answer.claims):
        yield Fault("contradiction", case.text, f"{clash[0]} against {clash[1]}: {answer.text}")
    row = case.row
    if row is None or case.weak or not case.name.strip():
        return
    about = _ABSENT.search(answer.text)
    if about and re.search(r"\bspeaks of\b|\bhas the name\b", about.group()):
        yield Fault("absent", case.text, answer.text)
    elif (case.on and any(c.holds == "no" and c.list == case.on and _is_of(c, case.name) for c in answer.claims)) or (
        case.on and (about or _SAYS_NO.match(answer.text)) and case.text.startswith(("Is ", "As of "))
    ):
        yield Fault("denied", case.text, answer.text)


def _is_of(claim: Claim, name: str) -> bool:
    return normal(name) in {normal(n) for n in claim.names}


@dataclass
class Run:
    """How a run stands: questions asked, answers given, faults by kind, and what was claimed of each name and list."""

    asked: int = 0
    answered: int = 0
    slowest: float = 0.0


def run(index: Index, count: int, seed: int, log: Path | None = None, minutes: float | None = None) -> Counter[str]:
    """Ask so many questions, or as many as the minutes allow; the faults by kind, each also as a line of the log."""
    done, found = Run(), Counter[str]()
    until = time.monotonic() + minutes * 60 if minutes else None
    claimed: dict[tuple[str, str], Claim] = {}
    with (log or Path(os.devnull)).open("a", encoding="utf-8") as out:
        for case in cases(index, count, seed):
            if until and time.monotonic() > until:
                break
            start = time.monotonic()
            faults = list(_asked(index, case, claimed, done))
            done.slowest = max(done.slowest, time.monotonic() - start)
            done.asked += 1
            for fault in faults:
                found[fault.kind] += 1
                out.write(
                    json.dumps({"kind": fault.kind, "q": fault.question, "told": fault.told}, ensure_ascii=False) + "\n"
                )
            if done.asked % 100 == 0:
                out.write(json.dumps({"asked": done.asked, "answered": done.answered, "faults": dict(found)}) + "\n")
            out.flush()
        out.write(json.dumps({"asked": done.asked, "answered": done.answered, "slowest": round(done.slowest, 2),
                              "faults": dict(found)}) + "\n")  # fmt: skip
    return found


def _asked(index: Index, case: Case, claimed: dict[tuple[str, str], Claim], done: Run) -> Iterator[Fault]:
    try:
        answer = ask(index, case.text)
    except WhylistedError as error:
        yield Fault("refused", case.text, str(error))
        return
    except Exception as error:
        yield Fault(type(error).__name__, case.text, str(error)[:400])
        return
    done.answered += answer.answered
    yield from faults_of(case, answer)
    for claim in answer.claims:
        before = claimed.setdefault((normal(claim.names[0]), claim.list), claim)
        if contradiction((before, claim)):
            yield Fault("two truths", case.text, f"{before} against {claim}: {answer.text}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; exit status 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--index", type=Path, help="an index of lists (made with tests.hash_encoder)")
    parser.add_argument("--log", type=Path, help="a file for the faults, a line each")
    parser.add_argument("--minutes", type=float, help="stop after so long")
    options = parser.parse_args(arguments)
    os.environ[STRICT] = "1"
    with tempfile.TemporaryDirectory() as folder:
        place = options.index or Path(folder) / "index"
        if options.index is None:
            add([FIXTURES], place, encoder=HashEncoder())
        found = run(Index.open(place, HashEncoder()), options.count, options.seed, options.log, options.minutes)
    print(json.dumps(dict(found)) if found else "no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
