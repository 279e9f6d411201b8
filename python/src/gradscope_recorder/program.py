"""The program `gradscope`, which judges a run log: where it is, and what it says."""

from __future__ import annotations

import html
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

MISSING = (
    "The program gradscope is not installed, so the log was not judged: build it "
    "(make install in its repository) and put it on PATH, or set GRADSCOPE to its path."
)


class ProgramMissing(RuntimeError):
    """The program `gradscope` was not found; the message says what to do."""


def find() -> str | None:
    """The path of the program: the environment variable GRADSCOPE, or the first on PATH."""
    named = os.environ.get("GRADSCOPE")
    if named:
        return named if os.access(named, os.X_OK) else None
    return shutil.which("gradscope")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the program and waits for it.

    Raises:
        ProgramMissing: it was not found.
    """
    path = find()
    if path is None:
        raise ProgramMissing(MISSING)
    return subprocess.run([path, *arguments], capture_output=True, text=True, check=False)


def diagnose(log: str | os.PathLike[str]) -> dict[str, Any]:
    """The run of this log as JSON: verdict, findings, places, chains.

    Raises:
        ProgramMissing: the program was not found.
        ValueError: the program refused the log; the message is its own.
    """
    done = run("diagnose", str(Path(log)), "--format", "json", "--quiet")
    if done.returncode > 1 or not done.stdout:
        raise ValueError(done.stderr.strip() or f"gradscope ended with {done.returncode}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def report(log: str | os.PathLike[str]) -> str:
    """What the program says of this log, as text; one line of what to do where it is missing."""
    try:
        done = run("diagnose", str(Path(log)))
    except ProgramMissing as missing:
        return str(missing)
    return done.stdout.strip() or done.stderr.strip()


def as_html(text: str) -> str:
    """A report for notebooks."""
    return f"<pre>{html.escape(text)}</pre>"
