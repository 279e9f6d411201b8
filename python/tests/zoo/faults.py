"""Faults: each makes a sick recipe of a healthy one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor, nn

from .networks.initializing import constant, every, layers, normal, times
from .recipe import Recipe

Fault = Callable[[Recipe], Recipe]


def rate(factor: float) -> Fault:
    """So many times the learning rate."""
    return lambda r: r.but(optimizer=replace(r.optimizer, rate=r.optimizer.rate * factor))


def decay(value: float) -> Fault:
    return lambda r: r.but(optimizer=replace(r.optimizer, decay=value))


def weights_normal(deviation: float) -> Fault:
    """All weights N(0, deviation²), biases 0."""
    return lambda r: r.prepared(every(normal(deviation)))


def weights_constant(value: float) -> Fault:
    return lambda r: r.prepared(every(constant(value)))


def weights_times(factor: float) -> Fault:
    """The healthy weights, so many times as large."""
    return lambda r: r.prepared(every(times(factor), None))


def biases(value: float) -> Fault:
    """All biases but those of the last layer."""

    def change(model: nn.Module) -> None:
        for layer in layers(model)[:-1]:
            if layer.bias is not None:
                nn.init.constant_(layer.bias, value)

    return lambda r: r.prepared(change)


def no_zero_grad(r: Recipe) -> Recipe:
    """Gradients are never set back to zero."""
    return r.but(zero_grad=False)


def clipped(norm: float) -> Fault:
    return lambda r: r.but(clip=norm)


def spent(steps: int) -> Fault:
    """A tenth of the rate every so many steps."""
    return lambda r: r.but(schedule=lambda step: 0.1 ** (step // steps))


def at_the_end(module: Callable[[], nn.Module]) -> Fault:
    """One more module behind the last layer."""
    return lambda r: r.but(model=lambda: nn.Sequential(r.model(), module()))


def batch_of(count: int) -> Fault:
    return lambda r: r.but(batch=count)


def shuffled_answers(r: Recipe) -> Recipe:
    """The answers belong to other examples."""

    def change(y: Tensor) -> Tensor:
        return y[torch.randperm(len(y), generator=torch.Generator().manual_seed(3))]

    return r.but(answers=change)


def nan_in_data(r: Recipe) -> Recipe:
    """One value of one example in a hundred is NaN."""

    def change(x: Tensor) -> Tensor:
        x = x.clone()
        x.flatten(1)[::100, 5] = torch.nan
        return x

    return r.but(inputs=change)


def inputs_times(factor: float, offset: float = 0.0) -> Fault:
    """Features so many times as large, moved by an offset."""
    return lambda r: r.but(inputs=lambda x: x * factor + offset)


def other_copy(r: Recipe) -> Recipe:
    """The optimizer holds the parameters of a copy that was made before."""
    return r.but(trained=lambda model: [*copy.deepcopy(model).parameters()])


def only(*words: str) -> Fault:
    """The optimizer gets only the parameters with one of these words in their path."""

    def chosen(model: nn.Module) -> list[nn.Parameter]:
        found = [p for name, p in model.named_parameters() if any(w in name for w in words)]
        for each in model.parameters():
            each.requires_grad_(any(each is other for other in found))
        return found

    return lambda r: r.but(trained=chosen)


def model(make: Callable[[], nn.Module]) -> Fault:
    """Another model."""
    return lambda r: r.but(model=make)
