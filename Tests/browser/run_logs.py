"""Run logs as other programs write them, for pages that this program cannot train."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _write(path: Path, header: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    entries = [header, *lines, {"end": "completed"}]
    path.write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries))


def _header(
    name: str, places: list[dict[str, Any]], chains: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "schema": "gradscope.log/1",
        "origin": {"program": "browser tests", "framework": "PyTorch"},
        "name": name,
        "facts": {"task": "classification", "classes": 10, "loss": "cross-entropy"},
        "places": places,
        "chains": chains,
    }


def thousand(path: Path) -> None:
    """A network of 1,000 places in 100 modules, δ losing 1 % a place."""
    count = 1_000
    names = [f"model.stages.{index // 10}.layers.{index % 10}" for index in range(count)]
    size = {"units": 256, "fanIn": 256, "fanOut": 256, "parameters": 65_792}
    places = [{"name": name, "kind": "dense", **size} for name in names]
    lines: list[dict[str, Any]] = []
    for step in (0, 1, 2, 5, 10, 20, 50):
        lines.append({"step": step, "loss": 2.3 * math.exp(-step / 40), "gradientNorm": 1.0})
        lines += [
            {
                "step": step,
                "place": name,
                "deltaRMS": 0.01 * 0.99 ** (count - 1 - index),
                "activationRMS": 1 + 0.2 * math.sin(index),
                "weightGradientNorm": 0.1 + 0.01 * math.cos(index),
                "weightNorm": 16.0,
                "updateRatio": 1e-3,
            }
            for index, name in enumerate(names)
        ]
    _write(
        path, _header("deep", places, [{"name": "stages", "axis": "depth", "places": names}]), lines
    )


def lstm(path: Path) -> None:
    """An LSTM over 60 time steps whose δ loses a third a step."""
    names = [f"lstm.t{step}" for step in range(1, 61)]
    places = [{"name": name, "kind": "recurrent", "units": 128} for name in names]
    lines: list[dict[str, Any]] = []
    for step in range(0, 30, 3):
        lines.append({"step": step, "loss": 2.3 - 0.01 * step})
        lines += [
            {"step": step, "place": name, "deltaRMS": 0.02 * 0.67 ** (59 - index)}
            for index, name in enumerate(names)
        ]
    _write(
        path, _header("adding", places, [{"name": "lstm", "axis": "time", "places": names}]), lines
    )


def unbounded(path: Path) -> list[Path]:
    """Logs of runs whose loss at the end is a number, infinite at either side, or none."""
    ends = {"zero": 0.0, "above": "inf", "below": "-inf", "lost": "nan", "one": 1.0}
    logs = []
    for name, end in ends.items():
        log = path.with_name(f"{name}.gradscope.jsonl")
        lines = [{"step": step, "loss": 2.0 - 0.1 * step} for step in range(5)]
        _write(log, _header(name, [], []), [*lines, {"evaluation": {"finalLoss": end}}])
        logs.append(log)
    return logs


WRITERS: dict[str, Callable[[Path], None]] = {"thousand": thousand, "lstm": lstm}
