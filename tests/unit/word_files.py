"""Word files of handwritten XML parts, so that every construct in them is really there: a package, and one that holds them all.

In the file that holds them all every word that a reader of the final document sees is `seenNNN`, numbered in reading order, and every
word that nobody sees is `unseenNNN`.
"""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "lc": "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "x": "urn:example:unknown",
    }.items()
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def t(words: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*parts: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become one."""
    runs = "".join(part if part.startswith("<") else t(part) for part in parts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """A row of cells; plain words become one."""
    return f"<w:tr>{''.join(one if one.startswith('<w:') else cell(one) for one in cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell of a table; plain words become a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def root(tag: str, content: str) -> str:
    """A part with that root element."""
    return f"<?xml version='1.0' encoding='UTF-8'?><w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def relations(*targets: tuple[str, str, str]) -> str:
    """A part with relations, each (id, kind, target)."""
    inner = "".join(f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id_, kind, to in targets)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


_TYPES = {
    "xml": "application/xml",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "html": "text/html",
}
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def content_types(main: str) -> str:
    """The part that names the kinds of the others."""
    kinds = "".join(f'<Default Extension="{ext}" ContentType="{kind}"/>' for ext, kind in _TYPES.items())
    return f'<Types xmlns="{PACKAGE}/content-types">{kinds}<Override PartName="/{main}" ContentType="{_MAIN}"/></Types>'


def word_file(
    body: str, parts: dict[str, str] | None = None, main: str = "word/document.xml", strict: bool = False
) -> bytes:
    """A Word file with this body. `parts` are by kind (`footnotes`, `styles`) the content of the part's root element, or by
    name (`word/x.html`) whole parts, which the relation `x` of the main part points to; `strict` gives the strict dialect."""
    folder = main.rpartition("/")[0]
    found = {main: root("document", f"<w:body>{body}</w:body>")}
    related = []
    for name, content in (parts or {}).items():
        if "/" in name:
            found[name] = content
            stem = name.rpartition("/")[2]
            kind = "header" if "header" in stem else "footer" if "footer" in stem else "aFChunk"
            related.append((stem.partition(".")[0], kind, f"/{name}"))
        else:
            found[f"{folder}/{name}.xml"] = root(name, content)
            related.append((f"r-{name}", name, f"{name}.xml"))
    found["[Content_Types].xml"] = content_types(main)
    found["_rels/.rels"] = relations(("r1", "officeDocument", main))
    found[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = relations(*related)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            for old, new in STRICT.items() if strict else ():
                content = content.replace(old, new)
            archive.writestr(name, content)
    return buffer.getvalue()
