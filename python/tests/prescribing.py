"""Networks to prescribe for, and what they learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from gradscope_recorder.prescriptions import Prescription
from torch import Tensor, nn


def network(
    depth: int, activation: type[nn.Module], deviation: float | None = None
) -> Callable[[], nn.Module]:
    """Layers of 32 units over 12 features, with PyTorch's own weights or N(0, deviation²)."""

    def make() -> nn.Module:
        layers: list[nn.Module] = []
        for a, b in pairwise([12, *[32] * depth]):
            layers += [nn.Linear(a, b), activation()]
        model = nn.Sequential(*layers, nn.Linear(32, 3))
        for each in model.modules():
            if isinstance(each, nn.Linear) and deviation is not None:
                nn.init.normal_(each.weight, std=deviation)
                nn.init.zeros_(each.bias)
        return model

    return make


def clusters(scale: float = 1, shift: float = 0) -> Callable[[int], Iterator[Any]]:
    """Three clusters of points around centres that all seeds share."""

    def batches(seed: int) -> Iterator[tuple[Tensor, Tensor]]:
        centres = torch.randn(3, 12, generator=torch.Generator().manual_seed(3))
        draws = torch.Generator().manual_seed(seed)
        while True:
            labels = torch.randint(3, (48,), generator=draws)
            points = centres[labels] + 0.5 * torch.randn(48, 12, generator=draws)
            yield shift + scale * points, labels

    return batches


def sgd(rate: float) -> Callable[[nn.Module], torch.optim.Optimizer]:
    return lambda model: torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)


def prescribed(
    folder: Path, make: Any, batches: Any, rate: float, steps: int = 150, **options: Any
) -> Prescription:
    options = {"loss": F.cross_entropy, "seeds": 2, **options}
    return gradscope.prescribe(
        make, batches, sgd(rate), steps=steps, folder=folder / "logs", quiet=True, **options
    )
