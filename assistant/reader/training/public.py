"""Public question sets as the reader learns from them first: SQuAD 1.1 and 2.0, QAMR, SelQA, in their own layouts, gzipped.

None of them comes with the program; docs/reader.md names their sources and licences.
"""

import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.reader.network import Network
from assistant.reader.pieces import Tokens, question_tokens, split_tiles, text_tokens
from assistant.reader.training.learning import Choice, Draw, Shown
from sources.sentences import sentences

SQUAD_1, QAMR = 8_000, 4
"""Questions taken of SQuAD 1.1, whose articles are of the same kind as those of 2.0; and of QAMR on each sentence."""
MARKED, WITHHELD = 0.8, 0.18
"""How often names are marked, and the tile that answers is not shown."""
TILES = (1, 2, 2, 3)
"""How many tiles are shown, each as likely."""

_NAME = re.compile(r"(?:[A-Z][\w'’.-]*\w|[A-Z])(?:(?: (?:of|the|de|and))? [A-Z][\w'’.-]*\w)*")
_ASKING = frozenset(
    [
        "What",
        "Who",
        "When",
        "Where",
        "Which",
        "Why",
        "How",
        "In",
        "The",
        "On",
        "Is",
        "Was",
        "Did",
        "Does",
        "At",
        "For",
        "From",
        "To",
        "By",
        "During",
        "According",
        "Of",
        "A",
        "An",
        "As",
        "After",
        "Are",
        "Were",
        "Do",
        "Under",
        "With",
        "Whose",
    ]
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One public question: the tiles that answer, with their sentences and words, and others that do not."""

    kind: str
    question: Tokens
    right: tuple[Shown, ...]
    wrong: tuple[Tokens, ...]

    def draw(self, rng: random.Random) -> Choice:
        """What is shown of it this time."""
        marked = rng.random() < MARKED
        count = rng.choice(TILES)
        if not self.right:
            first, others = [Shown(self.wrong[0])], self.wrong[1:]
        elif self.wrong and rng.random() < WITHHELD:
            first, others = [], self.wrong
        else:
            first, others = [rng.choice(self.right)], self.wrong
        shown = [*first, *(Shown(t) for t in rng.sample(others, min(count - len(first), len(others))))]
        if marked:
            return self.question, shown
        return _unmarked(self.question), [replace(s, tile=_unmarked(s.tile)) for s in shown]


def _unmarked(tokens: Tokens) -> Tokens:
    return replace(tokens, marks=(0,) * len(tokens.ids))


def names_of(question: str) -> list[str]:
    """The words with capitals in a question, but for those that only begin it."""
    found = []
    for match in _NAME.finditer(question):
        words = match.group().split(" ")
        if match.start() == 0 and words[0] in _ASKING:
            words = words[1:]
        name = " ".join(words)
        if len(name) > 1 and name not in _ASKING:
            found.append(name)
    return found


def _lesson(kind: str, question: str, right: Sequence["_Text"], wrong: Sequence["_Text"]) -> Lesson:
    names = names_of(question)

    def tile(text: "_Text") -> Shown:
        tokens, pieces = text_tokens(text.title, text.before, text.sentences, names)
        words = [
            number
            for number, (at, span) in enumerate(pieces)
            for sentence, start, end in text.words
            if at == sentence and span[0] < end and span[1] > start
        ]
        return Shown(tokens, text.answers, words)

    shown = tuple(map(tile, right))
    return Lesson(kind, question_tokens([question], names), shown, tuple(tile(t).tile for t in wrong))


@dataclass(frozen=True, slots=True)
class _Text:
    """A tile's text before it is cut into pieces; `words` are the answers as (sentence, start, end)."""

    title: str
    before: str
    sentences: tuple[str, ...]
    answers: tuple[int, ...] = ()
    words: tuple[tuple[int, int, int], ...] = ()


def _read(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def _bag(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z0-9]+", text.lower()) if len(w) > 2)


def squad(path: Path, kind: str) -> Iterator[Lesson]:
    """SQuAD in its own layout: https://rajpurkar.github.io/SQuAD-explorer/ (CC BY-SA 4.0)."""
    for article in _read(path)["data"]:
        title = article["title"].replace("_", " ")
        contexts = [p["context"] for p in article["paragraphs"]]
        bags = [_bag(c) for c in contexts]
        having = Counter(w for bag in bags for w in bag)
        cut = [_paragraph(title, c) for c in contexts]
        for number, paragraph in enumerate(article["paragraphs"]):
            for asked in paragraph["qas"]:
                answers = [] if asked.get("is_impossible") else asked.get("answers", [])
                if not answers and not asked.get("is_impossible"):
                    continue
                spans = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in answers]
                own = [_answered(text, starts, spans[:1]) for text, starts in cut[number]]
                right, wrong = [t for t in own if t.answers], [t for t in own if not t.answers][:2]
                told = {contexts[number][a:b].lower() for a, b in spans}
                wanted = _bag(asked["question"])
                far = sorted(
                    (-sum(math.log(1 + len(bags) / having[w]) for w in wanted & bags[other]), other)
                    for other in range(len(contexts))
                    if other != number and not any(t in contexts[other].lower() for t in told)
                )
                wrong += [cut[other][0][0] for _, other in far[:2]]
                if right or not answers:
                    yield _lesson(kind, asked["question"].strip(), right, wrong)


def _paragraph(title: str, text: str) -> list[tuple[_Text, list[int]]]:
    """A paragraph as tiles, with where each of their sentences begins in it."""
    spans = sentences(text)
    words = [text[s.start : s.end] for s in spans]
    found = []
    for first, last in split_tiles(words):
        before = words[first - 1] if first else ""
        found.append((_Text(title, before, tuple(words[first:last])), [s.start for s in spans[first:last]]))
    return found


def _answered(text: _Text, starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> _Text:
    words = tuple(
        (number, max(a - start, 0), b - start)
        for number, start in enumerate(starts)
        for a, b in spans
        if a < start + len(text.sentences[number]) and b > start
    )
    return replace(text, answers=tuple(sorted({n for n, _, _ in words})), words=words)


_SPACED = (
    (" -LRB- ", " ("),
    (" -RRB-", ")"),
    ("`` ", '"'),
    (" ''", '"'),
    (" ,", ","),
    (" .", "."),
    (" 's", "'s"),
    (" ?", "?"),
)


def _joined(text: str) -> str:
    """Words with blanks between them as a person writes them."""
    for apart, together in _SPACED:
        text = text.replace(apart, together)
    return text


def qamr(folder: Path, rng: random.Random) -> Iterator[Lesson]:
    """QAMR (Michael et al. 2018, MIT): questions on single sentences, shown among four others of their document."""
    told: dict[str, list[str]] = {}
    documents: dict[str, list[str]] = defaultdict(list)
    with gzip.open(folder / "qamr-sents.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            key, text = line.rstrip("\n").split("\t")
            told[key] = text.split(" ")
            documents[key.rsplit(":", 2)[0]].append(key)
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ("qamr-dev.tsv.gz", "qamr-test.tsv.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for line in file:
                row = line.rstrip("\n").split("\t")
                asked[row[0]].append((row[5], row[6]))
    for key, questions in asked.items():
        around = sorted(documents.get(key.rsplit(":", 2)[0], ()), key=lambda k: [int(n) for n in k.split(":")[3:]])
        if key not in told or len(around) < 3:
            continue
        first = max(0, min(around.index(key) - rng.randint(0, 4), len(around) - 5))
        shown = around[first : first + 5]
        if key not in shown:
            continue
        texts = tuple(_joined(" ".join(told[k])) for k in shown)
        number = shown.index(key)
        for question, pieces in rng.sample(questions, min(QAMR, len(questions))):
            places = [int(p) for p in pieces.split() if p.isdigit()]
            phrase = _joined(" ".join(told[key][places[0] : places[-1] + 1])) if places else ""
            at = texts[number].find(phrase) if phrase else -1
            words = ((number, at, at + len(phrase)),) if at >= 0 else ()
            yield _lesson("qamr", _joined(" ".join(question.split())), [_Text("", "", texts, (number,), words)], [])


def selqa(path: Path) -> Iterator[Lesson]:
    """SelQA (Jurczyk et al. 2016, Apache-2.0): a question on one section, its sentences marked that answer."""
    for row in _read(path):
        answers, told = set(row["answers"]), row["candidates"]
        title = f"{row['article']} {row['section']}"
        right: list[_Text] = []
        wrong: list[_Text] = []
        for first, last in split_tiles(told):
            own = tuple(n - first for n in range(first, last) if n in answers)
            text = _Text(title, told[first - 1] if first else "", tuple(told[first:last]), own)
            (right if own else wrong).append(text)
        if right:
            yield _lesson("selqa", row["question"], right[:1], wrong[:2])


def lessons(folder: Path, seed: int) -> list[Lesson]:
    """All public questions of a folder with the sets under their names, in an order that the seed gives."""
    rng = random.Random(seed)
    first = list(squad(folder / "squad1.json.gz", "squad1"))
    found = [*squad(folder / "squad2.json.gz", "squad2"), *rng.sample(first, min(SQUAD_1, len(first)))]
    found += qamr(folder, rng)
    for name in ("selqa-dev.json.gz", "selqa-test.json.gz"):
        found += selqa(folder / name)
    rng.shuffle(found)
    return found


def draws(network: Network, found: Sequence[Lesson]) -> list[Draw]:
    """The lessons as the loop draws them, what the lower layers make of each text kept in half precision."""
    kept: dict[tuple[int, ...], Any] = {}
    for lesson in found:
        for tokens in (lesson.question, *(s.tile for s in lesson.right), *lesson.wrong):
            ids = tuple(tokens.ids)
            if ids not in kept:
                kept[ids] = network.read_lower(ids).half()
            tokens.states = kept[ids]
    return [lesson.draw for lesson in found]


__all__ = ["Lesson", "draws", "lessons", "names_of", "qamr", "selqa", "squad"]
