"""What happens at a recorded step: the first pass is described, each one looked at and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from ..log import RunLogWriter
from ..log.schedule import Looks
from .capture import Capture
from .compiled import CompiledTaps, compiled_parts, compiled_root
from .discovery import discover
from .facts import precision_of
from .fused import look
from .guard import Guard
from .histograms import sample
from .journal import Journal
from .losses import Losses
from .optimizer import WeightWatch
from .passes import Passes
from .places import Place
from .probe import Probe, needs_no_gradient
from .scaling import Scaling
from .sizes import distinct_counts
from .steps import Steps
from .taps import Taps
from .tensors import batch_size, tensors, unwrapped

if TYPE_CHECKING:
    from .options import Options

DETAILED_EVERY = 10
THOROUGH_EVERY = 100


class Recorder:
    """Looks at the passes of recorded steps and writes their lines."""

    def __init__(
        self, model: nn.Module, writer: RunLogWriter, options: Options, losses: Losses,
        guard: Guard,
    ) -> None:  # fmt: skip
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
        self.steps = Steps(
            self.journal, losses, self._passes, self._scaling, own_pass=options.own_pass
        )
        self._batch: int | None = None
        self._fused: list[str | None] = []
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
        count = self.steps.count
        is_thorough = count % THOROUGH_EVERY == 0
        return Capture(
            is_detailed=count % DETAILED_EVERY == 0, is_first=count == 0, batch=self._batch,
            window=None if is_thorough else self.steps.window(self._batch),
            is_thorough=is_thorough, kept=self.steps.kept(), jobs=self.steps.jobs(),
        )  # fmt: skip

    def _was_skipped(self, is_under_way: bool) -> None:
        """An update was skipped: what was seen of its passes is of no step."""
        if self._taps is not None:
            self._taps.capture = None
        self._losses.forget(but_last=is_under_way)

    def _after_pass(self, module: nn.Module, args: Any, kwargs: Any, output: Any) -> None:
        if self._taps is not None:
            is_seen, capture = self._taps.is_in_forward, self._taps.capture
            self._taps.is_in_forward = False
            if is_seen and self._fused and capture is not None and capture.is_detailed:
                look(tensors(output), self._fused, capture)
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
            chain for chain in found.chains if chain.places and names >= {*chain.places}
        ]
        self._places = journal.places = keep
        journal.unseen = found.unseen
        if found.features is not None:
            journal.known["dataScale"] = {"features": found.features}
        self._fused = found.fused if self._compiled is None else []
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
        if not self._looks.is_due(step):
            return
        counts = {"distinctUnits": distinct_counts(self._places)}
        aside, self._is_aside = self._is_aside, True
        try:
            if self._probe is not None:
                counts["silentUnits"] = self._probe.look(self._root, self._places)
        except Exception as error:
            self._probe = None
            self.journal.say(None, f"silentUnits: the probe batch does not run ({error})")
        finally:
            self._is_aside = aside
        self.steps.seen_at_look(counts)

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

    def record(self, step: int, *, updated: bool) -> None:
        """Writes the lines of a step, before its hooks come off or the next step begins."""
        weights, taps = self._weights, self._taps
        self._losses.schedule.is_due(step)
        if weights is None or taps is None:
            self.steps.write_loss(step)
            return
        self.steps.record(step, self._places, taps, weights, updated=updated)
        taps.capture = None
        self._step = step + 1
        if updated:
            # Before the next pass: the weights are those of the next step.
            self._look(step + 1)
