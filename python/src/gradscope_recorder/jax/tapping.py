"""A tap: the identity whose derivative arrives at a second place."""

from __future__ import annotations

from typing import Any

import jax


def tapped(z: Any, bump: Any) -> Any:
    """z, unchanged. The derivative with respect to `bump`, zeros of z's shape, is ∂loss/∂z."""
    return _identity(z, bump)


def _first(z: Any, bump: Any) -> Any:
    return z


def _forward(z: Any, bump: Any) -> Any:
    return z, None


def _backward(kept: None, gradient: Any) -> Any:
    return gradient, gradient


_identity = jax.custom_vjp(_first)
_identity.defvjp(_forward, _backward)
