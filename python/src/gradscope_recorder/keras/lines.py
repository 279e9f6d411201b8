"""What a look at a batch says of a place."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from ..arrays import Seen, example_std, summary
from ..arrays.activations import bounds_of
from ..arrays.histograms import histogram, stride_of
from .backends import Look
from .layers import Spot
from .values import array


def units_last(spot: Spot, values: Any) -> Any:
    """The array with its units in the last dimension."""
    return np.moveaxis(values, 1, -1) if spot.units_first else values


def accuracy(answer: Any, data: Any) -> float | None:
    """The share of the batch whose largest answer is the label's."""
    _, y, _ = keras.utils.unpack_x_y_sample_weight(data)
    if answer is None or answer.ndim < 2 or y is None or isinstance(y, dict | list | tuple):
        return None
    labels = array(y)
    if labels.shape == answer.shape:
        labels = labels.argmax(-1)
    labels = labels.reshape(-1)
    best = answer.argmax(-1).reshape(-1)
    return float((best == labels).mean()) if best.shape == labels.shape else None


def joined(arrays: list[Any]) -> Any:
    """The values of several arrays in one; None where one of them is missing."""
    known = [np.asarray(each).astype(np.float64).reshape(-1) for each in arrays if each is not None]
    return np.concatenate(known) if known and len(known) == len(arrays) else None


def seen_of(spot: Spot, look: Look, factor: float) -> Seen:
    """Statistics of z, a and δ; `factor` makes δ of the derivative of the batch's loss."""
    name, seen = spot.place.name, Seen()
    if name in look.z:
        seen.z = summary(look.z[name])
    answer = look.z.get(name) if spot.place.same else look.a.get(name)
    if answer is not None:
        seen.example_std = example_std(units_last(spot, answer))
        seen.a = summary(answer)
    if name in look.gradient:
        found = summary(look.gradient[name])
        seen.delta = found._replace(rms=found.rms * factor)
    if name in look.slope and name in look.z:
        low, high = bounds_of(spot.place.activation)
        z = look.z[name].astype(np.float64)
        shares = float((z < low).mean()), float((z > high).mean())
        seen.slope = (summary(look.slope[name]).rms, *shares)
    return seen


def histograms_of(
    spot: Spot, look: Look, gradient: Any, factor: float, scale: float
) -> dict[str, Any]:
    """Histograms of z, a, δ and the gradient of the weights."""
    name, found = spot.place.name, {}
    for key, values, times in (
        ("preactivations", look.z.get(name), 1.0),
        ("activations", (look.z if spot.place.same else look.a).get(name), 1.0),
        ("deltas", look.gradient.get(name), factor),
        ("weightGradients", gradient, scale),
    ):
        if values is not None:
            stride = stride_of(values.size)
            found[key] = histogram(values.reshape(-1)[::stride], times, stride)
    return found
