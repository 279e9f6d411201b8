"""Writes a run log: one JSON object a line, appended and never rewritten."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from .numbers import encode, plain

SCHEMA = "gradscope.log/1"


class RunLogWriter:
    """A run log that is being written.

    The lines of a step go to the file in one write, and the file has no buffer: a process that is
    killed loses its last line at most. The file is made with the head, not before.

    Args:
        path: the file.
        append: go on with a log that is there.
        step: the updates made before; what a log that is there says of this step and of later ones
            is cut off, as it was trained before the checkpoint that is gone on from.

    Raises:
        FileExistsError: the file is there, and `append` was not asked for.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, append: bool = False, step: int | None = None
    ) -> None:
        self.path = Path(path)
        self.old_head: dict[str, Any] | None = None
        self.next_step = 0
        self._file: BinaryIO | None = None
        self._closed = False
        if self.path.exists() and self.path.stat().st_size > 0:
            if not append:
                raise FileExistsError(
                    f"{self.path} exists: choose another log, or pass append=True to go on with it"
                )
            self._read_old(step)
        if step is not None:
            self.next_step = step

    @property
    def has_begun(self) -> bool:
        """Whether the head is written."""
        return self._file is not None

    def begin(
        self,
        *,
        name: str,
        origin: dict[str, Any],
        facts: dict[str, Any],
        places: list[dict[str, Any]],
        chains: list[dict[str, Any]],
    ) -> None:
        """Writes the first line; of a log that is gone on with, it compares places and chains.

        Raises:
            ValueError: the log that is gone on with has other places or chains.
        """
        if self.old_head is not None:
            old, new = self.old_head, json.loads(encode({"places": places, "chains": chains}))
            for key in ("places", "chains"):
                if old.get(key) != new[key]:
                    raise ValueError(f"{self.path} has other {key} than this network")
            self._file = open(self.path, "ab", buffering=0)  # noqa: SIM115
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = open(self.path, "ab", buffering=0)  # noqa: SIM115
        now = datetime.datetime.now(datetime.timezone.utc)
        head = {
            "schema": SCHEMA,
            "origin": origin,
            "name": name,
            "startedAt": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "facts": plain(facts),
            "places": places,
            "chains": chains,
        }
        self.write([head])

    def write(self, lines: Iterable[dict[str, Any]]) -> None:
        """Appends these lines in one write; nothing where the log is closed."""
        if self._file is not None:
            self.write_text("".join(encode(line) + "\n" for line in lines))

    def write_text(self, text: str) -> None:
        """Appends whole lines that are spelled already, in one write."""
        if self._file is not None and text:
            self._file.write(text.encode())

    def close(self, end: str, step: int | None = None) -> None:
        """Writes the end: `completed`, `diverged` or `interrupted`, and the number of updates."""
        if self._closed:
            return
        self._closed = True
        self.write([{"end": end} if step is None else {"end": end, "step": step}])
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read_old(self, limit: int | None) -> None:
        """Finds the head and the step to go on at; an incomplete last line is cut away, and all
        lines from the first of a step that is not below the limit."""
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(self.path, whole)
        position = 0
        for line in data[:whole].splitlines(keepends=True):
            entry = json.loads(line)
            step = entry.get("step")
            if limit is not None and isinstance(step, int) and step >= limit:
                os.truncate(self.path, position)
                return
            position += len(line)
            if self.old_head is None:
                if entry.get("schema") != SCHEMA:
                    raise ValueError(f"{self.path} is no run log: {SCHEMA} was expected")
                self.old_head = entry
            elif "end" in entry:
                self.next_step = max(self.next_step, entry.get("step", 0))
            elif isinstance(entry.get("step"), int):
                self.next_step = max(self.next_step, entry["step"] + 1)


def origin(framework: str, versions: dict[str, str]) -> dict[str, Any]:
    """Where a log comes from: the program that runs, its framework, the versions."""
    program = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    python = sys.version.split()[0]
    return {
        "program": program,
        "framework": framework,
        "versions": {"python": python, **versions},
    }
