"""Perceptrons: dense layers, plain, normalized, with shortcuts, with dropout."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import torch
from torch import Tensor, nn

from .. import tasks
from ..recipe import Case, Optimizer, Recipe, adam, adamw, healthy, sgd
from .initializing import every, he, lecun, xavier

FAMILY = "MLP"


def perceptron(
    sizes: list[int],
    activation: Callable[[], nn.Module] = nn.ReLU,
    norm: Callable[[int], nn.Module] | None = None,
    dropout: float = 0.0,
) -> nn.Sequential:
    """Dense layers of these sizes; behind each but the last a norm, the activation and dropout."""
    parts: list[nn.Module] = []
    for before, after in pairwise(sizes[:-1]):
        parts.append(nn.Linear(before, after))
        if norm is not None:
            parts.append(norm(after))
        parts.append(activation())
        if dropout:
            parts.append(nn.Dropout(dropout))
    return nn.Sequential(*parts, nn.Linear(sizes[-2], sizes[-1]))


class ResidualPerceptron(nn.Module):
    """x + s · W φ(x), s = 1/√depth unless given."""

    def __init__(self, depth: int, width: int = 64, scale: float | None = None) -> None:
        super().__init__()
        self.first = nn.Linear(64, width)
        self.blocks = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
        self.last = nn.Linear(width, 10)
        self.scale = depth**-0.5 if scale is None else scale

    def forward(self, x: Tensor) -> Tensor:
        x = self.first(x)
        for block in self.blocks:
            x = x + self.scale * block(torch.relu(x))
        return self.last(torch.relu(x))


def _recipe(name: str, model: Callable[[], nn.Module], optimizer: object, **more: object) -> Recipe:
    given = {"task": tasks.digits, **more}
    return Recipe(name, FAMILY, model=model, optimizer=optimizer, **given)


def deep(count: int, width: int = 64, inputs: int = 64, outputs: int = 10) -> list[int]:
    return [inputs, *[width] * count, outputs]


HE, XAVIER, LECUN = every(he), every(xavier), every(lecun)

RELU_3 = _recipe("mlp-relu-3", lambda: perceptron(deep(3)), sgd(0.05))
RELU_10 = _recipe("mlp-relu-10", lambda: perceptron(deep(10)), sgd(0.02), prepare=(HE,))
RELU_30 = _recipe(
    "mlp-relu-30", lambda: perceptron(deep(30)), adam(0.0005), prepare=(HE,), steps=500
)
TANH_6 = _recipe(
    "mlp-tanh-6", lambda: perceptron(deep(6), nn.Tanh), sgd(0.03), prepare=(XAVIER,)
)
SIGMOID_2 = _recipe("mlp-sigmoid-2", lambda: perceptron(deep(2), nn.Sigmoid), adam(0.01))
GELU_4 = _recipe("mlp-gelu-4", lambda: perceptron(deep(4), nn.GELU), adam(0.002))
SELU_8 = _recipe("mlp-selu-8", lambda: perceptron(deep(8), nn.SELU), sgd(0.01), prepare=(LECUN,))
LEAKY_6 = _recipe(
    "mlp-leaky-6", lambda: perceptron(deep(6), lambda: nn.LeakyReLU(0.1)), adam(0.002),
    prepare=(HE,),
)  # fmt: skip
ELU_5 = _recipe("mlp-elu-5", lambda: perceptron(deep(5, 48), nn.ELU), adam(0.002), batch=64)
BATCH_NORM_6 = _recipe(
    "mlp-batchnorm-6", lambda: perceptron(deep(6), norm=nn.BatchNorm1d), sgd(0.05)
)
LAYER_NORM_8 = _recipe(
    "mlp-layernorm-8", lambda: perceptron(deep(8), norm=nn.LayerNorm), adamw(0.002)
)
DROPOUT = _recipe(
    "mlp-dropout-mnist", lambda: perceptron([784, 256, 128, 10], dropout=0.3), adam(0.002),
    task=tasks.mnist,
)  # fmt: skip
TAPERED = _recipe(
    "mlp-tapered-mnist", lambda: perceptron([784, 200, 100, 50, 10]), adam(0.002), task=tasks.mnist,
    batch=64,
)  # fmt: skip
RESIDUAL_8 = _recipe("mlp-residual-8", lambda: ResidualPerceptron(8), sgd(0.02))
RESIDUAL_30 = _recipe("mlp-residual-30", lambda: ResidualPerceptron(30), adam(0.001), steps=250)
SILU_3 = _recipe(
    "mlp-silu-3", lambda: perceptron(deep(3), nn.SiLU), sgd(0.1), schedule=lambda s: 1 - s / 310
)
RMSPROP = _recipe(
    "mlp-rmsprop", lambda: perceptron(deep(3, 32)),
    Optimizer("rmsprop", 0.002),
)  # fmt: skip
QUESTIONS = _recipe(
    "mlp-questions", lambda: perceptron(deep(3, outputs=4)), adam(0.002), task=tasks.properties,
    steps=400,
)  # fmt: skip

HEALTHY: list[Case] = [
    healthy(each)
    for each in (
        RELU_3, RELU_10, TANH_6, SIGMOID_2, GELU_4, SELU_8, LEAKY_6, ELU_5, BATCH_NORM_6,
        LAYER_NORM_8, DROPOUT, TAPERED, RESIDUAL_8, SILU_3, RMSPROP, QUESTIONS,
    )
] + [healthy(RELU_30, (1,)), healthy(RESIDUAL_30, (1,))]  # fmt: skip
