"""The layers of Flax, Linen and NNX, hooked while a loss is traced."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..arrays.places import QUERIES

if TYPE_CHECKING:
    from .collector import Collector

KINDS = {
    "Dense": "dense", "DenseGeneral": "dense", "Linear": "dense", "LinearGeneral": "dense",
    "Conv": "convolution", "ConvLocal": "convolution", "ConvTranspose": "convolution",
    "Embed": "embedding", "BatchNorm": "normalization", "LayerNorm": "normalization",
    "GroupNorm": "normalization", "RMSNorm": "normalization",
}  # fmt: skip
NORMS = {
    "BatchNorm": ("batch", True), "LayerNorm": ("layer", False), "GroupNorm": ("group", False),
    "RMSNorm": ("rms", False),
}  # fmt: skip


def _see(collector: Collector, module: Any, path: tuple[str, ...], given: Any, z: Any) -> Any:
    """Notes the call of a layer; others go through."""
    from .collector import Site

    name = type(module).__name__
    if name not in KINDS or not hasattr(z, "shape"):
        return z
    kind = KINDS[name]
    if kind == "dense" and path and path[-1] in QUERIES:
        kind = "attention"
    axis = getattr(module, "axis", -1)
    inputs = len(axis) if isinstance(axis, tuple) else 1
    if kind == "convolution":
        inputs = -1
    site = Site(".".join(path) or name, kind, z, path, None, inputs, None, NORMS.get(name))
    site.input = given
    return collector.see(site)


@contextlib.contextmanager
def linen_layers(collector: Collector) -> Iterator[None]:
    """Hooks Linen's layers by its own interception of methods."""
    try:
        linen: Any = importlib.import_module("flax.linen")
    except ImportError:
        yield
        return

    def intercepted(following: Any, args: Any, kwargs: Any, context: Any) -> Any:
        output = following(*args, **kwargs)
        if context.method_name != "__call__":
            return output
        given = args[0] if args else None
        return _see(collector, context.module, tuple(context.module.path), given, output)

    with linen.intercept_methods(intercepted):
        yield


@contextlib.contextmanager
def nnx_layers(collector: Collector, model: Any) -> Iterator[None]:
    """Hooks the layers of an NNX module: the calls of its layers' classes."""
    if model is None:
        yield
        return
    nnx: Any = importlib.import_module("flax.nnx")
    paths = {id(each): tuple(map(str, path)) for path, each in nnx.iter_modules(model)}
    kinds = {type(each) for _, each in nnx.iter_modules(model) if type(each).__name__ in KINDS}
    before = {kind: kind.__call__ for kind in kinds}

    def hooked(call: Any) -> Any:
        def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
            output = call(self, *args, **kwargs)
            if id(self) not in paths:
                return output
            return _see(collector, self, paths[id(self)], args[0] if args else None, output)

        return wrapper

    for kind in kinds:
        kind.__call__ = hooked(kind.__call__)
    try:
        yield
    finally:
        for kind, call in before.items():
            kind.__call__ = call
