"""Trains a network with a change and a seed, with the recorder on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ..torch import Scope, watch
from .batches import Batches, Data, seed_all
from .change import Change, Hands
from .runs import Run, judged

# Steps after a loss that is not finite: so many of them are recorded, and nothing heals any more.
AFTER = 10

LossOf = Callable[[nn.Module, Any], Tensor]


class Recipe:
    """What is trained: model, batches, optimizer, loss and steps. `data` of a seed is looked at
    once, and kept."""

    def __init__(
        self,
        make_model: Callable[[], nn.Module],
        make_batches: Callable[[int], Iterable[Any]],
        make_optimizer: Callable[[nn.Module], torch.optim.Optimizer],
        loss: Callable[..., Tensor],
        *,
        steps: int,
        task: str | None = None,
    ) -> None:
        self.make_model, self.make_batches, self.make_optimizer = (
            make_model, make_batches, make_optimizer,
        )  # fmt: skip
        self.criterion = loss if is_criterion(loss) else None
        self.loss = _of_pair(loss) if self.criterion is not None else loss
        self.steps, self.task = steps, task
        self.references: dict[int, dict[str, Any] | None] = {}
        self._data: dict[int, Data] = {}

    def model(self, seed: int) -> nn.Module:
        """The model of a seed."""
        seed_all(seed)
        model = self.make_model()
        if not isinstance(model, nn.Module):
            raise TypeError(f"make_model gave {_kind(model)}: a torch.nn.Module was expected")
        return model

    def data(self, seed: int) -> Data:
        """What is looked at of the batches of a seed."""
        if seed not in self._data:
            self._data[seed] = Data(self.make_batches, seed, self.steps)
        return self._data[seed]

    def train(self, change: Change | None, seed: int, log: Path) -> Run:
        """The run with a change, judged. What its training raises is told in it."""
        error = None
        try:
            self._train(change, seed, log)
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}".split("\n")[0]
            if change is None:
                raise
        return judged(log, seed, error)

    def _train(self, change: Change | None, seed: int, log: Path) -> None:
        steps = self.steps * (change.steps if change else 1)
        hands = Hands(change, steps)
        model = self.model(seed)
        hands.on_model(model)
        optimizer = self.make_optimizer(model)
        if not isinstance(optimizer, torch.optim.Optimizer):
            kind = _kind(optimizer)
            raise TypeError(f"make_optimizer gave {kind}: a torch.optim.Optimizer was expected")
        hands.on_optimizer(optimizer)
        data = self.data(seed)
        if change is not None and change.on_data:
            inputs = data.inputs
            assert inputs is not None
            hands.on_data(inputs)
        batches = Batches(self.make_batches, seed)
        # Whatever the weights have drawn, dropout draws the same.
        torch.manual_seed(seed)
        facts: dict[str, Any] = {"plannedSteps": steps, "seed": seed}
        if self.references.get(seed):
            facts["reference"] = self.references[seed]
        model.train()
        name = log.name.removesuffix(".gradscope.jsonl")
        scope = watch(model, optimizer, log=log, name=name, task=self.task, facts=facts)
        with scope:
            if self._steps(model, optimizer, batches, hands, scope, steps):
                self._evaluate(model, data, hands, scope)

    def _steps(
        self,
        model: nn.Module,
        optimizer: torch.optim.Optimizer,
        batches: Batches,
        hands: Hands,
        scope: Scope,
        steps: int,
    ) -> bool:
        """Trains; False where it diverged."""
        lost = 0
        for _ in range(steps):
            loss = self.loss(model, hands.on_batch(next(batches)))
            if not isinstance(loss, Tensor) or loss.numel() != 1:
                raise TypeError(f"loss gave {_kind(loss)}: a tensor of one value was expected")
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()  # type: ignore[no-untyped-call]
            hands.on_gradients()
            optimizer.step()
            hands.on_step()
            if not lost and _is_finite(loss):
                continue
            lost += 1
            if lost > AFTER:
                break
        return not lost

    def _evaluate(self, model: nn.Module, data: Data, hands: Hands, scope: Scope) -> None:
        """Tells the loss of what was trained on its last batches, as the network is used."""
        model.eval()
        with torch.no_grad():
            losses = [float(self.loss(model, hands.on_batch(each))) for each in data.last]
            scope.evaluated(sum(losses) / len(losses), accuracy=self._accuracy(model, data, hands))

    def _accuracy(self, model: nn.Module, data: Data, hands: Hands) -> float | None:
        """The share of right answers of outputs over classes; None where there are none."""
        if self.criterion is None or not is_over_classes(self.criterion):
            return None
        right = count = 0
        for batch in data.last:
            inputs, targets = hands.on_batch(batch)
            answers = model(inputs).argmax(1)
            if targets.is_floating_point():
                return None
            right += int((answers == targets).sum())
            count += targets.numel()
        return right / count if count else None


def _is_finite(loss: Tensor) -> bool:
    """Whether a loss is a number."""
    return math.isfinite(float(loss.detach()))


def is_criterion(loss: Callable[..., Any]) -> bool:
    """Whether it is a loss of torch, which takes outputs and targets."""
    return isinstance(loss, nn.Module) or (getattr(loss, "__module__", None) or "") in (
        "torch.nn.functional", "torch._C._nn",
    )  # fmt: skip


def is_over_classes(criterion: Callable[..., Any]) -> bool:
    """Whether it is a cross-entropy over classes."""
    name = getattr(criterion, "__name__", type(criterion).__name__)
    return name in ("cross_entropy", "nll_loss", "CrossEntropyLoss", "NLLLoss")


def _of_pair(criterion: Callable[..., Tensor]) -> LossOf:
    name = getattr(criterion, "__name__", type(criterion).__name__)

    def loss(model: nn.Module, batch: Any) -> Tensor:
        if not (isinstance(batch, tuple | list) and len(batch) == 2):
            raise TypeError(
                f"loss is {name}, which takes outputs and targets: batches (inputs, targets) were "
                f"expected, a batch is {_kind(batch)}; give loss=lambda model, batch: … instead"
            )
        return criterion(model(batch[0]), batch[1])

    return loss


def _kind(value: Any) -> str:
    if isinstance(value, Tensor):
        return f"a tensor of shape {[*value.shape]}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return f"a {type(value).__name__}" if value is not None else "nothing"
