"""Runs the example that stands in a module's docstring, as a reader would."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any


def docstring_example(module: ModuleType) -> str:
    """The indented lines of the module's docstring."""
    text = module.__doc__ or ""
    lines = [line for line in text.splitlines() if line.startswith("    ") or not line]
    return textwrap.dedent("\n".join(lines)).strip()


def run_docstring(module: ModuleType, folder: Path, names: dict[str, Any]) -> str:
    """Runs it in this folder with these names, and gives it."""
    code = docstring_example(module)
    assert code, f"{module.__name__} has no example in its docstring"
    before = Path.cwd()
    os.chdir(folder)
    try:
        exec(compile(code, f"{module.__name__}'s example", "exec"), names)
    finally:
        os.chdir(before)
    return code
