"""How large the numbers are that a network gets and has to give, and how many units differ: what
does not need a pass of its own."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from .calls import Call
from .places import Place
from .weights import CONVOLUTIONS, LAYERS

# So many rows tell how the columns of a table differ.
ROWS = 16
# Differences up to this share of the norm are those of rounding.
TOLERANCE = 1e-5


def columns(values: Tensor) -> dict[str, float] | None:
    """Sizes over the columns of a table [rows, columns]: `largestMean` max |μ|, `largestDeviation`
    max σ (of the population), `largestMagnitude` max |x|, `rms` √(mean of x²); None where a value
    is not finite, or there is none.
    """
    table = values.detach().double()
    if table.numel() == 0 or not bool(table.isfinite().all()):
        return None
    mean, deviation = table.mean(0), table.std(0, correction=0)
    return {
        "largestMean": float(mean.abs().max()),
        "largestDeviation": float(deviation.max()),
        "largestMagnitude": float(table.abs().max()),
        "rms": float(table.square().mean().sqrt()),
    }


def features(calls: Iterable[Call]) -> dict[str, float] | None:
    """The sizes of what the first weight layer is given: the data, as they were prepared and
    normalized before it. Of a convolution the columns are channels, else the last dimension. Of a
    table of 16 rows or more also `smallestDeviation`, of those that vary, and `dwarfedShare`, the
    share of these that vary a thousand times less than the most.

    None where that is an embedding, whose input are numbers of tokens, or cannot be seen.
    """
    layers = [each for each in calls if isinstance(each.module, LAYERS)]
    first = min(layers, key=lambda each: each.order, default=None)
    if first is None or isinstance(first.module, nn.Embedding | nn.EmbeddingBag):
        return None
    given = first.input
    if given is None or not given.is_floating_point() or given.dim() < 1:
        return None
    is_picture = isinstance(first.module, CONVOLUTIONS) and given.dim() > 2
    table = given.detach().movedim(1, -1) if is_picture else given.detach()
    table = table.reshape(-1, table.shape[-1])
    found = columns(table)
    if found is not None and given.dim() == 2 and len(table) >= ROWS:
        deviations = table.double().std(0, correction=0)
        varying = deviations[deviations > 0]
        if varying.numel():
            found["smallestDeviation"] = float(varying.min())
            dwarfed = varying < 1e-3 * varying.max()
            found["dwarfedShare"] = float(dwarfed.double().mean())
    return found


@torch.no_grad()
def distinct_units(weight: Tensor, bias: Tensor | None) -> int:
    """How many units differ: two are the same where ‖(w_u, b_u) − (w_v, b_v)‖ is at most 10⁻⁵ of
    the larger of their norms. One with a NaN differs from all others. weight: [units, …], bias:
    [units].
    """
    rows = weight.detach().flatten(1).double()
    if bias is not None:
        rows = torch.cat([rows, bias.detach().double().unsqueeze(1)], 1)
    finite = rows[rows.isfinite().all(1)]
    if len(finite) < 2:
        return len(rows)
    # Units that are the same have the same projection, and lie side by side when sorted.
    shares = torch.arange(finite.shape[1], device=finite.device, dtype=finite.dtype) % 7 + 1
    order = (finite @ shares).argsort()
    ordered, norms = finite[order], finite.norm(dim=1)[order]
    limit = TOLERANCE * torch.maximum(norms[1:], norms[:-1])
    reach = limit * float(shares.norm())
    near = ((ordered @ shares).diff().abs() <= reach).nonzero().flatten()
    same = (ordered[near + 1] - ordered[near]).norm(dim=1) <= limit[near]
    return len(rows) - int(same.sum())


def distinct_counts(places: Iterable[Place]) -> dict[str, int]:
    """The units that differ, of each dense layer and convolution."""
    found: dict[str, int] = {}
    for place in places:
        if place.kind not in ("dense", "convolution") or not place.weights:
            continue
        weight, bias = place.weights[0], getattr(place.module, "bias", None)
        if weight.dim() < 2 or weight.shape[0] != place.units or place.units < 2:
            continue
        if getattr(place.module, "transposed", False):
            continue
        is_whole = isinstance(bias, Tensor) and bias.shape == weight.shape[:1]
        found[place.name] = distinct_units(weight, bias if is_whole else None)
    return found
