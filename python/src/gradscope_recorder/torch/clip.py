"""What gradients are clipped at: heard from PyTorch's own functions while a training is watched."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from torch.nn import utils
from torch.nn.utils import clip_grad

import torch

# Called by clip_grad_norm_ under this name, also where that was imported before.
NORM, VALUE = "_clip_grads_with_norm_", "clip_grad_value_"
_clips: list[Clipping] = []
_own: dict[str, Any] = {}


class Clipping:
    """Tells `heard` the fact `clipNorm` or `clipValue` when the gradients of these parameters are
    clipped. What clips in another way is not heard, nor is `clip_grad_value_` under a name that it
    was imported by before."""

    def __init__(self, parameters: Iterable[Any], heard: Callable[[str, float], None]) -> None:
        self._parameters = {id(each) for each in parameters}
        self._heard = heard

    def listen(self) -> None:
        """Begins; the functions stay what they are otherwise."""
        if not _clips:
            for name in (NORM, VALUE):
                if hasattr(clip_grad, name):
                    _own[name] = getattr(clip_grad, name)
                    _put(name, _listening(_own[name], name))
        _clips.append(self)

    def stop(self) -> None:
        """Ends; the last one puts the functions back."""
        if self in _clips:
            _clips.remove(self)
        if not _clips:
            for name, function in _own.items():
                _put(name, function)
            _own.clear()

    def hear(self, fact: str, parameters: Any, limit: Any) -> None:
        """Of a call of such a function."""
        one = isinstance(parameters, torch.Tensor)
        given = [parameters] if one else list(parameters)
        value = float(limit)
        if math.isfinite(value) and any(id(each) in self._parameters for each in given):
            self._heard(fact, value)


def _put(name: str, function: Any) -> None:
    for module in (clip_grad, utils):
        if hasattr(module, name):
            setattr(module, name, function)


def _listening(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    fact = "clipNorm" if name == NORM else "clipValue"

    def listening(parameters: Any, limit: Any, *args: Any, **named: Any) -> Any:
        if not isinstance(parameters, torch.Tensor):
            parameters = list(parameters)  # It may be an iterator, which can be read once.
        for each in list(_clips):
            each.hear(fact, parameters, limit)
        return function(parameters, limit, *args, **named)

    def named_limit(parameters: Any, *args: Any, **named: Any) -> Any:
        for key in ("max_norm", "clip_value"):
            if key in named:
                return listening(parameters, named.pop(key), *args, **named)
        return listening(parameters, *args, **named)

    return named_limit
