"""The quick way through a recorded step: once a step has shown what there is, the next ones fill in
a form.

What costs in a narrow network is not the sums but the calls and the text. It gives the same numbers
as the slow way, which does whatever is out of the ordinary: first steps, values that are not
finite, places that are missing.
"""

from __future__ import annotations

import math
from array import array

import torch
from torch import Tensor

from ..native import kernel
from .capture import Capture, Key, Window
from .form import SIGNAL, WEIGHT, Form
from .jobs import Jobs
from .lines import Factors
from .norms import Norms
from .optimizer import WeightWatch
from .places import Place
from .stacks import CENTRED, COUNTED, PLAIN, Stacks
from .statistics import SMALL, summary

SIGNALS = ("z", "a", "d")
# Of a network with more values than these in its large signals, some examples are looked at in an
# ordinary step: as many as have so many values, and at least so many examples.
MOST = 1_048_576
LEAST = 2


class Plan:
    """What a step shows, and the form of its lines. Use `of`, which gives None where the quick way
    does not apply."""

    def __init__(self, places: list[Place], capture: Capture, weights: WeightWatch) -> None:
        self._places = places
        own = [place.weights[0] for place in places if place.weights]
        self.norms = Norms([each for each in weights.parameters if each.grad is not None], own)
        self._roots = [math.sqrt(each.numel()) for each in own]
        self._keys = list(capture.sums)
        # What is kept by reference; `changed` is taken out where something works on it in place.
        self.kept = {key for key in self._keys if capture.sums[key].size <= SMALL}
        if kernel() is not None:
            self.kept &= {*capture.shapes}
        self._stacks = Stacks()
        native = kernel()
        self.jobs = None if native is None else Jobs(native, self._keys, capture.shapes)
        self._asked = {key: _asked(key, places[key[0]]) for key in self._keys}
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._vector = array("d", bytes(8 * (SIGNAL * len(self._keys) + WEIGHT * len(own))))
        self._is_double = any(each.dtype == torch.float64 for each in weights.parameters)
        self._forms: dict[tuple[int, tuple[Key, ...], tuple[int, ...]], Form] = {}
        self._batch = capture.batch
        self._values = sum(each.size for each in capture.sums.values() if each.size > SMALL)

    @staticmethod
    def of(
        places: list[Place], capture: Capture, weights: WeightWatch, *, given: set[Key]
    ) -> Plan | None:
        """A plan for the steps like this one; `given` are all signals that were summed up."""
        own = [place.weights[0] for place in places if place.weights]
        is_plain = (
            all(len(place.weights) < 2 and place.time is None for place in places)
            and all(each.requires_grad and each.grad is not None for each in own)
            and all(each.grad is None or not each.grad.is_sparse for each in weights.parameters)
            and not capture.extra
            and not capture.in_time
            and given == {*capture.sums}
            and all(key[1] in SIGNALS for key in given)
            and not any(each.is_cuda for each in weights.parameters)
            and not any(isinstance(each.values, Tensor) for each in capture.sums.values())
            and len({id(each) for each in own}) == len(own)
        )
        return Plan(places, capture, weights) if is_plain and own else None

    def window(self, batch: int | None, turn: int) -> Window | None:
        """The examples that large signals are looked at on in an ordinary step, others each time;
        None for all."""
        if batch is None or self._batch is None or self._values <= MOST:
            return None
        count = max(LEAST, -(-MOST * self._batch // self._values))
        if count >= batch:
            return None
        return Window(turn * count % (batch - count + 1), count, batch)

    def gather(self, capture: Capture) -> None:
        """Sums up what was kept in a step."""
        self.kept -= capture.gather(self._stacks, self._asked.__getitem__)

    def fits(self, capture: Capture) -> bool:
        """Whether a step has shown what the plan expects."""
        if self.jobs is not None:
            return self.jobs.is_whole(capture.sums)
        return capture.sums.keys() == self._rows.keys()

    def tell(self, capture: Capture) -> None:
        """Puts the sums into the capture, for the slow way."""
        if self.jobs is not None:
            self.jobs.tell(capture.sums)

    def fill(self, step: int, capture: Capture, factors: Factors) -> tuple[str, float] | None:
        """The lines of the places, and the norm of all gradients; None where a value is not finite,
        or δ is not known."""
        norms = self.norms.take() if factors.delta is not None else None
        if norms is None or factors.delta is None:
            return None
        vector = self._vector
        uncounted = self._signals(capture, factors.delta)
        at = SIGNAL * len(self._keys)
        for root, (norm, w, u) in zip(self._roots, norms.own, strict=True):
            if w == 0 and u != 0:
                return None
            g = norm * factors.gradient
            vector[at : at + WEIGHT] = array("d", (g, g / root, w, u / w if w else 0.0))
            at += WEIGHT
        del vector[at:]
        for slope in capture.slopes.values():
            vector.extend(slope.values())
        total = norms.total * factors.gradient
        if not math.isfinite(sum(vector) + total):
            return None
        return self._form(capture, uncounted).fill(step, vector), total

    def _signals(self, capture: Capture, delta: float) -> list[Key]:
        """Puts five numbers of each signal at the beginning of the vector; those whose zeros were
        not counted."""
        if self.jobs is not None:
            return self.jobs.numbers(capture.sums, delta, self._vector)
        uncounted: list[Key] = []
        for row, key in enumerate(self._keys):
            sums = capture.sums[key]
            scale = delta if key[1] == "d" else 1.0
            _, mean, std, rms, zeros, _ = summary(sums.size, sums.values)  # type: ignore[arg-type]
            if zeros < 0:
                uncounted.append(key)
            share = zeros / sums.size
            numbers = (mean, std, rms * scale, share, math.sqrt(max(0.0, 1 - share)))
            self._vector[SIGNAL * row : SIGNAL * (row + 1)] = array("d", numbers)
        return uncounted

    def _form(self, capture: Capture, uncounted: list[Key]) -> Form:
        examples = capture.window.examples if capture.window is not None else 0
        key = (examples, tuple(uncounted), tuple(capture.slopes))
        if key not in self._forms:
            if len(self._forms) > 32:
                self._forms.clear()
            self._forms[key] = Form(
                self._places, self._rows, set(uncounted), list(capture.slopes),
                dict.fromkeys(capture.narrowed, examples), is_double=self._is_double,
            )  # fmt: skip
        return self._forms[key]


def _asked(key: Key, place: Place) -> int:
    if key[1] == "d":
        return PLAIN
    return COUNTED if key[1] == "a" or place.same else CENTRED
