#!/usr/bin/env bash
# rigour: a legal form is known as its letters are spaced and shortened, not as what it is.
#
# A good guess: "Co., Ltd." and "Company Limited" are one legal form, and so are "S.A." and "S A", "Sp. z o.o." and "Sp z o o": lists write one
# company in all of these ways. What happens: "Co., Ltd." is the form `coltd`, "Company Limited" is the form `ltd` behind a name
# that ends in "company"; "S A" and "Sp z o o" in separate letters are no form, and stay a part of the name.
# Seen with rigour 2.6.1 from PyPI (names, extract_org_types and remove_org_types), Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "rigour==2.6.1" 2>/dev/null
"$work/venv/bin/python" - <<'PY'
from rigour.names import extract_org_types, remove_org_types

names = ("exempla co., ltd.", "exempla company limited", "exempla s.a.", "exempla s a", "exempla sp. z o.o.", "exempla sp z o o")
found = {name: ([form for _, form in extract_org_types(name)], remove_org_types(name).strip()) for name in names}
for name, (forms, rest) in found.items():
    print(f"{name}: forms {forms}, left {rest!r}")
assert found["exempla co., ltd."] == (["coltd"], "exempla"), found
assert found["exempla company limited"] == (["ltd"], "exempla company"), found
assert found["exempla s.a."][1] == "exempla" and found["exempla s a"] == ([], "exempla s a"), found
assert found["exempla sp z o o"] == ([], "exempla sp z o o"), found
PY
echo "still so"
