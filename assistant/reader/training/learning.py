"""Learning: groups of tiles for one question, the loss over a group, and the loop.

The loss is a softmax over all sentences that a question is shown and one more outcome, that none of them answers (the null of SQuAD 2.0,
Rajpurkar et al. 2018), its score fixed at 0; a small binary term keeps the scores comparable between questions.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from assistant.reader.network import Network
from assistant.reader.pieces import Tokens

BINARY, WORDS = 0.3, 0.3
"""Weights of the binary term, and of the term for the words that answer where a set marks them."""
BATCH = 8
"""Questions in one step."""
TOGETHER = 16
"""Pairs of question and tile that go through the network at once, those of like length: few enough for a processor's cache."""
HEADS_RATE = 3e-4
"""Learning rate of what is new (heads, roles, marks); the layers have a smaller one of their own."""


@dataclass(slots=True)
class Shown:
    """One tile shown for a question: which of its sentences answer, and which of its pieces are the words that do."""

    tile: Tokens
    answers: Sequence[int] = ()
    words: Sequence[int] = ()


Choice = tuple[Tokens, list[Shown]]
"""A question and what is shown for it in one step."""
Draw = Callable[[random.Random], Choice]
"""Draws what is shown for one question of a training set; another time it may be something else."""


def run(network: Network, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[tuple[Tensor, Tensor]]:
    """The network on many pairs, in the order given; few at once, which fit a processor's cache."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0].ids) + len(pairs[i][1].ids))
    found: dict[int, tuple[Tensor, Tensor]] = {}
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        found.update(zip(some, network([pairs[i] for i in some]), strict=True))
    return [found[i] for i in range(len(pairs))]


def loss_of(shown: Sequence[Shown], read: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
    """The loss of one question.

    Args:
        shown: the tiles, at least one.
        read: for each the scores of its sentences and of its pieces, as `Network` gives them.
    """
    scores = torch.cat([s for s, _ in read])
    labels = torch.cat([_marked(len(s), tile.answers) for tile, (s, _) in zip(shown, read, strict=True)])
    none = torch.zeros(1)
    right = scores[labels > 0] if labels.any() else none
    loss = torch.logsumexp(torch.cat([scores, none]), 0) - torch.logsumexp(right, 0)
    loss = loss + BINARY * functional.binary_cross_entropy_with_logits(scores, labels)
    words = torch.cat([_marked(len(w), tile.words) for tile, (_, w) in zip(shown, read, strict=True)])
    if words.any():
        pieces = torch.cat([w for _, w in read])
        loss = loss + WORDS * (torch.logsumexp(pieces, 0) - torch.logsumexp(pieces[words > 0], 0))
    return loss


def _marked(length: int, numbers: Sequence[int]) -> Tensor:
    marks = torch.zeros(length)
    marks[list(numbers)] = 1.0
    return marks


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown beside the questions of a pass: of `seen`, which the network has learnt from before, every other one, by chance; of
    `public` one in every step. `flat` is the share of the steps behind which the learning rate begins to fall."""

    seen: Sequence[Draw] = ()
    public: Sequence[Draw] = ()
    flat: float = 0.0

    def order(self, draws: Sequence[Draw], rng: random.Random) -> list[Draw]:
        """The questions of one pass, in the order in which they are shown from the end."""
        order = [*draws, *(draw for draw in self.seen if rng.random() < 0.5)]
        rng.shuffle(order)
        return order

    def scale(self, step: int, steps: int) -> float:
        """What the learning rate is multiplied by: a warm-up of 6%, and a linear decay."""
        left = 1 - step / steps
        return min(1.0, (step + 1) / (0.06 * steps + 1)) * max(0.02, min(1.0, left / (1 - self.flat)))


def fit(
    network: Network,
    draws: Sequence[Draw],
    epochs: float,
    rate: float,
    seed: int,
    say: Callable[[str], None] = print,
    beside: Beside | None = None,
) -> float:
    """Train the network in place with AdamW; gives the minutes that it took.

    Args:
        network: its trained parts change.
        draws: one for each question.
        epochs: how often each question is shown.
        rate: the layers' learning rate at its highest.
        seed: of what is shown when.
        say: is told the mean loss every hundred steps.
        beside: what else is shown, and how the rate falls.
    """
    beside = beside or Beside()
    network.train()
    rng = random.Random(seed)
    layers = list(network.upper.parameters())
    heads = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("upper.")]
    optimiser = torch.optim.AdamW(
        [{"params": layers, "lr": rate}, {"params": heads, "lr": HEADS_RATE}], weight_decay=0.01
    )
    steps = max(1, int((len(draws) + len(beside.seen) / 2) * epochs / BATCH))
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: beside.scale(step, steps))
    begun, total = time.perf_counter(), 0.0
    order: list[Draw] = []
    for step in range(1, steps + 1):
        if len(order) < BATCH:
            order = beside.order(draws, rng)
        chosen = [order.pop()(rng) for _ in range(min(BATCH, len(order)))]
        chosen += [rng.choice(beside.public)(rng)] if beside.public else []
        read = iter(run(network, [(question, s.tile) for question, shown in chosen for s in shown]))
        losses = [loss_of(shown, [next(read) for _ in shown]) for _, shown in chosen]
        loss = torch.stack(losses).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
        optimiser.step()
        plan.step()
        total += loss.item()
        if step % 100 == 0:
            say(f"step {step} of {steps}: loss {total / 100:.3f}, {time.perf_counter() - begun:.0f} s")
            total = 0.0
    network.eval()
    return (time.perf_counter() - begun) / 60
