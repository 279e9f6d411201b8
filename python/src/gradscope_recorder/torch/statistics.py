"""Sums over tensors, in double precision, and the statistics that follow from them."""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

# Tensors up to here are kept until the step's end and summed up together: the price of a call is
# more than that of the numbers. Larger ones are summed up at once, and not kept.
SMALL = 16_384
CHUNK = 131_072
# Mean squares for which float32 sums are as good: beyond, it is done again in float64.
SAFE = (1e-25, 1e25)


class Summary(NamedTuple):
    """What is known of n values: mean, standard deviation (divided by n), root mean square, exact
    zeros (−1: not counted), and values that are NaN or infinite."""

    size: int
    mean: float
    std: float
    rms: float
    zeros: int
    non_finite: int

    @property
    def norm(self) -> float:
        """√(Σ x²)."""
        return self.rms * math.sqrt(self.size)


class Sums(NamedTuple):
    """Sums of a large tensor: [shift, Σ(x − shift), Σ(x − shift)², exact zeros, not finite]; the
    zeros are −1 where they were not counted."""

    size: int
    values: Tensor


class _Scratch(threading.local):
    """Memory that is used again and again, a thread for itself."""

    def __init__(self) -> None:
        self.wide = torch.empty(CHUNK, dtype=torch.float64)
        self.single = torch.empty(CHUNK, dtype=torch.float32)


_scratch = _Scratch()


def summary(count: int, sums: Sequence[float]) -> Summary:
    """The statistics of n values from their sums: mean = shift + S/n, var = Q/n − (S/n)²."""
    shift, first, squares, zeros, bad = sums
    if count == 0:
        return Summary(0, math.nan, math.nan, math.nan, 0, 0)
    offset = first / count
    mean = shift + offset
    variance = squares / count - offset * offset
    if variance < 0:
        variance = 0.0
    rms = math.sqrt(variance + mean * mean)
    return Summary(count, mean, math.sqrt(variance), rms, int(zeros), int(bad))


def slow_sums(x: Tensor) -> Tensor:
    """The sums of any tensor in float64, what is not finite counted; without a shift."""
    wide = x.detach().reshape(-1).double()
    bad = (~torch.isfinite(wide)).sum().double()
    zeros = (wide == 0).sum().double()
    return torch.stack([torch.zeros_like(bad), wide.sum(), wide.square().sum(), zeros, bad])


def large_sums(x: Tensor, *, zeros: bool = True, centred: bool = True) -> Sums:
    """The sums of a tensor that is not kept, [5] in float64, a chunk at a time.

    Without `zeros` none are counted; without `centred` the mean is not asked for (of δ).

    Of float32 sums in float32 are within 1e-5 where the mean square is of an ordinary size and the
    mean does not drown the deviation: only then they are taken.
    """
    flat = x.detach().reshape(-1)
    count = flat.numel()
    if x.is_cuda or count == 0:
        return Sums(count, slow_sums(flat))
    first = squares = kept = 0.0
    is_single = x.dtype == torch.float32
    for start in range(0, count, CHUNK):
        # One chunk at a time, so that it is in the cache for all of it.
        chunk = flat[start : start + CHUNK]
        if is_single:
            squares += torch.dot(chunk, chunk).item()
            if centred:
                first += chunk.sum().item()
        if zeros:
            kept += _present(chunk)
    empty = float(count - kept) if zeros else -1.0
    if is_single:
        mean, square = first / count, squares / count
        if SAFE[0] < square < SAFE[1] and square - mean * mean > 0.1 * mean * mean:
            return Sums(count, torch.tensor([0.0, first, squares, empty, 0.0], dtype=torch.float64))
        first = squares = 0.0
    shift = float(flat[0])
    for start in range(0, count, CHUNK):
        chunk = flat[start : start + CHUNK]
        moved = _scratch.wide[: chunk.numel()].copy_(chunk).sub_(shift)
        first += moved.sum().item()
        squares += torch.dot(moved, moved).item()
    if not math.isfinite(squares):
        return Sums(count, slow_sums(flat))
    return Sums(count, torch.tensor([shift, first, squares, empty, 0.0], dtype=torch.float64))


def _present(chunk: Tensor) -> float:
    """How many values of a chunk are not 0. Comparisons are slow here, and counting is where the
    zeros cannot be foreseen; |sign| is 1 where x is not 0."""
    signs = _scratch.single[: chunk.numel()]
    if chunk.dtype == torch.float32:
        torch.sign(chunk, out=signs)
    else:
        # The sign before it is made narrower: a small number of float64 is not 0.
        signs.copy_(chunk.sign())
    return float(signs.abs_().sum())


def large_norm(x: Tensor) -> float:
    """√(Σ x²) in the same way."""
    sums = large_sums(x, zeros=False, centred=False)
    return summary(sums.size, sums.values.tolist()).norm


def together(entries: Sequence[tuple[Hashable, Tensor | Sums]]) -> dict[Hashable, Summary]:
    """The statistics of many tensors: those of one size are stacked, and everything is brought
    over in one transfer.

    Shapes: tensors of n values in any form; a group of G of them is [G, n].
    """
    groups: dict[tuple[int, torch.dtype, torch.device], list[tuple[Hashable, Tensor]]]
    groups = defaultdict(list)
    large: list[tuple[Hashable, Sums]] = []
    for key, value in entries:
        if isinstance(value, Sums):
            large.append((key, value))
        elif value.numel() > SMALL:
            large.append((key, large_sums(value, zeros=False, centred=False)))
        else:
            groups[value.numel(), value.dtype, value.device].append((key, value))
    parts: list[Tensor] = [each.values for _, each in large]
    for group in groups.values():
        parts.append(_group_sums([value for _, value in group]).t().reshape(-1))
    if not parts:
        return {}
    home = parts[-1].device
    numbers: list[float] = torch.cat([each.to(home) for each in parts]).tolist()
    result: dict[Hashable, Summary] = {}
    place = 0
    for key, sums in large:
        result[key] = summary(sums.size, numbers[place : place + 5])
        place += 5
    for (count, _, _), group in groups.items():
        for key, value in group:
            row = numbers[place : place + 5]
            if not math.isfinite(row[2]):
                row = slow_sums(value).tolist()
            result[key] = summary(count, row)
            place += 5
    return result


def _group_sums(values: list[Tensor]) -> Tensor:
    """The sums of G tensors of n values each: [5, G] in float64."""
    stacked = torch.stack([each.reshape(-1) for each in values])
    count = stacked.shape[1]
    wide = stacked.double()
    shift = wide[:, :1].clone() if count else wide.new_zeros(len(values), 1)
    wide = wide.sub_(shift) if wide is not stacked else wide - shift
    first = wide.sum(1)
    squares = torch.linalg.vector_norm(wide, dim=1).square_()
    zeros = count - stacked.sign_().abs_().sum(1).double()
    return torch.stack([shift[:, 0], first, squares, zeros, torch.zeros_like(zeros)])


def example_std(a: Tensor) -> float | None:
    """√(mean over units of the variance over examples and positions); None for one example.

    Units are the last dimension, of [N, C, H, W] or [N, C, H, W, D] the channels.
    """
    return example_stds({0: a}).get(0)


def example_stds(wanted: dict[int, Tensor]) -> dict[int, float]:
    """The same of many tensors by index; those of one shape are taken together."""
    shapes: dict[torch.Size, list[int]] = defaultdict(list)
    for index, a in wanted.items():
        if a.dim() > 1 and a.shape[0] > 1:
            shapes[a.shape].append(index)
    result: dict[int, float] = {}
    for indices in shapes.values():
        stacked = torch.stack([wanted[index].detach() for index in indices]).double()
        units = stacked.movedim(2, -1) if stacked.dim() > 4 else stacked
        rows = units.flatten(1, -2)
        rows = rows - rows[:, :1]
        variance = rows.square().mean(1).sub_(rows.mean(1).square_()).clamp_(min=0)
        for index, spread in zip(indices, variance.mean(1).sqrt_().tolist(), strict=True):
            result[index] = spread
    return result
