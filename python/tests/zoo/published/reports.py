"""Networks of public reports: questions, issues, pull requests; the tables are invented."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn

from .. import data, tasks
from ..faults import at_the_end
from ..networks.initializing import constant, every, he, lecun, normal, xavier
from ..networks.perceptrons import deep, perceptron
from ..recipe import Case, Recipe, adam, healthy, sgd, sick


@cache
def corners() -> tasks.Task:
    """The four corners of a square, crosswise of two classes."""
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]).repeat(50, 1)
    return tasks.classes("xor", x, (x.sum(1) == 1).long(), 0, shuffle=False)


@cache
def values(name: str, standardized: bool = False) -> tasks.Task:
    """Values of a small table, all of them trained on."""
    x, y = data.table(f"{name}.csv")
    if standardized:
        x, y = (x - x.mean(0)) / x.std(0), (y - y.mean()) / y.std()
    return tasks.values(name, x, y[:, None], 0)


@cache
def rings() -> tasks.Task:
    """Two rings, one within the other, standardized."""
    x, y = data.table("rings.csv")
    x = (x - x.mean(0)) / x.std(0)
    return tasks.classes("rings", x, y.long(), 150)


DEPTH_3 = Recipe(
    "digits-3", "MLP", tasks.digits, lambda: perceptron(deep(3)), adam(0.001), steps=600, batch=64,
    prepare=(every(he),), source="discuss.pytorch.org/t/43814, healed",
)  # fmt: skip
SELU_50 = Recipe(
    "selu-50", "MLP", tasks.digits, lambda: perceptron(deep(50), nn.SELU), sgd(0.01, 0.0),
    steps=300, batch=64, prepare=(every(lecun),), source="ageron/handson-ml#66, healed",
)  # fmt: skip
XOR = Recipe(
    "xor", "MLP", corners, lambda: perceptron([2, 8, 2], nn.Tanh), adam(0.01), steps=1000, batch=4,
    source="ai.stackexchange.com/questions/27010, healed",
)  # fmt: skip
THREE = Recipe(
    "three-points", "linear", lambda: values("three"),
    lambda: perceptron([1, 10, 1], nn.Identity), adam(0.01), steps=600, batch=0,
    prepare=(every(lecun),), source="stats.stackexchange.com/q/387150, healed",
)  # fmt: skip
IDENTITY = Recipe(
    "identity", "MLP", lambda: values("identity"), lambda: perceptron([1, 16, 16, 1]),
    sgd(0.02, 0.0), steps=1500, batch=16, prepare=(every(he),),
    source="techfeed.net/pt/473708, healed",
)  # fmt: skip
PARABOLA = Recipe(
    "parabola", "MLP", lambda: values("parabola01", True),
    lambda: perceptron([1, 20, 20, 20, 1], nn.ELU),
    adam(0.005), steps=1500,
    source="datascience.stackexchange.com/questions/51687, healed",
)  # fmt: skip
RINGS = Recipe(
    "rings", "MLP", rings, lambda: perceptron([2, *[5] * 5, 2], nn.Tanh), adam(0.01), steps=1000,
    prepare=(every(xavier),), source="machinelearningmastery.com, vanishing gradients, healed",
)  # fmt: skip
SIGMOIDS = Recipe(
    "digits-100-sigmoids", "MLP", tasks.digits, lambda: perceptron([64, 100, 10], nn.Sigmoid),
    sgd(0.5, 0.0), steps=400, prepare=(every(xavier),),
    source="stats.stackexchange.com/questions/316898, healed",
)  # fmt: skip


class Lengths(nn.Module):
    """Lengths of vectors behind dropout: √(a² + b²), whose slope at 0 is not finite."""

    def __init__(self, safe: bool) -> None:
        super().__init__()
        self.first, self.last = nn.Linear(64, 96), nn.Linear(48, 10)
        self.drop = nn.Dropout(0.2)
        self.safe = safe

    def forward(self, x: Tensor) -> Tensor:
        pairs = self.drop(self.first(x)).unflatten(-1, (48, 2)).square().sum(-1)
        return self.last(torch.sqrt(pairs + 1e-6 if self.safe else pairs))


LENGTHS = Recipe(
    "lengths", "MLP", tasks.digits, lambda: Lengths(True), adam(0.003),
    source="pytorch/pytorch#6394, healed",
)  # fmt: skip


class MaskedRows(nn.Module):
    """Attention over a picture's rows, where rows without ink count as padding."""

    def __init__(self) -> None:
        super().__init__()
        self.patch, self.head = nn.Linear(8, 32), nn.Linear(256, 10)
        self.attention = nn.MultiheadAttention(32, 4, batch_first=True)
        self.up, self.down = nn.Linear(32, 64), nn.Linear(64, 32)

    def forward(self, x: Tensor) -> Tensor:
        empty = x.amax(-1) < -5
        x = self.patch(x)
        x = x + self.attention(x, x, x, key_padding_mask=empty)[0]
        x = x + self.down(torch.relu(self.up(x)))
        return self.head(x.flatten(1))


MASKED = Recipe(
    "masked-rows", "attention", lambda: tasks.digits("rows"), MaskedRows, adam(0.005),
    source="pytorch/pytorch#41508, healed",
)  # fmt: skip


def _masked(x: Tensor) -> Tensor:
    """One picture in fifty has no ink at all."""
    x = x.clone()
    x[::50] = -10
    return x


REPORTS: list[Case] = [
    *(healthy(each) for each in (DEPTH_3, XOR, THREE, IDENTITY, RINGS, SIGMOIDS, LENGTHS, MASKED)),
    healthy(SELU_50, (1,)), healthy(PARABOLA, (1,)),
    sick(DEPTH_3, "Adam at 0.1", DEPTH_3.but(
        optimizer=adam(0.1), source="discuss.pytorch.org/t/43814")),
    sick(DEPTH_3, "softmax before cross-entropy, SGD", at_the_end(lambda: nn.Softmax(-1))(
        DEPTH_3).but(optimizer=sgd(0.01, 0.0), source="discuss.pytorch.org/t/43814, answer 16")),
    sick(DEPTH_3, "clipped to 0.0001", DEPTH_3.but(
        optimizer=sgd(0.05, 0.0), clip=1e-4, source="wandb/senpai#978")),
    sick(SELU_50, "rate of 0.05", SELU_50.but(
        optimizer=sgd(0.05, 0.0), source="ageron/handson-ml#66")),
    sick(XOR, "one unit", XOR.but(
        model=lambda: perceptron([2, 1, 2], nn.Tanh),
        source="ai.stackexchange.com/questions/27010")),
    sick(THREE, "Adam at 0.00001", THREE.but(
        optimizer=adam(1e-5), source="stats.stackexchange.com/q/387150")),
    sick(IDENTITY, "weights of 0.001", IDENTITY.but(
        prepare=(every(normal(0.001)),), source="techfeed.net/pt/473708")),
    sick(PARABOLA, "targets of 300", PARABOLA.but(
        prepare=(every(normal(0.05)),), optimizer=adam(0.001),
        task=lambda: values("parabola01"),
        source="datascience.stackexchange.com/questions/51687")),
    sick(RINGS, "weights from 0 to 1", RINGS.but(
        prepare=(every(lambda p: nn.init.uniform_(p, 0, 1)),), optimizer=sgd(0.01, 0.9),
        source="machinelearningmastery.com, vanishing gradients")),
    sick(DEPTH_3, "100 layers, no activation, weights of 1", DEPTH_3.but(
        model=lambda: perceptron(deep(100), nn.Identity), prepare=(every(normal(1)),),
        optimizer=sgd(0.05, 0.0), steps=150, batch=16,
        source="blog.csdn.net/qq_24739717/article/details/102896678")),
    sick(SIGMOIDS, "weights all 0", SIGMOIDS.but(
        prepare=(every(constant(0)),), source="stats.stackexchange.com/questions/316898")),
    sick(SIGMOIDS, "three layers of weights 0.1", SIGMOIDS.but(
        model=lambda: perceptron(deep(3, 100), nn.Sigmoid), prepare=(every(constant(0.1)),),
        source="stats.stackexchange.com/questions/316898")),
    sick(LENGTHS, "root of 0", LENGTHS.but(
        model=lambda: Lengths(False), source="pytorch/pytorch#6394")),
    sick(MASKED, "all positions masked", MASKED.but(
        inputs=_masked, source="pytorch/pytorch#41508")),
]
