"""What a compiled Keras model says of its training."""

from __future__ import annotations

import contextlib
from typing import Any

import keras
import numpy as np

LOSSES = {
    "sparse_categorical_crossentropy": ("cross-entropy", "classification"),
    "categorical_crossentropy": ("cross-entropy", "classification"),
    "binary_crossentropy": ("bce", "multi-label"), "mean_squared_error": ("mse", "regression"),
    "mse": ("mse", "regression"), "mean_absolute_error": ("mae", "regression"),
    "mae": ("mae", "regression"), "huber": ("huber", "regression"),
}  # fmt: skip
DIVIDES = {
    "SGD": False, "Adam": True, "AdamW": True, "Nadam": True, "Adamax": True, "RMSprop": True,
    "Adagrad": True, "Adadelta": True, "Adafactor": True, "Lion": True,
}  # fmt: skip


def optimizer_of(model: Any) -> Any:
    """The optimizer, without what scales its loss."""
    return getattr(model.optimizer, "inner_optimizer", model.optimizer)


def learning_rate(model: Any, state: Any = None) -> float | None:
    """The learning rate of the update that comes next; on JAX from the optimizer's state."""
    optimizer = optimizer_of(model)
    if optimizer is None:
        return None
    mapping = [] if state is None else [*zip(model.optimizer.variables, state, strict=True)]
    try:
        with keras.StatelessScope(state_mapping=mapping) if mapping else contextlib.nullcontext():
            rate = np.float32(keras.ops.convert_to_numpy(optimizer.learning_rate))
        # Keras keeps it in float32: the shortest digits that give the same number are what was set.
        return float(str(rate))
    except (AttributeError, TypeError, ValueError):
        return None


def is_sum(model: Any) -> bool:
    """Whether the loss is a sum over the batch's examples."""
    return getattr(model.loss, "reduction", None) == "sum"


def facts_of(model: Any) -> dict[str, Any]:
    """Loss, task, optimizer, precision, clipping, as far as `compile` was told."""
    facts: dict[str, Any] = {"reduction": "sum" if is_sum(model) else "mean"}
    loss = model.loss
    name = loss if isinstance(loss, str) else getattr(loss, "name", None)
    name = name or getattr(loss, "__name__", None)
    if isinstance(name, str) and name in LOSSES:
        facts["loss"], facts["task"] = LOSSES[name]
    precision = str(getattr(model, "compute_dtype", ""))
    if precision in ("float64", "float32", "bfloat16", "float16"):
        facts["precision"] = precision
    optimizer = optimizer_of(model)
    if optimizer is None:
        return facts
    kind = type(optimizer).__name__
    facts["optimizer"] = kind.lower()
    if kind in DIVIDES:
        facts["dividesByGradientSize"] = DIVIDES[kind]
    rate = learning_rate(model)
    if rate is not None:
        facts["learningRate"] = rate
    schedule = getattr(optimizer, "_learning_rate", None)
    is_constant = type(schedule).__module__.find("schedule") < 0
    facts["hasConstantRate"] = is_constant
    if not is_constant:
        facts["schedule"] = type(schedule).__name__
    for key, fact in (
        ("weight_decay", "weightDecay"), ("momentum", "momentum"), ("beta_1", "momentum"),
        ("beta_2", "beta2"), ("global_clipnorm", "clipNorm"), ("clipvalue", "clipValue"),
    ):  # fmt: skip
        value = getattr(optimizer, key, None)
        if isinstance(value, int | float):
            facts[fact] = float(value)
    if kind == "SGD":
        facts.setdefault("momentum", 0.0)
    return facts
