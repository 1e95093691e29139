"""One Word file in which every construct that holds or hides text occurs.

`{1}`, `{2}`, … in a piece are the words that are seen, in reading order (`{3a}` and `{3b}` the halves of one), `{u}` is a word that
nobody sees; `[[part content]]` goes into another part of the file.
"""

import re

from tests.unit.word_files import cell, p, root, row, t, table, word_file

_CHANGE = 'w:id="1" w:author="A" w:date="2024-05-03T00:00:00Z"'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BEGIN, _THEN, _END = (_FIELD.format(kind) for kind in ("begin", "separate", "end"))
_BOX = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
_DRAWN = "<w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing>"
_MATH = "<m:r><m:t>{}</m:t></m:r>"


def instruction(words: str) -> str:
    """What computes a field."""
    return f'<w:r><w:instrText xml:space="preserve"> {words} </w:instrText></w:r>'


_NOTE = "<w:footnoteReference w:id='{}'/>"
_LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def deleted(words: str) -> str:
    """A tracked deletion."""
    return f'<w:del {_CHANGE}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def run(content: str) -> str:
    """A run of something else than letters."""
    return f"<w:r>{content}</w:r>"


CONSTRUCTS: dict[str, str] = {
    "title": p("{1}", properties='<w:pStyle w:val="Title"/>'),
    "insertion": p("{1} ", f"<w:ins {_CHANGE}>{t('{2} ')}</w:ins>", "{3}"),
    "deletion": p("{1} ", deleted("{u} "), "{2}"),
    "insertion deleted again": p("{1}", f"<w:ins {_CHANGE}>{deleted('{u}')}</w:ins>"),
    "move": p(f"<w:moveFromRangeStart w:id='7' w:name='m'/><w:moveFrom {_CHANGE}>{t('{u}')}</w:moveFrom>", "{1}")
    + p(f"<w:moveTo {_CHANGE}>{t('{2}')}</w:moveTo>"),
    "deleted end of a paragraph": p("{1} ", properties=f"<w:rPr><w:del {_CHANGE}/></w:rPr>") + p("{2}"),
    "deleted row": table(row("{1}", "{2}"), f"<w:tr><w:trPr><w:del {_CHANGE}/></w:trPr>{cell('{u}')}</w:tr>"),
    "deleted cell": table(row("{1}", cell("{u}", f"<w:cellDel {_CHANGE}/>"), "{2}")),
    "control in a line": p(
        "{1} ", f"<w:sdt><w:sdtPr><w:alias w:val='{{u}}'/></w:sdtPr><w:sdtContent>{t('{2}')}</w:sdtContent></w:sdt>", " {3}"
    ),
    "control around paragraphs": f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{1}')}{p('{2}')}</w:sdtContent></w:sdt>",
    "control around a row and a cell": table(
        f"<w:sdt><w:sdtContent>{row('{1}', '{2}')}</w:sdtContent></w:sdt>",
        row("{3}", f"<w:sdt><w:sdtContent>{cell('{4}')}</w:sdtContent></w:sdt>"),
    ),
    "smart tag": p(f"<w:smartTag w:element='x'>{t('{1} ')}</w:smartTag>", "{2}"),
    "custom XML": p(f"<w:customXml w:element='y'>{t('{1} ')}</w:customXml>", "{2}") + f"<w:customXml w:element='z'>{p('{3}')}</w:customXml>",
    "hyperlink": p("{1} ", f"<w:hyperlink w:anchor='h'>{t('{2} ')}</w:hyperlink>", "{3}"),
    "unknown element": p("{1} ", f"<x:unknown>{t('{2}')}</x:unknown>"),
    "simple field": p("{1} ", f"<w:fldSimple w:instr=' REF {{u}} '>{t('{2}')}</w:fldSimple>", " {3}"),
    "complex field": p("{1} ", _BEGIN, instruction("REF {u}"), _THEN, t("{2}"), _END, " {3}"),
    "field inside of an instruction": p(
        _BEGIN, instruction("IF"), _BEGIN, instruction("REF a"), _THEN, t("{u}"), _END, instruction("= 1"), _THEN, t("{1}"), _END, " {2}"
    ),
    "field without a result": p("{1}", _BEGIN, instruction("XE {u}"), _END, " {2}"),
    "field over paragraphs": p(_BEGIN, instruction("TOC"), _THEN, t("{1}")) + p("{2}") + p(_END, "{3}"),
    "choice of a form": p(
        run("<w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='{u}'/>"
            "<w:listEntry w:val='{1}'/></w:ddList></w:ffData></w:fldChar>"), instruction("FORMDROPDOWN"), _END
    ),
    "hidden run": p("{1} ", t("{u}", "<w:vanish/>"), t("{2} ", '<w:vanish w:val="0"/>'), t("{3}", "<w:webHidden/>")),
    "hidden by a style": p("{1}", t("{u}", '<w:rStyle w:val="Secret"/>')) + p("{u}", properties='<w:pStyle w:val="Hidden"/>') + p("{2}"),
    "struck through": p("{1} ", t("{u} ", "<w:strike/>"), t("{2} ", '<w:strike w:val="false"/>'), t("{u}", "<w:dstrike/>")),
    "merged across": table(row(cell("{1}", '<w:gridSpan w:val="2"/>'), "{2}"), row("{3}", "{4}", "{5}")),
    "nested table": table(row("{1}", cell(p("{2}") + table(row("{3}", "{4}"), row("{5}")) + "<w:p/>"), "{6}")),
    "layout table": table(row(cell(p("{1} " + "word " * 200) + p("{2}")), cell(p("{3}")))),
    "box": p("{1} ", run(_DRAWN.format(p("{3}"))), "{2}") + p("{4}"),
    "box, old": p("{1} ", run(_BOX.format(p("{3}"))), "{2}") + p("{4}"),
    "box, both forms": p(
        "{1} ",
        run(f"<mc:AlternateContent><mc:Choice Requires='wps'>{_DRAWN.format(p('{3}'))}</mc:Choice>"
            f"<mc:Fallback>{_BOX.format(p('{u}'))}</mc:Fallback></mc:AlternateContent>"), "{2}",
    ),
    "box, old form only": p(
        "{1} ", run(f"<mc:AlternateContent><mc:Fallback>{_BOX.format(p('{3}'))}</mc:Fallback></mc:AlternateContent>"), "{2}"
    ),
    "drawing with text": p(
        "{1}", run("<w:drawing><lc:lockedCanvas><a:sp><a:txBody><a:p><a:r><a:t>{2}</a:t></a:r></a:p></a:txBody></a:sp></lc:lockedCanvas></w:drawing>")
    ),
    "word art": p("{1}", run("<w:pict><v:shape><v:textpath string='{2}'/></v:shape></w:pict>")),
    "footnote": p("{1} ", run(_NOTE.format(2)), "{2}") + p("{4}") + f"[[footnotes <w:footnote w:id='2'>{p(run('<w:footnoteRef/>'), '{3}')}</w:footnote>]]",
    "footnote in a table": table(row(cell(p("{1} ", run(_NOTE.format(3)), "{2}")), "{3}"), row("{4}", "{5}"))
    + f"[[footnotes <w:footnote w:id='3'>{p('{6}')}</w:footnote><w:footnote w:id='-1' w:type='separator'>{p('{u}')}</w:footnote>]]",
    "tabs and breaks": p("{1}", run("<w:tab/>"), "{2}", run("<w:br/>"), "{3}", run("<w:cr/>"), "{4}", run("<w:ptab/>"), "{5}", run("<w:br w:type='page'/>"), "{6}"),
    "hyphens": p("{1}", run("<w:noBreakHyphen/>"), "{2} {3a}", run("<w:softHyphen/>"), "{3b}"),
    "symbols": p("{1} ", run("<w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/>"), " {2}"),
    "ruby": p(run(f"<w:ruby><w:rubyPr/><w:rt>{t('{2}')}</w:rt><w:rubyBase>{t('{1}')}</w:rubyBase></w:ruby>"), " {3}"),
    "right to left": p("{1}", properties="<w:bidi/>") + p(t("{2} ", "<w:rtl/>"), f"<w:bdo w:val='rtl'>{t('{3} ')}</w:bdo>", f"<w:dir w:val='rtl'>{t('{4}')}</w:dir>"),
    "formula": p("{1} ", f"<m:oMath><m:f><m:num>{_MATH.format('{2}')}</m:num><m:den>{_MATH.format('{3}')}</m:den></m:f></m:oMath>")
    + f"<m:oMathPara><m:oMath>{_MATH.format('{4}')}</m:oMath></m:oMathPara>" + p("{5}"),
    "inserted page": "<w:altChunk r:id='chunk'/>" + p("{3}") + "[[word/chunk.html <html><body><h2>{1}</h2><p>{2}</p><script>{u}</script></body></html>]]",
    "list": p("{1}", properties=_LIST.format(0)) + p("{2}", properties=_LIST.format(1)) + p("{3}", properties='<w:pStyle w:val="Dots"/>'),
    "drop cap": p("{1a}", properties='<w:framePr w:dropCap="drop"/>') + p("{1b}"),
    "style separator": p("{1}", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("{2}"),
    "properties that were": p(
        t("{1}", f"<w:rPrChange {_CHANGE}><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
        properties=f"<w:pPrChange {_CHANGE}><w:pPr>{_LIST.format(0)}</w:pPr></w:pPrChange>",
    ),
    "not text": p(
        "{1}", run("<w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing>"), run("<w:object><v:shape><v:imagedata/></v:shape></w:object>"),
        run("<w:drawing><c:chart r:id='c'/></w:drawing>"), run("<w:drawing><dgm:relIds r:dm='d'/></w:drawing>"), run("<w:sym w:font='Wingdings' w:char='F021'/>"),
    ),
    "comment, endnote, header, footer": p(
        "<w:commentRangeStart w:id='0'/>", "{1}", run("<w:commentReference w:id='0'/>"), " {2} ", run("<w:endnoteReference w:id='2'/>"), "{3}"
    )
    + "<w:sectPr><w:headerReference w:type='default' r:id='header1'/><w:headerReference w:type='first' r:id='header2'/>"
    "<w:footerReference w:type='default' r:id='footer1'/></w:sectPr>"
    + f"[[endnotes <w:endnote w:id='2'>{p('{4}')}</w:endnote>]][[word/header1.xml {p('{5}')}]][[word/header2.xml {p('{u}')}]][[word/footer1.xml {p('{6}')}]]"
    + f"[[comments <w:comment w:id='0' w:author='unseen000'>{p('Ask {7}. See {8} again.')}</w:comment>]][[glossary {p('{u}')}]]",
}  # fmt: skip
"""The pieces of the body by what they show."""

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Base"><w:name w:val="base"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="secret"/><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hidden"><w:name w:val="p"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dots"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def torture(only: str | None = None, strict: bool = False) -> tuple[bytes, list[str], list[str]]:
    """The file with all constructs, or with one of them; the words that are seen, in order; those that nobody sees."""
    body, unseen, seen = "", 0, 0
    parts: dict[str, str] = {"styles": STYLES, "numbering": NUMBERING}
    for piece in CONSTRUCTS.values() if only is None else (CONSTRUCTS[only],):
        most = 0

        def word(place: re.Match[str], before: int = seen) -> str:
            nonlocal unseen, most
            if place[1] == "u":
                unseen += 1
                return f"unseen{unseen:03}"
            most = max(most, int(place[1]))
            whole = f"seen{before + int(place[1]):03}"
            return {"": whole, "a": whole[:3], "b": whole[3:]}[place[2]]

        filled = re.sub(r"\{(\d|u)([ab]?)\}", word, piece)
        seen += most
        for name, content in re.findall(r"\[\[(\S+) (.*?)\]\]", filled):
            parts[name] = parts.get(name, "") + content
        body += re.sub(r"\[\[.*?\]\]", "", filled)
    for name, tag in (("word/header1.xml", "hdr"), ("word/header2.xml", "hdr"), ("word/footer1.xml", "ftr")):
        if name in parts:
            parts[name] = root(tag, parts[name])
    return (
        word_file(body, parts, strict=strict),
        [f"seen{number:03}" for number in range(1, seen + 1)],
        [f"unseen{number:03}" for number in range(unseen + 1)],
    )
