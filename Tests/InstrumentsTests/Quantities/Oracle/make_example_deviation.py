"""Writes example_deviation.json: sqrt(mean over columns of the variance over rows) of small matrices.

The values are drawn by NumPy and rounded to float32 or float64; what is expected of them is computed in
exact fractions and rounded once. The layers have means far above their deviations: near 1/2 with
deviations down to what float32 can hold (and 1e-9 of float64), and such as are equal in every row.

    python3 make_example_deviation.py > example_deviation.json        (made with NumPy 2.4.6)
"""

import json
from fractions import Fraction

import numpy as np


def deviation(a):
    rows, columns = a.shape
    total = Fraction(0)
    for column in a.T:
        exact = [Fraction(float(x)) for x in column]
        mean = sum(exact) / rows
        total += sum((x - mean) ** 2 for x in exact) / rows
    mean_variance = total / columns
    if mean_variance == 0:
        return 0.0
    # A root of a fraction beyond the range of floats: scaled by a power of four first.
    shift = 0
    while mean_variance < Fraction(1, 4):
        mean_variance *= 4
        shift -= 1
    while mean_variance >= 4:
        mean_variance /= 4
        shift += 1
    return float(np.ldexp(np.sqrt(np.float64(float(mean_variance))), shift))


def case(name, precision, rows, columns, spread, between, mean, seed, outlier=False):
    rng = np.random.default_rng(seed)
    unit = mean + between * rng.normal(size=columns)
    a = unit + spread * rng.normal(size=(rows, columns))
    if outlier:
        # The first row, which sums may be taken relative to, is far from all others.
        a[0] += 3
    a = a.astype(np.float32 if precision == "float32" else np.float64)
    return {
        "name": name,
        "precision": precision,
        "rows": rows,
        "columns": columns,
        "values": [float(x) for x in a.flatten()],
        "expected": deviation(a),
        # Of units and examples together: what does not tell the two apart.
        "together": float(np.std(np.asarray(a, dtype=np.longdouble))),
    }


cases = [
    case("spread out", "float32", 7, 5, 0.2, 0.1, 0.5, 1),
    case("a vector and a rest", "float32", 12, 21, 0.2, 0.1, 0.5, 2),
    case("near 1/2, 1e-6 apart", "float32", 16, 20, 1e-6, 0.05, 0.5, 3),
    case("near 1/2, at the last bit", "float32", 16, 20, 3e-8, 0.05, 0.5, 4),
    case("near 1/2, below the last bit", "float32", 16, 20, 1e-11, 0.05, 0.5, 5),
    case("around 0, tiny", "float32", 9, 17, 1e-25, 0, 0, 6),
    case("a first row far away", "float32", 40, 3, 1e-4, 0.05, 0.5, 7, outlier=True),
    case("near 1/2, 1e-9 apart", "float64", 16, 10, 1e-9, 0.05, 0.5, 8),
    case("around 0, squares below the range", "float64", 6, 9, 1e-200, 0, 0, 9),
    case("around 0, squares above the range", "float64", 6, 9, 1e200, 0, 0, 10),
    case("equal rows", "float64", 5, 9, 0, 0.1, 0.5, 11),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
