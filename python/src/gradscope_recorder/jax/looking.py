"""A loss function and its gradients, with what its places show on the way."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp

from ..arrays import Place
from .activations import Activation, activations_of, named
from .collector import Collector, Site
from .measure import example_std, joined, sample, silent, slope, sums
from .tapping import tapped


@dataclass
class Spot:
    """A place, the site where its z is seen, its φ, and which of the parameters are its weights."""

    place: Place
    site: str
    activation: Activation | None
    weights: list[int]


class Looking:
    """Traces a loss once to find its places; `numbers` says what is where in what it gives."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.inside: list[str] = []
        self.sizes: dict[tuple[int, str], int] = {}
        self.shapes: dict[str, Any] = {}

    def find(self, run: Callable[..., Any], params: Any, arguments: Any, model: Any = None) -> None:
        """Finds the places, from a trace of run(params, mark)."""
        found: list[Collector] = []
        weights: dict[str, int] = {}
        shapes: dict[str, Any] = {}

        def mark(name: str, z: Any) -> Any:
            shapes[name] = jax.ShapeDtypeStruct(z.shape, z.dtype)

            def site(value: Any) -> Any:
                return value

            site.__name__ = f"gradscope_site:{name}"
            return jax.jit(site)(z)

        def traced(params: Any, arguments: Any) -> Any:
            leaves = jax.tree.leaves(params)
            loss, collector = run(params, arguments, mark)
            found.append(collector)
            for site in collector.sites:
                for index, leaf in enumerate(leaves):
                    if site.weight is not None and site.weight is leaf:
                        weights[site.name] = index
            return loss

        jaxpr = jax.make_jaxpr(traced)(params, arguments).jaxpr
        collector = found[-1]
        self.inside = collector.inside
        paths = [
            tuple(str(getattr(k, "key", getattr(k, "idx", getattr(k, "name", k)))) for k in path)
            for path, _ in jax.tree_util.tree_flatten_with_path(params)[0]
        ]
        self.shapes = shapes
        leaves = jax.tree.leaves(params)
        self.spots = _spots(collector.sites, activations_of(jaxpr), paths, leaves, weights, shapes)

    def measured(
        self, run: Callable[..., Any], params: Any, arguments: Any, level: int
    ) -> tuple[Any, Any, dict[str, Any]]:
        """(loss and aux, gradients, what was seen) of run(params, arguments, mark)."""
        bumps = {key: jnp.zeros(each.shape, each.dtype) for key, each in self.shapes.items()}

        def traced(params: Any, bumps: Any) -> Any:
            def mark(name: str, z: Any) -> Any:
                return tapped(z, bumps[name])

            result, collector = run(params, arguments, mark)
            z = {each.name: each.z for each in collector.sites}
            return result[0], (result, z)

        (_, (result, z)), (gradients, deltas) = jax.value_and_grad(
            traced, argnums=(0, 1), has_aux=True
        )(params, bumps)
        return result, gradients, self._seen(z, deltas, gradients, params, level)

    def silent(self, run: Callable[..., Any], params: Any, arguments: Any) -> dict[int, Any]:
        """The silent units by place, where they can be silent."""
        _, collector = run(params, arguments, lambda name, z: z)
        z = {each.name: each.z for each in collector.sites}
        return {
            index: silent(z[spot.site])
            for index, spot in enumerate(self.spots)
            if spot.activation is not None and spot.activation.name in ("relu", "relu6")
        }

    def _seen(
        self, z: Any, deltas: Any, gradients: Any, params: Any, level: int
    ) -> dict[str, Any]:
        numbers: dict[tuple[int, str], Any] = {}
        samples: dict[tuple[int, str], Any] = {}
        own, before = jax.tree.leaves(gradients), jax.tree.leaves(params)
        for index, spot in enumerate(self.spots):
            value, delta = z[spot.site], deltas[spot.site]
            tensors = {"z": value, "d": delta}
            if spot.activation is not None and not spot.place.same:
                tensors["a"] = spot.activation.function(value)
                numbers[index, "slope"] = slope(spot.activation, value)
            answer = value if spot.place.same else tensors.get("a")
            if level == 2 and answer is not None and answer.ndim > 1 and answer.shape[0] > 1:
                numbers[index, "std"] = example_std(answer)
            if spot.weights:
                tensors["g"] = joined([own[each] for each in spot.weights])
                numbers[index, "w"] = sums(joined([before[each] for each in spot.weights]))
            for key, each in tensors.items():
                numbers[index, key] = sums(each)
                self.sizes[index, key] = each.size
                if level == 2:
                    samples[index, key] = sample(each)
        total = sums(joined(own))[2:3] * math.sqrt(sum(each.size for each in own))
        return {"numbers": numbers, "samples": samples, "norm": total}

    def updates(self, before: Any, after: Any) -> dict[int, Any]:
        """√(mean ΔW²) by place, [1]."""
        old, new = jax.tree.leaves(before), jax.tree.leaves(after)
        return {
            index: sums(joined([new[each] - old[each] for each in spot.weights]))[2:3]
            for index, spot in enumerate(self.spots)
            if spot.weights
        }


def _spots(
    sites: list[Site],
    activations: dict[str, Activation],
    paths: list[tuple[str, ...]],
    leaves: list[Any],
    given: dict[str, int],
    shapes: dict[str, Any],
) -> list[Spot]:
    """The places; a norm that takes a layer's output as it is belongs to the layer."""
    spots: list[Spot] = []
    by_value: dict[int, Spot] = {}
    for site in sites:
        owner = by_value.get(id(site.input))
        if site.kind == "normalization" and owner is not None and owner.place.norm is None:
            owner.place.norm, owner.site = site.norm, site.name
            owner.activation = activations.get(site.name)
            owner.place.activation = owner.activation.name if owner.activation else None
            continue
        below = _below(site, paths) if "#" not in site.name else []
        weights = [given[site.name]] if site.name in given else [
            index for index in below if getattr(leaves[index], "ndim", 0) >= 2
        ]  # fmt: skip
        activation = named(site.activation) if site.activation else activations.get(site.name)
        place = Place(site.name, site.kind, norm=site.norm, bypass=site.bypass)
        place.units = int(shapes[site.name].shape[-1]) if shapes[site.name].shape else None
        place.same = site.kind not in ("dense", "convolution")
        if place.same:
            activation = None
        place.activation = activation.name if activation else site.activation
        if weights:
            _fans(place, site, leaves[weights[0]].shape)
        place.parameters = sum(leaves[each].size for each in below) or None
        spot = Spot(place, site.name, activation, weights)
        spots.append(spot)
        if site.kind in ("dense", "convolution"):
            by_value[id(site.z)] = spot
    layers = [each for each in spots if each.place.kind in ("dense", "convolution")]
    if layers and not any(each.place.kind == "output" for each in spots):
        last = layers[-1]
        last.place.kind, last.place.same = "output", True
        last.place.activation = last.activation = None
        spots.remove(last)
        spots.append(last)
    return spots


def _below(site: Site, paths: list[tuple[str, ...]]) -> list[int]:
    """The parameters right below a site's path."""
    found = []
    for index, path in enumerate(paths):
        inner = path[1:] if path and path[0] == "params" else path
        # NNX has a leaf's value below its name.
        inner = inner[:-1] if inner and inner[-1] == "value" else inner
        if inner[: len(site.path)] == site.path and len(inner) - len(site.path) <= 1:
            found.append(index)
    return found


def _fans(place: Place, site: Site, shape: tuple[int, ...]) -> None:
    if place.kind == "convolution":
        field = math.prod(shape[:-2])
        place.fan_in, place.fan_out = field * shape[-2], field * shape[-1]
    elif place.kind in ("dense", "attention", "output"):
        place.fan_in = math.prod(shape[: site.inputs])
        place.fan_out = math.prod(shape[site.inputs :])
        place.units = place.fan_out
