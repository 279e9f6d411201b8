"""The lines of a recorded step: the statistics of every place by their names in the log."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ..log.summary import Summary
from .capture import Capture
from .histograms import histograms
from .optimizer import weight_statistics
from .places import Place
from .slopes import relu_slope

NAMES = {
    "z": "preactivations", "a": "activations", "d": "deltas", "g": "weightGradients",
}  # fmt: skip


@dataclass
class Factors:
    """What turns a hooked gradient into δ, and a weight's into that of the batch-mean loss; None
    where it is not known."""

    delta: float | None
    gradient: float


def detail_lines(
    step: int,
    places: list[Place],
    capture: Capture,
    factors: Factors,
) -> list[dict[str, Any]]:
    """What is measured at detailed steps only, a line for each place: histograms, how far a tells
    examples apart, attention."""
    spreads = capture.example_std
    pictures = _pictures(places, capture, factors)
    lines = []
    for index, place in enumerate(places):
        line: dict[str, Any] = {"step": step, "place": place.name}
        line.update(capture.extra.get(place.name, {}))
        if index in spreads:
            line["activationExampleStd"] = spreads[index]
        if index in pictures:
            line["histograms"] = pictures[index]
        if len(line) > 2:
            lines.append(line)
    return lines


def place_lines(
    step: int,
    places: list[Place],
    capture: Capture | None,
    summed: dict[Hashable, Summary],
    gradients: dict[Hashable, Summary],
    factors: Factors,
    *,
    updated: bool,
) -> list[dict[str, Any]]:
    """A line for each place that was measured."""
    bent = _bent(places, capture, summed)
    lines: list[dict[str, Any]] = []
    for index, place in enumerate(places):
        line: dict[str, Any] = {"step": step, "place": place.name}
        if capture is not None:
            _signals(line, index, place, capture, summed, factors)
            line.update(bent.get(index, {}))
            if index in capture.narrowed and capture.window is not None:
                line["examples"] = capture.window.examples
        if place.weights:
            line.update(
                weight_statistics(place, summed, gradients, factors.gradient, updated=updated)
            )
        if len(line) > 2:
            lines.append(line)
    return lines


def _signals(
    line: dict[str, Any],
    index: int,
    place: Place,
    capture: Capture,
    summed: dict[Hashable, Summary],
    factors: Factors,
) -> None:
    z = summed.get((index, "z"))
    a = z if place.same else summed.get((index, "a"))
    delta = summed.get((index, "d"))
    if delta is not None and factors.delta is not None:
        line["deltaRMS"] = delta.rms * factors.delta
        if delta.zeros >= 0:
            line["deltaZeroFraction"] = delta.zeros / max(delta.size, 1)
        line["nonFiniteDeltas"] = delta.non_finite
    if a is not None:
        line["activationMean"], line["activationStd"], line["activationRMS"] = a[1:4]
        if a.zeros >= 0:
            line["zeroFraction"] = a.zeros / max(a.size, 1)
    if z is not None:
        line["preactivationMean"], line["preactivationStd"], line["preactivationRMS"] = z[1:4]
        line["nonFiniteActivations"] = max(z.non_finite, a.non_finite if a is not None else 0)
    if place.time is not None:
        _time_step(line, place, capture, factors)


def _time_step(
    line: dict[str, Any], place: Place, capture: Capture, factors: Factors
) -> None:
    assert place.time is not None
    for kind, name, factor in (
        ("d", "deltaRMS", factors.delta),
        ("a", "activationRMS", 1.0),
    ):
        squares = capture.in_time.get((place.path, kind))
        if squares is not None and factor is not None and place.time < len(squares):
            line[name] = math.sqrt(float(squares[place.time])) * factor
    gates = capture.in_time.get((place.path, "f"))
    if gates is not None and place.time < len(gates):
        line["forgetGateMean"] = float(gates[place.time])


def _bent(
    places: list[Place],
    capture: Capture | None,
    summed: dict[Hashable, Summary],
) -> dict[int, dict[str, float]]:
    """φ′: of a ReLU from the zeros of a, of others as it was seen."""
    if capture is None:
        return {}
    result: dict[int, dict[str, float]] = dict(capture.slopes)
    for index, place in enumerate(places):
        if place.kind == "output":
            result[index] = {
                "derivativeRMS": 1.0, "saturatedFraction": 0.0, "saturatedLowFraction": 0.0,
                "saturatedHighFraction": 0.0,
            }  # fmt: skip
        if place.activation is None or place.same:
            continue
        a = summed.get((index, "a"))
        if place.activation.name == "relu" and a is not None and a.size and a.zeros >= 0:
            result[index] = relu_slope(a)
    return result


@torch.no_grad()
def _pictures(
    places: list[Place], capture: Capture, factors: Factors
) -> dict[int, dict[str, Any]]:
    """The histograms of each place: of z, a, δ and weight gradients. Of a larger tensor every n-th
    value is counted, which the key `sampledEvery` says."""
    taken: list[tuple[int, str, int]] = []
    values: list[tuple[Tensor, float]] = []
    for index, place in enumerate(places):
        for kind, name in NAMES.items():
            key = (index, "z" if kind == "a" and place.same else kind)
            held = capture.samples.get(key)
            factor = {"d": factors.delta, "g": factors.gradient}.get(kind, 1.0)
            if held is not None and factor is not None:
                values.append((held[0], factor))
                taken.append((index, name, held[1]))
    pictures: dict[int, dict[str, Any]] = {}
    for (index, name, stride), found in zip(taken, histograms(values), strict=True):
        if stride > 1:
            found["sampledEvery"] = stride
        pictures.setdefault(index, {})[name] = found
    return pictures
