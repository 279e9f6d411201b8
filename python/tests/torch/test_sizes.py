"""How large the data are, and which units differ, against NumPy and against what was planted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import gradscope_recorder as gradscope
import torch
from gradscope_recorder.torch.sizes import columns, distinct_units
from torch import Tensor, nn


def lines(path: Path, model: nn.Module, x: Tensor, y: Tensor, loss: nn.Module) -> list[Any]:
    """The lines of three steps that change next to nothing."""
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-9)
    with gradscope.watch(model, optimizer, log=path, name="sizes") as scope:
        for _ in range(3):
            value = loss(model(x), y)
            scope.loss(value)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
    return [json.loads(each) for each in path.read_text(encoding="utf-8").splitlines()]


def scale(found: list[Any]) -> Any:
    return found[0]["facts"].get("dataScale")


def test_columns_are_those_of_numpy() -> None:
    x = torch.from_numpy(np.random.default_rng(1).normal(3, [1, 100, 1e-4], (50, 3)))
    found, table = columns(x), x.numpy()
    assert found == pytest.approx(
        {
            "largestMean": np.abs(table.mean(0)).max(),
            "largestDeviation": table.std(0).max(),
            "largestMagnitude": np.abs(table).max(),
            "rms": np.sqrt((table**2).mean()),
        },
        rel=1e-12,
    )
    assert columns(torch.tensor([[1.0, float("nan")]])) is None


def test_inputs_and_targets_stand_in_the_first_line(tmp_path: Path) -> None:
    torch.manual_seed(1)
    x, y = torch.randn(32, 5) * 200 + 1000, torch.randn(32, 2) * 50
    found = scale(
        lines(tmp_path / "a.gradscope.jsonl", nn.Sequential(nn.Linear(5, 2)), x, y, nn.MSELoss())
    )
    assert found["features"]["largestMean"] == pytest.approx(float(x.mean(0).abs().max()), 1e-5)
    assert found["features"]["smallestDeviation"] == pytest.approx(
        float(x.std(0, correction=0).min()), 1e-5
    )
    assert found["targets"]["rms"] == pytest.approx(float(y.square().mean().sqrt()), 1e-5)


def test_what_the_model_normalizes_itself_is_normalized(tmp_path: Path) -> None:
    """What counts is what the first weights are given."""
    torch.manual_seed(1)
    model = nn.Sequential(nn.BatchNorm1d(5), nn.Linear(5, 2))
    found = scale(
        lines(
            tmp_path / "b.gradscope.jsonl", model, torch.rand(32, 5) * 255,
            torch.randint(2, (32,)), nn.CrossEntropyLoss(),
        )
    )  # fmt: skip
    assert found["features"]["largestDeviation"] == pytest.approx(1, 1e-3)
    assert "targets" not in found


def test_channels_are_the_columns_of_pictures(tmp_path: Path) -> None:
    torch.manual_seed(1)
    x = torch.randn(8, 3, 6, 6) * torch.tensor([1.0, 10.0, 100.0]).view(3, 1, 1)
    model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.Linear(64, 2))
    found = scale(
        lines(
            tmp_path / "c.gradscope.jsonl", model, x, torch.randint(2, (8,)),
            nn.CrossEntropyLoss(),
        )
    )  # fmt: skip
    spread = x.movedim(1, -1).reshape(-1, 3).std(0, correction=0)
    assert found["features"]["largestDeviation"] == pytest.approx(float(spread.max()), 1e-5)


def test_numbers_of_tokens_have_no_scale(tmp_path: Path) -> None:
    model = nn.Sequential(nn.Embedding(900, 4), nn.Flatten(), nn.Linear(20, 2))
    x, y = torch.randint(900, (8, 5)), torch.randint(2, (8,))
    assert scale(lines(tmp_path / "d.gradscope.jsonl", model, x, y, nn.CrossEntropyLoss())) is None


def test_copies_are_counted_once() -> None:
    torch.manual_seed(1)
    weight, bias = torch.randn(9, 4), torch.randn(9)
    assert distinct_units(weight, bias) == 9
    weight[5:], bias[5:] = weight[0] * (1 + 1e-7), bias[0]
    assert distinct_units(weight, bias) == 5
    weight[8, 2] = float("nan")
    assert distinct_units(weight, bias) == 6
    assert distinct_units(torch.zeros(7, 3), None) == 1
    # Units that differ by their bias alone differ.
    assert distinct_units(torch.zeros(7, 3), torch.arange(7.0)) == 7


def test_a_layer_of_copies_is_said_to_be(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(5, 6), nn.Tanh(), nn.Linear(6, 6), nn.Tanh(), nn.Linear(6, 2))
    nn.init.constant_(model[0].weight, 0.1)
    nn.init.zeros_(model[0].bias)
    found = lines(
        tmp_path / "e.gradscope.jsonl", model, torch.randn(8, 5), torch.randint(2, (8,)),
        nn.CrossEntropyLoss(),
    )  # fmt: skip
    counts = [(each["place"], each["distinctUnits"]) for each in found if "distinctUnits" in each]
    assert counts[:2] == [("0", 1), ("2", 6)]
