"""What the program says of the recorder's logs: a sick network is named, a healthy one is not."""

from __future__ import annotations

from pathlib import Path

from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from torch import nn


def trained(log: Path, sick: bool) -> gradscope.torch.Scope:  # type: ignore[name-defined]
    torch.manual_seed(1)
    layers: list[nn.Module] = []
    for _ in range(10):
        layer = nn.Linear(64, 64)
        if not sick:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
        layers += [layer, nn.Sigmoid() if sick else nn.ReLU()]
    model = nn.Sequential(*layers, nn.Linear(64, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    x = torch.randn(512, 64)
    y = (x @ torch.randn(64, 10)).argmax(1)
    with gradscope.watch(model, optimizer, log=log, name="net") as scope:
        for _ in range(300):
            chosen = torch.randint(512, (64,))
            loss = F.cross_entropy(model(x[chosen]), y[chosen])
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    return scope


def test_ten_layers_of_sigmoids(program: str, log: Path) -> None:
    scope = trained(log, sick=True)
    run = gradscope.diagnose(log)
    codes = {each["code"] for each in run["findings"]}
    assert run["verdict"] in ("vanishing-gradient", "poor-initialization") and "GS101" in codes
    assert 0.1 < run["decayPerLayer"]["delta"] < 0.2
    assert "In PyTorch" in scope.report() and "vanishing" in scope._repr_html_()


def test_ten_layers_of_relu_with_he(program: str, log: Path) -> None:
    trained(log, sick=False)
    run = gradscope.diagnose(log)
    assert run["verdict"] == "healthy"
    assert 0.8 < run["decayPerLayer"]["delta"] < 1.25
