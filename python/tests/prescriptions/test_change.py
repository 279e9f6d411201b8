"""The lines that are shown are the lines that run."""

from __future__ import annotations

import pytest

import torch
from gradscope_recorder.prescriptions import catalog
from gradscope_recorder.prescriptions.catalog import Left
from gradscope_recorder.prescriptions.change import Change, Hands
from gradscope_recorder.prescriptions.tree import Tree
from torch import nn

RELU = {"name": "relu", "matchingInitializer": "he-normal"}
TANH = {"name": "tanh", "matchingInitializer": "xavier-normal"}


def tree(activation: nn.Module, facts: dict[str, object], **options: object) -> Tree:
    torch.manual_seed(1)
    model = nn.Sequential(
        nn.Linear(6, 8), activation, nn.Linear(8, 8), activation, nn.Linear(8, 3), nn.Sigmoid()
    )
    places = [{"name": n, "kind": "dense", "activation": facts} for n in ("0", "2")]
    return Tree(model, [*places, {"name": "4", "kind": "output"}, {"name": "block", "kind": "x"}])


def typed(change: Change, model: nn.Module) -> None:
    """As somebody who types the lines of a change of the model."""
    exec("\n".join(change.lines), {"model": model, "nn": nn, "torch": torch})


def test_an_initialization_is_of_all_layers() -> None:
    found = tree(nn.Tanh(), TANH)
    change = catalog.initialization(found, found.matching)
    assert change.title == "initialize with xavier-normal"
    # What no activation follows is drawn as for a straight line.
    assert change.lines[-1] == 'nn.init.kaiming_normal_(model[4].weight, nonlinearity="linear")'
    Hands(change, 1).on_model(found.model)
    ran = [each.clone() for each in found.model.parameters()]
    twin = tree(nn.Tanh(), TANH).model
    typed(change, twin)
    for a, b in zip(ran, twin.parameters(), strict=True):
        assert torch.equal(a, b)
    # Xavier's deviation at 8 → 8 units: √(2 / 16).
    assert 0.28 < float(ran[2].detach().std()) < 0.42


def test_an_activation_that_gives_the_output_stays() -> None:
    found = tree(nn.Sigmoid(), {"name": "sigmoid", "matchingInitializer": "xavier-normal"})
    change = catalog.activation(found, "relu", "he-normal")
    Hands(change, 1).on_model(found.model)
    kinds = [type(each).__name__ for each in found.model]  # type: ignore[union-attr]
    assert kinds == ["Linear", "ReLU", "Linear", "ReLU", "Linear", "Sigmoid"]


def test_a_norm_goes_between_layer_and_activation_at_the_models_precision() -> None:
    found = tree(nn.ReLU(), RELU)
    found.model.double()
    Hands(catalog.normalization(found), 1).on_model(found.model)
    assert all(each.dtype == torch.float64 for each in found.model.parameters())
    x = torch.randn(16, 6, dtype=torch.float64)
    z = found.model[0](x)  # type: ignore[index]
    assert torch.allclose(z.mean(1), torch.zeros(16).double(), atol=1e-6)
    assert isinstance(found.model[4], nn.Linear)  # type: ignore[index]


def test_channels_are_normalized_as_one_group() -> None:
    model = nn.Sequential(nn.Conv2d(3, 5, 3), nn.ReLU(), nn.Flatten(), nn.Linear(5, 2))
    found = Tree(model, [{"name": "0", "kind": "convolution", "activation": RELU}])
    Hands(catalog.normalization(found), 1).on_model(model)
    assert isinstance(model[0][1], nn.GroupNorm)  # type: ignore[index]
    model(torch.randn(2, 3, 3, 3))


def test_the_activation_of_the_outputs_is_taken_away() -> None:
    found = tree(nn.ReLU(), RELU)
    change = catalog.raw_outputs(found)
    assert change.lines == ["model[5] = nn.Identity()"] and "Sigmoid" in change.title
    with pytest.raises(Left, match="no module"):
        catalog.raw_outputs(Tree(nn.Sequential(nn.Linear(2, 2)), []))


def test_what_a_network_cannot_have_says_why() -> None:
    class Functional(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.last = nn.Linear(4, 4), nn.Linear(4, 2)

    found = Tree(Functional(), [{"name": "first", "kind": "dense", "activation": TANH}])
    with pytest.raises(Left, match="called in forward"):
        catalog.activation(found, "relu", "he-normal")
    with pytest.raises(Left, match=r"nn\.LSTM"):
        catalog.open_gates(found, 2)
    with pytest.raises(Left, match="no place for a norm"):
        catalog.normalization(Tree(nn.LSTM(3, 3), []))
    with pytest.raises(Left, match="already"):
        catalog.standardized(torch.randn(500, 4))


@pytest.mark.parametrize("shape", [(400, 3), (40, 20, 3), (40, 3, 8, 8)])
def test_inputs_have_mean_0_and_deviation_1(shape: tuple[int, ...]) -> None:
    torch.manual_seed(4)
    inputs = 50 + 7 * torch.randn(shape)
    change = catalog.standardized(inputs)
    hands = Hands(change, 1)
    hands.on_data(inputs)
    x, y = hands.on_batch((inputs, "targets"))
    assert y == "targets" and x.shape == shape
    axis = (0,) if len(shape) == 2 else (0, 1) if len(shape) == 3 else (0, 2, 3)
    assert torch.allclose(x.mean(axis), torch.zeros(3), atol=1e-4)
    assert torch.allclose(x.std(axis), torch.ones(3), atol=1e-4)


def test_rates_clipping_and_warming_up() -> None:
    weight = nn.Parameter(torch.ones(4))
    model = nn.Module()
    model.weight = weight
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    for change in (catalog.rate(0.1), catalog.warm_up(100), catalog.clipping(1)):
        hands = Hands(change, 100)
        hands.on_model(model)
        hands.on_optimizer(optimizer)
        rates = []
        for _ in range(12):
            rates.append(optimizer.param_groups[0]["lr"])
            weight.grad = torch.full((4,), 10.0)
            hands.on_gradients()
            optimizer.step()
            hands.on_step()
        if change.kind == "learning-rate":
            assert {*rates} == {0.1}
        elif change.kind == "schedule":
            assert abs(rates[0] - 0.001) < 1e-9 and abs(rates[-1] - 0.1) < 1e-9
        else:
            assert abs(float(weight.grad.norm()) - 1) < 1e-4
    assert "# after loss.backward()" in catalog.clipping(1).lines[0]


def test_a_factor_is_a_number_that_python_reads() -> None:
    for factor, words in ((4786.3, "4800"), (0.000644, "0.00064"), (100.0, "100"), (0.1, "0.1")):
        assert catalog.rate(factor).title == f"learning rate × {words}"


def test_factors_that_are_near_are_one_change() -> None:
    assert catalog.rate(0.01).is_like(catalog.rate(0.012))
    assert not catalog.rate(0.01).is_like(catalog.rate(0.1))
    assert catalog.rate(0.1).order < catalog.rate(0.01).order < catalog.clipping(1).order
