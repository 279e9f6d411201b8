"""What the program says of Lightning's logs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sick as case
from torch.nn import functional as F

import torch
from torch import Tensor, nn

L = pytest.importorskip("lightning", reason="Lightning is missing: pip install lightning")

from gradscope_recorder.lightning import GradscopeCallback  # noqa: E402


class Deep(L.LightningModule):
    def __init__(self, sick: bool) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for weight in case.weights(sick):
            layer = nn.Linear(*weight.shape)
            layer.weight.data = torch.from_numpy(weight.T.copy())
            nn.init.zeros_(layer.bias)
            layers += [layer, nn.Sigmoid() if sick else nn.ReLU()]
        self.net = nn.Sequential(*layers[:-1])

    def training_step(self, batch: Any, index: int) -> Tensor:
        x, y = batch
        return F.cross_entropy(self.net(x), y)

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.SGD(self.parameters(), lr=case.RATE)


@pytest.mark.parametrize("sick", [True, False])
def test_the_verdict(program: str, log: Path, sick: bool) -> None:
    loader = torch.utils.data.DataLoader(case.batches(), batch_size=None)
    trainer = L.Trainer(
        max_epochs=1, callbacks=[GradscopeCallback(log=log)], logger=False, accelerator="cpu",
        enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False,
    )  # fmt: skip
    trainer.fit(Deep(sick), loader)
    case.assert_judged(log, sick)
