"""Networks of papers, books and courses that show how training fails."""

from __future__ import annotations

from functools import cache

import torch
from torch import nn

from .. import tasks
from ..networks.convolutions import RESNET, ResNet
from ..networks.initializing import every, he, normal, xavier
from ..networks.perceptrons import RELU_30, perceptron
from ..networks.recurrent import LSTM_ROWS, RNN_ROWS, Reader, pixels, recurrent_weights
from ..networks.transformers import POST_TEXT_6, EncoderText
from ..recipe import Case, Recipe, adam, healthy, sgd, sick


@cache
def absolute_value() -> tasks.Task:
    """|x| for 500 x from −√3 to √3."""
    x = torch.linspace(-(3**0.5), 3**0.5, 500)[:, None]
    return tasks.values("|x|", x, x.abs(), 100)


def _biases_normal(model: nn.Module) -> None:
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=layer.in_features**-0.5)
            nn.init.normal_(layer.bias)


BOOK = Recipe(
    "book-784-30-10", "MLP", tasks.mnist, lambda: perceptron([784, 30, 10], nn.Sigmoid),
    sgd(0.5, 0.0), steps=800, batch=10, prepare=(_biases_normal,),
    source="M. Nielsen, Neural networks and deep learning, chapter 5",
)  # fmt: skip
COURSE = Recipe(
    "course-tanh-10", "MLP", tasks.mnist, lambda: perceptron([784, *[100] * 10, 10], nn.Tanh),
    sgd(0.05, 0.0), steps=300, batch=64, prepare=(every(xavier),),
    source="Stanford CS231n, lecture on training, 10 layers of tanh with Xavier",
)  # fmt: skip
LU = Recipe(
    "absolute-value-wide", "MLP", absolute_value, lambda: perceptron([1, *[32] * 10, 1]),
    adam(0.001), steps=800, batch=64, prepare=(every(he),),
    source="L. Lu et al., Dying ReLU and initialization, 2020, healed",
)  # fmt: skip

PAPERS: list[Case] = [
    healthy(BOOK), healthy(COURSE), healthy(LU),
    sick(BOOK, "five hidden layers, rate of 0.1", BOOK.but(
        model=lambda: perceptron([784, *[30] * 5, 10], nn.Sigmoid), optimizer=sgd(0.1, 0.0))),
    sick(COURSE, "weights of 0.01", COURSE.but(prepare=(every(normal(0.01)),))),
    sick(COURSE, "weights of 1", COURSE.but(prepare=(every(normal(1)),))),
    sick(RELU_30, "Xavier instead of He", RELU_30.but(
        prepare=(every(xavier),), optimizer=sgd(0.05, 0.0), source="K. He et al., ICCV 2015")),
    sick(LU, "two units a layer", LU.but(
        model=lambda: perceptron([1, *[2] * 10, 1]),
        source="L. Lu et al., Dying ReLU and initialization, 2020"), (1, 2)),
    sick(RNN_ROWS, "64 steps, weights as PyTorch draws them", RNN_ROWS.but(
        task=pixels, model=lambda: Reader(nn.RNN, 1), optimizer=sgd(0.01),
        source="Q. Le et al., A simple way to initialize recurrent networks, 2015")),
    sick(LSTM_ROWS, "64 steps of plain SGD", LSTM_ROWS.but(
        task=pixels, model=lambda: Reader(nn.LSTM, 1), optimizer=sgd(0.1, 0.0),
        source="R. Jozefowicz et al., ICML 2015")),
    sick(RNN_ROWS, "ReLU and Gaussian weights, gain of 2", RNN_ROWS.but(
        task=pixels, model=lambda: Reader(nn.RNN, 1, nonlinearity="relu"),
        source="R. Pascanu et al., ICML 2013").prepared(
            recurrent_weights(lambda w: nn.init.normal_(w, std=2 / 48**0.5)))),
    sick(RESNET, "16 blocks without norm", RESNET.but(
        model=lambda: ResNet(8, 12, None), prepare=(every(he),),
        source="H. Zhang et al., Fixup initialization, ICLR 2019")),
    sick(POST_TEXT_6, "twelve blocks, no warm-up", POST_TEXT_6.but(
        model=lambda: EncoderText(12), optimizer=adam(0.003), schedule=None,
        source="pytorch/pytorch#55270; R. Xiong et al., ICML 2020")),
]
