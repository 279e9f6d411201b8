"""Which units are silent on a fixed set of examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

from .calls import kept, untouched
from .places import Place
from .tensors import batch_size, first_tensor, tensors

LIMIT = 256


class Probe:
    """A fixed batch of inputs, on which units with z ≤ 0 on every example are counted, of places
    whose activation is 0 there and passes no gradient.

    The batch is the one that was given, else the inputs of the first pass: 256 examples at most.
    A look runs the model in eval mode (but its batch norms) without gradients, and leaves no trace
    in it.
    """

    def __init__(self, args: Any, kwargs: Any, given: Any = None) -> None:
        if given is not None:
            args, kwargs = _as_inputs(given)
        self.examples = min(batch_size(args, kwargs) or 0, LIMIT)
        size = batch_size(args, kwargs)
        self._args = kept(_first(args, size))
        self._kwargs = kept(_first(dict(kwargs), size))

    def look(self, model: nn.Module, places: Iterable[Place]) -> dict[str, int]:
        """The number of silent units by place, where they can be silent."""
        silent: dict[str, int] = {}
        modules = dict(model.named_modules())
        handles = []
        calls: dict[str, int] = {}
        wanted: dict[str, dict[int, Place]] = {}
        for place in places:
            if place.activation is not None and place.activation.can_go_silent and place.z:
                wanted.setdefault(place.z.module, {})[place.z.call] = place

        def hook_of(path: str) -> Any:
            def hook(module: nn.Module, inputs: Any, output: Any) -> None:
                call = calls.get(path, 0)
                calls[path] = call + 1
                place = wanted[path].get(call)
                z = first_tensor(output)
                if place is not None and z is not None:
                    silent[place.name] = int((_largest(z) <= 0).sum())

            return hook

        for path in wanted:
            handles.append(modules[path].register_forward_hook(hook_of(path)))
        if not handles:
            return silent
        try:
            with untouched(model), torch.no_grad():
                model.eval()
                # A norm over the batch takes the probe's own statistics, as while it trains: the
                # running ones are not those of the network at step 0.
                for module in model.modules():
                    if isinstance(module, nn.modules.batchnorm._BatchNorm):
                        module.train()
                model(*kept(self._args), **kept(self._kwargs))
        finally:
            for handle in handles:
                handle.remove()
        return silent


def _largest(z: Tensor) -> Tensor:
    """The largest value of each unit: of [N, C, H, W] by channel, else by the last dimension."""
    units = z.movedim(1, -1) if z.dim() > 3 else z
    return units.flatten(0, -2).amax(0) if units.dim() > 1 else units


def _as_inputs(given: Any) -> tuple[Any, Any]:
    if isinstance(given, dict):
        return (), given
    return (tuple(given) if isinstance(given, list | tuple) else (given,)), {}


def _first(value: Any, size: int | None) -> Any:
    """The first examples of every tensor whose first dimension is the batch's."""
    if isinstance(value, Tensor):
        if size is not None and value.dim() > 0 and value.shape[0] == size > LIMIT:
            return value[:LIMIT]
        return value
    if type(value) in (tuple, list):
        return type(value)(_first(each, size) for each in value)
    if type(value) is dict:
        return {key: _first(each, size) for key, each in value.items()}
    return value


def needs_no_gradient(args: Any, kwargs: Any) -> bool:
    """Whether no input carries a graph of another model, so that it can be kept."""
    return not any(each.requires_grad for each in tensors([args, kwargs]))
