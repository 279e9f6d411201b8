"""The recorder leaves the training alone: same weights bit for bit, no exception, no memory; and
the log is readable whatever happens."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import jsonschema
import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import Tensor, nn
from training import data, recorded, train

SCHEMA = Path(__file__).parents[3] / "Documentation" / "run-log.schema.json"


class Mixed(nn.Module):
    """Dropout, batch norm, an LSTM, a convolution: all that is random or keeps a state."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution, self.norm = nn.Conv1d(1, 4, 3, padding=1), nn.BatchNorm1d(4)
        self.lstm = nn.LSTM(4, 6, batch_first=True)
        self.drop, self.head = nn.Dropout(0.3), nn.Linear(6, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.norm(self.convolution(x.unsqueeze(1))))
        return self.head(self.drop(self.lstm(x.transpose(1, 2))[0][:, -1]))


def test_weights_are_the_same_bit_for_bit(log: Path) -> None:
    results = []
    for path in (None, log):
        torch.manual_seed(1)
        model = Mixed()
        train(model, path, steps=25, make=torch.optim.Adam, **({"every": 1} if path else {}))
        results.append((model.state_dict(), torch.rand(3)))
    (plain, numbers), (watched, others) = results
    for name, value in plain.items():
        assert torch.equal(value, watched[name]), name
    # The stream of random numbers goes on where it would have.
    assert torch.equal(numbers, others)


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


def test_an_exception_in_the_recorder_ends_no_training(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradscope_recorder.torch.steps import Steps

    calls = 0

    whole = Steps.loss_numbers

    def broken(steps: Steps, step: int) -> dict[str, object]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyError("broken on purpose")
        return whole(steps, step)

    monkeypatch.setattr(Steps, "loss_numbers", broken)
    torch.manual_seed(1)
    model, plain = Mixed(), Mixed()
    plain.load_state_dict(model.state_dict())
    torch.manual_seed(2)
    with pytest.warns(RuntimeWarning, match="broken on purpose") as warned:
        train(model, log, steps=8)
    assert len([w for w in warned if "gradscope" in str(w.message)]) == 1 and calls == 3
    torch.manual_seed(2)
    train(plain, None, steps=8)
    for left, right in zip(model.parameters(), plain.parameters(), strict=True):
        assert torch.equal(left, right)
    assert Log(log).recorded() == [0, 1]
    assert not model.lstm._forward_hooks and not model.lstm._forward_pre_hooks


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


def test_memory_does_not_grow(log: Path) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x, y = data(1)[0]
    sizes = []
    with gradscope.watch(model, optimizer, log=log, every=3) as scope:
        tracemalloc.start()
        for step in range(1, 1801):
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
            if step % 600 == 0:
                gc.collect()
                sizes.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
    assert sizes[2] - sizes[1] < 20_000, sizes


def test_a_million_steps_stay_under_50_megabytes() -> None:
    """By the schedules and the length of the lines of a network of ten places."""
    from gradscope_recorder.log.schedule import losses

    schedule, loss_lines = gradscope.Schedule(), losses(None)
    steps = sum(schedule.is_due(step) for step in range(1_000_000))
    lines = sum(loss_lines.is_due(step) for step in range(1_000_000))
    assert (steps, lines) == (198, 7913) or (190 < steps < 210 and lines < 10_000)
    # 900 bytes a place and step, 6,000 with histograms at every tenth, 110 a loss line.
    assert steps * 11 * (900 + 600) + lines * 110 < 5_000_000


def test_hooks_are_off_between_recorded_steps(log: Path) -> None:
    model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    seen = []
    with gradscope.watch(model, optimizer, log=log, every=4) as scope:
        for x, y in data(9):
            seen.append(len(model[0]._forward_hooks) + len(model._forward_pre_hooks))
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            optimizer.step()
    assert [each > 0 for each in seen] == [step % 4 == 0 for step in range(9)]
    assert Log(log).recorded() == [0, 4, 8]
    assert not model[0]._forward_hooks and not model._forward_pre_hooks


def test_a_notebook_and_a_missing_program(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADSCOPE", "/nowhere/gradscope")
    model = nn.Sequential(nn.Linear(6, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    scope = gradscope.watch(model, optimizer, log=log)
    assert "Nothing was recorded" in scope.report()
    x, y = data(1)[0]
    F.cross_entropy(model(x), y).backward()
    optimizer.step()
    assert scope.report().startswith("The program gradscope is not installed")
    assert scope._repr_html_().startswith("<pre>The program")
    with pytest.raises(gradscope.ProgramMissing):
        gradscope.diagnose(log)
    scope.close()
