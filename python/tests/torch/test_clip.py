"""What gradients are clipped at is a fact of the log, however the function was imported."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from torch.nn import functional as F
from torch.nn import utils
from torch.nn.utils import clip_grad, clip_grad_norm_

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import nn
from training import data, perceptron

Clip = Callable[[nn.Module], object]


def clipped(log: Path, clip: Clip) -> Log:
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(model, optimizer, log=log) as scope:
        for x, y in data(5):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            clip(model)
            optimizer.step()
    return Log(log)


@pytest.mark.parametrize("clip, fact, limit", [
    (lambda model: clip_grad_norm_(model.parameters(), 0.1), "clipNorm", 0.1),
    (lambda model: utils.clip_grad_norm_(model.parameters(), max_norm=0.15), "clipNorm", 0.15),
    (lambda model: utils.clip_grad_value_(model.parameters(), 0.01), "clipValue", 0.01),
    (lambda model: utils.clip_grad_value_(model.parameters(), clip_value=0.01), "clipValue", 0.01),
])  # fmt: skip
def test_the_limit_is_heard(log: Path, clip: Clip, fact: str, limit: float) -> None:
    found = clipped(log, clip)
    assert found.head["facts"][fact] == limit
    for line in found.steps.values():  # Also of those that are written the quick way.
        factor = line.get("clippingFactor", 1.0)
        if fact == "clipNorm":
            assert math.isclose(factor, min(1.0, limit / line["gradientNorm"]), rel_tol=1e-4)
        else:
            assert factor < 1


def test_another_way_of_clipping_is_said_to_be_unheard(log: Path) -> None:
    def by_hand(model: nn.Module) -> None:
        for each in model.parameters():
            assert each.grad is not None
            each.grad.mul_(0.3)

    found = clipped(log, by_hand)
    assert "clipNorm" not in found.head["facts"]
    assert any("clipNorm" in each for each in found.unseen)
    assert abs(found.steps[4]["clippingFactor"] - 0.3) < 1e-5


def test_gradients_of_another_model_are_no_fact(log: Path) -> None:
    other = perceptron()
    F.cross_entropy(other(data(1)[0][0]), data(1)[0][1]).backward()
    found = clipped(log, lambda model: clip_grad_norm_(other.parameters(), 0.1))
    assert "clipNorm" not in found.head["facts"]


def test_the_functions_are_put_back(log: Path) -> None:
    before = [getattr(clip_grad, name) for name in dir(clip_grad)], utils.clip_grad_value_
    clipped(log, lambda model: None)
    after = [getattr(clip_grad, name) for name in dir(clip_grad)], utils.clip_grad_value_
    assert before == after
