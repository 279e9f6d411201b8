"""Signals that are summed up together have the same statistics as each by itself in float64."""

from __future__ import annotations

import math

import pytest

import torch
from gradscope_recorder.torch.stacks import CENTRED, COUNTED, PLAIN, Stacks
from gradscope_recorder.torch.statistics import summary, sums_of
from torch import Tensor

CASES = {
    "ordinary": lambda x: x,
    "of units that are silent": lambda x: x.relu(),
    "whose mean drowns the deviation": lambda x: 1 + 1e-4 * x,
    "below float32's squares": lambda x: 1e-25 * x,
    "above float32's squares": lambda x: 1e22 * x,
    "all zero": lambda x: 0 * x,
}


def expected(x: Tensor) -> tuple[float, float, float, int]:
    wide = x.double()
    return (
        float(wide.mean()), float(wide.std(unbiased=False)), float(wide.square().mean().sqrt()),
        int((x == 0).sum()),
    )  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
@pytest.mark.parametrize("together", [True, False])
def test_statistics(name: str, together: bool) -> None:
    torch.manual_seed(2)
    values = [CASES[name](torch.randn(30, 20)) for _ in range(4)]
    stacks = Stacks()
    for _ in range(2):  # Once more, with what the first time has shown.
        if together:
            found = stacks.sums([(COUNTED, each) for each in values])
        else:
            found = [sums_of(each) for each in values]
        for sums, x in zip(found, values, strict=True):
            assert not isinstance(sums.values, Tensor)
            have, want = summary(sums.size, sums.values), expected(x)
            scale = want[2] + 1e-300
            assert abs(have.mean - want[0]) < 1e-6 * scale
            assert math.isclose(have.std, want[1], rel_tol=1e-5, abs_tol=1e-300)
            assert math.isclose(have.rms, want[2], rel_tol=1e-6, abs_tol=1e-300)
            assert have.zeros == want[3]


def test_values_that_are_not_finite_are_counted() -> None:
    bad = torch.randn(10, 4)
    bad[3, 1], bad[5, 2] = math.nan, math.inf
    good = torch.randn(10, 4)
    first, second = Stacks().sums([(COUNTED, bad), (COUNTED, good)])
    assert summary(first.size, list(first.values)).non_finite == 2
    assert summary(second.size, list(second.values)).non_finite == 0


@pytest.mark.parametrize("zeros", [0, 7])
def test_nothing_but_nan_is_not_nothing_but_zeros(zeros: int) -> None:
    x = torch.full((10, 4), math.nan)
    x.view(-1)[:zeros] = 0
    for sums in (*Stacks().sums([(kind, x) for kind in (CENTRED, COUNTED, PLAIN)]), sums_of(x)):
        found = summary(sums.size, list(sums.values))
        assert found.non_finite == 40 - zeros
        assert math.isnan(found.rms) and found.zeros in (zeros, -1)


def test_order_and_what_was_asked_for() -> None:
    torch.manual_seed(3)
    values = [torch.randn(6, 5), torch.randn(3, 2), torch.randn(6, 5), torch.randn(6, 5)]
    found = Stacks().sums(list(zip([PLAIN, COUNTED, CENTRED, COUNTED], values, strict=True)))
    for sums, x in zip(found, values, strict=True):
        rms = summary(sums.size, list(sums.values)).rms
        assert math.isclose(rms, expected(x)[2], rel_tol=1e-6)
    assert found[2].values[3] == -1 and found[0].values[3] == 0
