"""‖g‖, ‖W‖ and ‖ΔW‖ of many weights together, with few calls and few passes over the memory."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from ..native import Kernel, kernel
from .statistics import CHUNK, SAFE, SMALL, address, norm_of, scratch


class Taken(NamedTuple):
    """Of a step: the norm of all gradients together; of each weight of a place those of its
    gradient, of itself before the update, and of the update."""

    total: float
    own: list[tuple[float, float, float]]


class Norms:
    """Of all parameters that learn the gradient's norm; of those in `own`, the weights of places,
    that of the weight and of its update as well. Of a step: `load_gradients`, `load_weights` before
    the update, `take` after it.

    Parameters: on the processor, their gradients dense.
    """

    def __init__(self, parameters: Iterable[nn.Parameter], own: Iterable[nn.Parameter]) -> None:
        self.parameters = list(parameters)
        self.own = list(own)
        where = {id(each): index for index, each in enumerate(self.parameters)}
        self._places = [where[id(each)] for each in self.own]
        self._before = [torch.empty_like(each) for each in self.own]
        self._copies = [address(each) for each in self._before]
        self._gradients: list[float] = []
        self._small = [i for i, each in enumerate(self.own) if each.numel() <= SMALL]
        self._large = [i for i, each in enumerate(self.own) if each.numel() > SMALL]
        self._sizes = [each.numel() for each in self.own]
        # Those before the update, where the kernel took them.
        self._weights: list[float] | None = None

    def is_there(self) -> bool:
        """Whether all have gradients, and dense ones."""
        for each in self.parameters:
            gradient = each.grad
            if gradient is None or gradient.is_sparse:
                return False
        return True

    def load_gradients(self) -> None:
        """Takes the norms of the gradients as they are now."""
        self._gradients = _norms([each.grad for each in self.parameters])  # type: ignore[misc]

    def load_weights(self) -> None:
        """Takes the weights as they are now."""
        self._weights = None
        native, now = self._native()
        if native is not None:
            self._weights = native.copies(now, self._copies, self._sizes)
            return
        with torch.no_grad():
            torch._foreach_copy_(self._before, list[Tensor](self.own))

    def _native(self) -> tuple[Kernel | None, list[int]]:
        """The kernel, where it can read all weights of places, and where they are now."""
        native = kernel()
        if native is None or not all(self._copies):
            return None, []
        now = [address(each) for each in self.own]
        is_whole = all(now) and [each.numel() for each in self.own] == self._sizes
        return (native, now) if is_whole else (None, [])

    def total(self) -> float:
        """The norm of all gradients together as they are now."""
        return _root(_norms([each.grad for each in self.parameters]))  # type: ignore[misc]

    def loaded_total(self) -> float:
        """The norm of all gradients together as they were taken."""
        return _root(self._gradients)

    def before(self) -> dict[int, Tensor]:
        """The weights before the update, by the identity of their parameters."""
        return {id(p): w for p, w in zip(self.own, self._before, strict=True)}

    def gradients(self) -> dict[int, float]:
        """The norms of the gradients as they were taken, in the same way."""
        return {id(p): g for p, g in zip(self.parameters, self._gradients, strict=True)}

    def take(self) -> Taken | None:
        """The norms of the step; None where a value is not finite."""
        total = self.loaded_total()
        w, u = self._sizes_and_changes()
        own = [(self._gradients[k], w[i], u[i]) for i, k in enumerate(self._places)]
        is_finite = math.isfinite(total) and all(math.isfinite(sum(each)) for each in own)
        return Taken(total, own) if is_finite else None

    def _sizes_and_changes(self) -> tuple[list[float], list[float]]:
        """‖W before‖ and ‖W − W before‖ of each."""
        if self._weights is not None:
            native, now = self._native()
            if native is not None:
                return self._weights, native.changes(now, self._copies, self._sizes)
        return self._slow_sizes_and_changes()

    @torch.no_grad()
    def _slow_sizes_and_changes(self) -> tuple[list[float], list[float]]:
        w, u = [0.0] * len(self.own), [0.0] * len(self.own)
        if self._small:
            old = [self._before[i] for i in self._small]
            changes = torch._foreach_sub([self.own[i].detach() for i in self._small], old)
            found = _norms([*old, *changes])
            for row, i in enumerate(self._small):
                w[i], u[i] = found[row], found[row + len(old)]
        for i in self._large:
            w[i], u[i] = _size_and_change(self.own[i].detach(), self._before[i])
        return w, u


def _norms(tensors: list[Tensor]) -> list[float]:
    native = kernel()
    if native is not None:
        places = [address(x) for x in tensors]
        if all(places):
            return native.norms(places, [x.numel() for x in tensors])
    return _norms_in_groups(tensors)


@torch.no_grad()
def _norms_in_groups(tensors: list[Tensor]) -> list[float]:
    """Of each tensor: the small ones of float32 and float64 in one call."""
    found = [math.nan] * len(tensors)
    small = [
        i for i, x in enumerate(tensors)
        if x.numel() <= CHUNK and x.dtype in (torch.float32, torch.float64)
    ]  # fmt: skip
    if small:
        norms = torch._foreach_norm([tensors[i] for i in small])
        for i, norm in zip(small, torch.stack(norms).tolist(), strict=True):
            if SAFE[0] < norm * norm / max(1, tensors[i].numel()) < SAFE[1]:
                found[i] = norm
    return [norm_of(x) if math.isnan(n) else n for x, n in zip(tensors, found, strict=True)]


def _root(norms: Iterable[float]) -> float:
    return math.sqrt(sum(each * each for each in norms))


def _size_and_change(now: Tensor, before: Tensor) -> tuple[float, float]:
    """‖W before‖ and ‖W − W before‖, a chunk at a time: no memory of the weight's size is
    written, and none is read twice."""
    count = now.numel()
    if now.dtype == torch.float32 and now.is_contiguous():
        sizes = squares = 0.0
        chunks = now.view(-1).split(CHUNK), before.view(-1).split(CHUNK)  # type: ignore[no-untyped-call]
        for chunk, old in zip(*chunks, strict=True):
            sizes += torch.dot(old, old).item()
            moved = torch.sub(chunk, old, out=scratch.single(chunk.numel()))
            squares += torch.dot(moved, moved).item()
        if all(SAFE[0] < each / count < SAFE[1] for each in (sizes, squares)):
            return math.sqrt(sizes), math.sqrt(squares)
    return norm_of(before), norm_of(now - before)
