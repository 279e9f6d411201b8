"""The suites of other tools: TheDeepChecker, DeepLocalize, AUTOTRAINER.

The program's own tests have the same networks as commands
(Tests/GradscopeCommandTests/Published/field/cases.json)."""

from __future__ import annotations

from functools import cache

from torch.nn import functional as F

from torch import Tensor, nn

from .. import data, tasks
from ..networks.initializing import constant, every, he, normal
from ..networks.perceptrons import perceptron
from ..recipe import Case, Optimizer, Recipe, adam, healthy, sgd, sick


@cache
def mpg(name: str) -> tasks.Task:
    """Miles per gallon of 392 cars."""
    x, y = data.table(f"field/mpg_{name}.csv.gz")
    return tasks.values(f"mpg ({name})", x, y[:, None], 78)


@cache
def line(name: str) -> tasks.Task:
    """Values, all of them trained on."""
    x, y = data.table(f"field/{name}.csv.gz")
    return tasks.values(name, x, y[:, None], 0)


@cache
def two_classes(name: str, held: int, *, standardized: bool = False) -> tasks.Task:
    """Yes or no from one output: its sign, or whether its probability is above a half."""
    x, y = data.table(f"field/{name}.csv.gz")
    if standardized:
        x = (x - x.mean(0)) / x.std(0).clamp(min=1e-6)
    parts = tasks.split(x, y.float()[:, None], held) if held else (x, y.float()[:, None]) * 2
    most = max(float(parts[3].mean()), 1 - float(parts[3].mean()))

    def score(out: Tensor, target: Tensor) -> float:
        return float(((out > 0.5) == (target > 0.5)).float().mean())

    return tasks.Task(name, *parts, F.binary_cross_entropy, score, most, 1.0, 0.7)


@cache
def blobs() -> tasks.Task:
    """Three blobs, three classes."""
    x, y = data.table("field/at_blob.csv.gz")
    return tasks.classes("blobs", x, y, 300, learned=0.6)


TDC = "TheDeepChecker, "
CLEAN = Recipe(
    "mpg-checked", "MLP", lambda: mpg("clean"), lambda: perceptron([9, 64, 64, 1]),
    adam(0.001, 2e-5), steps=1500, prepare=(every(he),),
    source=TDC + "clean_base_programs/regrNN.py",
)  # fmt: skip


def _of(name: str, path: str, **changes: object) -> Case:
    source = f"{TDC}buggy_synthetic_programs/{path}"
    return sick(CLEAN, name, CLEAN.but(source=source, **changes))


INK_HE = Recipe(
    "mnist-3x500", "MLP", lambda: tasks.mnist("ink"), lambda: perceptron([784, 500, 500, 500, 10]),
    adam(0.003), steps=200, batch=100, prepare=(every(he),),
    source=TDC + "SO_buggy_examples/IPS_4.py, healed",
)  # fmt: skip


def _all_normal(model: nn.Module) -> None:
    for each in model.parameters():
        nn.init.normal_(each)


IPS12 = Recipe(
    "ips12", "MLP", lambda: two_classes("ips12", 20),
    lambda: nn.Sequential(perceptron([14, 20, 20, 15, 1], dropout=0.5), nn.Sigmoid()), adam(0.005),
    steps=1000, prepare=(every(he),), source=TDC + "SO_buggy_examples/IPS_12.py, healed",
)  # fmt: skip
LINES = {
    name: Recipe(
        name, "linear", lambda name=name: line(name), lambda inputs=inputs: nn.Linear(inputs, 1),
        sgd(rate, 0.0), steps=steps, batch=batch,
        source=f"{TDC}SO_buggy_examples/{name.upper()}.py, healed",
    )
    for name, inputs, rate, steps, batch in (
        ("ips15", 2, 1e-4, 1500, 32), ("ips17", 2, 0.001, 1500, 0), ("ips5", 1, 0.005, 300, 0),
    )
}  # fmt: skip


def _summed(out: Tensor, y: Tensor) -> Tensor:
    return F.mse_loss(out, y, reduction="sum")


def _sigmoids(count: int, activation: type[nn.Module]) -> nn.Sequential:
    return nn.Sequential(perceptron([2, *[5] * count, 1], activation), nn.Sigmoid())


def _he_uniform(parameter: Tensor) -> None:
    nn.init.kaiming_uniform_(parameter, nonlinearity="relu")


CIRCLE = Recipe(
    "circle-tanh-11", "MLP", lambda: two_classes("at_circle", 300),
    lambda: _sigmoids(11, nn.Tanh), adam(0.001), steps=1800, batch=128,
    prepare=(every(_he_uniform),), source="AUTOTRAINER, Models_Circle.py, model_al_13",
)  # fmt: skip
BLOBS = Recipe(
    "blobs", "MLP", blobs, lambda: perceptron([2, 50, 3]), adam(0.005), steps=500,
    source="AUTOTRAINER, demo_case, healed",
)  # fmt: skip
FEW = Recipe(
    "two-sigmoids", "MLP", lambda: two_classes("so50306988", 0),
    lambda: nn.Sequential(nn.Linear(2, 2), nn.Sigmoid(), nn.Linear(2, 1), nn.Sigmoid()),
    adam(0.05), steps=600, source="DeepLocalize, StackOverflow 50306988, healed",
)  # fmt: skip
PACKETS = Recipe(
    "packets", "MLP", lambda: two_classes("so44066044", 0, standardized=True),
    lambda: nn.Sequential(perceptron([11, 12, 12, 1]), nn.Sigmoid()), adam(0.001), steps=400,
    batch=5, prepare=(every(normal(0.05)),), source="DeepLocalize, StackOverflow 44066044, Correct",
)  # fmt: skip

FIELD: list[Case] = [
    *(healthy(each) for each in (CLEAN, CIRCLE, BLOBS, FEW, PACKETS)),
    healthy(INK_HE, (1,)), healthy(IPS12, (1,)), *(healthy(each, (1,)) for each in LINES.values()),
    _of("inputs normalized twice", "double_normalization", task=lambda: mpg("dblnorm")),
    _of("rate of 0.1", "high_lr", optimizer=adam(0.1, 2e-5)),
    _of("rate of 0.00001", "low_lr", optimizer=adam(1e-5, 2e-5)),
    _of("inputs not normalized", "missing_normalization", task=lambda: mpg("missnorm")),
    _of("weight decay of 0.2", "over_regularization", optimizer=adam(0.001, 0.2)),
    _of("targets times 10, raw", "over_scaled_outputs", task=lambda: mpg("overscaled")),
    _of("weights all 0.01", "wrong_init", prepare=(every(constant(0.01)),)),
    _of("features shuffled", "wrong_labels", task=lambda: mpg("shuffled")),
    _of("sum of squares, raw targets", "wrong_loss_function", task=lambda: mpg("overscaled"),
        loss=lambda out, y: F.mse_loss(out, y, reduction="sum")),
    sick(INK_HE, "N(0, 1) for weights and biases", INK_HE.but(
        prepare=(_all_normal,), source=TDC + "SO_buggy_examples/IPS_4.py")),
    sick(IPS12, "weights of 0.5", IPS12.but(
        prepare=(every(normal(0.5)),), source=TDC + "SO_buggy_examples/IPS_12.py")),
    sick(LINES["ips15"], "rate of 0.5", LINES["ips15"].but(
        optimizer=sgd(0.5, 0.0), steps=300, source=TDC + "SO_buggy_examples/IPS_15.py")),
    sick(LINES["ips17"], "sum of squares, raw", LINES["ips17"].but(
        optimizer=sgd(0.01, 0.0), loss=_summed, steps=300,
        source=TDC + "SO_buggy_examples/IPS_17.py")),
    sick(LINES["ips5"], "rate of 0.1", LINES["ips5"].but(
        optimizer=sgd(0.1, 0.0), source=TDC + "SO_buggy_examples/IPS_5.py")),
    sick(FEW, "rate of 0.001, 35 steps", FEW.but(
        optimizer=adam(0.001), steps=35, source="DeepLocalize, StackOverflow 50306988")),
    sick(BLOBS, "momentum, batches of 1", BLOBS.but(
        optimizer=Optimizer("sgd", 0.01, 0.9), batch=1, steps=5000,
        source="AUTOTRAINER, demo_case/Oscillating_Loss_Case")),
    sick(CIRCLE, "sigmoids", CIRCLE.but(
        model=lambda: _sigmoids(11, nn.Sigmoid),
        source="AUTOTRAINER, Models_Circle.py, model_5ab0aeda")),
]
