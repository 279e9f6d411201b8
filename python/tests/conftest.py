"""What the tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import torch

sys.path.insert(0, str(Path(__file__).parent))
torch.set_num_threads(1)


def _program() -> str | None:
    from gradscope_recorder.program import find

    built = Path(__file__).parents[2] / ".build" / "release" / "gradscope"
    return find() or (str(built) if os.access(built, os.X_OK) else None)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of the program; the test is skipped where it is missing."""
    path = _program()
    if path is None:
        pytest.skip("the program gradscope is missing: set GRADSCOPE to its path")
    monkeypatch.setenv("GRADSCOPE", path)
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where a test's log goes."""
    return tmp_path / "run.gradscope.jsonl"
