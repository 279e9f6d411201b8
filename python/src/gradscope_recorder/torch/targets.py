"""What an answer costs that does not look at its input: from the targets in the loss's graph."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from .facts import LOSSES

# Batches whose targets are looked at; they say enough of how often each answer is right.
BATCHES = 30
_SUM = 2


class Targets:
    """Adds up the targets of some batches.

    `guess` is the loss of the best constant answer: of squared error the variance of each column,
    mean (y − ȳ)²; of yes and no −p ln p − (1 − p) ln(1 − p), mean over the columns; of classes
    −Σ p ln p, to which what so few examples make too small, (K − 1) / 2n, is added (Miller, 1955).
    Its accuracy, of classes alone, is the share of the most frequent one. Of a loss with weights,
    of a sum of losses, and of one that was changed afterwards nothing is said.
    """

    def __init__(self) -> None:
        self._batches = 0
        self._kind: str | None = None
        self._examples = 0
        self._values = 0
        self._first: Tensor | None = None
        self._second: Tensor | None = None
        self._largest = 0.0

    @torch.no_grad()
    def add(self, loss: Tensor) -> None:
        """Adds the targets of this batch, before its backward pass."""
        node: Any = loss.grad_fn
        if self._batches >= BATCHES or node is None or node.name() not in LOSSES:
            return
        kind = LOSSES[node.name()][0]
        if kind not in ("cross-entropy", "bce", "mse") or self._kind not in (None, kind):
            return
        try:
            target = node._saved_target
            weights = [getattr(node, f"_saved_{each}", None) for each in ("weight", "pos_weight")]
        except RuntimeError:  # The backward pass has freed them.
            return
        if any(each is not None for each in weights) or target.numel() == 0:
            return
        if kind == "cross-entropy":
            target = target[target != node._saved_ignore_index]
            first = target.flatten().bincount().double()
            second = first.new_zeros(0)
        else:
            columns = target.reshape(len(target), -1) if target.dim() else target.reshape(1, 1)
            columns = columns.double()
            self._largest = max(self._largest, float(columns.abs().max()))
            first, second = columns.sum(0), columns.square().sum(0)
        if self._first is not None and kind != "cross-entropy" and len(first) != len(self._first):
            return
        self._kind = kind
        self._values = target.numel() if getattr(node, "_saved_reduction", 1) == _SUM else 1
        self._first = first if self._first is None else _sum(self._first, first)
        self._second = second if self._second is None else _sum(self._second, second)
        self._examples += len(target)
        self._batches += 1

    def scale(self) -> dict[str, float] | None:
        """Of values to predict, how large they are: `largestMean`, `largestDeviation`,
        `largestMagnitude` and `rms`, as of features; None of classes, and where a value is not
        finite."""
        if self._kind != "mse" or self._first is None or self._second is None:
            return None
        mean, square = self._first / self._examples, self._second / self._examples
        found = {
            "largestMean": float(mean.abs().max()),
            "largestDeviation": float((square - mean.square()).clamp(min=0).max().sqrt()),
            "largestMagnitude": self._largest,
            "rms": float(square.mean().sqrt()),
        }
        return found if all(map(math.isfinite, found.values())) else None

    def guess(self, *, of_classes: bool = True) -> dict[str, float] | None:
        """`loss` and, of classes, `accuracy`; None where it is not known, or costs nothing."""
        if self._first is None or self._second is None or self._examples < 2:
            return None
        if self._kind == "cross-entropy" and not of_classes:
            return None
        count = self._examples
        share = self._first / count
        if self._kind == "cross-entropy":
            found = share[share > 0]
            loss = float(-(found * found.log()).sum()) + (len(found) - 1) / (2 * count)
            return _known({"loss": loss, "accuracy": float(share.max())})
        if self._kind == "bce":
            costs = -torch.special.xlogy(share, share) - torch.special.xlogy(1 - share, 1 - share)
            return _known({"loss": float(costs.mean()) * self._values})
        spread = (self._second / count - share.square()).clamp(min=0) * count / (count - 1)
        return _known({"loss": float(spread.mean()) * self._values})


def _sum(left: Tensor, right: Tensor) -> Tensor:
    """The sum of two rows, the shorter one with zeros behind it."""
    if len(left) < len(right):
        left, right = right, left
    left = left.clone()
    left[: len(right)] += right.to(left.device)
    return left


def _known(guess: dict[str, float]) -> dict[str, float] | None:
    return guess if math.isfinite(guess["loss"]) and guess["loss"] > 0 else None
