"""What is known of the values of a tensor, whatever framework it is of."""

from __future__ import annotations

import math
from typing import NamedTuple


class Summary(NamedTuple):
    """What is known of n values: mean, standard deviation (divided by n), root mean square, exact
    zeros (−1: not counted), and values that are NaN or infinite."""

    size: int
    mean: float
    std: float
    rms: float
    zeros: int
    non_finite: int

    @property
    def norm(self) -> float:
        """√(Σ x²)."""
        return self.rms * math.sqrt(self.size)
