"""A convolutional network that diverges at a rate that is too large, and the same at a tenth of it.

    python large_rate.py
"""

import gradscope_recorder as gradscope
import torch
from torch import nn

STEPS = 150


def network() -> nn.Module:
    """Three convolutions of unlike widths, dropout, a linear layer."""
    layers: list[nn.Module] = []
    for inputs, outputs in [(1, 12), (12, 24), (24, 32)]:
        layer = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(32 * 4, 2))


def pictures(count: int, draws: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """[count, 1, 16, 16] of noise with a bar in it, upright or level, and which it is."""
    labels = torch.randint(2, (count,), generator=draws)
    images = 0.3 * torch.randn(count, 1, 16, 16, generator=draws)
    for index, label in enumerate(labels.tolist()):
        at = int(torch.randint(16, (1,), generator=draws))
        bar = images[index, 0, :, at] if label else images[index, 0, at]
        bar += 1.5
    return images, labels


def train(rate: float, name: str) -> None:
    """Trains it at a learning rate; prints the verdict."""
    torch.manual_seed(1)
    draws = torch.Generator().manual_seed(2)
    model = network()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
    with gradscope.watch(model, optimizer, log=f"{name}.gradscope.jsonl", name=name) as scope:
        for _ in range(STEPS):
            images, labels = pictures(64, draws)
            loss = nn.functional.cross_entropy(model(images), labels)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    print(f"== {name}: loss {loss.item():.3g} after {STEPS} steps\n")
    print(scope.report())


if __name__ == "__main__":
    train(rate=0.5, name="rate-0.5")
    train(rate=0.05, name="rate-0.05")
