#!/usr/bin/env bash
# nomenklatura: the matcher logic-v2 compares the names that an id had when it was first met.
#
# A good guess: the score of two entities is made of what they hold when they are compared. What happens: the names of an entity are
# prepared once and kept by its id alone. A program that makes a query entity for each row of a file and gives all of them one id ("query")
# gets, for the second row and all others, the score of the first row's name.
# Seen with nomenklatura 4.17.4 from PyPI (matching/logic_v2), followthemoney 4.11.2, Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "nomenklatura==4.17.4" "followthemoney==4.11.2" 2>/dev/null
"$work/venv/bin/python" - <<'PY'
from followthemoney import model
from nomenklatura.matching import get_algorithm

algorithm = get_algorithm("logic-v2")
options = algorithm.default_config()


def company(key, name):
    return model.get_proxy({"id": key, "schema": "Company", "properties": {"name": [name]}})


def score(one, other):
    return round(algorithm.compare(one, other, options).score, 2)


listed = company("listed", "Quorble Valves")
first = score(company("query", "Quorble Valves"), listed)
same_id = score(company("query", "Hazel Lantern Works"), listed)
own_id = score(company("query-2", "Hazel Lantern Works"), listed)
print(f"the same name: {first}; another name under the same id: {same_id}; the same under an id of its own: {own_id}")
assert (first, same_id) == (1.0, 1.0) and own_id < 0.5, (first, same_id, own_id)
PY
echo "still so"
