"""The lines of a recorded step: the statistics of every place by their names in the log."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from .histograms import histograms, sample
from .optimizer import weight_statistics
from .places import Place
from .slopes import relu_slope, slopes
from .statistics import Summary, Sums, example_stds
from .taps import Capture, Key

NAMES = {
    "z": "preactivations", "a": "activations", "d": "deltas", "g": "weightGradients",
}  # fmt: skip


@dataclass
class Factors:
    """What turns a hooked gradient into δ, and a weight's into that of the batch-mean loss; None
    where it is not known."""

    delta: float | None
    gradient: float


def entries(
    capture: Capture, places: list[Place], overwritten: set[Key]
) -> tuple[list[tuple[Hashable, Tensor | Sums]], dict[Key, Tensor]]:
    """What a pass has left to be summed up, and the small tensors by key. A tensor that was changed
    in place since it was seen is left out, and its key put into `overwritten`: the next time a copy
    is kept."""
    found: list[tuple[Hashable, Tensor | Sums]] = list(capture.sums.items())
    small: dict[Key, Tensor] = {}
    for key, (tensor, version, original) in capture.tensors.items():
        if original._version != version:
            overwritten.add(key)
            if tensor is original:
                continue
        small[key] = tensor.detach()
    for index, place in enumerate(places):
        z = small.get((index, "z"))
        activation = place.activation
        if z is None or place.same or activation is None or (index, "a") in capture.tensors:
            continue
        if activation.function is not None:
            # No module shows a: it is computed as the network does.
            made = small[index, "a"] = activation.function(z)
            if capture.is_detailed:
                capture.samples[index, "a"] = sample(made)
    if capture.is_detailed:
        wanted = {
            index: a
            for index, place in enumerate(places)
            if (a := small.get((index, "z" if place.same else "a"))) is not None
        }
        capture.example_std.update(example_stds(wanted))
    found += small.items()
    return found, small


def place_lines(
    step: int,
    places: list[Place],
    capture: Capture | None,
    summed: dict[Hashable, Summary],
    small: dict[Key, Tensor],
    gradients: dict[Hashable, Summary],
    factors: Factors,
    *,
    updated: bool,
) -> list[dict[str, Any]]:
    """A line for each place that was measured."""
    bent = _bent(places, capture, small, summed)
    lines: list[dict[str, Any]] = []
    for index, place in enumerate(places):
        line: dict[str, Any] = {"step": step, "place": place.name}
        if capture is not None:
            _signals(line, index, place, capture, summed, factors)
            line.update(bent.get(index, {}))
            line.update(capture.extra.get(place.name, {}))
            if index in capture.example_std:
                line["activationExampleStd"] = capture.example_std[index]
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


def _bent(
    places: list[Place],
    capture: Capture | None,
    small: dict[Key, Tensor],
    summed: dict[Hashable, Summary],
) -> dict[int, dict[str, float]]:
    """φ′: of a ReLU from the zeros of a, of others from z and a."""
    if capture is None:
        return {}
    result: dict[int, dict[str, float]] = {}
    wanted = []
    for index, place in enumerate(places):
        if place.kind == "output":
            result[index] = {
                "derivativeRMS": 1.0, "saturatedFraction": 0.0, "saturatedLowFraction": 0.0,
                "saturatedHighFraction": 0.0,
            }  # fmt: skip
        if place.activation is None or place.same:
            continue
        a = summed.get((index, "a"))
        if place.activation.name == "relu":
            if a is not None and a.size:
                result[index] = relu_slope(a)
        elif (index, "z") in small:
            wanted.append((index, place.activation, small[index, "z"], small.get((index, "a"))))
        elif index in capture.slopes:
            wanted.append((index, place.activation, *capture.slopes[index]))
    result.update(slopes(wanted))
    return result


@torch.no_grad()
def histogram_lines(
    step: int, places: list[Place], capture: Capture, factors: Factors
) -> list[dict[str, Any]]:
    """A line of histograms for each place: of z, a, δ and weight gradients. Of a large tensor every
    n-th value is counted, which the key `sampledEvery` says."""
    taken: list[tuple[int, str, int]] = []
    values: list[tuple[Tensor, float]] = []
    for index, place in enumerate(places):
        for kind, name in NAMES.items():
            held = capture.samples.get((index, "z" if kind == "a" and place.same else kind))
            factor = {"d": factors.delta, "g": factors.gradient}.get(kind, 1.0)
            if held is not None and factor is not None:
                values.append((held[0], factor))
                taken.append((index, name, held[1]))
    pictures: dict[int, dict[str, Any]] = {}
    for (index, name, stride), found in zip(taken, histograms(values), strict=True):
        if stride > 1:
            found["sampledEvery"] = stride
        pictures.setdefault(index, {})[name] = found
    return [
        {"step": step, "place": places[index].name, "histograms": each}
        for index, each in pictures.items()
    ]
