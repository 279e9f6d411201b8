"""A sick network and its healthy twin, on data that can be learned: the same for each framework."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

import gradscope_recorder as gradscope

DEPTH, WIDTH, FEATURES, CLASSES, EXAMPLES, BATCH, STEPS = 12, 48, 16, 4, 512, 64, 400
RATE = 0.05


def examples() -> tuple[Any, Any]:
    """x of N(0, 1), and which of four linear functions of it is largest."""
    random = np.random.default_rng(11)
    x = random.standard_normal((EXAMPLES, FEATURES)).astype(np.float32)
    y = (x @ random.standard_normal((FEATURES, CLASSES))).argmax(1)
    return x, y.astype(np.int64)


def batches() -> list[tuple[Any, Any]]:
    """The batches of a training, drawn once."""
    random = np.random.default_rng(12)
    x, y = examples()
    chosen = [random.integers(EXAMPLES, size=BATCH) for _ in range(STEPS)]
    return [(x[each], y[each]) for each in chosen]


def weights(sick: bool) -> list[Any]:
    """Of each layer W, [inputs, outputs]. The sick ones are N(0, 0.1²) before sigmoids, the healthy
    ones He's for ReLU."""
    random = np.random.default_rng(13)
    sizes = [FEATURES, *[WIDTH] * DEPTH, CLASSES]
    return [
        (random.standard_normal((a, b)) * (0.1 if sick else (2 / a) ** 0.5)).astype(np.float32)
        for a, b in pairwise(sizes)
    ]


def assert_judged(log: Path, sick: bool) -> dict[str, Any]:
    """The program reads the log without complaint, and names what is planted or finds nothing."""
    run = gradscope.diagnose(log)
    codes = {each["code"]: each for each in run["findings"]}
    if sick:
        assert run["verdict"] in ("vanishing-gradient", "poor-initialization"), run["verdict"]
        assert codes["GS101"]["severity"] == "error"
        assert run["decayPerLayer"]["delta"] < 0.5
    else:
        assert run["verdict"] == "healthy", [each["message"] for each in run["findings"]]
        assert 0.8 < run["decayPerLayer"]["delta"] < 1.25
    return run
