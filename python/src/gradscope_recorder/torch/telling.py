"""What a training tells its scope."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from ..log import Schedule
from .guard import Guard
from .losses import Losses
from .recorder import Recorder


class Telling:
    """Losses and evaluations that a training tells; `Scope` says when things are recorded."""

    step: int
    _closed: bool
    _is_recorded: bool
    _guard: Guard
    _losses: Losses
    _late: Schedule
    _recorder: Recorder | None

    def loss(self, loss: Tensor | float) -> None:
        """Tells the loss of this pass, the mean over its examples (or what the training takes).
        Before `backward` its graph also shows task, classes and accuracy."""
        if self._closed or self._guard.is_broken:
            return
        try:
            self._losses.tell(loss, is_recorded=self._is_recorded)
        except Exception as error:
            self._guard.fail(error)

    def validation(
        self, loss: float, *, accuracy: float | None = None, examples: int | None = None
    ) -> None:
        """Tells the loss on data that are held out, the mean over its examples, before the update
        that comes next; the share of right answers and the number of examples where known."""
        line: dict[str, Any] = {"step": self.step, "validationLoss": float(loss)}
        if accuracy is not None:
            line["validationAccuracy"] = float(accuracy)
        if examples is not None:
            line["validationExamples"] = examples
        self._tell(line)

    def evaluated(
        self, loss: float, *, accuracy: float | None = None, examples: int | None = None
    ) -> None:
        """Tells the loss over the whole training set at the end, or over what stands for it; the
        share of right answers and the number of examples where known."""
        told = {"finalLoss": loss, "trainingAccuracy": accuracy, "trainingExamples": examples}
        line = {key: value for key, value in told.items() if value is not None}
        self._tell({"evaluation": line})

    def late_loss(self, loss: float) -> None:
        """Tells the loss of the update that was made last, where `loss` was not told before it."""
        if self._closed or self._guard.is_broken or self._recorder is None:
            return
        self._losses.last = float(loss)
        if self._late.is_due(self.step - 1):
            self._tell({"step": self.step - 1, "loss": loss})

    def not_measured(self, what: str) -> None:
        """Says in the log, once, that something was not measured, and why."""
        if self._recorder is not None and not self._closed:
            self._recorder.journal.say(None, what)

    def _tell(self, line: dict[str, Any]) -> None:
        if not self._closed and not self._guard.is_broken and self._recorder is not None:
            self._guard(self._recorder.journal.write)([line])
