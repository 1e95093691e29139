#!/usr/bin/env bash
# rigour: words that name two countries, and names of cities, are looked up as one territory without a sign of doubt.
#
# A good guess: `lookup_territory` gives None for what is no territory ("Paris", a city) and for what may be two ("Korea", "Congo"), as
# addresses and nationalities of sanctions lists have them. What happens: "Korea" is South Korea, "Congo" is Congo-Brazzaville, "Paris" is
# France, "London" is England, "Moscow" a federal city, "Washington" the state on the other coast. A screening that tells parties
# apart by country then calls two rows apart that are not.
# Seen with rigour 2.6.1 from PyPI, Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "rigour==2.6.1" 2>/dev/null
"$work/venv/bin/python" - <<'PY'
from rigour.territories import lookup_territory

found = {words: (told.code, told.name) if (told := lookup_territory(words)) else None
         for words in ("Korea", "Congo", "Paris", "London", "Moscow", "Washington", "Lyon", "Springfield")}
for words, told in found.items():
    print(f"{words}: {told}")
assert [found[w] and found[w][0] for w in ("Korea", "Congo", "Paris", "London", "Washington")] == ["kr", "cg", "fr", "gb-eng", "us-wa"], found
PY
echo "still so"
