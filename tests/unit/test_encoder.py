"""The embedded model: one in a process, nothing fetched, unit vectors whatever the order."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.embedded import embedded_folder
from index.encoder import SentenceEncoder, encoder
from sources.errors import ModelError

TEXTS = [
    "The Commerce Department added the company to the Entity List.",
    "Commerce put the firm on its export blacklist.",
    "It rained for three days in the north of the country, and farmers were pleased with it.",
    "Rain.",
    "北京 😀 Łódź",
    "",
    " ".join(["A very long text about licences."] * 200),
    "The agency said that the company supplied radar parts.",
    "Treasury sanctioned a shipping line.",
    "Radar",
]


def test_one_model_in_a_process() -> None:
    assert (
        encoder() is encoder(None) is encoder("all-MiniLM-L6-v2") is encoder("sentence-transformers/all-MiniLM-L6-v2")
    )
    assert encoder().name == "all-MiniLM-L6-v2"
    assert encoder("another") is not encoder()


def test_a_model_that_is_not_there_is_named_and_nothing_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model here.*hf download"):
        encoder(str(tmp_path / "no model here")).encode(["x"])


@pytest.mark.parametrize("bfloat16", [False, True])
def test_vectors(bfloat16: bool) -> None:
    model = SentenceEncoder("all-MiniLM-L6-v2", bfloat16)
    vectors = model.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), model.dimensions) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    alone = np.concatenate([encoder().encode([text]) for text in TEXTS])
    assert np.einsum("ij,ij->i", vectors, alone).min() > 0.999  # order, company and type of number hardly matter
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > 0.4 > 0.2 > likeness[0, 2]
    assert likeness[7, 9] > likeness[8, 9]
    assert model.encode([]).shape == (0, 384)


def test_it_is_what_sentence_transformers_gives() -> None:
    wanted = encoder().load().encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    assert np.einsum("ij,ij->i", encoder().encode(TEXTS), wanted).min() > 0.9995


def test_another_folder_as_model(tmp_path: Path) -> None:
    shutil.copytree(embedded_folder(), tmp_path / "mine")
    model = encoder(str(tmp_path / "mine"))
    assert model.dimensions == 384
    assert model.encode(TEXTS[:2]) == pytest.approx(encoder().encode(TEXTS[:2]), abs=1e-5)
