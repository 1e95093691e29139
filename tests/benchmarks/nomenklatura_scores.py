"""nomenklatura on its own, in an environment of its own: it imports nothing of ours, and speaks JSON on standard input and output.

    python nomenklatura_scores.py pairs < {"algorithms": […], "pairs": [[name, is a person, listed name], …]}
    python nomenklatura_scores.py book < {"algorithms": […], "parties": [[names, is a person], …], "rows": [[name, is a person], …]}

`pairs` gives for each algorithm the scores and the seconds that comparing took. `book` takes the parties into nomenklatura's own index
(`nomenklatura.blocker`), has it find candidates for the rows, and compares these: for each algorithm the best score of each row with the
numbers of the parties that have it.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import model
from nomenklatura.blocker import Index
from nomenklatura.matching import get_algorithm


def entity(names, person, number):  # type: ignore[no-untyped-def]
    """An entity with these names."""
    schema = "Person" if person else "Company"
    return model.get_proxy({"id": number, "schema": schema, "properties": {"name": names}})


def pairs(given):  # type: ignore[no-untyped-def]
    """Scores and seconds by algorithm; making the entities is not counted. Each has an id of its own: logic-v2 keeps the names of
    an entity by its id, and would compare those of the first pair over and over."""
    made = [
        (entity([a], person, f"a{n}"), entity([b], person, f"b{n}")) for n, (a, person, b) in enumerate(given["pairs"])
    ]
    out = {}
    for name in given["algorithms"]:
        algorithm = get_algorithm(name)
        config = algorithm.default_config()
        begun = time.perf_counter()
        scores = [algorithm.compare(asked, listed, config).score for asked, listed in made]
        out[name] = {"scores": scores, "seconds": time.perf_counter() - begun}
    return out


class View:
    """What nomenklatura's index reads entities from."""

    def __init__(self, parties):  # type: ignore[no-untyped-def]
        self._parties = parties

    def entities(self, *_, **__):  # type: ignore[no-untyped-def]
        """All parties."""
        return iter(self._parties)


def book(given):  # type: ignore[no-untyped-def]
    """Seconds of each step, candidates in all, and by algorithm the best of each row."""
    listed = {f"p{n}": entity(names, person, f"p{n}") for n, (names, person) in enumerate(given["parties"])}
    rows = {f"r{n}": entity([name], person, f"r{n}") for n, (name, person) in enumerate(given["rows"])}
    with tempfile.TemporaryDirectory() as folder:
        index = Index(View(listed.values()), Path(folder))
        begun = time.perf_counter()
        index.build()
        built = time.perf_counter() - begun
        begun = time.perf_counter()
        found = {str(row): [str(one) for one, _ in matches] for row, matches in index.match_entities(rows.values())}
        searched = time.perf_counter() - begun
        index.close()
    out = {"built": built, "searched": searched, "candidates": sum(map(len, found.values())), "algorithms": {}}
    for name in given["algorithms"]:
        algorithm = get_algorithm(name)
        config = algorithm.default_config()
        begun = time.perf_counter()
        scored = [
            [(algorithm.compare(row, listed[c], config).score, int(c[1:])) for c in found.get(key, ())]
            for key, row in rows.items()
        ]
        tops = [max((score for score, _ in one), default=0.0) for one in scored]
        best = [(top, [n for score, n in one if score == top]) for top, one in zip(tops, scored)]  # noqa: B905
        out["algorithms"][name] = {"best": best, "seconds": time.perf_counter() - begun}
    return out


if __name__ == "__main__":
    json.dump({"pairs": pairs, "book": book}[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
