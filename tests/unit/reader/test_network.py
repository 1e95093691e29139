"""The network: the base model as it was, and no text seeing another."""

import pytest
import torch

from assistant.reader.network import Network
from assistant.reader.pieces import Tokens, question_tokens, text_tokens
from index.embedded import embedded_file, embedded_folder


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.on(embedded_file("model.safetensors")).eval()


def pair(question: str, *sentences: str) -> tuple[Tokens, Tokens]:
    tokens, _ = text_tokens("A title", "What stood before.", sentences, ["Example Circuits"])
    return question_tokens([question], ["Example Circuits"]), tokens


def test_untrained_it_is_the_base_model(network: Network) -> None:
    from transformers import AutoModel, AutoTokenizer

    folder = str(embedded_folder())
    text = "The Commerce Department added Example Circuits to the Entity List."
    given = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt")
    with torch.inference_mode():
        theirs = AutoModel.from_pretrained(folder).eval()(**given).last_hidden_state[0]
        states = network.read_lower(given["input_ids"][0].tolist())
        for layer in network.upper:
            states = layer(states, [len(states)])
    assert torch.allclose(states, theirs, atol=1e-5)


def test_a_pair_is_read_as_if_it_were_alone(network: Network) -> None:
    pairs = [
        pair("Why was Example Circuits listed?", "It sold radar parts.", "It is in Hefei."),
        pair(
            "When?", "A much longer sentence that says nothing of the kind, on 4 May, of nobody in particular at all."
        ),
    ]
    with torch.inference_mode():
        together = network(pairs)
        alone = [network([one])[0] for one in pairs]
    for (scores, words), (own_scores, own_words) in zip(together, alone, strict=True):
        assert scores.shape == own_scores.shape
        assert torch.allclose(scores, own_scores, atol=1e-4)
        assert torch.allclose(words, own_words, atol=1e-4)


def test_in_training_padding_is_not_seen(network: Network) -> None:
    pairs = [
        pair("Why was Example Circuits listed?", "It sold radar parts.", "It is in Hefei."),
        pair(
            "When?", "A much longer sentence that says nothing of the kind, on 4 May, of nobody in particular at all."
        ),
    ]
    network.score.weight.data.normal_()
    with torch.no_grad():
        apart = network(pairs)
        padded = network.train()(pairs)
        network.eval()
    for (scores, _), (own_scores, _) in zip(apart, padded, strict=True):
        assert torch.allclose(scores, own_scores, atol=0.2)  # bfloat16 has eight bits


def test_a_mark_is_seen(network: Network) -> None:
    question, tile = pair("Why was Example Circuits listed?", "Example Circuits sold radar parts.")
    assert any(tile.marks)
    network.score.weight.data.normal_()
    with torch.inference_mode():
        marked = network([(question, tile)])[0][0]
        tile.marks = (0,) * len(tile.ids)
        plain = network([(question, tile)])[0][0]
    assert not torch.allclose(marked, plain)


def test_what_is_trained_goes_back_to_its_place(network: Network) -> None:
    other = Network.on(embedded_file("model.safetensors"))
    trained = network.trained()
    assert not any(name.startswith(("words", "positions", "lower")) for name in trained)
    assert sum(part.numel() * 2 for part in trained.values()) < 20e6
    other.take(trained)
    assert torch.allclose(other.span.weight, network.span.weight.half().float())
    with pytest.raises(ValueError, match="other layers"):
        other.take({name: part for name, part in trained.items() if name != "span.bias"})
