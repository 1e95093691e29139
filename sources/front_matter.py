"""What a document states about itself at its head, as YAML between `---`."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, get_args
from urllib.parse import urlsplit

import yaml

from sources.dates import parse_date
from sources.document import DocumentKind, Span
from sources.lists import list_by_words

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")


_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)


_LONGEST_FRONT = 20_000


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What is stated about a document by itself; None where it says nothing."""

    title: str | None = None
    published: datetime.date | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    kind: DocumentKind | None = None
    list_id: str | None = None


class FrontMatter(NamedTuple):
    """YAML at the head of a file: what it states, where it ends, and where its title stands letter for letter (None if
    it is folded over lines or written with escapes)."""

    stated: DocumentMetadata
    end: int
    title: Span | None


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text whose line breaks are `\\n`; None if there is none. Unknown keys are passed over."""
    fence = _FENCE.match(text[:_LONGEST_FRONT])
    if not fence:
        return None
    values = _yaml(fence["yaml"])
    stated = _metadata_of(values)
    title = None
    if stated.title:
        line = re.search(
            r"^(?:title|headline)[ \t]*:[ \t]*[\"']?(?=" + re.escape(stated.title) + r"[\"']?[ \t]*$)",
            fence["yaml"],
            re.M | re.I,
        )
        if line:
            title = Span(fence.start("yaml") + line.end(), fence.start("yaml") + line.end() + len(stated.title))
    return FrontMatter(stated, fence.end(), title)


def _yaml(text: str) -> dict[str, object]:
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        values = dict(re.findall(r"^([A-Za-z_-]++)[ \t]*+:[ \t]*+[\"']?(.*)$", text, re.M))
        values = {key: re.sub(r"[\"']$", "", value.rstrip(" \t")) for key, value in values.items()}
    return {str(key).lower(): value for key, value in values.items()} if isinstance(values, dict) else {}


def _metadata_of(values: Mapping[str, object]) -> DocumentMetadata:
    def first(*keys: str) -> str | None:
        for key in keys:
            value = values.get(key)
            if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
                value = ", ".join(value)
            if isinstance(value, str) and value.strip():
                return " ".join(_INVISIBLE.sub("", value).split())
        return None

    dates = (
        parse_date(values.get(key))
        for key in ("published", "date", "published_time", "publication_date", "datepublished")
    )
    kind = first("kind")
    about = list_by_words(first("list") or "")
    url = first("url", "source_url", "canonical", "canonical_url", "link", "permalink")
    return DocumentMetadata(
        title=first("title", "headline"),
        published=next((date for date in dates if date), None),
        author=first("author", "authors", "byline", "by"),
        publisher=first("publisher", "site_name", "source", "outlet", "agency"),
        url=url if url and is_address(url) else None,
        kind=next((known for known in get_args(DocumentKind) if known == kind), None),
        list_id=about.id if about else None,
    )


def is_address(value: str) -> bool:
    """Whether a string is a whole web address (http or https, with a host, without spaces)."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>\"]", value)
