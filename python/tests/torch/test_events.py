"""The first value that is not finite is an event, and the losses before it stand in the log."""

from __future__ import annotations

import math
from pathlib import Path

import gradscope_recorder as gradscope
import torch
from gradscope_recorder.torch.events import first_bad
from reading import Log
from torch import Tensor, nn
from training import data, recorded


def test_forward_it_began_at_the_first_place_and_back_at_the_last() -> None:
    def place(name: str, **bad: int) -> dict[str, object]:
        return {"step": 4, "place": name, **bad}

    forward = [place("a"), place("b", nonFiniteActivations=2), place("c", nonFiniteActivations=9)]
    found = first_bad({"step": 4, "loss": math.nan}, forward)
    assert found is not None and (found["place"], found["tensor"]) == ("b", "activation")
    back = [place("a", nonFiniteDeltas=9), place("b", nonFiniteDeltas=1), place("c")]
    found = first_bad({"step": 4, "loss": 1.0}, back)
    assert found is not None and (found["place"], found["nonFinite"]) == ("b", 1)
    assert first_bad({"step": 4, "loss": 1.0}, [place("a")]) is None


def test_of_a_run_that_diverges(log: Path) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1))

    def loss(output: Tensor, y: Tensor) -> Tensor:
        return (output.squeeze(1) - y).square().mean() * 1e6

    found = recorded(model, log, steps=30, loss_of=loss)
    events = [each for each in found.events if each["event"] == "non-finite"]
    assert len(events) == 1
    step = events[0]["step"]
    assert all(line.get("nonFiniteActivations", 0) == 0 for (s, _), line in found.at.items()
               if s < step)  # fmt: skip


def test_a_loss_that_turns_bad_between_recorded_steps_is_followed(log: Path) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    with gradscope.watch(model, optimizer, log=log, every=50) as scope:
        for step, (x, y) in enumerate(data(40)):
            loss = nn.functional.cross_entropy(model(x * (math.inf if step == 23 else 1)), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    found = Log(log)
    assert [each["step"] for each in found.events if each["event"] == "non-finite"] == [23]
    # All losses before it, which only a multiple of 50 would have had a line of.
    assert [step for step in found.steps if step <= 23] == list(range(24))
    assert found.recorded() == [0, *range(24, 34)]
