"""The losses that a training tells: their values, their facts, and the factor between a loss and
what the backward pass began with."""

from __future__ import annotations

import math
from collections import deque
from typing import Any

from torch import Tensor

from ..log.schedule import losses as loss_schedule
from .facts import accuracy, loss_facts
from .targets import Targets
from .tensors import on_gradient

LATE = 100


class Losses:
    """Keeps what `scope.loss` was told, and makes the loss lines that are due.

    Losses of every step of the first 1,000 are written, then 0.1 % further on; the last 100 are
    kept, and those after the last line are written at the end.
    """

    def __init__(self, every: int | None, start: int) -> None:
        self.schedule = loss_schedule(every, start)
        self.facts: dict[str, Any] = {}
        self.is_told = False
        # Whether a loss of this step, which is not recorded, is the first that is not finite. Not
        # asked of another device, which would have to wait for it.
        self.has_turned = False
        self._was_bad = False
        self.last: float | None = None
        self._values: list[Tensor | float] = []
        self._factors: list[float] = []
        self._accuracies: list[tuple[Tensor | int, Tensor | int]] = []
        self._late: deque[tuple[int, Tensor | float]] = deque(maxlen=LATE)
        self._targets = Targets()
        self._guess: dict[str, float] | None = None

    def tell(self, loss: Tensor | float, *, is_recorded: bool) -> None:
        """A loss of the step under way; before its backward pass, its graph says more."""
        if not isinstance(loss, Tensor):
            self._values.append(float(loss))
            self.is_told = True
            self._watch(float(loss), is_recorded)
            return
        if not self.is_told or is_recorded:
            if not self.is_told and loss.requires_grad:
                self.facts = loss_facts(loss)
            if is_recorded and loss.requires_grad:
                self._targets.add(loss)
                if self._guess is None:
                    # For the head; of classes a single batch would say too little.
                    self._guess = self._targets.guess(of_classes=False)
                if self._guess is not None:
                    self.facts["guessing"] = self._guess
                scale = self._targets.scale()
                if scale is not None:
                    self.facts["dataScale"] = {"targets": scale}
                right = accuracy(loss)
                if right is not None:
                    self._accuracies.append(right)
                on_gradient(loss, self._arrived)
        self.is_told = True
        value = loss.detach()
        self._values.append(value)
        if not value.is_cuda:
            self._watch(value, is_recorded)

    def _watch(self, loss: Tensor | float, is_recorded: bool) -> None:
        if not is_recorded and not self._was_bad and not math.isfinite(float(loss)):
            self.has_turned = True

    def _arrived(self, gradient: Tensor) -> None:
        self._factors.append(float(gradient if gradient.dim() == 0 else gradient.reshape(-1)[0]))

    @property
    def factor(self) -> float | None:
        """The derivative of what the backward pass began with with respect to the loss: a scaler's
        factor, or 1/k where the loss of one of k passes was divided after it was told."""
        return self._factors[0] if self._factors else None

    def forget(self, *, but_last: bool = False) -> None:
        """Forgets what was told of passes whose update was skipped."""
        kept = -1 if but_last else None
        self._values = self._values[kept:] if but_last else []
        self._factors = self._factors[kept:] if but_last else []
        self._accuracies = self._accuracies[kept:] if but_last else []

    def step_over(self, step: int) -> None:
        """Ends a step of which no line is due."""
        if self._values:
            self._late.append((step, self._mean(len(self._values))))
            self._values = []
        self._factors, self._accuracies = [], []

    def line(self, step: int, passes: int, *, own_pass: bool) -> dict[str, Any]:
        """`loss` and `accuracy` of the step. Of several passes that share a mean the losses are
        added up where the training divided them, else their mean is taken."""
        line: dict[str, Any] = {}
        if self._values:
            shares = passes > 1 and not own_pass and len(self._values) > 1
            is_divided = shares and (not self._factors or abs(self._factors[0] - 1) < 1e-6)
            value = self._mean(1 if is_divided else len(self._values))
            number = float(value)
            self.last = number
            line["loss"] = number
            self.has_turned = False
            self._was_bad = self._was_bad or not math.isfinite(number)
        if self._accuracies:
            rates = [float(right) / max(float(of), 1.0) for right, of in self._accuracies]
            line["accuracy"] = sum(rates) / len(rates)
        self._values, self._factors, self._accuracies = [], [], []
        self._late.clear()
        return line

    def _mean(self, count: int) -> Tensor | float:
        if len(self._values) == 1:
            return self._values[0]
        return sum(float(each) for each in self._values) / count

    def late_lines(self) -> list[dict[str, Any]]:
        """The losses since the last line, which at the end stand apart; and the loss of guessing,
        of all targets that were seen."""
        lines: list[dict[str, Any]]
        lines = [{"step": step, "loss": float(value)} for step, value in self._late]
        if lines:
            self.last = lines[-1]["loss"]
        self._late.clear()
        guess, scale = self._targets.guess(), self._targets.scale()
        facts: dict[str, Any] = {}
        if guess is not None:
            facts["guessing"] = guess
        if scale is not None:
            facts["dataScale"] = {"targets": scale}
        if facts:
            # The head, with the facts, was written long ago.
            lines.append({"facts": facts})
        return lines

    @property
    def has_diverged(self) -> bool:
        """Whether the last loss is not finite."""
        return self.last is not None and not math.isfinite(self.last)
