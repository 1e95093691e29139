"""The lists of parties under Japan's export ban, as text of the PDF files of its Ministry of Economy, Trade and Industry: the
bodies of one group of countries, numbered, each with its name in Japanese, its name and aliases in Latin letters, and its address
behind 所在地.

The heading names the notice and states two days: on which the first bodies were designated, and of the last change, which is the
day of the list. On which day a body was added it does not say, nor why. Numbers are glued to the line before where the PDF turns a
page, so an entry begins where the number that is next stands behind the address of the one before.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sources.document import document_id
from sources.formats.delimited import Nameless
from sources.formats.listing import Entry, as_list
from sources.formats.parsed import Given, Parsed
from sources.formats.sheet import Sheet, decode, fold, read_bytes

LIST = "japan-export-ban"
URL = "https://www.meti.go.jp/policy/external_economy/trade_control/02_export/17_russia/russia.html"
_UPDATED = re.compile(r"最終更新日[:：]\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NOTICE = re.compile(r"（([^（）]{2,12}年\S{2,4}省告示第[^（）]{1,12}号)）")
_ADDRESS = re.compile(r"所 ?在 ?地\s?[:：]")
_JAPANESE = "\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff08\uff09\uff66-\uff9f"
_LAST_JAPANESE = re.compile(rf"[{_JAPANESE}](?=[^{_JAPANESE}]*$)")
_KNOWN_AS = re.compile(
    r"\ba\. ?k\. ?a\.?,?\s*+(?:(?:the\s*+)?follow(?:ing)?\s*+(?:\w{1,12}?\s*+)?alias(?:es)?\s*+:?)?|"
    r"\bthe\s+following\s+\w{1,12}\s+alias(?:es)?\s*+:", re.I
)  # fmt: skip
_ALSO = re.compile(r"(?:^|\n)別称[:：]")
_LISTED = re.compile(r"[（(]\s*別\s*称\s*[、､]")
_LAST_BRACKET = re.compile(r"[（(]([^（()）]+)[）)]$")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9&.,'’() \n-]{4,}[A-Za-z0-9.)]")
_INCLUDING = ", including "
_ITEM = re.compile(r"(?:\n|; ?|\band ?)\n?[-—–－] ?|^[-—–－] ?")
_SEVERAL = re.compile(r";\s")
_SEVERAL_JAPANESE = re.compile(r"[、､；;](?![^（(]{0,200}[）)])|及び(?![^（(]{0,200}[）)])")
_TAIL = re.compile(r"(?: ?; ?and|[;,]| and) ?$")
_FORM = re.compile(r"\b(?:Ltd|Co|Inc|Corp|Sti|Şti|Ști|S|A|O|Dr|No|St)\.$")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class _Body(NamedTuple):
    """An entry: its number, the words before its address, the address."""

    number: int
    words: str
    address: str


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is one of the lists as text."""
    if PurePosixPath(name.lower()).suffix not in {".txt", ".text"}:
        return False
    start = "".join(head[:4096].decode("utf-8-sig", "ignore").split())
    return start.startswith("○") and "輸出等に係る禁止措置の対象となる" in start and "最終更新日" in start


def read(path: Path, name: str, given: Given) -> list[Parsed]:
    """The list as one document, a record for each body. Raises UnreadableFile."""
    raw, sha256 = read_bytes(path, name)
    text = decode(raw).replace("\r\n", "\n")
    start = _UPDATED.search(text)
    heading = text[: start.start()] if start else text[:300]
    notice = _NOTICE.search("".join(heading.split()))
    part = notice[1] if notice else ""
    title = "".join(heading.split("指定日")[0].split()).lstrip("○")
    key, sheet, nameless = document_id(name, part), Sheet(), Nameless(name)
    records, numbers = [], []
    for body in _bodies(text[start.end() :] if start else text):
        numbers.append(body.number)
        entry = _entry(sheet, body)
        if entry is None:
            nameless.add(f"number {body.number}")
        else:
            records.append(entry.record(key, LIST))
    gaps = [str(n) for n in range(1, max(numbers, default=0)) if n not in numbers]
    warnings = [f"{name}: no entry with the number {', '.join(gaps[:5])}{', …' * (len(gaps) > 5)}"] if gaps else []
    day = datetime.date(*map(int, start.groups())) if start else None
    return [
        as_list(sheet, records, name, sha256, given, LIST, day, nameless, warnings, url=URL, title=title, part=part)
    ]


def _bodies(text: str) -> Iterator[_Body]:
    """The entries by their numbers, which count up; a number that is missing is passed over."""
    at, number = 0, 0
    marks = list(_ADDRESS.finditer(text))
    for place, mark in enumerate(marks):
        begin = _begin(text, at, mark.start(), number)
        if begin is None:
            at = mark.end()
            continue
        number = int(text[begin.start("number") : begin.end("number")].translate(_WIDE))
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        following = _begin(text, mark.end(), end, number)
        stop = following.start("number") if following else end
        yield _Body(number, text[begin.end() : mark.start()], text[mark.end() : stop])
        at = stop


def _begin(text: str, start: int, end: int, before: int) -> re.Match[str] | None:
    """Where the next entry begins: the number that follows the last one, or one of the few behind it, before a name in Japanese.
    An address may have such a number, too, so the last place counts."""
    for number in range(before + 1, before + 4):
        wide = str(number).translate(_TO_WIDE)
        pattern = re.compile(
            rf"(?:(?<=\n)|(?<=[.;)A-Za-z0-9]))(?P<number>(?<!\d){number}|{wide})[ \u3000](?=[^\n,]{{0,40}}[{_JAPANESE}])"
        )
        if found := list(pattern.finditer(text, start, end)):
            return found[-1]
    return None


def _entry(sheet: Sheet, body: _Body) -> Entry | None:
    """A body: its name in Latin letters first, then its aliases and its names in Japanese; None if it has no name."""
    lines = "\n".join(line.strip() for line in body.words.split("\n") if line.strip())
    head, *also = _ALSO.split(lines, maxsplit=1)
    japanese, latin = _parted(head)
    name, aliases = _aliases(latin)
    name, including, whom = name.partition(_INCLUDING)
    listed = _LISTED.search(japanese)
    names = [japanese[: listed.start()] if listed else japanese]
    names += _SEVERAL_JAPANESE.split(japanese[listed.end() :].rstrip().rstrip("）)")) if listed else []
    if also:
        other, more = _parted(also[0]) if re.search(f"[{_JAPANESE}]", also[0]) else ("", also[0])
        names += _SEVERAL_JAPANESE.split(other)
        aliases += _SEVERAL.split(more)
    entry = Entry(sheet)
    for words in (name, *aliases):
        entry.named(_ended(words))
    for each in names:
        for words in _scripts(each):
            entry.named(_joined(words))
    if not entry.name:
        return None
    entry.put("identifier", str(body.number))
    entry.put("remark", including.strip(", ") and f"{including.strip(', ')} {fold(whom)}")
    entry.put("address", body.address)
    return entry


def _scripts(words: str) -> list[str]:
    """A name in Japanese, and what stands in Chinese characters alone in a bracket behind it, which may be several names."""
    bracket = _LAST_BRACKET.search(words.rstrip())
    if bracket is None or re.search(r"[\u3041-\u30ff]", bracket[1]) or not re.search(r"[\u3400-\u9fff]", bracket[1]):
        return [words]
    return [words[: bracket.start()], *re.split(r"[、､]", bracket[1])]


def _parted(words: str) -> tuple[str, str]:
    """What stands in Japanese, and what follows it in Latin letters: from the next line on, or glued to it."""
    last = _LAST_JAPANESE.search(words)
    if last is None:
        return "", words
    line, mark, rest = words[last.end() :].partition("\n")
    glued = not rest.strip() or "a.k.a" in line or len(line.split()) > 3
    end = last.end() if glued and line.strip() else last.end() + len(line) + len(mark)
    if not words[end:].strip() and (run := max(_LATIN_RUN.finditer(words), key=lambda m: len(m.group()), default=None)):
        return words[: run.start()] + words[run.end() :], run.group()
    return words[:end], words[end:]


def _aliases(words: str) -> tuple[str, list[str]]:
    """The name in Latin letters and its aliases: those listed behind `a.k.a.`, or behind semicolons."""
    known = _KNOWN_AS.search(words)
    if known is None:
        name, *others = _SEVERAL.split(words)
        return name, others
    return words[: known.start()], [item for item in _ITEM.split(words[known.end() :]) if item.strip()]


def _ended(words: str) -> str:
    """A name without the marks that part it from the next one."""
    words = _TAIL.sub("", fold(words)).strip(" ,;")
    return words[:-1] if words.endswith(".") and not _FORM.search(words) else words


def _joined(words: str) -> str:
    """Words in Japanese without the line breaks in them; between two words in Latin letters stands a blank."""
    text = words.strip()

    def between(break_: re.Match[str]) -> str:
        beside = text[break_.start() - 1] + text[break_.end()]
        return "" if _SIGN.search(beside) else break_[0]

    return fold(_BREAK.sub(between, text))


_BREAK = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+")
_SIGN = re.compile(f"[{_JAPANESE}]")
