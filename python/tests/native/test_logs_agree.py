"""Whole logs, with the kernel and without it."""

from __future__ import annotations

import math
import os
import stat
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from gradscope_recorder.native import Kernel, build, kernel
from reading import Log
from torch import nn


@pytest.fixture(autouse=True)
def again() -> Iterator[None]:
    """Each test finds the kernel anew, and so does what comes after it."""
    kernel.cache_clear()
    yield
    kernel.cache_clear()


def dense(activation: type[nn.Module]) -> nn.Module:
    layers: list[nn.Module] = []
    for _ in range(3):
        layers += [nn.Linear(20, 20), activation()]
    return nn.Sequential(*layers, nn.Linear(20, 4))


def named() -> nn.Module:
    """Its paths are what a form spells a number with."""
    inner = OrderedDict({"9g": nn.Linear(20, 20), "%r": nn.ReLU()})
    outer = {"a%": nn.Sequential(inner), "%r": nn.Linear(20, 20), "b": nn.Linear(20, 4)}
    return nn.Sequential(OrderedDict(outer))


NETWORKS: dict[str, Any] = {
    "relu": (lambda: dense(nn.ReLU), (24, 20)),
    "tanh": (lambda: dense(nn.Tanh), (24, 20)),
    "in place": (lambda: nn.Sequential(
        nn.Linear(20, 20), nn.ReLU(inplace=True), nn.Linear(20, 4)), (24, 20)),
    "convolution": (lambda: nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, 8, 3), nn.ReLU(),
        nn.Flatten(), nn.Linear(8 * 100, 4)), (24, 3, 12, 12)),
    "channels last": (lambda: nn.Sequential(
        nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 8, 3), nn.GELU(), nn.Flatten(),
        nn.Linear(8 * 64, 4)).to(memory_format=torch.channels_last), (24, 3, 12, 12)),
    "odd names": (lambda: named(), (24, 20)),
    "odd names, double": (lambda: named().double(), (24, 20)),
    "half": (lambda: dense(nn.ReLU).bfloat16(), (24, 20)),
    "double": (lambda: dense(nn.ReLU).double(), (24, 20)),
}  # fmt: skip


def train(make: Any, shape: tuple[int, ...], log: Path, *, spoil: int | None = None) -> Log:
    torch.manual_seed(2)
    model = make()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    kind = next(model.parameters()).dtype
    x, y = torch.randn(shape).to(kind), torch.arange(shape[0]) % 4
    with gradscope.watch(model, optimizer, log=log, every=1) as scope:
        for step in range(23):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x), y)
            scope.loss(loss)
            loss.backward()
            if step == spoil:
                x = x.clone()
                x[0] = math.nan
            nn.utils.clip_grad_norm_(model.parameters(), 0.5)
            optimizer.step()
            with torch.no_grad():  # Weights that somebody changes between two steps, unseen.
                next(model.parameters()).data.mul_(0.999)
    return Log(log)


def close(left: Any, right: Any, where: str) -> None:
    if isinstance(left, dict):
        assert left.keys() == right.keys(), where
        for key, value in left.items():
            close(value, right[key], f"{where} {key}")
    elif isinstance(left, float) and isinstance(right, float | int):
        # Means that cancel are rounding below this.
        assert left == pytest.approx(right, rel=1e-6, abs=1e-7), where
    else:
        assert left == right, where


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("spoil", [None, 15])
def test_the_log_is_the_same(
    name: str, spoil: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kernel() is None:
        pytest.skip("there is no kernel")
    ours = train(*NETWORKS[name], tmp_path / "native.jsonl", spoil=spoil)
    monkeypatch.setenv("GRADSCOPE_NATIVE", "0")
    kernel.cache_clear()
    assert kernel() is None
    theirs = train(*NETWORKS[name], tmp_path / "plain.jsonl", spoil=spoil)
    assert len(ours.at) > 23 and ours.at.keys() == theirs.at.keys()
    for key, line in theirs.at.items():
        close(line, ours.at[key], f"{key}")
    for step, line in theirs.steps.items():
        close(line, ours.steps[step], f"step {step}")


def test_of_large_signals_zeros_are_counted_at_every_step(native: Kernel, tmp_path: Path) -> None:
    model = nn.Sequential(nn.Linear(32, 1024), nn.Tanh(), nn.Linear(1024, 4))
    log = train(lambda: model, (128, 32), tmp_path / "log.jsonl")
    assert all("zeroFraction" in log.at[step, "0"] for step in range(3, 23))


def test_a_compiler_that_fails_leaves_the_way_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRADSCOPE_NATIVE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("gradscope_recorder.native.library.EXTENSION_SUFFIXES", [])
    for compiler in ("false", "there-is-no-such-compiler"):
        monkeypatch.setenv("CC", compiler)
        kernel.cache_clear()
        assert kernel() is None
        assert [*(tmp_path / "gradscope").iterdir()] == []
    assert len(train(*NETWORKS["relu"], tmp_path / "log.jsonl").at) > 23
    # A library that is none, where the cache has one of the right name.
    compiled = Path(tmp_path / "fake")
    compiled.write_text('#!/bin/sh\nfor o; do [ "$p" = -o ] && echo no > "$o"; p=$o; done; true\n')
    compiled.chmod(0o755)
    monkeypatch.setenv("CC", str(compiled))
    kernel.cache_clear()
    assert kernel() is None and len([*(tmp_path / "gradscope").iterdir()]) == 1


def test_a_cache_that_others_can_write_is_not_trusted(
    native: Kernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = build.cached()
    if path is None:
        pytest.skip("there is no compiler")
    assert stat.S_IMODE(path.stat().st_mode) == 0o700 and path.parent == tmp_path / "gradscope"
    os.chmod(path.parent, 0o777)
    assert build.cached() is None


def test_a_library_of_other_sources_is_not_called(
    native: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gradscope_recorder.native.library.stamp", lambda: 1)
    kernel.cache_clear()
    assert kernel() is None
