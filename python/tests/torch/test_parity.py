"""The same network from the same weights on the same full batches, trained by the program in
float64 and by PyTorch with the recorder: every statistic of every layer and step agrees to 1e-9."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log, safetensors
from torch import Tensor, nn

STEPS, EXAMPLES, FEATURES, CLASSES, WIDTH, DEPTH = 6, 48, 5, 3, 16, 4
TOLERANCE = 1e-9
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
                if key in ("step", "place", "histograms", "silentUnits", *NOT_RECORDED):
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


@pytest.mark.parametrize("norm", [None, "batch", "layer"])
@pytest.mark.parametrize("activation", list(ACTIVATIONS))
def test_plain(
    program: str, tmp_path: Path, log: Path, activation: str, norm: str | None
) -> None:
    if norm and activation not in ("relu", "tanh", "gelu"):
        pytest.skip("norms are tried with three activations")
    options = ["--activation", activation, "--learning-rate", "0.05"]
    if norm:
        options += ["--norm", norm]
    if activation == "gelu":
        # PyTorch's GELU is exactly 0 for z < −8.3, the program's is not: keep z small.
        options += ["--init", "fan-in:0.5"]
    theirs, first, x, y = trained_by_the_program(program, tmp_path, *options)
    model = Network(activation, norm).double()
    missing = model.load_state_dict(first, strict=False)
    assert not missing.unexpected_keys
    ours = trained_with_the_recorder(model, x, y, 0.05, log)
    names = {f"layers.{i}": f"layers.{i}" for i in range(DEPTH + 1)}
    if activation == "identity":
        # Nothing shows that φ(z) = z was meant: a of a hidden place is not measured.
        keys = {k for k in theirs.at[0, "layers.1"] if "ctivation" not in k or k.startswith("pre")}
        keys -= {"zeroFraction", "derivativeRMS", "saturatedLowFraction", "saturatedHighFraction"}
        count, worst = compare(theirs, ours, names, keys - {"nonFiniteActivations"})
    else:
        count, worst = compare(theirs, ours, names)
        assert ours.places["layers.1"]["activation"]["name"] == activation
    assert count > 300
    print(f"{activation}, norm {norm}: {count} numbers, worst {worst:.1e}")
    silent = {k: v["silentUnits"] for k, v in theirs.at.items() if "silentUnits" in v and k[0] == 0}
    for key, value in silent.items():
        assert ours.at[key]["silentUnits"] == value, key


def test_residual(program: str, tmp_path: Path, log: Path) -> None:
    options = ["--activation", "relu", "--residual", "--learning-rate", "0.05"]
    theirs, first, x, y = trained_by_the_program(program, tmp_path, *options)
    model = Residual().double()
    layers = [model.first, *(each.linear for each in model.blocks), model.head]
    with torch.no_grad():
        for index, layer in enumerate(layers):
            layer.weight.copy_(first[f"layers.{index}.weight"])
            layer.bias.copy_(first[f"layers.{index}.bias"])
    ours = trained_with_the_recorder(model, x, y, 0.05, log)
    signals = {"deltaRMS", "deltaZeroFraction", "nonFiniteDeltas", "preactivationMean",
               "preactivationStd", "preactivationRMS"}  # fmt: skip
    weights = {"weightNorm", "weightGradientNorm", "weightGradientRMS", "updateRatio"}
    whole = {"layers.0": "first", f"layers.{DEPTH}": "head"}
    count, worst = compare(theirs, ours, whole)
    for names, keys in (
        ({f"layers.{i}": f"blocks.{i - 1}" for i in range(1, DEPTH)}, signals),
        ({f"layers.{i}": f"blocks.{i - 1}.linear" for i in range(1, DEPTH)}, weights),
    ):
        more, bad = compare(theirs, ours, names, keys)
        count, worst = count + more, max(worst, bad)
    assert ours.places["blocks.1"]["bypass"] == 1
    print(f"residual: {count} numbers, worst {worst:.1e}")


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "gelu"])
def test_in_float32(program: str, tmp_path: Path, log: Path, activation: str) -> None:
    """The same network in float32 beside the program's float64, to 1e-4.

    A sum of float32 rounds by 2⁻²⁴ ≈ 6e-8 at each addition: through five layers of 16 units,
    forward and back, and six updates, some hundred of these are 6e-6 where all have the same sign.
    1e-4 leaves room for means that cancel, whose difference is held against 1e-2 of a size of 1.
    """
    options = ["--activation", activation, "--learning-rate", "0.05"]
    if activation == "gelu":
        options += ["--init", "fan-in:0.5"]
    theirs, first, x, y = trained_by_the_program(program, tmp_path, *options)
    model = Network(activation, None)
    model.load_state_dict({name: value.float() for name, value in first.items()}, strict=False)
    ours = trained_with_the_recorder(model, x.float(), y, 0.05, log)
    names = {f"layers.{i}": f"layers.{i}" for i in range(DEPTH + 1)}
    count, worst = compare(theirs, ours, names, tolerance=1e-4, least=1e-2)
    assert count > 300
    print(f"float32 {activation}: {count} numbers, worst {worst:.1e}")
