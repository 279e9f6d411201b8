"""A first pass on the side, in which each call of a module is noted: what came in, what went out,
and the nodes of the autograd graph at both."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from .tensors import first_tensor, tensors


@dataclass
class Call:
    """A call of a module. Nodes are those at the time: what works in place later changes a
    tensor's own node."""

    path: str
    module: nn.Module
    index: int
    order: int
    input: Tensor | None
    input_node: Any
    has_positional_input: bool
    depth: int
    output: Tensor | None = None
    output_node: Any = None
    value: Tensor | None = None
    shape: tuple[int, ...] = ()
    requires_grad: bool = False
    kept_output: Any = None


@dataclass
class Calls:
    """All calls of a pass in the order in which they ended, and what the model gave."""

    all: list[Call]
    outputs: list[Tensor]

    def of(self, path: str) -> list[Call]:
        """The calls of one module."""
        return [each for each in self.all if each.path == path]


def _cloned(value: Any) -> Any:
    if isinstance(value, Tensor):
        # One that needs a gradient keeps its node: it may come from another model.
        return value if value.requires_grad else value.clone()
    if (isinstance(value, tuple) and type(value) is tuple) or type(value) is list:
        return type(value)(_cloned(each) for each in value)
    if type(value) is dict:
        return {key: _cloned(each) for key, each in value.items()}
    return value


@contextlib.contextmanager
def untouched(model: nn.Module) -> Iterator[None]:
    """Puts random numbers, buffers and modes (training or not) back to what they were."""
    # A model may write into its buffers or put others in their place: both are undone.
    buffers = [
        (module, name, each, each.detach().clone())
        for module in model.modules()
        for name, each in module._buffers.items()
        if each is not None
    ]
    modes = [(module, module.training) for module in model.modules()]
    devices = sorted({each.get_device() for each in model.parameters() if each.is_cuda})
    try:
        with torch.random.fork_rng(devices=devices):
            yield
    finally:
        for module, mode in modes:
            module.training = mode
        with torch.no_grad():
            for module, name, buffer, old in buffers:
                module._buffers[name] = buffer
                if not torch.equal(buffer, old):
                    buffer.copy_(old)


def trace(model: nn.Module, args: Any, kwargs: Any) -> Calls:
    """Runs the model once on the side and notes each call of its modules.

    The pass leaves no trace: random numbers and buffers are put back. A model that keeps a state of
    its own elsewhere sees one pass more.
    """
    done: list[Call] = []
    open_calls: list[Call] = []
    counts: dict[str, int] = {}
    handles = []

    def before(path: str) -> Any:
        def hook(module: nn.Module, inputs: Any, named: Any) -> None:
            tensor = first_tensor(inputs)
            positional = tensor is not None
            if tensor is None:
                tensor = first_tensor(named)
            counts[path] = counts.get(path, -1) + 1
            node = tensor.grad_fn if tensor is not None else None
            open_calls.append(
                Call(path, module, counts[path], 0, tensor, node, positional, len(open_calls))
            )

        return hook

    def after(module: nn.Module, inputs: Any, output: Any) -> None:
        call = open_calls.pop()
        call.order = len(done)
        call.output = first_tensor(output)
        call.kept_output = output
        if call.output is not None:
            call.output_node = call.output.grad_fn
            call.shape = tuple(call.output.shape)
            call.requires_grad = call.output.requires_grad
            if not any(True for _ in module.children()) and call.output.numel() <= 1 << 20:
                call.value = call.output.detach().clone()
        done.append(call)

    for path, module in model.named_modules():
        if isinstance(module, torch.jit.ScriptModule):
            continue
        handles.append(module.register_forward_pre_hook(before(path), with_kwargs=True))
        handles.append(module.register_forward_hook(after))
    try:
        with untouched(model), torch.enable_grad():
            output = model(*_cloned(args), **_cloned(dict(kwargs)))
    finally:
        for handle in handles:
            handle.remove()
    return Calls(done, [each for each in tensors(output) if each.is_floating_point()])


def kept(value: Any) -> Any:
    """A copy of a model's inputs, their tensors cloned: a probe batch is kept so."""
    return _cloned(value)
