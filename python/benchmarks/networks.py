"""The three networks on which the cost of recording is measured."""

from __future__ import annotations

import time
from collections.abc import Callable

from torch.nn import functional as F

import torch
from torch import Tensor, nn


def mlp() -> tuple[nn.Module, Tensor, Tensor]:
    """10 × 64 × 64, ReLU, He."""
    layers: list[nn.Module] = []
    for _ in range(10):
        layer = nn.Linear(64, 64)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(64, 10)), torch.randn(64, 64), torch.arange(64) % 10


def convolution() -> tuple[nn.Module, Tensor, Tensor]:
    """Six 3 × 3 convolutions, 32, 32, pool, 64, 64, pool, 64, 64; batch 32 of 3 × 32 × 32."""
    sizes = [3, 32, 32, 64, 64, 64, 64]
    layers: list[nn.Module] = []
    for index in range(6):
        layers += [nn.Conv2d(sizes[index], sizes[index + 1], 3, padding=1), nn.ReLU()]
        if index in (1, 3):
            layers.append(nn.MaxPool2d(2))
    model = nn.Sequential(*layers, nn.Flatten(), nn.Linear(64 * 64, 10))
    return model, torch.randn(32, 3, 32, 32), torch.arange(32) % 10


class Block(nn.Module):
    """x + attention(norm(x)), then x + feed-forward(norm(x))."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width)
        self.value, self.projection = nn.Linear(width, width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(x)
        batch, length, _ = y.shape

        def split(z: Tensor) -> Tensor:
            return z.view(batch, length, self.heads, -1).transpose(1, 2)

        mixed = F.scaled_dot_product_attention(
            split(self.query(y)), split(self.key(y)), split(self.value(y))
        )
        x = x + self.projection(mixed.transpose(1, 2).reshape(x.shape))
        return x + self.down(F.relu(self.up(self.norm2(x))))


class Transformer(nn.Module):
    """Six blocks of width 128 and four heads; the mean over positions is read out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(128, 4) for _ in range(6))
        self.head = nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean(1))


def transformer() -> tuple[nn.Module, Tensor, Tensor]:
    """[16, 64, 128]."""
    return Transformer(), torch.randn(16, 64, 128), torch.arange(16) % 10


NETWORKS = {
    "mlp 10 × 64 × 64": (mlp, 300),
    "convolution 32 × 3 × 32 × 32": (convolution, 10),
    "transformer 16 × 64 × 128": (transformer, 10),
}


def stepper(
    make: Callable[[], tuple[nn.Module, Tensor, Tensor]],
) -> tuple[nn.Module, torch.optim.Optimizer, Callable[[Callable[[Tensor], None] | None], None]]:
    """A model, its optimizer and a function that makes a step."""
    torch.manual_seed(1)
    model, x, y = make()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)

    def step(tell: Callable[[Tensor], None] | None) -> None:
        loss = F.cross_entropy(model(x), y)
        optimizer.zero_grad()
        if tell is not None:
            tell(loss)
        loss.backward()
        optimizer.step()

    return model, optimizer, step


def seconds(step: Callable[..., None], tell: Callable[[Tensor], None] | None, count: int) -> float:
    """Of one step, the mean of `count`, in processor time of this thread."""
    start = time.thread_time()
    for _ in range(count):
        step(tell)
    return (time.thread_time() - start) / count


BY_NAME = {"mlp": mlp, "convolution": convolution, "transformer": transformer}
