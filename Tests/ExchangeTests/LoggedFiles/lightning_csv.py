"""Writes lightning-metrics.csv as Lightning's CSVLogger does, with empty cells.

Made with lightning 2.6.6, torch 2.13.0: python lightning_csv.py
"""

import shutil
import tempfile
from pathlib import Path

import lightning
import torch
from digits import data
from lightning.pytorch.callbacks import LearningRateMonitor
from lightning.pytorch.loggers import CSVLogger
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(lightning.LightningModule):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))

    def training_step(self, batch, _):
        loss = nn.functional.cross_entropy(self.layers(batch[0]), batch[1])
        self.log("train_loss", loss, on_step=True, on_epoch=True)
        return loss

    def validation_step(self, batch, _):
        logits = self.layers(batch[0])
        self.log("val_loss", nn.functional.cross_entropy(logits, batch[1]))
        self.log("val_acc", (logits.argmax(-1) == batch[1]).float().mean())

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=1e-2)


def batches(seed: int) -> DataLoader:
    features, classes = data(seed=seed)
    part = TensorDataset(torch.from_numpy(features), torch.from_numpy(classes))
    return DataLoader(part, batch_size=32, shuffle=seed == 0)


lightning.seed_everything(0)
folder = tempfile.mkdtemp()
logger = CSVLogger(folder, flush_logs_every_n_steps=1)
trainer = lightning.Trainer(
    max_epochs=10,
    logger=logger,
    log_every_n_steps=4,
    accelerator="cpu",
    callbacks=[LearningRateMonitor("step")],
    enable_progress_bar=False,
)
trainer.fit(Net(), batches(0), batches(1))
shutil.copy(Path(logger.log_dir) / "metrics.csv", Path(__file__).parent / "lightning-metrics.csv")
shutil.rmtree(folder)
