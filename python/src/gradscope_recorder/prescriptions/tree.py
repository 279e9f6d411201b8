"""What a module tree has that a change can take hold of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import nn

from ..torch.tensors import unwrapped

# The modules that weights are drawn of, that a norm is put behind.
WEIGHTS = (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)

# φ as the program names it, and its module.
ACTIVATIONS: dict[str, type[nn.Module]] = {
    "relu": nn.ReLU, "leaky-relu": nn.LeakyReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid,
    "elu": nn.ELU, "selu": nn.SELU, "gelu": nn.GELU, "silu": nn.SiLU, "softplus": nn.Softplus,
    "mish": nn.Mish, "hard-tanh": nn.Hardtanh,
}  # fmt: skip


class Tree:
    """A model with the places that a run of it has shown.

    Args:
        model: as it was made, not trained.
        places: those of the run's document: `name`, `kind`, `activation` where there is one.
    """

    def __init__(self, model: nn.Module, places: Sequence[dict[str, Any]]) -> None:
        self.model = unwrapped(model)
        # One module may stand at several places, as activations often do.
        self._modules = dict(self.model.named_modules(remove_duplicate=False))
        self._places = [each for each in places if each["name"] in self._modules]

    def has(self, path: str) -> bool:
        """Whether there is a module at this path that a change can take hold of."""
        return isinstance(self._modules.get(path), WEIGHTS)

    @property
    def hidden(self) -> list[str]:
        """The layers with weights whose output goes through an activation, in order."""
        return [each["name"] for each in self._places if self.has(each["name"]) and _of(each)]

    @property
    def outputs(self) -> list[str]:
        """The layers with weights that give the network's output."""
        return [
            each["name"] for each in self._places
            if each["kind"] == "output" and self.has(each["name"]) and not _of(each)
        ]  # fmt: skip

    @property
    def matching(self) -> dict[str, str]:
        """Of each hidden layer the initializer that is made for its φ."""
        return {
            each["name"]: _of(each)["matchingInitializer"]
            for each in self._places
            if self.has(each["name"]) and _of(each).get("matchingInitializer")
        }

    def activations(self, names: Iterable[str] | None = None) -> list[str]:
        """The modules that are the hidden layers' φ, of these names where they are given; what
        stands behind the last layer gives the output, and is none."""
        wanted = {_of(each).get("name") for each in self._places}
        wanted &= {*names} if names is not None else wanted
        kinds = {ACTIVATIONS[each] for each in wanted if each in ACTIVATIONS}
        order = list(self._modules)
        last = max((order.index(path) for path in self._modules if self.has(path)), default=0)
        return [
            path for path in order[:last] if type(self._modules[path]) in kinds and path
        ]  # fmt: skip


    @property
    def output_activation(self) -> str | None:
        """The module that stands last, where it is an activation."""
        leaves = [path for path, each in self._modules.items() if not [*each.children()]]
        last = leaves[-1] if leaves else ""
        kinds = (*ACTIVATIONS.values(), nn.Softmax, nn.LogSoftmax)
        return last if last and type(self._modules[last]) in kinds else None

    def recurrent(self, kinds: tuple[type[nn.Module], ...]) -> list[str]:
        """The recurrent layers of these kinds."""
        return [path for path, module in self.model.named_modules() if type(module) in kinds]

    def norm_after(self, path: str, kind: str | None) -> str | None:
        """The module that normalizes what a layer gives, `{m}` standing for the layer: a layer norm
        (of images a group norm of one group) unless `batch` is asked for."""
        module = self._modules.get(path)
        if isinstance(module, nn.Linear):
            name = "BatchNorm1d" if kind == "batch" else "LayerNorm"
            return f"nn.{name}({{m}}.out_features)"
        if isinstance(module, WEIGHTS):
            dimensions = type(module).__name__[-2]
            if kind == "batch":
                return f"nn.BatchNorm{dimensions}d({{m}}.out_channels)"
            return "nn.GroupNorm(1, {m}.out_channels)"
        return None


def scaled(inputs: torch.Tensor) -> bool:
    """Whether these inputs have about the scale of standardized ones: of each feature (of images,
    of each channel) a mean within 1 and a deviation from 0.2 to 5; constant ones do not count."""
    axes = standardized_over(inputs.dim())
    mean, deviation = inputs.double().mean(axes), inputs.double().std(axes)
    varies = deviation > 0
    usual = (mean.abs() <= 1) & (deviation >= 0.2) & (deviation <= 5)
    return bool(usual[varies].all())


def standardized_over(dimensions: int) -> tuple[int, ...]:
    """The axes over which inputs are standardized: a vector's features, a sequence's features and
    an image's channels are each by themselves."""
    return (0,) if dimensions == 2 else (0, 1) if dimensions == 3 else (0, *range(2, dimensions))


def _of(place: dict[str, Any]) -> dict[str, Any]:
    found = place.get("activation") or {}
    return found if found.get("name") not in (None, "identity", "none") else {}
