"""Twelve sigmoid layers that do not learn, and the same network with ReLU and He initialization.

    python vanishing.py
"""

from itertools import pairwise

import gradscope_recorder as gradscope
import torch
from torch import nn

STEPS = 300


def network(activation: type[nn.Module], *, he: bool) -> nn.Module:
    """Twelve hidden layers of 64 units; PyTorch's own initialization, or He's."""
    sizes = [20, *[64] * 12]
    layers: list[nn.Module] = []
    for inputs, units in pairwise(sizes):
        layer = nn.Linear(inputs, units)
        if he:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
        layers += [layer, activation()]
    return nn.Sequential(*layers, nn.Linear(64, 4))


def train(model: nn.Module, name: str) -> None:
    """Four clusters of points around random centres, told apart; prints the verdict."""
    points = torch.Generator().manual_seed(1)
    centres = torch.randn(4, 20, generator=points)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    log = f"{name}.gradscope.jsonl"
    with gradscope.watch(model, optimizer, log=log, name=name) as scope:
        for _ in range(STEPS):
            labels = torch.randint(4, (64,), generator=points)
            inputs = centres[labels] + 0.5 * torch.randn(64, 20, generator=points)
            loss = nn.functional.cross_entropy(model(inputs), labels)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    print(f"== {name}: loss {loss.item():.3g} after {STEPS} steps\n")
    print(scope.report())


if __name__ == "__main__":
    torch.manual_seed(1)
    train(network(nn.Sigmoid, he=False), "sigmoid")
    train(network(nn.ReLU, he=True), "relu-he")
