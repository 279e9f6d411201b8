"""A small healthy network on the same batches, which says what the data give."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn

from .batches import Batches, Data, is_pair, seed_all
from .runs import PROGRESS
from .tree import standardized_over

WORDS = "2 hidden layers of 64, ReLU, He, Adam, the best of 1000 steps"
LOOKS = (25, 50, 100, 200, 400, 700, 1000)
# Less than this share below guessing is what batches differ by.
LEARNED = 0.05
# Of examples with more values the small network is no yardstick, and costs too much.
MOST_FEATURES = 4096


def reference(
    criterion: Callable[..., Any] | None,
    make_batches: Callable[[int], Iterable[Any]],
    data: Data,
    seed: int,
) -> dict[str, Any] | None:
    """What a run has to reach, as the facts of a log have it: `guessing`, the loss of the best
    constant answer; `reached`, that of the small network, on the same batches; `needed`, half of
    the way between; `heldOut`, no.

    None where the loss is not one of torch, where batches are not (inputs, targets) with one
    answer an example, and where nothing can be learned.
    """
    if criterion is None or not all(is_pair(each) for each in data.first):
        return None
    inputs = data.inputs
    first = data.first[0][1]
    if inputs is None or inputs[0].numel() > MOST_FEATURES or not isinstance(first, Tensor):
        return None
    width = _answers(first, [each[1] for each in (*data.first, *data.last)])
    if width is None:
        return None
    outside = torch.get_rng_state()
    try:
        return _trained(criterion, make_batches, data, inputs, width, seed)
    except (RuntimeError, ValueError, TypeError, IndexError):
        # The loss wants outputs of another shape.
        return None
    finally:
        torch.set_rng_state(outside)


def _answers(first: Tensor, targets: list[Tensor]) -> int | None:
    """How many outputs an example has: classes, or columns; None where they are no row."""
    if not first.is_floating_point():
        return int(max(int(each.max()) for each in targets)) + 1 if first.dim() == 1 else None
    return 1 if first.dim() == 1 else int(first.shape[1]) if first.dim() == 2 else None


def _trained(
    criterion: Callable[..., Any],
    make_batches: Callable[[int], Iterable[Any]],
    data: Data,
    inputs: Tensor,
    width: int,
    seed: int,
) -> dict[str, Any] | None:
    axes = standardized_over(inputs.dim())
    mean, std = inputs.mean(axes, keepdim=True), inputs.std(axes, keepdim=True)
    targets = torch.cat([each[1] for each in data.first])
    # Of values the small network gives standardized ones; its loss is in the units of the run.
    level, scale = inputs.new_zeros(1), inputs.new_ones(1)
    if targets.is_floating_point() and not _is_of_chances(criterion):
        columns = targets.reshape(len(targets), -1)
        level, scale = columns.mean(0), columns.std(0)

    def loss(outputs: Tensor, answers: Tensor) -> Tensor:
        shape = answers.shape if answers.is_floating_point() else outputs.shape
        value: Tensor = criterion(outputs.reshape(shape), answers)
        return value

    def all_of(answer: Callable[[Tensor], Tensor]) -> Tensor:
        return sum((loss(answer(x), y) for x, y in data.last), torch.zeros(())) / len(data.last)

    guessing = _guessing(
        lambda c: all_of(lambda x: c.expand(len(x), width) * scale + level),
        inputs.new_zeros(width),
    )
    seed_all(seed)
    layers: list[nn.Module] = [nn.Flatten()]
    sizes = [inputs[0].numel(), 64, 64, width]
    for a, b in pairwise(sizes):
        layer = nn.Linear(a, b)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        nn.init.zeros_(layer.bias)
        layers += [layer, nn.ReLU()]
    model = nn.Sequential(*layers[:-1]).to(device=inputs.device, dtype=inputs.dtype)

    def outputs(x: Tensor) -> Tensor:
        found: Tensor = model((x - mean) / (std + 1e-8)) * scale + level
        return found

    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    batches = Batches(make_batches, seed)
    reached = math.inf
    for step in range(1, LOOKS[-1] + 1):
        x, y = next(batches)
        optimizer.zero_grad()
        loss(outputs(x), y).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if step in LOOKS:
            with torch.no_grad():
                reached = min(reached, float(all_of(outputs)))
    if not (math.isfinite(guessing) and guessing > 0 and math.isfinite(reached)):
        return None
    way = guessing - reached
    is_learnable = way / guessing > LEARNED
    needed = guessing - PROGRESS * way if is_learnable else guessing * (1 - LEARNED)
    return {"guessing": guessing, "reached": reached, "needed": needed, "heldOut": False}


def _guessing(loss: Callable[[Tensor], Tensor], constant: Tensor) -> float:
    """The loss of the best constant answer: min over c of the mean loss of c, which is convex."""
    constant.requires_grad_()
    optimizer = torch.optim.LBFGS([constant], max_iter=50, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss(constant)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        return float(loss(constant))


def _is_of_chances(criterion: Callable[..., Any]) -> bool:
    """Whether targets are chances, and not values."""
    name = getattr(criterion, "__name__", type(criterion).__name__).lower().replace("_", "")
    return "crossentropy" in name or "bce" in name or "nll" in name
