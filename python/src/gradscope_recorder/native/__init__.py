"""Sums, norms, histograms and text in C, where a compiler was there; everything goes without it."""

from .kernel import Kernel
from .library import kernel

__all__ = ["Kernel", "kernel"]
