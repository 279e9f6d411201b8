"""`GradscopeCallback` for Hugging Face's Trainer."""

from __future__ import annotations

import atexit
import os
import weakref
from typing import TYPE_CHECKING, Any

try:
    from transformers import TrainerCallback
except ImportError as error:
    raise ImportError(
        "gradscope_recorder.transformers needs Transformers: pip install 'transformers[torch]'"
    ) from error

import torch
from torch import Tensor, nn

from .. import program
from ..torch import watch

if TYPE_CHECKING:
    from ..torch import Scope


class GradscopeCallback(TrainerCallback):  # type: ignore[misc, unused-ignore]
    """Records the training of a model by a Trainer into a run log.

    A step is an update of the optimizer (`state.global_step`). Loss: that of the model's own
    output, over the passes of an update; where the Trainer makes the loss (`compute_loss_func`, a
    `compute_loss` of one's own, label smoothing) that of the Trainer's log, which is of every step
    with `logging_steps=1` only. δ and gradients are taken before the clipping of `max_grad_norm`,
    whose share is the step's `clippingFactor`. An evaluation's `eval_loss` and `eval_accuracy` are
    the held-out ones.

    The model is run once more on the side before the first step, to find the places.

    Args:
        log: the file; without it `runs/NAME.gradscope.jsonl`.
        name: of the run; without it that of the log, or the model's class.
        every: record every so many steps; without it each of the first 100, then ever fewer.
        append: go on with a log that is there; a resumed training always does, at its step.
        **options: those of `gradscope_recorder.watch`: include, exclude, probe, loss_reduction,
            task, facts.

    Raises:
        FileExistsError: at the beginning of the training, where the log is there and neither
            `append` nor a checkpoint's step says that it is gone on with.
    """

    def __init__(
        self,
        *,
        log: str | os.PathLike[str] | None = None,
        name: str | None = None,
        every: int | None = None,
        append: bool = False,
        **options: Any,
    ) -> None:
        self.scope: Scope | None = None
        self._options = {"log": log, "name": name, "every": every, **options}
        self._append = append
        self._handles: list[Any] = []
        self._depth = 0
        self._has_own_loss = False
        self._is_open = False

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Begins the log; after a checkpoint at its step."""
        model: nn.Module = kwargs["model"]
        optimizer = kwargs["optimizer"]
        self._end("interrupted")
        options = dict(self._options)
        if options["log"] is None and options["name"] is None:
            options["name"] = type(model).__name__.lower()
        is_first = self.scope is None
        step = int(state.global_step)
        # Before the recorder's own: it runs the model on the side from within a hook.
        self._depth = 0
        self._handles = [model.register_forward_pre_hook(self._entered)]
        try:
            self.scope = watch(
                model,
                getattr(optimizer, "optimizer", optimizer),
                scaler=getattr(optimizer, "scaler", None),
                append=self._append or step > 0 or not is_first,
                step=step if step > 0 else None,
                **{**options, "facts": {**_facts(args, state), **(options.get("facts") or {})}},
            )
        except BaseException:
            self._handles.pop().remove()
            raise
        self._handles.append(model.register_forward_hook(self._left, always_call=True))
        self._is_open = True
        self._close_at_exit()
        if args.torch_compile:
            self.scope.not_measured("places: Trainer compiles the model (torch_compile=True)")

    def _entered(self, module: nn.Module, inputs: Any) -> None:
        self._depth += 1

    def _left(self, module: nn.Module, inputs: Any, output: Any) -> None:
        """Tells the loss of a pass that the Trainer made: those on the side are within another, or
        have no gradient."""
        self._depth -= 1
        loss = output.get("loss") if isinstance(output, dict) else getattr(output, "loss", None)
        is_pass = self._depth == 0 and torch.is_grad_enabled()
        if self.scope is not None and is_pass and isinstance(loss, Tensor) and loss.requires_grad:
            self._has_own_loss = True
            self.scope.loss(loss.mean())

    def on_log(
        self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """The loss of the Trainer, where the model gives none."""
        if self.scope is None or self._has_own_loss or "loss" not in (logs or {}):
            return
        if args.logging_steps == 1:
            assert logs is not None
            self.scope.late_loss(float(logs["loss"]))
        else:
            self.scope.not_measured(
                "loss: the model's output has none, and the Trainer's is a mean of several steps; "
                "with logging_steps=1 it is recorded"
            )

    def on_evaluate(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Tells the held-out loss."""
        found = kwargs.get("metrics") or {}
        if self.scope is not None and "eval_loss" in found:
            self.scope.validation(found["eval_loss"], accuracy=found.get("eval_accuracy"))

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Ends the log."""
        self._end(None)

    def _end(self, end: str | None) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles = []
        if self._is_open and self.scope is not None:
            self.scope.close(end)
        self._is_open = False

    def _close_at_exit(self) -> None:
        """A Trainer says nothing of an exception: a training that did not come to its end was
        interrupted."""
        reference = weakref.ref(self)

        def at_exit() -> None:
            callback = reference()
            if callback is not None:
                callback._end("interrupted")

        atexit.register(at_exit)

    def report(self) -> str:
        """What the program says of the log so far; where it is missing, what to do."""
        if self.scope is None:
            return "Nothing was recorded yet: no training has begun."
        return self.scope.report()

    def _repr_html_(self) -> str:
        return program.as_html(self.report())


def _facts(args: Any, state: Any) -> dict[str, Any]:
    """What the arguments say: clipping, planned steps, schedule, seed."""
    facts: dict[str, Any] = {"seed": int(args.seed)}
    if args.max_grad_norm and args.max_grad_norm > 0:
        facts["clipNorm"] = float(args.max_grad_norm)
    if state.max_steps > 0:
        facts["plannedSteps"] = int(state.max_steps)
    schedule = str(getattr(args.lr_scheduler_type, "value", args.lr_scheduler_type))
    facts["schedule"] = schedule
    facts["hasConstantRate"] = schedule == "constant"
    return facts
