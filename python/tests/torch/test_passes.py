"""The passes of a step: evaluation, accumulation, clipping, scalers, precisions, small batches."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import nn
from training import BATCH, data, own_deltas, perceptron, recorded, same, train


@pytest.mark.parametrize("no_grad", [True, False])
def test_evaluation_passes_are_not_looked_at(tmp_path: Path, no_grad: bool) -> None:
    plain = recorded(perceptron(), tmp_path / "a.jsonl", steps=4)
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(model, optimizer, log=tmp_path / "b.jsonl") as scope:
        for x, y in data(4):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
            model.eval()
            with torch.set_grad_enabled(not no_grad):
                model(torch.randn(50, 6) * 100)
            model.train()
    same(plain, Log(tmp_path / "b.jsonl"))


@pytest.mark.parametrize("told", ["divided", "whole"])
def test_gradient_accumulation(tmp_path: Path, told: str) -> None:
    plain = recorded(perceptron(), tmp_path / "a.jsonl", steps=3)
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(model, optimizer, log=tmp_path / "b.jsonl") as scope:
        for x, y in data(3):
            optimizer.zero_grad()
            for part in range(2):
                half = slice(part * 6, part * 6 + 6)
                loss = F.cross_entropy(model(x[half]), y[half])
                if told == "whole":
                    scope.loss(loss)
                loss = loss / 2
                if told == "divided":
                    scope.loss(loss)
                loss.backward()
            optimizer.step()
    parts = Log(tmp_path / "b.jsonl")
    assert parts.recorded() == [0, 1, 2] and parts.head["facts"]["batchSize"] == BATCH
    for step in range(3):
        assert math.isclose(parts.steps[step]["loss"], plain.steps[step]["loss"], rel_tol=1e-5)
        assert math.isclose(
            parts.steps[step]["gradientNorm"], plain.steps[step]["gradientNorm"], rel_tol=1e-5
        )
    # δ is that of the first half of the batch.
    first = perceptron()
    x, y = data(1)[0]
    expected = own_deltas(first, lambda: first[2], x[:6], y[:6], F.cross_entropy)
    assert math.isclose(parts.at[0, "2"]["deltaRMS"], expected, rel_tol=1e-5)


def test_clipping_is_seen(tmp_path: Path) -> None:
    plain = recorded(perceptron(), tmp_path / "a.jsonl", steps=1)
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(model, optimizer, log=tmp_path / "b.jsonl") as scope:
        for x, y in data(3):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 0.1)
            optimizer.step()
    clipped = Log(tmp_path / "b.jsonl")
    before, after = plain.steps[0]["gradientNorm"], clipped.steps[0]["gradientNorm"]
    assert math.isclose(before, after, rel_tol=1e-6)
    factor = clipped.steps[0]["clippingFactor"]
    assert math.isclose(factor, 0.1 / before, rel_tol=1e-3)
    ratio = plain.at[0, "2"]["updateRatio"] * factor
    assert math.isclose(clipped.at[0, "2"]["updateRatio"], ratio, rel_tol=1e-3)
    assert "clippingFactor" in clipped.steps[2]
    assert "clippingFactor" not in plain.steps[0]


@pytest.mark.parametrize("given", [True, False])
def test_scaler(tmp_path: Path, given: bool) -> None:
    plain = recorded(perceptron(), tmp_path / "a.jsonl", steps=3)
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**16)
    options = {"scaler": scaler} if given else {}
    with gradscope.watch(model, optimizer, log=tmp_path / "b.jsonl", **options) as scope:
        for x, y in data(3):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
    scaled = Log(tmp_path / "b.jsonl")
    if given:
        same(plain, scaled)
        return
    assert any("scaled" in each for each in scaled.unseen)
    assert "deltaRMS" not in scaled.at[0, "2"]
    left, right = plain.steps[0]["gradientNorm"], scaled.steps[0]["gradientNorm"]
    assert math.isclose(left, right, rel_tol=1e-5)


def test_a_skipped_update_is_no_step(log: Path) -> None:
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**16)
    with gradscope.watch(model, optimizer, log=log, scaler=scaler) as scope:
        for index, (x, y) in enumerate(data(4)):
            loss = F.cross_entropy(model(x * (math.inf if index == 1 else 1)), y)
            optimizer.zero_grad()
            scope.loss(loss)
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
    found = Log(log)
    assert found.recorded() == [0, 1, 2]
    plain = train(perceptron(), log.parent / "plain.jsonl", [data(4)[i] for i in (0, 2, 3)])
    assert plain is not None
    assert math.isclose(
        found.at[1, "2"]["deltaRMS"], plain.at[1, "2"]["deltaRMS"], rel_tol=1e-5
    )


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
def test_precisions(log: Path, kind: torch.dtype) -> None:
    batches = [(x.to(kind), y) for x, y in data(3)]
    found = recorded(
        perceptron().to(kind), log, batches, loss_of=lambda o, y: F.cross_entropy(o.float(), y)
    )
    assert found.head["facts"]["precision"] == str(kind).removeprefix("torch.")
    single = recorded(perceptron(), log.parent / "b.jsonl", steps=3)
    for key in ("deltaRMS", "preactivationStd", "weightNorm", "activationRMS"):
        assert math.isclose(found.at[0, "2"][key], single.at[0, "2"][key], rel_tol=0.03), key


def test_autocast(log: Path) -> None:
    model = perceptron()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with gradscope.watch(model, optimizer, log=log) as scope:
        for x, y in data(3):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    found = Log(log)
    assert found.head["facts"]["precision"] == "bfloat16"
    assert found.places["2"]["activation"] == {"name": "relu"}
    assert found.at[2, "2"]["deltaRMS"] > 0


def test_a_smaller_batch_and_steps_that_are_written_the_quick_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradscope_recorder.torch.plan import Plan

    batches = data(16)
    batches[7] = (batches[7][0][:5], batches[7][1][:5])
    for kind in (nn.ReLU, nn.Sigmoid, nn.GELU):
        filled = []
        fill = Plan.fill
        monkeypatch.setattr(
            Plan, "fill", lambda *a, f=fill, kept=filled: kept.append(a[1]) or f(*a)
        )
        quick = recorded(perceptron(kind()), tmp_path / f"{kind.__name__}.jsonl", batches)
        # Also a smaller batch (7), a look at the probe (8) and histograms (10).
        assert filled == list(range(2, 16))
        monkeypatch.setattr(Plan, "of", staticmethod(lambda *a, **k: None))
        slow = recorded(perceptron(kind()), tmp_path / f"{kind.__name__}-slow.jsonl", batches)
        # Means of float32 sums are good to 2⁻²⁴ of the root mean square, not of themselves.
        same(slow, quick, 1e-5)
        for step, line in slow.steps.items():
            # The quick way sums float32 up in float32: 2⁻²⁴ of each addition, some 10 of them.
            norm = quick.steps[step]["gradientNorm"]
            assert math.isclose(line["gradientNorm"], norm, rel_tol=1e-6)
        monkeypatch.undo()
