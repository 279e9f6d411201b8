"""A recipe: everything of a training but the seed. A fault makes a sick recipe of a healthy one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor, nn

from .tasks import Task


@dataclass(frozen=True)
class Optimizer:
    """An optimizer by name, with what it is given."""

    kind: str
    rate: float
    momentum: float = 0.0
    decay: float = 0.0

    def make(self, parameters: Iterable[nn.Parameter]) -> torch.optim.Optimizer:
        """The optimizer of these parameters."""
        given = list(parameters)
        if self.kind == "sgd":
            return torch.optim.SGD(
                given, lr=self.rate, momentum=self.momentum, weight_decay=self.decay
            )
        kinds = {
            "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "rmsprop": torch.optim.RMSprop,
            "adagrad": torch.optim.Adagrad,
        }  # fmt: skip
        return kinds[self.kind](given, lr=self.rate, weight_decay=self.decay)


def sgd(rate: float, momentum: float = 0.9, decay: float = 0.0) -> Optimizer:
    return Optimizer("sgd", rate, momentum, decay)


def adam(rate: float, decay: float = 0.0) -> Optimizer:
    return Optimizer("adam", rate, decay=decay)


def adamw(rate: float, decay: float = 0.01) -> Optimizer:
    return Optimizer("adamw", rate, decay=decay)


@dataclass(frozen=True)
class Recipe:
    """Everything of a training but the seed.

    `loss` is that of the task where none is given; `inputs` changes features of all examples,
    `answers` those of the examples that are trained on, `prepare` the model after it was drawn,
    `trained` picks the parameters that the optimizer gets; `schedule` is a factor of the learning
    rate by step; `batch` 0 is all examples at once.
    """

    name: str
    family: str
    task: Callable[[], Task]
    model: Callable[[], nn.Module]
    optimizer: Optimizer
    steps: int = 300
    batch: int = 32
    loss: Callable[[Any, Tensor], Tensor] | None = None
    prepare: tuple[Callable[[nn.Module], None], ...] = ()
    inputs: Callable[[Tensor], Tensor] | None = None
    answers: Callable[[Tensor], Tensor] | None = None
    trained: Callable[[nn.Module], Iterable[nn.Parameter]] | None = None
    schedule: Callable[[int], float] | None = None
    clip: float | None = None
    zero_grad: bool = True
    # From where it was rebuilt, where it was published.
    source: str | None = None
    watch: dict[str, Any] = field(default_factory=dict)

    def but(self, **changes: Any) -> Recipe:
        """The same with other values."""
        return replace(self, **changes)

    def prepared(self, *more: Callable[[nn.Module], None]) -> Recipe:
        """The same with a model that is changed further after it was drawn."""
        return self.but(prepare=(*self.prepare, *more))


@dataclass(frozen=True)
class Case:
    """A recipe in the zoo: healthy, or with one fault planted, or one that was published sick.

    `twin` names the healthy case that it is measured against: a fault that does no harm is none.
    """

    recipe: Recipe
    fault: str | None = None
    twin: str | None = None
    seeds: tuple[int, ...] = (1, 2)

    @property
    def name(self) -> str:
        return self.recipe.name if self.fault is None else f"{self.recipe.name} + {self.fault}"


def healthy(recipe: Recipe, seeds: tuple[int, ...] = (1, 2)) -> Case:
    return Case(recipe, None, None, seeds)


def sick(recipe: Recipe, fault: str, changed: Recipe, seeds: tuple[int, ...] = (1,)) -> Case:
    """The recipe with a fault planted; its twin is the recipe."""
    return Case(changed.but(name=recipe.name), fault, recipe.name, seeds)
