"""Nothing that goes wrong in the recorder may end a training."""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable
from typing import Any


class Guard:
    """Wraps the recorder's hooks: the first exception in one of them is warned of once, and
    `on_failure` stops the recording. KeyboardInterrupt and the like go through."""

    def __init__(self, on_failure: Callable[[str], None]) -> None:
        self.is_broken = False
        self.failure: str | None = None
        self._on_failure = on_failure

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which returns None where it fails or something failed before."""

        def guarded(*arguments: Any, **named: Any) -> Any:
            if self.is_broken:
                return None
            try:
                return function(*arguments, **named)
            except Exception as error:
                self.fail(error)
                return None

        return guarded

    def fail(self, error: Exception) -> None:
        """Warns of this error and stops the recording."""
        if self.is_broken:
            return
        self.is_broken = True
        self.failure = f"{type(error).__name__}: {error}"
        where = traceback.extract_tb(error.__traceback__)
        place = f" ({where[-1].filename}:{where[-1].lineno})" if where else ""
        warnings.warn(
            f"gradscope stopped recording, the training goes on: {self.failure}{place}",
            RuntimeWarning,
            stacklevel=3,
        )
        try:
            self._on_failure(self.failure)
        except Exception:
            # The log itself may be what is broken: there is nothing left to say it to.
            return
