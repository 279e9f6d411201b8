"""The sums of a step's signals in one table, which the kernel writes, once a step has shown what
there is.

Between two kernels of a network the processor's caches hold nothing of the interpreter: each call
in a hook costs several times what it does in a loop. So a large signal is one call in its hook, and
all small ones together are one after the step.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from ..native import Kernel
from .statistics import SMALL, Sums, address

if TYPE_CHECKING:
    from .capture import Key, Window

ROW = 5


class Jobs:
    """A row of five sums for each signal.

    Args:
        native: the kernel.
        keys: all signals of a step.
        shapes: of those that the kernel can read.
    """

    def __init__(
        self, native: Kernel, keys: Sequence[Key], shapes: Mapping[Key, torch.Size]
    ) -> None:
        self._native = native
        self._keys = keys
        self._rows = {key: row for row, key in enumerate(keys)}
        self._table = array("d", bytes(8 * ROW * len(keys)))
        self._counts = array("d", bytes(8 * len(keys)))
        self._scales: dict[float, array[float]] = {}
        start = self._table.buffer_info()[0]
        self._large = {
            key: (shape, shape.numel() // shape[0], shape.numel(), start + 8 * ROW * row)
            for key, row in self._rows.items()
            if (shape := shapes.get(key)) is not None and shape.numel() > SMALL
        }
        self._done: dict[Key, int] = {}

    def begin(self) -> None:
        """Forgets the step before."""
        self._done = {}

    def take(self, key: Key, x: Tensor, window: Window | None) -> bool:
        """Sums up a large signal, of a batch like that of the window its examples; False where it
        is not the signal that was expected."""
        job = self._large.get(key)
        if job is None or x.shape != job[0]:
            return False
        shape, each, count, row = job
        place = address(x)
        if not place:
            return False
        if window is not None and shape[0] == window.batch:
            place += 4 * window.start * each
            count = window.examples * each
        self._native.sums_at(place, count, row)
        self._done[key] = count
        return True

    def take_kept(self, kept: dict[Key, tuple[Tensor, int]], changed: set[Key]) -> list[Key]:
        """Sums up small signals; those that the kernel cannot read are left, and returned. What was
        changed in place since it was seen goes from `kept` to `changed`."""
        rows, places, counts, left = [], [], [], []
        for key, (x, version) in kept.items():
            if x._version != version:
                changed.add(key)
                continue
            place, row = address(x), self._rows.get(key)
            if place and row is not None:
                count = x.numel()
                rows.append(row)
                places.append(place)
                counts.append(count)
                self._done[key] = count
            else:
                left.append(key)
        for key in changed & kept.keys():
            del kept[key]
        self._native.sums_in_rows(places, counts, rows, self._table)
        return left

    def narrowed(self) -> set[int]:
        """The places of which some examples were seen."""
        large = self._large
        return {
            key[0] for key, count in self._done.items() if key in large and count != large[key][2]
        }

    def is_whole(self, sums: Mapping[Key, Sums]) -> bool:
        """Whether these sums, which were taken another way, and those of the table are of just the
        signals of the step."""
        seen = len(self._done) + sum(key not in self._done for key in sums)
        return seen == len(self._keys) and all(key in self._rows for key in sums)

    def tell(self, sums: dict[Key, Sums]) -> None:
        """Adds the sums of the table to these."""
        for key, count in self._done.items():
            at = ROW * self._rows[key]
            sums[key] = Sums(count, self._table[at : at + ROW].tolist())

    def numbers(self, sums: Mapping[Key, Sums], delta: float, out: array[float]) -> list[Key]:
        """Puts five numbers of each signal at the beginning of `out`, δ times its factor; those
        whose zeros were not counted."""
        uncounted: list[Key] = []
        for key, count in self._done.items():
            self._counts[self._rows[key]] = count
        for key, (count, values) in sums.items():
            row = self._rows[key]
            self._table[ROW * row : ROW * (row + 1)] = array("d", values)
            self._counts[row] = count
            if values[3] < 0:
                uncounted.append(key)
        scales = self._scales.get(delta)
        if scales is None:
            if len(self._scales) > 16:
                self._scales.clear()
            scales = array("d", [delta if key[1] == "d" else 1.0 for key in self._keys])
            self._scales[delta] = scales
        self._native.rows(self._counts, self._table, scales, out)
        return uncounted
