"""Places of a model as a reader types them: `model.encoder[3]`, several alike ones as a loop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from torch import nn

# So many alike modules are a loop.
FEWEST = 3
# Stands in a statement where the module does.
MODULE = "{m}"


def expression(model: nn.Module, path: str) -> str:
    """`encoder.3.act` as `model.encoder[3].act`; a key of a dictionary of modules as `["key"]`."""
    text, module = "model", model
    for part in path.split(".") if path else []:
        if isinstance(module, nn.ModuleDict):
            text += f"[{part!r}]"
        elif isinstance(module, nn.Sequential | nn.ModuleList) and part.isdigit():
            text += f"[{part}]"
        elif part.isidentifier():
            text += f".{part}"
        else:
            text = f"getattr({text}, {part!r})"
        module = module.get_submodule(part)
    return text


def statements(model: nn.Module, paths: Sequence[str], statement: str) -> list[str]:
    """The lines that do a statement to each of these modules, `{m}` standing for the module:
    over all modules of these types where it is all of them, over a range of indices, or one by one.

    A statement that puts something in the module's place begins with `{m} =`.
    """
    if not statement.startswith(f"{MODULE} =") and len(paths) >= FEWEST:
        kinds = {type(model.get_submodule(path)) for path in paths}
        every = {path for path, module in model.named_modules() if type(module) in kinds}
        if every == {*paths} and all(_is_of_torch(kind) for kind in kinds):
            names = sorted(f"nn.{kind.__name__}" for kind in kinds)
            test = names[0] if len(names) == 1 else f"({', '.join(names)})"
            head = ["for layer in model.modules():", f"    if isinstance(layer, {test}):"]
            return [*head, f"        {statement.replace(MODULE, 'layer')}"]
    lines: list[str] = []
    rest = list(paths)
    while rest:
        run = _longest(model, rest)
        if len(run) < FEWEST:
            lines += [statement.replace(MODULE, expression(model, path)) for path in rest]
            break
        at = _position(run)
        indices = [int(path.split(".")[at]) for path in run]
        parts = run[0].split(".")
        before = expression(model, ".".join(parts[:at]))
        element = model.get_submodule(".".join(parts[: at + 1]))
        after = expression(element, ".".join(parts[at + 1 :])).removeprefix("model")
        step = indices[1] - indices[0]
        start = f"{indices[0]}, " if indices[0] or step > 1 else ""
        range_ = f"{start}{indices[-1] + 1}" + (f", {step}" if step > 1 else "")
        lines.append(f"for i in range({range_}):")
        lines.append(f"    {statement.replace(MODULE, f'{before}[i]{after}')}")
        rest = [path for path in rest if path not in run]
    return lines


def _is_of_torch(kind: type) -> bool:
    # A class of its own that is derived from such a one is found by isinstance as well.
    return getattr(nn, kind.__name__, None) is kind


def _longest(model: nn.Module, paths: Sequence[str]) -> list[str]:
    """The most paths that differ in one index only, at equal distances."""
    families: dict[tuple[int, tuple[str, ...], tuple[str, ...]], list[int]] = defaultdict(list)
    for path in paths:
        parts = path.split(".")
        for at, part in enumerate(parts):
            parent = model.get_submodule(".".join(parts[:at]))
            if part.isdigit() and isinstance(parent, nn.Sequential | nn.ModuleList):
                families[at, tuple(parts[:at]), tuple(parts[at + 1 :])].append(int(part))
    best: list[str] = []
    for (_, before, after), found in families.items():
        run: list[int] = []
        for index in sorted(found):
            if len(run) > 1 and index - run[-1] != run[1] - run[0]:
                break
            run.append(index)
        if len(run) > len(best):
            best = [".".join([*before, str(index), *after]) for index in run]
    return best


def _position(run: Sequence[str]) -> int:
    """Where these paths differ."""
    first, second = run[0].split("."), run[1].split(".")
    return next(at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
