"""Statistics of arrays, in double precision."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..log.summary import Summary


def wide(x: Any) -> Any:
    """The values as float64, in one dimension."""
    array = np.asarray(x)
    if array.dtype.kind != "f":
        # bfloat16 is a type of its own.
        array = array.astype(np.float32)
    return array.astype(np.float64).reshape(-1)


def summary(x: Any) -> Summary:
    """The statistics of an array of any form."""
    values = wide(x)
    count = values.size
    if count == 0:
        return Summary(0, math.nan, math.nan, math.nan, 0, 0)
    with np.errstate(all="ignore"):
        mean = float(values.mean())
        bad = count - int(np.isfinite(values).sum())
        rms = float(np.linalg.norm(values)) / math.sqrt(count)
        std = float(np.linalg.norm(values - mean)) / math.sqrt(count)
    return Summary(count, mean, std, rms, count - int(np.count_nonzero(values)), bad)


def example_std(a: Any) -> float | None:
    """√(mean over units of the variance over examples and positions), of [examples, …, units]; None
    for one example."""
    array = np.asarray(a)
    if array.ndim < 2 or array.shape[0] < 2:
        return None
    rows = wide(array).reshape(-1, array.shape[-1])
    return float(math.sqrt(rows.var(0).mean()))


def silent(z: Any) -> int:
    """How many units, along the last dimension, have z ≤ 0 everywhere."""
    array = np.asarray(z)
    return int((array.reshape(-1, array.shape[-1]).max(0) <= 0).sum())
