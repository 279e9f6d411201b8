"""The callback for Lightning, against the real Trainer: what it records is what `watch` records of
the same training, it changes nothing, and its log ends as the training does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from examples import run_docstring
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import nn
from training import BATCH, data, own_deltas, same

L = pytest.importorskip("lightning", reason="Lightning is missing: pip install lightning")

import gradscope_recorder.lightning as adapter  # noqa: E402
from gradscope_recorder.lightning import GradscopeCallback  # noqa: E402

QUIET = {
    "logger": False, "enable_checkpointing": False, "enable_progress_bar": False,
    "enable_model_summary": False, "accelerator": "cpu", "devices": 1,
}  # fmt: skip


class Perceptron(L.LightningModule):
    """Its training step calls a part of it, and never the whole."""

    def __init__(self, rate: float = 0.05) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.net = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh())
        self.head = nn.Linear(8, 3)
        self.rate = rate
        self.seen: list[float] = []

    def training_step(self, batch: Any, index: int) -> Any:
        x, y = batch
        loss = F.cross_entropy(self.head(self.net(x)), y)
        self.log("train_loss", loss)
        self.seen.append(float(loss))
        return loss

    def validation_step(self, batch: Any, index: int) -> None:
        x, y = batch
        self.log("val_loss", F.cross_entropy(self.head(self.net(x)), y))

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.SGD(self.parameters(), lr=self.rate)


def loader(steps: int, size: int = BATCH) -> Any:
    batches = data(steps)
    return torch.utils.data.DataLoader(
        [(x[i], y[i]) for x, y in batches for i in range(BATCH)], batch_size=size
    )


def fit(
    module: Any, log: Path, steps: int = 4, make: Callable[..., Any] | None = None, **trainer: Any
) -> Log:
    options = trainer.pop("options", {})
    recorder = GradscopeCallback(log=log, **options)
    kind = make or L.Trainer
    callbacks = [recorder, *trainer.pop("callbacks", [])]
    path = trainer.pop("ckpt", None)
    settings = {"max_epochs": 1, "callbacks": callbacks, **QUIET, **trainer}
    kind(**settings).fit(module, loader(steps), ckpt_path=path)
    return Log(log)


def test_the_example_of_the_docstring(tmp_path: Path) -> None:
    code = run_docstring(adapter, tmp_path, {"model": Perceptron(), "batches": loader(2)})
    assert code.endswith("print(recorder.report())")
    assert Log(tmp_path / "runs/mine.gradscope.jsonl").end == "completed"


def test_the_numbers_are_those_of_watch(log: Path, tmp_path: Path) -> None:
    found = fit(Perceptron(), log)
    module = Perceptron()
    network = nn.Sequential()
    network.net, network.head = module.net, module.head
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05)
    with gradscope.watch(network, optimizer, log=tmp_path / "plain.gradscope.jsonl") as scope:
        for x, y in data(4):
            loss = F.cross_entropy(network(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    plain = Log(tmp_path / "plain.gradscope.jsonl")
    same(plain, found, tolerance=1e-9)
    assert found.head["chains"] == plain.head["chains"] and list(found.places) == [*plain.places]
    for step, line in plain.steps.items():
        assert found.steps[step] == line
    assert found.head["facts"]["classes"] == 3 and found.end == "completed"


def test_weights_are_the_same_bit_for_bit(log: Path) -> None:
    with_it, without = Perceptron(), Perceptron()
    fit(with_it, log, 6)
    L.Trainer(max_epochs=1, **QUIET).fit(without, loader(6))
    for left, right in zip(with_it.parameters(), without.parameters(), strict=True):
        assert torch.equal(left, right)
    # The pass on the side left nothing: as many losses, the same ones.
    assert with_it.seen == without.seen and len(with_it.seen) == 6
    assert "training_step" not in vars(with_it)


def test_what_the_side_pass_logs_is_dropped(log: Path) -> None:
    class Counting(Perceptron):
        def __init__(self) -> None:
            super().__init__()
            from torchmetrics import MeanMetric

            self.mean, self.calls = MeanMetric(), torch.zeros(1)

        def training_step(self, batch: Any, index: int) -> Any:
            self.calls += 1
            self.mean.update(1.0)
            return {"loss": super().training_step(batch, index)}

    module = Counting()
    fit(module, log, 5)
    assert module.calls == 5 and module.mean.weight == 5


def test_accumulation_and_clipping(log: Path) -> None:
    clip = 0.05
    found = fit(Perceptron(), log, 6, accumulate_grad_batches=3, gradient_clip_val=clip)
    assert [*found.steps] == [0, 1] and found.head["facts"]["batchSize"] == 3 * BATCH
    assert found.head["facts"]["clipNorm"] == clip
    module, batches = Perceptron(), data(6)[:3]
    losses = [F.cross_entropy(module.head(module.net(x)), y) for x, y in batches]
    total = torch.stack(losses).mean()
    total.backward()
    norm = float(torch.stack([p.grad.norm() for p in module.parameters()]).norm())
    line = found.steps[0]
    assert line["gradientNorm"] == pytest.approx(norm, rel=1e-5)
    assert line["clippingFactor"] == pytest.approx(clip / norm, rel=1e-4)
    assert line["loss"] == pytest.approx(float(total), rel=1e-6)
    # δ is per example, of the pass that is looked at.
    x, y = batches[0]
    own = own_deltas(
        nn.Sequential(module.net, module.head), lambda: module.net[2], x, y, F.cross_entropy
    )
    assert found.at[0, "net.2"]["deltaRMS"] == pytest.approx(own, rel=1e-4)


def test_clipping_by_value_is_a_fact(log: Path) -> None:
    options = {"gradient_clip_val": 0.01, "gradient_clip_algorithm": "value"}
    assert fit(Perceptron(), log, 2, **options).head["facts"]["clipValue"] == 0.01


def test_mixed_precision(log: Path) -> None:
    found = fit(Perceptron(), log, precision="bf16-mixed")
    assert found.head["facts"]["precision"] == "bfloat16"
    whole = fit(Perceptron(), log.with_name("whole.gradscope.jsonl"))
    left, right = found.at[0, "net.2"], whole.at[0, "net.2"]
    assert left["deltaRMS"] == pytest.approx(right["deltaRMS"], rel=0.05)


def test_the_factor_of_a_scaler_is_taken_out(log: Path) -> None:
    from lightning.pytorch.plugins import MixedPrecision

    scaler = torch.amp.GradScaler(device="cpu", init_scale=2.0**10)
    plugin = MixedPrecision("16-mixed", device="cpu", scaler=scaler)
    found = fit(Perceptron(), log, plugins=[plugin])
    whole = fit(Perceptron(), log.with_name("whole.gradscope.jsonl"))
    assert found.head["facts"]["precision"] == "float16" and not found.unseen
    for name in ("net.0", "net.2", "head"):
        left, right = found.at[1, name], whole.at[1, name]
        for key in ("deltaRMS", "weightGradientNorm", "updateRatio"):
            assert left[key] == pytest.approx(right[key], rel=0.02), (name, key)
