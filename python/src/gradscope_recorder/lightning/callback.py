"""`GradscopeCallback` for Lightning's Trainer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

try:
    from lightning.pytorch import Callback
except ImportError:
    try:
        from pytorch_lightning import Callback
    except ImportError as error:
        message = "gradscope_recorder.lightning needs Lightning: pip install lightning"
        raise ImportError(message) from error

from torch import nn

from .. import program
from ..torch import watch
from .training_step import TrainingStep, loss_of

if TYPE_CHECKING:
    from torch.optim import Optimizer

    from ..torch import Scope

# What modules call their held-out loss and accuracy, where nothing else is said.
LOSSES = ("val_loss", "val/loss", "valid_loss", "validation_loss")
ACCURACIES = ("val_acc", "val/acc", "val_accuracy", "validation_accuracy")


class GradscopeCallback(Callback):  # type: ignore[misc, unused-ignore]
    """Records the training of a LightningModule into a run log.

    A step is an update of the optimizer. Loss: what `training_step` returns, the mean over the
    passes of an update. δ and gradients are taken before the clipping of
    `Trainer(gradient_clip_val=…)`, whose share is the step's `clippingFactor`; of `16-mixed` the
    scaler's factor is taken out.

    The training step is run once more on the side before the first step, to find the places: what
    it logs then is dropped, random numbers, buffers, metrics and the modules' own lists and numbers
    are put back. With manual optimization nothing is run: the LightningModule itself is watched, or
    `network`, and the first optimizer.

    Args:
        log: the file; without it `runs/NAME.gradscope.jsonl`.
        name: of the run; without it that of the log.
        every: record every so many steps; without it each of the first 100, then ever fewer.
        network: the path of the part that is watched, `"generator"`; without it the whole.
        validation_loss, validation_accuracy: names under which the module logs what is held out.
        append: go on with a log that is there.
        **options: those of `gradscope_recorder.watch`: include, exclude, probe, loss_reduction,
            task, facts.

    Raises:
        FileExistsError: at the beginning of the training, where the log is there and neither
            `append` nor a checkpoint's step says that it is gone on with.
        AttributeError: there is no such `network`.
    """

    def __init__(
        self,
        *,
        log: str | os.PathLike[str] | None = None,
        name: str | None = None,
        every: int | None = None,
        network: str | None = None,
        validation_loss: str | None = None,
        validation_accuracy: str | None = None,
        append: bool = False,
        **options: Any,
    ) -> None:
        super().__init__()
        self.scope: Scope | None = None
        self._options = {"log": log, "name": name, "every": every, **options}
        self._append, self._network = append, network
        self._losses = (validation_loss,) if validation_loss else LOSSES
        self._accuracies = (validation_accuracy,) if validation_accuracy else ACCURACIES

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        """Begins the log; after a checkpoint at its step."""
        optimizers: list[Optimizer] = trainer.optimizers
        # A name of one's own: the module that is watched is a wrapper, or a part.
        options = dict(self._options)
        if options["log"] is None and options["name"] is None:
            options["name"] = type(pl_module).__name__.lower()
        root = self._root(pl_module)
        is_first = self.scope is None
        step = int(trainer.global_step)
        self.scope = watch(
            root,
            _holding(root, optimizers) if optimizers else None,
            scaler=getattr(trainer.precision_plugin, "scaler", None),
            append=self._append or step > 0 or not is_first,
            step=step if step > 0 else None,
            **{**options, "facts": {**_facts(trainer), **(options.get("facts") or {})}},
        )
        if getattr(pl_module, "_compiler_ctx", None) is not None:
            self._say("places: the LightningModule is compiled; compile the network within it")
        if len(optimizers) > 1:
            self._say(
                f"{len(optimizers) - 1} of {len(optimizers)} optimizers: the steps are those of "
                f"the one that holds the first of the watched weights"
            )

    def _root(self, pl_module: Any) -> nn.Module:
        """What is watched: the training step, or a part that is named."""
        if self._network is not None:
            try:
                part: nn.Module = pl_module.get_submodule(self._network)
            except AttributeError:
                names = ", ".join(name for name, _ in pl_module.named_children()) or "none"
                kind = type(pl_module).__name__
                raise AttributeError(
                    f'{kind} has no network "{self._network}"; those it has: {names}'
                ) from None
            self._hear_losses(pl_module, pl_module.training_step)
            return part
        is_plain = pl_module.automatic_optimization and not getattr(pl_module, "_compiler_ctx", 0)
        if not is_plain:
            self._hear_losses(pl_module, pl_module.training_step)
            whole: nn.Module = pl_module
            return whole
        root = TrainingStep(pl_module, pl_module.training_step)
        self._hear_losses(pl_module, root.run)
        return root

    def _hear_losses(self, pl_module: Any, run: Any) -> None:
        """Puts a training step in the module's place that tells the scope its loss."""

        def training_step(*arguments: Any, **named: Any) -> Any:
            output = run(*arguments, **named)
            loss = loss_of(output)
            if self.scope is not None and loss is not None:
                self.scope.loss(loss)
            return output

        pl_module.training_step = training_step

    def on_validation_end(self, trainer: Any, pl_module: Any) -> None:
        """Tells the held-out loss that the module has logged."""
        if self.scope is None or trainer.sanity_checking:
            return
        found = trainer.callback_metrics
        loss = next((found[each] for each in self._losses if each in found), None)
        right = next((found[each] for each in self._accuracies if each in found), None)
        if loss is not None:
            self.scope.validation(float(loss), accuracy=None if right is None else float(right))

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        """Ends the log."""
        self._end(pl_module, None)

    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        """Ends the log as interrupted."""
        self._end(pl_module, "interrupted")

    def _end(self, pl_module: Any, end: str | None) -> None:
        vars(pl_module).pop("training_step", None)
        if self.scope is not None:
            self.scope.close(end)

    def _say(self, what: str) -> None:
        if self.scope is not None:
            self.scope.not_measured(what)

    def report(self) -> str:
        """What the program says of the log so far; where it is missing, what to do."""
        if self.scope is None:
            return "Nothing was recorded yet: no training has begun."
        return self.scope.report()

    def _repr_html_(self) -> str:
        return program.as_html(self.report())


def _holding(root: nn.Module, optimizers: list[Optimizer]) -> Optimizer:
    """The optimizer that holds the first parameter of the watched ones that any holds."""
    for parameter in root.parameters():
        for each in optimizers:
            if any(parameter is held for group in each.param_groups for held in group["params"]):
                return each
    return optimizers[0]


def _facts(trainer: Any) -> dict[str, Any]:
    """What the Trainer knows: clipping, the planned steps, the schedule."""
    facts: dict[str, Any] = {}
    clip = trainer.gradient_clip_val
    if clip:
        by_value = str(trainer.gradient_clip_algorithm or "norm").lower().endswith("value")
        facts["clipValue" if by_value else "clipNorm"] = float(clip)
    planned = trainer.estimated_stepping_batches
    if planned not in (-1, float("inf")):
        facts["plannedSteps"] = int(planned)
    schedules = trainer.lr_scheduler_configs
    facts["hasConstantRate"] = not schedules
    if schedules:
        facts["schedule"] = type(schedules[0].scheduler).__name__
    return facts
