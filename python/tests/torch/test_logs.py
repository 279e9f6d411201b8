"""The log is readable whatever happens: each line valid, after a divergence, after a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

import gradscope_recorder as gradscope
import torch
from torch import Tensor, nn
from training import Mixed, recorded

SCHEMA = Path(__file__).parents[3] / "Documentation" / "run-log.schema.json"


@pytest.mark.parametrize("make", [Mixed, lambda: nn.Sequential(nn.Linear(6, 4), nn.ReLU(),
                                                               nn.Linear(4, 3))])  # fmt: skip
def test_every_line_is_valid(log: Path, make: object) -> None:
    torch.manual_seed(1)
    recorded(make(), log, steps=25)  # type: ignore[operator]
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
    for number, line in enumerate(log.read_text().splitlines(), 1):
        def refuse(constant: str) -> None:
            raise ValueError(constant)

        error = next(validator.iter_errors(json.loads(line, parse_constant=refuse)), None)
        assert error is None, (number, line[:200], error)


def test_a_log_of_a_run_that_diverges(log: Path) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1))

    def loss(output: Tensor, y: Tensor) -> Tensor:
        return (output.squeeze(1) - y).square().mean() * 1e6

    found = recorded(model, log, steps=30, loss_of=loss)
    assert found.end == "diverged"
    assert any(line.get("deltaRMS") == "nan" for line in found.at.values())
    assert any(line.get("nonFiniteActivations", 0) > 0 for line in found.at.values())


def test_the_log_that_exists_is_refused_or_gone_on_with(log: Path) -> None:
    torch.manual_seed(1)
    model = Mixed()
    recorded(model, log, steps=5)
    with pytest.raises(FileExistsError, match="append=True"):
        gradscope.watch(model, log=log)
    with log.open("ab") as file:
        file.write(b'{"step": 5, "lo')  # as a killed process leaves it
    found = recorded(model, log, steps=4, append=True)
    assert found.recorded() == list(range(9))
    assert [each["end"] for each in found.lines if "end" in each] == ["completed"] * 2
    assert sum("schema" in each for each in found.lines) == 1


CHILD = """
import sys, torch
from torch import nn
import gradscope_recorder as gradscope
torch.set_num_threads(1)
model = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 3))
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
scope = gradscope.watch(model, optimizer, log=sys.argv[1], every=1)
x, y = torch.randn(12, 6), torch.arange(12) % 3
print("ready", flush=True)
while True:
    loss = nn.functional.cross_entropy(model(x), y)
    optimizer.zero_grad()
    scope.loss(loss)
    loss.backward()
    optimizer.step()
"""


def test_sigkill_leaves_a_readable_log(tmp_path: Path) -> None:
    kills = int(os.environ.get("GRADSCOPE_KILLS", "3"))
    for index in range(kills):
        path = tmp_path / f"{index}.jsonl"
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
        time.sleep(0.05 + 0.4 * random.Random(index).random())
        child.send_signal(signal.SIGKILL)
        child.wait()
        text = path.read_text() if path.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        for line in whole.splitlines():
            json.loads(line)
        # Each step is one write: at most the last line is incomplete.
        assert text.count("\n") >= len(text.splitlines()) - 1


def test_a_million_steps_stay_under_50_megabytes() -> None:
    """By the schedules and the length of the lines of a network of ten places."""
    from gradscope_recorder.log.schedule import losses

    schedule, loss_lines = gradscope.Schedule(), losses(None)
    steps = sum(schedule.is_due(step) for step in range(1_000_000))
    lines = sum(loss_lines.is_due(step) for step in range(1_000_000))
    assert (steps, lines) == (198, 7913) or (190 < steps < 210 and lines < 10_000)
    # 900 bytes a place and step, 6,000 with histograms at every tenth, 110 a loss line.
    assert steps * 11 * (900 + 600) + lines * 110 < 5_000_000
