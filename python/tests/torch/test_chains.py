"""Chains of networks with few layers."""

from __future__ import annotations

import pytest

import torch
from gradscope_recorder.torch.discovery import discover
from torch import nn


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([nn.Linear(5, 6), nn.ReLU(), nn.Linear(6, 2)], [["0"]]),
        ([nn.Linear(5, 6), nn.ReLU(), nn.Linear(6, 6), nn.ReLU(), nn.Linear(6, 2)], [["0", "2"]]),
        ([nn.Linear(5, 2)], []),
    ],
)
def test_a_single_hidden_layer_is_a_chain(
    layers: list[nn.Module], expected: list[list[str]]
) -> None:
    """What is asked of the units of a layer is asked of it too; an output is no hidden layer."""
    found = discover(nn.Sequential(*layers), (torch.randn(4, 5),), {})
    assert [each.places for each in found.chains] == expected
