"""The steps of a Keras training: what is looked at before an update, and written after it."""

from __future__ import annotations

import math
from typing import Any

import keras

from ..arrays import Recording, place_line, summary
from ..arrays.activations import CAN_GO_SILENT
from ..arrays.summary import silent
from .backends import Look, Looker
from .facts import is_sum, learning_rate, optimizer_of
from .lines import accuracy, histograms_of, joined, seen_of, units_last
from .values import array

PROBE = 256


class Steps:
    """Calls of the training function, of which `accumulation` make an update."""

    def __init__(self, looker: Looker, recording: Recording, function: Any) -> None:
        self.is_broken = False
        self._looker, self._recording, self._function = looker, recording, function
        model = self.model = looker.model
        self._backend = keras.backend.backend()
        self._accumulation = getattr(optimizer_of(model), "gradient_accumulation_steps", None) or 1
        self._calls = 0
        self._level = 0
        self._look: Look | None = None
        self._before: list[Any] = []
        self._rate: float | None = None
        self._probe: Any = None
        self._silent: dict[str, int] = {}
        self._accuracy: float | None = None
        self._totals: tuple[float, float] | None = None
        self._tracker = next((each for each in model.metrics if each.name == "loss"), None)

    def take(self, arguments: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
        """The batch of a call, and the arguments with it in the iterator's place."""
        *rest, last = arguments
        if self._backend == "torch":
            return last[0], arguments
        is_first_call = self._calls % self._accumulation == 0
        if is_first_call:
            self._level = self._recording.level()
        if not is_first_call or not self._level:
            return None, arguments
        data = next(last)
        return data, (*rest, iter([data]))

    def before(self, data: Any, arguments: tuple[Any, ...]) -> None:
        """Looks at the batch where its step is recorded."""
        recording = self._recording
        is_first_call = self._calls % self._accumulation == 0
        if self._backend == "torch":
            self._level = recording.level() if is_first_call else self._level
        state = arguments[0] if self._backend == "jax" else None
        self._totals = self._loss_so_far(state[3] if state is not None else None)
        if self._calls % self._accumulation == self._accumulation - 1 and self._level:
            # Of the call that makes the update: a schedule goes on at each.
            self._rate = learning_rate(self.model, state[2] if state is not None else None)
        if not is_first_call or not self._level:
            return
        data = keras.tree.map_structure(_present, data)
        self._look = self._looker.look(data, state)
        is_classes = recording.facts.get("task") == "classification"
        self._accuracy = accuracy(self._look.answer, data) if is_classes else None
        if not recording.places:
            self._describe(data)
        self._before = self._weights(state)
        if recording.looks.is_due(recording.step):
            if self._probe is None:
                self._probe = keras.tree.map_structure(lambda each: each[:PROBE], data)
                recording.facts["probeExamples"] = len(keras.tree.flatten(self._probe)[0])
            self._silent = self._count_silent(state)
        else:
            self._silent = {}

    def after(self, result: Any) -> None:
        """Writes what was looked at, with the update that was made since."""
        self._calls += 1
        recording, state = self._recording, result[1] if self._backend == "jax" else None
        if self._calls % self._accumulation:
            return
        look, self._look = self._look, None
        if look is not None:
            self._write(look, self._weights(state))
            recording.ended()
            return
        before = self._totals
        now = self._loss_so_far(state[3] if state is not None else None)

        def loss() -> float:
            assert before is not None and now is not None
            fresh = now[1] > before[1]
            return (now[0] - before[0]) / (now[1] - before[1]) if fresh else now[0] / now[1]

        recording.ended(loss if before is not None and now is not None else None)

    def _describe(self, data: Any) -> None:
        recording, looker = self._recording, self._looker
        recording.places = [each.place for each in looker.spots]
        names = {each.name for each in recording.places}
        for name, why in looker.unseen:
            if name in names:
                recording.say(name, why)
            else:
                recording.say(None, f"{name}: {why}")
        first = keras.tree.flatten(data)[0]
        recording.facts.setdefault("batchSize", int(first.shape[0]) * self._accumulation)
        last = looker.spots[-1].place if looker.spots else None
        if recording.facts.get("task") == "classification" and last and (last.units or 0) > 1:
            recording.facts.setdefault("classes", last.units)
        if self._accumulation > 1:
            recording.say(None, "gradients of the whole update: they are of its first batch")
        if getattr(optimizer_of(self.model), "clipnorm", None):
            recording.say(None, "clipping: clipnorm clips each variable on its own")
        if not looker.spots:
            recording.say(None, "places: no layer of this model is one that is known")

    def _weights(self, state: Any) -> list[Any]:
        """Copies of the weights of places, in the order of the spots."""
        by_id: dict[int, Any] = {}
        if state is not None:
            model = self.model
            for own, values in ((model.trainable_variables, state[0]),
                                (model.non_trainable_variables, state[1])):  # fmt: skip
                by_id.update({id(v): value for v, value in zip(own, values, strict=True)})
        return [
            [array(by_id[id(each)] if by_id else each.value) for each in spot.weights]
            for spot in self._looker.spots
        ]

    def _loss_so_far(self, metrics: Any) -> tuple[float, float] | None:
        """Σ losses and Σ examples of the epoch so far."""
        tracker = self._tracker
        if tracker is None or not hasattr(tracker, "total"):
            return None
        values = [tracker.total, tracker.count]
        if metrics is not None:
            own = [id(each) for each in self.model.metrics_variables]
            return tuple(float(metrics[own.index(id(each))]) for each in values)  # type: ignore[return-value]
        return float(values[0]), float(values[1])

    def _count_silent(self, state: Any) -> dict[str, int]:
        spots = [e for e in self._looker.spots if e.place.activation in CAN_GO_SILENT]
        if not spots:
            return {}
        z = self._looker.look(self._probe, state).z
        return {
            each.place.name: silent(units_last(each, z[each.place.name]))
            for each in spots
            if each.place.name in z
        }

    def _write(self, look: Look, after: list[Any]) -> None:
        recording, step = self._recording, self._recording.step
        examples = next((len(each) for each in look.z.values()), 1)
        factor = 1.0 if is_sum(self.model) else float(examples)
        known = [each for each in look.weights if each is not None]
        scale = 1.0 / examples if is_sum(self.model) else 1.0
        norm = math.sqrt(sum(summary(each).norm ** 2 for each in known)) * scale
        line: dict[str, Any] = {"loss": look.loss * scale, "gradientNorm": norm}
        clip = recording.facts.get("clipNorm")
        if clip and norm > clip:
            line["clippingFactor"] = clip / norm
        if self._rate is not None:
            line["learningRate"] = self._rate
        if self._accuracy is not None:
            line["accuracy"] = self._accuracy
        lines = []
        order = {id(each): i for i, each in enumerate(self.model.trainable_variables)}
        for spot, old, new in zip(self._looker.spots, self._before, after, strict=True):
            found = [look.weights[order[id(e)]] for e in spot.weights if id(e) in order]
            gradient = joined(found) if spot.weights else None
            seen = seen_of(spot, look, factor)
            if old:
                seen.weight = summary(joined(old))
                seen.update = summary(joined([b - a for a, b in zip(old, new, strict=True)]))
            if gradient is not None:
                seen.gradient = summary(gradient * scale)
            seen.silent = self._silent.get(spot.place.name)
            own = place_line(step, spot.place, seen)
            if self._level == 2:
                own["histograms"] = histograms_of(spot, look, gradient, factor, scale)
            lines.append(own)
            if spot.place.name not in look.gradient and spot.place.kind != "recurrent":
                recording.say(spot.place.name, "deltaRMS: no gradient came")
        recording.write(line, lines)


def _present(value: Any) -> Any:
    """None where TensorFlow says that there is nothing."""
    return None if type(value).__name__ in ("Optional", "_OptionalImpl") else value
