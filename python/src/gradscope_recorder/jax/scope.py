"""`watch` for JAX, and what it returns."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import TracebackType
from typing import Any

import jax

from .. import program
from ..arrays import Recording
from .lines import lines_of, loss_facts
from .looking import Looking
from .models import Loss, is_nnx
from .step import NNXStep, Step


def watch(
    *,
    log: str | os.PathLike[str] | None = None,
    name: str | None = None,
    every: int | None = None,
    append: bool = False,
    step: int | None = None,
    loss: str | None = None,
    task: str | None = None,
    loss_reduction: str = "mean",
    optimizer: str | None = None,
    learning_rate: float | Callable[[int], Any] | None = None,
    clip_norm: float | None = None,
    facts: dict[str, Any] | None = None,
) -> Scope:
    """Records a training in JAX into a run log.

    What a function cannot show of itself has to be said: of the loss its name, of the optimizer its
    name and rate.

    Args:
        log: the file; without it `runs/NAME.gradscope.jsonl`.
        name: of the run; without it that of the log.
        every: record every so many steps; without it each of the first 100, then ever fewer.
        append: go on with a log that is there.
        step: the updates made before, where a training goes on from a checkpoint; with `append`,
            what the log says of this step and later ones is cut off.
        loss: "cross-entropy" (over the output's units, in nats), "bce", "mse", "mae" or another.
        task: "classification", "regression", "multi-label" or "other"; without it by the loss.
        loss_reduction: "mean" or "sum": what the loss function takes of the examples' losses.
        optimizer: its name, such as "adam".
        learning_rate: the rate, or the schedule that optax was given.
        clip_norm: that of `optax.clip_by_global_norm`, where it stands first.
        facts: what else is known, for the log's head.

    Raises:
        FileExistsError: the log is there, and `append` was not asked for.
        ValueError: an argument has no meaning.
    """
    if loss_reduction not in ("mean", "sum"):
        raise ValueError(f'loss_reduction is {loss_reduction!r}: "mean" or "sum" was expected')
    known = loss_facts(loss, task, loss_reduction, optimizer, learning_rate, clip_norm)
    recording = Recording(
        log=log, name=name, every=every, append=append, step=step, framework="jax",
        versions={"jax": jax.__version__}, facts={**known, **(facts or {})},
    )  # fmt: skip
    rate = learning_rate if callable(learning_rate) else None
    return Scope(recording, is_sum=loss_reduction == "sum", rate=rate, clip_norm=clip_norm)


class Scope:
    """The recording of a training. `step` makes a whole training step; of one's own step,
    `value_and_grad`, `updated` and `write` are the parts."""

    def __init__(
        self,
        recording: Recording,
        *,
        is_sum: bool,
        rate: Callable[[int], Any] | None,
        clip_norm: float | None,
    ) -> None:
        self.recording = recording
        self.looking = Looking()
        self.is_sum, self.rate, self.clip_norm = is_sum, rate, clip_norm
        self.examples = 0
        self._asked: tuple[int, int] | None = None

    @property
    def record(self) -> int:
        """How much of the step that comes next is recorded: 0 nothing, 1 statistics, 2 histograms
        as well. A static argument of one's own jitted step."""
        if self._asked is None or self._asked[0] != self.recording.step:
            self._asked = (self.recording.step, self.recording.level())
        return self._asked[1]

    def value_and_grad(
        self, function: Callable[..., Any], record: int, *, has_aux: bool = False
    ) -> Callable[..., Any]:
        """As `jax.value_and_grad` of function(params, *arguments), the loss of the batch, but
        (value, gradients, seen): `seen` is what `updated` and `write` take, {} with record 0.

        Where the first argument is an NNX module, gradients are those of its Params, and what the
        function changes in it (moving statistics, random numbers) is kept.
        """

        def differentiated(first: Any, *arguments: Any, **named: Any) -> Any:
            loss = Loss(function, first, has_aux=has_aux)
            params = loss.params
            if not record:
                result, gradients = loss.plain(params, (arguments, named))
                return (*loss.finish(result, gradients), {})
            self.find(loss, arguments, named)
            result, gradients, seen = self.looking.measured(
                loss.run, params, (arguments, named), record
            )
            return (*loss.finish(result, gradients), seen)

        return differentiated

    def updated(self, seen: dict[str, Any], before: Any, after: Any) -> dict[str, Any]:
        """What was seen, with the update of the parameters; of an NNX module
        `jax.tree.leaves(nnx.state(module, nnx.Param))` from before and after."""
        return {**seen, "updates": self.looking.updates(before, after)} if seen else seen

    def write(self, loss: Any, seen: dict[str, Any]) -> None:
        """Writes the lines of a step that was made, and ends it: after each step, recorded or
        not."""
        recording = self.recording
        if not seen:
            recording.ended(lambda: float(loss) / (self.examples if self.is_sum else 1))
            return
        line, places = lines_of(self, float(loss), jax.device_get(seen))
        recording.write(line, places)
        recording.ended()

    def step(
        self, function: Callable[..., Any], optimizer: Any, *, has_aux: bool = False
    ) -> Callable[..., Any]:
        """A jitted training step: `params, state, loss = step(params, state, *batch)` with an optax
        optimizer, `loss = step(model, *batch)` with an `nnx.Optimizer`. With `has_aux`, loss is
        (loss, aux)."""
        kind = NNXStep if is_nnx(getattr(optimizer, "__class__", None)) else Step
        return kind(self, function, optimizer, has_aux=has_aux)

    def validation(self, loss: Any, accuracy: Any = None) -> None:
        """Tells the loss on data that are held out."""
        self.recording.validation(float(loss), None if accuracy is None else float(accuracy))

    def close(self, end: str | None = None) -> None:
        """Ends the log: `completed`, `diverged` where the last loss is not finite, or `end`."""
        self.recording.close(end)

    def report(self) -> str:
        """What the program says of the log so far; where it is missing, what to do."""
        return self.recording.report()

    def _repr_html_(self) -> str:
        return program.as_html(self.report())

    def __enter__(self) -> Scope:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(None if kind is None else "interrupted")

    def find(self, loss: Loss, arguments: Any, named: Any) -> None:
        """Finds the places, where they are not known: the loss is traced, not run."""
        recording, looking = self.recording, self.looking
        if looking.spots or looking.inside:
            return
        looking.find(loss.run, loss.params, (arguments, named))
        recording.places = [each.place for each in looking.spots]
        arrays = [each for each in jax.tree.leaves((arguments, named)) if getattr(each, "ndim", 0)]
        self.examples = int(arrays[0].shape[0]) if arrays else 1
        recording.facts.setdefault("batchSize", self.examples)
        last = looking.spots[-1].place if looking.spots else None
        is_classes = recording.facts.get("loss") == "cross-entropy"
        if is_classes and last is not None and last.kind == "output" and (last.units or 0) > 1:
            recording.facts.setdefault("classes", last.units)
        types = {str(each.dtype) for each in looking.shapes.values()}
        if len(types) == 1:
            recording.facts.setdefault("precision", types.pop())
        for each in looking.inside:
            recording.say(None, f"{each}: it runs within scan, remat, vmap or a jit of its own")
        if not looking.spots and not looking.inside:
            recording.say(
                None, "places: no layer of Flax was called and no tap; name values with tap(...)"
            )
