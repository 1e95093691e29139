"""What the styles of a Word file say of a paragraph or a run: whether it is a heading, hidden, numbered."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sources.formats.word_package import child, switched, value

_HEADING = re.compile(r"(?:heading|title)\b", re.I)  # the names are English in every language of Word; the ids are not
_BODY_LEVEL = "9"  # the outline level of what is no heading (17.3.1.20)


class Styles:
    """The styles of one file, by id; `root` is the part `styles.xml`, or None."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {one.get("styleId"): one for one in (root if root is not None else ()) if one.tag == "w:style"}
        self._said: dict[tuple[str, str | None], bool] = {}
        self._default = next(
            (
                key
                for key, one in self._styles.items()
                if one.get("type") == "paragraph" and one.get("default") in ("1", "true", "on")
            ),
            None,
        )

    def _chain(self, style: str | None) -> Iterator[Element]:
        """A style and those that it is based on; a circle ends where it closes."""
        seen: set[str | None] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "w:basedOn")

    def is_heading(self, properties: Element | None) -> bool:
        """Whether a paragraph with these properties is a heading or the title."""
        level = value(properties, "w:outlineLvl")
        if level is not None:
            return level != _BODY_LEVEL
        for style in self._chain(value(properties, "w:pStyle")):
            level = value(style, "w:pPr", "w:outlineLvl")
            if _HEADING.match(value(style, "w:name") or ""):
                return True
            if level is not None:
                return level != _BODY_LEVEL
        return False

    def is_hidden(self, paragraph: Element | None, run: Element | None) -> bool:
        """Whether a run is hidden."""
        return self._is_on("w:vanish", paragraph, run)

    def is_struck(self, paragraph: Element | None, run: Element | None) -> bool:
        """Whether a run is struck through."""
        return self._is_on("w:strike", paragraph, run) or self._is_on("w:dstrike", paragraph, run)

    def _is_on(self, name: str, paragraph: Element | None, run: Element | None) -> bool:
        """Whether a property that is toggled (17.7.3) is on: what a run says itself goes first; a style of its paragraph and
        one of its own cancel each other out."""
        own = switched(run, name)
        if own is not None:
            return own
        style = value(paragraph, "w:pStyle") or self._default
        return self._says(name, style) != self._says(name, value(run, "w:rStyle"))

    def _says(self, name: str, style: str | None) -> bool:
        if (name, style) not in self._said:
            said = (switched(child(one, "w:rPr"), name) for one in self._chain(style))
            self._said[name, style] = next((one for one in said if one is not None), False)
        return self._said[name, style]

    def numbering(self, properties: Element | None) -> tuple[str | None, str | None, str | None]:
        """The id of the list that a paragraph belongs to, its level, and the style that says so where the paragraph
        itself does not; None for what nothing says."""
        number = value(properties, "w:numPr", "w:numId")
        level = value(properties, "w:numPr", "w:ilvl")
        if number is not None:
            return number, level, None
        for style in self._chain(value(properties, "w:pStyle") or self._default):
            number = value(style, "w:pPr", "w:numPr", "w:numId")
            if number is not None:
                return number, level or value(style, "w:pPr", "w:numPr", "w:ilvl"), style.get("styleId")
        return None, None, None
