"""A training of a few steps, for the tests."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import Tensor, nn

BATCH = 12


def data(steps: int, features: int = 6, classes: int = 3) -> list[tuple[Tensor, Tensor]]:
    generator = torch.Generator().manual_seed(5)
    return [
        (
            torch.randn(BATCH, features, generator=generator),
            torch.randint(classes, (BATCH,), generator=generator),
        )
        for _ in range(steps)
    ]


def train(
    model: nn.Module,
    log: Path | None,
    batches: list[Any] | None = None,
    *,
    steps: int = 3,
    loss_of: Callable[[Any, Any], Tensor] = F.cross_entropy,
    make: Callable[..., torch.optim.Optimizer] = torch.optim.SGD,
    **options: Any,
) -> Log | None:
    """Trains with the recorder (without where log is None) and reads the log."""
    batches = batches if batches is not None else data(steps)
    optimizer = make([p for p in model.parameters() if p.requires_grad], lr=0.05)
    scope = gradscope.watch(model, optimizer, log=log, **options) if log is not None else None
    for x, y in batches:
        loss = loss_of(model(x), y)
        optimizer.zero_grad()
        if scope is not None:
            scope.loss(loss)
        loss.backward()
        optimizer.step()
    if scope is None or log is None:
        return None
    scope.close()
    return Log(log)


def recorded(model: nn.Module, log: Path, *arguments: Any, **options: Any) -> Log:
    """The same, surely with the recorder."""
    found = train(model, log, *arguments, **options)
    assert found is not None
    return found


def own_deltas(
    model: nn.Module, place: Callable[[], Any], x: Any, y: Tensor, losses_of: Callable[..., Tensor]
) -> float:
    """√(mean of δ²) by another way: one example at a time, ∂(its loss)/∂(its z). `place` gives the
    module whose output is z."""
    squares: list[Tensor] = []
    for index in range(len(y)):
        seen: list[Tensor] = []
        # A hook sees the gradient as it was before what works in place later.
        handle = place().register_forward_hook(
            lambda m, i, o, s=seen: o.register_hook(s.append) and None
        )
        losses_of(model(x[index : index + 1]), y[index : index + 1]).backward()
        handle.remove()
        squares.append(seen[0].double().square().flatten())
    return float(torch.cat(squares).mean().sqrt())


def perceptron(activation: nn.Module | None = None, depth: int = 3) -> nn.Sequential:
    torch.manual_seed(3)
    sizes = [6, 8, 8, 8, 8][: depth + 1]
    layers: list[nn.Module] = []
    for a, b in pairwise(sizes):
        layers += [nn.Linear(a, b), activation or nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(sizes[-1], 3))


def same(left: Log, right: Log, tolerance: float = 1e-5) -> None:
    """The numbers of two logs are the same."""
    assert left.at.keys() == right.at.keys()
    for key, line in left.at.items():
        other = right.at[key]
        assert line.keys() == other.keys(), (key, line.keys() ^ other.keys())
        for name, value in line.items():
            if isinstance(value, float):
                assert math.isclose(value, other[name], rel_tol=tolerance, abs_tol=1e-7), (
                    key, name, value, other[name],
                )  # fmt: skip


class Mixed(nn.Module):
    """Dropout, batch norm, an LSTM, a convolution: all that is random or keeps a state."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution, self.norm = nn.Conv1d(1, 4, 3, padding=1), nn.BatchNorm1d(4)
        self.lstm = nn.LSTM(4, 6, batch_first=True)
        self.drop, self.head = nn.Dropout(0.3), nn.Linear(6, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.norm(self.convolution(x.unsqueeze(1))))
        return self.head(self.drop(self.lstm(x.transpose(1, 2))[0][:, -1]))
