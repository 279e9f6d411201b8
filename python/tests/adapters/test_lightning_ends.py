"""How Lightning's logs end and go on, and what several optimizers show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_lightning import QUIET, GradscopeCallback, L, Perceptron, fit, loader
from torch.nn import functional as F

import torch
from reading import Log
from torch import Tensor, nn
from training import same


class Failing(L.Callback):
    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def on_train_batch_end(self, trainer: Any, module: Any, out: Any, batch: Any, i: int) -> None:
        if i == 2:
            raise self.error("no more")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_ends_the_log_as_interrupted(log: Path, error: type[BaseException]) -> None:
    module = Perceptron()
    with pytest.raises((error, SystemExit)):
        fit(module, log, callbacks=[Failing(error)])
    found = Log(log)
    assert found.end == "interrupted" and [*found.steps] == [0, 1, 2]
    assert "training_step" not in vars(module)


def test_gone_on_with_from_a_checkpoint(log: Path, tmp_path: Path) -> None:
    path = tmp_path / "at.ckpt"

    class Saving(L.Callback):
        def on_train_epoch_end(self, trainer: Any, *rest: Any) -> None:
            if trainer.global_step == 3:
                trainer.save_checkpoint(path)

    fit(Perceptron(), log, 3, callbacks=[Saving()], max_epochs=2)
    before = Log(log)
    fit(Perceptron(), log, 3, max_epochs=2, ckpt=path)
    after = Log(log)
    # What was trained after the checkpoint is cut off, and trained again.
    assert [line["step"] for line in after.lines if "loss" in line] == [0, 1, 2, 3, 4, 5]
    for step, line in before.steps.items():
        assert after.steps[step] == pytest.approx(line, rel=1e-6)
    assert after.end == "completed"


def test_held_out_losses_and_a_second_log(log: Path) -> None:
    recorder = GradscopeCallback(log=log)
    trainer = L.Trainer(max_epochs=2, callbacks=[recorder], **QUIET)
    trainer.fit(Perceptron(), loader(3), loader(2))
    found = Log(log)
    held = {step: line["validationLoss"] for step, line in found.steps.items()
            if "validationLoss" in line}  # fmt: skip
    last = float(trainer.callback_metrics["val_loss"])
    assert [*held] == [3, 6] and held[6] == pytest.approx(last)
    with pytest.raises(FileExistsError, match="append=True"):
        fit(Perceptron(), log)


class Pair(L.LightningModule):
    """Two networks, each with an optimizer of its own, stepped by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.automatic_optimization = False
        self.maker = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 6))
        self.judge = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))

    def training_step(self, batch: Any, index: int) -> Tensor:
        x, y = batch
        loss = F.cross_entropy(self.judge(self.maker(x)), y)
        for each in self.optimizers():
            each.zero_grad()
        self.manual_backward(loss)
        for each in self.optimizers():
            each.step()
        return loss

    def configure_optimizers(self) -> Any:
        return [torch.optim.SGD(self.maker.parameters(), 0.01),
                torch.optim.Adam(self.judge.parameters(), 0.01)]  # fmt: skip


def test_several_optimizers_say_what_is_not_seen(log: Path) -> None:
    found = fit(Pair(), log)
    assert any("1 of 2 optimizers" in each for each in found.unseen)
    assert any("was not called as a module" in each for each in found.unseen)
    named = fit(Pair(), log.with_name("judge.gradscope.jsonl"), options={"network": "judge"})
    assert [*named.places] == ["0", "2"] and named.head["facts"]["optimizer"] == "adam"
    assert {*named.at} == {(step, place) for step in range(4) for place in ("0", "2")}


def test_a_network_that_is_not_there_is_named(log: Path) -> None:
    with pytest.raises(AttributeError, match='no network "jugde"; those it has: maker, judge'):
        fit(Pair(), log, options={"network": "jugde"})


def test_the_other_name_of_the_package(log: Path) -> None:
    pl = pytest.importorskip("pytorch_lightning")

    class Old(pl.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            torch.manual_seed(3)
            self.net = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh())
            self.head = nn.Linear(8, 3)

        def training_step(self, batch: Any, index: int) -> Tensor:
            x, y = batch
            return F.cross_entropy(self.head(self.net(x)), y)

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.SGD(self.parameters(), lr=0.05)

    found = fit(Old(), log, make=pl.Trainer)
    same(found, fit(Perceptron(), log.with_name("new.gradscope.jsonl")), tolerance=1e-9)
