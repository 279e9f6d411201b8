"""Numbers in sentences and tables."""

from __future__ import annotations

import math

_UP = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, digits: int = 2) -> str:
    """Two digits: `0.021`, `2.3`, `5.3·10⁻¹²`; `NaN`, `∞`."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(float(f"{value:.{digits - 1}e}"))))
    if -3 <= exponent < 5:
        return f"{value:.{max(0, digits - 1 - exponent)}f}".replace("-", "−")
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}·10{str(int(power)).translate(_UP)}".replace("-", "−")


def plain(value: float) -> str:
    """Two digits as a program reads them: `4800`, `0.00064`."""
    return f"{float(f'{value:.2g}'):g}"


def share(value: float) -> str:
    """An accuracy: `0.97`."""
    return f"{value:.2f}"


def percent(value: float) -> str:
    """`3 %`, `0.2 %`; below a thousandth, `less than 0.1 %`."""
    if not math.isfinite(value):
        return short(value)
    number = 100 * value
    if 0 < number < 0.1:
        return "less than 0.1 %"
    return f"{number:.0f} %" if number >= 1 or number == 0 else f"{number:.1f} %"
