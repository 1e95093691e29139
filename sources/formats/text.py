"""Plain text and Markdown (`.txt`, `.md`, `.markdown`), in any encoding, with YAML front matter or without."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sources.clean import STEPS, Cleaned, clean, compose, destination, origin
from sources.document import Document, Span, document_id
from sources.errors import UnreadableFile
from sources.formats.markdown_html import holds_markup, without_markup
from sources.formats.markdown_struck import without_struck
from sources.formats.page_notes import cleaned_away, left_out
from sources.formats.parsed import Given, Parsed
from sources.front_matter import DocumentMetadata, front_matter
from sources.kinds import kind_of, publisher_of
from sources.long import cuts, part_of
from sources.metadata import date_in_address, find_address, find_author, find_published, find_title
from sources.outline import headings
from sources.sentences import sentences
from sources.turns import turns

SUFFIXES = (".txt", ".md", ".markdown")
_STEPS = tuple(STEPS)
_LATER_STEPS = tuple(name for name in STEPS if name != "front matter")


def sniff(name: str, head: bytes) -> bool:
    """Text is what is named so; what it holds is looked at when it is decoded."""
    return name.lower().endswith(SUFFIXES)


def read(path: Path, name: str, given: Given) -> Iterator[Parsed]:
    """One document, or of a long text its parts, one at a time. Raises UnreadableFile for a file that is empty or not text."""
    data = path.read_bytes()
    raw = decode(data, name)
    spans = cuts(raw)
    first = _one(data, name, given, raw[spans[0].start : spans[0].end])
    del data  # a long text stands in memory once
    if len(spans) == 1:
        yield first
        return
    for number, (start, end) in enumerate(spans, 1):
        shown = first if number == 1 else _later(first.document, name, given, raw[start:end])
        if shown is not None:
            yield _as_part(shown, part_of(first.document, number, len(spans)), start)


def _later(first: Document, name: str, given: Given, raw: str) -> Parsed | None:
    """A later part of a text; None where nothing is left of it but leftovers of a web page."""
    try:
        parsed = _one(b"", name, given, raw, begins=False)
    except UnreadableFile:
        return None
    said = {
        key: getattr(first, key)
        for key in ("kind", "title", "publisher", "author", "published", "url", "sha256", "list_id")
    }
    return replace(
        parsed, document=parsed.document.model_copy(update={**said, "title_span": None, "published_span": None})
    )


def _as_part(parsed: Parsed, part: str, start: int) -> Parsed:
    """The same as a part of a file's text, in which it begins at `start`."""
    document = parsed.document
    segments = tuple(s._replace(source_start=s.source_start + start) for s in document.segments)
    known = {"id": document_id(document.path, part), "part": part, "segments": segments}
    return replace(parsed, document=document.model_copy(update=known))


def _one(data: bytes, name: str, given: Given, raw: str, begins: bool = True) -> Parsed:
    """The document of a text, or of a part of one, which may begin with front matter or (without `begins`) not."""
    unix = clean(raw, ("newlines",))
    front = front_matter(unix.text) if begins else None
    stated = front.stated if front else DocumentMetadata()
    body = unix.text[front.end :] if front else unix.text
    if not stated.url and (address := find_address(body)):
        stated = replace(stated, url=address)
    if not _is_markdown(name) and not holds_markup(body):
        cleaned = clean(raw, _STEPS if begins else _LATER_STEPS)
        parsed = document(data, name, given, stated, cleaned)
        behind = origin(unix.segments, Span(front.end, front.end + 1)) if front else []
        start = behind[0].start if behind else 0
        return replace(parsed, warnings=tuple(cleaned_away(raw, cleaned.segments, start)))
    return _marked_up(data, name, given, stated, unix, front.end if front else 0)


def _is_markdown(name: str) -> bool:
    return not name.lower().endswith(".txt")


def _marked_up(data: bytes, name: str, given: Given, stated: DocumentMetadata, unix: Cleaned, start: int) -> Parsed:
    """The document of a text with HTML in it, from where its front matter ends; hidden parts are named in the warnings."""
    struck, words = without_struck(unix.text, start) if _is_markdown(name) else (unix, [])
    unix = Cleaned(struck.text, tuple(compose(struck.segments, unix.segments))) if words else unix
    plain = without_markup(unix.text, start)
    unseen = plain.unseen | ({"struck out": [*plain.unseen.get("struck out", []), *words]} if words else {})
    cleaned = clean(plain.cleaned.text)
    places = [place for at in plain.headings if (place := destination(cleaned.segments, at)) is not None]
    found = dict(headings(cleaned.text))
    found |= {at: " ".join(cleaned.text[at:].split("\n", 1)[0].split()) for at in places}
    left = cleaned_away(plain.cleaned.text, cleaned.segments, start)
    outer = compose(cleaned.segments, plain.cleaned.segments)
    cleaned = Cleaned(cleaned.text, tuple(compose(outer, unix.segments)))
    parsed = document(data, name, given, stated, cleaned, tuple(sorted(found.items())))
    return replace(parsed, warnings=(*left_out("not shown on the page", unseen), *left))


def document(
    data: bytes,
    name: str,
    given: Given,
    stated: DocumentMetadata,
    cleaned: Cleaned,
    heads: tuple[tuple[int, str], ...] | None = None,
) -> Parsed:
    """A prose document from its bytes, what its metadata states, and its cleaned text.

    `heads` are the headings as the format marks them; without, they are read off the text. What was given goes before what
    metadata states, and that before what the text says. Raises UnreadableFile if no text is left.
    """
    text = cleaned.text
    if not text.strip():
        raise UnreadableFile(
            f"{name} is empty: nothing but white space and leftovers of a web page; add a file with text"
        )
    title, title_span = _title(text, stated)
    published, published_span = _published(text, title_span, given, stated)
    url = given.url or stated.url
    publisher = given.publisher or stated.publisher or publisher_of(url)
    kind = stated.kind or kind_of(title, text, publisher, url, len(turns(text, sentences(text))))
    return Parsed(
        Document(
            id=document_id(name),
            path=name,
            kind=kind,
            title=title,
            publisher=publisher,
            author=stated.author or find_author(text),
            published=published or date_in_address(url),
            url=url,
            list_id=stated.list_id,
            sha256=hashlib.sha256(data).hexdigest(),
            text=text,
            title_span=title_span,
            published_span=published_span,
            segments=cleaned.segments,
        ),
        headings=headings(text) if heads is None else heads,
    )


def _title(text: str, stated: DocumentMetadata) -> tuple[str | None, Span | None]:
    if stated.title:
        at = text[: len(stated.title) + 200].find(stated.title)
        return stated.title, Span(at, at + len(stated.title)) if at >= 0 else None
    span = find_title(text)
    return (text[span.start : span.end], span) if span else (None, None)


def _published(
    text: str, title: Span | None, given: Given, stated: DocumentMetadata
) -> tuple[datetime.date | None, Span | None]:
    said = find_published(text, title)
    date = given.published or stated.published or (said.date if said else None)
    return date, said.span if said and said.date == date else None


def decode(data: bytes, name: str) -> str:
    """Bytes as text: byte-order marks first, UTF-8 next, then what charset-normalizer finds.

    Raises UnreadableFile for an empty file and for one that is not text.
    """
    if not data[:1000].strip(_BLANK) and not data.strip(_BLANK):
        raise UnreadableFile(f"{name} is empty: add a file with text")
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFile(
                    f"{name} is not text: it starts as {encoding} and breaks off at byte {error.start}"
                ) from None
    if b"\x00" not in data:
        try:
            return _text(data.decode("utf-8"), name)
        except UnicodeDecodeError:
            pass
    return _text(_detected(data, name), name)


def _detected(data: bytes, name: str) -> str:
    zeros = data[:4000].count(0)
    if zeros:
        even = data[:4000:2].count(0)
        if zeros < 0.2 * min(len(data), 4000) or 0.1 * zeros < even < 0.9 * zeros:
            raise UnreadableFile(
                f"{name} is not text: binary bytes (a zero at byte {data.index(0)}); add text, HTML, XML, CSV, JSON, PDF or DOCX"
            )
        try:
            return data.decode("utf-16-be" if even > zeros / 2 else "utf-16-le")
        except UnicodeDecodeError:
            raise UnreadableFile(
                f"{name} is not text: binary bytes; add text, HTML, XML, CSV, JSON, PDF or DOCX"
            ) from None
    from charset_normalizer import from_bytes  # 40 ms to import, and nearly every file is UTF-8

    best = from_bytes(data[:200_000]).best()
    # Latin text of a few hundred bytes is often taken for some other single-byte table: Windows-1252 is what the web means
    encoding = best.encoding if best is not None and best.encoding.startswith(_MULTIBYTE) else "cp1252"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if best is None:
            raise UnreadableFile(f"{name} is not text: no encoding fits it; save it as UTF-8") from None
        return data.decode(best.encoding, errors="replace")


_BLANK = b"\x00 \t\r\n\x0b\x0c"
_MULTIBYTE = ("gb", "big5", "shift", "cp932", "euc", "iso2022", "utf", "johab", "cp949", "hz")


def _text(text: str, name: str) -> str:
    odd = sum(ord(char) < 32 and char not in "\t\n\r\x0b\x0c\x1b" for char in text[:20_000])
    if odd > 0.02 * min(len(text), 20_000):
        raise UnreadableFile(
            f"{name} is not text: control characters throughout; add text, HTML, XML, CSV, JSON, PDF or DOCX"
        )
    return text
