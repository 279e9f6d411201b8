"""The layers of a Keras model: which are places, and hooks that see z and a of each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import keras

from ..arrays import Place
from ..arrays.activations import NAMES
from ..arrays.places import QUERIES

CONVOLUTIONS = ("Conv", "DepthwiseConv", "SeparableConv")
NORMS = {
    "BatchNormalization": ("batch", True), "LayerNormalization": ("layer", False),
    "GroupNormalization": ("group", False), "RMSNormalization": ("rms", False),
    "UnitNormalization": ("unit", False),
}  # fmt: skip
ACTIVATIONS = ("Activation", "ReLU", "LeakyReLU", "ELU", "PReLU")


@dataclass
class Site:
    """A call of a layer: z, what its activation φ gets (else its output), and a, what φ gives."""

    name: str
    layer: Any
    input: Any = None
    z: Any = None
    a: Any = None
    function: Callable[[Any], Any] | None = None


@dataclass
class Spot:
    """A place with the sites where it is seen, its weights, and φ as Keras computes it."""

    place: Place
    site: str
    weights: list[Any] = field(default_factory=list)
    answer: tuple[str, str] | None = None
    function: Callable[[Any], Any] | None = None
    units_first: bool = False


def named_layers(model: Any) -> list[tuple[str, Any]]:
    """All layers with their names; those within another have its name before theirs. What runs in
    a loop over time is not gone into."""
    found: list[tuple[str, Any]] = []
    seen: set[int] = set()

    def walk(parent: Any, prefix: str) -> None:
        for layer in getattr(parent, "_layers", []):
            if id(layer) in seen or not isinstance(layer, keras.layers.Layer):
                continue
            seen.add(id(layer))
            found.append((prefix + layer.name, layer))
            if not isinstance(layer, keras.layers.RNN | keras.layers.TimeDistributed):
                walk(layer, f"{prefix}{layer.name}/")

    walk(model, "")
    return found


def kind_of(layer: Any) -> str | None:
    """The kind of place that a layer is; None where it is none."""
    name = type(layer).__name__
    if isinstance(layer, keras.layers.RNN | keras.layers.Wrapper):
        return "recurrent" if isinstance(layer, keras.layers.RNN) else None
    if name.startswith(CONVOLUTIONS):
        return "convolution"
    if isinstance(layer, keras.layers.Embedding):
        return "embedding"
    if isinstance(layer, keras.layers.Dense | keras.layers.EinsumDense):
        return "attention" if layer.name in QUERIES else "dense"
    if name in NORMS:
        return "normalization"
    if isinstance(layer, keras.layers.Add):
        return "block"
    is_leaf = not getattr(layer, "_layers", [])
    has_own = is_leaf and any(len(each.shape) >= 2 for each in layer.trainable_weights)
    return "other" if has_own else None


class Hooks:
    """Sees the calls of a model's layers while `on`: `tap` is given each z and gives what goes on
    in its place."""

    def __init__(self, model: Any) -> None:
        self._layers = [
            (name, layer)
            for name, layer in named_layers(model)
            if kind_of(layer) is not None or type(layer).__name__ in ACTIVATIONS
        ]

    @contextlib.contextmanager
    def on(self, tap: Callable[[str, Any], Any]) -> Iterator[list[Site]]:
        """The sites of the calls that are made within, in order; those within a recurrent layer's
        loop are its own."""
        sites: list[Site] = []
        counts: dict[str, int] = {}
        undo: list[tuple[Any, str, Any]] = []

        def exchange(layer: Any, name: str, new: Any) -> None:
            undo.append((layer, name, vars(layer).get(name)))
            vars(layer)[name] = new

        for name, layer in self._layers:
            self._hook(name, layer, exchange, tap, sites, counts)
        try:
            yield sites
        finally:
            for layer, name, old in reversed(undo):
                if old is None:
                    del vars(layer)[name]
                else:
                    vars(layer)[name] = old

    def _hook(
        self,
        name: str,
        layer: Any,
        exchange: Callable[[Any, str, Any], None],
        tap: Callable[[str, Any], Any],
        sites: list[Site],
        counts: dict[str, int],
    ) -> None:
        call = layer.call
        open_sites: list[Site] = []
        activation: Any = getattr(layer, "activation", None)
        kind = kind_of(layer)

        def hooked(*args: Any, **kwargs: Any) -> Any:
            counts[name] = counts.get(name, 0) + 1
            site = Site(name if counts[name] == 1 else f"{name}#{counts[name]}", layer)
            site.input = args[0] if args else None
            open_sites.append(site)
            try:
                output = call(*args, **kwargs)
            finally:
                open_sites.pop()
            if kind is None:
                site.z, site.a = site.input, output
            elif site.z is None and kind != "recurrent":
                output = site.z = tap(site.name, output)
            sites.append(site)
            return output

        def activated(z: Any, *args: Any, **kwargs: Any) -> Any:
            if not open_sites:
                return activation(z, *args, **kwargs)
            site = open_sites[-1]
            site.z = tap(site.name, z)
            site.a, site.function = activation(site.z, *args, **kwargs), activation
            return site.a

        exchange(layer, "call", hooked)
        has_own = kind in ("dense", "convolution", "attention", "other")
        if has_own and activation is not None and activation is not keras.activations.linear:
            exchange(layer, "activation", activated)


def activation_name(function: Any) -> str | None:
    """The log's name of an activation function or layer; None where it is none that is known."""
    name = getattr(function, "__name__", None) or type(function).__name__.lower()
    if isinstance(function, keras.layers.Activation):
        return activation_name(function.activation)
    if isinstance(function, keras.layers.LeakyReLU):
        return f"leaky-relu:{float(function.negative_slope):g}"
    if isinstance(function, keras.layers.ReLU):
        if function.max_value is None:
            slope = float(function.negative_slope or 0)
            return f"leaky-relu:{slope:g}" if slope else "relu"
        return "relu6" if function.max_value == 6 else None
    if isinstance(function, keras.layers.ELU):
        return "elu" if function.alpha == 1 else None
    # Keras's own function has another slope than the log's plain name says.
    return "leaky-relu:0.2" if name == "leaky_relu" else NAMES.get(name, None)
