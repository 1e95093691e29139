"""Scoring answers against gold questions, for any user's own documents.

A gold file holds one JSON object a line: `id`, `turns` (the last one is scored) or `question`, `answerable`, `expect`
(groups of regular expressions, each group needs a match in the answer's text), `evidence` (objects with `file` and
`quote`: verbatim text that supports the answer, any one will do), `forbid` (patterns that the answer must not match),
`kind`, and optionally `missing` (slots that the answer has to name as missing) and `partial_ok`.
"""

import json
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.answer import Answer, Citation
from sources.errors import QuestionError, UnreadableFile, WhylistedError
from sources.fence import strict, stumble

WORDS = 120
"""An answer of more words than this is not right, whatever it says."""

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold question."""

    id: str
    kind: str
    turns: tuple[str, ...]
    answerable: bool
    expect: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    forbid: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    partial_ok: bool = False


@dataclass(slots=True)
class Row:
    """The counts of one kind of question; `words` are the lengths of the answers given."""

    questions: int = 0
    right: int = 0
    citations: int = 0
    exact: int = 0
    sentences: int = 0
    covered: int = 0
    unanswerable: int = 0
    false: int = 0
    given: int = 0
    bears: int = 0
    words: list[int] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float | None:
        """One count over another, None where there is nothing to count."""
        total = getattr(self, whole)
        return getattr(self, part) / total if total else None

    @property
    def median_words(self) -> float:
        """The median length of the answers given, in words."""
        return statistics.median(self.words) if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not answered right, and why."""

    gold: Gold
    answer: Answer
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The table by kind (`ALL` is everything) and what failed."""

    rows: dict[str, Row]
    failures: tuple[Failure, ...]


def read_gold(path: Path, documents: Sequence[Path] = ()) -> list[Gold]:
    """The questions of a gold file.

    Args:
        path: JSON lines.
        documents: files and folders in which the files are looked for whose evidence is told by its place, `"at": [start, end]` in
            characters of the file as it is, instead of by a `quote`: for documents whose text may not be copied.

    Raises:
        UnreadableFile: it names the line that is not a question, or whose file is not there.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: not a readable gold file ({error}); expected JSON lines in UTF-8") from error
    return list(_gold(path, lines, documents))


def _gold(path: Path, lines: Sequence[str], documents: Sequence[Path]) -> Iterator[Gold]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            turns = row.get("turns") or [row["question"]]
            gold = Gold(
                id=str(row.get("id", number)), kind=str(row.get("kind") or "-"), turns=tuple(turns),
                answerable=bool(row["answerable"]), expect=tuple(tuple(g) for g in row.get("expect", ())),
                evidence=tuple((e["file"], e.get("quote") or _placed(e, documents)) for e in row.get("evidence", ())),
                forbid=tuple(row.get("forbid", ())), missing=tuple(row.get("missing", ())),
                partial_ok=bool(row.get("partial_ok")),
            )  # fmt: skip
            for pattern in (*gold.forbid, *(p for group in gold.expect for p in group)):
                re.compile(pattern)
        except (ValueError, KeyError, TypeError, AttributeError, OSError, re.error) as error:
            raise UnreadableFile(
                f"{path}, line {number}: not a gold question ({error!r}); expected id, turns, answerable, expect, evidence"
            ) from error
        yield gold


def _placed(evidence: Mapping[str, Any], documents: Sequence[Path]) -> str:
    """The text at the place that evidence names."""
    start, end = evidence["at"]
    for folder in documents:
        for path in (folder, folder / evidence["file"]):
            if path.name == evidence["file"] and path.is_file():
                return path.read_text(encoding="utf-8")[start:end]
    raise FileNotFoundError(evidence["file"])


def _fold(text: str) -> str:
    return _BLANK.sub(" ", text).strip()


def _longest_shared(a: str, b: str) -> int:
    """The length of the longest run of characters that two texts share."""
    best, previous = 0, [0] * (len(b) + 1)
    for character in a:
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if character == other:
                row[j + 1] = previous[j] + 1
                best = max(best, row[j + 1])
        previous = row
    return best


def supports(citation: Citation, evidence: tuple[str, str]) -> bool:
    """Whether a citation quotes the gold evidence: one contains the other, or they share most of it."""
    return shares(citation.quote, citation.document.path, evidence)


def shares(text: str, path: str, evidence: tuple[str, str]) -> bool:
    """Whether some text of a file has most of the gold evidence, or stands in it."""
    file, wanted = evidence
    if PurePosixPath(path).name != PurePosixPath(file).name:
        return False
    quote, gold = _fold(text), _fold(wanted)
    if gold in quote or (len(quote) >= 20 and quote in gold):
        return True
    words = set(gold.lower().split())
    if 2.5 * len(words & set(quote.lower().split())) < len(words):
        return False  # too little in common for a long run; it is slow to look for
    return _longest_shared(gold, quote) >= min(60, 0.6 * len(gold))


SHORT = 15
"""Evidence of fewer characters ("No.") has to be the end of a sentence that says little more."""


def is_evidence(text: str, path: str, gold: Gold) -> bool:
    """Whether a sentence of a file answers a gold question by itself."""
    own = _fold(text)
    return any(
        shares(own, path, evidence)
        and (len(wanted := _fold(evidence[1])) >= SHORT or (own.endswith(wanted) and len(own) <= len(wanted) + 30))
        for evidence in gold.evidence
    )


def judge(gold: Gold, answer: Answer) -> tuple[str, ...]:
    """Why an answer is not right; empty when it is."""
    if not gold.answerable:
        fine = not answer.answered or (gold.partial_ok and answer.missing)
        return () if fine else ("answered what the sources do not say",)
    if not answer.answered:
        return ("not answered",)
    why = [f"missing {list(group)}" for group in gold.expect if not any(re.search(p, answer.text, re.I) for p in group)]
    why += [f"must not say {p!r}" for p in gold.forbid if re.search(p, answer.text, re.I)]
    why += [f"does not say that the {slot} is missing" for slot in gold.missing if slot not in answer.missing]
    if (length := len(answer.text.split())) > WORDS:
        why.append(f"{length} words")
    if gold.evidence and not any(supports(c, e) for c in answer.citations for e in gold.evidence):
        why.append("no citation supports it")
    return tuple(why)


def _asked(gold: Gold, ask: Callable[[Sequence[str]], Answer]) -> tuple[Answer, tuple[str, ...]]:
    """The answer and why it is not right; a question that cannot be answered at all costs only itself."""
    try:
        answer = ask(gold.turns)
    except Exception as error:
        if strict() and not isinstance(error, QuestionError):
            raise
        if isinstance(error, WhylistedError) and not isinstance(error, QuestionError):
            raise
        why = f"no answer ({stumble(error)})"
        return Answer(question=gold.turns[-1], understood="", kind="passage", answered=False, text=why), (why,)
    return answer, judge(gold, answer)


def score(golds: Iterable[Gold], ask: Callable[[Sequence[str]], Answer], text: Callable[[str], str]) -> Result:
    """Ask every gold question and count.

    Args:
        golds: the questions.
        ask: answers the last of several turns.
        text: the cleaned text of a document by its id, to check quotations against.
    """
    rows: dict[str, Row] = {}
    failures = []
    for gold in golds:
        answer, why = _asked(gold, ask)
        if why:
            failures.append(Failure(gold, answer, why))
        for row in (rows.setdefault(gold.kind, Row()), rows.setdefault("ALL", Row())):
            row.questions += 1
            row.right += not why
            row.citations += len(answer.citations)
            row.exact += sum(text(c.document.id)[c.start : c.end] == c.quote for c in answer.citations)
            if answer.answered:
                row.sentences += len(answer.sentences)
                row.covered += sum(bool(s.citations) for s in answer.sentences)
                row.words.append(len(answer.text.split()))
            if gold.answerable and gold.evidence and answer.answered:
                row.given += len(answer.citations)
                row.bears += sum(any(supports(c, e) for e in gold.evidence) for c in answer.citations)
            if not gold.answerable:
                row.unanswerable += 1
                row.false += answer.answered and not (gold.partial_ok and bool(answer.missing))
    return Result(rows, tuple(failures))


__all__ = ["Failure", "Gold", "Result", "Row", "is_evidence", "judge", "read_gold", "score", "supports"]
