"""Activations by their names in the log: where they saturate, and whether units can go silent."""

from __future__ import annotations

import math

# The z outside of which |φ′(z)| < 5 % of its maximum and stays there, on a side that levels off.
BOUNDS = {
    "sigmoid": (-4.356544, 4.356544), "tanh": (-2.178272, 2.178272), "relu6": (0.0, 6.0),
    "gelu": (-2.278561, math.inf), "silu": (-3.929897, math.inf), "selu": (-2.995732, math.inf),
    "mish": (-3.981251, math.inf), "softplus": (-2.944439, math.inf), "hard-tanh": (-1.0, 1.0),
    "hard-sigmoid": (-3.0, 3.0), "elu": (-2.995732, math.inf),
}  # fmt: skip
CAN_GO_SILENT = ("relu", "relu6")
# As frameworks call them.
NAMES = {
    "sigmoid": "sigmoid", "logistic": "sigmoid", "tanh": "tanh", "relu": "relu", "relu6": "relu6",
    "gelu": "gelu", "silu": "silu", "swish": "silu", "selu": "selu", "elu": "elu", "mish": "mish",
    "softplus": "softplus", "hard_tanh": "hard-tanh", "hard_sigmoid": "hard-sigmoid",
    "hard_silu": "hard-swish", "hard_swish": "hard-swish", "leaky_relu": "leaky-relu",
    "exponential": "exponential", "linear": "identity", "identity": "identity", "celu": "elu",
}  # fmt: skip


def bounds_of(name: str | None) -> tuple[float, float]:
    """The bounds; infinite ones where φ does not saturate or is not known."""
    return BOUNDS.get(name or "", (-math.inf, math.inf))
