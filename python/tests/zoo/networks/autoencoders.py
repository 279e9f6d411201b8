"""Autoencoders: dense, convolutional, variational."""

from __future__ import annotations

from torch.nn import functional as F

import torch
from torch import Tensor, nn

from .. import tasks
from ..recipe import Case, Recipe, adam, healthy, sgd
from .perceptrons import perceptron


def dense(code: int = 16, activation: type[nn.Module] = nn.ReLU) -> nn.Sequential:
    """64 values to a code and back."""
    return nn.Sequential(
        perceptron([64, 48, code], activation), activation(), perceptron([code, 48, 64], activation)
    )


def of_mnist() -> nn.Sequential:
    """784 values to a code and back, a sigmoid at the end."""
    return nn.Sequential(
        nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 32), nn.ReLU(),
        nn.Linear(32, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid(),
    )  # fmt: skip


def convolutional() -> nn.Sequential:
    """Strided convolutions to 2 × 2 and transposed ones back."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 16, 3, 2, 1), nn.ReLU(),
        nn.ConvTranspose2d(16, 16, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(16, 1, 4, 2, 1),
    )  # fmt: skip


class Variational(nn.Module):
    """Gives the picture, and mean and log-variance of its code."""

    def __init__(self, code: int = 8) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2 * code))
        self.decoder = nn.Sequential(nn.Linear(code, 64), nn.ReLU(), nn.Linear(64, 64))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mean, log_variance = self.encoder(x).chunk(2, -1)
        code = mean
        if self.training:
            code = mean + (log_variance / 2).exp() * torch.randn_like(mean)
        return self.decoder(code), mean, log_variance


def evidence(out: tuple[Tensor, Tensor, Tensor], x: Tensor) -> Tensor:
    """The squared error and the divergence of the code from a normal one, a small share of it."""
    picture, mean, log_variance = out
    divergence = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum(-1).mean()
    return F.mse_loss(picture, x) + 1e-4 * divergence


AE = Recipe("autoencoder", "autoencoder", tasks.same_digits, dense, adam(0.003), steps=400)
AE_TANH = Recipe(
    "autoencoder-tanh", "autoencoder", tasks.same_digits, lambda: dense(24, nn.Tanh), adam(0.003),
    steps=400,
)  # fmt: skip
AE_MNIST = Recipe(
    "autoencoder-mnist", "autoencoder", tasks.same_mnist, of_mnist, adam(0.003),
    loss=F.binary_cross_entropy,
)  # fmt: skip
AE_CONV = Recipe(
    "autoencoder-conv", "autoencoder", lambda: tasks.same_digits("picture"), convolutional,
    adam(0.005), steps=400,
)  # fmt: skip
AE_SGD = Recipe("autoencoder-sgd", "autoencoder", tasks.same_digits, dense, sgd(1.0), steps=500)
VAE = Recipe(
    "autoencoder-variational", "autoencoder", tasks.same_digits, Variational, adam(0.005),
    loss=evidence, steps=500,
)  # fmt: skip

HEALTHY: list[Case] = [
    healthy(each) for each in (AE, AE_TANH, AE_MNIST, AE_CONV, AE_SGD, VAE)
]
