"""A LightningModule's training step as a module that PyTorch's hooks can see.

Lightning calls `training_step`, which may call any of the module's networks, and often never the
module itself: a hook on the module would see nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from ..torch.tensors import first_tensor

# What nn.Module keeps itself: the recorder puts buffers back, hooks are its own.
_OWN = ("_parameters", "_buffers", "_modules", "_non_persistent_buffers_set")


class TrainingStep(nn.Module):
    """Calls `step`, the training step of `module`, whenever it is called.

    `output` is what it gave last. The recorder calls it on the side, too: to find the places, and
    to look at its probe batch. Then nothing is logged, and the module's own lists, numbers and
    metrics are put back.
    """

    def __init__(self, module: nn.Module, step: Callable[..., Any]) -> None:
        super().__init__()
        self.module = module
        self.output: Any = None
        self._step = step
        self._depth = 0
        self._is_entered = False

    def run(self, *arguments: Any, **named: Any) -> Any:
        """The training step as Lightning makes it."""
        self._is_entered = True
        try:
            self(*arguments, **named)
            return self.output
        finally:
            self._is_entered, self.output = False, None

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        # The recorder calls it from within a hook of the call that is under way.
        self._depth += 1
        try:
            return super().__call__(*arguments, **named)
        finally:
            self._depth -= 1

    def forward(self, *arguments: Any, **named: Any) -> Any:
        """The loss, and on the side what the last layer gave before it."""
        if self._is_entered and self._depth == 1:
            self.output = self._step(*arguments, **named)
            return self.output
        with _unchanged(self.module), _last_output(self.module) as last:
            loss = loss_of(self._step(*arguments, **named))
            return [*last, loss]


def loss_of(output: Any) -> Tensor | None:
    """The loss in what a training step gives: a tensor, or a dictionary's "loss"."""
    if isinstance(output, Tensor):
        return output
    loss = output.get("loss") if isinstance(output, dict) else None
    return loss if isinstance(loss, Tensor) else None


@contextlib.contextmanager
def _last_output(module: nn.Module) -> Iterator[list[Tensor]]:
    """A list whose one entry is the output of the module with parameters that ended last: what the
    network answers, which a training step gives only within the loss."""
    last: list[Tensor] = []

    def ended(module: nn.Module, inputs: Any, output: Any) -> None:
        tensor = first_tensor(output)
        if tensor is not None and tensor.dim() > 0:
            last[:] = [tensor]

    handles = [
        each.register_forward_hook(ended)
        for each in module.modules()
        if each is not module
        and not isinstance(each, torch.jit.ScriptModule)
        and any(True for _ in each.parameters())
    ]
    try:
        yield last
    finally:
        for handle in handles:
            handle.remove()


@contextlib.contextmanager
def _unchanged(module: nn.Module) -> Iterator[None]:
    """Logs nothing, and puts the plain attributes of all modules back to what they were."""
    kept = [(each, _kept(each)) for each in module.modules()]
    silent: dict[str, Any] = {"log": _nothing, "log_dict": _nothing}
    vars(module).update(silent)
    try:
        yield
    finally:
        for each, values in kept:
            _put_back(each, values)


def _nothing(*arguments: Any, **named: Any) -> None:
    """Logs nothing."""


def _kept(module: nn.Module) -> dict[str, tuple[Any, Any]]:
    return {
        key: (value, _copy(value)) for key, value in vars(module).items() if key not in _OWN
    }


def _copy(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.detach().clone()
    return value.copy() if type(value) in (list, dict, set) else None


def _put_back(module: nn.Module, values: dict[str, tuple[Any, Any]]) -> None:
    own = vars(module)
    for key in [key for key in own if key not in values and key not in _OWN]:
        del own[key]
    for key, (value, copy) in values.items():
        own[key] = value
        if isinstance(value, Tensor):
            with torch.no_grad():
                if value.shape == copy.shape and not torch.equal(value, copy):
                    value.copy_(copy)
        elif copy is not None:
            value.clear()
            if isinstance(value, list):
                value.extend(copy)
            else:
                value.update(copy)
