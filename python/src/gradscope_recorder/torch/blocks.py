"""Repeated blocks of a model: modules of one class that stand in a list, with layers inside."""

from __future__ import annotations

import re
from collections import defaultdict

from torch import nn

from .calls import Call, Calls
from .graph import has_shortcut
from .places import Place, Site
from .tensors import stripped

NUMBER = re.compile(r"(^|\.)\d+$")


def pattern(path: str) -> str:
    """A path with `*` for its last part where that is a number: `blocks.3` is `blocks.*`."""
    return NUMBER.sub(r"\1*", path)


def blocks_of(calls: Calls, places: list[Place]) -> list[tuple[Place, int]]:
    """A place for each output of a repeated block, with its order in the computation.

    Blocks are two or more modules of one class with numbers as names in the same list, with layers
    of their own inside, whose outputs have the same shape as their inputs or one another.
    """
    groups: dict[str, list[Call]] = defaultdict(list)
    for call in calls.all:
        is_container = any(True for _ in call.module.children())
        if not is_container or isinstance(call.module, nn.MultiheadAttention):
            continue
        if NUMBER.search(call.path) and call.output is not None:
            groups[pattern(call.path)].append(call)
    found: list[tuple[Place, int]] = []
    for group in groups.values():
        kinds = {type(each.module) for each in group}
        inside = [
            any(place.path.startswith(stripped(each.path) + ".") for place in places)
            for each in group
        ]
        if len({each.path for each in group}) < 2 or len(kinds) != 1 or not all(inside):
            continue
        # A block within a block is its inner structure, not the stream.
        if any(_is_inside(group[0].path, other) for other in groups.values() if other is not group):
            continue
        bypass = any(
            each.input_node is not None and has_shortcut(each.output_node, each.input_node)
            for each in group
        )
        for each in group:
            name = stripped(each.path) + (f"#{each.index + 1}" if each.index else "")
            place = Place(name, "block", stripped(each.path), same=True)
            place.units = each.shape[1] if len(each.shape) == 4 else each.shape[-1]
            place.bypass = 1.0 if bypass else None
            place.z = Site(each.path, each.index, "output")
            place.has_delta = each.requires_grad or any(
                weight.requires_grad for weight in each.module.parameters()
            )
            found.append((place, each.order))
    return found


def _is_inside(path: str, others: list[Call]) -> bool:
    return any(path.startswith(each.path + ".") for each in others) and len(
        {each.path for each in others}
    ) > 1
