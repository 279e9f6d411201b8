"""Histograms by magnitude: bin k counts 2^k ≤ |x| < 2^(k+1), by sign."""

from __future__ import annotations

from typing import Any

import numpy as np

from .summary import wide

# Of larger arrays an even share of about this many values is counted.
LIMIT = 8_192


def stride_of(size: int) -> int:
    """n, where every n-th of so many values is counted."""
    return max(1, -(-size // LIMIT))


def histogram(values: Any, factor: float = 1.0, stride: int = 1) -> dict[str, Any]:
    """Counts of factor · x; zeros, and NaN and infinite values, apart."""
    x = wide(values) * factor
    finite = x[np.isfinite(x)]
    nonzero = finite[finite != 0]
    result: dict[str, Any] = {
        "lowest": 0, "counts": [], "negative": [],
        "zero": int(finite.size - nonzero.size), "nonFinite": int(x.size - finite.size),
    }  # fmt: skip
    if nonzero.size:
        # frexp gives x = m · 2^e with ½ ≤ |m| < 1, so k = e − 1.
        exponents = np.frexp(nonzero)[1].astype(np.int64) - 1
        lowest = int(exponents.min())
        bins = int(exponents.max()) - lowest + 1
        both = np.bincount(exponents - lowest + bins * (nonzero < 0), minlength=2 * bins).tolist()
        result.update(lowest=lowest, counts=both[:bins], negative=both[bins:])
    if stride > 1:
        result["sampledEvery"] = stride
    return result
