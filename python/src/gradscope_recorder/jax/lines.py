"""The lines of a step, from the numbers that left the jitted function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arrays import Seen, place_line
from ..arrays.histograms import histogram, stride_of
from .measure import summary_of

if TYPE_CHECKING:
    from .scope import Scope

TASKS = {
    "cross-entropy": "classification", "bce": "multi-label", "mse": "regression",
    "mae": "regression", "huber": "regression",
}  # fmt: skip
NAMES = {
    "z": "preactivations", "a": "activations", "d": "deltas", "g": "weightGradients",
}  # fmt: skip


def loss_facts(
    loss: str | None,
    task: str | None,
    reduction: str,
    optimizer: str | None,
    rate: float | Callable[[int], Any] | None,
    clip_norm: float | None,
) -> dict[str, Any]:
    """What was said of a training, by the names of the log; None is left out."""
    return {
        "loss": loss, "task": task or TASKS.get(loss or ""), "reduction": reduction,
        "optimizer": optimizer, "clipNorm": clip_norm,
        "learningRate": float(rate(0)) if callable(rate) else rate,
        "hasConstantRate": None if rate is None else not callable(rate),
    }  # fmt: skip


def lines_of(scope: Scope, loss: float, seen: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The line of the step and those of its places."""
    recording, looking = scope.recording, scope.looking
    examples = max(scope.examples, 1)
    factor = 1.0 if scope.is_sum else float(examples)
    scale = 1.0 / examples if scope.is_sum else 1.0
    norm = float(seen["norm"][0]) * scale
    line: dict[str, Any] = {"loss": loss * scale, "gradientNorm": norm}
    if scope.clip_norm is not None and norm > scope.clip_norm:
        line["clippingFactor"] = scope.clip_norm / norm
    if scope.rate is not None:
        line["learningRate"] = float(scope.rate(recording.step))
    numbers, samples = seen["numbers"], seen["samples"]
    lines = []
    for index, spot in enumerate(looking.spots):
        own = Seen()
        for key, field, times in (
            ("z", "z", 1.0), ("a", "a", 1.0), ("d", "delta", factor), ("g", "gradient", scale),
            ("w", "weight", 1.0),
        ):  # fmt: skip
            if (index, key) in numbers:
                size = looking.sizes.get((index, "g" if key == "w" else key), 0)
                found = summary_of(size, numbers[index, key])
                setattr(own, field, found._replace(rms=found.rms * times))
        if own.weight is not None and index in seen.get("updates", {}):
            change = float(seen["updates"][index][0])
            own.update = own.weight._replace(rms=change)
        if (index, "slope") in numbers:
            root, low, high = (float(each) for each in numbers[index, "slope"])
            own.slope = (root, low, high)
        if (index, "std") in numbers:
            own.example_std = float(numbers[index, "std"][0])
        if index in seen.get("silent", {}):
            own.silent = int(np.asarray(seen["silent"][index])[0])
        made = place_line(recording.step, spot.place, own)
        pictures = {
            NAMES[key]: histogram(
                samples[index, key],
                {"d": factor, "g": scale}.get(key, 1.0),
                stride_of(looking.sizes[index, key]),
            )
            for key in NAMES
            if (index, key) in samples
        }
        if pictures:
            made["histograms"] = pictures
        lines.append(made)
    return line, lines
