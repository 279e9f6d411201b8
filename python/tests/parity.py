"""Networks as the program builds them, trained by it and by PyTorch with the recorder, and compared
number by number."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log, safetensors
from torch import Tensor, nn

STEPS, EXAMPLES, FEATURES, CLASSES, WIDTH, DEPTH = 6, 48, 5, 3, 16, 4
TOLERANCE = 1e-9
# Counted at looks, whose steps are others.
COUNTS = ("silentUnits", "distinctUnits")
NOT_RECORDED = ("gradientCosine", "gradientNoise")

ACTIVATIONS = {
    "relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "gelu": F.gelu, "silu": F.silu,
    "elu": F.elu, "selu": F.selu, "softplus": F.softplus, "mish": F.mish,
    "hard-tanh": F.hardtanh, "leaky-relu": F.leaky_relu, "leaky-relu:0.2": lambda z:
    F.leaky_relu(z, 0.2), "exponential": torch.exp, "identity": lambda z: z,
}  # fmt: skip


class Network(nn.Module):
    """As the program builds it, by the names of its parameter files."""

    def __init__(self, activation: str, norm: str | None, depth: int = DEPTH) -> None:
        super().__init__()
        sizes = [FEATURES] + [WIDTH] * depth
        self.layers = nn.ModuleList(
            [nn.Linear(a, b) for a, b in zip(sizes, [*sizes[1:], CLASSES], strict=True)]
        )
        kind = {"batch": nn.BatchNorm1d, "layer": nn.LayerNorm}.get(norm or "")
        self.norms = nn.ModuleList([kind(WIDTH) for _ in range(depth)] if kind else [])
        self.activation = ACTIVATIONS[activation]

    def forward(self, x: Tensor) -> Tensor:
        for index, layer in enumerate(self.layers[:-1]):
            z = layer(x)
            if self.norms:
                z = self.norms[index](z)
            x = self.activation(z)
        return self.layers[-1](x)


class Block(nn.Module):
    def __init__(self, scale: float) -> None:
        super().__init__()
        self.linear, self.scale = nn.Linear(WIDTH, WIDTH), scale

    def forward(self, z: Tensor) -> Tensor:
        return z + self.scale * self.linear(F.relu(z))


class Residual(nn.Module):
    """z_ℓ = z_{ℓ−1} + s·(φ(z_{ℓ−1})·W_ℓ + b_ℓ), s = 1/√L."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(FEATURES, WIDTH)
        self.blocks = nn.ModuleList(Block(1 / math.sqrt(DEPTH)) for _ in range(DEPTH - 1))
        self.head = nn.Linear(WIDTH, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        z = self.first(x)
        for block in self.blocks:
            z = block(z)
        return self.head(F.relu(z))


def trained_by_the_program(
    program: str, folder: Path, *options: str
) -> tuple[Log, dict[str, Tensor], Tensor, Tensor]:
    """The program's log, its first weights, the data."""
    generator = torch.Generator().manual_seed(7)
    x = torch.randn(EXAMPLES, FEATURES, generator=generator, dtype=torch.float64)
    y = torch.arange(EXAMPLES) % CLASSES
    rows = [",".join(f"f{i}" for i in range(FEATURES)) + ",label"]
    for features, label in zip(x.tolist(), y.tolist(), strict=True):
        rows.append(",".join(map(repr, features)) + f",{label}")
    (folder / "data.csv").write_text("\n".join(rows) + "\n")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("train", "--dataset", "data.csv", "--no-standardize", "--validation-fraction", "0",
        "--task", "classification", "--batch-size", "0", "--precision", "float64",
        "--depth", str(DEPTH), "--width", str(WIDTH), "--steps", str(STEPS),
        "--bias-std", "0.1", "--save-initial-parameters", "first.safetensors",
        "--store", "runs.sqlite", "--no-pictures", "--quiet", *options)  # fmt: skip
    text = run("runs", "export", "last", "--to", "log", "--store", "runs.sqlite")
    return Log("", text), safetensors(folder / "first.safetensors"), x, y


def trained_with_the_recorder(
    model: nn.Module, x: Tensor, y: Tensor, rate: float, log: Path
) -> Log:
    """PyTorch's log; after the last update one more pass is looked at, as the program does."""
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    with gradscope.watch(model, optimizer, log=log) as scope:
        for step in range(STEPS + 1):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            if step < STEPS:
                optimizer.step()
    return Log(log)


def compare(
    theirs: Log,
    ours: Log,
    names: dict[str, str],
    keys: set[str] | None = None,
    tolerance: float = TOLERANCE,
    least: float = 1e-4,
) -> tuple[int, float]:
    """The number of numbers compared and the largest relative difference; numbers below 1e-12 of
    nothing but rounding count as equal."""
    count, worst = 0, 0.0
    for step in range(STEPS + 1):
        for their_name, our_name in names.items():
            left, right = theirs.at[step, their_name], ours.at[step, our_name]
            for key, value in left.items():
                if key in ("step", "place", "histograms", *COUNTS, *NOT_RECORDED):
                    continue
                if keys is not None and key not in keys:
                    continue
                if key == "updateRatio" and step == STEPS:
                    continue
                if key == "activationExampleStd" and key not in right:
                    continue
                assert key in right, (step, our_name, key)
                difference = abs(right[key] - value)
                # Means of numbers of size 1 that cancel are rounding below this.
                size = max(abs(value), least)
                relative = difference / size
                assert relative < tolerance, (step, our_name, key, value, right[key])
                count, worst = count + 1, max(worst, relative)
        for key in ("loss", "accuracy", "gradientNorm"):
            left, right = theirs.steps[step][key], ours.steps[step][key]
            assert abs(left - right) <= tolerance * abs(left), (step, key, left, right)
    return count, worst
