"""The data of a seed are the same, whatever is drawn beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from torch.utils.data import DataLoader, TensorDataset

import torch
from gradscope_recorder.prescriptions.batches import Batches, Data, is_pair
from torch import Tensor


def drawn(seed: int) -> Iterator[Tensor]:
    """Batches from the generator that everything draws from."""
    while True:
        yield torch.randn(3)


def take(batches: Batches, count: int, between: int) -> list[Tensor]:
    found = []
    for _ in range(count):
        found.append(next(batches))
        torch.randn(between)
    return found


def test_what_a_model_draws_leaves_the_data_as_they_are() -> None:
    left, right = take(Batches(drawn, 1), 4, 0), take(Batches(drawn, 1), 4, 17)
    assert all(torch.equal(a, b) for a, b in zip(left, right, strict=True))
    other = take(Batches(drawn, 2), 4, 0)
    assert not torch.equal(left[0], other[0])


def test_the_data_leave_what_a_model_draws_as_it_is() -> None:
    torch.manual_seed(7)
    alone = torch.randn(2)
    torch.manual_seed(7)
    batches = Batches(drawn, 1)
    next(batches)
    assert torch.equal(alone, torch.randn(2))


def test_what_ends_is_begun_again_with_another_order() -> None:
    data = TensorDataset(torch.arange(12.0))
    loader = Batches(lambda seed: DataLoader(data, batch_size=4, shuffle=True), 3)
    epochs = [torch.cat([next(loader)[0] for _ in range(3)]) for _ in range(2)]
    assert all(sorted(each.tolist()) == list(range(12)) for each in epochs)
    assert not torch.equal(*epochs)
    generator = Batches(lambda seed: iter([1, 2]), 3)
    assert [next(generator) for _ in range(5)] == [1, 2, 1, 2, 1]


def test_nothing_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"make_batches\(5\) gave no batch"):
        next(Batches(lambda seed: [], 5))


def test_pairs_of_inputs_and_targets() -> None:
    x, y = torch.randn(4, 2), torch.zeros(4, dtype=torch.long)
    assert is_pair((x, y)) and is_pair([x, y])
    assert not is_pair({"x": x, "y": y}) and not is_pair((y, y)) and not is_pair(x)
    assert Data(lambda seed: [(x, y)], 1, 3).inputs.shape == (12, 2)  # type: ignore[union-attr]
    assert Data(lambda seed: [{"x": x}], 1, 3).inputs is None
