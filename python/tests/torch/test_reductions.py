"""A sum of losses that is divided by their number is a mean, and is taken for one."""

from __future__ import annotations

from pathlib import Path

from torch.nn import functional as F

from training import BATCH, perceptron, recorded, same


def test_a_sum_that_is_divided(log: Path) -> None:
    mean = recorded(perceptron(), log)
    divided = recorded(
        perceptron(),
        log.with_name("divided.gradscope.jsonl"),
        loss_of=lambda z, y: F.cross_entropy(z, y, reduction="sum") / BATCH,
    )
    same(mean, divided)
    assert divided.head["facts"]["reduction"] == "mean"


def test_a_sum_that_is_not(log: Path) -> None:
    summed = recorded(
        perceptron(), log, loss_of=lambda z, y: F.cross_entropy(z, y, reduction="sum")
    )
    mean = recorded(perceptron(), log.with_name("mean.gradscope.jsonl"))
    assert summed.head["facts"]["reduction"] == "sum"
    left, right = summed.at[0, "2"]["deltaRMS"], mean.at[0, "2"]["deltaRMS"]
    assert abs(left - right) < 1e-5 * right
