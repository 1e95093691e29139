"""The tree of a web page, built as browsers build it (the HTML standard's algorithm, in lexbor).

lxml's parser is no such one: on a page of the State Department, whose menu leaves a `div` open, it puts the whole
article into the hidden menu; and it ends in silence 256 levels down, at a text of 10 MB, and at `</html>` with words
behind it.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources.formats.page_source import as_html, deepest, without_noscript

DEEPEST = 2_000
"""Levels that a page may be nested. The algorithm looks through all open elements at many tags, so that its time is
depth times size."""

_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 127])


class TooDeep(ValueError):
    """A page nested deeper than any page is on purpose."""


class Node:
    """An element: its tag in lower case, its attributes, its texts and elements in order, and the element around it.
    `size` counts the characters below it that are text at all, `linked` those of them that are links."""

    __slots__ = ("attrib", "by_tag", "children", "linked", "parent", "size", "tag")

    def __init__(self, tag: str, attrib: dict[str, str], parent: "Node | None") -> None:
        self.tag, self.attrib, self.parent = tag, attrib, parent
        self.children: list[Node | str] = []
        self.size = self.linked = 0
        self.by_tag: dict[str, list[Node]] = {}  # of the root only: all elements of a tag, in order

    def get(self, name: str) -> str | None:
        """An attribute, or None."""
        return self.attrib.get(name)

    def elements(self) -> list["Node"]:
        """The elements right below."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator["Node | str"]:
        """Everything below, in the order of the page."""
        stack: list[Node | str] = list(reversed(self.children))
        while stack:
            child = stack.pop()
            yield child
            if isinstance(child, Node):
                stack += reversed(child.children)

    def iter(self, *tags: str) -> Iterator["Node"]:
        """The elements of these tags below, in the order of the page."""
        if self.by_tag and len(tags) == 1:
            return iter(self.by_tag.get(tags[0], ()))
        return (child for child in self.walk() if isinstance(child, Node) and child.tag in tags)

    def text(self) -> str:
        """All text below, as it stands in the file."""
        return "".join(child for child in self.walk() if isinstance(child, str))

    def above(self) -> Iterator["Node"]:
        """The elements around it, from the nearest on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


NO_TEXT = frozenset(
    ("script", "style", "template", "noscript", "noframes", "noembed", "iframe", "object", "applet", "canvas", "audio", "video", "head",
     "title", "meta", "link", "param", "base", "datalist", "map", "progress", "meter", "annotation", "annotation-xml", "desc",
     "metadata", "defs", "symbol", "embed")
)  # fmt: skip
"""Elements whose content is no text of the page: programs, what stands in for pictures, what is said of the page."""


def parse(html: str) -> Node:
    """The tree of a page; its root has no tag. Raises TooDeep."""
    html = without_noscript(as_html(html))
    if html.count("<") > DEEPEST and deepest(html) > DEEPEST:
        raise TooDeep(f"with more than {DEEPEST:,} elements open inside of each other")
    root = Node("", {}, None)
    document = LexborHTMLParser(html).root
    if document is not None:
        _copy(document, root)
        _measure(root)
    return root


def _copy(top: LexborNode, root: Node) -> None:
    """The parser's tree as ours, without recursion."""
    here = root
    node: LexborNode | None = top
    while node is not None:
        tag = str(node.tag)
        below = following = None
        if tag == "-text":
            here.children.append((node.text_content or "").translate(_CONTROLS))
        elif tag[0] not in "-_!":
            attributes = {str(name): value or "" for name, value in node.attributes.items()}
            element = Node(tag.lower(), attributes, here)
            here.children.append(element)
            root.by_tag.setdefault(element.tag, []).append(element)
            if (below := node.child) is not None:
                here = element
        while below is None and node is not None and (following := node.next) is None and here is not root:
            node, here = node.parent, here.parent or root
        node = below if below is not None else following


def _measure(root: Node) -> None:
    """Fill in the sizes of all elements."""
    stack: list[tuple[Node, bool, bool]] = [
        (root, False, False)
    ]  # element, whether it is done, whether it stands in a link
    while stack:
        node, done, linked = stack.pop()
        if done:
            for child in node.elements():
                node.size += child.size
                node.linked += child.linked
            continue
        if node.tag in NO_TEXT:
            continue
        linked = linked or (node.tag == "a" and "href" in node.attrib)
        for words in node.children:
            if isinstance(words, str):
                length = sum(map(len, words.split()))
                node.size += length
                node.linked += length if linked else 0
        stack.append((node, True, linked))
        stack += [(child, False, linked) for child in node.elements()]
