"""Ten people at once: each asks, opens a citation and searches names for a minute, as the page does; no call may fail.

    python -m tests.benchmarks.ten_people INDEX [--people 10] [--seconds 60]

Prints calls, errors, and the median, 95th percentile and worst latency of each kind of call. INDEX is copied: the history of
the questions does not end up in it.
"""

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx

from tests.benchmarks import say_command
from tests.serving import start, stop


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    say_command()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(options.index, Path(folder) / "index")
        chat = start(Path(folder) / "index")
        try:
            taken, errors = crowd(chat.url, options.people, options.seconds)
        finally:
            stop(chat)
    print(f"{options.people} people, {options.seconds:.0f} s, {len(errors)} errors")
    print(f"{'call':14}{'calls':>8}{'median':>10}{'95 %':>10}{'worst':>10}   (ms)")
    for name, times in sorted(taken.items()):
        times.sort()
        row = (statistics.median(times), times[int(len(times) * 0.95)], times[-1])
        print(f"{name:14}{len(times):>8}" + "".join(f"{1000 * value:>10.0f}" for value in row))
    for error in errors[:10]:
        print("error:", error)
    return 1 if errors else 0


def crowd(url: str, people: int, seconds: float) -> tuple[dict[str, list[float]], list[str]]:
    """Lets so many people work for so long; gives the seconds of each call by kind, and what went wrong."""
    config = httpx.get(url + "config", timeout=60).json()
    component = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "whylisted")
    taken: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    until = time.monotonic() + seconds

    def call(client: httpx.Client, name: str, data: dict[str, object]) -> dict[str, object]:
        begun = time.monotonic()
        body = {"data": data, "component_id": component, "fn_name": name, "session_hash": "bench"}
        try:
            answer = client.post(url + "gradio_api/component_server/", json=body)
            made: dict[str, object] = answer.json() if answer.status_code == 200 else {"error": answer.text}
        except httpx.HTTPError as error:
            made = {"error": repr(error)}
        taken[name].append(time.monotonic() - begun)
        if "error" in made:
            errors.append(f"{name}: {made['error']}")
        return made

    def person(number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(timeout=60) as client:
            begin = call(client, "suggest", {})["questions"]
            questions = list(begin) if isinstance(begin, list) else []
            while time.monotonic() < until:
                question = chance.choice(questions)
                made = call(client, "ask", {"turns": [question], "conversation": f"person{number}"})
                call(client, "suggest", {"turns": [question]})
                answer = made.get("answer")
                for cited in answer["citations"][:2] if isinstance(answer, dict) else []:
                    place = {"id": cited["document"]["id"], "start": cited["start"], "end": cited["end"]}
                    opened = call(client, "document", place)
                    call(client, "block", {"id": place["id"], "n": opened.get("block", 0), "marks": []})
                call(
                    client,
                    "find_entities",
                    {"query": chance.choice(["inspur", "smic", "huawei tech", "hikvison", "sense time"])},
                )
                time.sleep(chance.uniform(0.5, 2))  # a person reads

    call(httpx.Client(timeout=120), "suggest", {})
    taken.clear()
    threads = [threading.Thread(target=person, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, errors


if __name__ == "__main__":
    sys.exit(main())
