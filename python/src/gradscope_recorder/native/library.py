"""Finds the kernel: as it was installed, else compiled at first use."""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from .build import FOLDER, cached, stamp
from .kernel import Kernel


@functools.cache
def kernel() -> Kernel | None:
    """The kernel; None where none could be built, or `GRADSCOPE_NATIVE=0` turns it off. The numbers
    are the same without it."""
    if os.environ.get("GRADSCOPE_NATIVE", "") == "0":
        return None
    for path in _found():
        try:
            library = ctypes.CDLL(str(path))
            library.gradscope_stamp.restype = ctypes.c_int64
            if library.gradscope_stamp() == stamp():
                return Kernel(library)
        except (OSError, AttributeError):
            # Of another machine, or of another version.
            continue
    return None


def _found() -> Iterator[Path]:
    for suffix in EXTENSION_SUFFIXES:
        installed = FOLDER / f"_kernel{suffix}"
        if installed.exists():
            yield installed
    compiled = cached()
    if compiled is not None:
        yield compiled
