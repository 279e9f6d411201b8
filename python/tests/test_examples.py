"""The programs of Examples/python: a sick network and its healed twin, by the program's verdict."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "Examples" / "python"
# What is wrong with the first network of each; the second is well.
SICK = {
    "vanishing": ("sigmoid", "vanishing-gradient", "relu-he"),
    "large_rate": ("rate-0.5", "updates-too-large", "rate-0.05"),
    "long_memory": ("rnn", "vanishing-gradient", "gru"),
}


def verdict(log: Path, program: str) -> str:
    """As `gradscope diagnose` gives it."""
    done = subprocess.run(
        [program, "diagnose", log, "--format", "json"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["verdict"])


def test_every_example_is_known() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} == {*SICK}


@pytest.mark.parametrize("name", SICK)
def test_a_sick_network_and_its_healed_twin(name: str, tmp_path: Path, program: str) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / f"{name}.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    sick, expected, healed = SICK[name]
    assert verdict(tmp_path / f"{sick}.gradscope.jsonl", program) == expected
    assert verdict(tmp_path / f"{healed}.gradscope.jsonl", program) == "healthy"
