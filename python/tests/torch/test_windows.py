"""Large signals of a large network are looked at on some examples, and the log says on how many."""

from __future__ import annotations

import copy
import math
from pathlib import Path

import pytest

import torch
from gradscope_recorder.torch import plan
from torch import nn
from training import BATCH, data, recorded

WIDE = 2048  # Of 12 examples 24,576 values: more than are small.


def test_the_statistics_are_those_of_the_examples(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST", 1)
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(6, WIDE), nn.ReLU(), nn.Linear(WIDE, 3))
    whole = copy.deepcopy(model)
    batches = [data(1)[0]] * 12
    found = recorded(model, log, batches)
    assert "examples" not in found.at[0, "0"] and "examples" not in found.at[1, "0"]
    # The weights of step 2, by two steps without the recorder.
    optimizer = torch.optim.SGD(whole.parameters(), lr=0.05)
    for x, y in batches[:2]:
        optimizer.zero_grad()
        nn.functional.cross_entropy(whole(x), y).backward()
        optimizer.step()
    start = 2 * plan.LEAST % (BATCH - plan.LEAST + 1)
    z = whole[0](batches[2][0]).detach()[start : start + plan.LEAST]
    line = found.at[2, "0"]
    assert line["examples"] == plan.LEAST
    assert math.isclose(line["preactivationRMS"], float(z.square().mean().sqrt()), rel_tol=1e-5)
    assert math.isclose(line["zeroFraction"], float((z <= 0).double().mean()), rel_tol=1e-6)
    # A small signal is whole; so are gradients, weights and updates.
    assert "examples" not in found.at[2, "2"]
    monkeypatch.undo()
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(6, WIDE), nn.ReLU(), nn.Linear(WIDE, 3))
    other = recorded(model, log.parent / "whole.jsonl", batches)
    for step in range(12):
        for key in ("weightGradientNorm", "weightNorm", "updateRatio"):
            left, right = found.at[step, "0"][key], other.at[step, "0"][key]
            assert math.isclose(left, right, rel_tol=1e-6), (step, key)
