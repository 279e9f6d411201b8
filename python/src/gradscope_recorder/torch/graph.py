"""The autograd graph of a first pass: which node reads what another one made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from torch import Tensor

# Nodes that hand values on without changing them: forms, and choices of them.
TRANSPARENT = (
    "View", "UnsafeView", "Reshape", "Transpose", "Permute", "Clone", "Squeeze", "Unsqueeze",
    "TBackward", "Alias", "Expand", "Contiguous", "ToCopy",
)  # fmt: skip
# What may lie between a shortcut's two ends without weights.
ON_A_SHORTCUT = (
    *TRANSPARENT, "Add", "Relu", "NativeLayerNorm", "NativeBatchNorm", "NativeDropout",
    "CudnnBatchNorm", "FusedRmsNorm",
)  # fmt: skip
NORM_NODES = {
    "NativeLayerNormBackward0": ("layer", False),
    "NativeBatchNormBackward0": ("batch", True),
    "CudnnBatchNormBackward0": ("batch", True),
    "NativeGroupNormBackward0": ("group", False),
}
# What a layer with weights makes of what it is given.
LAYER_NODES = ("AddmmBackward0", "MmBackward0", "ConvolutionBackward0")


def _starts(node: Any, names: Iterable[str]) -> bool:
    name = node.name()
    return any(name.startswith(each) for each in names)


class Graph:
    """The nodes from some outputs back to the parameters, with who reads whom."""

    def __init__(self, outputs: Iterable[Tensor]) -> None:
        # Nodes are kept, so that each stays the same Python object.
        self.nodes: list[Any] = []
        self._readers: dict[Any, list[Any]] = {}
        seen: set[Any] = set()
        waiting = [each.grad_fn for each in outputs if each.grad_fn is not None]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            self.nodes.append(node)
            for below, _ in node.next_functions:
                if below is not None:
                    self._readers.setdefault(below, []).append(node)
                    waiting.append(below)

    def readers(self, node: Any) -> Iterator[Any]:
        """The nodes that read this one's result, by way of transparent ones, too."""
        seen: set[Any] = set()
        waiting = list(self._readers.get(node, ()))
        while waiting:
            reader = waiting.pop()
            if reader in seen:
                continue
            seen.add(reader)
            if _starts(reader, TRANSPARENT):
                waiting.extend(self._readers.get(reader, ()))
            else:
                yield reader


def has_shortcut(output: Any, block_input: Any) -> bool:
    """Whether a way without weights leads from a block's output node back to its input's node,
    and an addition lies on it."""
    seen: set[tuple[Any, bool]] = set()
    waiting = [(output, False)]
    while waiting:
        node, added = waiting.pop()
        if (node, added) in seen or node is None:
            continue
        seen.add((node, added))
        if node is block_input:
            if added:
                return True
            continue
        if _starts(node, ON_A_SHORTCUT):
            added = added or node.name().startswith("Add")
            waiting.extend((below, added) for below, _ in node.next_functions)
    return False
