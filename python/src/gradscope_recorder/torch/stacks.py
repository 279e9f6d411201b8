"""Small signals, kept until the update and summed up together: what costs in a narrow network is
not the sums but the calls."""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor

from .statistics import LEAST_VARIANCE, SAFE, Sums, sums_of

# What is asked for of a signal: mean and size; exact zeros as well; size and zeros.
CENTRED, COUNTED, PLAIN = 0, 1, 2


class Stacks:
    """Sums of tensors of float32, those of one shape as the rows of one matrix [G, n].

    A row whose mean square is beyond float32's range, or whose mean drowns the deviation, is summed
    up by itself in float64. Where a group had one of the latter, the first value of each row is
    taken off before the sums from then on, so that it does not happen at each step.
    """

    def __init__(self) -> None:
        self._memory: dict[tuple[torch.Size, int], tuple[Tensor, Tensor]] = {}
        self._shifted: set[torch.Size] = set()

    @torch.no_grad()
    def sums(self, tensors: Iterable[tuple[int, Tensor]]) -> list[Sums]:
        """The sums of each, in their order; with each tensor what is asked for of it."""
        groups: dict[torch.Size, tuple[list[int], list[int], list[int]]] = {}
        values: list[Tensor] = []
        asked: list[int] = []
        for index, (kind, x) in enumerate(tensors):
            values.append(x)
            asked.append(kind)
            group = groups.get(x.shape)
            if group is None:
                group = groups[x.shape] = ([], [], [])
            group[kind].append(index)
        found: list[Sums | None] = [None] * len(values)
        for shape, (centred, counted, plain) in groups.items():
            order = [*centred, *counted, *plain]
            rows = self._rows(shape, [values[i] for i in order], len(centred))
            for index, row in zip(order, rows, strict=True):
                found[index] = row
            is_drowned = any(found[i] is None for i in (*centred, *counted))
            if is_drowned:
                self._shifted.add(shape)
        return [
            sums_of(x, zeros=kind != CENTRED, centred=kind != PLAIN) if row is None else row
            for x, kind, row in zip(values, asked, found, strict=True)
        ]

    def _rows(
        self, shape: torch.Size, values: list[Tensor], uncounted: int
    ) -> list[Sums | None]:
        """None for a row that float32 cannot do."""
        many = len(values)
        memory = self._memory.get((shape, many))
        if memory is None:
            if len(self._memory) > 16:
                self._memory.clear()
            stacked = torch.empty((many, *shape), dtype=torch.float32)
            memory = self._memory[shape, many] = (stacked, torch.empty((many, shape.numel())))
        torch.stack(values, out=memory[0])
        rows = memory[0].view(many, -1)
        count = rows.shape[1]
        signs = torch.sign(rows[uncounted:], out=memory[1][uncounted:])
        present: list[float] = torch.linalg.vector_norm(signs, dim=1).tolist()
        shifts = [0.0] * many
        if shape in self._shifted:
            shift = rows[:, :1].clone()
            rows.sub_(shift)
            shifts = shift[:, 0].tolist()
        roots: list[float] = torch.linalg.vector_norm(rows, dim=1).tolist()
        totals: list[float] = rows.sum(1).tolist()
        found: list[Sums | None] = []
        for index in range(many):
            square, mean = roots[index] ** 2 / count, totals[index] / count
            zeros = -1.0
            if index >= uncounted:
                zeros = count - present[index - uncounted] ** 2
                zeros = float(round(zeros)) if math.isfinite(zeros) else -1.0
            is_good = SAFE[0] < square < SAFE[1] and square - mean * mean > (
                LEAST_VARIANCE * mean * mean
            )
            # The sign of NaN is 0: nothing but NaN is told by its sum.
            if zeros == count and roots[index] == 0:
                found.append(Sums(count, (0.0, 0.0, 0.0, zeros, 0.0)))
            elif is_good and math.isfinite(totals[index]):
                sums = (shifts[index], totals[index], roots[index] ** 2, zeros, 0.0)
                found.append(Sums(count, sums))
            else:
                found.append(None)
        return found
