"""Chains: alike places in order. The main one stands first."""

from __future__ import annotations

import re
from collections import defaultdict

from .places import Chain, Place


def chains_of(places: list[Place]) -> list[Chain]:
    """The chains among these places, which are in the order of the computation.

    Blocks' outputs are the main chain. Places within blocks whose paths differ in the block's
    number alone are chains, `blocks.*.attention.query`. Of the other hidden layers, those of one
    kind are a chain; a single one is, where there is no other chain. Places without δ (frozen) are
    in none: they would make rules inapplicable.
    """
    chains: list[Chain] = []
    by_pattern: dict[str, list[str]] = defaultdict(list)
    free: dict[str, list[Place]] = defaultdict(list)
    blocks = {each.path for each in places if each.kind == "block"}
    times: dict[str, list[str]] = defaultdict(list)
    for place in places:
        is_cell = place.kind == "recurrent" and place.z is not None
        if place.time is not None or is_cell:
            times[place.path].append(place.name)
            continue
        if not place.has_delta or place.kind == "output" or place.z is None:
            continue
        if place.kind == "block":
            by_pattern[_starred(place.path, place.path)].append(place.name)
            continue
        block = next((each for each in blocks if place.path.startswith(each + ".")), None)
        if block is not None:
            if place.kind != "normalization":
                by_pattern[_starred(place.path, block)].append(place.name)
        elif place.kind in ("dense", "convolution", "attention"):
            free[place.kind].append(place)
    patterns = {_starred(each, each) for each in blocks}
    streams = sorted(
        (name for name in by_pattern if name in patterns), key=lambda name: -len(by_pattern[name])
    )
    rest = [name for name in by_pattern if name not in patterns]
    for name in streams:
        chains.append(Chain(name, "depth", by_pattern[name]))
    layers = [
        Chain(_common(group), "depth", [each.name for each in group])
        for group in free.values()
        if len(group) > 1
    ]
    layers.sort(key=lambda each: -len(each.places))
    in_time = [Chain(path, "time", names) for path, names in times.items() if len(names) > 1]
    chains += in_time if not streams else []
    chains += layers
    chains += in_time if streams else []
    chains += [
        Chain(name, "depth", by_pattern[name]) for name in rest if len(by_pattern[name]) > 1
    ]
    # What is asked of the units of a layer is asked of a network with one hidden layer too.
    alone = [Chain(_common(each), "depth", [each[0].name]) for each in free.values() if each]
    return [each for each in chains if len(each.places) > 1] or alone


def _starred(path: str, block: str) -> str:
    """The path with `*` for the last number of its block's path."""
    return re.sub(r"(^|\.)\d+$", r"\1*", block) + path[len(block) :]


def _common(places: list[Place]) -> str:
    """A name for layers: their paths' common beginning with a star, or `hidden layers`."""
    paths = [each.path for each in places]
    start = paths[0]
    for path in paths[1:]:
        while not path.startswith(start):
            start = start[:-1]
    start = start[: start.rfind(".") + 1] if "." in start else ""
    if start:
        return f"{start}*"
    return "convolutions" if places[0].kind == "convolution" else "hidden layers"
