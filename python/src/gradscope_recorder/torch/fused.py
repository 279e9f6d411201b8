"""F.scaled_dot_product_attention, which is no module and gives no weights out: its query and key
are read from the autograd graph, before the backward pass frees them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

from .attention import of_logits
from .calls import Calls
from .capture import Capture
from .graph import TRANSPARENT, Graph
from .places import Place


def fused_nodes(outputs: Iterable[Tensor]) -> list[Any]:
    """The nodes of fused attention below these outputs, in the order in which they were made."""
    nodes = [each for each in Graph(outputs).nodes if each.name().startswith("ScaledDotProduct")]
    return sorted(nodes, key=lambda node: int(node._sequence_nr()))


def owners(calls: Calls, places: list[Place]) -> list[str | None]:
    """For each fused attention the place whose output its query is; None where there is none."""
    made = {call.output_node: call for call in calls.all if call.output_node is not None}
    names = {(p.z.module, p.z.call): p.name for p in places if p.kind == "attention" and p.z}
    found: list[str | None] = []
    for node in fused_nodes(calls.outputs):
        below = node.next_functions[0][0]
        while below is not None and below not in made and below.name().startswith(TRANSPARENT):
            below = below.next_functions[0][0]
        call = made.get(below)
        found.append(names.get((call.path, call.index)) if call is not None else None)
    return found


def unseen(places: list[Place], fused: list[str | None]) -> list[tuple[str | None, str]]:
    """What of attention cannot be measured."""
    what = "attentionEntropy and attentionLogitMax"
    found: list[tuple[str | None, str]] = []
    if None in fused:
        found.append(("attention", f"{what}, where the query is no projection of its own"))
    for place in places:
        is_projection = place.kind == "attention" and hasattr(place.module, "in_features")
        if is_projection and place.name not in fused:
            found.append((place.name, f"{what}: F.scaled_dot_product_attention does not use it"))
    return found


@torch.no_grad()
def look(outputs: Iterable[Tensor], names: list[str | None], capture: Capture) -> None:
    """Takes entropy and largest logit of each fused attention of a pass, of the window's examples;
    nothing where the pass has other ones than the first had."""
    nodes = fused_nodes(outputs)
    if len(nodes) != len(names):
        return
    for node, name in zip(nodes, names, strict=True):
        if name is not None and name not in capture.extra:
            found = _statistics(node, capture)
            if found:
                capture.extra[name] = found


def _statistics(node: Any, capture: Capture) -> dict[str, float]:
    # q: [B, H, T, D]; k: [B, H, S, D]; a mask is True, or 0, where attention may look.
    query, key, mask = node._saved_query, node._saved_key, getattr(node, "_saved_attn_mask", None)
    if mask is None:
        mask = getattr(node, "_saved_attn_bias", None)
    window = capture.window
    if window is not None and query.shape[0] == window.batch:
        part = slice(window.start, window.start + window.examples)
        query, key = query[part], key[part]
        if mask is not None and mask.dim() == 4 and mask.shape[0] == window.batch:
            mask = mask[part]
    scale = node._saved_scale
    scale = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    if query.dim() == 4 and key.shape[1] != query.shape[1]:
        key = key.repeat_interleave(query.shape[1] // key.shape[1], 1)
    logits = (query @ key.transpose(-2, -1)).float() * scale
    hidden = torch.zeros_like(logits, dtype=torch.bool)
    if node._saved_is_causal:
        hidden |= torch.ones_like(logits[0, 0], dtype=torch.bool).tril().logical_not()
    if mask is not None and mask.dtype == torch.bool:
        hidden |= ~mask
    elif mask is not None:
        logits, hidden = logits + mask, hidden | (mask == -math.inf)
    return of_logits(logits, hidden)
