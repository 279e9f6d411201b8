"""Weights, their gradients and their updates, by the optimizer's own hooks."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Hashable

import torch
from torch import Tensor, nn

from ..log.summary import Summary
from .norms import Norms
from .places import Place
from .statistics import address, together


class WeightWatch:
    """‖W‖, ‖∂L/∂W‖ before any clipping, ‖ΔW‖ of the places' weights, and the norm of all gradients.

    Gradients are looked at when the backward pass ends, and once more before the update: where the
    one is not the other, they were clipped, or a scaler took its factor out.
    """

    def __init__(self, model: nn.Module, places: list[Place]) -> None:
        self.places = places
        self.parameters = [each for each in model.parameters() if each.requires_grad]
        every = [weight for place in places for weight in place.weights]
        known = {id(weight) for weight in every}
        self._frozen = [weight for weight in every if not weight.requires_grad]
        self._weights = [each for each in self.parameters if id(each) in known]
        self._before: list[Tensor] = []
        self._seen: tuple[list[int], bytes] | None = None
        self.arrived: dict[Hashable, Summary] = {}
        self.used: dict[Hashable, Summary] = {}
        self._gradients: list[tuple[Hashable, Tensor]] = []
        self.sees_clipping = True
        # The quick way, once a step has shown which parameters have gradients.
        self.norms: Norms | None = None
        self.is_loaded = False
        self.is_quick = False
        self.used_total: float | None = None

    def clear(self) -> None:
        """Forgets the step before."""
        self.arrived, self.used = {}, {}
        self._seen, self._gradients = None, []
        self.is_loaded = self.is_quick = False
        self.used_total = None

    def _present(self) -> list[tuple[Hashable, Tensor]]:
        found: list[tuple[Hashable, Tensor]] = []
        for each in self.parameters:
            gradient = each.grad
            if gradient is not None:
                if gradient.is_sparse:
                    gradient = gradient.coalesce().values()
                found.append((("g", id(each)), gradient))
        return found

    def _state(self) -> tuple[list[int], bytes]:
        """What tells whether gradients are changed: their versions, and, as a scaler changes them
        without a new one, some values of the last of them, next to the loss: there they are least
        likely to be 0."""
        present = [g for each in self.parameters if (g := each.grad) is not None]
        versions = [each._version for each in present]
        if not present or present[-1].is_sparse:
            return versions, b""
        last = present[-1]
        place = address(last)
        if place:
            count = last.numel()
            few = min(count, 8)
            return versions, ctypes.string_at(place + 4 * (count - few), 4 * few)
        # By their text: NaN is not equal to itself.
        return versions, str(last.detach().reshape(-1)[-8:].tolist()).encode()

    def _is_changed(self) -> bool:
        return self._seen is not None and self._seen != self._state()

    def backward_ended(self) -> None:
        """Looks at the gradients that have arrived; where nothing has ever been clipped, only at
        what tells a change: they are summed up before the update, together with the rest."""
        self._seen = self._state()
        if not self.sees_clipping:
            return
        with torch.no_grad():
            if self.norms is not None and self.norms.is_there():
                self.norms.load_gradients()
                self.is_loaded = True
            else:
                self.arrived = together(self._present())

    def before_update(self) -> bool:
        """Copies the weights; whether gradients were changed since the backward pass ended."""
        is_changed = self._is_changed()
        if self.norms is not None and not self.arrived and self.norms.is_there():
            if not self.is_loaded and not is_changed:
                self.norms.load_gradients()
                self.is_loaded = True
            if self.is_loaded:
                self.is_quick = True
                self.sees_clipping = is_changed
                if is_changed:
                    self.used_total = self.norms.total()
                self.norms.load_weights()
                return is_changed
        with torch.no_grad():
            self._take_all(is_changed)
        return is_changed

    def _take_all(self, is_changed: bool) -> None:
        """Gradients and weights the slow way."""
        self._gradients = self._present()
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
            if not self._before:
                self._before = [torch.empty_like(each) for each in self._weights]
            torch._foreach_copy_(self._before, list[Tensor](self._weights))

    def totals(self) -> tuple[float, float] | None:
        """The norm of all gradients as they arrived, and as the update used them, where these are
        not the same."""
        if self.used_total is not None and self.norms is not None:
            return self.norms.loaded_total(), self.used_total
        if self.arrived and self.used and self.used is not self.arrived:
            return total_norm([*self.arrived.values()]), total_norm([*self.used.values()])
        return None

    def take_used(self) -> None:
        """Takes the gradients that the update used for those that arrived."""
        if self.is_quick and self.norms is not None:
            self.norms.load_gradients()
            self.used_total = None
        else:
            self.arrived = self.used

    @torch.no_grad()
    def entries(self, *, updated: bool) -> list[tuple[Hashable, Tensor]]:
        """What remains to be summed up: gradients, weights before the update, updates."""
        found: list[tuple[Hashable, Tensor]] = list(self._gradients)
        now = [each.detach() for each in self._weights]
        before = self._before
        if self.is_quick and self.norms is not None:
            # What was to be written the quick way is not ordinary after all.
            kept = self.norms.before()
            before = [kept.get(id(p), w) for p, w in zip(self._weights, now, strict=True)]
            if self.used_total is None:
                found += self._present()
        weights = before if updated else now
        found += [(("w", id(p)), w) for p, w in zip(self._weights, weights, strict=True)]
        found += [(("w", id(each)), each.detach()) for each in self._frozen]
        if updated and self._weights:
            changes = torch._foreach_sub(now, before)
            found += [(("u", id(p)), u) for p, u in zip(self._weights, changes, strict=True)]
        return found

    def gradients(self, summed: dict[Hashable, Summary]) -> dict[Hashable, Summary]:
        """The gradients before any clipping, from what is summed up by now."""
        return self.arrived or {k: v for k, v in summed.items() if _is(k, "g")}


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
