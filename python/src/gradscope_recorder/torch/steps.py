"""Writes the lines of a recorded step: the quick way where it is ordinary, else one by one."""

from __future__ import annotations

import math
from collections.abc import Set
from typing import Any

import torch

from .capture import Capture, Key, Window
from .compiled import CompiledTaps
from .events import first_bad
from .facts import learning_rate
from .jobs import Jobs
from .journal import Journal
from .lines import Factors, detail_lines, place_lines
from .losses import Losses
from .optimizer import WeightWatch, total_norm
from .passes import Passes
from .places import Place
from .plan import SIGNALS, Plan
from .scaling import Scaling
from .statistics import together
from .taps import Taps


class Steps:
    """What becomes of a step's capture and weights. `count` is the number of steps so far."""

    def __init__(
        self,
        journal: Journal,
        losses: Losses,
        passes: Passes,
        scaling: Scaling,
        *,
        own_pass: bool,
    ) -> None:
        self.journal = journal
        self.count = 0
        # What a look counted, which stands with the next lines of the places.
        self._looked: dict[str, dict[str, int]] = {}
        self._losses, self._passes, self._scaling = losses, passes, scaling
        self._own_pass = own_pass
        self._plan: Plan | None = None
        self._changed: set[Key] = set()
        self._is_bad = False

    def window(self, batch: int | None) -> Window | None:
        """The examples that large signals of the next step are looked at on; None for all."""
        return None if self._plan is None else self._plan.window(batch, self.count)

    def kept(self) -> Set[Key]:
        """The small signals of the next step that are kept by reference."""
        return frozenset() if self._plan is None else self._plan.kept

    def jobs(self) -> Jobs | None:
        """What sums up the large signals of the next step."""
        return None if self._plan is None else self._plan.jobs

    def record(
        self,
        step: int,
        places: list[Place],
        taps: Taps | CompiledTaps,
        weights: WeightWatch,
        *,
        updated: bool,
    ) -> None:
        """Writes the lines of a step."""
        capture = taps.capture if self._passes.count else None
        if capture is not None and isinstance(taps, CompiledTaps):
            with torch.no_grad():
                taps.collect(capture)
            for name, reason in taps.unseen:
                self.journal.say(name or None, reason)
        if capture is not None and capture.is_first:
            self._changed = capture.changed()
        if capture is not None and self._plan is not None:
            self._plan.gather(capture)
        factors = self._scaling.factors(self._passes)
        is_written = (
            capture is not None
            and updated
            and self._quickly(step, places, capture, weights, factors)
        )
        if not is_written:
            if capture is not None and self._plan is not None:
                self._plan.tell(capture)
            self._slowly(step, places, capture, weights, factors, updated=updated)
        self.count += 1

    def _quickly(
        self,
        step: int,
        places: list[Place],
        capture: Capture,
        weights: WeightWatch,
        factors: Factors,
    ) -> bool:
        """Writes an ordinary step the quick way; False where it is not ordinary."""
        plan = self._plan
        if plan is None or not weights.is_quick or not plan.fits(capture):
            return False
        filled = plan.fill(step, capture, factors)
        if filled is None:
            return False
        line = {"step": step, **self.loss_numbers(step)}
        line["gradientNorm"] = filled[1]
        line.update(self._clipping(weights))
        more: list[dict[str, Any]] = []
        for name, counts in self._told_look().items():
            more.append({"step": step, "place": name, **counts})
        if capture.is_detailed:
            more += detail_lines(step, places, capture, factors)
        self.journal.write_text(line, filled[0], more)
        return True

    @torch.no_grad()
    def _slowly(
        self,
        step: int,
        places: list[Place],
        capture: Capture | None,
        weights: WeightWatch,
        factors: Factors,
        *,
        updated: bool,
    ) -> None:
        seen = capture.sums.items() if capture is not None else ()
        summed = together([*seen, *weights.entries(updated=updated)])
        gradients = weights.gradients(summed)
        line = {"step": step, **self.loss_numbers(step)}
        if gradients:
            line["gradientNorm"] = total_norm([*gradients.values()]) * factors.gradient
        line.update(self._clipping(weights))
        lines = [line] if len(line) > 1 else []
        found = place_lines(
            step, places, capture, summed, gradients, factors, updated=updated
        )
        looked = self._told_look()
        for each in found:
            each.update(looked.get(each["place"], {}))
        lines += found
        if capture is not None and (capture.is_detailed or capture.extra):
            lines += detail_lines(step, places, capture, factors)
        if not self.count:
            self._notice(places, capture, summed)
        self._first_bad(line, found)
        self.journal.known.setdefault("batchSize", self._passes.examples)
        self.journal.write(lines)
        if self._plan is None and capture is not None and self.count and updated:
            signals = {key for key in summed if isinstance(key, tuple) and key[1] in SIGNALS}
            self._plan = Plan.of(places, capture, weights, given=signals)
            if self._plan is not None:
                self._plan.kept -= self._changed
                weights.norms = self._plan.norms

    def _first_bad(self, line: dict[str, Any], places: list[dict[str, Any]]) -> None:
        """The first value that is not finite is an event; what was before it stands in the log.

        The pass made its values in the order of loss, activations, δ, gradients: the first of these
        is where it began, as the places are in the order of the computation and δ comes back."""
        if self._is_bad:
            return
        event = first_bad(line, places)
        if event is not None:
            self._is_bad = True
            self.journal.tell(event)

    def _clipping(self, weights: WeightWatch) -> dict[str, float]:
        """‖g‖ that the update used / ‖g‖ that arrived, where gradients were clipped."""
        totals = weights.totals()
        if totals is None:
            return {}
        whole, norm = totals[0] / self._scaling.factor(), totals[1]
        is_clipped = whole > 0 and math.isfinite(norm) and norm < whole * (1 - 1e-6)
        if not is_clipped:
            return {}
        if not {"clipNorm", "clipValue"} & self.journal.known.keys():
            why = "gradients are made smaller before the update, but not by torch.nn.utils"
            self.journal.say(None, f"clipNorm: {why}")
        return {"clippingFactor": norm / whole}

    def seen_at_look(self, counts: dict[str, dict[str, int]]) -> None:
        """Keeps what a look counted, by what was counted and by place, for the next lines."""
        for key, units in counts.items():
            for name, count in units.items():
                self._looked.setdefault(name, {})[key] = count

    def _told_look(self) -> dict[str, dict[str, int]]:
        looked, self._looked = self._looked, {}
        return looked

    def loss_numbers(self, step: int) -> dict[str, Any]:
        """Loss, accuracy and learning rate of the step, as far as they are known."""
        line = self._losses.line(step, self._passes.count, own_pass=self._own_pass)
        rate = learning_rate(self.journal.optimizer)
        if rate is not None:
            line["learningRate"] = rate
        return line

    def write_loss(self, step: int) -> None:
        """Writes the line of a step at which no place was measured."""
        line = {"step": step, **self.loss_numbers(step)}
        if len(line) > 1:
            self._first_bad(line, [])
            self.journal.write([line])

    def _notice(
        self, places: list[Place], capture: Capture | None, summed: dict[Any, Any]
    ) -> None:
        """Says once of each place what was not seen of it."""
        if capture is None:
            return
        for index, place in enumerate(places):
            if place.z is None or place.time is not None:
                continue
            if (index, "z") not in summed:
                self.journal.say(place.name, "its values: it did not run in this pass")
            elif (index, "d") not in summed:
                frozen = all(not each.requires_grad for each in place.weights)
                why = "it is frozen, and nothing before it learns" if frozen else "no gradient came"
                self.journal.say(place.name, f"deltaRMS: {why}")

