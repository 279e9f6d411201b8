"""Sums, norms, histograms and spreads of the kernel, against NumPy in float64."""

from __future__ import annotations

import math
from array import array

import numpy as np
import pytest

import torch
from gradscope_recorder.log.summary import Summary
from gradscope_recorder.native import Kernel
from gradscope_recorder.torch.histograms import histogram, histograms
from gradscope_recorder.torch.spread import example_std
from gradscope_recorder.torch.statistics import summary
from torch import Tensor

TINY = float(np.finfo(np.float32).tiny)


def normal(count: int, mean: float = 0.0, size: float = 1.0) -> Tensor:
    generator = torch.Generator().manual_seed(count)
    return torch.randn(count, generator=generator) * size + mean


SIGNALS = {
    **{f"{count} values": normal(count) for count in (1, 2, 7, 8, 9, 64, 1000, 4097)},
    "ten million values": normal(10_000_000),
    "a mean that is large": normal(4096, 1e4),
    "1e38": normal(4096, 0, 1e37).clamp(-3e38, 3e38),
    "1e-38": normal(4096, 0, 1e-38),
    "subnormal": normal(4096, 0, TINY / 1e3),
    "all zero": torch.zeros(333),
    "one value again and again": torch.full((4096,), 0.1),
    "zeros among others": normal(4096).relu(),
    "minus zero": torch.tensor([-0.0, 1.0, -0.0]),
    "an outlier first": torch.cat([torch.tensor([1e20]), normal(5000)]),
}


def found(native: Kernel, x: Tensor) -> Summary:
    return summary(x.numel(), native.sums(x.data_ptr(), x.numel()))


@pytest.mark.parametrize("name", SIGNALS)
def test_sums_are_those_of_float64(native: Kernel, name: str) -> None:
    x = SIGNALS[name]
    wide, got = x.numpy().astype(np.float64), found(native, x)
    size = float(np.sqrt(np.mean(wide**2)))
    assert got.mean == pytest.approx(float(wide.mean()), abs=1e-10 * size)
    assert got.std == pytest.approx(float(wide.std()), rel=1e-9, abs=1e-12 * size)
    assert got.rms == pytest.approx(size, rel=1e-12)
    assert got.zeros == int((wide == 0).sum()) and got.non_finite == 0


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 5, 999])
def test_what_is_not_finite_is_counted(native: Kernel, bad: float, place: int) -> None:
    x = normal(1000).relu()
    zeros = int((x == 0).sum()) - int(x[place] == 0)
    x[place] = bad
    got = found(native, x)
    assert got.non_finite == 1 and got.zeros == zeros and not math.isfinite(got.rms)


def test_rows_of_a_table_are_filled_and_no_others(native: Kernel) -> None:
    x, y = normal(100), normal(37, 3.0)
    table = array("d", [7.0] * 20)
    native.sums_in_rows([x.data_ptr(), y.data_ptr()], [100, 37], [3, 1], table)
    assert table[:5].tolist() == table[10:15].tolist() == [7.0] * 5
    assert table[15:].tolist() == native.sums(x.data_ptr(), 100)
    assert table[5:10].tolist() == native.sums(y.data_ptr(), 37)
    out = array("d", [0.0] * 20)
    native.rows(array("d", [1, 37, 1, 100]), table, array("d", [1, 2, 1, 1]), out)
    expected = summary(37, table[5:10].tolist())
    assert out[5:8].tolist() == [expected.mean, expected.std, 2 * expected.rms]


@pytest.mark.parametrize("count", [1, 7, 8, 4096, 100_003])
@pytest.mark.parametrize("size", [1.0, 1e30, 1e-30])
def test_norms_copies_and_changes(native: Kernel, count: int, size: float) -> None:
    x, copy = normal(count, 0, size), torch.empty(count)
    expected = float(np.linalg.norm(x.numpy().astype(np.float64)))
    assert native.norms([x.data_ptr()], [count])[0] == pytest.approx(expected, rel=1e-12)
    taken = native.copies([x.data_ptr()], [copy.data_ptr()], [count])
    assert taken[0] == pytest.approx(expected, rel=1e-12) and torch.equal(x, copy)
    x[-1] += size
    change = float(np.linalg.norm((x.double() - copy.double()).numpy()))
    got = native.changes([x.data_ptr()], [copy.data_ptr()], [count])
    assert got[0] == pytest.approx(change, rel=1e-12)


@pytest.mark.parametrize("name", [key for key in SIGNALS if "million" not in key])
def test_histograms_are_those_of_float64(native: Kernel, name: str) -> None:
    x = SIGNALS[name].clone()
    assert histograms([(x, 1.0), (x[::3], 0.5)]) == [histogram(x), histogram(x[::3], 0.5)]
    x[:2] = torch.tensor([math.nan, -math.inf])[: x.numel()]
    assert histograms([(x, 1.0)]) == [histogram(x)]


def test_the_spread_over_examples(native: Kernel) -> None:
    x = normal(60 * 7, 1e4).view(12, 5, 7)
    wide = x.double().numpy().reshape(60, 7)
    assert example_std(x) == pytest.approx(math.sqrt(wide.var(0).mean()), rel=1e-9)
    x[3, 2, 1] = math.nan
    assert math.isnan(example_std(x) or 0.0)


def test_right_answers_are_those_of_argmax(native: Kernel) -> None:
    scores = normal(500 * 4).view(500, 4).round()
    scores[3, 1] = math.nan
    labels = torch.arange(500) % 4
    labels[::9] = -100
    got = native.right(scores.data_ptr(), labels.data_ptr(), 500, 4, -100)
    right = int(((scores.argmax(1) == labels) & (labels != -100)).sum())
    assert got == (right, int((labels != -100).sum()))
