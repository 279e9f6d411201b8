"""The changes that can be made to any module tree, of a kind each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import torch
from torch import nn

from . import initializers
from .change import Change
from .numbers import plain
from .paths import statements
from .tree import ACTIVATIONS, Tree, scaled, standardized_over

# The initializer made for a straight line.
OUTPUTS = "lecun-normal"


class Left(Exception):
    """A change that this network cannot have; the message says why."""


def initialization(tree: Tree, names: Mapping[str, str]) -> Change:
    """Draws the weights of these layers by these initializers, and those of the outputs, which no
    activation follows, with Var W = 1 / fan-in."""
    groups: dict[str, list[str]] = defaultdict(list)
    for path, name in names.items():
        if initializers.call(name) is not None and tree.has(path):
            groups[name].append(path)
    if not groups:
        raise Left("no layer of nn.Linear or nn.Conv has an activation that was recognized")
    title = f"initialize with {' and '.join(groups)}"
    groups[OUTPUTS] += [path for path in tree.outputs if path not in names]
    lines: list[str] = []
    for name, paths in groups.items():
        lines += statements(tree.model, paths, initializers.call(name) or "")
    return Change("initialization", title, on_model=tuple(lines))


def scaled_weights(tree: Tree, paths: Sequence[str], factor: float) -> Change:
    """The first weights of these layers times a factor."""
    found = [path for path in paths if tree.has(path)]
    if not found:
        raise Left("the weights to scale are in no layer of nn.Linear or nn.Conv")
    lines = statements(tree.model, found, f"{{m}}.weight.data.mul_({factor:.3g})")
    return Change("initialization", f"first weights × {factor:.3g}", on_model=tuple(lines))


def rate(factor: float) -> Change:
    """The learning rate times a factor."""
    words = plain(factor)
    lines = ("for group in optimizer.param_groups:", f'    group["lr"] *= {words}')
    title = f"learning rate × {words}"
    return Change("learning-rate", title, size=abs(math.log(factor)), on_optimizer=lines)


def decay(factor: float) -> Change:
    """The weight decay times a factor."""
    value = f'{factor:.3g} * group["weight_decay"]'
    # Ten times nothing is nothing.
    value = f"max(0.0001, {value})" if factor > 1 else value
    lines = ("for group in optimizer.param_groups:", f'    group["weight_decay"] = {value}')
    return Change("weight-decay", f"weight decay × {factor:.3g}", on_optimizer=lines)


def warm_up(steps: int) -> Change:
    """A learning rate that rises over the first tenth of the steps."""
    over = max(1, steps // 10)
    head = "scheduler = torch.optim.lr_scheduler.LinearLR("
    line = f"{head}optimizer, start_factor=0.01, total_iters={over})"
    title = f"warm up over {over} steps"
    return Change("schedule", title, on_optimizer=(line,), on_step=("scheduler.step()",))


def cosine(steps: int) -> Change:
    """A learning rate that falls to 0 over the run."""
    head = "scheduler = torch.optim.lr_scheduler.CosineAnnealingLR"
    line = f"{head}(optimizer, T_max={steps})"
    title = "let the learning rate fall (cosine)"
    return Change("schedule", title, on_optimizer=(line,), on_step=("scheduler.step()",))


def longer(factor: float) -> Change:
    """More steps."""
    times = max(2, round(factor))
    return Change("steps", f"{times} times the steps", steps=times)


def clipping(bound: float) -> Change:
    """A bound on the norm of all gradients."""
    line = f"torch.nn.utils.clip_grad_norm_(model.parameters(), {bound:.3g})"
    return Change("clipping", f"clip the gradient norm at {bound:.3g}", on_gradients=(line,))


def standardized(inputs: torch.Tensor | None) -> Change:
    """Inputs of mean 0 and deviation 1."""
    if inputs is None:
        raise Left(
            "batches are not (inputs, targets) with inputs of floating point and one shape"
        )
    if scaled(inputs):
        raise Left("the inputs have about mean 0 and deviation 1 already")
    axes = standardized_over(inputs.dim())
    over = f"{axes[0]}" if len(axes) == 1 else f"{axes}"
    lines = tuple(f"{each} = inputs.{each}({over}, keepdim=True)" for each in ("mean", "std"))
    return Change(
        "inputs", "standardize the inputs", on_data=lines,
        on_inputs=("inputs = (inputs - mean) / (std + 1e-8)",),
    )  # fmt: skip


def normalization(tree: Tree, kind: str | None = None) -> Change:
    """A norm behind each hidden layer, before its activation."""
    groups: dict[str, list[str]] = defaultdict(list)
    for path in tree.hidden:
        norm = tree.norm_after(path, kind)
        # The model itself has no place that something else could be put in.
        if norm is not None and path:
            groups[norm].append(path)
    if not groups:
        raise Left("no hidden layer is of nn.Linear or nn.Conv, so there is no place for a norm")
    lines: list[str] = []
    for norm, paths in groups.items():
        lines += statements(tree.model, paths, f"{{m}} = nn.Sequential({{m}}, {norm})")
    title = f"{kind or 'layer'} norm before the activations"
    return Change("normalization", title, on_model=tuple(lines))


def activation(tree: Tree, name: str, initializer: str) -> Change:
    """Another φ in the hidden layers, with the initializer made for it."""
    kind = ACTIVATIONS.get(name)
    if kind is None:
        raise Left(f"PyTorch has no module of {name}")
    found = tree.activations()
    paths = [path for path in found if type(tree.model.get_submodule(path)) is not kind]
    if not paths:
        raise Left(
            f"its activations are {name} already" if found
            else "its activations are no modules: they are called in forward()"
        )
    lines = statements(tree.model, paths, f"{{m}} = nn.{kind.__name__}()")
    drawn = dict.fromkeys(tree.hidden, initializer)
    lines += initialization(tree, drawn).on_model if drawn else ()
    return Change("activation", f"{name} with {initializer}", on_model=tuple(lines))


def raw_outputs(tree: Tree) -> Change:
    """Outputs that no activation follows, as the losses take them."""
    path = tree.output_activation
    if path is None:
        raise Left("what follows the last layer is no module: it is called in forward()")
    lines = statements(tree.model, [path], "{m} = nn.Identity()")
    name = type(tree.model.get_submodule(path)).__name__
    return Change("loss", f"outputs without {name}", on_model=tuple(lines))


def orthogonal_recurrence(tree: Tree) -> Change:
    """Recurrent weights that are orthogonal."""
    paths = tree.recurrent((nn.RNN, nn.LSTM, nn.GRU))
    if not paths:
        raise Left("no layer is of nn.RNN, nn.LSTM or nn.GRU")
    lines = statements(tree.model, paths, "nn.init.orthogonal_({m}.weight_hh_l0)")
    return Change("initialization", "orthogonal recurrent weights", on_model=tuple(lines))


def open_gates(tree: Tree, bias: float) -> Change:
    """Gates that begin open: of an LSTM the forget gate, of a GRU the update gate."""
    paths = tree.recurrent((nn.LSTM, nn.GRU))
    if not paths:
        raise Left("no layer is of nn.LSTM or nn.GRU")
    # Both are the second block of rows.
    rows = "{m}.hidden_size:2 * {m}.hidden_size"
    lines = statements(tree.model, paths, f"{{m}}.bias_hh_l0.data[{rows}] = {bias:.3g}")
    return Change("initialization", f"gates begin open, bias {bias:.3g}", on_model=tuple(lines))
