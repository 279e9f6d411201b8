"""Modules as a reader types them."""

from __future__ import annotations

import torch
from gradscope_recorder.prescriptions.paths import expression, statements
from torch import nn

DRAW = "nn.init.zeros_({m}.weight)"


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(4, 4), nn.Linear(4, 4)
        self.act = nn.ReLU()


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 4))
        self.blocks = nn.ModuleList(Block() for _ in range(4))
        self.heads = nn.ModuleDict({"0": nn.Linear(4, 2), "class-b": nn.Linear(4, 2)})
        self.last = nn.Conv1d(1, 1, 1)


def run(model: nn.Module, lines: list[str]) -> None:
    exec("\n".join(lines), {"model": model, "nn": nn, "torch": torch})


def test_a_path_is_what_python_reads() -> None:
    model = Network()
    for path, module in model.named_modules():
        assert eval(expression(model, path), {"model": model}) is module
    assert expression(model, "encoder.2") == "model.encoder[2]"
    assert expression(model, "blocks.3.act") == "model.blocks[3].act"
    assert expression(model, "heads.class-b") == "model.heads['class-b']"


def test_all_of_a_kind_are_a_loop_over_modules() -> None:
    model = Network()
    every = [path for path, module in model.named_modules() if type(module) is nn.Linear]
    assert statements(model, every, DRAW) == [
        "for layer in model.modules():",
        "    if isinstance(layer, nn.Linear):",
        "        nn.init.zeros_(layer.weight)",
    ]


def test_some_are_a_loop_over_indices_and_the_rest_by_name() -> None:
    model = Network()
    paths = ["encoder.0", *(f"blocks.{i}.second" for i in (1, 2, 3))]
    lines = statements(model, paths, DRAW)
    assert lines == [
        "for i in range(1, 4):",
        "    nn.init.zeros_(model.blocks[i].second.weight)",
        "nn.init.zeros_(model.encoder[0].weight)",
    ]
    run(model, lines)
    for path, module in model.named_modules():
        if isinstance(module, nn.Linear):
            assert bool((module.weight == 0).all()) == (path in paths)


def test_every_other_layer_of_a_sequence() -> None:
    model = nn.Sequential(*(nn.Linear(2, 2) for _ in range(9)))
    lines = statements(model, ["0", "2", "4", "6"], DRAW)
    assert lines[0] == "for i in range(0, 7, 2):"


def test_what_takes_a_modules_place_goes_by_its_name() -> None:
    model = Network()
    lines = statements(model, [f"blocks.{i}.act" for i in range(4)], "{m} = nn.Tanh()")
    assert lines == ["for i in range(4):", "    model.blocks[i].act = nn.Tanh()"]
    run(model, lines)
    assert all(isinstance(model.blocks[i].act, nn.Tanh) for i in range(4))
