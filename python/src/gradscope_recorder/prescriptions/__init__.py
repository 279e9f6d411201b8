"""Which change heals a network that does not learn: tried, and judged by the program."""

from .prescribe import prescribe
from .result import Candidate, Prescription
from .runs import Run

__all__ = ["Candidate", "Prescription", "Run", "prescribe"]
