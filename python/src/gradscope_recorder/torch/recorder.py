"""What happens at a recorded step: the first pass is described, each one looked at and written."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from ..log import RunLogWriter
from ..log.schedule import Looks
from .compiled import CompiledTaps, compiled_parts, compiled_root
from .discovery import discover
from .facts import learning_rate, precision_of
from .guard import Guard
from .histograms import sample
from .journal import Journal
from .lines import entries, histogram_lines, place_lines
from .losses import Losses
from .optimizer import WeightWatch, total_norm
from .passes import Passes
from .places import Place
from .plan import SIGNALS, Plan
from .probe import Probe, needs_no_gradient
from .scaling import Scaling
from .statistics import together
from .taps import Capture, Taps
from .tensors import batch_size, unwrapped

if TYPE_CHECKING:
    from .scope import Options

DETAILED_EVERY = 10
THOROUGH_EVERY = 100


class Recorder:
    """Looks at the passes of recorded steps and writes their lines."""

    def __init__(
        self,
        model: nn.Module,
        writer: RunLogWriter,
        options: Options,
        losses: Losses,
        guard: Guard,
    ) -> None:
        self.journal = Journal(writer, options, losses)
        self._model, self._root = model, unwrapped(model)
        # Hooks of a compiled model's root are outside of what is compiled, those within are not.
        self._compiled = compiled_root(model)
        self._entrance = self._compiled if self._compiled is not None else self._root
        self._options, self._losses = options, losses
        self._guard = guard
        self._places: list[Place] = []
        self._taps: Taps | CompiledTaps | None = None
        self._weights: WeightWatch | None = None
        self._probe: Probe | None = None
        self._scaling = Scaling(options, losses, self.journal)
        self._passes = Passes(
            self._root, guard(self._backward_ended), self._scaling.factor, self._was_skipped
        )
        self._looks = Looks(writer.next_step)
        self._recorded = 0
        self._silent: dict[str, int] = {}
        self._plan: Plan | None = None
        self._batch: int | None = None
        self._roots: list[Any] = []
        # While the recorder itself runs the model, its hooks look away.
        self._is_aside = False

    def begin_step(self, step: int) -> None:
        """Puts the hooks on."""
        self._passes.clear()
        if self._weights is not None:
            self._weights.clear()
        if self._taps is not None:
            self._taps.capture = None
            self._taps.install()
        if not self._roots:
            before = self._guard(self._before_pass)
            after = self._guard(self._after_pass)
            self._roots = [
                self._entrance.register_forward_pre_hook(before, with_kwargs=True),
                self._entrance.register_forward_hook(after, with_kwargs=True),
            ]
        self._step = step

    def remove(self) -> None:
        """Takes all hooks off."""
        for handle in self._roots:
            handle.remove()
        self._roots = []
        if self._taps is not None:
            self._taps.capture = None
            self._taps.remove()

    def _before_pass(self, module: nn.Module, args: Any, kwargs: Any) -> None:
        if self._taps is not None:
            self._taps.is_in_forward = False
        if self._is_aside or not torch.is_grad_enabled():
            return
        if self._taps is None:
            self._is_aside = True
            try:
                self._describe(args, kwargs)
            finally:
                self._is_aside = False
        assert self._taps is not None
        self._batch = batch_size(args, kwargs)
        self._taps.is_in_forward = self._passes.begin(self._taps, self._new_capture)

    def _new_capture(self) -> Capture:
        is_detailed = self._recorded % DETAILED_EVERY == 0
        capture = Capture(
            is_detailed=is_detailed, is_first=self._recorded == 0, batch=self._batch
        )
        capture.is_thorough = self._recorded % THOROUGH_EVERY == 0
        return capture

    def _was_skipped(self, is_under_way: bool) -> None:
        """An update was skipped: what was seen of its passes is of no step."""
        if self._taps is not None:
            self._taps.capture = None
        self._losses.forget(but_last=is_under_way)

    def _after_pass(self, module: nn.Module, args: Any, kwargs: Any, output: Any) -> None:
        if self._taps is not None:
            self._taps.is_in_forward = False
        if torch.is_grad_enabled() and not self._is_aside:
            self._passes.ended(args, kwargs, output, self._guard)

    def _backward_ended(self) -> None:
        if self._weights is None or self._taps is None:
            return
        self._weights.backward_ended()
        if isinstance(self._taps, CompiledTaps):
            self._taps.backward_ended()
            return
        capture = self._taps.capture
        if capture is not None and capture.is_detailed:
            for index, place in enumerate(self._places):
                gradient = place.weights[0].grad if place.weights else None
                if gradient is not None and not gradient.is_sparse:
                    capture.samples[index, "g"] = sample(gradient)

    def _describe(self, args: Any, kwargs: Any) -> None:
        """Finds the places from one pass on the side."""
        found = discover(self._model, args, kwargs)
        include, exclude = self._options.include, self._options.exclude
        keep = [
            place
            for place in found.places
            if (not include or any(each.search(place.path) for each in include))
            and not any(each.search(place.path) for each in exclude)
        ]
        names = {each.name for each in keep}
        journal = self.journal
        journal.chains = [
            chain for chain in found.chains if len(chain.places) > 1 and names >= {*chain.places}
        ]
        self._places = journal.places = keep
        journal.unseen = found.unseen
        journal.known["precision"] = precision_of(self._root)
        parts = compiled_parts(self._root)
        if self._compiled is not None:
            self._taps = CompiledTaps(self._root, keep)
            missing = "histograms, activationExampleStd and attention"
            journal.say(None, f"{missing}: the model is compiled")
        elif parts:
            self._taps = Taps(self._root, [], self._guard)
            journal.unseen += [(each, "it is compiled on its own") for each in parts]
        else:
            self._taps = Taps(self._root, keep, self._guard)
        self._weights = WeightWatch(self._root, keep)
        if self._options.probe is not None or needs_no_gradient(args, kwargs):
            self._probe = Probe(args, kwargs, self._options.probe)
            journal.known["probeExamples"] = self._probe.examples
        self._taps.install()
        self._look(self._step)

    def _look(self, step: int) -> None:
        if self._probe is None or not self._looks.is_due(step):
            return
        was_aside, self._is_aside = self._is_aside, True
        try:
            self._silent = self._probe.look(self._root, self._places)
        except Exception as error:
            self._probe = None
            why = f"the model does not run on the probe batch ({error})"
            self.journal.say(None, f"silentUnits: {why}")
        finally:
            self._is_aside = was_aside

    def before_update(self) -> None:
        """After the backward pass and any clipping, before the optimizer's step."""
        if self._weights is None:
            self.journal.say(None, "places: the model was not called as a module with gradients")
            return
        if self._weights.before_update():
            self._scaling.compare(self._weights)

    def last_look(self, step: int, is_recorded: bool) -> None:
        """Records a pass that was made after the last update, without an update of its own."""
        if is_recorded and self._passes.count and self._weights is not None:
            self._weights.before_update()
            self.record(step, updated=False)

    @torch.no_grad()
    def record(self, step: int, *, updated: bool) -> None:
        """Writes the lines of a step, before its hooks come off or the next step begins."""
        weights, taps = self._weights, self._taps
        self._losses.schedule.is_due(step)
        if weights is None or taps is None:
            self.write_loss(step)
            return
        capture = taps.capture if self._passes.count else None
        if capture is not None and isinstance(taps, Taps):
            taps.collect(capture)
        if capture is not None and updated and self._is_quick(step, capture, weights):
            return
        pending: list[Any] = []
        small: dict[Any, Any] = {}
        if capture is not None and isinstance(taps, CompiledTaps):
            taps.collect(capture)
            for name, reason in taps.unseen:
                self.journal.say(name or None, reason)
        if capture is not None:
            pending, small = entries(capture, self._places, taps.overwritten)
        summed = together([*pending, *weights.entries(updated=updated)])
        gradients = weights.gradients(summed)
        factors = self._scaling.factors(self._passes)
        line = {"step": step, **self._loss_numbers(step)}
        if gradients:
            line["gradientNorm"] = total_norm([*gradients.values()]) * factors.gradient
        if weights.arrived and weights.used and weights.used is not weights.arrived:
            norm = total_norm([*weights.used.values()])
            whole = total_norm([*weights.arrived.values()]) / self._scaling.factor()
            if whole > 0 and math.isfinite(norm) and norm < whole * (1 - 1e-6):
                line["clippingFactor"] = norm / whole
        lines = [line] if len(line) > 1 else []
        places = place_lines(
            step, self._places, capture, summed, small, gradients, factors, updated=updated
        )
        if self._silent:
            for each in places:
                if each["place"] in self._silent:
                    each["silentUnits"] = self._silent[each["place"]]
            self._silent = {}
        lines += places
        if capture is not None and capture.is_detailed:
            lines += histogram_lines(step, self._places, capture, factors)
        self._notice(capture, summed)
        self.journal.known.setdefault("batchSize", self._passes.examples)
        self.journal.write(lines)
        if self._plan is None and capture is not None and self._recorded and not weights.arrived:
            signals = {key for key in summed if isinstance(key, tuple) and key[1] in SIGNALS}
            self._plan = Plan.of(self._places, capture, weights, given=signals)
        self._finish(step, updated=updated)

    def _is_quick(self, step: int, capture: Capture, weights: WeightWatch) -> bool:
        """Writes an ordinary step the quick way; False where it is not ordinary."""
        plan = self._plan
        is_ordinary = plan is not None and not (
            capture.is_detailed or self._silent or self.journal.has_news or weights.arrived
        )
        if plan is None or not is_ordinary or weights.used or not plan.fits(capture):
            return False
        filled = plan.fill(step, capture, self._scaling.factors(self._passes))
        if filled is None:
            return False
        line = {"step": step, **self._loss_numbers(step)}
        line["gradientNorm"] = filled[1]
        self.journal.write_text(line, filled[0])
        self._finish(step, updated=True)
        return True

    def _finish(self, step: int, *, updated: bool) -> None:
        self._recorded += 1
        if self._taps is not None:
            if isinstance(self._taps, Taps) and self._taps.capture is not None:
                self._taps.may_retain = True
            self._taps.capture = None
        self._step = step + 1
        if updated:
            # Before the next pass: the weights are those of the next step.
            self._look(step + 1)

    def _loss_numbers(self, step: int) -> dict[str, Any]:
        passes = self._passes.count
        line = self._losses.line(step, passes, own_pass=self._options.own_pass)
        rate = learning_rate(self.journal.optimizer)
        if rate is not None:
            line["learningRate"] = rate
        return line

    def write_loss(self, step: int) -> None:
        """Writes the line of a step at which no place was measured."""
        line = {"step": step, **self._loss_numbers(step)}
        if len(line) > 1:
            self.journal.write([line])

    def _notice(self, capture: Capture | None, summed: dict[Any, Any]) -> None:
        """Says once of each place what was not seen of it."""
        if capture is None or self._recorded:
            return
        for index, place in enumerate(self._places):
            if place.z is None or place.time is not None:
                continue
            if (index, "z") not in summed:
                self.journal.say(place.name, "its values: it did not run in this pass")
            elif (index, "d") not in summed:
                frozen = all(not each.requires_grad for each in place.weights)
                why = "it is frozen, and nothing before it learns" if frozen else "no gradient came"
                self.journal.say(place.name, f"deltaRMS: {why}")
