"""What is wrong elsewhere: each trap of a PyTorch network, and what the log must hold then."""

from __future__ import annotations

import copy
import math
from pathlib import Path

import pytest
from torch.nn import functional as F
from torch.utils.checkpoint import checkpoint

import torch
from torch import Tensor, nn
from training import BATCH, data, own_deltas, perceptron, recorded, same


class Functional(nn.Module):
    """The same perceptron without modules for its activations."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            copy.deepcopy(each) for each in perceptron() if isinstance(each, nn.Linear)
        )

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


def test_delta_is_per_example(log: Path) -> None:
    model = perceptron(nn.Tanh())
    first = copy.deepcopy(model)
    batches = data(1)
    found = recorded(model, log, batches)
    for name in ("0", "2", "4", "6"):
        expected = own_deltas(first, lambda n=name: first[int(n)], *batches[0], F.cross_entropy)
        assert math.isclose(found.at[0, name]["deltaRMS"], expected, rel_tol=1e-5)


def test_in_place_relu(tmp_path: Path) -> None:
    plain = recorded(perceptron(), tmp_path / "a.jsonl", steps=15)
    in_place = recorded(perceptron(nn.ReLU(inplace=True)), tmp_path / "b.jsonl", steps=15)
    same(plain, in_place)
    assert plain.at[3, "2"]["preactivationMean"] != plain.at[3, "2"]["activationMean"]


def test_functional_activations(tmp_path: Path) -> None:
    plain = recorded(perceptron(), tmp_path / "a.jsonl", steps=12)
    functional = recorded(Functional(), tmp_path / "b.jsonl", steps=12)
    assert [p["activation"]["name"] for p in functional.head["places"][:-1]] == ["relu"] * 3
    for (step, name), line in functional.at.items():
        other = plain.at[step, str(2 * int(name.split(".")[1]))]
        for key, value in line.items():
            if isinstance(value, float):
                assert math.isclose(value, other[key], rel_tol=1e-6, abs_tol=1e-9), key


def test_addition_in_place(log: Path) -> None:
    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.up, self.down = nn.Linear(8, 8), nn.Linear(8, 8)

        def forward(self, x: Tensor) -> Tensor:
            out = self.down(F.relu(self.up(x), inplace=True))
            out += x
            return out

    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 8), Block(), Block(), Block(), nn.Linear(8, 3))
    first = copy.deepcopy(model)
    batches = data(5)
    found = recorded(model, log, batches)
    assert found.chains["*"] == ["1", "2", "3"] and found.head["chains"][0]["name"] == "*"
    assert found.chains["*.down"] == ["1.down", "2.down", "3.down"]
    assert found.places["1"] == {"name": "1", "kind": "block", "units": 8, "bypass": 1.0}
    expected = own_deltas(first, lambda: first[1].up, *batches[0], F.cross_entropy)
    assert math.isclose(found.at[0, "1.up"]["deltaRMS"], expected, rel_tol=1e-5)
    assert all((4, name) in found.at for name in ("1", "1.up", "1.down"))
    assert found.at[4, "1.down"]["deltaRMS"] > 0


def test_module_that_is_called_twice(log: Path) -> None:
    class Twice(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.again, self.last = nn.Linear(6, 8), nn.Linear(8, 8), nn.Linear(8, 3)

        def forward(self, x: Tensor) -> Tensor:
            x = torch.tanh(self.first(x))
            return self.last(torch.tanh(self.again(torch.tanh(self.again(x)))))

    torch.manual_seed(1)
    model = Twice()
    x, y = data(1)[0]
    seen: list[Tensor] = []
    handle = model.again.register_forward_hook(lambda m, i, o: seen.append(o))
    expected = torch.autograd.grad(F.cross_entropy(model(x), y), seen)
    handle.remove()
    found = recorded(model, log, [(x, y)])
    assert list(found.places) == ["first", "again", "again#2", "last"]
    for name, gradient in zip(("again", "again#2"), expected, strict=True):
        rms = float(gradient.square().mean().sqrt()) * BATCH
        assert math.isclose(found.at[0, name]["deltaRMS"], rms, rel_tol=1e-5)


@pytest.mark.parametrize("reentrant", [False, True])
def test_checkpointing(tmp_path: Path, reentrant: bool) -> None:
    class Checkpointed(nn.Module):
        def __init__(self, on: bool) -> None:
            super().__init__()
            self.on = on
            self.parts = nn.ModuleList([*perceptron(nn.Tanh())])

        def forward(self, x: Tensor) -> Tensor:
            x = self.parts[1](self.parts[0](x))
            middle = lambda h: self.parts[5](self.parts[4](self.parts[3](self.parts[2](h))))  # noqa: E731
            x = checkpoint(middle, x, use_reentrant=reentrant) if self.on else middle(x)
            return self.parts[6](x)

    plain = recorded(Checkpointed(False), tmp_path / "a.jsonl", steps=4)
    again = recorded(Checkpointed(True), tmp_path / "b.jsonl", steps=4)
    assert plain.head["places"] == again.head["places"]
    assert plain.chains == again.chains
    same(plain, again)


def test_outputs_that_are_tuples_and_dictionaries(log: Path) -> None:
    class Part(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = nn.Linear(8, 8)

        def forward(self, x: Tensor) -> dict[str, Tensor]:
            return {"hidden": x + torch.tanh(self.inner(x))}

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.last = nn.Linear(6, 8), nn.Linear(8, 3)
            self.parts = nn.ModuleList(Part() for _ in range(3))

        def forward(self, x: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
            x = self.first(x)
            for part in self.parts:
                x = part(x)["hidden"]
            return self.last(x), {"hidden": x}

    found = recorded(Model(), log, loss_of=lambda out, y: F.cross_entropy(out[0], y))
    assert found.chains["parts.*"] == ["parts.0", "parts.1", "parts.2"]
    assert found.places["last"]["kind"] == "output"
    assert all(found.at[2, name]["deltaRMS"] > 0 for name in found.places)


def test_frozen_parameters(log: Path) -> None:
    model = perceptron(depth=4)
    model[0].requires_grad_(False)
    found = recorded(model, log)
    assert found.chains["hidden layers"] == ["2", "4", "6"]
    assert "deltaRMS" not in found.at[0, "0"] and "updateRatio" not in found.at[0, "0"]
    assert found.at[0, "0"]["preactivationRMS"] > 0 and found.at[0, "0"]["weightNorm"] > 0
    assert found.places["0"]["activation"] == {"name": "relu"}
    assert any("frozen" in each for each in found.unseen)


def test_nan_in_a_batch_is_no_clipping_and_no_large_update(log: Path) -> None:
    batches = data(6)
    batches[3][0][0, 0] = math.nan
    found = recorded(perceptron(), log, batches)
    first, later = found.at[3, "0"], found.at[5, "0"]
    assert math.isfinite(float(found.at[2, "0"]["updateRatio"]))
    # The first bad gradient is there to be seen, and is not taken for one that was clipped.
    assert first["weightGradientNorm"] == "nan" and first["nonFiniteGradients"] > 0
    assert first["nonFiniteWeights"] == 0
    # Of weights that are NaN nobody knows how far they moved: not infinitely far.
    assert later["nonFiniteWeights"] > 0 and later["updateRatio"] == "nan"


def test_layers_with_nothing_between_them(log: Path) -> None:
    torch.manual_seed(3)
    model = nn.Sequential(
        nn.Linear(6, 8), nn.Linear(8, 8), nn.Identity(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 3)
    )
    found = recorded(model, log)
    named = {each["name"]: each.get("activation", {}).get("name") for each in found.head["places"]}
    assert named == {"0": "identity", "1": "identity", "3": "tanh", "5": None}
    # Sums are in float32.
    assert math.isclose(found.at[0, "1"]["derivativeRMS"], 1, rel_tol=1e-6)
    assert found.at[0, "1"]["activationRMS"] == found.at[0, "1"]["preactivationRMS"]
