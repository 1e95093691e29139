"""The reader's network in training: MiniLM's lower layers on question and text apart, its upper layers on both together.

The lower layers are those of the embedding model that comes with the installation, as they are: what they make of a text does
not depend on the question, so it is computed once for a text (Cao et al. 2020, DeFormer; MacAvaney et al. 2020, PreTTR). The upper
layers are trained; they and the heads are what this package ships. Each token carries, besides its states, what it is to the
question: its role (the question, an earlier turn, a heading, a sentence to be judged) and its mark (the asked party, another list).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.pieces import MARKS, ROLES, Tokens
from assistant.reader.scorer import HIDDEN
from index.minilm import EPSILON, HEADS, INNER, LAYERS, NAMES, WIDTH

LOWER = 2
"""Layers that read question and text apart."""
MULTIPLE = 16
"""Lengths are padded to multiples of this in training."""


class Layer(nn.Module):
    """One transformer layer as in BERT (Devlin et al. 2019), without dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.after_attention, self.after_inner = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x: Tensor, lengths: Sequence[int]) -> Tensor:
        """States (sum of lengths, WIDTH) to states: sequences one behind the other, none of which sees another."""
        seen = [
            functional.scaled_dot_product_attention(*row.view(len(row), 3, HEADS, WIDTH // HEADS).permute(1, 2, 0, 3))
            for row in torch.split(self.qkv(x), list(lengths))
        ]
        return self._after(x, torch.cat([s.transpose(0, 1).reshape(-1, WIDTH) for s in seen]))

    def padded(self, x: Tensor, hidden: Tensor) -> Tensor:
        """The same of padded states (sequences, length, WIDTH): `hidden`, (sequences, 1, 1, length), is added to what attention is drawn
        from, a large negative number where there is padding. Written out, for that is the faster way back on a processor."""
        count, length, _ = x.shape
        query, key, value = self.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        drawn = torch.softmax((query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2) + hidden, -1)
        return self._after(x, (drawn.to(value.dtype) @ value).transpose(1, 2).reshape(count, length, WIDTH))

    def _after(self, x: Tensor, seen: Tensor) -> Tensor:
        x = self.after_attention(x + self.out(seen))
        out: Tensor = self.after_inner(x + self.down(functional.gelu(self.up(x))))
        return out


class Network(nn.Module):
    """Scores of sentences against a question, and of the words in them."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.lower = nn.ModuleList(Layer() for _ in range(LOWER))
        self.upper = nn.ModuleList(Layer() for _ in range(LAYERS - LOWER))
        self.roles, self.marks = nn.Embedding(ROLES, WIDTH), nn.Embedding(MARKS, WIDTH)
        self.span = nn.Linear(WIDTH, 1)
        self.hidden, self.score = nn.Linear(3 * WIDTH, HIDDEN), nn.Linear(HIDDEN, 1)
        nn.init.normal_(self.roles.weight, std=0.02)
        nn.init.normal_(self.marks.weight, std=0.1)
        with torch.no_grad():
            self.marks.weight[0] = 0.0
        nn.init.zeros_(self.score.weight)
        nn.init.constant_(self.score.bias, -1.0)
        for part in (self.words, self.positions, self.norm, self.lower):
            part.requires_grad_(False)
        self.kind.requires_grad_(False)

    @classmethod
    def on(cls, weights: Path) -> "Network":
        """The network on the weights of the base model (a safetensors file), its heads not trained yet."""
        net = cls()
        with safe_open(str(weights), "pt") as file, torch.no_grad():
            get = file.get_tensor
            net.words.weight.copy_(get("embeddings.word_embeddings.weight"))
            net.positions.weight.copy_(get("embeddings.position_embeddings.weight"))
            net.kind.copy_(get("embeddings.token_type_embeddings.weight")[0])
            net.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
            net.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
            for number, layer in enumerate((*net.lower, *net.upper)):
                for mine, theirs in NAMES.items():
                    for part in ("weight", "bias"):
                        found = [get(f"encoder.layer.{number}.{name}.{part}") for name in theirs]
                        getattr(layer.get_submodule(mine), part).copy_(torch.cat(found))
        return net

    def take(self, trained: Mapping[str, Tensor]) -> None:
        """Put the trained layers and heads in their places; ValueError when they are not all there, or not of this shape."""
        own = {name: part for name, part in self.named_parameters() if part.requires_grad}
        if own.keys() != trained.keys() or any(own[name].shape != part.shape for name, part in trained.items()):
            raise ValueError("other layers than this program's")
        with torch.no_grad():
            for name, part in trained.items():
                own[name].copy_(part)

    def trained(self) -> dict[str, Tensor]:
        """The trained layers and heads in half precision, as `take` takes them."""
        return {n: p.detach().half().contiguous() for n, p in self.named_parameters() if p.requires_grad}

    def read_lower(self, ids: Sequence[int]) -> Tensor:
        """The states (length, WIDTH) of one text alone, after the lower layers."""
        with torch.no_grad():
            at = torch.arange(len(ids))
            x: Tensor = self.norm(self.words(torch.tensor(ids)) + self.positions(at) + self.kind)
            for layer in self.lower:
                x = layer(x, [len(ids)])
            return x

    def _joined(self, question: Tokens, text: Tokens) -> Tensor:
        parts = []
        for tokens in (question, text):
            states = tokens.states if tokens.states is not None else self.read_lower(tokens.ids)
            told = self.roles(torch.tensor(tokens.roles)) + self.marks(torch.tensor(tokens.marks))
            parts.append(states.float() + told)
        return torch.cat(parts)

    def _apart(self, rows: Sequence[Tensor]) -> Sequence[Tensor]:
        """Through the upper layers, each row by itself: its states do not depend on the others by a single bit."""
        lengths = [len(row) for row in rows]
        x = torch.cat(list(rows))
        for layer in self.upper:
            x = layer(x, lengths)
        return torch.split(x, lengths)

    def _padded(self, rows: Sequence[Tensor]) -> Sequence[Tensor]:
        """Through the upper layers, padded to one length and in bfloat16 where the processor is faster so: for training."""
        x = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
        x = functional.pad(x, (0, 0, 0, -x.shape[1] % MULTIPLE))
        hidden = torch.zeros(len(rows), 1, 1, x.shape[1])
        for own, row in zip(hidden, rows, strict=True):
            own[..., len(row) :] = -1e4
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.upper:
                assert isinstance(layer, Layer)
                x = layer.padded(x, hidden.to(torch.bfloat16))
        return [own[: len(row)].float() for own, row in zip(x, rows, strict=True)]

    def forward(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[tuple[Tensor, Tensor]]:
        """For each pair of question and text: the scores of its sentences (0 is the score of no answer at all), and
        the score of each of the text's pieces for being part of the answer."""
        rows = [self._joined(*pair) for pair in pairs]
        out = []
        for row, (question, text) in zip(
            self._padded(rows) if self.training else self._apart(rows), pairs, strict=True
        ):
            asked, states = row[0], row[len(question.ids) :]
            span = self.span(states).squeeze(-1)
            pooled = []
            for start, end in text.sentences:
                own = states[start:end]
                pooled.append(torch.cat([own.mean(0), torch.softmax(span[start:end], 0) @ own, asked]))
            scores = self.score(functional.gelu(self.hidden(torch.stack(pooled)))).squeeze(-1)
            out.append((scores, span))
        return out
