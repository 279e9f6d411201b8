"""What guessing costs, and what a loss was given: both from the loss's graph."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from torch.nn import functional as F

import torch
from torch import Tensor, nn
from training import recorded


def _network(outputs: int, end: nn.Module | None = None) -> nn.Sequential:
    torch.manual_seed(3)
    layers = [nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, outputs)]
    return nn.Sequential(*layers, *([end] if end is not None else []))


def _batches(
    make: Callable[[torch.Generator], Tensor], count: int = 4
) -> list[tuple[Tensor, Tensor]]:
    generator = torch.Generator().manual_seed(7)
    return [(torch.randn(40, 6, generator=generator), make(generator)) for _ in range(count)]


def _last_facts(lines: list[dict]) -> dict:
    return next(each["facts"] for each in reversed(lines) if "facts" in each)


def test_squared_error_has_the_variance_of_the_targets(log: Path) -> None:
    batches = _batches(lambda g: 3 * torch.randn(40, 2, generator=g) + 5)
    found = recorded(_network(2), log, batches, loss_of=F.mse_loss)
    first = batches[0][1].double().var(0).mean()
    every = torch.cat([y for _, y in batches]).double().var(0).mean()
    assert math.isclose(found.head["facts"]["guessing"]["loss"], first, rel_tol=1e-9)
    assert math.isclose(_last_facts(found.lines)["guessing"]["loss"], every, rel_tol=1e-9)


def test_a_sum_of_squares_has_that_of_a_whole_batch(log: Path) -> None:
    batches = _batches(lambda g: torch.randn(40, 2, generator=g))
    found = recorded(
        _network(2), log, batches, loss_of=lambda out, y: F.mse_loss(out, y, reduction="sum")
    )
    expected = batches[0][1].double().var(0).mean() * 80
    assert math.isclose(found.head["facts"]["guessing"]["loss"], expected, rel_tol=1e-9)


def test_yes_and_no_have_the_entropy_of_each_column(log: Path) -> None:
    batches = _batches(lambda g: (torch.rand(40, 3, generator=g) < 0.2).float())
    found = recorded(_network(3), log, batches, loss_of=F.binary_cross_entropy_with_logits)
    p = torch.cat([y for _, y in batches]).double().mean(0)
    expected = -(p * p.log() + (1 - p) * (1 - p).log()).mean()
    assert math.isclose(_last_facts(found.lines)["guessing"]["loss"], expected, rel_tol=1e-9)


def test_classes_have_the_entropy_of_their_shares(log: Path) -> None:
    shares = torch.tensor([0.7, 0.2, 0.1])
    batches = _batches(lambda g: torch.multinomial(shares, 40, True, generator=g), 30)
    found = recorded(_network(3), log, batches)
    guess = _last_facts(found.lines)["guessing"]
    assert guess["loss"] == pytest.approx(float(-(shares * shares.log()).sum()), rel=0.05)
    assert guess["accuracy"] == pytest.approx(0.7, abs=0.05)
    # A first batch may hold a single class: the head does not say it.
    assert "guessing" not in found.head["facts"]


def test_what_is_no_plain_loss_has_no_guess(log: Path) -> None:
    batches = _batches(lambda g: torch.randn(40, 2, generator=g))
    found = recorded(
        _network(2), log, batches, loss_of=lambda out, y: 10 * F.mse_loss(out, y) + out.mean()
    )
    assert "guessing" not in found.head["facts"]
    assert not [each for each in found.lines[1:] if "facts" in each]


@pytest.mark.parametrize("end, given", [(nn.Softmax(-1), "softmax"), (None, None)])
def test_probabilities_given_to_a_loss_that_takes_logits(
    log: Path, end: nn.Module | None, given: str | None
) -> None:
    batches = _batches(lambda g: torch.randint(3, (40,), generator=g))
    found = recorded(_network(3, end), log, batches)
    loss = found.head["facts"]["loss"]
    assert loss == (
        {"name": "cross-entropy", "inputActivation": given} if given else "cross-entropy"
    )


def test_a_sigmoid_before_a_loss_that_has_one(tmp_path: Path) -> None:
    batches = _batches(lambda g: (torch.rand(40, 3, generator=g) < 0.5).float())
    twice = recorded(
        _network(3, nn.Sigmoid()), tmp_path / "twice.gradscope.jsonl", batches,
        loss_of=F.binary_cross_entropy_with_logits,
    )  # fmt: skip
    once = recorded(
        _network(3, nn.Sigmoid()), tmp_path / "once.gradscope.jsonl", batches,
        loss_of=F.binary_cross_entropy,
    )  # fmt: skip
    assert twice.head["facts"]["loss"] == {"name": "bce", "inputActivation": "sigmoid"}
    assert once.head["facts"]["loss"] == "bce"
