"""A change of a training: the lines of Python that make it, which are the lines that are shown."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import nn

from ..torch.tensors import unwrapped

# From the smallest: what costs nothing once the network is trained comes first, what makes it
# another network last. The words of the costs are those of `gradscope prescribe`.
SAME = "the same network"
COSTS = {
    "initialization": f"{SAME}; costs nothing",
    "learning-rate": f"{SAME}; at most more steps",
    "schedule": f"{SAME}; a length of the run that is known",
    "steps": f"{SAME}; another time to train",
    "clipping": f"{SAME}; a norm a step",
    "weight-decay": f"{SAME}; the weights may grow",
    "inputs": "whoever uses the network has to scale its inputs too",
    "loss": "the outputs may mean something else",
    "normalization": "every layer computes more, also once it is trained",
    "activation": "another function",
}
KINDS = tuple(COSTS)


@dataclass(frozen=True)
class Change:
    """A change. Each of its lines runs where its name says; they see `torch`, `nn`, `model`,
    `optimizer`, `steps`, and where inputs are looked at, `inputs`."""

    kind: str
    title: str
    # Once the model is made, before the optimizer is.
    on_model: tuple[str, ...] = ()
    # Once the optimizer is made.
    on_optimizer: tuple[str, ...] = ()
    # Of the inputs of some batches together, once; then of those of each batch.
    on_data: tuple[str, ...] = ()
    on_inputs: tuple[str, ...] = ()
    # After loss.backward(), and after optimizer.step().
    on_gradients: tuple[str, ...] = ()
    on_step: tuple[str, ...] = ()
    # Among changes of one kind, how large it is.
    size: float = 0.0
    # So many times the steps.
    steps: int = 1
    reasons: tuple[str, ...] = field(default=(), compare=False)

    @property
    def cost(self) -> str:
        """What it costs."""
        return COSTS[self.kind]

    @property
    def lines(self) -> list[str]:
        """The lines to type, each group with where it belongs."""
        groups = [
            ("", self.on_model),
            ("", self.on_optimizer),
            ("of the training inputs, once", self.on_data),
            ("of the inputs of each batch", self.on_inputs),
            ("after loss.backward()", self.on_gradients),
            ("after optimizer.step()", self.on_step),
        ]
        lines: list[str] = []
        for place, group in groups:
            for index, line in enumerate(group):
                lines.append(f"{line}  # {place}" if place and not index else line)
        return [*lines, f"steps *= {self.steps}"] if self.steps != 1 else lines

    def because(self, *codes: str) -> Change:
        """The same, with these codes of findings among what calls for it."""
        return replace(self, reasons=tuple(dict.fromkeys([*self.reasons, *codes])))

    @property
    def order(self) -> tuple[int, float]:
        """From the smallest."""
        return KINDS.index(self.kind), self.size

    def is_like(self, other: Change) -> bool:
        """Whether it is the same change, or another factor by less than 1.5."""
        is_near = self.size > 0 and abs(self.size - other.size) < math.log(1.5)
        return self.lines == other.lines or (self.kind == other.kind and is_near)


class Hands:
    """Carries out a change in one training."""

    def __init__(self, change: Change | None, steps: int) -> None:
        self.change = change
        self.names: dict[str, Any] = {"torch": torch, "nn": nn, "steps": steps}
        self._gradients = _compiled(change.on_gradients if change else ())
        self._step = _compiled(change.on_step if change else ())
        self._inputs = _compiled(change.on_inputs if change else ())

    def on_model(self, model: nn.Module) -> None:
        """Changes the model, within what wraps it; what is new goes where its parameters are."""
        model = unwrapped(model)
        self.names["model"] = model
        if self.change is None or not self.change.on_model:
            return
        at = {(each.device, each.dtype) for each in model.parameters()}
        exec(_compiled(self.change.on_model), self.names)
        if len(at) == 1:
            device, dtype = at.pop()
            model.to(device=device, dtype=dtype)

    def on_optimizer(self, optimizer: torch.optim.Optimizer) -> None:
        """Changes the optimizer."""
        self.names["optimizer"] = optimizer
        if self.change is not None:
            exec(_compiled(self.change.on_optimizer), self.names)

    def on_data(self, inputs: torch.Tensor) -> None:
        """Looks at the inputs of some batches together."""
        if self.change is not None:
            exec(_compiled(self.change.on_data), {**self.names, "inputs": inputs}, self.names)

    def on_batch(self, batch: Any) -> Any:
        """A batch as it is trained on."""
        if self.change is None or not self.change.on_inputs:
            return batch
        self.names["inputs"] = batch[0]
        exec(self._inputs, self.names)
        return type(batch)((self.names["inputs"], *batch[1:]))

    def on_gradients(self) -> None:
        """Changes gradients before the update."""
        exec(self._gradients, self.names)

    def on_step(self) -> None:
        """What follows an update."""
        exec(self._step, self.names)


def _compiled(lines: tuple[str, ...]) -> Any:
    return compile("\n".join(lines), "<change>", "exec")
