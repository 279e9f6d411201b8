"""Sums over tensors, and the statistics that follow from them."""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from ..log.summary import Summary
from ..native import kernel

# Tensors up to here are small: the price of a call is more than that of the numbers.
SMALL = 16_384
CHUNK = 131_072
_PLAIN = (Tensor, nn.Parameter)
_FLOAT = torch.float32
# Mean squares for which float32 sums are as good: beyond, it is done again in float64.
SAFE = (1e-31, 1e25)
# So much of the mean's square the variance has to be, or float32 sums drown it.
LEAST_VARIANCE = 0.1


class Sums(NamedTuple):
    """Sums of a large tensor: [shift, Σ(x − shift), Σ(x − shift)², exact zeros, not finite]; the
    zeros are −1 where they were not counted. A tensor where they are on another device."""

    size: int
    values: Sequence[float] | Tensor


class _Scratch(threading.local):
    """Memory that is used again and again, a thread for itself."""

    def __init__(self) -> None:
        self.wide = torch.empty(CHUNK, dtype=torch.float64)
        self._single = torch.empty(CHUNK, dtype=torch.float32)
        self._pieces: dict[int, Tensor] = {}

    def single(self, count: int) -> Tensor:
        """Room for so many values of float32."""
        piece = self._pieces.get(count)
        if piece is None:
            if len(self._pieces) > 256:
                self._pieces.clear()
            piece = self._pieces[count] = self._single[:count]
        return piece


scratch = _Scratch()


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


def flat(x: Tensor) -> Tensor:
    """All values of a tensor without a graph in a row, in the order of the memory: of one that is
    only transposed, or has its channels last, nothing is copied."""
    if x.is_contiguous():
        return x.view(-1)
    order = sorted(range(x.dim()), key=x.stride, reverse=True)
    return x.permute(order).reshape(-1)


def address(x: Tensor) -> int:
    """Where the values of a float32 tensor are, one after the other, for the kernel; 0 where it
    cannot read them: on another device, with gaps, of a class of its own, or not there at all. Of a
    tensor with the bit that makes it negative (`is_neg`) these are −x."""
    if type(x) in _PLAIN and x.dtype is _FLOAT and x.is_cpu and x.is_contiguous():
        try:
            return x.data_ptr()
        except RuntimeError:  # A function transform has no memory of its own.
            return 0
    return 0


def slow_sums(x: Tensor) -> Tensor:
    """The sums of any tensor in float64, what is not finite counted; without a shift."""
    wide = x.detach().reshape(-1).double()
    bad = (~torch.isfinite(wide)).sum().double()
    zeros = (wide == 0).sum().double()
    return torch.stack([torch.zeros_like(bad), wide.sum(), wide.square().sum(), zeros, bad])


def sums_of(x: Tensor, *, zeros: bool = True, centred: bool = True) -> Sums:
    """The sums of a tensor without a graph, a chunk at a time, so that it is in the cache for all
    of it.

    Without `zeros` none are counted; without `centred` the mean is not asked for (of δ).

    The kernel takes all of float32 in one pass. Without it, sums in float32 are within 1e-5 where
    the mean square is of an ordinary size and the mean does not drown the deviation: only then they
    are taken.
    """
    count = x.numel()
    if x.dtype == torch.float32 and not x.is_cuda and count:
        values = x.view(-1) if x.is_contiguous() else flat(x)
        native = kernel()
        if native is not None and (where := address(values)) and not values.is_neg():
            return Sums(count, native.sums(where, count))
        first = present = 0.0
        if count <= CHUNK:
            squares = torch.dot(values, values).item()
            if centred:
                first = values.sum().item()
            if zeros:
                present = _present(values, count)
        else:
            squares = 0.0
            for chunk in values.split(CHUNK):  # type: ignore[no-untyped-call]
                squares += torch.dot(chunk, chunk).item()
                if centred:
                    first += chunk.sum().item()
                if zeros:
                    present += _present(chunk, chunk.numel())
        mean, square = first / count, squares / count
        if SAFE[0] < square < SAFE[1] and square - mean * mean > LEAST_VARIANCE * mean * mean:
            return Sums(count, (0.0, first, squares, count - present if zeros else -1.0, 0.0))
        if square == 0.0 and zeros and present == 0.0:
            return Sums(count, (0.0, 0.0, 0.0, float(count), 0.0))
    return _sums_in_double(flat(x), zeros=zeros)


def _sums_in_double(values: Tensor, *, zeros: bool) -> Sums:
    count = values.numel()
    if values.is_cuda or count == 0:
        return Sums(count, slow_sums(values))
    shift = float(values[0])
    first = squares = present = 0.0
    for chunk in values.split(CHUNK):  # type: ignore[no-untyped-call]
        if zeros:
            # The sign before it is made narrower: a small number of float64 is not 0.
            present += _present(chunk.sign().float(), chunk.numel())
        moved = scratch.wide[: chunk.numel()].copy_(chunk).sub_(shift)
        first += moved.sum().item()
        squares += torch.dot(moved, moved).item()
    if not math.isfinite(squares):
        return Sums(count, slow_sums(values).tolist())
    return Sums(count, (shift, first, squares, count - present if zeros else -1.0, 0.0))


def _present(chunk: Tensor, count: int) -> float:
    """How many values of a chunk of float32 are not 0. Comparisons and counting are slow here;
    |sign| is 1 where x is not 0, and of so few values the sum is exact."""
    signs = torch.sign(chunk, out=scratch.single(count))
    return torch.dot(signs, signs).item()


def norm_of(x: Tensor) -> float:
    """√(Σ x²) in the same way."""
    sums = sums_of(x, zeros=False, centred=False)
    values = sums.values
    return summary(sums.size, values.tolist() if isinstance(values, Tensor) else values).norm


def together(entries: Sequence[tuple[Hashable, Tensor | Sums]]) -> dict[Hashable, Summary]:
    """The statistics of many tensors: those of one size are stacked, and everything is brought
    over in one transfer.

    Shapes: tensors of n values in any form; a group of G of them is [G, n].
    """
    groups: dict[tuple[int, torch.dtype, torch.device], list[tuple[Hashable, Tensor]]]
    groups = defaultdict(list)
    large: list[tuple[Hashable, int, Tensor]] = []
    result: dict[Hashable, Summary] = {}
    for key, value in entries:
        if isinstance(value, Tensor) and value.numel() > SMALL:
            value = sums_of(value, zeros=False, centred=False)
        if isinstance(value, Tensor):
            groups[value.numel(), value.dtype, value.device].append((key, value))
        elif isinstance(value.values, Tensor):
            large.append((key, value.size, value.values))
        else:
            result[key] = summary(value.size, value.values)
    parts: list[Tensor] = [each for _, _, each in large]
    for group in groups.values():
        parts.append(_group_sums([value for _, value in group]).t().reshape(-1))
    if not parts:
        return result
    home = parts[-1].device
    numbers: list[float] = torch.cat([each.to(home) for each in parts]).tolist()
    place = 0
    for key, size, _ in large:
        result[key] = summary(size, numbers[place : place + 5])
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
