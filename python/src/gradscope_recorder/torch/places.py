"""Places and chains as the recorder keeps them, and as the log's first line says them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from torch import nn

from .activation import Activation

NORMS: tuple[tuple[type[nn.Module], str, bool], ...] = (
    (nn.modules.batchnorm._BatchNorm, "batch", True),
    (nn.LayerNorm, "layer", False),
    (nn.GroupNorm, "group", False),
    (nn.modules.instancenorm._InstanceNorm, "instance", False),
    (nn.RMSNorm, "rms", False),
)


class Site(NamedTuple):
    """Where a tensor can be seen: a call of a module, and which side of it.

    `part` is "output" or "input"; `call` counts the calls of the module within a pass from 0.
    """

    module: str
    call: int
    part: str


@dataclass
class Place:
    """Where a signal is measured. Its z and a are seen at sites; δ is ∂loss/∂z of an example.

    `activation` None: not known. `a` None with a known activation: a is computed as φ(z).
    `same` says that a is z, as at a block or an output.
    """

    name: str
    kind: str
    path: str
    module: nn.Module | None = None
    weights: list[nn.Parameter] = field(default_factory=list)
    units: int | None = None
    fan_in: int | None = None
    fan_out: int | None = None
    parameters: int | None = None
    activation: Activation | None = None
    norm: tuple[str, bool] | None = None
    bypass: float | None = None
    signal: str | None = None
    z: Site | None = None
    a: Site | None = None
    same: bool = False
    has_delta: bool = True
    time: int | None = None

    @property
    def line(self) -> dict[str, Any]:
        """The place as the first line of a log says it."""
        line: dict[str, Any] = {"name": self.name, "kind": self.kind}
        for key, value in (
            ("units", self.units),
            ("fanIn", self.fan_in),
            ("fanOut", self.fan_out),
            ("parameters", self.parameters),
            ("bypass", self.bypass),
            ("signal", self.signal),
        ):
            if value is not None:
                line[key] = value
        if self.activation is not None:
            line["activation"] = self.activation.facts
        if self.norm is not None:
            line["norm"] = {"name": self.norm[0], "usesBatch": self.norm[1]}
        return line


@dataclass
class Chain:
    """Alike places in order, from the input up or from the first time step on."""

    name: str
    axis: str
    places: list[str]

    @property
    def line(self) -> dict[str, Any]:
        """The chain as the first line of a log says it."""
        return {"name": self.name, "axis": self.axis, "places": self.places}


@dataclass
class Description:
    """What discovery found: the places in the order of the computation, the main chain first, and
    what cannot be measured, each with its reason; the place of each fused attention; the sizes of
    what the first layer is given."""

    places: list[Place]
    chains: list[Chain]
    unseen: list[tuple[str | None, str]] = field(default_factory=list)
    fused: list[str | None] = field(default_factory=list)
    features: dict[str, float] | None = None


def norm_of(module: nn.Module) -> tuple[str, bool] | None:
    """The norm that a module is: its name, and whether an example's result depends on the batch."""
    for kind, name, uses_batch in NORMS:
        if isinstance(module, kind):
            return name, uses_batch
    return None
