#!/usr/bin/env bash
# langchain-text-splitters: `start_index` is -1, or that of another place, for chunks that do stand in the text.
#
# A good guess: with `add_start_index=True` each chunk's `start_index` is where it begins in the text, whatever its size is counted in,
# so that a quotation can be cited by it. What happens: the search for a chunk begins the overlap before the end of the one before it,
# and takes the overlap, which is counted by `length_function`, for a number of characters. Where that counts words (or tokens), the
# chunk begins further back than is looked: about every second chunk gets -1, and the search starts anew from the top, so that
# later ones can get the place of an earlier one with the same words. Without an overlap, or counted in characters, all are right.
# Seen with langchain-text-splitters 1.1.3 from PyPI (base.py, create_documents), Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "langchain-text-splitters==1.1.3" 2>/dev/null
"$work/venv/bin/python" - <<'PY'
from langchain_text_splitters import RecursiveCharacterTextSplitter


def words(text):
    return len(text.split())


text = " ".join(f"Row {n} is on the list of parties." + (f" Its number is {n}." if n % 3 == 0 else "") for n in range(60))
same = "Alpha beta gamma. " * 40


def wrong(text, **options):
    made = RecursiveCharacterTextSplitter(add_start_index=True, separators=[". ", " "], **options).create_documents([text])
    places = [(one.metadata["start_index"], one.page_content) for one in made]
    assert all(content in text for _, content in places)
    nowhere = sum(start < 0 for start, _ in places)
    starts = [start for start, _ in places]
    back = sum(0 <= start <= max(starts[:n], default=-1) for n, start in enumerate(starts))
    return len(places), nowhere, back


counted = wrong(text, chunk_size=30, chunk_overlap=10, length_function=words)
again = wrong(same, chunk_size=30, chunk_overlap=10, length_function=words)
apart = wrong(text, chunk_size=30, chunk_overlap=0, length_function=words)
letters = wrong(text, chunk_size=150, chunk_overlap=50)
for name, (chunks, nowhere, back) in {"words, overlap": counted, "words, overlap, repeated text": again, "words, no overlap": apart,
                                      "characters, overlap": letters}.items():
    print(f"{name}: {chunks} chunks, start_index -1 for {nowhere}, that of an earlier one for {back}")
assert counted[1] > counted[0] / 4 and again[2] > 0, (counted, again)
assert apart[1:] == letters[1:] == (0, 0), (apart, letters)
PY
echo "still so"
