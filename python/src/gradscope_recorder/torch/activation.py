"""Activations: which one a module or a node of the autograd graph is, and φ and φ′ of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from torch.autograd.graph import saved_tensors_hooks
from torch.nn import functional as F

import torch
from torch import Tensor, nn

INFINITY = math.inf


def _same(x: Tensor) -> Tensor:
    return x


@dataclass(frozen=True)
class Activation:
    """A scalar function φ, a = φ(z).

    `bounds` are the z outside of which |φ′(z)| < 5 % of its maximum and stays there, on a side that
    levels off; None where φ does not saturate (a ReLU's zero side is silence, not saturation).
    """

    name: str
    function: Callable[[Tensor], Tensor] | None = None
    bounds: tuple[float, float] | None = None
    can_go_silent: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """What the log says of it; the rest follows from the name."""
        return {"name": self.name}

    def derivative(self, z: Tensor, a: Tensor | None) -> Tensor | None:
        """φ′(z), of the same shape; by a where that is cheaper. None where φ is not known."""
        if a is not None:
            if self.name == "sigmoid":
                return a * (1 - a)
            if self.name == "tanh":
                return 1 - a * a
        if self.name == "relu":
            return (z > 0).to(z.dtype)
        if self.function is None:
            return None
        if self.name == "hard-tanh":
            # PyTorch passes no gradient at ±1; nor does the program.
            return ((z > -1) & (z < 1)).to(z.dtype)
        # What a checkpoint around the model counts must not see what this saves.
        with torch.enable_grad(), saved_tensors_hooks(_same, _same):
            point = z.detach().requires_grad_()
            (slope,) = torch.autograd.grad(self.function(point).sum(), point)
        return slope


SIGMOID = Activation("sigmoid", torch.sigmoid, (-4.356544, 4.356544))
TANH = Activation("tanh", torch.tanh, (-2.178272, 2.178272))
RELU = Activation("relu", torch.relu, can_go_silent=True)
RELU6 = Activation("relu6", F.relu6, (0.0, 6.0), can_go_silent=True)
GELU = Activation("gelu", F.gelu, (-2.278561, INFINITY))
GELU_TANH = Activation("gelu", lambda z: F.gelu(z, approximate="tanh"), (-2.278561, INFINITY))
SILU = Activation("silu", F.silu, (-3.929897, INFINITY))
SELU = Activation("selu", F.selu, (-2.995732, INFINITY))
MISH = Activation("mish", F.mish, (-3.981251, INFINITY))
SOFTPLUS = Activation("softplus", F.softplus, (-2.944439, INFINITY))
HARD_TANH = Activation("hard-tanh", F.hardtanh, (-1.0, 1.0))
HARD_SWISH = Activation("hard-swish", F.hardswish)
HARD_SIGMOID = Activation("hard-sigmoid", F.hardsigmoid, (-3.0, 3.0))
EXPONENTIAL = Activation("exponential", torch.exp)
IDENTITY = Activation("identity", lambda z: z)

# Those that are tried on values where neither a module nor the graph shows the activation.
CANDIDATES = (
    RELU, TANH, SIGMOID, GELU, GELU_TANH, SILU, SELU, MISH, RELU6, HARD_TANH, SOFTPLUS,
)  # fmt: skip


def leaky_relu(slope: float) -> Activation:
    """max(z, slope · z)."""
    name = "leaky-relu" if slope == 0.01 else f"leaky-relu:{slope:g}"
    return Activation(name, lambda z: F.leaky_relu(z, slope))


def elu(alpha: float) -> Activation:
    """z for z > 0, else α(eᶻ − 1). Facts are known of α = 1 only."""
    bounds = (-2.995732, INFINITY) if alpha == 1 else None
    name = "elu" if alpha == 1 else f"elu-{alpha:g}"
    return Activation(name, lambda z: F.elu(z, alpha), bounds)


def of_module(module: nn.Module) -> Activation | None:
    """The activation that a module is; None where it is none that is known."""
    if isinstance(module, nn.LeakyReLU):
        return leaky_relu(module.negative_slope)
    if isinstance(module, nn.ELU | nn.CELU):
        return elu(module.alpha)
    if isinstance(module, nn.GELU):
        return GELU if module.approximate == "none" else GELU_TANH
    if isinstance(module, nn.ReLU6):
        return RELU6
    if isinstance(module, nn.Hardtanh):
        return HARD_TANH if (module.min_val, module.max_val) == (-1, 1) else None
    if isinstance(module, nn.Softplus):
        return SOFTPLUS if module.beta == 1 else None
    if isinstance(module, nn.PReLU):
        return Activation("prelu")
    by_class: dict[type[nn.Module], Activation] = {
        nn.ReLU: RELU, nn.Tanh: TANH, nn.Sigmoid: SIGMOID, nn.SiLU: SILU, nn.SELU: SELU,
        nn.Mish: MISH, nn.Hardswish: HARD_SWISH, nn.Hardsigmoid: HARD_SIGMOID,
        nn.Identity: IDENTITY,
    }  # fmt: skip
    return by_class.get(type(module))


_BY_NODE = {
    "ReluBackward0": RELU, "TanhBackward0": TANH, "SigmoidBackward0": SIGMOID,
    "SiluBackward0": SILU, "MishBackward0": MISH, "HardswishBackward0": HARD_SWISH,
    "HardsigmoidBackward0": HARD_SIGMOID, "ExpBackward0": EXPONENTIAL,
}  # fmt: skip


def of_node(node: Any) -> Activation | None:
    """The activation whose backward this node of the graph is; None where it is another one."""
    # `ReluBackward0`; the in-place one has the same name.
    name = node.name()
    if name in _BY_NODE:
        return _BY_NODE[name]
    if name == "LeakyReluBackward0" or name == "LeakyReluBackward1":
        return leaky_relu(node._saved_negative_slope)
    if name.startswith("EluBackward"):
        scale, alpha = node._saved_scale, node._saved_alpha
        return SELU if abs(scale - 1.0507009) < 1e-6 else elu(alpha) if scale == 1 else None
    if name == "GeluBackward0":
        return GELU if node._saved_approximate == "none" else GELU_TANH
    if name == "SoftplusBackward0":
        return SOFTPLUS if node._saved_beta == 1 else None
    if name == "HardtanhBackward0":
        limits = (node._saved_min_val, node._saved_max_val)
        return RELU6 if limits == (0, 6) else HARD_TANH if limits == (-1, 1) else None
    if name.startswith("PreluKernel"):
        return Activation("prelu")
    return None


def of_values(z: Tensor, a: Tensor) -> Activation | None:
    """The candidate φ with φ(z) = a up to rounding; None where none of them or several are it."""
    if z.shape != a.shape or z.numel() < 2:
        return None
    for candidate in (IDENTITY, *CANDIDATES):
        assert candidate.function is not None
        if torch.allclose(candidate.function(z), a, rtol=1e-5, atol=1e-7):
            return candidate
    return None
