"""The first value of a step that is NaN or infinite, as an event of the log."""

from __future__ import annotations

import math
from typing import Any

# In the order in which a step makes them: forward, then back, then the weights.
KINDS = (
    ("activation", "nonFiniteActivations", False),
    ("delta", "nonFiniteDeltas", True),
    ("weight-gradient", "nonFiniteGradients", True),
    ("weight", "nonFiniteWeights", False),
)


def first_bad(line: dict[str, Any], places: list[dict[str, Any]]) -> dict[str, Any] | None:
    """`non-finite` of the first place and tensor that has such values, else of the loss; None where
    there are none. Forward the first place in the order of the computation is where they began, on
    the way back the last."""
    weights = [each for each in places if each.get("nonFiniteWeights")]
    for tensor, key, is_back in (KINDS[3], *KINDS[:3]) if weights else KINDS:
        for each in reversed(places) if is_back else places:
            if each.get(key):
                return {
                    "event": "non-finite", "step": each["step"], "place": each["place"],
                    "tensor": tensor, "nonFinite": each[key],
                }  # fmt: skip
    loss = line.get("loss")
    if loss is not None and not math.isfinite(loss):
        return {"event": "non-finite", "step": line["step"], "tensor": "loss", "value": loss}
    return None
