"""`GradscopeCallback` for Keras's `fit`."""

from __future__ import annotations

import math
import os
import warnings
from typing import Any

try:
    import keras
except ImportError as error:
    raise ImportError("gradscope_recorder.keras needs Keras 3: pip install keras") from error

if not keras.__version__.startswith("3"):
    raise ImportError(f"gradscope_recorder.keras needs Keras 3, not {keras.__version__}")

from .. import program
from ..arrays import Recording
from .backends import Looker
from .facts import facts_of, optimizer_of
from .steps import Steps

ACCURACIES = ("val_accuracy", "val_acc", "val_sparse_categorical_accuracy")


class GradscopeCallback(keras.callbacks.Callback):  # type: ignore[misc, unused-ignore]
    """Records the training of a Keras model into a run log.

    At a recorded step the batch is looked at before the update: the model is run once more, aside,
    with the backend's own derivatives, so that a recorded step costs some two to three ordinary
    ones and the others nothing. δ is (examples of the batch) × ∂loss/∂z, or ∂loss/∂z where the loss
    is a sum. Gradients are those before any clipping of the optimizer.

    Loss: that of the batch; Keras's own logs have the mean of the epoch so far.

    Args:
        log: the file; without it `runs/NAME.gradscope.jsonl`.
        name: of the run; without it that of the log, or the model's.
        every: record every so many steps; without it each of the first 100, then ever fewer.
        append: go on with a log that is there; a model that was trained before always does, at its
            optimizer's step.
        task: "classification", "regression", "multi-label" or "other", where the loss's name does
            not say it.
        facts: what else is known, for the log's head.

    Raises:
        FileExistsError: at the beginning of `fit`, where the log is there and neither `append` nor
            the optimizer's step says that it is gone on with.
    """

    def __init__(
        self,
        *,
        log: str | os.PathLike[str] | None = None,
        name: str | None = None,
        every: int | None = None,
        append: bool = False,
        task: str | None = None,
        facts: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.recording: Recording | None = None
        self._log, self._name, self._every, self._append = log, name, every, append
        self._facts = {**({"task": task} if task else {}), **(facts or {})}
        self._original: Any = None
        self._steps: Steps | None = None

    def on_train_begin(self, logs: Any = None) -> None:
        """Begins the log."""
        model = self.model
        self._end("interrupted")
        name = self._name
        if name is None and self._log is None:
            name = model.name
        step = int(optimizer_of(model).iterations)
        is_first = self.recording is None
        self.recording = Recording(
            log=self._log, name=name, every=self._every,
            append=self._append or step > 0 or not is_first, step=step if step > 0 else None,
            framework=f"keras ({keras.backend.backend()})", versions=_versions(),
            facts={**facts_of(model), **self._planned(), **self._facts},
        )  # fmt: skip
        self.recording.end_at_exit = "interrupted"
        if model.steps_per_execution > 1:
            self.recording.say(
                None,
                f"anything: steps_per_execution is {model.steps_per_execution}, and what happens "
                "within one call is not seen; compile with steps_per_execution=1",
            )
            return
        self._original = model.train_function
        self._steps = Steps(Looker(model), self.recording, self._original)
        model.train_function = self._step

    def _planned(self) -> dict[str, Any]:
        steps, epochs = self.params.get("steps"), self.params.get("epochs")
        return {"plannedSteps": int(steps * epochs)} if steps and epochs else {}

    def _step(self, *arguments: Any) -> Any:
        """In the place of the model's training function. `self.model` is not asked for: on JAX
        that brings the state of the training back into the model, in the middle of a step."""
        steps = self._steps
        if steps is None or steps.is_broken:
            return self._original(*arguments)
        # At the end of the data this raises StopIteration, as the function itself would.
        data, arguments = steps.take(arguments)
        self._guarded(steps.before, data, arguments)
        result = self._original(*arguments)
        self._guarded(steps.after, result)
        return result

    def _guarded(self, function: Any, *arguments: Any) -> None:
        """Nothing that goes wrong in here may end a training."""
        steps = self._steps
        if steps is None or steps.is_broken:
            return
        try:
            function(*arguments)
        except Exception as error:
            steps.is_broken = True
            what = f"{type(error).__name__}: {error}"
            warnings.warn(
                f"gradscope stopped recording, the training goes on: {what}",
                RuntimeWarning,
                stacklevel=3,
            )
            if self.recording is not None:
                self.recording.fail(what)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Tells the held-out loss."""
        found = logs or {}
        loss = found.get("val_loss")
        if self.recording is not None and loss is not None and math.isfinite(float(loss)):
            right = next((found[each] for each in ACCURACIES if each in found), None)
            self.recording.validation(float(loss), None if right is None else float(right))

    def on_train_end(self, logs: Any = None) -> None:
        """Ends the log."""
        self._end(None)

    def _end(self, end: str | None) -> None:
        if self._original is not None and self._steps is not None:
            self._steps.model.train_function = self._original
        self._original = self._steps = None
        if self.recording is not None and not self.recording.is_closed:
            self.recording.write({}, [])
            self.recording.close(end)

    def report(self) -> str:
        """What the program says of the log so far; where it is missing, what to do."""
        if self.recording is None:
            return "Nothing was recorded yet: no training has begun."
        return self.recording.report()

    def _repr_html_(self) -> str:
        return program.as_html(self.report())


def _versions() -> dict[str, str]:
    backend = keras.backend.backend()
    module = __import__(backend)
    return {"keras": keras.__version__, backend: str(module.__version__)}
