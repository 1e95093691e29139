"""Finding files and reading them: names, order, encodings, and what is refused in which words."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from sources.clean import origin
from sources.document import Document, Span
from sources.errors import NotFound, SourceError, UnreadableFile
from sources.load import SUFFIXES, Read, find_files, left_out, read_file

TEXT = "The bureau added Roe Optics to its list on Thursday. “It is a mistake,” the firm said — and asked for a review."
SHARED = Path(__file__).parents[3] / "shared"


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_one(path: Path) -> Read:
    (read,) = read_file(path, path.name)
    return read


def test_files_of_a_folder_are_named_by_it_and_sorted(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    for name in (
        "b.txt",
        "a.md",
        "sub/c.html",
        "sub/deep/d.TXT",
        "e.markdown",
        ".hidden.txt",
        ".git/f.txt",
        "g.png",
        "h",
    ):
        write(folder, name)
    found = find_files([folder])
    assert [item.name for item in found] == [
        "docs/a.md",
        "docs/b.txt",
        "docs/e.markdown",
        "docs/sub/c.html",
        "docs/sub/deep/d.TXT",
    ]
    assert find_files([folder]) == found
    assert all(item.path.is_file() for item in found)


def test_a_single_file_has_its_own_name_and_nothing_is_found_twice(tmp_path: Path) -> None:
    one = write(tmp_path, "docs/a.txt")
    assert [item.name for item in find_files([one])] == ["a.txt"]
    assert [
        item.name for item in find_files([one, tmp_path / "docs", tmp_path / "docs" / ".." / "docs" / "a.txt"])
    ] == ["a.txt"]


def test_the_folder_is_named_whatever_way_it_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "docs/a.txt")
    monkeypatch.chdir(tmp_path / "docs")
    assert [item.name for item in find_files([Path()])] == ["docs/a.txt"]


def test_links_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    write(folder, "a.txt")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "b.txt").symlink_to(folder / "b.txt")
    (folder / "same.txt").symlink_to(folder / "a.txt")
    assert [item.name for item in find_files([folder])] == ["docs/a.txt"]


def linked(tmp_path: Path) -> Path:
    """A folder with links of every kind."""
    folder = tmp_path / "docs"
    write(folder, "a.txt")
    write(folder, "sub/b.txt")
    write(tmp_path, "secret.txt", "Not to be read.")
    write(tmp_path, "docs-2/c.txt")  # a neighbour whose name begins alike
    (tmp_path / "outer").symlink_to(tmp_path / "secret.txt")
    links = {
        "out.txt": "../secret.txt", "sub/far.md": str(tmp_path / "secret.txt"), "twice.txt": "../outer",
        "beside.txt": "../docs-2/c.txt", "folder": "../docs-2", "up": "..", "gone.txt": "../nothing.txt",
        "in.txt": "sub/b.txt", "same": "sub", "broken.txt": "sub/nothing.txt", "circle.txt": "circle.txt",
        "picture.png": "../secret.txt", ".hidden.txt": "../secret.txt", "out\u202etxt.txt": "../secret.txt",
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    return folder


def test_links_out_of_a_folder_are_not_followed_and_are_counted(tmp_path: Path) -> None:
    folder = linked(tmp_path)
    assert {item.path.resolve() for item in find_files([folder])} == {folder / "a.txt", folder / "sub/b.txt"}
    lines = [line for line in left_out(folder) if "link" in line]
    assert len(lines) == 2
    assert lines[0].startswith("8 links out of the folder: not followed (beside.txt, folder, gone.txt, out.txt, ")
    assert lines[1] == "2 links to nothing: not followed (broken.txt, circle.txt)"
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "out.txt").symlink_to("../secret.txt")
    with pytest.raises(NotFound, match=r"no documents in .*; 1 link out of the folder: not followed \(out.txt\)"):
        find_files([alone])


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    folder = linked(tmp_path)
    assert [item.name for item in find_files([folder / "out.txt"])] == ["out.txt"]
    (tmp_path / "way").symlink_to(folder)
    assert {item.name for item in find_files([tmp_path / "way"])} >= {"docs/a.txt"}
    assert [line for line in left_out(tmp_path / "way") if "link" in line] == [
        x for x in left_out(folder) if "link" in x
    ]


def test_lists_of_aliases_and_addresses_are_read_with_their_list(tmp_path: Path) -> None:
    for name in ("sdn.csv", "add.csv", "alt.csv", "notes.txt"):
        write(tmp_path / "docs", name)
    assert [item.name for item in find_files([tmp_path / "docs"])] == ["docs/notes.txt", "docs/sdn.csv"]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    write(tmp_path, "empty/picture.png")
    with pytest.raises(NotFound, match=r"no documents in .*empty: expected \.txt, \.md, .*\.docx$"):
        find_files([tmp_path / "empty"])
    with pytest.raises(NotFound, match=r"nowhere is not there: name a document or a folder"):
        find_files([tmp_path / "nowhere"])
    with pytest.raises(NotFound, match="is not there"):
        read_file(tmp_path / "nowhere.txt", "nowhere.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "a.txt", TEXT.encode(encoding))).document.text == TEXT


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "gb18030",
            "美国商务部周四将二十八家中国企业列入实体清单，理由是这些企业支持军队现代化。企业没有回应置评请求。" * 4,
        ),
        (
            "shift_jis",
            "米商務省は木曜日、中国企業二十八社を輸出規制の対象に加えたと発表した。企業はコメントしなかった。" * 4,
        ),
    ],
)
def test_encodings_of_the_east(encoding: str, text: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "a.txt", text.encode(encoding))).document.text == text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty: add a file with text"),
        ("a.md", b" \n\t\r\n ", "is empty"),
        ("a.md", b"\xef\xbb\xbf\n", "is empty"),
        ("a.md", b"---\ndate: 2021-01-01\n---\n", "is empty: nothing but"),
        ("a.txt", b"Advertisement\n\nShare on Facebook\n", "is empty: nothing but"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" * 30, "is not text: binary bytes"),
        ("a.md", bytes(range(1, 32)) * 40, "is not text: control characters"),
        ("a.txt", b"\xff\xfea\x00b", "is not text: it starts as utf-16 and breaks off"),
        ("a.png", b"\x89PNG\r\n", "is of no kind that is read: expected .txt"),
        ("a.xml", b"<unknown><a/></unknown>", "is XML in a layout that is not read: expected the eCFR's"),
        ("a.json", b'{"a": 1}', "JSON"),
    ],
)
def test_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_file(write(tmp_path, name, content), name)
    said = str(caught.value)
    assert message in said
    assert said.startswith(name) and "\n" not in said and len(said) < 300


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match=r"a\.txt cannot be read: Permission denied"):
        read_file(path, "a.txt")


def test_what_a_file_holds_decides_how_it_is_read(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><head><title>Two firms</title></head><body><p>" + TEXT + "</p></body></html>"
    assert read_one(write(tmp_path, "page.txt", page)).document.text == TEXT


def test_a_name_of_any_kind_is_read(tmp_path: Path) -> None:
    for name in ("..txt.txt", "a b\tc.txt", "北京.md", "<script>.txt", "x" * 200 + ".txt"):
        read = read_one(write(tmp_path, name))
        assert read.document.path == name and read.document.text == TEXT


def test_the_same_file_gives_the_same_document(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    assert read_file(path, "a.txt") == read_file(path, "a.txt")
    assert read_one(path).document.id != read_file(path, "b.txt")[0].document.id


def test_every_suffix_has_a_reader(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        with pytest.raises(SourceError) as caught:
            read_file(write(tmp_path, f"a{suffix}", b"\x01\x02\x00\x03" * 50), f"a{suffix}")
        assert "is of no kind" not in str(caught.value)


needs_corpus = pytest.mark.skipif(not (SHARED / "corpus" / "seeds").is_dir(), reason="../shared is not there")


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def raw_and_documents(folder: str) -> list[tuple[str, Document, Read]]:
    found = []
    for item in find_files([SHARED / "corpus" / folder]):
        raw = fold(item.path.read_text(encoding="utf-8", errors="replace"))
        found += [(raw, read.document, read) for read in read_file(item.path, item.name)]
    return found


def stands_between_tags(document: Document, span: Span) -> bool:
    """Whether a sentence stands in its Markdown file but for tags and for what they strike out."""
    raw = (SHARED / "corpus" / document.path).read_text(encoding="utf-8", errors="replace")
    places = origin(document.segments, span)
    gaps = [raw[a.end : b.start] for a, b in pairwise(places)]
    words = "".join(raw[place.start : place.end] for place in places)
    return "".join(words.split()) == "".join(document.quote(span).split()) and all(
        re.fullmatch(r"(?:\s|<s>[^<]*</s>|</?(?:s|u|sup|span)(?: [^<>]*)?>)*", gap) for gap in gaps
    )


@needs_corpus
@pytest.mark.parametrize("folder", ["seeds", "documents"])
def test_every_sentence_and_passage_stands_in_the_real_file(folder: str) -> None:
    for raw, document, read in raw_and_documents(folder):
        for span in read.sentences:
            assert fold(document.quote(span)) in raw or stands_between_tags(document, span), document.path
        if document.title_span:
            assert document.quote(document.title_span) == document.title
        ends = [(span.start, span.end) for span in read.sentences]
        for passage in read.passages:
            assert any(start <= passage.start < end for start, end in ends)
            assert 0 < passage.end - passage.start <= 500


@needs_corpus
def test_leftovers_of_the_seeds_cannot_be_quoted() -> None:
    texts = {document.path: document.text for _, document, _ in raw_and_documents("seeds")}
    assert len(texts) == 2
    for text in texts.values():
        assert not re.search(
            r"Main Area|Widget|Most Popular|Load more|See all|Copyright|Updated|^Tags|^Video|↴", text, re.M
        )
    (title,) = {document.title for _, document, _ in raw_and_documents("seeds") if document.title}
    assert title.startswith("Biden administration blacklists")


@needs_corpus
def test_real_documents_have_title_date_publisher_and_kind() -> None:
    for _, document, _ in raw_and_documents("documents"):
        assert document.title and document.published and document.publisher and document.url, document.path
        assert document.kind in ("rule", "notice", "release", "transcript"), document.path
