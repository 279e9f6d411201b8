"""Histograms by magnitude: bin k counts 2^k ≤ |x| < 2^(k+1), by sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from ..native import Kernel, kernel
from ..native.kernel import BINS
from .statistics import address, flat

# Of larger tensors an even share of about this many values is counted: a histogram must not cost
# more than the step.
LIMIT = 4_096


def sample(x: Tensor) -> tuple[Tensor, int]:
    """A copy of every n-th value, at most about 4,096 of them, and n."""
    few, stride = strided(x.detach())
    return few.clone(), stride


def strided(x: Tensor) -> tuple[Tensor, int]:
    """The same without a copy, of a tensor without a graph."""
    values = flat(x)
    stride = max(1, -(-values.numel() // LIMIT))
    return (values[::stride] if stride > 1 else values), stride


def histogram(values: Tensor, factor: float = 1.0) -> dict[str, Any]:
    """Counts of factor · x; zeros, and NaN and infinite values, apart."""
    wide = values.detach().reshape(-1).double() * factor
    finite = wide[wide.isfinite()]
    nonzero = finite[finite != 0]
    result: dict[str, Any] = {
        "lowest": 0,
        "counts": [],
        "negative": [],
        "zero": finite.numel() - nonzero.numel(),
        "nonFinite": wide.numel() - finite.numel(),
    }
    if nonzero.numel():
        # frexp gives x = m · 2^e with ½ ≤ |m| < 1, so k = e − 1.
        exponents = torch.frexp(nonzero).exponent.long() - 1
        lowest = int(exponents.min())
        bins = int(exponents.max()) - lowest + 1
        both = torch.bincount(exponents - lowest + bins * (nonzero < 0), minlength=2 * bins)
        counts = both.tolist()
        result.update(lowest=lowest, counts=counts[:bins], negative=counts[bins:])
    return result


# Of a number's bits: the integer that has as many, bits of its fraction, values of its exponent.
_FORMS = {
    torch.float32: (torch.int32, 23, 256),
    torch.float64: (torch.int64, 52, 2048),
}


def histograms(taken: Sequence[tuple[Tensor, float]]) -> list[dict[str, Any]]:
    """The histograms of many tensors, each times its factor: those of one size are counted
    together, by the bits of their exponents. Subnormal numbers are counted the slow way."""
    result: list[dict[str, Any]] = [{} for _ in taken]
    native = kernel()
    if native is not None:
        rows = [_row(values) for values, _ in taken]
        if all(place for place, _, _ in rows):
            return _counted(native, taken, rows)
    groups: dict[tuple[int, torch.dtype], list[int]] = defaultdict(list)
    for index, (values, _) in enumerate(taken):
        groups[values.numel(), values.dtype].append(index)
    for (count, _), indices in groups.items():
        for index, found in zip(indices, _group([taken[i] for i in indices], count), strict=True):
            result[index] = histogram(*taken[index]) if found is None else found
    return result


def _row(values: Tensor) -> tuple[int, int, int]:
    """Where the kernel can read the values, how many, and how far one is from the next; 0 as the
    first where it cannot."""
    place = address(values)
    if place and not values.is_neg():
        return place, values.numel(), 1
    is_plain = type(values) is Tensor and values.dtype is torch.float32 and values.is_cpu
    if is_plain and values.dim() == 1 and not values.is_neg():
        return values.data_ptr(), values.numel(), values.stride(0)
    return 0, 0, 0


def _counted(
    native: Kernel, taken: Sequence[tuple[Tensor, float]], rows: Sequence[tuple[int, int, int]]
) -> list[dict[str, Any]]:
    found, bins = native.histograms(
        [place for place, _, _ in rows], [count for _, count, _ in rows],
        [stride for _, _, stride in rows], [factor for _, factor in taken],
    )  # fmt: skip
    result: list[dict[str, Any]] = []
    for row, (values, factor) in enumerate(taken):
        lowest, count, zeros, bad, subnormal = found[5 * row : 5 * row + 5]
        if subnormal:
            result.append(histogram(values, factor))
            continue
        at = 2 * BINS * row
        result.append({
            "lowest": lowest, "counts": bins[at : at + count].tolist(),
            "negative": bins[at + BINS : at + BINS + count].tolist(),
            "zero": zeros, "nonFinite": bad,
        })  # fmt: skip
    return result


def _group(taken: list[tuple[Tensor, float]], count: int) -> list[dict[str, Any] | None]:
    stacked = torch.stack([values.detach().reshape(-1) for values, _ in taken])
    if stacked.dtype not in _FORMS:
        stacked = stacked.float()
    if any(factor != 1 for _, factor in taken):
        factors = torch.tensor([factor for _, factor in taken], dtype=stacked.dtype)
        stacked = stacked * factors.to(stacked.device).unsqueeze(1)
    integer, bits, size = _FORMS[stacked.dtype]
    codes = (stacked.view(integer) >> bits).bitwise_and_(2 * size - 1)
    rows = torch.arange(len(taken), device=stacked.device, dtype=integer).unsqueeze(1)
    codes += rows * (2 * size)
    counts = torch.bincount(codes.reshape(-1), minlength=len(taken) * 2 * size)
    counts = counts.view(len(taken), 2, size)
    zeros = (count - stacked.sign().abs_().nan_to_num_(1.0).sum(1)).tolist()
    low, bad = counts[:, :, 0].sum(1).tolist(), counts[:, :, -1].sum(1).tolist()
    present = counts.sum((0, 1))[1:-1].nonzero()
    start, end = (1, 1) if not len(present) else (int(present[0]) + 1, int(present[-1]) + 2)
    found: list[dict[str, Any] | None] = []
    for row, (positive, negative) in enumerate(counts[:, :, start:end].tolist()):
        if low[row] != zeros[row]:
            found.append(None)
            continue
        filled = [k for k, pair in enumerate(zip(positive, negative, strict=True)) if any(pair)]
        first, last = (filled[0], filled[-1] + 1) if filled else (0, 0)
        found.append({
            "lowest": start + first - size // 2 + 1 if filled else 0,
            "counts": positive[first:last], "negative": negative[first:last],
            "zero": low[row], "nonFinite": bad[row],
        })  # fmt: skip
    return found
