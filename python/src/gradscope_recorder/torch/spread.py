"""How far activations tell examples apart."""

from __future__ import annotations

from collections import defaultdict

import torch
from torch import Tensor

from ..native import kernel
from .statistics import address


def example_std(a: Tensor) -> float | None:
    """√(mean over units of the variance over examples and positions); None for one example.

    Units are the last dimension, of [N, C, H, W] or [N, C, H, W, D] the channels.
    """
    return example_stds({0: a}).get(0)


@torch.no_grad()
def example_stds(wanted: dict[int, Tensor]) -> dict[int, float]:
    """The same of many tensors by index; those of one shape are taken together."""
    shapes: dict[torch.Size, list[int]] = defaultdict(list)
    result: dict[int, float] = {}
    native = kernel()
    for index, a in wanted.items():
        if a.dim() > 1 and a.shape[0] > 1:
            place = address(a) if native is not None and a.dim() < 4 and a.numel() else 0
            if native is not None and place:
                width = a.shape[-1]
                result[index] = native.spread(place, a.numel() // width, width)
            else:
                shapes[a.shape].append(index)
    for indices in shapes.values():
        stacked = torch.stack([wanted[index].detach() for index in indices]).double()
        units = stacked.movedim(2, -1) if stacked.dim() > 4 else stacked
        rows = units.flatten(1, -2)
        rows = rows - rows[:, :1]
        variance = rows.square().mean(1).sub_(rows.mean(1).square_()).clamp_(min=0)
        for index, spread in zip(indices, variance.mean(1).sqrt_().tolist(), strict=True):
            result[index] = spread
    return result
