"""The log's writer and its schedules."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import pytest

from gradscope_recorder import RunLogWriter, Schedule
from gradscope_recorder.log.schedule import Looks


def begun(path: Path, **options: bool) -> RunLogWriter:
    writer = RunLogWriter(path, **options)
    writer.begin(name="a", origin={}, facts={}, places=[{"name": "p", "kind": "dense"}], chains=[])
    return writer


def test_numbers_round_trip(tmp_path: Path) -> None:
    writer = begun(tmp_path / "a.jsonl")
    numbers = [0.1 + 0.2, 5e-324, 1.7976931348623157e308, -0.0, 1 / 3]
    writer.write([{"step": index, "loss": number} for index, number in enumerate(numbers)])
    writer.write([{"step": 9, "loss": math.nan, "gradientNorm": math.inf, "x": [-math.inf]}])
    writer.close("completed", 10)
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert [line["loss"] for line in lines[1:6]] == numbers
    assert math.copysign(1, lines[4]["loss"]) == -1
    assert lines[6] == {"step": 9, "loss": "nan", "gradientNorm": "inf", "x": ["-inf"]}
    assert lines[-1] == {"end": "completed", "step": 10}


def test_each_write_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.jsonl"
    writer = begun(path)
    writer.write([{"step": 0, "loss": 1.0}])
    assert path.read_text().count("\n") == 2


def test_going_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    writer = begun(path)
    writer.write([{"step": 41, "loss": 1.0}])
    writer.close("completed", 50)
    with pytest.raises(FileExistsError, match=r"a\.jsonl exists"):
        RunLogWriter(path)
    assert RunLogWriter(path, append=True).next_step == 50
    again = begun(path, append=True)
    again.write([{"step": 50, "loss": 1.0}])
    assert path.read_text().count("schema") == 1
    other = RunLogWriter(path, append=True)
    with pytest.raises(ValueError, match="other places"):
        other.begin(name="a", origin={}, facts={}, places=[], chains=[])


def test_what_is_no_log_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"loss": 1}\n')
    with pytest.raises(ValueError, match="no run log"):
        RunLogWriter(tmp_path / "a.jsonl", append=True)


def test_the_schedule() -> None:
    schedule = Schedule()
    due = [step for step in range(2000) if schedule.is_due(step)]
    assert due[:100] == list(range(100)) and due[100:104] == [108, 118, 129, 141]
    assert all(b - a == int(0.1 * a) for a, b in pairwise(due[100:]))
    every = Schedule(7)
    assert [step for step in range(30) if every.is_due(step)] == [0, 7, 14, 21, 28]
    # One that begins later begins where it is.
    later = Schedule(start=500)
    assert later.is_due(500) and not later.is_due(549) and later.is_due(550)
    with pytest.raises(ValueError, match="every is 0"):
        Schedule(0)


def test_looks() -> None:
    looks = Looks()
    assert [step for step in range(300) if looks.is_due(step)] == [0, 8, 24, 72, 216]


@pytest.mark.parametrize("every", [None, 10])
def test_a_schedule_that_is_hurried(every: int | None) -> None:
    schedule = Schedule(every, dense=5)
    due = []
    for step in range(60):
        if step == 23:
            schedule.hurry(23, 4)
        if schedule.is_due(step):
            due.append(step)
    assert due[due.index(23) : due.index(23) + 4] == [23, 24, 25, 26]
    # Then it goes on as before.
    assert every is None or due[-3:] == [30, 40, 50]
