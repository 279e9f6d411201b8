"""The recorder leaves the training alone: same weights bit for bit, no exception, no memory."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import nn
from training import Mixed, data, train


def test_weights_are_the_same_bit_for_bit(log: Path) -> None:
    results = []
    for path in (None, log):
        torch.manual_seed(1)
        model = Mixed()
        train(model, path, steps=25, make=torch.optim.Adam, **({"every": 1} if path else {}))
        results.append((model.state_dict(), torch.rand(3)))
    (plain, numbers), (watched, others) = results
    for name, value in plain.items():
        assert torch.equal(value, watched[name]), name
    # The stream of random numbers goes on where it would have.
    assert torch.equal(numbers, others)


def test_an_exception_in_the_recorder_ends_no_training(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradscope_recorder.torch.steps import Steps

    calls = 0

    whole = Steps.loss_numbers

    def broken(steps: Steps, step: int) -> dict[str, object]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyError("broken on purpose")
        return whole(steps, step)

    monkeypatch.setattr(Steps, "loss_numbers", broken)
    torch.manual_seed(1)
    model, plain = Mixed(), Mixed()
    plain.load_state_dict(model.state_dict())
    torch.manual_seed(2)
    with pytest.warns(RuntimeWarning, match="broken on purpose") as warned:
        train(model, log, steps=8)
    assert len([w for w in warned if "gradscope" in str(w.message)]) == 1 and calls == 3
    torch.manual_seed(2)
    train(plain, None, steps=8)
    for left, right in zip(model.parameters(), plain.parameters(), strict=True):
        assert torch.equal(left, right)
    assert Log(log).recorded() == [0, 1]
    assert not model.lstm._forward_hooks and not model.lstm._forward_pre_hooks


def test_memory_does_not_grow(log: Path) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x, y = data(1)[0]
    sizes = []
    with gradscope.watch(model, optimizer, log=log, every=3) as scope:
        tracemalloc.start()
        for step in range(1, 1801):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
            if step % 600 == 0:
                gc.collect()
                sizes.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
    assert sizes[2] - sizes[1] < 20_000, sizes


def test_hooks_are_off_between_recorded_steps(log: Path) -> None:
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    seen = []
    with gradscope.watch(model, optimizer, log=log, every=4) as scope:
        for x, y in data(9):
            seen.append(len(model[0]._forward_hooks) + len(model._forward_pre_hooks))
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    assert [each > 0 for each in seen] == [step % 4 == 0 for step in range(9)]
    assert Log(log).recorded() == [0, 4, 8]
    assert not model[0]._forward_hooks and not model._forward_pre_hooks


def test_a_notebook_and_a_missing_program(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADSCOPE", "/nowhere/gradscope")
    model = nn.Sequential(nn.Linear(6, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    scope = gradscope.watch(model, optimizer, log=log)
    assert "Nothing was recorded" in scope.report()
    x, y = data(1)[0]
    F.cross_entropy(model(x), y).backward()
    optimizer.step()
    assert scope.report().startswith("The program gradscope is not installed")
    assert scope._repr_html_().startswith("<pre>The program")
    with pytest.raises(gradscope.ProgramMissing):
        gradscope.diagnose(log)
    scope.close()
