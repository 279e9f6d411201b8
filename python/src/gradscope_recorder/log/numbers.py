"""How a run log spells numbers: JSON knows no NaN and no infinity."""

from __future__ import annotations

import json
import math
from typing import Any


def plain(value: Any) -> Any:
    """The value as the format spells it: a float that is not finite is "nan", "inf" or "-inf".

    Objects and lists are gone through; everything else stays as it is.
    """
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


_strict = json.JSONEncoder(separators=(",", ":"), allow_nan=False, ensure_ascii=False).encode


def encode(line: dict[str, Any]) -> str:
    """One line of JSON without its line break. Floats have the shortest digits that give the same
    double back.

    Raises:
        TypeError: a value is no JSON value.
    """
    try:
        return _strict(line)
    except ValueError:
        # The encoder refuses what is not finite; most lines have nothing of the kind, so they are
        # not gone through twice.
        return _strict(plain(line))
