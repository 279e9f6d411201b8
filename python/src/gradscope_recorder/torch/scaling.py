"""What turns gradients as they were seen into δ of an example and gradients of the batch mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .journal import Journal
from .lines import Factors
from .losses import Losses
from .optimizer import WeightWatch
from .passes import Passes

if TYPE_CHECKING:
    from .options import Options


class Scaling:
    """The factors of a step. δ is (examples × hooked gradient of the batch mean) / (a scaler's
    factor); of a sum of losses it is the gradient itself. Gradients that were seen scaled without
    the scaler are said to be, and δ is left out."""

    def __init__(self, options: Options, losses: Losses, journal: Journal) -> None:
        self._options, self._losses, self._journal = options, losses, journal
        self._is_unknown = False

    def factor(self) -> float:
        """The scaler's factor at this moment; 1 without one."""
        scaler = self._options.scaler
        return float(scaler.get_scale()) if scaler is not None else 1.0

    def compare(self, weights: WeightWatch) -> None:
        """Whether gradients were made smaller by a power of two before the update, as a scaler does
        it: clipping hardly ever hits one. Those that were used count then."""
        totals = weights.totals()
        if self._options.scaler is not None or totals is None:
            return
        arrived, used = totals
        ratio = math.log2(used / arrived) if arrived > 0 and used > 0 else 0.5
        if math.isfinite(ratio) and ratio <= -1 and abs(ratio - round(ratio)) < 1e-4:
            weights.take_used()
            self._is_unknown = True

    def factors(self, passes: Passes) -> Factors:
        """The factors of the step whose passes these are."""
        options = self._options
        scale = self.factor()
        examples = passes.first_examples if options.own_pass else passes.examples
        is_sum = self._losses.facts.get("reduction", options.reduction) == "sum"
        seen = self._losses.factor
        is_scaled = self._is_unknown or (seen is not None and seen >= 2)
        if options.scaler is None and is_scaled:
            self._journal.say(None, "deltaRMS: gradients were seen scaled; give watch the scaler")
            return Factors(None, 1.0)
        if not examples:
            return Factors(None, 1.0 / scale)
        size = 1.0 if is_sum else float(examples)
        return Factors(size / scale, (1.0 / examples if is_sum else 1.0) / scale)
