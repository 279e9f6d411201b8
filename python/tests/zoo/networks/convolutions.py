"""Convolutional networks: LeNet-like, VGG-like, ResNet-like, and some of their kin."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from .. import tasks
from ..recipe import Case, Recipe, adam, adamw, healthy, sgd
from .initializing import every, he


def lenet() -> nn.Sequential:
    """Two convolutions with max pooling and three dense layers, for [1, 28, 28]."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )  # fmt: skip


def vgg(
    plan: tuple[int | str, ...] = (16, 16, "M", 32, 32),
    norm: Callable[[int], nn.Module] | None = nn.BatchNorm2d,
    activation: Callable[[], nn.Module] = nn.ReLU,
) -> nn.Sequential:
    """3 × 3 convolutions of so many channels, `M` for a max pooling; a mean over the picture."""
    parts: list[nn.Module] = []
    channels = 1
    for each in plan:
        if isinstance(each, str):
            parts.append(nn.MaxPool2d(2))
            continue
        parts.append(nn.Conv2d(channels, each, 3, padding=1))
        if norm is not None:
            parts.append(norm(each))
        parts.append(activation())
        channels = each
    return nn.Sequential(
        *parts, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 10)
    )


class BasicBlock(nn.Module):
    """The block of a ResNet; with `norm=None` two bare convolutions and a shortcut."""

    def __init__(self, before: int, after: int, norm: Callable | None, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=norm is None)
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=norm is None)
        self.norm1 = norm(after) if norm else nn.Identity()
        self.norm2 = norm(after) if norm else nn.Identity()
        self.down: nn.Module = nn.Identity()
        if stride != 1 or before != after:
            self.down = nn.Conv2d(before, after, 1, stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = torch.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        y += self.down(x)
        return torch.relu(y)


class ResNet(nn.Module):
    """Two stages of so many basic blocks."""

    def __init__(
        self, blocks: int = 2, width: int = 12, norm: Callable | None = nn.BatchNorm2d
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, width, 3, padding=1)
        self.layer1 = nn.Sequential(*[BasicBlock(width, width, norm) for _ in range(blocks)])
        self.layer2 = nn.Sequential(
            BasicBlock(width, 2 * width, norm, 2),
            *[BasicBlock(2 * width, 2 * width, norm) for _ in range(blocks - 1)],
        )
        self.head = nn.Linear(2 * width, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.layer2(self.layer1(torch.relu(self.stem(x))))
        return self.head(x.mean((2, 3)))


class Dense(nn.Module):
    """A DenseNet's block: each convolution sees all that came before."""

    def __init__(self, growth: int = 8, count: int = 4) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, growth, 3, padding=1)
        self.convs = nn.ModuleList(
            nn.Conv2d(growth * (i + 1), growth, 3, padding=1) for i in range(count)
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(growth * (i + 1)) for i in range(count))
        self.head = nn.Linear(growth * (count + 1), 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        for conv, norm in zip(self.convs, self.norms, strict=True):
            x = torch.cat([x, conv(torch.relu(norm(x)))], 1)
        return self.head(x.mean((2, 3)))


def separable() -> nn.Sequential:
    """Depthwise and pointwise convolutions with ReLU6, as in a MobileNet."""
    parts: list[nn.Module] = [nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU6()]
    for before, after in ((16, 24), (24, 32)):
        parts += [
            nn.Conv2d(before, before, 3, padding=1, groups=before), nn.BatchNorm2d(before),
            nn.ReLU6(), nn.Conv2d(before, after, 1), nn.BatchNorm2d(after), nn.ReLU6(),
        ]  # fmt: skip
    return nn.Sequential(*parts, nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(128, 10))


def picture() -> tasks.Task:
    return tasks.digits("picture")


LENET = Recipe("lenet", "LeNet", lambda: tasks.mnist("picture"), lenet, adam(0.002), steps=200)
VGG_NORM = Recipe("vgg-batchnorm", "VGG", picture, vgg, sgd(0.05), steps=250)
VGG_PLAIN = Recipe(
    "vgg-plain", "VGG", picture, lambda: vgg(norm=None), adam(0.003), prepare=(every(he),)
)
VGG_MNIST = Recipe(
    "vgg-mnist", "VGG", lambda: tasks.mnist("small"), lambda: vgg((8, 8, "M", 16, 16, "M", 32)),
    adamw(0.005), steps=200,
)  # fmt: skip
RESNET = Recipe("resnet", "ResNet", picture, ResNet, sgd(0.05), steps=200)
RESNET_GROUP = Recipe(
    "resnet-groupnorm", "ResNet", picture,
    lambda: ResNet(norm=lambda channels: nn.GroupNorm(4, channels)), adamw(0.003), steps=200,
)  # fmt: skip
RESNET_MNIST = Recipe(
    "resnet-mnist", "ResNet", lambda: tasks.mnist("small"), lambda: ResNet(1, 8), adam(0.005),
    steps=300, schedule=lambda step: 1 - step / 310,
)  # fmt: skip
DENSENET = Recipe("densenet", "DenseNet", picture, Dense, adam(0.005), steps=250)
MOBILENET = Recipe("mobilenet", "MobileNet", picture, separable, adam(0.01), steps=250)

HEALTHY: list[Case] = [
    healthy(each)
    for each in (
        LENET, VGG_NORM, VGG_PLAIN, VGG_MNIST, RESNET, RESNET_GROUP, RESNET_MNIST, DENSENET,
        MOBILENET,
    )
]  # fmt: skip
