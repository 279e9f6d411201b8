"""Moments, fixed points and factors by a 20,001-point trapezoid on [-10, 10] (half a minute).

    python3 mean_field.py > mean-field.json

Nothing here shares a line with the program: the activations are written out again, the fixed point is
iterated, not bisected.
"""

import json
import math

import numpy as np

# 0 twice, from below and from above: a slope that jumps there has both its values.
half = np.linspace(0, 10, 10_001)
half[0] = 1e-200
x = np.concatenate([-half[::-1], half])
erf = np.vectorize(math.erf)


def grid(kinks, q):
    """x, with the places of further kinks twice, just inside and just outside."""
    others = [k / math.sqrt(q) * (1 + s) for k in kinks for s in (-1e-13, 1e-13)]
    return np.sort(np.concatenate([x, [o for o in others if abs(o) < 10]]))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def mish_slope(z):
    t = np.tanh(np.logaddexp(0, z))
    return t + z * sigmoid(z) * (1 - t * t)


SCALE, ALPHA = 1.0507009873554805, 1.6732632423543772
density = lambda z: np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
cumulative = lambda z: (1 + erf(z / math.sqrt(2))) / 2
activations = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "leaky-relu": (
        lambda z: np.where(z > 0, z, 0.01 * z),
        lambda z: np.where(z > 0, 1.0, 0.01),
    ),
    "elu": (
        lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        lambda z: np.where(z > 0, 1.0, np.exp(np.minimum(z, 0))),
    ),
    "selu": (
        lambda z: SCALE * np.where(z > 0, z, ALPHA * np.expm1(np.minimum(z, 0))),
        lambda z: SCALE
        * np.where(z > 0, 1.0, ALPHA * np.exp(np.minimum(z, 0))),
    ),
    "gelu": (lambda z: z * cumulative(z), lambda z: cumulative(z) + z * density(z)),
    "silu": (
        lambda z: z * sigmoid(z),
        lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z))),
    ),
    "softplus": (lambda z: np.logaddexp(0, z), sigmoid),
    "identity": (lambda z: z, lambda z: np.ones_like(z)),
    "mish": (lambda z: z * np.tanh(np.logaddexp(0, z)), mish_slope),
    "hard-tanh": (lambda z: np.clip(z, -1, 1), lambda z: (np.abs(z) < 1) * 1.0),
    "exponential": (np.exp, np.exp),
}
kinks = {"hard-tanh": (-1.0, 1.0)}
# Further out, an exponential's fourth power lives beyond x = 10.
variances = {"exponential": (0.001, 0.05, 0.5, 1.0)}


def moments(name, q):
    value, slope = activations[name]
    nodes = grid(kinks.get(name, ()), q)
    weight = np.exp(-nodes * nodes / 2) / math.sqrt(2 * math.pi)
    z = math.sqrt(q) * nodes
    a, d = value(z), slope(z)

    def expectation(values):
        return float(np.trapezoid(values * weight, nodes))

    return {
        "activation": name,
        "variance": q,
        "mean": expectation(a),
        "square": expectation(a**2),
        "slopeSquare": expectation(d**2),
        "fourth": expectation(a**4),
        "slopeFourth": expectation(d**4),
        "product": expectation(a**2 * d**2),
    }


def fixed_point(name, gain, bias):
    q = 1.0
    for _ in range(2_000):
        q = gain * moments(name, q)["square"] + bias
    return {
        "activation": name,
        "weightVariance": gain,
        "biasVariance": bias,
        "fixedPoint": q,
        "chi": gain * moments(name, q)["slopeSquare"],
    }


if __name__ == "__main__":
    settings = [
        ("tanh", 1.0, 0.05),
        ("tanh", 1.3, 0.05),
        ("tanh", 1.7, 0.05),
        ("tanh", 2.5, 0.05),
        ("sigmoid", 1.0, 0.0),
        ("selu", 1.0, 0.0),
        ("softplus", 1.0, 0.0),
        ("elu", 1.2, 0.1),
        ("gelu", 1.0, 0.2),
        ("silu", 1.5, 0.3),
        ("mish", 1.0, 0.2),
        ("hard-tanh", 1.7, 0.05),
        ("exponential", 0.13, 0.0),
    ]
    print(
        json.dumps(
            {
                "moments": [
                    moments(name, q)
                    for name in activations
                    for q in variances.get(name, (0.001, 0.05, 0.5, 1.0, 2.0, 10.0))
                ],
                "fixedPoints": [fixed_point(*setting) for setting in settings],
            },
            indent=1,
        )
    )
