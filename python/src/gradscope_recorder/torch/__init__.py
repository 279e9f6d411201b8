"""The recorder for PyTorch."""

from .scope import Scope
from .watch import watch

__all__ = ["Scope", "watch"]
