#!/usr/bin/env bash
# selectolax (lexbor): what stands in a head's <noscript> becomes visible text of the body.
#
# A good guess: an HTML standard parser gives the tree that a browser shows, where scripts run and <noscript> is inert. What happens: it parses with
# scripting off, as the standard allows; a paragraph inside of the head's <noscript> ends the head, and its text stands in the body in front
# of everything else, as if the page began with "Please enable JavaScript".
# Seen with selectolax 1.0.2 from PyPI, Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "selectolax==1.0.2" 2>/dev/null
"$work/venv/bin/python" - <<'PY'
from selectolax.lexbor import LexborHTMLParser

PAGE = (
    "<!doctype html><html><head><title>List</title><noscript><p>Please enable scripts.</p></noscript></head>"
    "<body><h1>Parties added</h1><noscript>No scripts here.</noscript></body></html>"
)
tree = LexborHTMLParser(PAGE)
print("text of the body:", tree.body.text(separator=" | "))
paragraph = tree.css_first("p")
above = []
node = paragraph.parent
while node is not None:
    above.append(node.tag)
    node = node.parent
print("the paragraph stands in:", above)
assert "Please enable scripts." in tree.body.text(), "scripting is on now"
assert "noscript" not in above and "body" in above, above
PY
echo "still so"
