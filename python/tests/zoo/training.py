"""Trains a recipe with the recorder, as anybody would, and measures how far it came."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from pathlib import Path

import gradscope_recorder as gradscope
import torch
from torch import nn

from .recipe import Recipe


@dataclass(frozen=True)
class Outcome:
    """What came of a training, apart from any verdict."""

    name: str
    seed: int
    # On the way from guessing to all right, of examples held out; NaN where nothing is left.
    share: float
    first_loss: float
    last_loss: float
    seconds: float
    log: str

    @property
    def counted(self) -> float:
        """The share, where NaN has come nowhere."""
        return self.share if math.isfinite(self.share) else -1.0


def batches(count: int, size: int, seed: int) -> torch.Tensor:
    """The numbers of examples [steps, size], each example once before any comes again; endless."""
    generator = torch.Generator().manual_seed(1000 + seed)
    order = torch.randperm(count, generator=generator)
    at = 0
    while True:
        if at + size > count:
            order, at = torch.randperm(count, generator=generator), 0
        yield order[at : at + size]
        at += size


def drawn(recipe: Recipe, seed: int) -> nn.Module:
    """The model of the recipe with the weights of this seed."""
    torch.manual_seed(seed)
    model = recipe.model()
    for change in recipe.prepare:
        change(model)
    return model.train()


def train(recipe: Recipe, name: str, seed: int, log: Path) -> Outcome:
    """Trains and records into this log, which is written anew."""
    log.unlink(missing_ok=True)
    task = recipe.task()
    model = drawn(recipe, seed)
    x, y = task.x, task.y
    if recipe.inputs is not None:
        x = recipe.inputs(x)
    if recipe.answers is not None:
        y = recipe.answers(y)
    chosen = recipe.trained or (lambda each: each.parameters())
    optimizer = recipe.optimizer.make(chosen(model))
    schedule = recipe.schedule and torch.optim.lr_scheduler.LambdaLR(optimizer, recipe.schedule)
    loss_of = recipe.loss or task.loss
    size = min(recipe.batch or len(x), len(x))
    losses: list[float] = []
    began = time.perf_counter()
    with gradscope.watch(model, optimizer, log=log, name=name, **recipe.watch) as scope:
        for _, chosen_rows in zip(range(recipe.steps), batches(len(x), size, seed), strict=False):
            if recipe.zero_grad:
                optimizer.zero_grad()
            out = model(x[chosen_rows])
            loss = loss_of(out, y[chosen_rows])
            scope.loss(loss)
            loss.backward()
            if recipe.clip is not None:
                nn.utils.clip_grad_norm_(model.parameters(), recipe.clip)
            optimizer.step()
            if schedule is not None:
                schedule.step()
            losses.append(float(loss.detach()))
    seconds = time.perf_counter() - began
    held = task if recipe.inputs is None else replace(task, held_x=recipe.inputs(task.held_x))
    end = losses[-max(len(losses) // 10, 1) :]
    return Outcome(
        name, seed, held.share(model), losses[0], sorted(end)[len(end) // 2], seconds, str(log)
    )
