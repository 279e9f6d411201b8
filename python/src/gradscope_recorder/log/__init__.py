"""The run log: its writer, and when its lines are due."""

from .schedule import Schedule
from .writer import RunLogWriter

__all__ = ["RunLogWriter", "Schedule"]
