"""The places of a Keras model, from the calls of one pass."""

from __future__ import annotations

import math
from typing import Any

from ..arrays import Place
from .layers import ACTIVATIONS, NORMS, Site, Spot, activation_name, kind_of


def spots_of(sites: list[Site]) -> tuple[list[Spot], list[tuple[str, str]]]:
    """The places in the order of the computation, the output last, and what is not measured.

    A norm that takes a layer's output as it is belongs to the layer, whose z is seen after it; so
    does the layer of an activation.
    """
    spots: list[Spot] = []
    unseen: list[tuple[str, str]] = []
    used: set[str] = set()
    for index, site in enumerate(sites):
        kind = kind_of(site.layer)
        if kind is None or site.name in used:
            continue
        spot = Spot(Place(site.name, kind), site.name, _weights(site))
        spot.units_first = getattr(site.layer, "data_format", None) == "channels_first"
        _describe(spot.place, site, spot.weights, 1 if spot.units_first else -1)
        if kind == "recurrent":
            unseen.append((site.name, "its states: Keras runs all time steps within one call"))
        elif kind in ("dense", "convolution"):
            _follow(spot, site, sites[index + 1 :], used)
        else:
            spot.place.same = True
        spots.append(spot)
    _drop_single_additions(spots)
    _output(spots)
    return spots, unseen


def _weights(site: Site) -> list[Any]:
    if "#" in site.name or kind_of(site.layer) == "block":
        return []
    return [each for each in site.layer.weights if each.trainable and len(each.shape) >= 2]


def _describe(place: Place, site: Site, weights: list[Any], axis: int) -> None:
    layer = site.layer
    if "#" not in site.name:
        count = sum(math.prod(each.shape) for each in layer.weights)
        place.parameters = count or None
    if type(layer).__name__ in NORMS:
        place.norm = NORMS[type(layer).__name__]
    if site.z is not None and place.kind != "normalization":
        place.units = int(site.z.shape[axis])
    if place.kind == "recurrent":
        place.units = getattr(layer, "units", None)
    if place.kind == "block":
        place.bypass = 1.0
    if not weights:
        return
    shape = tuple(weights[0].shape)
    if place.kind == "convolution" and len(weights) == 1:
        field = math.prod(shape[:-2])
        place.fan_in, place.fan_out = field * shape[-2], field * shape[-1]
        if type(layer).__name__.startswith("Depthwise"):
            place.fan_in, place.fan_out = field, field * shape[-1]
    elif place.kind in ("dense", "attention") and len(shape) == 2:
        place.fan_in, place.fan_out = shape
    elif place.kind in ("dense", "attention"):
        # An EinsumDense over heads, [inputs, heads, size] or [heads, size, outputs].
        size = math.prod(shape)
        is_out = layer.name.endswith("output")
        inputs = size // shape[-1] if is_out else shape[0]
        place.fan_in, place.fan_out, place.units = inputs, size // inputs, size // inputs


def _follow(spot: Spot, site: Site, later: list[Site], used: set[str]) -> None:
    """Finds the norm and the activation of a layer."""
    if site.a is not None:
        _set_activation(spot, site.function, (site.name, "a"))
        return
    current = site.z
    for each in later:
        if each.input is not current:
            continue
        kind = type(each.layer).__name__
        if kind in NORMS and spot.place.norm is None:
            spot.place.norm = NORMS[kind]
            spot.site, current = each.name, each.z
            used.add(each.name)
        elif kind in ACTIVATIONS:
            _set_activation(spot, each.layer, (each.name, "a"))
            return


def _set_activation(spot: Spot, function: Any, answer: tuple[str, str]) -> None:
    spot.place.activation = activation_name(function)
    spot.answer = answer
    if spot.place.activation is not None:
        spot.function = function


def _drop_single_additions(spots: list[Spot]) -> None:
    """An addition is a residual stream's where there are several of one width."""
    blocks = [each for each in spots if each.place.kind == "block"]
    widths = [each.place.units for each in blocks]
    for each in blocks:
        if widths.count(each.place.units) < 2:
            spots.remove(each)


def _output(spots: list[Spot]) -> None:
    """The last layer is the output: its z is what the loss's function gets, before a softmax."""
    layers = [each for each in spots if each.place.kind in ("dense", "convolution")]
    if not layers:
        return
    last = layers[-1]
    last.place.kind, last.place.same, last.place.activation = "output", True, None
    last.answer = last.function = None
    spots.remove(last)
    spots.append(last)
