"""Reads run logs and safetensors files, for the tests."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import torch


class Log:
    """A run log that was read: head, loss lines, places by step, events, end."""

    def __init__(self, path: Path | str, text: str | None = None) -> None:
        text = Path(path).read_text(encoding="utf-8") if text is None else text
        lines = [json.loads(line) for line in text.splitlines()]
        self.lines = lines
        self.head: dict[str, Any] = lines[0]
        self.steps: dict[int, dict[str, Any]] = {}
        self.at: dict[tuple[int, str], dict[str, Any]] = {}
        self.events = [each for each in lines if "event" in each]
        self.end = next((each["end"] for each in lines if "end" in each), None)
        for line in lines[1:]:
            if "place" in line and "step" in line and "event" not in line:
                self.at.setdefault((line["step"], line["place"]), {}).update(line)
            elif "step" in line and "end" not in line:
                self.steps.setdefault(line["step"], {}).update(line)

    @property
    def places(self) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in self.head["places"]}

    @property
    def chains(self) -> dict[str, list[str]]:
        return {each["name"]: each["places"] for each in self.head["chains"]}

    @property
    def unseen(self) -> list[str]:
        return [
            f"{each.get('place', '')}: {each['message']}"
            for each in self.events
            if each["event"] == "not-measured"
        ]

    def recorded(self) -> list[int]:
        return sorted({step for step, _ in self.at})


def safetensors(path: Path) -> dict[str, torch.Tensor]:
    """The tensors of a safetensors file of float64."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    head = json.loads(data[8 : 8 + size])
    found = {}
    for name, entry in head.items():
        if name == "__metadata__":
            continue
        start, end = (8 + size + each for each in entry["data_offsets"])
        flat = torch.frombuffer(bytearray(data[start:end]), dtype=torch.float64)
        found[name] = flat.reshape(entry["shape"]).clone()
    return found
