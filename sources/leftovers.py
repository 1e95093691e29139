"""What web pages leave behind in a scraped text: widgets, share bars, tag lines, copyright lines, invitations.

The patterns are data (`leftovers.yaml`). A block goes only when all of it is such a thing, so that a sentence that merely
contains one of the words stays; a sentence that is such a thing goes only from the beginning or the end of its
block. Headings written with `#` and speakers' turns are never looked at.
"""

import functools
import re
from importlib.resources import files
from typing import NamedTuple

import yaml

from sources.blocks import SPEAKER, Block, blocks
from sources.document import Span
from sources.sentences import sentences_of

# Each step of a repetition is atomic: `& & &` and `| | |` have as many readings as two to the power of their number otherwise.
_ITEMS = r"(?-i:(?>(?:[A-Z0-9#@“\"(&][^\s,|/;•·]*+|and|of|the|for|in|on|to|de|von|vs\.?|[–—|/•·&-])(?:[\s,|/;•·]++|$))+(?<![.!?]))"
_MOMENT = (
    r"(?>(?:\d[\d:./,–-]*+(?:st|nd|rd|th|am|pm)?|(?:[ap]\.?m\.?|on|at|the|an?|ago|today|yesterday|just|now|mon|tues?|wed(?:nes)?|thu(?:rs)?|"
    r"fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|seconds?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|"
    r"years?|e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t|gmt|utc|bst|cet|hkt|ist|jst|sgt|eastern|pacific|central|time|one|two|three|by)(?![a-z]))"
    r"[\s,.|–()—-]*+)+"
)
_TRIGGER = re.compile(
    r"(?i)updated|copyright|©|\(c\)|rights reserved|material|reprodu|redistrib|sign(?:ing)? up|subscri|newsletter|inbox|alerts?\b|"
    r"our app|mobile app|podcast|click|\btap\b|twitter|facebook|linkedin|instagram|telegram|@|cookie|you (?:agree|accept|consent|acknow)|"
    r"i (?:agree|accept)|unsubscribe|opt out|already|registered|free article|article limit|reading|javascript|browser|recaptcha|\btips?\?|"
    r"report|editing by|writing by|our standards|advertisement|(?:appeared|published) (?:on|in|at|by)|unlimited access|digital access|free trial"
)
_LONGEST = 300  # characters of a block that may still be a leftover as a whole


class _Patterns(NamedTuple):
    """What a whole block, sentence or phrase is held against, its white space folded."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    blocks: re.Pattern[str]
    sentences: re.Pattern[str]
    feet: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    data = yaml.safe_load(files("sources").joinpath("leftovers.yaml").read_text(encoding="utf-8"))

    def one_of(name: str) -> re.Pattern[str]:
        lines = (line.strip() for line in data[name].splitlines())
        joined = "|".join(f"(?:{line})" for line in lines if line and not line.startswith("# "))
        return re.compile(joined.replace("ITEMS", _ITEMS).replace("MOMENT", _MOMENT), re.I | re.S)

    return _Patterns(*map(one_of, ("phrases", "weak", "blocks", "sentences", "feet")))


def _folded(words: str) -> str:
    """Words without the marks of stress around them, single blanks between them."""
    return " ".join(words.split()).strip("*_ ")


_LONGEST_PHRASE = 120  # characters, with the most that a phrase of the table leaves open
_BETWEEN = re.compile(r"[^\w.]+|\Z")
_WORD_STARTS = re.compile(r"[^\w.]*+")


def _all_phrases(words: str, first: tuple[re.Pattern[str], ...], others: tuple[re.Pattern[str], ...]) -> bool:
    """Whether words are a row of phrases with marks or blanks between them, the first of them one of `first`.

    One phrase may be the beginning of another (`Share`, `Share on Facebook`). So each place that a row of phrases can reach is
    looked at once, instead of each way to get there.
    """
    lead = _WORD_STARTS.match(words)
    start = lead.end() if lead else 0
    reached = {start}
    for begin in range(start, len(words)):
        if begin not in reached:
            continue
        for pattern in first if begin == start else others:
            if pattern.match(words, begin):
                for gap in _BETWEEN.finditer(words, begin + 1):
                    if gap.start() > begin + _LONGEST_PHRASE:
                        break
                    if pattern.fullmatch(words, begin, gap.start()):
                        reached.add(gap.end())
    return len(words) in reached and len(words) > start


def find(text: str) -> list[Span]:
    """The spans of a text that are leftovers of a web page; they do not overlap, and stand in order."""
    every = blocks(text)
    gone = _whole_blocks(text, every)
    found = []
    for number, block in enumerate(every):
        if number in gone:
            found.append(Span(text.rfind("\n", 0, block.start) + 1, block.end))
        elif not block.heading and _TRIGGER.search(text, block.start, block.end):
            found += _edges(text, block)
    return found


def _whole_blocks(text: str, every: list[Block]) -> set[int]:
    patterns = _patterns()
    gone: set[int] = set()
    weak: set[int] = set()
    foot = False
    for number, block in enumerate(every):
        shown = text[block.start : block.end]
        if block.heading or len(shown) > _LONGEST:
            foot = False
        elif (_may_be_phrases(shown) and _phrases(shown)) or patterns.blocks.fullmatch(_folded(shown)):
            gone.add(number)
            foot = foot or bool(patterns.feet.fullmatch(_folded(shown)))
        elif len(shown) < 100 and _all_phrases(_folded(shown), (patterns.weak,), (patterns.weak,)):
            weak.add(number)
        elif foot and _no_sentence(shown) and not SPEAKER.match(shown):
            gone.add(number)
        else:
            foot = foot and patterns.sentences.fullmatch(_folded(shown)) is not None
    for order in (
        sorted(weak),
        sorted(weak, reverse=True),
    ):  # a bar of weak words goes if its neighbour goes, or is one too
        for number in order:
            if {number - 1, number + 1} & (gone | weak):
                gone.add(number)
    return gone


def _phrases(shown: str) -> bool:
    patterns = _patterns()
    return _all_phrases(_folded(shown), (patterns.strong,), (patterns.strong, patterns.weak))


def _may_be_phrases(shown: str) -> bool:
    """A quick look before a slow pattern: phrases end no sentence."""
    return not shown.endswith(".") or "reserved" in shown.lower()


def _no_sentence(shown: str) -> bool:
    return (
        len(shown.split()) <= 20 and not re.search(r"[.!?:][\"”’')\]*_]*$", shown) and not shown.startswith(("|", "-"))
    )


def _edges(text: str, block: Block) -> list[Span]:
    """The leftover sentences at the two ends of a block."""
    patterns = _patterns()
    spans = sentences_of(text, block.start, block.end)
    certain = [patterns.sentences.fullmatch(_folded(text[slice(*span)])) is not None for span in spans]
    # "Already a subscriber? Log in.": a phrase goes if a sentence beside it does
    some = [
        sure or (span.end - span.start <= _LONGEST and _phrases(text[slice(*span)].rstrip(".")))
        for sure, span in zip(certain, spans, strict=True)
    ]
    first = next((number for number, is_one in enumerate(some) if not is_one), len(spans))
    if not any(certain[:first]):
        first = 0
    last = len(spans) - next((number for number, is_one in enumerate(reversed(some)) if not is_one), len(spans))
    if not any(certain[last:]):
        last = len(spans)
    found = []
    if first:
        found.append(Span(spans[0].start, spans[first].start if first < len(spans) else block.end))
    if last < len(spans) and last > first:
        found.append(Span(spans[last - 1].end, block.end))
    return found
