"""Norms of gradients, weights and updates, in few calls."""

from __future__ import annotations

import math

import pytest

import torch
from gradscope_recorder.torch.norms import Norms
from torch import nn


@pytest.mark.parametrize("size", [1.0, 1e-24])
@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.bfloat16])
def test_of_a_step(kind: torch.dtype, size: float) -> None:
    torch.manual_seed(5)
    shapes = [(8, 6), (8, 6), (6,), (400, 400)]
    every = [nn.Parameter(torch.randn(shape).to(kind)) for shape in shapes]
    own = [every[1], every[3]]
    for each in every:
        each.grad = (size * torch.randn(each.shape)).to(kind)
    before = [each.detach().double().clone() for each in own]
    norms = Norms(every, own)
    assert norms.is_there()
    with torch.no_grad():
        norms.load_gradients()
        norms.load_weights()
        for each in every:
            each.add_(0.1 * torch.randn(each.shape).to(kind))
        taken = norms.take()
    assert taken is not None
    total = math.sqrt(sum(float(each.grad.double().square().sum()) for each in every))
    assert math.isclose(taken.total, total, rel_tol=1e-6)
    for (g, w, u), parameter, old in zip(taken.own, own, before, strict=True):
        assert math.isclose(g, float(parameter.grad.double().norm()), rel_tol=1e-6)
        assert math.isclose(w, float(old.norm()), rel_tol=1e-6)
        change = float((parameter.detach().double() - old).norm())
        # In bfloat16 the difference is rounded to 8 bits.
        assert math.isclose(u, change, rel_tol=1e-5 if kind != torch.bfloat16 else 1e-2)


def test_without_a_gradient_it_is_not_there() -> None:
    assert not Norms([nn.Parameter(torch.ones(2))], []).is_there()


def test_a_value_that_is_not_finite_gives_none() -> None:
    weight = nn.Parameter(torch.ones(3, 3))
    weight.grad = torch.full((3, 3), math.inf)
    norms = Norms([weight], [weight])
    with torch.no_grad():
        norms.load_gradients()
        norms.load_weights()
        assert norms.take() is None
