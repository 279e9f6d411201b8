"""Weights, their gradients and their updates, by the optimizer's own hooks."""

from __future__ import annotations

import math
from collections.abc import Hashable

import torch
from torch import Tensor, nn

from .places import Place
from .statistics import Summary, together


class WeightWatch:
    """‖W‖, ‖∂L/∂W‖ before any clipping, ‖ΔW‖ of the places' weights, and the norm of all gradients.

    Gradients are looked at when the backward pass ends, and once more before the update: where the
    one is not the other, they were clipped, or a scaler took its factor out.
    """

    def __init__(self, model: nn.Module, places: list[Place]) -> None:
        self.places = places
        self.parameters = [each for each in model.parameters() if each.requires_grad]
        known = {id(weight) for place in places for weight in place.weights}
        self._frozen = [
            weight
            for place in places
            for weight in place.weights
            if not weight.requires_grad
        ]
        self._weights = [each for each in self.parameters if id(each) in known]
        self._before = [torch.empty_like(each) for each in self._weights]
        self._seen: Tensor | None = None
        self.arrived: dict[Hashable, Summary] = {}
        self.used: dict[Hashable, Summary] = {}
        self._gradients: list[tuple[Hashable, Tensor]] = []
        self.sees_clipping = True
        self._places_of: tuple[list[nn.Parameter], list[int]] | None = None

    def clear(self) -> None:
        """Forgets the step before."""
        self.arrived, self.used = {}, {}
        self._seen, self._gradients = None, []

    def _present(self) -> list[tuple[Hashable, Tensor]]:
        found: list[tuple[Hashable, Tensor]] = []
        for each in self.parameters:
            gradient = each.grad
            if gradient is not None:
                if gradient.is_sparse:
                    gradient = gradient.coalesce().values()
                found.append((("g", id(each)), gradient))
        return found

    @torch.no_grad()
    def backward_ended(self) -> None:
        """Looks at the gradients that have arrived; where nothing has ever been clipped, only keeps
        a few values: they are summed up before the update, together with the rest."""
        present = self._present()
        self._seen = _few(present)
        if self.sees_clipping:
            self.arrived = together(present)

    @torch.no_grad()
    def before_update(self) -> bool:
        """Copies the weights; whether gradients were changed since the backward pass ended."""
        self._gradients = self._present()
        # A scaler changes gradients without a new version: values tell.
        now = _few(self._gradients)
        is_changed = (
            self._seen is not None
            and now is not None
            and not (now.shape == self._seen.shape and _same(self._seen, now))
        )
        if is_changed:
            self.used = together(self._gradients)
            if not self.arrived:
                self.sees_clipping = True
                self._gradients = []
        elif self.arrived:
            self.used = self.arrived
            self.sees_clipping = False
        if is_changed or self.arrived:
            self._gradients = []
        if self._weights:
            torch._foreach_copy_(self._before, list[Tensor](self._weights))
        return is_changed

    @torch.no_grad()
    def entries(self, *, updated: bool) -> list[tuple[Hashable, Tensor]]:
        """What remains to be summed up: gradients, weights before the update, updates."""
        found: list[tuple[Hashable, Tensor]] = list(self._gradients)
        weights = self._before if updated else [each.detach() for each in self._weights]
        found += [(("w", id(p)), w) for p, w in zip(self._weights, weights, strict=True)]
        found += [(("w", id(each)), each.detach()) for each in self._frozen]
        if updated and self._weights:
            changes = torch._foreach_sub([each.detach() for each in self._weights], self._before)
            found += [(("u", id(p)), u) for p, u in zip(self._weights, changes, strict=True)]
        return found

    @torch.no_grad()
    def changes(self, weights: list[nn.Parameter]) -> tuple[list[Tensor], list[Tensor]]:
        """W before the update and ΔW of these weights, which are among those that are watched."""
        if self._places_of is None or self._places_of[0] is not weights:
            where = {id(each): index for index, each in enumerate(self._weights)}
            self._places_of = (weights, [where[id(each)] for each in weights])
        before = [self._before[index] for index in self._places_of[1]]
        return before, list(torch._foreach_sub([each.detach() for each in weights], before))

    def gradients(self, summed: dict[Hashable, Summary]) -> dict[Hashable, Summary]:
        """The gradients before any clipping, from what is summed up by now."""
        return self.arrived or {k: v for k, v in summed.items() if _is(k, "g")}


def _few(gradients: list[tuple[Hashable, Tensor]]) -> Tensor | None:
    """A copy of the last values of the last gradients: of the layers next to the loss, where they
    are least likely to be 0."""
    few = [each.reshape(-1)[-8:] for _, each in gradients[-4:]]
    return torch.cat([each.float() for each in few]) if few else None


def _same(left: Tensor, right: Tensor) -> bool:
    """Whether all values are the same; a NaN that stayed one has not changed."""
    return torch.allclose(left, right, rtol=0, atol=0, equal_nan=True)


def _is(key: Hashable, kind: str) -> bool:
    return isinstance(key, tuple) and key[0] == kind


def total_norm(summaries: list[Summary]) -> float:
    """√(Σ ‖x‖²) of several tensors as if they were one."""
    return math.sqrt(sum(each.norm**2 for each in summaries))


def weight_statistics(
    place: Place,
    summed: dict[Hashable, Summary],
    gradients: dict[Hashable, Summary],
    factor: float,
    *,
    updated: bool,
) -> dict[str, float]:
    """The statistics of a place's weights. `factor` turns gradients into those of the mean loss."""
    line: dict[str, float] = {}
    own = [gradients[key] for w in place.weights if (key := ("g", id(w))) in gradients]
    if own and len(own) == len(place.weights):
        norm = total_norm(own) * factor
        # Of a sparse gradient only the rows that were used are there; the rest is 0.
        line["weightGradientNorm"] = norm
        line["weightGradientRMS"] = norm / math.sqrt(sum(w.numel() for w in place.weights))
        line["nonFiniteGradients"] = sum(each.non_finite for each in own)
    before = [summed[key] for w in place.weights if (key := ("w", id(w))) in summed]
    if before:
        size = total_norm(before)
        line["weightNorm"] = size
        line["nonFiniteWeights"] = sum(each.non_finite for each in before)
        changes = [summed[key] for w in place.weights if (key := ("u", id(w))) in summed]
        if updated and changes:
            change = total_norm(changes)
            # Weights of zero that move have moved infinitely much; those that stay have not. Of
            # weights that are NaN nothing is known.
            line["updateRatio"] = 0.0 if change == 0 else change / size if size else math.inf
    return line
