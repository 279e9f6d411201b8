"""The log of a training that is not PyTorch's: schedules, head, what was not measured, end."""

from __future__ import annotations

import atexit
import math
import os
import sys
import weakref
from collections.abc import Callable
from typing import Any

from .. import program
from ..log import RunLogWriter, Schedule
from ..log.schedule import Looks, losses
from ..log.writer import origin
from .places import Place, chains_of

DETAILED_EVERY = 10


class Recording:
    """Writes the lines of a training by the schedule.

    `step` is the number of updates made so far. Places are recorded at every step of the first 100,
    then ever more rarely, or at the multiples of `every`; losses at every step of the first 1,000.

    Raises:
        FileExistsError: the log is there, and `append` was not asked for.
    """

    def __init__(
        self,
        *,
        log: str | os.PathLike[str] | None,
        name: str | None,
        every: int | None,
        append: bool,
        framework: str,
        versions: dict[str, str],
        facts: dict[str, Any],
        step: int | None = None,
    ) -> None:
        if name is None:
            name = _stem(log) if log is not None else framework
        path = log if log is not None else os.path.join("runs", f"{name}.gradscope.jsonl")
        self.writer = RunLogWriter(path, append=append, step=step)
        self.step = self.writer.next_step
        self.facts = facts
        self.places: list[Place] = []
        self.last_loss: float | None = None
        # What the process's end means: of a framework that says when a training is done, that it
        # was not.
        self.end_at_exit: str | None = None
        self.looks = Looks(self.step)
        self._schedule = Schedule(every, start=self.step)
        self._losses = losses(every, self.step)
        self._name, self._origin = name, origin(framework, versions)
        self._said: set[str] = set()
        self._events: list[dict[str, Any]] = []
        self._recorded = 0
        self._late: list[tuple[int, Callable[[], float]]] = []
        self._closed = False
        reference = weakref.ref(self)

        def at_exit() -> None:
            recording = reference()
            if recording is not None:
                failed = getattr(sys, "last_value", None) is not None
                recording.close("interrupted" if failed else recording.end_at_exit)

        self._at_exit = at_exit
        atexit.register(at_exit)

    @property
    def is_closed(self) -> bool:
        """Whether the log has its end."""
        return self._closed

    def level(self) -> int:
        """How much of this step is recorded: 0 nothing, 1 statistics, 2 histograms as well. Asked
        once a step."""
        if self._closed or not self._schedule.is_due(self.step):
            return 0
        self._recorded += 1
        return 2 if (self._recorded - 1) % DETAILED_EVERY == 0 else 1

    def say(self, place: str | None, what: str) -> None:
        """Says once that something was not measured, and why."""
        if f"{place}: {what}" in self._said:
            return
        self._said.add(f"{place}: {what}")
        event: dict[str, Any] = {"event": "not-measured"}
        if place is not None:
            event["place"] = place
        self._events.append({**event, "message": f"not measured: {what}"})

    def write(self, line: dict[str, Any], places: list[dict[str, Any]]) -> None:
        """Writes the lines of the step under way; the head before the first ones."""
        if self._closed:
            return
        if "loss" in line:
            self.last_loss = line["loss"]
            self._losses.is_due(self.step)
            self._late.clear()
        self._begin()
        own = [{"step": self.step, **line}] if line else []
        self.writer.write([*own, *places, *self._events])
        self._events = []

    def ended(self, loss: Callable[[], float] | None = None) -> None:
        """Ends a step. Its loss is asked for, and written, where a line of it is due and no place
        was recorded; those since the last line are written at the end."""
        if loss is not None:
            if self._losses.is_due(self.step):
                self.write({"loss": float(loss())}, [])
            else:
                self._late.append((self.step, loss))
                del self._late[:-100]
        self.step += 1

    def validation(self, loss: float, accuracy: float | None = None) -> None:
        """Writes the held-out loss, before the update that comes next."""
        line = {"validationLoss": float(loss)}
        if accuracy is not None:
            line["validationAccuracy"] = float(accuracy)
        self.write(line, [])

    def fail(self, what: str) -> None:
        """Says that the recorder itself failed; nothing more is recorded."""
        self._events.append({"event": "recorder-failed", "message": what})
        self.write({}, [])

    def close(self, end: str | None = None) -> None:
        """Ends the log: `completed`, `diverged` where the last loss is not finite, or `end`."""
        if self._closed:
            return
        atexit.unregister(self._at_exit)
        late = [{"step": step, "loss": float(loss())} for step, loss in self._late]
        if late:
            self.last_loss = late[-1]["loss"]
        if self.writer.has_begun:
            self.writer.write([*late, *self._events])
        self._closed = True
        has_diverged = self.last_loss is not None and not math.isfinite(self.last_loss)
        if has_diverged or end is None:
            end = "diverged" if has_diverged else "completed"
        self.writer.close(end, self.step)

    def report(self) -> str:
        """What the program says of the log so far; where it is missing, what to do."""
        if not self.writer.path.exists():
            return "Nothing was recorded yet: no update was made."
        return program.report(self.writer.path)

    def _begin(self) -> None:
        if not self.writer.has_begun:
            self.writer.begin(
                name=self._name,
                origin=self._origin,
                facts={key: value for key, value in self.facts.items() if value is not None},
                places=[each.line for each in self.places],
                chains=chains_of(self.places),
            )


def _stem(log: str | os.PathLike[str]) -> str:
    stem = os.path.basename(os.fspath(log))
    for ending in (".jsonl", ".gradscope"):
        stem = stem.removesuffix(ending)
    return stem or "run"
