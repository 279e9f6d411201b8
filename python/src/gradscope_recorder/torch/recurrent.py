"""nn.RNN, nn.LSTM and nn.GRU: a chain through time, seen at the module's input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch.nn import functional as F

import torch
from torch import Tensor, nn

from .calls import Call
from .places import Place
from .tensors import first_tensor, replace_first

# Of longer sequences the last steps are places: those next to the loss.
LONGEST = 256


def time_places(place: Place, call: Call) -> tuple[list[Place], str | None]:
    """The places `NAME.t1` … `NAME.tT` of a fused recurrent layer, or why there are none.

    Their δ is ∂loss/∂x_t, marked `"signal": "input"`; their a is h_t of the last layer.
    """
    module = call.module
    assert isinstance(module, nn.RNNBase)
    if call.input is None or call.input.dim() != 3:
        return [], "its time steps: the input is packed or has no batch"
    if not any(each.requires_grad for each in module.parameters()) and not call.requires_grad:
        return [], "its time steps: it is frozen"
    length = int(call.input.shape[1 if module.batch_first else 0])
    found = []
    for time in range(max(0, length - LONGEST), length):
        each = Place(f"{place.name}.t{time + 1}", "recurrent", place.path, module)
        each.units, each.signal, each.time = module.hidden_size, "input", time
        found.append(each)
    reasons = []
    if length > LONGEST:
        reasons.append(f"its first {length - LONGEST} of {length} time steps")
    if isinstance(module, nn.LSTM) and not shows_gates(module):
        reasons.append("forgetGateMean, as its inner layers' states do not come out")
    return found, "; ".join(reasons) or None


def shows_gates(module: nn.LSTM) -> bool:
    """Whether the layer's output has all that its gates are computed from: the states of each time
    step, which of several layers only the last one's are."""
    return module.num_layers == 1 and module.proj_size == 0


@torch.no_grad()
def forget_gates(module: nn.LSTM, inputs: Any, output: Tensor) -> Tensor:
    """The mean of f_t = σ(W_if x_t + b_if + W_hf h_{t−1} + b_hf) over examples and units, [T] in
    float64, computed once more from x [B, T, D] (or [T, B, D]) and the states that came out; of two
    directions that of the first."""
    x, h = first_tensor(inputs), output.detach()
    assert x is not None
    x = x.detach()
    if not module.batch_first:
        x, h = x.transpose(0, 1), h.transpose(0, 1)
    size = module.hidden_size
    h = h[..., :size]
    given = inputs[1] if isinstance(inputs, tuple) and len(inputs) > 1 else None
    first = h.new_zeros(h.shape[0], size) if given is None else given[0][0].detach()
    before = torch.cat([first.unsqueeze(1), h[:, :-1]], 1)
    rows = slice(size, 2 * size)  # Of i, f, g, o the second.
    own: Any = module
    bias = (own.bias_ih_l0[rows], own.bias_hh_l0[rows]) if module.bias else (None, None)
    z = F.linear(x, own.weight_ih_l0[rows], bias[0])
    z = z + F.linear(before, own.weight_hh_l0[rows], bias[1])
    return z.double().sigmoid().mean((0, 2))


class TimeTaps:
    """Hooks of one fused recurrent layer. Where its input needs no gradient, it is given a detached
    copy of it that does: weights get the same gradients, bit for bit."""

    def __init__(self, path: str, capture: Callable[[], Any], guard: Any) -> None:
        self._path = path
        self._capture = capture
        self._before = guard(self._before_call)
        self._after = guard(self._after_call)

    def install(self, module: nn.Module) -> list[Any]:
        """Puts the hooks on and returns their handles."""
        return [
            module.register_forward_pre_hook(self._before),
            module.register_forward_hook(self._after),
        ]

    def _before_call(self, module: nn.Module, inputs: Any) -> Any:
        capture = self._capture()
        x = first_tensor(inputs)
        if capture is None or x is None or x.dim() != 3 or not torch.is_grad_enabled():
            return None
        if (self._path, "d") in capture.in_time:
            return None  # A second call of the module in this pass: the first one is looked at.
        capture.in_time[self._path, "d"] = None
        # A view: the gradient of x itself may have other parts than this module's.
        x = x.view_as(x) if x.requires_grad else x.detach().requires_grad_()
        over = (0, 2) if module.batch_first else (1, 2)

        def arrived(gradient: Tensor) -> None:
            squares = gradient.detach().double().square().mean(over)
            capture.in_time[self._path, "d"] = squares

        x.register_hook(arrived)  # type: ignore[no-untyped-call]
        return replace_first(inputs, x)

    def _after_call(self, module: nn.Module, inputs: Any, output: Any) -> None:
        capture = self._capture()
        h = first_tensor(output)
        if capture is None or h is None or h.dim() != 3 or (self._path, "a") in capture.in_time:
            return
        over = (0, 2) if module.batch_first else (1, 2)
        capture.in_time[self._path, "a"] = h.detach().double().square().mean(over)
        if isinstance(module, nn.LSTM) and capture.is_detailed and shows_gates(module):
            capture.in_time[self._path, "f"] = forget_gates(module, inputs, h)
