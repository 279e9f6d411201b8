"""Recurrent networks: plain, LSTM, GRU; over the rows of pictures, their pixels, and text."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from .. import data, tasks
from ..recipe import Case, Recipe, adam, healthy, sgd


class Reader(nn.Module):
    """Reads a sequence and answers from its last step (or from the mean over all)."""

    def __init__(
        self, kind: Callable[..., nn.Module], inputs: int, width: int = 48, mean: bool = False,
        **more: object,
    ) -> None:  # fmt: skip
        super().__init__()
        self.rnn = kind(inputs, width, batch_first=True, **more)
        ways = 2 if more.get("bidirectional") else 1
        self.head = nn.Linear(width * ways, 10)
        self.mean = mean

    def forward(self, x: Tensor) -> Tensor:
        out, _ = self.rnn(x)
        return self.head(out.mean(1) if self.mean else out[:, -1])


class Writer(nn.Module):
    """Says of each character which one follows."""

    def __init__(self, kind: Callable[..., nn.Module], width: int = 64, layers: int = 1) -> None:
        super().__init__()
        kinds = data.text()[1]
        self.embedding = nn.Embedding(kinds, 32)
        self.rnn = kind(32, width, layers, batch_first=True)
        self.head = nn.Linear(width, kinds)

    def forward(self, x: Tensor) -> Tensor:
        out, _ = self.rnn(self.embedding(x))
        return self.head(out)


class CellReader(nn.Module):
    """The same cell called once a step, by a loop of one's own."""

    def __init__(self, inputs: int = 8, width: int = 48) -> None:
        super().__init__()
        self.cell = nn.LSTMCell(inputs, width)
        self.head = nn.Linear(width, 10)

    def forward(self, x: Tensor) -> Tensor:
        h = c = x.new_zeros(len(x), self.cell.hidden_size)
        for step in x.unbind(1):
            h, c = self.cell(step, (h, c))
        return self.head(h)


class PlainLoop(nn.Module):
    """h ← tanh(W x + U h), written out with two dense layers."""

    def __init__(self, inputs: int = 8, width: int = 48) -> None:
        super().__init__()
        self.input, self.hidden = nn.Linear(inputs, width), nn.Linear(width, width)
        self.head = nn.Linear(width, 10)

    def forward(self, x: Tensor) -> Tensor:
        h = x.new_zeros(len(x), self.hidden.out_features)
        for step in x.unbind(1):
            h = torch.tanh(self.input(step) + self.hidden(h))
        return self.head(h)


def recurrent_weights(draw: Callable[[Tensor], object]) -> Callable[[nn.Module], None]:
    """Draws the weights from a step to the next again, gate by gate."""

    def change(model: nn.Module) -> None:
        for name, each in model.named_parameters():
            if "weight_hh" in name or name == "hidden.weight":
                for gate in each.data.split(each.shape[1]):
                    draw(gate)

    return change


def forget_bias(value: float) -> Callable[[nn.Module], None]:
    """The bias of an LSTM's forget gates (both summands together)."""

    def change(model: nn.Module) -> None:
        for name, each in model.named_parameters():
            if "bias_ih" in name or "bias_hh" in name:
                width = each.shape[0] // 4
                each.data[width : 2 * width] = value / 2

    return change


def rows() -> tasks.Task:
    return tasks.digits("rows")


def mnist_rows() -> tasks.Task:
    return tasks.mnist("rows")


def pixels() -> tasks.Task:
    return tasks.digits("pixels")


RNN_ROWS = Recipe("rnn-rows", "RNN", rows, lambda: Reader(nn.RNN, 8), adam(0.005))
RNN_LOOP = Recipe("rnn-loop", "RNN", rows, PlainLoop, adam(0.005))
IRNN = Recipe(
    "irnn-mnist-rows", "RNN", mnist_rows, lambda: Reader(nn.RNN, 28, nonlinearity="relu"),
    adam(0.001), prepare=(recurrent_weights(nn.init.eye_),), clip=1.0, steps=400,
)  # fmt: skip
LSTM_ROWS = Recipe("lstm-mnist-rows", "LSTM", mnist_rows, lambda: Reader(nn.LSTM, 28), adam(0.01))
LSTM_CELL = Recipe("lstm-cell-rows", "LSTM", rows, CellReader, adam(0.01))
LSTM_BOTH = Recipe(
    "lstm-both-ways", "LSTM", rows, lambda: Reader(nn.LSTM, 8, bidirectional=True, mean=True),
    adam(0.01),
)  # fmt: skip
LSTM_TEXT = Recipe("lstm-text", "LSTM", tasks.text, lambda: Writer(nn.LSTM), adam(0.01), clip=1.0)
GRU_ROWS = Recipe("gru-mnist-rows", "GRU", mnist_rows, lambda: Reader(nn.GRU, 28), adam(0.01))
GRU_TEXT = Recipe("gru-text-2", "GRU", tasks.text, lambda: Writer(nn.GRU, 64, 2), adam(0.005))
GRU_SGD = Recipe("gru-rows-sgd", "GRU", rows, lambda: Reader(nn.GRU, 8), sgd(0.1), steps=500)
RNN_TEXT = Recipe("rnn-text", "RNN", tasks.text, lambda: Writer(nn.RNN), adam(0.003), clip=1.0)

HEALTHY: list[Case] = [
    healthy(each)
    for each in (
        RNN_ROWS, RNN_LOOP, IRNN, LSTM_ROWS, LSTM_CELL, LSTM_BOTH, LSTM_TEXT, GRU_ROWS, GRU_TEXT,
        GRU_SGD, RNN_TEXT,
    )
]  # fmt: skip
