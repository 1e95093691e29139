"""Asking with sentence-transformers and torch where the program takes NumPy: what the benchmarks put beside it.

    python -m tests.benchmarks.in_torch ask "Why was … listed?" --index INDEX

is `whylisted ask` in this way. The reader's upper layers are the base model's, untrained, for time does not depend on what was learnt.
"""

import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.question.understand import Question
from assistant.reader import model
from assistant.reader.look import Look
from index import encoder
from index.memory import Recent


def few(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of a few texts by sentence-transformers, in float32 and one thread."""
    with encoder._threads(1):
        return encoder._run(encoder.encoder().load(), texts, False)


class TorchReader:
    """The reader in torch: lower layers kept for each tile, the upper ones over all tiles at once, each row by itself."""

    name = model.OWN

    def __init__(self) -> None:
        from assistant.reader.network import Network

        self.network = Network.on(encoder.embedded_folder() / "model.safetensors").eval()
        self._states = Recent(model.KEPT)

    def scores(self, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        import torch

        if not looks:
            return []
        asked = model.read_question(question.turns or (question.text,), question)
        with torch.inference_mode(), model.all_cores():
            asked.states = self.network.read_lower(asked.ids)
            for look in looks:
                ids = tuple(look.tokens.ids)
                look.tokens.states = self._states.get(ids, lambda ids=ids: self.network.read_lower(ids), len)
            read = self.network([(asked, look.tokens) for look in looks])
        return [[round(float(s), model.DIGITS) for s in scores] for scores, _ in read]


def main() -> None:
    """The command line, in torch."""
    from ui.cli import main as command

    encoder._few = few
    made: list[TorchReader] = []

    def scores(_: model.OwnReader, question: Question, looks: Sequence[Look]) -> list[list[float]]:
        if not made:
            made.append(TorchReader())
        return made[0].scores(question, looks)

    model.OwnReader.scores = scores  # type: ignore[method-assign]
    sys.exit(command(sys.argv[1:]))


if __name__ == "__main__":
    main()
