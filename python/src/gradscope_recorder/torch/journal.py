"""The log of a scope: its head, written with the first lines, and what could not be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from ..log import RunLogWriter
from ..log.numbers import encode
from ..log.writer import origin
from .facts import optimizer_facts
from .losses import Losses
from .places import Chain, Place

if TYPE_CHECKING:
    from torch.optim import Optimizer

    from .options import Options


class Journal:
    """Writes the lines of steps, the head before the first of them, and each thing that was not
    measured once."""

    def __init__(self, writer: RunLogWriter, options: Options, losses: Losses) -> None:
        self.places: list[Place] = []
        self.chains: list[Chain] = []
        self.unseen: list[tuple[str | None, str]] = []
        self.optimizer: Optimizer | None = None
        # What is known of the model and its passes: precision, batch size, probe examples.
        self.known: dict[str, Any] = {}
        self._writer, self._options, self._losses = writer, options, losses
        self._said: set[str] = set()
        self._events: list[dict[str, Any]] = []

    def say(self, place: str | None, message: str) -> None:
        """Says with the next lines, and once, that something was not measured, and why."""
        key = f"{place}: {message}"
        if key in self._said:
            return
        self._said.add(key)
        event: dict[str, Any] = {"event": "not-measured"}
        if place:
            event["place"] = place
        self._events.append({**event, "message": f"not measured: {message}"})

    def tell(self, event: dict[str, Any]) -> None:
        """Writes an event with the next lines."""
        self._events.append(event)

    def write(self, lines: list[dict[str, Any]]) -> None:
        """Writes these lines and what is to be said, the head before the first ones."""
        self._begin()
        self._writer.write([*lines, *self._events])
        self._events = []

    def write_text(self, line: dict[str, Any], text: str, more: list[dict[str, Any]]) -> None:
        """Writes a line, lines that are spelled already, and further ones; the head is written."""
        more = [*more, *self._events]
        self._events = []
        rest = "".join(encode(each) + "\n" for each in more)
        self._writer.write_text(f"{encode(line)}\n{text}{rest}")

    def _begin(self) -> None:
        if self._writer.has_begun:
            return
        facts = {**optimizer_facts(self.optimizer), **self._losses.facts}
        if self._options.task is not None:
            facts["task"] = self._options.task
        facts.setdefault("reduction", self._options.reduction)
        scale = {**self.known.pop("dataScale", {}), **facts.pop("dataScale", {})}
        facts.update({key: value for key, value in self.known.items() if value})
        if scale:
            facts["dataScale"] = scale
        facts.update(self._options.facts)
        self._writer.begin(
            name=self._options.name,
            origin=origin("torch", {"torch": torch.__version__}),
            facts=facts,
            places=[each.line for each in self.places],
            chains=[each.line for each in self.chains],
        )
        names = {each.name for each in self.places}
        for path, message in self.unseen:
            if path in names:
                self.say(path, message)
            else:
                self.say(None, f"{path}: {message}")
