"""A run that was judged, as far as a prescription reads it."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import program

# The share of the way from guessing to what the data give that a run has to come.
PROGRESS = 0.5


@dataclass
class Run:
    """A training with one seed, and what the program says of its log.

    `loss` is the training loss at the end; `guessing` that of the best constant answer, None where
    it is not known; `error` what its training raised, None where it came to its end.
    """

    seed: int
    log: Path | None = None
    verdict: str = "not judged"
    cause: str | None = None
    status: str = "interrupted"
    first_loss: float = math.nan
    loss: float = math.nan
    accuracy: float | None = None
    guessing: float | None = None
    delta: float | None = None
    reference: dict[str, Any] | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    error: str | None = None
    # Losses that are at most this are half of the way, where no yardstick says it.
    needed: float = math.nan

    @property
    def is_well(self) -> bool:
        """It came to its end, no finding is an error, and it learned: by the program's yardstick
        where the log has one, else it came half of the way from guessing to a loss of 0."""
        if self.status != "completed" or self.verdict != "healthy":
            return False
        return self.reference is not None or self.loss <= self.needed

    @property
    def loss_left(self) -> float:
        """The loss as a share of that of guessing; of the first one where that is not known."""
        whole = self.guessing if self.guessing is not None else self.first_loss
        share = self.loss / whole if whole else math.nan
        return math.inf if math.isnan(share) else share

    @property
    def codes(self) -> list[str]:
        """Codes of its errors and warnings, each once."""
        found = [each["code"] for each in self.findings if each["severity"] != "note"]
        return list(dict.fromkeys(found))

    def as_json(self) -> dict[str, Any]:
        """As in `prescription/1`."""
        return {
            "name": self.log.name.removesuffix(".gradscope.jsonl") if self.log else None,
            "seed": self.seed,
            "status": self.status,
            "verdict": self.verdict,
            "loss": {"initial": self.first_loss, "final": self.loss, "validation": None},
            "accuracy": {"training": self.accuracy, "validation": None},
            "decayPerLayer": {"delta": self.delta},
            "reference": self.reference,
            "findings": [
                {key: each[key] for key in ("code", "severity", "causedBy") if key in each}
                for each in self.findings
            ],
            "error": self.error,
            "log": self.log.name if self.log and self.log.exists() else None,
        }


def judged(log: Path, seed: int, error: str | None = None) -> Run:
    """The run of a log, judged by the program.

    Raises:
        ProgramMissing: the program was not found.
    """
    run = Run(seed, log, error=error)
    if not log.exists():
        run.verdict = "not trained"
        return run
    try:
        found = program.diagnose(log)
    except ValueError as refused:
        run.error = error or str(refused)
        return run
    run.status, run.verdict = found["status"], found["verdict"]
    run.findings, run.places = found["findings"], found["places"]
    # The first error gives the verdict its reason.
    run.cause = next((e.get("cause") for e in run.findings if e["severity"] == "error"), None)
    run.reference = found.get("reference")
    run.delta = _number((found.get("decayPerLayer") or {}).get("delta"))
    losses = [_loss(each) for each in found["history"]["loss"]]
    run.first_loss = losses[0] if losses else math.nan
    final = found["loss"]["final"]
    if final is not None:
        run.loss = _loss(final)
    elif losses:
        run.loss = statistics.median(losses[-max(1, len(losses) // 10) :])
    run.accuracy = _number(found["accuracy"]["training"])
    run.guessing = _guessing(log)
    if run.guessing is not None:
        run.needed = (1 - PROGRESS) * run.guessing
    return run


def spread(
    runs: Sequence[Run], value: Callable[[Run], float | None], words: Callable[[float], str]
) -> str:
    """Median and range over the runs: `0.96 (0.95–0.97)`; `–` without any."""
    found = [each for each in (value(run) for run in runs) if each is not None]
    if not found:
        return "–"
    order = sorted(found, key=lambda x: (math.isnan(x), x))
    middle, low, high = (words(x) for x in (order[(len(order) - 1) // 2], order[0], order[-1]))
    return middle if low == high else f"{middle} ({low}–{high})"


def _number(value: Any) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)


def _loss(value: Any) -> float:
    return float(value) if value is not None else math.nan


def _guessing(log: Path) -> float | None:
    """What guessing costs, as the log says it last."""
    found = None
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            if '"guessing"' in line:
                found = json.loads(line).get("facts", {}).get("guessing", found)
    return _number(found.get("loss")) if isinstance(found, dict) else None
