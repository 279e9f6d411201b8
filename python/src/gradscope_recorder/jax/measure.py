"""Statistics that are computed within the jitted step, so that a handful of numbers leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp

from ..arrays.activations import bounds_of
from ..arrays.histograms import stride_of
from ..log.summary import Summary
from .activations import Activation


def wide(x: Any) -> Any:
    """The values in one dimension, in float32 or float64."""
    flat = jnp.reshape(x, -1)
    return flat if flat.dtype == jnp.float64 else flat.astype(jnp.float32)


def sums(x: Any) -> Any:
    """[mean, std, rms, exact zeros, not finite] of an array of any form.

    Squares are taken of x over its largest value, so that δ of 1e-30 does not become 0.
    """
    values = wide(x)
    mean = values.mean()
    rest = values - mean
    return jnp.stack([
        mean, _rms(rest), _rms(values),
        (values == 0).sum().astype(values.dtype),
        (~jnp.isfinite(values)).sum().astype(values.dtype),
    ])  # fmt: skip


def _rms(values: Any) -> Any:
    largest = jnp.abs(values).max()
    scale = jnp.where(jnp.isfinite(largest) & (largest > 0), largest, 1.0)
    return scale * jnp.sqrt(jnp.square(values / scale).mean())


def joined(arrays: Sequence[Any]) -> Any:
    """The values of several arrays in one."""
    return jnp.concatenate([wide(each) for each in arrays])


def slope(activation: Activation, z: Any) -> Any:
    """[√(mean φ′(z)²), share of z below, above the bounds where φ levels off]."""
    values = wide(z)
    derivative = jax.grad(lambda each: activation.function(each).sum())(values)
    low, high = bounds_of(activation.name)
    shares = [each.astype(values.dtype).mean() for each in (values < low, values > high)]
    return jnp.stack([_rms(derivative), *shares])


def example_std(a: Any) -> Any:
    """√(mean over units of the variance over examples and positions), [1]."""
    rows = a.reshape(-1, a.shape[-1])
    values = rows if rows.dtype == jnp.float64 else rows.astype(jnp.float32)
    return jnp.sqrt(values.var(0).mean()).reshape(1)


def silent(z: Any) -> Any:
    """How many units have z ≤ 0 everywhere, [1]."""
    return (z.reshape(-1, z.shape[-1]).max(0) <= 0).sum().reshape(1).astype(jnp.float32)


def sample(x: Any) -> Any:
    """Every n-th value, some 8,192 of them."""
    return jnp.reshape(x, -1)[:: stride_of(x.size)]


def summary_of(size: int, numbers: Sequence[float]) -> Summary:
    """The summary of what `sums` gave."""
    mean, std, rms, zeros, bad = (float(each) for each in numbers)
    return Summary(size, mean, std, rms, round(zeros), round(bad))
