"""What the data give: the loss of guessing, and that of a small healthy network."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from torch.nn import functional as F

import torch
from gradscope_recorder.prescriptions.batches import Data
from gradscope_recorder.prescriptions.yardstick import reference
from torch import Tensor


def batches(targets: Callable[[Tensor], Tensor]) -> Callable[[int], Iterator[Any]]:
    def make(seed: int) -> Iterator[Any]:
        draws = torch.Generator().manual_seed(seed)
        while True:
            x = 5 + 3 * torch.randn(64, 4, generator=draws)
            yield x, targets(x)

    return make


def of(criterion: Any, make: Callable[[int], Any]) -> dict[str, Any] | None:
    return reference(criterion, make, Data(make, 1, 100), 1)


def test_classes() -> None:
    found = of(F.cross_entropy, batches(lambda x: (x[:, 0] > 5).long()))
    assert found is not None
    assert abs(found["guessing"] - math.log(2)) < 0.01 and found["reached"] < 0.1
    assert math.isclose(found["needed"], (found["guessing"] + found["reached"]) / 2)


def test_values_in_their_own_units() -> None:
    found = of(F.mse_loss, batches(lambda x: 1000 + 20 * x[:, :2]))
    assert found is not None
    # Their variance: (20 · 3)².
    assert 3000 < found["guessing"] < 4200 and found["reached"] < 0.02 * found["guessing"]


def test_labels_of_noise_give_nothing() -> None:
    draws = torch.Generator().manual_seed(9)
    make = batches(lambda x: torch.randint(4, (64,), generator=draws))
    found = of(F.cross_entropy, make)
    assert found is not None and found["needed"] > 0.94 * found["guessing"]


@pytest.mark.parametrize("criterion", [None, F.nll_loss])
def test_no_yardstick_where_it_would_be_none(criterion: Any) -> None:
    # A loss of its own; and one answer a position.
    make = batches(lambda x: torch.zeros(64, 7, dtype=torch.long))
    assert of(criterion, make) is None
