"""What all tests share: no network, one index of the samples for a whole run, tests of one kind kept in one process."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Before anything imports a model library: no test may ask a model hub, and two test processes share few cores.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.pop("WHYLISTED_INDEX", None)
os.environ["WHYLISTED_STRICT"] = "1"  # a mistake of ours is raised where it happens (see sources.fence)

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sources" / "samples"
OWN = ROOT / "tests" / "golden" / "documents"
TOGETHER = {"browser", "golden", "faults", "corpus"}
"""Folders whose tests share something costly: with several processes (`-n 2`) each folder stays in one of them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms of tests, too")
    parser.addoption("--update-golden", action="store_true", help="write what is right now to tests/golden/*.txt")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes minutes; runs only with --long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="a long form: pytest --long"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share tests out by file, and by folder where they have something costly in common.

    A scheduler of our own, because `--dist loadgroup` of pytest-xdist 3.8 does nothing under pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            folder = file.rsplit("/", 2)[-2]
            return folder if folder in TOGETHER else file

    return ByFolder(config, log)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Gives the folder of an index of a folder of documents, made with the embedded model once in a run."""
    from filelock import FileLock

    from index.build import add

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(documents: Path) -> Path:
        place = shared / f"index-of-{documents.name}"
        with FileLock(f"{place}.lock"):
            if not (done := place.with_suffix(".done")).exists():
                summary = add([documents], place)
                assert summary.new and not summary.refused, summary
                done.touch()
        return place

    return make


@pytest.fixture(scope="session")
def samples_folder(indexed: Callable[[Path], Path]) -> Path:
    """The folder of an index of the shipped samples. Not to be written to."""
    return indexed(SAMPLES)


@pytest.fixture(scope="session")
def own_folder(indexed: Callable[[Path], Path]) -> Path:
    """The folder of an index of tests/golden/documents. Not to be written to."""
    return indexed(OWN)
