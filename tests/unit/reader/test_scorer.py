"""The reader in NumPy: the network's own scores, and the same bytes from any number of threads."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from assistant.question.understand import Question
from assistant.reader import model
from assistant.reader.look import Look
from assistant.reader.model import OwnReader
from assistant.reader.network import LOWER, Network
from assistant.reader.pieces import MARKS, ROLES, Tokens, question_tokens, text_tokens
from assistant.reader.scorer import Scorer
from assistant.reader.tiles import Tile
from index.embedded import embedded_folder
from index.encoder import embedded_model
from sources.errors import ModelError

WORDS = (
    "the agency added",
    "Exampla Optics",
    "of Hefei",
    "to its list",
    "on 4 May",
    "for radar parts,",
    "§ 744.11",
    "北京",
)
QUESTION = Question("Why was Exampla Optics listed?", "event", "reason")


@pytest.fixture(scope="module")
def network() -> Network:
    """The base model, its trained parts moved at random, half as precise as they ship."""
    made = Network.on(embedded_folder() / "model.safetensors").eval()
    chance = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for part in (p for p in made.parameters() if p.requires_grad):
            part += 0.03 * torch.randn(part.shape, generator=chance)
        made.score.weight += 0.5 * torch.randn(made.score.weight.shape, generator=chance)
    made.take({name: part.float() for name, part in made.trained().items()})
    return made


def pairs(count: int) -> list[tuple[Tokens, Tokens]]:
    """Questions with tiles of one to twenty sentences, roles and marks of every kind among them."""
    chance = random.Random(3)
    made = []
    for number in range(count):
        sentences = [
            " ".join(chance.choices(WORDS, k=chance.choice([1, 6, 12]))) for _ in range(chance.choice([1, 2, 6, 20]))
        ]
        text, _ = text_tokens("A title" * (number % 2), "Before that." * (number % 3), sentences, ["Exampla Optics"])
        text = replace(text, marks=[chance.randrange(MARKS) for _ in text.ids])
        question = question_tokens(
            ["And when?"] * (number % 2) + ["Why was Exampla Optics listed?"], ["Exampla Optics"]
        )
        made.append((replace(question, roles=[chance.randrange(ROLES) for _ in question.ids]), text))
    return made


def scorer_of(network: Network) -> Scorer:
    return Scorer(embedded_model(), {name: part.numpy() for name, part in network.trained().items()})


def test_scores_are_the_networks(network: Network) -> None:
    own, given = scorer_of(network), pairs(24)
    with torch.inference_mode():
        wanted = [scores.numpy() for scores, _ in network(given)]
    spread = np.concatenate(wanted).std()
    assert spread > 0.1
    for (question, text), scores in zip(given, wanted, strict=True):
        found = own.scores(question, own.read_lower(question.ids), text, own.read_lower(text.ids))
        assert found.dtype == np.float32 and found.shape == scores.shape == (len(text.sentences),)
        assert found == pytest.approx(scores, abs=1e-3)


def test_lower_states_are_the_networks(network: Network) -> None:
    own = scorer_of(network)
    for _, text in pairs(4):
        assert own.read_lower(text.ids) == pytest.approx(network.read_lower(text.ids).numpy(), abs=2e-5)


def looks(given: Sequence[tuple[Tokens, Tokens]]) -> list[Look]:
    return [Look(Tile("d", 0, 1, text, (), "", ()), text, (), np.zeros((1, 1)), 0.0) for _, text in given]


def test_the_same_bytes_from_any_number_of_threads(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    found, read = set(), looks(pairs(8))
    for cores in (1, 2, 5):
        monkeypatch.setattr(model, "_cores", lambda cores=cores: cores)
        for some in (read, read[::-1]):
            scores = OwnReader.of(network).scores(QUESTION, some)
            found.add(str(scores if some is read else scores[::-1]))
    assert len(found) == 1


def test_states_of_a_tile_are_made_once(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    plain = Scorer.read_lower
    monkeypatch.setattr(Scorer, "read_lower", lambda self, ids: made.append(len(ids)) or plain(self, ids))
    reader, read = OwnReader.of(network), looks(pairs(3))
    first = reader.scores(QUESTION, read)
    assert len(made) == 4
    assert reader.scores(QUESTION, read) == first
    assert len(made) == 5
    assert reader.scores(QUESTION, []) == []


def test_the_file_says_which_layers_were_trained(network: Network) -> None:
    trained = {name: part.numpy() for name, part in network.trained().items()}
    last = max(int(name.split(".")[1]) for name in trained if name.startswith("upper."))
    assert last == 5 - LOWER
    fewer = {name: part for name, part in trained.items() if not name.startswith(f"upper.{last}.")}
    (question, text), = pairs(1)  # fmt: skip
    for parts in (trained, fewer):
        own = Scorer(embedded_model(), parts)
        assert np.isfinite(own.scores(question, own.read_lower(question.ids), text, own.read_lower(text.ids))).all()
    assert not np.array_equal(own.read_lower(text.ids), scorer_of(network).read_lower(text.ids))


@pytest.mark.parametrize("name", ["span.bias", "upper.0.qkv.weight", "upper.1.down.bias", "marks.weight", None])
def test_other_layers_are_refused(network: Network, tmp_path: Path, name: str | None) -> None:
    trained = network.trained()
    if name is None:
        trained = {}
    elif name == "marks.weight":
        trained[name] = trained[name][:2].contiguous()
    else:
        del trained[name]
    save_file(trained, str(tmp_path / "x.safetensors"))
    with pytest.raises(ModelError, match="other layers"):
        OwnReader(tmp_path / "x.safetensors").load()
