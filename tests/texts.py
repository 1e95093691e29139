"""Texts of many kinds and any size, made by code: what people may upload, and what only somebody unkind would."""

from collections.abc import Callable
from itertools import count

_WORDS = [
    "the",
    "department",
    "said",
    "on",
    "Thursday",
    "that",
    "it",
    "had",
    "added",
    "a",
    "supplier",
    "of",
    "optical",
    "parts",
    "to",
    "its",
    "list",
    "because",
    "of",
    "risks",
    "to",
    "security",
    "while",
    "officials",
    "of",
    "the",
    "agency",
    "described",
    "how",
    "exports",
    "of",
    "such",
    "items",
    "would",
    "need",
    "a",
    "licence",
    "from",
    "now",
    "on",
    "and",
    "trade",
    "groups",
    "asked",
    "whether",
    "older",
    "orders",
    "could",
    "still",
    "be",
    "shipped",
    "before",
    "the",
    "end",
    "of",
    "the",
    "month",
]
_NAMES = (
    "Exampla Optics Co., Ltd.",
    "Sampla Circuits",
    "Northern Placeholder Institute",
    "Tobeno Group",
    "Velda Radar Inc.",
)
_SENTENCES = (
    "The Commerce Department on Thursday added Exampla Optics Co., Ltd. to the Entity List for supplying radar parts to a navy.",
    "It said the company had acquired U.S.-origin items in support of military modernization.",
    "Sampla Circuits, which was listed in March 2021, denied the allegations in a statement.",
    "A spokesman for the ministry said the move was groundless and that they would respond.",
    "The rule takes effect on May 3, 2022, and licence applications are reviewed with a presumption of denial.",
    "Analysts expected little change in the market for such parts this year.",
)


def each(make: Callable[[int], str]) -> Callable[[int], str]:
    """A text of pieces that differ by their number."""

    def text(size: int) -> str:
        pieces: list[str] = []
        length = 0
        for number in count():
            if length >= size:
                return "".join(pieces)[:size]
            pieces.append(make(number))
            length += len(pieces[-1])
        raise AssertionError("count() does not end")

    return text


def same(piece: str) -> Callable[[int], str]:
    """A text of one piece again and again."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _word(number: int) -> str:
    return _WORDS[number * 7 % len(_WORDS)]


def _prose(number: int) -> str:
    return _SENTENCES[number * 5 % len(_SENTENCES)] + ("\n\n" if number % 4 == 3 else " ")


def named(number: int) -> str:
    """The name of a company, another one for each number."""
    return f"{('Alda', 'Belo', 'Cinto', 'Dorva')[number % 4]}{number} {_NAMES[number % 5]}"


KINDS: dict[str, Callable[[int], str]] = {
    # prose
    "prose": each(_prose),
    "prose in one paragraph": each(lambda n: _prose(n).strip() + " "),
    "prose, wrapped lines": each(
        lambda n: " ".join(_word(n * 11 + i) for i in range(12)) + ("." if n % 3 == 2 else "") + "\n"
    ),
    "a listing in every sentence": same(_SENTENCES[0] + " "),
    "a listing in every paragraph": each(
        lambda n: f"The Commerce Department added {named(n)} to the Entity List in May 2020.\n\n"
    ),
    "listings and denials": each(lambda n: _SENTENCES[(0, 2, 1)[n % 3]] + " "),
    "pronouns": same("It said they had listed it, and it said that they were on it. "),
    "grounds": each(
        lambda n: (_SENTENCES[0] if n % 5 == 0 else "The ground given was its support of a military programme.") + "\n"
    ),
    "groups": each(
        lambda n: f"{n % 90 + 2} companies were added to the Entity List. These two firms were among them. "
    ),
    "words without a stop": each(lambda n: _word(n) + " "),
    "words without a stop, in capitals": each(lambda n: _word(n).upper() + " "),
    "words in title case": each(lambda n: _word(n).title() + " "),
    "one-letter words": same("a b c d "),
    "initials": same("A. B. C. "),
    "abbreviations": same("U.S. Co., Ltd. Inc. No. 4 "),
    "short sentences": same("It is. "),
    "questions": same("Was it listed? "),
    "exclamations": same("No! "),
    "quotations": same('"It was listed," he said. "We deny it." '),
    "nested quotations": same("“He said ‘it was “listed” then’ and left.” "),
    "unclosed quotations": same('He said "it was so and '),
    "turns": each(lambda n: f"Q:  Was {named(n)} added to the list?\n\nMS. SAMPLE:  It was added in 2020.\n\n"),
    "questions and answers": each(lambda n: f"Q: Why was it listed?\nA: For reason {n}.\n"),
    "many dates": each(lambda n: f"On March {n % 28 + 1}, {2000 + n % 25}, "),
    "dates in lines": each(lambda n: f"2021-0{n % 9 + 1}-1{n % 10}\n"),
    "a date, then blanks": lambda size: "March 2, 2023" + " " * (size - 14) + "x",
    "many names": each(lambda n: named(n) + ", "),
    "names with semicolons": each(lambda n: named(n) + "; "),
    "names with and": each(lambda n: named(n) + " and "),
    "a long list of those added": lambda size: (
        "The department added to the Entity List: " + each(lambda n: named(n) + "; ")(size)
    )[:size],
    "persons": each(lambda n: f"Mr. John Sample{n}, director of {_NAMES[n % 5]}, "),
    "laws": same("section 744.11 of the Export Administration Regulations (15 CFR part 744), "),
    "list phrases": same("the list of the list of the list "),
    "on the Entity List": same("is on the Entity List "),
    "because": same("because "),
    "according to": same("according to the department, "),
    # lists, tables, headings
    "list rows": each(lambda n: f"- {named(n)}\n"),
    "list rows with a ground": each(lambda n: f"- {named(n)}: acquiring items for programme {n}.\n"),
    "a heading, then list rows": lambda size: (
        "The following were added to the Entity List:\n\n" + each(lambda n: f"- {named(n)}\n")(size)
    )[:size],
    "bullets without text": same("- - - \n"),
    "bullets in one line": same("• "),
    "nested bullets": each(lambda n: " " * (n % 40) + f"* row {n}\n"),
    "numbered rows": each(lambda n: f"{n}. Row of {_word(n)}\n"),
    "lettered clauses": each(lambda n: f"({'abcdefgh'[n % 8]}) the item; "),
    "repeated headings": same("# Entity List\n\n"),
    "headings in bold": same("**Entity List additions:** The list.\n\n"),
    "headings in capitals": same("ENTITY LIST ADDITIONS\n\nIt was so.\n\n"),
    "tables in Markdown": each(lambda n: f"| {named(n)} | 2020 | Entity List |\n"),
    "tables with tabs": each(lambda n: f"{named(n)}\t2020\tEntity List\n"),
    "rules": same("-----\n"),
    "one long rule": same("-"),
    # marks
    "no blanks": same("abcdefghij"),
    "one letter": same("a"),
    "only capitals": same("A"),
    "only digits": same("1"),
    "numbers": each(lambda n: f"{n * 37},{n % 1000:03d} "),
    "only commas": same(","),
    "commas and blanks": same(", "),
    "only stops": same("."),
    "stops and blanks": same(". "),
    "only quotes": same('"'),
    "only apostrophes": same("’"),
    "only dashes": same("—"),
    "only brackets": same("()"),
    "deep brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "deep square brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "only asterisks": same("*"),
    "asterisks and letters": same("*a"),
    "underscores": same("_ a"),
    "hashes": same("# "),
    "bars": same("| "),
    "semicolons": same("a; "),
    "colons": same("a: "),
    "hyphens": same("a-"),
    "slashes": same("a/"),
    "blanks in front": lambda size: " " * (size - 1) + "x",
    "tabs in front": lambda size: "\t" * (size - 1) + "x",
    "words far apart": same("word" + " " * 5_000),
    "newlines only": lambda size: "x" + "\n" * (size - 2) + "x",
    "blanks and newlines": lambda size: "x" + " \n" * (size // 2) + "x",
    "one word a line": each(lambda n: _word(n) + "\n"),
    "zero-width characters": same("a\u200b"),
    "no-break spaces": same("a\xa0"),
    "Chinese": same("商务部将示例公司列入实体清单。"),
    "Cyrillic": same("Министерство внесло компанию в список. "),
    "emoji": same("🙂 "),
    "combining marks": same("e\u0301"),
    # of the web
    "addresses": each(lambda n: f"https://example.org/a/{n}?b={n}\n"),
    "addresses in prose": each(lambda n: f"See https://example.org/{n} and sample{n}@example.org. "),
    "links in Markdown": each(lambda n: f"[{named(n)}](https://example.org/{n}) "),
    "unclosed links": same("[a]("),
    "tags": same("<p>It was <b>listed</b>.</p>\n"),
    "unclosed tags": same("<a "),
    "comments": same("<!-- a -->"),
    "unclosed comments": same("<!-- a "),
    "share bars": same("Share on Facebook | Twitter | LinkedIn | Email | Print\n\n"),
    "share words": same("Share Tweet Email "),
    "bylines": same("By John Sample\n\nUpdated 4:18 p.m. ET\n\n"),
    "copyright lines": same("© 2023 Example News. All rights reserved.\n\n"),
    "invitations": same("Sign up for our newsletter. Click here. Subscribe now.\n\n"),
    "times of day": same("4:18 p.m. ET "),
    "front matter never closed": lambda size: "---\n" + each(lambda n: f"key{n}: value\n")(size - 4),
    "code": same("    def f(x): return {x: [x]}\n"),
}
"""Each kind by name: how many characters -> a text of about that many."""
