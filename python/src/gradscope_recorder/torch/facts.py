"""What the optimizer object and the loss's own graph say of a training."""

from __future__ import annotations

from typing import Any

from torch.optim import Optimizer

import torch
from torch import Tensor, nn

from ..native import kernel
from .graph import TRANSPARENT
from .statistics import address

DIVIDES = {
    "SGD": False, "ASGD": False, "Adam": True, "AdamW": True, "NAdam": True, "RAdam": True,
    "Adamax": True, "SparseAdam": True, "RMSprop": True, "Rprop": True, "Adagrad": True,
    "Adadelta": True, "Adafactor": True, "Lion": True,
}  # fmt: skip

# By the node of a loss in the graph: its name and the task that it is made for.
LOSSES = {
    "NllLossBackward0": ("cross-entropy", "classification"),
    "NllLoss2DBackward0": ("cross-entropy", "classification"),
    "NllLossNdBackward0": ("cross-entropy", "classification"),
    "BinaryCrossEntropyWithLogitsBackward0": ("bce", "multi-label"),
    "BinaryCrossEntropyBackward0": ("bce", "multi-label"),
    "MseLossBackward0": ("mse", "regression"),
    "L1LossBackward0": ("mae", "regression"),
    "SmoothL1LossBackward0": ("huber", "regression"),
    "HuberLossBackward0": ("huber", "regression"),
}


def optimizer_facts(optimizer: Optimizer | None) -> dict[str, Any]:
    """Name, momentum (of Adam β₁), learning rate, weight decay: of the first group of parameters;
    what is not alike in all groups is left out."""
    if optimizer is None:
        return {}
    name = type(optimizer).__name__
    facts: dict[str, Any] = {"optimizer": name.lower()}
    if name in DIVIDES:
        facts["dividesByGradientSize"] = DIVIDES[name]
    first = optimizer.param_groups[0]
    for key, fact in (("lr", "learningRate"), ("weight_decay", "weightDecay")):
        values = {float(group[key]) for group in optimizer.param_groups if key in group}
        if len(values) == 1:
            facts[fact] = values.pop()
    if "betas" in first:
        facts["momentum"] = float(first["betas"][0])
        facts["beta2"] = float(first["betas"][1])
    elif "momentum" in first:
        facts["momentum"] = float(first["momentum"])
    return facts


def learning_rate(optimizer: Optimizer | None) -> float | None:
    """The learning rate of the first group of parameters."""
    if optimizer is None or "lr" not in optimizer.param_groups[0]:
        return None
    return float(optimizer.param_groups[0]["lr"])


def precision_of(model: nn.Module) -> str | None:
    """The precision of the computation: autocast's, else the weights'."""
    for device in ("cuda", "cpu"):
        if torch.is_autocast_enabled(device):
            return _PRECISIONS.get(torch.get_autocast_dtype(device))
    kinds = {each.dtype for each in model.parameters() if each.is_floating_point()}
    return _PRECISIONS.get(kinds.pop()) if len(kinds) == 1 else None


_PRECISIONS = {
    torch.float64: "float64", torch.float32: "float32",
    torch.bfloat16: "bfloat16", torch.float16: "float16",
}  # fmt: skip


def loss_node(loss: Tensor) -> Any:
    """The node of a known loss in the graph of a scalar, a few steps below it; None without one.

    Two known losses in one graph are a sum of losses, which no single name says: None.
    """
    found: list[Any] = []
    waiting = [(loss.grad_fn, 0)]
    seen: set[Any] = set()
    while waiting:
        node, depth = waiting.pop()
        if node is None or node in seen or depth > 6:
            continue
        seen.add(node)
        if node.name() in LOSSES:
            found.append(node)
            continue
        waiting += [(below, depth + 1) for below, _ in node.next_functions]
    return found[0] if len(found) == 1 else None


def loss_facts(loss: Tensor) -> dict[str, Any]:
    """Task, classes, loss and reduction, as far as the loss's graph shows them."""
    node = loss_node(loss)
    if node is None:
        return {}
    name, task = LOSSES[node.name()]
    facts: dict[str, Any] = {"loss": name, "task": task}
    reduction = getattr(node, "_saved_reduction", None)
    # A sum that is divided by something is most often a mean: that is for `loss_reduction` to say.
    if reduction == 1 or (reduction == 2 and not _is_divided(loss.grad_fn, node)):
        facts["reduction"] = "mean" if reduction == 1 else "sum"
    if task == "classification":
        below = node.next_functions[0][0]
        shape = _shape(below)
        if shape is not None and len(shape) > 0:
            facts["classes"] = int(shape[1] if len(shape) > 1 else shape[0])
        if below is None or not below.name().startswith("LogSoftmax"):
            facts["loss"] = "nll"
            facts.pop("classes", None)
    given = _given(node)
    if given is not None:
        facts["loss"] = {"name": facts["loss"], "inputActivation": given}
    return facts


def _given(node: Any) -> str | None:
    """`softmax` or `sigmoid`, where a loss that applies it itself was given its result."""
    wanted = {"cross-entropy": "Softmax", "bce": "Sigmoid"}.get(LOSSES[node.name()][0])
    if wanted is None or node.name() == "BinaryCrossEntropyBackward0":
        return None
    below = node.next_functions[0][0]
    if wanted == "Softmax" and below is not None and below.name().startswith("LogSoftmax"):
        below = below.next_functions[0][0]
    while below is not None and below.name().startswith(TRANSPARENT):
        below = below.next_functions[0][0]
    is_given = below is not None and below.name().startswith(f"{wanted}Backward")
    return wanted.lower() if is_given else None


def _is_divided(root: Any, node: Any) -> bool:
    """Whether a division or a product stands between the root and a node below it."""
    waiting = [(root, False)]
    seen: set[Any] = set()
    while waiting:
        each, divided = waiting.pop()
        if each is node:
            return divided
        if each is None or each in seen:
            continue
        seen.add(each)
        divided = divided or each.name().startswith(("Div", "Mul"))
        waiting += [(below, divided) for below, _ in each.next_functions]
    return False


def _shape(node: Any) -> tuple[int, ...] | None:
    try:
        return tuple(node._input_metadata[0].shape)
    except (AttributeError, IndexError, RuntimeError):
        return None


def accuracy(loss: Tensor) -> tuple[Tensor | int, Tensor | int] | None:
    """How many of the batch have the label as their largest log-probability, and how many have a
    label, from what the loss's graph holds before its backward pass; None where it does not show
    it."""
    node = loss_node(loss)
    if node is None or not node.name().startswith("NllLoss"):
        return None
    try:
        scores, target = node._saved_self.detach(), node._saved_target
    except RuntimeError:  # The backward pass has freed them.
        return None
    if scores.dim() < 2:
        return None
    native = kernel()
    if native is not None and scores.dim() == 2 and target.dtype is torch.int64:
        place = address(scores)
        if place and target.is_cpu and target.is_contiguous() and not scores.is_neg():
            labels = target.data_ptr()
            rows, classes = scores.shape
            return native.right(place, labels, rows, classes, node._saved_ignore_index)
    right = scores.argmax(1) == target
    if node._saved_weight is None and node._saved_ignore_index < 0:
        # An ignored label is never the largest, and the loss has counted the others.
        return right.sum(), node._saved_total_weight
    counted = target != node._saved_ignore_index
    return (right & counted).sum(), counted.sum()
