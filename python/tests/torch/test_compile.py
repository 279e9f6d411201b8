"""torch.compile: one graph, nothing compiled again when a step is recorded, the same numbers."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest
from torch._dynamo.utils import counters
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import nn
from training import data, recorded

pytestmark = pytest.mark.skipif(
    not any(shutil.which(each) for each in ("g++", "clang++", "c++")),
    reason="torch.compile needs a C++ compiler, and there is none",
)


def network(activation: type[nn.Module]) -> nn.Sequential:
    torch.manual_seed(1)
    layers: list[nn.Module] = []
    for features in (6, 8, 8):
        layers += [nn.Linear(features, 8), activation()]
    return nn.Sequential(*layers, nn.Linear(8, 3))


@pytest.mark.parametrize("backend", ["inductor", "aot_eager"])
def test_compiled(tmp_path: Path, backend: str) -> None:
    activation = nn.ReLU if backend == "inductor" else nn.Sigmoid
    plain = recorded(network(activation), tmp_path / "a.jsonl", steps=8, every=2)
    torch._dynamo.reset()
    counters.clear()
    model = network(activation)
    compiled = torch.compile(model, fullgraph=True, backend=backend)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(compiled, optimizer, log=tmp_path / "b.jsonl", every=2) as scope:
        for x, y in data(8):
            loss = F.cross_entropy(compiled(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    assert counters["stats"]["unique_graphs"] == 1 and not counters["graph_break"]
    found = Log(tmp_path / "b.jsonl")
    assert found.recorded() == [0, 2, 4, 6]
    assert found.head["places"] == plain.head["places"]
    for (step, name), line in found.at.items():
        for key, value in plain.at[step, name].items():
            if not isinstance(value, float) or key == "activationExampleStd":
                continue
            assert math.isclose(line[key], value, rel_tol=2e-4, abs_tol=1e-7), (step, name, key)
    assert any("histograms" in each for each in found.unseen)


def test_compiled_before_it_was_watched(log: Path) -> None:
    torch._dynamo.reset()
    model = network(nn.ReLU)
    compiled = torch.compile(model, backend="aot_eager")
    compiled(data(1)[0][0])
    found = recorded(compiled, log)
    assert found.at[0, "2"]["weightNorm"] > 0
    if "deltaRMS" not in found.at[0, "2"]:
        assert any("compiled before" in each for each in found.unseen)


def test_a_part_that_is_compiled(log: Path) -> None:
    torch._dynamo.reset()
    model = network(nn.ReLU)
    model[2] = torch.compile(model[2], backend="aot_eager")
    found = recorded(model, log)
    assert any("compiled on its own" in each for each in found.unseen)
    assert found.at[0, "2"]["updateRatio"] > 0
