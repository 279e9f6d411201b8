"""The functions of the kernel, by addresses of values that the caller holds."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from typing import Any

_ADDRESS, _COUNT = ctypes.c_void_p, ctypes.c_int64
_ARGUMENTS = {
    "sums": (_ADDRESS, _COUNT, _ADDRESS),
    "sums_in_rows": (_COUNT, *(_ADDRESS,) * 4),
    "rows": (_COUNT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    "norms": (_COUNT, _ADDRESS, _ADDRESS, _ADDRESS),
    "copies": (_COUNT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    "changes": (_COUNT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    "fill": (
        ctypes.c_char_p, _COUNT, _ADDRESS, ctypes.c_char_p, _ADDRESS, _ADDRESS, _ADDRESS, _COUNT,
    ),
    "right": (_ADDRESS, _ADDRESS, _COUNT, _COUNT, _COUNT, _ADDRESS),
    "spread": (_ADDRESS, _COUNT, _COUNT, _ADDRESS),
    "histograms": (_COUNT, *(_ADDRESS,) * 6),
}
# Bins of a histogram in the answer, by sign.
BINS = 256


def _room(count: int) -> array[float]:
    return array("d", bytes(8 * count))


def _at(values: array[Any]) -> int:
    return values.buffer_info()[0]


class Kernel:
    """Calls into the shared library. Addresses are of float32 values, contiguous where no stride is
    given, which the caller keeps alive.

    Raises:
        AttributeError: the library lacks a function.
    """

    def __init__(self, library: ctypes.CDLL) -> None:
        for name, arguments in _ARGUMENTS.items():
            function = getattr(library, f"gradscope_{name}")
            function.argtypes = arguments
            function.restype = {"fill": _COUNT, "spread": ctypes.c_double}.get(name)
            setattr(self, f"_{name}", function)
        # (address, count, where to write five numbers): without a call in between.
        self.sums_at: Any = library.gradscope_sums

    _sums_in_rows: Any
    _rows: Any
    _norms: Any
    _copies: Any
    _changes: Any
    _fill: Any
    _histograms: Any
    _right: Any
    _spread: Any

    def sums(self, address: int, count: int) -> list[float]:
        """[shift, Σ(x − shift), Σ(x − shift)², exact zeros, not finite] of the values."""
        out = _room(5)
        self.sums_at(address, count, _at(out))
        return out.tolist()

    def sums_in_rows(
        self,
        addresses: Sequence[int],
        counts: Sequence[int],
        rows: Sequence[int],
        table: array[float],
    ) -> None:
        """The same of many, each written to its row of the table."""
        where, sizes, to = array("q", addresses), array("q", counts), array("q", rows)
        self._sums_in_rows(len(where), _at(where), _at(sizes), _at(to), _at(table))

    def norms(self, addresses: Sequence[int], counts: Sequence[int]) -> list[float]:
        """√(Σ x²) of each."""
        out, many = _room(len(addresses)), len(addresses)
        where, sizes = array("q", addresses), array("q", counts)
        self._norms(many, _at(where), _at(sizes), _at(out))
        return out.tolist()

    def copies(
        self, addresses: Sequence[int], copies: Sequence[int], counts: Sequence[int]
    ) -> list[float]:
        """√(Σ x²) of each, which is copied as well."""
        out, many = _room(len(addresses)), len(addresses)
        where, to, sizes = array("q", addresses), array("q", copies), array("q", counts)
        self._copies(many, _at(where), _at(to), _at(sizes), _at(out))
        return out.tolist()

    def changes(
        self, now: Sequence[int], before: Sequence[int], counts: Sequence[int]
    ) -> list[float]:
        """√(Σ (now − before)²) of each."""
        out, many = _room(len(now)), len(now)
        where, old, sizes = array("q", now), array("q", before), array("q", counts)
        self._changes(many, _at(where), _at(old), _at(sizes), _at(out))
        return out.tolist()

    def rows(
        self, counts: array[float], sums: array[float], scales: array[float], out: array[float]
    ) -> None:
        """Of each five sums five numbers at the beginning of `out`: mean, standard deviation, root
        mean square times its scale, share of zeros, root of the share of the others."""
        self._rows(len(counts), _at(counts), _at(sums), _at(scales), _at(out))

    def fill(
        self,
        form: bytes,
        ends: array[int],
        step: int,
        picks: array[int],
        vector: array[float],
        room: array[int],
    ) -> str | None:
        """The pieces of the form, which end at `ends`, with a number of nine digits behind each but
        the last: the entry of the vector that is picked, or the step where the pick is below 0.
        None where one is not finite, or its text is not known for sure. The text is made in `room`,
        bytes."""
        written: int = self._fill(
            form, len(ends), _at(ends), str(step).encode(), _at(picks), _at(vector), _at(room),
            len(room),
        )  # fmt: skip
        return None if written < 0 else ctypes.string_at(_at(room), written).decode()

    def histograms(
        self,
        addresses: Sequence[int],
        counts: Sequence[int],
        strides: Sequence[int],
        factors: Sequence[float],
    ) -> tuple[list[int], array[int]]:
        """Of each factor · x: [lowest exponent, bins, zeros, not finite, subnormal ones], and 512
        counts: the positive bins from the lowest on, then at 256 the negative ones."""
        many = len(addresses)
        found = array("q", bytes(40 * many))
        bins = array("q", bytes(16 * BINS * many))
        given = array("q", addresses), array("q", counts), array("q", strides)
        scales = array("d", factors)
        self._histograms(many, *map(_at, given), _at(scales), _at(found), _at(bins))
        return found.tolist(), bins

    def right(
        self, scores: int, labels: int, rows: int, classes: int, ignored: int
    ) -> tuple[int, int]:
        """Of scores [rows, classes] how many rows have their label, of int64, as the largest, and
        how many have a label."""
        out = array("q", (0, 0))
        self._right(scores, labels, rows, classes, ignored, _at(out))
        return out[0], out[1]

    def spread(self, address: int, rows: int, units: int) -> float:
        """√(mean over units of the variance over rows) of values [rows, units]."""
        room = _room(2 * units)
        found: float = self._spread(address, rows, units, _at(room))
        return found
