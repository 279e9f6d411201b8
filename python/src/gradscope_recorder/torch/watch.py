"""`watch`: the one line that records a training."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

from torch.optim import Optimizer

import torch
from torch import nn

from ..log import RunLogWriter
from .options import Options
from .scope import Scope


def watch(
    model: nn.Module,
    optimizer: Optimizer | None = None,
    *,
    log: str | os.PathLike[str] | None = None,
    name: str | None = None,
    every: int | None = None,
    include: str | Iterable[str] | None = None,
    exclude: str | Iterable[str] | None = None,
    probe: Any = None,
    scaler: Any = None,
    loss_reduction: str = "mean",
    accumulation: int | None = None,
    task: str | None = None,
    append: bool = False,
    step: int | None = None,
    facts: dict[str, Any] | None = None,
) -> Scope:
    """Records the training of this model into a run log, from its next pass on.

    δ of an example is (examples of the update) × the gradient of the batch-mean loss that a hook
    sees; with `loss_reduction="sum"` it is that gradient; a scaler's factor is taken out.

    Args:
        model: also one in DDP (the first process writes) or torch.compile.
        optimizer: whose steps count; without it, any that holds parameters of the model.
        log: the file; without it `runs/NAME.gradscope.jsonl`.
        name: of the run; without it that of the log.
        every: record every so many steps; without it each of the first 100, then ever fewer.
        include, exclude: regular expressions of places' paths, searched for in them.
        probe: inputs on which silent units are counted; without it those of the first pass.
        scaler: the GradScaler, where there is one.
        loss_reduction: "mean" or "sum": what the training takes of the examples' losses.
        accumulation: 1 where passes before an update do not share one mean.
        task: "classification", "regression", "multi-label" or "other".
        append: go on with a log that is there.
        step: the updates made before, where a training goes on from a checkpoint; with `append`,
            what the log says of this step and later ones is cut off.
        facts: what else is known, for the log's head, such as clipNorm, plannedSteps, seed.

    Raises:
        FileExistsError: the log is there, and `append` was not asked for.
        ValueError: an argument has no meaning.
    """
    if loss_reduction not in ("mean", "sum"):
        raise ValueError(f'loss_reduction is {loss_reduction!r}: "mean" or "sum" was expected')
    if task not in (None, "classification", "regression", "multi-label", "other"):
        raise ValueError(f"task is {task!r}: classification, regression, multi-label or other")
    if accumulation not in (None, 1):
        raise ValueError(f"accumulation is {accumulation!r}: 1 or nothing was expected")
    if name is None:
        name = _stem(log) if log is not None else type(model).__name__.lower()
    path = log if log is not None else os.path.join("runs", f"{name}.gradscope.jsonl")
    is_writer = not (
        torch.distributed.is_available()
        and torch.distributed.is_initialized()
        and torch.distributed.get_rank() != 0
    )
    options = Options(
        name=name,
        every=every,
        include=_patterns(include),
        exclude=_patterns(exclude),
        probe=probe,
        scaler=scaler,
        reduction=loss_reduction,
        own_pass=accumulation == 1,
        task=task,
        facts=facts or {},
    )
    writer = RunLogWriter(path, append=append, step=step) if is_writer else None
    return Scope(model, optimizer, writer, options)


def _stem(log: str | os.PathLike[str]) -> str:
    stem = os.path.basename(os.fspath(log))
    for ending in (".jsonl", ".gradscope"):
        stem = stem.removesuffix(ending)
    return stem or "run"


def _patterns(value: str | Iterable[str] | None) -> list[re.Pattern[str]]:
    if value is None:
        return []
    return [re.compile(each) for each in ([value] if isinstance(value, str) else value)]
