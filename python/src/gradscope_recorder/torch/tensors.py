"""Tensors in what modules take and give, and names of modules."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from torch import Tensor, nn

WRAPPERS = ("_orig_mod", "module")


def tensors(value: Any) -> Iterator[Tensor]:
    """The tensors in a tensor, tuple, list, dictionary or object with fields, in order."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from tensors(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from tensors(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from tensors(getattr(value, name))


def first_tensor(value: Any) -> Tensor | None:
    """The first tensor of floating point in it; None without one."""
    if isinstance(value, Tensor):
        return value if value.is_floating_point() else None
    for each in tensors(value):
        if each.is_floating_point():
            return each
    return None


def replace_first(value: Any, new: Tensor) -> Any:
    """The same tuple or list with its first tensor exchanged."""
    if isinstance(value, Tensor):
        return new
    items = list(value)
    for index, each in enumerate(items):
        if first_tensor(each) is not None:
            items[index] = replace_first(each, new)
            break
    return tuple(items) if isinstance(value, tuple) else items


def on_gradient(x: Tensor, hook: Callable[[Tensor], None]) -> None:
    """`x.register_hook(hook)` without the handle that takes it off, which costs more than all that
    the hook does."""
    node: Any = x.grad_fn
    if type(x) is Tensor and x._backward_hooks is None and hasattr(node, "_register_hook_dict"):
        x._backward_hooks = OrderedDict(gradscope=hook)
        node._register_hook_dict(x)
    else:
        x.register_hook(hook)  # type: ignore[no-untyped-call]


def batch_size(args: Any, kwargs: Any = None) -> int | None:
    """The first dimension of the first tensor that a model is given; None without one."""
    for each in tensors([args, kwargs or {}]):
        if each.dim() > 0:
            return int(each.shape[0])
    return None


def stripped(path: str) -> str:
    """A path without what wrappers put in: `module.` of DataParallel and DDP, `_orig_mod.` of
    torch.compile."""
    parts = [part for part in path.split(".") if part != "_orig_mod"]
    while parts and parts[0] == "module":
        parts = parts[1:]
    return ".".join(parts)


def unwrapped(model: nn.Module) -> nn.Module:
    """The model inside of DDP, DataParallel and torch.compile."""
    while True:
        inner = getattr(model, "_orig_mod", None)
        if inner is None and type(model).__name__ in (
            "DistributedDataParallel",
            "DataParallel",
            "FullyShardedDataParallel",
        ):
            inner = getattr(model, "module", None)
        if not isinstance(inner, nn.Module):
            return model
        model = inner


def is_compiled(model: nn.Module) -> bool:
    """Whether torch.compile has wrapped the model or a part of it."""
    return any(
        hasattr(each, "_orig_mod") or each._compiled_call_impl is not None
        for each in model.modules()
    )
