"""Numbers as people read them: `2.1·10⁻³`, `×0.24`, `97 %`, `−0.5`, `NaN`."""

from __future__ import annotations

import math
import re

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = re.compile(
    r"(?P<alone>(?<![\w.])10(?P<only>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
    r"|(?P<number>[-−]?\d[\d,\u202f\u2009]*(?:\.\d+)?(?:e[-+]?\d+)?)"
    r"(?:\s?[·×]\s?10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(?P<percent>\s?%)?"
    r"|(?P<word>\bNaN\b|∞|\binfinite\b)"
)


def numbers(text: str) -> list[float]:
    """All numbers of a text, in their order."""
    found = []
    for match in _NUMBER.finditer(text):
        if match["word"]:
            found.append(math.nan if match["word"] == "NaN" else math.inf)
            continue
        if match["only"]:
            found.append(10.0 ** int(match["only"].translate(_SUPERSCRIPTS)))
            continue
        value = float(re.sub(r"[,\u202f\u2009]", "", match["number"]).replace("−", "-"))
        if match["power"]:
            value *= 10.0 ** int(match["power"].translate(_SUPERSCRIPTS))
        found.append(value / 100 if match["percent"] else value)
    return found


def is_shown(value: float, text: str, *, digits: int = 3) -> bool:
    """Whether a text has a number, rounded to `digits` significant digits or more."""
    shown = numbers(text)
    if math.isnan(value):
        return any(map(math.isnan, shown))
    if math.isinf(value):
        return any(map(math.isinf, shown))
    slack = 0.5001 * 10.0 ** (1 - digits)
    return any(abs(number - value) <= slack * abs(value) + 1e-12 for number in shown)
