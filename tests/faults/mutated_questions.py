"""Questions that were damaged on purpose, asked of a small index: each gives an answer, or an error in one line."""

import random
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from assistant.ask import ask_turns
from index.build import add
from index.search import Index
from sources.errors import WhylistedError
from tests.faults.mutations import OWN, PATIENCE, TooSlow, patience
from tests.hash_encoder import HashEncoder

PATTERNS = (
    "Why was {} put on the Entity List?", "When was {} added to the Entity List?", "Which agency listed {}?", "Is {} on a US list?",
    "What is the license requirement for {}?", "Who is {}?", "What did {} say about it?", "Was {} removed, and when?",
    "How many companies were listed with {}?", "What changed on the Entity List since 2021?", "Which companies were added in December 2021?",
    "Under which authority was {} listed?", "What does {} mean?", "Is {} owned by {}?", "Why were {} and {} listed?", "{}",
)  # fmt: skip
ODD = ("", "?", "???", "\0", "\ud800", "\u202e", "İ", "ß", "ﬁ", "，", "\n", "\t", "'", '"', "“", "(", ")", "[", "§", "No. 4", "No.", "a.k.a. ",
       "Inc.", "Co., Ltd.", "&", "%", "_", "*", "OR", "NEAR", "-", "—", "0", "1" * 30, "中兴", "é", ";", " and ", " or ", "the", "of the", "and why?")  # fmt: skip


def small_index(folder: Path) -> tuple[Index, list[str]]:
    """An index of this repository's own documents and lists, and some names that are in it."""
    encoder = HashEncoder()
    done = add(OWN[:2], folder, encoder=encoder)
    assert done.new and not done.failures, done
    index = Index.open(folder, encoder)
    names = [record.name for info in index.documents() for record in index.records_of(info.id)[:12]]
    return index, [*names, "Exampla Optics", "Lumenvar", "Nobody At All Ltd", "BIS", "China"]


def turns(names: list[str], chance: random.Random) -> list[str]:
    """One conversation with a damaged question at its end."""
    asked = [_question(names, chance) for _ in range(chance.choice([1, 1, 1, 2]))]
    return [*asked[:-1], _damaged(asked[-1], chance)]


def _question(names: list[str], chance: random.Random) -> str:
    pattern = chance.choice(PATTERNS)
    return pattern.format(*(chance.choice(names) for _ in range(pattern.count("{}"))))


def _damaged(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice([1, 1, 2, 4])):
        words = text.split(" ")
        a, b = chance.randrange(len(words)), chance.randrange(len(words))
        match chance.randrange(9):
            case 0:
                words.pop(a)
            case 1:
                words[a], words[b] = words[b], words[a]
            case 2:
                words[a : a + 1] = [words[a]] * chance.choice([2, 3, 40])
            case 3:
                words.insert(a, chance.choice(ODD))
            case 4:
                words[a] = words[a][: chance.randrange(len(words[a]) + 1)]
            case 5:
                chance.shuffle(words)
            case 6:
                words = [chance.choice([str.upper, str.lower, str.title])(" ".join(words))]
            case 7:
                words[a] = f"{words[a]}{chance.choice(ODD)}{words[b]}"
            case _:
                words = words[: a + 1]
        text = " ".join(words)
    return text


def asked(count: int, seed: int, names: list[str]) -> Iterator[tuple[int, list[str]]]:
    """So many conversations, by number."""
    for number in range(count):
        yield number, turns(names, random.Random(f"{seed} question {number}"))


def ask_damaged(index: Index, conversation: list[str]) -> str:
    """What is wrong with how a conversation is answered; empty when all is well."""
    try:
        with patience(PATIENCE):
            answer = ask_turns(index, conversation)
    except WhylistedError as error:
        return "" if "\n" not in str(error) else f"an error of many lines: {error}"
    except TooSlow as error:
        return f"over {PATIENCE:.0f} s\n{error}"
    except Exception:
        return traceback.format_exc(limit=-4)
    for cited in answer.citations:
        if index.document(cited.document.id).text[cited.start : cited.end] != cited.quote:
            return f"citation {cited.number} is not what stands there"
    return ""


def questions(count: int, seed: int = 1) -> Iterator[str]:
    """Asks so many; gives what goes wrong, one text each."""
    if not count:
        return
    with tempfile.TemporaryDirectory() as folder:
        index, names = small_index(Path(folder) / "index")
        for number, talk in asked(count, seed, names):
            if why := ask_damaged(index, talk):
                yield f"{number} {talk!r}: {why}"
