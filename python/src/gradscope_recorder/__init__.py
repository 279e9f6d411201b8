"""Writes a run log while a network trains, and asks the program `gradscope` what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .log import RunLogWriter, Schedule
from .program import ProgramMissing, diagnose

if TYPE_CHECKING:
    from .prescriptions import Prescription
    from .torch import Scope

__version__ = "0.1.0"
__all__ = ["ProgramMissing", "RunLogWriter", "Schedule", "diagnose", "prescribe", "watch"]


def watch(*arguments: Any, **named: Any) -> Scope:
    """Records the training of a PyTorch model: `gradscope_recorder.torch.watch`, which see."""
    # Imported when it is asked for: the log's writer needs no framework.
    from .torch import watch as watch_torch

    return watch_torch(*arguments, **named)


def prescribe(*arguments: Any, **named: Any) -> Prescription:
    """Tries which change heals a PyTorch network: `gradscope_recorder.prescriptions.prescribe`,
    which see."""
    from .prescriptions import prescribe as prescribe_torch

    return prescribe_torch(*arguments, **named)
