"""Flax's layers, Linen and NNX, are found by themselves; numbers as of PyTorch's recorder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_jax import compare, gradscope, jax, jnp, optax, run

import torch
from reading import Log
from torch import nn
from training import data, recorded


def assert_flax(found: Log, theirs: Log, places: list[str]) -> None:
    assert [*found.places] == places and found.chains["hidden layers"] == places[:2]
    compare(theirs, found, dict(zip(("0", "3", "5"), places, strict=True)), 1e-4)
    assert found.places[places[0]]["norm"] == {"name": "layer", "usesBatch": False}
    assert found.places[places[0]]["activation"] == {"name": "relu"}
    first = found.places[places[0]]
    assert (first["fanIn"], first["fanOut"], first["parameters"]) == (6, 8, 56)


def normalized() -> nn.Sequential:
    torch.manual_seed(3)
    return nn.Sequential(nn.Linear(6, 8), nn.LayerNorm(8, eps=1e-6), nn.ReLU(),
                         nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3))  # fmt: skip


def weights_of(layer: Any) -> tuple[Any, Any]:
    weight = layer.weight.detach().numpy().copy()
    return jnp.asarray(weight.T if weight.ndim > 1 else weight), jnp.asarray(
        layer.bias.detach().numpy().copy()
    )


def test_linen(log: Path) -> None:
    linen = pytest.importorskip("flax.linen", reason="Flax is missing: pip install flax")

    class Net(linen.Module):  # type: ignore[misc]
        @linen.compact
        def __call__(self, x: Any) -> Any:
            x = linen.relu(linen.LayerNorm()(linen.Dense(8)(x)))
            x = linen.relu(linen.Dense(8)(x))
            return linen.Dense(3)(x)

    model, net = normalized(), Net()
    params = net.init(jax.random.key(0), jnp.ones((1, 6)))
    for index, place in enumerate((0, 3, 5)):
        weight, bias = weights_of(model[place])
        params["params"][f"Dense_{index}"] = {"kernel": weight, "bias": bias}
    theirs = recorded(model, log.with_name("torch.gradscope.jsonl"), data(4))

    def loss(params: Any, x: Any, y: Any) -> Any:
        return optax.softmax_cross_entropy_with_integer_labels(net.apply(params, x), y).mean()

    found, _ = run(loss, params, log)
    assert_flax(found, theirs, ["Dense_0", "Dense_1", "Dense_2"])


def test_nnx(log: Path) -> None:
    nnx = pytest.importorskip("flax.nnx", reason="Flax is missing: pip install flax")

    class Net(nnx.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            rngs = nnx.Rngs(0)
            self.first, self.middle = nnx.Linear(6, 8, rngs=rngs), nnx.Linear(8, 8, rngs=rngs)
            self.norm, self.last = nnx.LayerNorm(8, rngs=rngs), nnx.Linear(8, 3, rngs=rngs)

        def __call__(self, x: Any) -> Any:
            x = nnx.relu(self.norm(self.first(x)))
            return self.last(nnx.relu(self.middle(x)))

    model, net = normalized(), Net()
    for own, place in ((net.first, 0), (net.middle, 3), (net.last, 5)):
        own.kernel.value, own.bias.value = weights_of(model[place])
    theirs = recorded(model, log.with_name("torch.gradscope.jsonl"), data(4))

    def loss(net: Any, x: Any, y: Any) -> Any:
        return optax.softmax_cross_entropy_with_integer_labels(net(x), y).mean()

    call = nnx.Linear.__call__
    optimizer = nnx.Optimizer(net, optax.sgd(0.05), wrt=nnx.Param)
    with gradscope.watch(log=log, loss="cross-entropy") as scope:
        step = scope.step(loss, optimizer)
        for x, y in data(4):
            step(net, jnp.asarray(x.numpy()), jnp.asarray(y.numpy()))
    assert nnx.Linear.__call__ is call
    assert_flax(Log(log), theirs, ["first", "middle", "last"])
