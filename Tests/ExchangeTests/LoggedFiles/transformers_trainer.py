"""Writes trainer-state.json, and two of runs that lose their numbers, as Hugging Face's Trainer does.

Made with transformers 5.24.0, torch 2.13.0: python transformers_trainer.py
"""

import shutil
import tempfile
from pathlib import Path

import torch
from digits import data
from torch import nn
from transformers import Trainer, TrainingArguments, set_seed

HERE = Path(__file__).parent


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))

    def forward(self, x, labels=None):
        logits = self.layers(x)
        return {"loss": nn.functional.cross_entropy(logits, labels), "logits": logits}


def rows(seed: int) -> list[dict]:
    features, classes = data(seed=seed)
    return [{"x": torch.from_numpy(x), "labels": int(y)} for x, y in zip(features, classes)]


def state(name: str, rate: float, filters: bool = True) -> None:
    """Trains at a learning rate, and keeps the state that the Trainer leaves behind."""
    set_seed(0)
    folder = tempfile.mkdtemp()
    trainer = Trainer(
        model=Net(),
        args=TrainingArguments(
            folder,
            max_steps=200,
            per_device_train_batch_size=32,
            learning_rate=rate,
            logging_steps=10,
            eval_strategy="steps",
            eval_steps=50,
            save_strategy="no",
            report_to=[],
            use_cpu=True,
            logging_nan_inf_filter=filters,
            max_grad_norm=1e30,
            optim="sgd" if rate > 1 else "adamw_torch",
        ),
        train_dataset=rows(0),
        eval_dataset=rows(1),
        compute_metrics=lambda p: {
            "accuracy": float((p.predictions.argmax(-1) == p.label_ids).mean())
        },
    )
    trainer.train()
    trainer.state.save_to_json(str(HERE / name))
    shutil.rmtree(folder)


state("trainer-state.json", 1e-2)
state("trainer-state-nan.json", 1e12, filters=False)
# As it comes the Trainer writes no loss that is NaN, but the mean of those before.
state("trainer-state-filtered.json", 1e12)
