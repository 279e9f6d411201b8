"""Small models in Keras, what they are trained on, and their twins in PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import torch
from reading import Log
from torch import nn

keras = pytest.importorskip("keras", reason="Keras is missing: pip install keras")

from gradscope_recorder.keras import GradscopeCallback  # noqa: E402

layers = keras.layers
EXAMPLES, FEATURES, CLASSES, BATCH = 48, 6, 3, 16


def data(shape: tuple[int, ...] = (FEATURES,)) -> tuple[Any, Any]:
    random = np.random.default_rng(0)
    x = random.standard_normal((EXAMPLES, *shape)).astype("float32")
    return x, (np.arange(EXAMPLES) * 7 % CLASSES).astype("int64")


def perceptron(activation: str = "tanh", *, norm: bool = False, dropout: float = 0.0) -> Any:
    keras.utils.set_random_seed(1)
    stack: list[Any] = [keras.Input((FEATURES,)), layers.Dense(8, activation=activation, name="in")]
    stack.append(layers.Dense(8, name="middle"))
    stack += [layers.BatchNormalization(epsilon=1e-5, name="norm")] if norm else []
    stack += [layers.Activation(activation, name="bend")]
    stack += [layers.Dropout(dropout)] if dropout else []
    return keras.Sequential([*stack, layers.Dense(CLASSES, name="out")])


def compiled(model: Any, optimizer: Any = None, **options: Any) -> Any:
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer or keras.optimizers.SGD(0.1), loss=loss, **options)
    return model


def fit(model: Any, log: Path | None, epochs: int = 1, **options: Any) -> Any:
    x, y = options.pop("data", None) or data()
    own = options.pop("own", {})
    callbacks = [GradscopeCallback(log=log, **own)] if log is not None else []
    settings = {"batch_size": BATCH, "verbose": 0, "shuffle": False, **options}
    model.fit(x, y, epochs=epochs, callbacks=callbacks + settings.pop("callbacks", []), **settings)
    return Log(log) if log is not None else None


def numbers(model: Any) -> list[Any]:
    return [np.array(each) for each in model.get_weights()]


def twin(model: Any, activation: str, norm: bool) -> nn.Sequential:
    """The same network with the same weights in PyTorch."""
    kinds = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "silu": nn.SiLU,
             "elu": nn.ELU, "selu": nn.SELU,
             "gelu": lambda: nn.GELU("none")}  # fmt: skip
    first, second, last = nn.Linear(FEATURES, 8), nn.Linear(8, 8), nn.Linear(8, CLASSES)
    for name, layer in (("in", first), ("middle", second), ("out", last)):
        weight, bias = model.get_layer(name).get_weights()
        layer.weight.data = torch.from_numpy(weight.T.copy())
        layer.bias.data = torch.from_numpy(bias.copy())
    stack = [first, kinds[activation](), second]
    stack += [nn.BatchNorm1d(8)] if norm else []
    return nn.Sequential(*stack, kinds[activation](), last)
