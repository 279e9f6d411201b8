"""What `watch` was asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Options:
    """What `watch` was asked for."""

    name: str
    every: int | None = None
    include: list[re.Pattern[str]] = field(default_factory=list)
    exclude: list[re.Pattern[str]] = field(default_factory=list)
    probe: Any = None
    scaler: Any = None
    reduction: str = "mean"
    own_pass: bool = False
    task: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
