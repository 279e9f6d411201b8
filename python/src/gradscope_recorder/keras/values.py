"""Values of a backend as NumPy's arrays, and a model as it was before a pass."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np


def array(value: Any) -> Any:
    """A copy as an array of NumPy."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        value = value.float() if str(value.dtype) in ("torch.bfloat16", "torch.float16") else value
    return np.array(value)


def plain_answer(answer: Any) -> Any:
    """The answer of a model that gives one array; None of one that gives more."""
    return None if isinstance(answer, list | tuple | dict) else array(answer)


@contextlib.contextmanager
def unchanged(model: Any) -> Iterator[None]:
    """Puts back what a pass changes: moving statistics, seeds, metrics; not what is frozen, which
    it does not."""
    changing = [
        *(each for each in model.non_trainable_variables if not each.trainable),
        *model.metrics_variables,
    ]
    before = [array(each.value) for each in changing]
    try:
        yield
    finally:
        for each, old in zip(changing, before, strict=True):
            each.assign(old)
