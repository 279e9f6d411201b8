"""The line of a place at a recorded step, from what was seen of its arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ..log.summary import Summary
from .places import Place


@dataclass
class Seen:
    """What was seen of a place: z, a and δ; its weights before the update, their gradient of the
    batch-mean loss, their update; √(mean φ′²) and the shares of z at both saturated ends."""

    z: Summary | None = None
    a: Summary | None = None
    delta: Summary | None = None
    weight: Summary | None = None
    gradient: Summary | None = None
    update: Summary | None = None
    slope: tuple[float, float, float] | None = None
    example_std: float | None = None
    silent: int | None = None


def place_line(step: int, place: Place, seen: Seen) -> dict[str, Any]:
    """`{"step", "place", statistics…}`; what was not seen is left out."""
    line: dict[str, Any] = {"step": step, "place": place.name}
    z, a = seen.z, seen.z if place.same else seen.a
    if seen.delta is not None:
        line["deltaRMS"] = seen.delta.rms
        line["deltaZeroFraction"] = seen.delta.zeros / max(seen.delta.size, 1)
        line["nonFiniteDeltas"] = seen.delta.non_finite
    if a is not None:
        line["activationMean"], line["activationStd"], line["activationRMS"] = a[1:4]
        line["zeroFraction"] = a.zeros / max(a.size, 1)
    if z is not None:
        line["preactivationMean"], line["preactivationStd"], line["preactivationRMS"] = z[1:4]
        line["nonFiniteActivations"] = max(z.non_finite, a.non_finite if a is not None else 0)
    slope = (1.0, 0.0, 0.0) if place.kind == "output" else seen.slope
    if slope is not None:
        line["derivativeRMS"] = slope[0]
        line["saturatedFraction"] = slope[1] + slope[2]
        line["saturatedLowFraction"], line["saturatedHighFraction"] = slope[1:]
    if seen.example_std is not None:
        line["activationExampleStd"] = seen.example_std
    if seen.silent is not None:
        line["silentUnits"] = seen.silent
    if seen.gradient is not None:
        line["weightGradientNorm"] = seen.gradient.norm
        line["weightGradientRMS"] = seen.gradient.rms
        line["nonFiniteGradients"] = seen.gradient.non_finite
    if seen.weight is not None:
        size = seen.weight.norm
        line["weightNorm"], line["nonFiniteWeights"] = size, seen.weight.non_finite
        if seen.update is not None:
            change = seen.update.norm
            # Weights of zero that move have moved infinitely much; those that stay have not.
            line["updateRatio"] = 0.0 if change == 0 else change / size if size > 0 else math.inf
    return line
