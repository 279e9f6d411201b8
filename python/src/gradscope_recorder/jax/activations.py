"""Which activation follows a value, from what the traced function does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax

from ..arrays.activations import NAMES

# Steps that hand values on without changing them.
TRANSPARENT = (
    "reshape", "transpose", "convert_element_type", "squeeze", "copy", "broadcast_in_dim",
)  # fmt: skip
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "relu": jax.nn.relu, "tanh": jax.numpy.tanh, "sigmoid": jax.nn.sigmoid, "silu": jax.nn.silu,
    "elu": jax.nn.elu, "selu": jax.nn.selu, "softplus": jax.nn.softplus, "relu6": jax.nn.relu6,
    "hard-tanh": jax.nn.hard_tanh, "hard-sigmoid": jax.nn.hard_sigmoid,
    "hard-swish": jax.nn.hard_silu, "mish": jax.nn.mish, "exponential": jax.numpy.exp,
}  # fmt: skip


class Activation(NamedTuple):
    """Its name in the log, and φ."""

    name: str
    function: Callable[[Any], Any]


def named(name: str) -> Activation | None:
    """By the log's name: those with one form only, and `leaky-relu:slope`, `gelu`."""
    if name.startswith("leaky-relu"):
        slope = float(name.partition(":")[2] or 0.01)
        return Activation(name, lambda z: jax.nn.leaky_relu(z, slope))
    if name in ("gelu", "gelu-tanh"):
        approximate = name != "gelu"
        return Activation("gelu", lambda z: jax.nn.gelu(z, approximate=approximate))
    return Activation(name, FUNCTIONS[name]) if name in FUNCTIONS else None


def activations_of(jaxpr: Any) -> dict[str, Activation]:
    """By the names of marked values (`gradscope_site:NAME`): the activation that takes them."""
    readers: dict[Any, list[Any]] = {}
    marked: list[tuple[str, Any]] = []
    for equation in jaxpr.eqns:
        for each in equation.invars:
            if not hasattr(each, "val"):
                readers.setdefault(each, []).append(equation)
        name = str(equation.params.get("name", ""))
        if name.startswith("gradscope_site:"):
            marked.append((name.partition(":")[2], equation.outvars[0]))
    found: dict[str, Activation] = {}
    for name, value in marked:
        waiting = [value]
        while waiting:
            for reader in readers.get(waiting.pop(), ()):
                if reader.primitive.name in TRANSPARENT:
                    waiting += reader.outvars
                    continue
                activation = _of(reader) or _gelu(reader, readers)
                if activation is not None:
                    found.setdefault(name, activation)
    return found


def _of(equation: Any) -> Activation | None:
    primitive = equation.primitive.name
    if primitive == "tanh":
        return named("tanh")
    if primitive == "logistic":
        return named("sigmoid")
    if primitive == "max":
        zero = any(getattr(each, "val", None) == 0 for each in equation.invars)
        return named("relu") if zero else None
    if primitive == "custom_jvp_call":
        inner = equation.params["call_jaxpr"].jaxpr
        own = str(equation.params.get("name", ""))
        return _by_name(own, equation) or next(
            (found for each in inner.eqns if (found := _of(each)) is not None), None
        )
    return _by_name(str(equation.params.get("name", "")), equation)


def _by_name(name: str, equation: Any) -> Activation | None:
    if name == "maximum":
        return named("relu") if any(getattr(e, "val", None) == 0 for e in equation.invars) else None
    if name not in NAMES:
        return None
    given = [float(each.val) for each in equation.invars if hasattr(each, "val")]
    if name == "leaky_relu":
        return named(f"leaky-relu:{given[0]:g}" if given and given[0] != 0.01 else "leaky-relu")
    if name in ("elu", "celu") and given and given[0] != 1:
        return None
    return named(NAMES[name])


def _gelu(equation: Any, readers: dict[Any, list[Any]]) -> Activation | None:
    """GELU is written out: z³ · 0.044715 of the one with tanh, erfc(−z / √2) of the other."""
    waiting, depth = [equation], 0
    while waiting and depth < 4:
        depth += 1
        following = [each for e in waiting for v in e.outvars for each in readers.get(v, ())]
        for each in following:
            literals = [each for each in each.invars if hasattr(each, "val")]
            constants = [float(each.val) for each in literals if not each.aval.shape]
            if equation.primitive.name == "integer_pow" and any(
                abs(c - 0.044715) < 1e-6 for c in constants
            ):
                return named("gelu-tanh")
            if equation.primitive.name == "neg" and each.primitive.name == "erfc":
                return named("gelu")
        waiting = following
    return None
