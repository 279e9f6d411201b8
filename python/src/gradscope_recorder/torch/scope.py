"""A scope: what `watch` returns. It puts hooks on for the steps that are recorded."""

from __future__ import annotations

import atexit
import sys
import weakref
from types import TracebackType
from typing import Any

from torch.optim import Optimizer
from torch.optim import optimizer as optimizers

from torch import nn

from .. import program
from ..log import RunLogWriter, Schedule
from ..log.schedule import losses as loss_schedule
from .clip import Clipping
from .guard import Guard
from .losses import Losses
from .options import Options
from .recorder import Recorder
from .telling import Telling
from .tensors import unwrapped

# So many steps are recorded after the first loss that is not finite.
AFTER = 10


class Scope(Telling):
    """The recording of a training. `loss` tells it the loss of a pass, best before `backward`;
    `close` ends the log; `report` asks the program what it says.

    Without a writer (every process but the first of DDP) nothing is recorded.
    """

    def __init__(
        self,
        model: nn.Module,
        optimizer: Optimizer | None,
        writer: RunLogWriter | None,
        options: Options,
    ) -> None:
        self.step = writer.next_step if writer is not None else 0
        self._writer = writer
        self._closed = writer is None
        self._guard = Guard(self._failed)
        self._optimizer = optimizer
        self._schedule = Schedule(options.every, start=self.step)
        self._losses = Losses(options.every, self.step)
        self._late = loss_schedule(options.every, self.step)
        self._handles: list[Any] = []
        self._recorder: Recorder | None = None
        self._is_recorded = False
        if writer is None:
            return
        self._own = {id(each) for each in unwrapped(model).parameters()}
        self._recorder = Recorder(model, writer, options, self._losses, self._guard)
        self._recorder.journal.optimizer = optimizer
        before, after = self._guard(self._before_update), self._guard(self._after_update)
        if optimizer is not None:
            self._handles.append(optimizer.register_step_pre_hook(before))
            self._handles.append(optimizer.register_step_post_hook(after))
        else:
            self._handles.append(optimizers.register_optimizer_step_pre_hook(before))
            self._handles.append(optimizers.register_optimizer_step_post_hook(after))
        self._clipping = Clipping(unwrapped(model).parameters(), self._guard(self._clipped))
        self._clipping.listen()
        self._guard(self._arm)()
        # A scope that is left open ends with the process.
        reference = weakref.ref(self)

        def at_exit() -> None:
            scope = reference()
            if scope is not None:
                scope._close_at_exit()

        self._at_exit = at_exit
        atexit.register(at_exit)

    def close(self, end: str | None = None) -> None:
        """Ends the log: `completed`, `diverged` where the last loss is not finite, or `end`."""
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self._at_exit)
        recorder, writer = self._recorder, self._writer
        assert recorder is not None and writer is not None
        # Where a pass was made since the last update, it is looked at once more.
        self._guard(recorder.last_look)(self.step, self._is_recorded)
        self._guard(lambda: writer.write(self._losses.late_lines()))()
        recorder.remove()
        self._clipping.stop()
        for handle in self._handles:
            handle.remove()
        self._handles = []
        if end is None:
            end = "diverged" if self._losses.has_diverged else "completed"
        writer.close(end, self.step)

    def report(self) -> str:
        """What the program says of the log so far; where it is missing, what to do."""
        if self._writer is None:
            return "This process records nothing: the first one does."
        if not self._writer.path.exists():
            return "Nothing was recorded yet: no update was made."
        return program.report(self._writer.path)

    def _repr_html_(self) -> str:
        """The report, for notebooks."""
        return program.as_html(self.report())

    def __enter__(self) -> Scope:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        diverged = self._losses.has_diverged
        self.close(None if kind is None or diverged else "interrupted")

    def _arm(self) -> None:
        """Puts the hooks on where the step that begins is recorded, else takes them off."""
        assert self._recorder is not None
        self._is_recorded = self._schedule.is_due(self.step)
        if self._is_recorded:
            self._recorder.begin_step(self.step)
        else:
            self._recorder.remove()

    def _is_ours(self, optimizer: Optimizer) -> bool:
        if self._optimizer is None:
            groups = optimizer.param_groups
            if not any(id(each) in self._own for group in groups for each in group["params"]):
                return False
            self._optimizer = optimizer
            assert self._recorder is not None
            self._recorder.journal.optimizer = optimizer
        return optimizer is self._optimizer

    def _before_update(self, optimizer: Optimizer, args: Any, kwargs: Any) -> Any:
        if self._closed or not self._is_recorded or not self._is_ours(optimizer):
            return None
        recorder = self._recorder
        assert recorder is not None
        closure = kwargs.get("closure") if "closure" in kwargs else next(iter(args[1:]), None)
        if not callable(closure):
            recorder.before_update()
            return None
        # The passes are made within the step: what is looked at before the update is there once the
        # closure has ended.
        evaluations = 0

        def observed() -> Any:
            nonlocal evaluations
            result = closure()
            evaluations += 1
            if evaluations > 1:
                message = "the optimizer makes several passes a step: places are of the last one"
                self.not_measured(f"{message}, updateRatio is of what followed it")
            self._guard(recorder.before_update)()
            return result

        if "closure" in kwargs:
            return args, {**kwargs, "closure": observed}
        return (args[0], observed, *args[2:]), kwargs

    def _after_update(self, optimizer: Optimizer, args: Any, kwargs: Any) -> None:
        if self._closed or not self._is_ours(optimizer):
            return
        assert self._recorder is not None and self._writer is not None
        if self._is_recorded:
            self._recorder.record(self.step, updated=True)
        elif self._losses.is_told and self._losses.has_turned:
            # What the losses were before, the step itself, and the next ones in full.
            self._writer.write(self._losses.late_lines())
            self._recorder.steps.write_loss(self.step)
            self._schedule.hurry(self.step + 1, AFTER)
        elif self._losses.is_told and self._losses.schedule.is_due(self.step):
            self._recorder.steps.write_loss(self.step)
        else:
            self._losses.step_over(self.step)
        was_recorded = self._is_recorded
        self.step += 1
        if was_recorded or self._schedule.is_next(self.step):
            self._arm()

    def _clipped(self, fact: str, limit: float) -> None:
        assert self._recorder is not None
        self._recorder.journal.known.setdefault(fact, limit)

    def _failed(self, message: str) -> None:
        """Stops: the hooks come off, and the log says so."""
        if self._recorder is not None:
            self._recorder.remove()
        if self._writer is not None:
            self._writer.write([{"event": "recorder-failed", "message": message}])

    def _close_at_exit(self) -> None:
        # An exception that ended the program was put here before.
        failed = getattr(sys, "last_value", None) is not None
        self.close("interrupted" if failed and not self._losses.has_diverged else None)

