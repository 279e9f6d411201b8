"""Ways to draw the first weights of a model again."""

from __future__ import annotations

from collections.abc import Callable

from torch import nn

WITH_WEIGHTS = (nn.Linear, nn.Conv1d, nn.Conv2d)


def layers(model: nn.Module) -> list[nn.Module]:
    """Dense layers and convolutions in the order in which they stand in the model."""
    return [each for each in model.modules() if isinstance(each, WITH_WEIGHTS)]


def every(draw: Callable[[nn.Parameter], object], bias: float | None = 0.0) -> Callable:
    """Draws the weights of every layer, and gives all biases a value (None: left as they are)."""

    def change(model: nn.Module) -> None:
        for layer in layers(model):
            draw(layer.weight)
            if layer.bias is not None and bias is not None:
                nn.init.constant_(layer.bias, bias)

    return change


def he(parameter: nn.Parameter) -> None:
    nn.init.kaiming_normal_(parameter, nonlinearity="relu")


def xavier(parameter: nn.Parameter) -> None:
    nn.init.xavier_normal_(parameter)


def lecun(parameter: nn.Parameter) -> None:
    nn.init.kaiming_normal_(parameter, nonlinearity="linear")


def normal(deviation: float) -> Callable[[nn.Parameter], None]:
    return lambda parameter: nn.init.normal_(parameter, std=deviation)


def constant(value: float) -> Callable[[nn.Parameter], None]:
    return lambda parameter: nn.init.constant_(parameter, value)


def times(factor: float) -> Callable[[nn.Parameter], None]:
    """Multiplies the weights that are there."""
    return lambda parameter: parameter.data.mul_(factor)
