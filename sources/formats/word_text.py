"""The text of a Word document as a reader of its final form sees it: once, in reading order, block by block.

Tracked insertions are read and deletions left out, for that is how the text reads when all changes are accepted. What
Word lays out elsewhere is put where it is read: a text box and a footnote after the paragraph that they hang on, so
that they never stand in the middle of a sentence. An element that is not known is looked into: text must not be lost
because of what is around it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sources.formats import word_inline as inline
from sources.formats import word_tables
from sources.formats.word_numbers import Numbers
from sources.formats.word_package import child, inside
from sources.formats.word_styles import Styles

_DELETED = ("w:del", "w:moveFrom")
_UNSEEN = frozenset(
    {
        "w:pPr", "w:rPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr",
        "w:smartTagPr", "w:rubyPr", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:fldData", "w:ffData",
        "m:ctrlPr", "m:rPr",
    }
)  # fmt: skip
_BREAKS = {
    "w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "", "a:br": "\n",
}  # fmt: skip
_COUNTED = {
    "pic:pic": "images", "v:imagedata": "images", "w:contentPart": "drawings", "w:object": "embedded objects",
    "w:control": "embedded objects", "c:chart": "charts", "cx:chart": "charts", "dgm:relIds": "diagrams",
    "w:subDoc": "documents of a master document", "w:dayLong": "days that Word fills in", "w:dayShort": "days that Word fills in",
    "w:monthLong": "days that Word fills in", "w:monthShort": "days that Word fills in", "w:yearLong": "days that Word fills in",
    "w:yearShort": "days that Word fills in",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A `heading`, a `paragraph` or a `row` of a table, whose cells are parted by tabs."""

    kind: str
    text: str


@dataclass(slots=True)
class Story:
    """What Word lays out by itself (the body, a cell, a text box, a note), while it is read: the blocks so far, the
    line being put together and the number before it, and what is to stand after it. A cell takes part in the `fields`
    and gives its `notes` to the story that its table stands in."""

    blocks: list[Block] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    label: str = ""
    after: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    fields: list[inline.Field] = field(default_factory=list)
    trusted: bool = True
    is_cell: bool = False
    in_paragraph: bool = False
    properties: Element | None = None


class Text:
    """Reads the stories of one document. `left_out` and `not_read` count what whoever uses the text has to be told
    of; `comments` are the ids of the comments that were met, `sections` the properties of the sections, both in
    order. `noted` and `inserted` read what a note's mark and an inserted file point to."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.styles = styles
        self.numbers = numbers
        self.left_out: Counter[str] = Counter()
        self.not_read: Counter[str] = Counter()
        self.comments: list[str] = []
        self.sections: list[Element] = []
        self.noted: Callable[[Element], list[Block]] = lambda mark: []
        self.inserted: Callable[[Element], list[Block]] = lambda mark: []
        self.story = Story()
        self.look: Element | None = None
        self._hidden = False
        self._last_hidden = ""

    def read(self, root: Element, cell: bool = False) -> list[Block]:
        """The blocks of one story; a cell is one inside of another."""
        outer, hidden = self.story, self._hidden
        if cell:
            self.story = Story(notes=outer.notes, fields=outer.fields, trusted=outer.trusted, is_cell=True)
        else:
            self.story = Story(trusted=inline.are_closed(root))
        self._hidden = False
        for element in root:
            self.element(element)
        self.close("paragraph")
        blocks, self.story, self._hidden = self.story.blocks, outer, hidden
        return blocks

    def element(self, element: Element) -> None:
        """Reads one element and all below it."""
        tag = element.tag
        if tag in _UNSEEN:
            return
        if (act := _ACTIONS.get(tag)) is not None:
            act(self, element)
        elif tag in _BREAKS:
            self.say(_BREAKS[tag])
        elif tag in _COUNTED:
            self.not_read[_COUNTED[tag]] += self.visible
        else:
            for one in element:
                self.element(one)

    @property
    def visible(self) -> bool:
        """Whether what is being read is neither hidden nor the instruction of a field."""
        story = self.story
        return not self._hidden and (not story.trusted or all(one.in_result for one in story.fields))

    def say(self, words: str) -> None:
        """Adds words to the line, if they are visible."""
        if words and self.visible:
            self.story.line.append(words)

    def close(self, kind: str) -> None:
        """Ends the line: it becomes a block, and after it comes what hangs on it."""
        story = self.story
        lines = (line.replace("\t", " ").strip() for line in inline.lowered("".join(story.line)).split("\n"))
        if text := "\n".join(line for line in lines if line):
            story.blocks.append(Block(kind, story.label + text))
        story.blocks += story.after
        story.line, story.after, story.label = [], [], ""
        if not story.is_cell:  # a note of a cell stands below the table
            story.blocks += story.notes
            story.notes.clear()

    def paragraph(self, element: Element) -> None:
        """Reads a paragraph. One whose end was deleted or is hidden, or that is a drop cap, goes on in the next one."""
        story, properties = self.story, child(element, "w:pPr")
        if (section := child(properties, "w:sectPr")) is not None:
            self.sections.append(section)
        story.properties, story.in_paragraph = properties, True
        before = len(story.line)
        for one in element:
            self.element(one)
        story.properties, story.in_paragraph = None, False
        mark = child(properties, "w:rPr")
        if any(child(mark, name) is not None for name in _DELETED) or _is_drop_cap(properties):
            return
        hidden = self.styles.is_hidden(properties, mark)
        if not hidden or "".join(story.line[before:]).strip():
            story.label = story.label or self.numbers.label(properties)
        if hidden:
            self.say(" ")
        else:
            self.close("heading" if self.styles.is_heading(properties) else "paragraph")

    def run(self, element: Element) -> None:
        """Reads a run: characters of one look. Hidden ones are not seen, and what is struck through does not count
        any more."""
        hidden, look = self._hidden, self.look
        self.look = properties = child(element, "w:rPr")
        is_hidden = self.styles.is_hidden(self.story.properties, properties)
        self._hidden = hidden or is_hidden or self.styles.is_struck(self.story.properties, properties)
        if not self._hidden:
            self._last_hidden = ""
        elif not hidden and any(one.tag in inline.SHOWN for one in inside(element, _UNSEEN)):
            kind = "hidden text" if is_hidden else "struck-through text"
            self.left_out[kind] += kind != self._last_hidden
            self._last_hidden = kind
        for one in element:
            self.element(one)
        self._hidden, self.look = hidden, look

    def deletion(self, element: Element) -> None:
        """Counts what was deleted with changes tracked."""
        if any(one.text for one in element.iter() if one.tag in ("w:delText", *inline.SHOWN)):
            self.left_out["tracked deletions"] += self.visible

    def box(self, element: Element) -> None:
        """Reads a text box, or a paragraph of a drawing, and puts it after the paragraph that it hangs on."""
        if self.visible:
            self.story.after += self.read(element)

    def word_art(self, element: Element) -> None:
        """Reads letters that are drawn as a shape: the watermark DRAFT."""
        words = " ".join((element.get("string") or "").split())
        if words and self.visible:
            self.story.after.append(Block("paragraph", words))

    def formula(self, element: Element) -> None:
        """Reads a formula that is set apart; outside of a paragraph it is one of its own."""
        for one in element:
            self.element(one)
        if not self.story.in_paragraph:
            self.close("paragraph")

    def note(self, element: Element) -> None:
        """Reads the note that a mark stands for."""
        if self.visible:
            self.story.notes += self.noted(element)

    def comment(self, element: Element) -> None:
        """Remembers the comment that a mark stands for."""
        key = element.get("id")
        if self.visible and key is not None:
            self.comments.append(key)

    def inserted_file(self, element: Element) -> None:
        """Reads a file of another format that stands in the document."""
        if self.visible:
            self.close("paragraph")
            self.story.blocks += self.inserted(element)

    def table(self, element: Element) -> None:
        """Reads a table row by row."""
        self.close("paragraph")
        if self.visible:
            rows = word_tables.rows(self, element)
            self.story.blocks += [Block(kind, text) for kind, text in rows]
            self.close("paragraph")

    def section(self, element: Element) -> None:
        """Remembers the properties of a section."""
        self.sections.append(element)


def _is_drop_cap(properties: Element | None) -> bool:
    """Whether a paragraph is the large first letter of the next one."""
    frame = child(properties, "w:framePr")
    return frame is not None and frame.get("dropCap", "none") != "none"


_ACTIONS: dict[str, Callable[[Text, Element], None]] = {
    "w:p": Text.paragraph, "w:r": Text.run, "w:del": Text.deletion, "w:tbl": Text.table, "w:sectPr": Text.section,
    "w:txbxContent": Text.box, "a:p": Text.box, "v:textpath": Text.word_art, "m:oMathPara": Text.formula,
    "w:footnoteReference": Text.note, "w:endnoteReference": Text.note, "w:commentReference": Text.comment,
    "w:altChunk": Text.inserted_file,
    "w:t": inline.characters, "w:sym": inline.sign, "m:t": inline.characters, "a:t": inline.characters,
    "w:fldChar": inline.field_mark, "mc:AlternateContent": inline.alternatives, "w:ruby": inline.ruby,
    "m:den": inline.joined, "m:sup": inline.joined, "m:sub": inline.joined, "m:d": inline.brackets,
    "m:rad": inline.radical, "m:nary": inline.operator, "m:mr": inline.matrix_row,
}  # fmt: skip
