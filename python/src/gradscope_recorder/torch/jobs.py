"""Sums of large signals with as little Python as can be, once a step has shown their shapes.

Between two kernels of a network the processor's caches hold nothing of the interpreter: each call in
a hook costs several times what it does in a loop.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from ..native import kernel
from .statistics import SMALL, Sums, address

if TYPE_CHECKING:
    from .capture import Key, Window

ROW = 5


class Jobs:
    """A row of memory for the sums of each large signal, which the kernel writes.

    Args:
        shapes: of each signal that the kernel can read.
    """

    def __init__(self, shapes: Mapping[Key, torch.Size]) -> None:
        native = kernel()
        large = {} if native is None else {k: v for k, v in shapes.items() if v.numel() > SMALL}
        self._table = array("d", bytes(8 * ROW * len(large)))
        start = self._table.buffer_info()[0]
        self._sums = native.sums_at if native is not None else None
        self._jobs = {
            key: (shape, shape.numel() // shape[0], shape.numel(), start + 8 * ROW * row, row)
            for row, (key, shape) in enumerate(large.items())
        }
        self._done: list[tuple[Key, int, int]] = []

    def begin(self) -> None:
        """Forgets what was summed up and not collected."""
        self._done = []

    def take(self, key: Key, x: Tensor, window: Window | None) -> bool:
        """Sums up a signal, of a batch like that of the window its examples; False where it is not
        the signal that was expected."""
        job = self._jobs.get(key)
        if job is None or x.shape != job[0]:
            return False
        shape, each, count, row, number = job
        place = address(x)
        if not place or self._sums is None:
            return False
        if window is not None and shape[0] == window.batch:
            place += 4 * window.start * each
            count = window.examples * each
        self._sums(place, count, row)
        self._done.append((key, count, number))
        return True

    def collect(self, sums: dict[Key, Sums], narrowed: set[int]) -> None:
        """Adds the sums to these, and to `narrowed` the places of which some examples were seen."""
        values = self._table.tolist()
        for key, count, row in self._done:
            sums[key] = Sums(count, values[ROW * row : ROW * (row + 1)])
            if count != self._jobs[key][2]:
                narrowed.add(key[0])
        self._done = []
