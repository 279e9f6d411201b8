"""Places and chains, as the first line of a log says them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# Last parts of a path that mean a query projection.
QUERIES = {"query", "q_proj", "to_q", "q_lin", "wq", "query_proj", "q", "query_dense"}


@dataclass
class Place:
    """Where a signal is measured. `same` says that a is z, as at a block or an output."""

    name: str
    kind: str
    units: int | None = None
    fan_in: int | None = None
    fan_out: int | None = None
    parameters: int | None = None
    activation: str | None = None
    norm: tuple[str, bool] | None = None
    bypass: float | None = None
    same: bool = False

    @property
    def line(self) -> dict[str, Any]:
        """The place as the log says it."""
        line: dict[str, Any] = {"name": self.name, "kind": self.kind}
        for key, value in (
            ("units", self.units),
            ("fanIn", self.fan_in),
            ("fanOut", self.fan_out),
            ("parameters", self.parameters),
            ("bypass", self.bypass),
        ):
            if value is not None:
                line[key] = value
        if self.activation is not None:
            line["activation"] = {"name": self.activation}
        if self.norm is not None:
            line["norm"] = {"name": self.norm[0], "usesBatch": self.norm[1]}
        return line


def chains_of(places: Iterable[Place]) -> list[dict[str, Any]]:
    """The chains of alike places, the main one first.

    Blocks are the main chain. Query projections, and hidden layers of one kind, are one each; where
    there are blocks, only those whose names differ in numbers alone.
    """
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    every = list(places)
    has_blocks = sum(each.kind == "block" for each in every) > 1
    for place in every:
        if place.kind == "block":
            groups[0, "blocks"].append(place.name)
        elif place.kind in ("dense", "convolution", "attention"):
            alike = re.sub(r"\d+", "*", place.name) if has_blocks else place.kind
            groups[1, alike].append(place.name)
    ordered = sorted(
        ((key, names) for key, names in groups.items() if len(names) > 1),
        key=lambda each: (each[0][0], -len(each[1])),
    )
    titles = {"dense": "hidden layers", "convolution": "convolutions", "attention": "queries"}
    return [
        {"name": titles.get(key[1], key[1]), "axis": "depth", "places": names}
        for key, names in ordered
    ]
