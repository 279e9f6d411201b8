"""The passes of a step: which one is looked at, and how many examples share the mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from .capture import Capture
from .compiled import CompiledTaps
from .taps import Taps
from .tensors import batch_size, on_gradient, tensors


class Passes:
    """Counts the forward and backward passes before an update.

    The first pass that has a backward pass is looked at. One without (an evaluation) is forgotten;
    passes without gradients are not looked at. Where all gradients are gone at the beginning of a
    pass, or a scaler's factor has become smaller, an update was skipped, and the step begins anew.
    """

    def __init__(
        self,
        model: nn.Module,
        backward_ended: Callable[[], None],
        scale_of: Callable[[], float],
        was_skipped: Callable[[bool], None],
    ) -> None:
        self._scale_of, self._was_skipped = scale_of, was_skipped
        self._parameters = [each for each in model.parameters() if each.requires_grad]
        self._backward_ended = backward_ended
        self.clear()

    def clear(self) -> None:
        """Begins a step."""
        self.count = 0
        self.examples = 0
        self.first_examples = 0
        self._waits_for_end = False
        self._scale = 1.0

    def begin(self, taps: Taps | CompiledTaps, new: Callable[[], Capture]) -> bool:
        """Begins a pass; whether it is looked at."""
        scale = self._scale_of()
        if self.count and (scale < self._scale or self._gradients_are_gone()):
            self.clear()
            self._was_skipped(False)
        if self.count:
            return False
        self._scale = scale
        taps.capture = new()
        return True

    def ended(self, args: Any, kwargs: Any, output: Any, guard: Any) -> None:
        """Waits for the backward pass of what the model gave."""
        size = batch_size(args, kwargs)
        is_counted = False

        def arrived(gradient: Tensor) -> None:
            nonlocal is_counted
            if not self._waits_for_end:
                self._waits_for_end = True
                _at_end_of_backward(guard(self._end))
            if is_counted:
                return
            is_counted = True
            if self.count and self._gradients_are_gone():
                # Cleared since the pass before, and after this one began, which was not looked at.
                self.clear()
                self._waits_for_end = True
                self._was_skipped(True)
            if not self.count:
                self.first_examples = size or 0
            self.count += 1
            self.examples += size or 0

        hook = guard(arrived)
        for each in list(tensors(output))[:8]:
            if each.requires_grad:
                on_gradient(each, hook)

    def _gradients_are_gone(self) -> bool:
        return all(each.grad is None for each in self._parameters)

    def _end(self) -> None:
        self._waits_for_end = False
        self._backward_ended()


def _at_end_of_backward(function: Callable[[], None]) -> None:
    engine: Any = torch.autograd.Variable._execution_engine
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        # DDP averages gradients in a callback of its own, which is asked for later than this one:
        # asked for once more from within, ours comes after it.
        engine.queue_callback(lambda: engine.queue_callback(function))
    else:
        engine.queue_callback(function)
