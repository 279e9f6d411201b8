"""An optimizer that is given a closure makes the passes within its step: the numbers are those of
passes that were made before it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from training import data, perceptron, recorded, same


@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize("clips", [True, False])
def test_the_same_numbers(log: Path, is_named: bool, clips: bool) -> None:
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(model, optimizer, log=log) as scope:
        for x, y in data(3):

            def closure(x: Any = x, y: Any = y) -> Any:
                optimizer.zero_grad()
                loss = F.cross_entropy(model(x), y)
                scope.loss(loss)
                loss.backward()
                if clips:
                    torch.nn.utils.clip_grad_norm_(model.parameters(), 0.1)
                return loss

            optimizer.step(closure=closure) if is_named else optimizer.step(closure)
    found = Log(log)
    if clips:
        assert all(line["clippingFactor"] < 1 for line in found.steps.values())
        return
    same(found, recorded(perceptron(), log.with_name("plain.gradscope.jsonl")), tolerance=1e-9)


def test_several_passes_a_step_are_said(log: Path) -> None:
    model = perceptron()
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=3)
    with gradscope.watch(model, optimizer, log=log):
        for x, y in data(2):

            def closure(x: Any = x, y: Any = y) -> Any:
                optimizer.zero_grad()
                loss = F.cross_entropy(model(x), y)
                loss.backward()
                return loss

            optimizer.step(closure)
    assert any("several passes a step" in each for each in Log(log).unseen)
