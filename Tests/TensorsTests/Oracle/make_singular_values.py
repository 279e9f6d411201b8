"""Writes singular_values.json: matrices with their singular values, to compare the project with.

The values are not taken from another SVD but chosen: A = U diag(s) V', U and V being products of
Householder reflections with small integers, in exact fractions; only the last step rounds. Where the
values are not chosen, NumPy's SVD gives them.

    python3 make_singular_values.py > singular_values.json        (made with NumPy 2.4.6)
"""

import json
from fractions import Fraction

import numpy as np


def orthogonal(n, seed):
    """An exactly orthogonal matrix of fractions."""
    rng = np.random.default_rng(seed)
    q = [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]
    for _ in range(3):
        v = [Fraction(int(x)) for x in rng.integers(-3, 4, n)]
        square = sum(x * x for x in v)
        if square == 0:
            continue
        for row in q:
            share = 2 * sum(a * b for a, b in zip(row, v)) / square
            for j in range(n):
                row[j] -= share * v[j]
    return q


def chosen(name, rows, columns, values, seed):
    u, v = orthogonal(rows, seed), orthogonal(columns, seed + 1)
    s = [Fraction(x) for x in values]
    a = [
        [float(sum(u[i][k] * s[k] * v[j][k] for k in range(len(s)))) for j in range(columns)]
        for i in range(rows)
    ]
    return {"name": name, "matrix": a, "singularValues": sorted(values, reverse=True)}


def drawn(name, rows, columns, seed):
    a = np.random.default_rng(seed).normal(0, 1, (rows, columns))
    return {
        "name": name,
        "matrix": a.tolist(),
        "singularValues": np.linalg.svd(a, compute_uv=False).tolist(),
    }


cases = [
    chosen("square", 4, 4, [5.0, 3.0, 2.0, 0.5], 1),
    chosen("tall", 7, 3, [4.0, 4.0, 1.0], 2),
    chosen("wide", 3, 6, [10.0, 1.0, 0.125], 3),
    chosen("rank 2", 5, 5, [2.0, 1.0, 0.0, 0.0, 0.0], 4),
    chosen("over ten orders of magnitude", 4, 4, [1e5, 1.0, 1e-3, 1e-5], 5),
    drawn("random", 6, 9, 6),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
