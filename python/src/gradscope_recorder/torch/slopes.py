"""φ′ at the z of places: its root mean square, and the shares of z where φ levels off."""

from __future__ import annotations

import math
from collections import defaultdict

import torch
from torch import Tensor

from ..log.summary import Summary
from .activation import Activation


def relu_slope(a: Summary) -> dict[str, float]:
    """Of a ReLU φ′ is 0 where a is 0, and 1 elsewhere: √(share of a > 0)."""
    if a.non_finite:
        return {}
    share = 1 - a.zeros / a.size
    return {"derivativeRMS": math.sqrt(share), **shares(0.0, 0.0)}


def shares(low: float, high: float) -> dict[str, float]:
    """The shares of z beyond the lower and the upper bound, and of both."""
    return {
        "saturatedFraction": low + high,
        "saturatedLowFraction": low,
        "saturatedHighFraction": high,
    }


@torch.no_grad()
def slopes(
    wanted: list[tuple[int, Activation, Tensor, Tensor | None]],
) -> dict[int, dict[str, float]]:
    """`derivativeRMS` and the saturated shares, by place. z and a: any form; those of one
    activation and size are taken together, [G, n]."""
    groups: dict[tuple[str, int, torch.dtype, bool], list[tuple[int, Activation, Tensor, Tensor]]]
    groups = defaultdict(list)
    for index, activation, z, a in wanted:
        key = (activation.name, z.numel(), z.dtype, a is None)
        groups[key].append((index, activation, z, z if a is None else a))
    result: dict[int, dict[str, float]] = {}
    for (_, count, _, lacks_a), group in groups.items():
        activation = group[0][1]
        z = _stacked([each[2] for each in group])
        a = None if lacks_a else _stacked([each[3] for each in group])
        slope = activation.derivative(z, a)
        if slope is None:
            continue
        roots = torch.linalg.vector_norm(slope, dim=1).double().div_(math.sqrt(count))
        low, high = activation.bounds or (-math.inf, math.inf)
        # Comparisons are slow here; the sign of what is left beyond a bound counts as well.
        below = (low - z).relu_().sign_().sum(1) if low > -math.inf else z.new_zeros(len(group))
        above = (z - high).relu_().sign_().sum(1) if high < math.inf else z.new_zeros(len(group))
        numbers = torch.stack([roots, below.double(), above.double()]).tolist()
        for (index, _, _, _), root, under, over in zip(group, *numbers, strict=True):
            result[index] = {"derivativeRMS": root, **shares(under / count, over / count)}
    return result


def _stacked(values: list[Tensor]) -> Tensor:
    stacked = torch.stack([each.detach().reshape(-1) for each in values])
    # Half precision has too few digits for 1 − a², and counts above 2,048.
    return stacked if stacked.dtype == torch.float64 else stacked.float()
