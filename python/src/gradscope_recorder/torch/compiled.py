"""Taps for torch.compile: hooks that are compiled with the model, and stay.

Hooks that are added after the first call are silently never called, and ordinary ones break the
graph. These return the result of an identity whose backward writes its sums into a buffer, and a
tensor switches them on and off, so that nothing is compiled again when a step is recorded.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn

from .activation import Activation
from .capture import Capture
from .places import Place
from .slopes import shares
from .statistics import Sums
from .tensors import stripped


def _numbers(x: Tensor) -> Tensor:
    """[n, Σx, Σx², zeros, not finite] in float64."""
    wide = x.detach().double().reshape(-1)
    zeros = (wide == 0).sum().double()
    bad = (~torch.isfinite(wide)).sum().double()
    count = torch.full_like(bad, x.numel())
    return torch.stack([count, wide.sum(), wide.square().sum(), zeros, bad])


class _Tap(torch.autograd.Function):
    """The identity; on the way back the sums of the gradient go into row 2 of the buffer."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, buffer: Tensor, flag: Tensor) -> Tensor:
        ctx.buffer, ctx.flag = buffer, flag
        # No view: what works in place later must not meet one.
        return x.clone()

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Any:
        row = ctx.buffer[2]
        row.copy_(torch.where(ctx.flag, _numbers(gradients[0]), row))
        return gradients[0], None, None


def _slopes(activation: Activation, z: Tensor, a: Tensor) -> list[Tensor]:
    """Σφ′², and how many z are beyond the lower and the upper bound."""
    none = torch.zeros((), dtype=torch.float64, device=z.device)
    if activation.name == "sigmoid":
        slope = a * (1 - a)
    elif activation.name == "tanh":
        slope = 1 - a * a
    else:
        return [none + math.nan, none, none]
    low, high = activation.bounds or (-math.inf, math.inf)
    below, above = (z < low).sum().double(), (z > high).sum().double()
    return [slope.double().square().sum(), below, above]


class CompiledTaps:
    """The taps of a compiled model, with what the recorder asks of taps."""

    def __init__(self, model: nn.Module, places: list[Place]) -> None:
        self.places = places
        self.capture: Capture | None = None
        self.unseen: list[tuple[str, str]] = []
        device = next(model.parameters()).device
        self._forward_flag = torch.zeros((), dtype=torch.bool, device=device)
        self._backward_flag = torch.zeros((), dtype=torch.bool, device=device)
        self._buffers: dict[int, Tensor] = {}
        self._is_in_forward = False
        modules = dict(model.named_modules())
        often = {place.z.module for place in places if place.z is not None and place.z.call}
        for index, place in enumerate(places):
            if place.z is None or place.z.part != "output" or place.z.module not in modules:
                continue
            if place.z.module in often:
                self.unseen.append((place.name, "its values: called several times when compiled"))
                continue
            if place.z.module == "":
                self.unseen.append((place.name, "its values: the whole model is compiled"))
                continue
            buffer = torch.full((4, 5), -1.0, dtype=torch.float64, device=device)
            self._buffers[index] = buffer
            modules[place.z.module].register_forward_hook(self._hook(place, buffer))

    def _hook(self, place: Place, buffer: Tensor) -> Any:
        forward, backward = self._forward_flag, self._backward_flag
        known = None if place.same else place.activation

        def hook(module: nn.Module, inputs: Any, output: Any) -> Any:
            if not isinstance(output, Tensor):
                return output
            z = output.detach()
            rows = [_numbers(z)]
            if known is not None and known.function is not None:
                a = known.function(z)
                rows += [_numbers(a), torch.stack([*_slopes(known, z, a), *rows[0][:2]])]
            buffer[0].copy_(torch.where(forward, rows[0], buffer[0]))
            for row, values in zip((1, 3), rows[1:], strict=False):
                buffer[row].copy_(torch.where(forward, values, buffer[row]))
            return _Tap.apply(output, buffer, backward)  # type: ignore[no-untyped-call]

        return hook

    @property
    def is_in_forward(self) -> bool:
        """Whether the pass under way is looked at."""
        return self._is_in_forward

    @is_in_forward.setter
    def is_in_forward(self, value: bool) -> None:
        self._is_in_forward = value
        self._forward_flag.fill_(value)
        if value:
            self._backward_flag.fill_(True)

    def backward_ended(self) -> None:
        """The first backward pass is what δ is taken from."""
        self._backward_flag.fill_(False)

    def install(self) -> None:
        """They are on already: switching is by tensors."""

    def remove(self) -> None:
        """Switches them off; they stay, as all else would be compiled again."""
        self._forward_flag.fill_(False)
        self._backward_flag.fill_(False)

    def collect(self, capture: Capture) -> None:
        """Puts what the buffers hold into a capture, in one transfer, and empties them."""
        if not self._buffers:
            return
        indices = list(self._buffers)
        held = torch.stack([self._buffers[index] for index in indices]).cpu()
        for index, rows in zip(indices, held, strict=True):
            count = int(rows[0, 0])
            if count <= 0:
                if not self.unseen:
                    self.unseen.append(("", "places: the model was compiled before it was watched"))
                continue
            place = self.places[index]
            for row, kind in enumerate("zad"):
                if float(rows[row, 3]) >= 0:
                    sums = rows[row].clone()
                    sums[0] = 0.0  # where the others have their shift
                    capture.sums[index, kind] = Sums(count, sums)
            squares = float(rows[3, 0])
            if place.activation is not None and squares >= 0:
                low, high = float(rows[3, 1]) / count, float(rows[3, 2]) / count
                slope = {"derivativeRMS": math.sqrt(squares / count), **shares(low, high)}
                capture.slopes[index] = slope
            self._buffers[index].fill_(-1.0)


def compiled_root(model: nn.Module) -> nn.Module | None:
    """The outermost module that torch.compile has wrapped; None where the model itself is not."""
    while True:
        if hasattr(model, "_orig_mod"):
            return model
        inner = getattr(model, "module", None)
        if not isinstance(inner, nn.Module) or type(model).__name__ not in (
            "DistributedDataParallel",
            "DataParallel",
        ):
            return None
        model = inner


def compiled_parts(model: nn.Module) -> list[str]:
    """Paths of modules inside that are compiled on their own: hooks there are never called."""
    return [
        stripped(path) or "model"
        for path, each in model.named_modules()
        if hasattr(each, "_orig_mod") or each._compiled_call_impl is not None
    ]
