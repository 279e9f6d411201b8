"""What a network is to learn, and how far it came, apart from recorder and program."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from torch.nn import functional as F

import torch
from torch import Tensor, nn

from . import data


@dataclass(frozen=True)
class Task:
    """Examples to train on and others held out, a loss, and a yardstick.

    `share` = (score − guess) / (best − guess) is how far a network came on the way from guessing to
    all right: 0 is a guess, 1 is perfect. It is measured on what was held out, with `eval()`.
    """

    name: str
    x: Tensor
    y: Tensor
    held_x: Tensor
    held_y: Tensor
    loss: Callable[[Tensor, Tensor], Tensor]
    score: Callable[[Tensor, Tensor], float]
    guess: float
    best: float
    # A network that comes at least this far has learned what there is.
    learned: float

    @torch.no_grad()
    def share(self, model: nn.Module) -> float:
        """How far this network came; NaN where it answers with no numbers."""
        model.eval()
        try:
            answers = [model(part) for part in self.held_x.split(256)]
        finally:
            model.train()
        out = torch.cat([each[0] if isinstance(each, tuple) else each for each in answers])
        if not torch.isfinite(out).all():
            return math.nan
        return (self.score(out, self.held_y) - self.guess) / (self.best - self.guess)


def accuracy(out: Tensor, y: Tensor) -> float:
    return float((out.argmax(1) == y).float().mean())


def cross_entropy_of_text(out: Tensor, y: Tensor) -> Tensor:
    """Of [batch, length, characters]."""
    return F.cross_entropy(out.flatten(0, 1), y.flatten())


def split(x: Tensor, y: Tensor, held: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Examples to train on and so many held out, in one order for all."""
    x, y = data.shuffled(x, y)
    return x[held:], y[held:], x[:held], y[:held]


def classes(
    name: str, x: Tensor, y: Tensor, held: int, *, learned: float = 0.75, shuffle: bool = True
) -> Task:
    """One of several classes: accuracy, where a guess names the most frequent class."""
    parts = split(x, y, held) if shuffle else (x, y, x, y)
    frequent = float(parts[3].bincount().max()) / len(parts[3])
    return Task(name, *parts, F.cross_entropy, accuracy, frequent, 1.0, learned)


def values(name: str, x: Tensor, y: Tensor, held: int, *, learned: float = 0.6) -> Task:
    """Values [n, k]: 1 − (mean squared error) / (variance), what is called R²."""
    parts = split(x, y, held) if held else (x, y, x, y)
    spread = (parts[3] - parts[1].mean(0)).square().mean()

    def score(out: Tensor, target: Tensor) -> float:
        return 1 - float((out.reshape(target.shape) - target).square().mean() / spread)

    def loss(out: Tensor, target: Tensor) -> Tensor:
        return F.mse_loss(out.reshape(target.shape), target)

    return Task(name, *parts, loss, score, 0.0, 1.0, learned)


@cache
def digits(form: str = "flat") -> Task:
    """Pictures of 8 × 8, standardized as a whole: flat [64], a picture [1, 8, 8], its rows [8, 8],
    or its pixels one by one [64, 1]."""
    x, y = data.digits()
    x = (x - x.mean()) / x.std()
    shape = {"flat": (64,), "picture": (1, 8, 8), "rows": (8, 8), "pixels": (64, 1)}[form]
    return classes(f"digits ({form})", x.reshape(-1, *shape), y, 360)


@cache
def mnist(form: str = "flat") -> Task:
    """Pictures of 28 × 28, standardized as a whole: flat [784], a picture [1, 28, 28], one of half
    the size [1, 14, 14], its rows [28, 28]; flat with ink from 0 to 1, or from 0 to 255 (`raw`)."""
    x, y = data.mnist()
    if form == "ink":
        x = x / 255
    elif form != "raw":
        x = (x - x.mean()) / x.std()
    if form == "small":
        x = nn.functional.avg_pool2d(x.reshape(-1, 1, 28, 28), 2)
    else:
        shapes = {"picture": (1, 28, 28), "rows": (28, 28)}
        x = x.reshape(-1, *shapes.get(form, (784,)))
    return classes(f"mnist ({form})", x, y, 1000)


@cache
def text(length: int = 32) -> Task:
    """The next character. A guess that knows how frequent the characters are has their entropy."""
    x, y = data.windows(length)
    parts = split(x, y, len(x) // 8)
    _, kinds = data.text()
    counts = parts[1].flatten().bincount(minlength=kinds) + 1.0
    guess = F.cross_entropy((counts / counts.sum()).log().expand(parts[3].numel(), -1),
                            parts[3].flatten())

    def score(out: Tensor, target: Tensor) -> float:
        return -float(cross_entropy_of_text(out, target))

    return Task("text", *parts, cross_entropy_of_text, score, -float(guess), 0.0, 0.15)


@cache
def same_digits(form: str = "flat") -> Task:
    """The picture itself, with ink from 0 to 1."""
    x, _ = data.digits()
    x = x / 16 if form == "flat" else (x / 16).reshape(-1, 1, 8, 8)
    return values(f"digits ({form}) themselves", x, x, 360, learned=0.5)


@cache
def same_mnist() -> Task:
    """The picture itself, with ink from 0 to 1."""
    x, _ = data.mnist()
    return values("mnist themselves", x / 255, x / 255, 1000, learned=0.4)


@cache
def properties() -> Task:
    """Four questions about a digit, each with yes or no: even, above 4, prime, with a loop.

    The score is the accuracy of the worst question, so that a frequent no is no answer."""
    x, y = data.digits()
    x = (x - x.mean()) / x.std()
    asked = [{0, 2, 4, 6, 8}, {5, 6, 7, 8, 9}, {2, 3, 5, 7}, {0, 6, 8, 9}]
    answers = torch.tensor([[float(int(d) in each) for each in asked] for d in y])
    parts = split(x, answers, 360)

    def score(out: Tensor, target: Tensor) -> float:
        return float(((out > 0) == (target > 0.5)).float().mean(0).min())

    return Task(
        "digits (4 questions)", *parts, F.binary_cross_entropy_with_logits, score, 0.6, 1.0, 0.6
    )
