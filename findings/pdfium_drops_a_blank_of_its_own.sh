#!/usr/bin/env bash
# pypdfium2: a blank that a PDF draws as a text object of its own is missing from the text of the page.
#
# A good guess: PDFium's text of a page holds a blank wherever the page draws one, as it holds those inside of longer strings. What happens: where the
# words are drawn one by one with the blank between them as an object of its own, close set, the words come out joined ("isan involved"); the
# same words with the blank inside of their string come out right. Such blanks can be told by their objects: text without an extent.
# Seen with pypdfium2 5.15.2 from PyPI (page.get_textpage().get_text_range()), pages drawn with reportlab 5.1.0, Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "pypdfium2==5.15.2" "reportlab==5.1.0" 2>/dev/null
"$work/venv/bin/python" - <<'PY'
import io

import pypdfium2
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas


def page(pieces, narrow):
    """The text that PDFium reads of pieces drawn one behind the other, the blanks as wide as `narrow` says."""
    out = io.BytesIO()
    canvas, x = Canvas(out), 72.0
    for piece in pieces:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(x, 700, piece)
        x += narrow if piece == " " else stringWidth(piece, "Times-Roman", 10)
    canvas.save()
    return pypdfium2.PdfDocument(out.getvalue())[0].get_textpage().get_text_range()


own = page(["Exampla Lasers is", " ", "an involved person"], narrow=0.9)
inside = page(["Exampla Lasers is an involved person"], narrow=0)
print("the blank inside of a string: ", repr(inside))
print("the blank as an object alone: ", repr(own))
assert inside == "Exampla Lasers is an involved person", inside
assert "isan" in own, own
PY
echo "still so"
