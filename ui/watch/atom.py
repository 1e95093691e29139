"""What changed on a watch list as an Atom feed (RFC 4287): one entry for each change, the newest first."""

import datetime
import hashlib
import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from assistant.watch import Change, Run
from ui.safe import one_line, printable, web_address
from ui.screening.report import reference
from ui.watch.lines import details, title

MOST = 200
"""Entries of a feed."""
MEDIA = "application/atom+xml; charset=utf-8"
_SPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEGAN = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def feed(runs: Sequence[Run], user: str = "", address: str = "") -> bytes:
    """The feed of these runs.

    Args:
        runs: runs of one watch list, the newest first.
        user: whose list it is.
        address: where the feed is served, if it is.
    """
    xml.register_namespace("", _SPACE)
    root = xml.Element(f"{{{_SPACE}}}feed")
    whose = f" of {one_line(user)}" if user else ""
    changed = next((run.at for run in runs if run.changes), _BEGAN)
    _put(root, "id", f"urn:whylisted:watch:{hashlib.sha256(user.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}")
    _put(root, "title", f"Watch list{whose}: what changed on the lists")
    _put(root, "updated", changed.isoformat())
    _put(xml.SubElement(root, f"{{{_SPACE}}}author"), "name", "whylisted")
    if address:
        xml.SubElement(root, f"{{{_SPACE}}}link", {"rel": "self", "href": address})
    entries = [(run, n, change) for run in runs for n, change in enumerate(run.changes)]
    for run, n, change in entries[:MOST]:
        _entry(root, run, n, change, user)
    made: str = xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{made}\n'.encode()


def _entry(root: xml.Element, run: Run, n: int, change: Change, user: str) -> None:
    entry = xml.SubElement(root, f"{{{_SPACE}}}entry")
    hit = change.hit
    said = "\n".join((str(run.number), str(n), user, run.at.isoformat(), change.id, hit.list_id, hit.entity, hit.state))
    _put(
        entry, "id", f"urn:whylisted:change:{hashlib.sha256(said.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}"
    )
    _put(entry, "title", title(change))
    _put(entry, "updated", run.at.isoformat())
    xml.SubElement(entry, f"{{{_SPACE}}}category", {"term": change.what})
    for url in dict.fromkeys(filter(None, (web_address(c.document.url) for c in hit.citations))):
        xml.SubElement(entry, f"{{{_SPACE}}}link", {"rel": "related", "href": _fit(url)})
    lines = [*details(change), *(reference(citation) for citation in hit.citations)]
    _put(entry, "content", "\n".join(lines)).set("type", "text")


def _put(parent: xml.Element, name: str, text: str) -> xml.Element:
    made = xml.SubElement(parent, f"{{{_SPACE}}}{name}")
    made.text = _fit(printable(text))
    return made


def _fit(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
