"""What a loss function shows while it is traced: taps, and the calls of Flax's layers."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

try:
    from jax.extend.core import get_opaque_trace_state
except ImportError as error:
    raise ImportError("gradscope_recorder.jax needs JAX: pip install jax") from error

from ..arrays.places import QUERIES

_open = threading.local()


@dataclass
class Site:
    """Where a value z is seen: its name, what is known of the layer, and z as it is traced."""

    name: str
    kind: str
    z: Any
    path: tuple[str, ...] = ()
    weight: Any = None
    inputs: int = 1
    activation: str | None = None
    norm: tuple[str, bool] | None = None
    bypass: float | None = None
    input: Any = None


@dataclass
class Collector:
    """Collects the sites of one trace; `mark` gives what goes on in the place of each z."""

    mark: Callable[[str, Any], Any]
    sites: list[Site] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _level: Any = None

    def see(self, site: Site) -> Any:
        """Notes a site and gives its z, marked; one within another transformation (scan, remat,
        vmap, jit) cannot be brought out of it, and is only said."""
        if _level() != self._level:
            if site.name not in self.inside:
                self.inside.append(site.name)
            return site.z
        count = self._counts[site.name] = self._counts.get(site.name, 0) + 1
        if count > 1:
            site.name = f"{site.name}#{count}"
        site.z = self.mark(site.name, site.z)
        self.sites.append(site)
        return site.z


def _level() -> Any:
    return get_opaque_trace_state(convention="flax")


@contextlib.contextmanager
def collecting(mark: Callable[[str, Any], Any], model: Any = None) -> Iterator[Collector]:
    """A collector of everything that is traced within; `model` is an NNX module, whose layers are
    hooked by their classes."""
    from .flax_layers import linen_layers, nnx_layers

    collector = Collector(mark)
    collector._level = _level()
    before = getattr(_open, "collector", None)
    _open.collector = collector
    try:
        with linen_layers(collector), nnx_layers(collector, model):
            yield collector
    finally:
        _open.collector = before


def tap(
    name: str,
    z: Any,
    *,
    weight: Any = None,
    kind: str = "dense",
    activation: str | None = None,
    bypass: float | None = None,
) -> Any:
    """z, unchanged; while a loss is watched, a place of the log.

    δ of the place is ∂(loss of the example)/∂z. z: [examples, …, units].

    Args:
        name: of the place; best the path of its weights among the parameters, `"layers.0"`.
        z: what the weights give, before the activation.
        weight: the parameter itself, [inputs, units]; without it that below the name's path.
        kind: one of the log's kinds: "dense", "convolution", "block", "output" and so on.
        activation: where it cannot be seen from what is done with z.
        bypass: s of y = x + s · branch(x), of a block's output.
    """
    collector = getattr(_open, "collector", None)
    if collector is None:
        return z
    if kind == "dense" and name.rsplit(".", 1)[-1] in QUERIES:
        kind = "attention"
    path = tuple(name.split("."))
    return collector.see(Site(name, kind, z, path, weight, 1, activation, None, bypass))
