"""Networks whose layers differ, drawn 400 times each, twice (a minute).

    python3 unlike_layers.py > unlike-layers.json

Nothing here shares a line with the program, nor with its theory: weights are drawn, 64 inputs from N(0, 1)
go forward, the gradient of cross-entropy with random labels of 10 classes goes back by hand, and printed
are the mean square of a and of delta in each hidden layer (mean over the draws), and the median and the
outer quantiles over the draws of their root mean squares and of the factors of delta from layer to layer;
and, where no layer has a batch norm, those of batches that have one input of length 8 = sqrt(64) 64 times.

A layer: z = N(x W + b), a = phi(z); as a block z = z below + s N(x W + b); the next layer reads a after
inverted dropout. delta = d(loss of the example)/dz; after a batch norm that of the sum of all losses.
"""

import json
import math

import numpy as np

erf = np.vectorize(math.erf)
sigmoid = lambda z: 1 / (1 + np.exp(-z))


def gelu_slope(z):
    return (1 + erf(z / math.sqrt(2))) / 2 + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def mish_slope(z):
    t = np.tanh(np.logaddexp(0, z))
    return t + z * sigmoid(z) * (1 - t * t)


ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "gelu": (lambda z: z * (1 + erf(z / math.sqrt(2))) / 2, gelu_slope),
    "softplus": (lambda z: np.logaddexp(0, z), sigmoid),
    "hard-tanh": (lambda z: np.clip(z, -1, 1), lambda z: (np.abs(z) < 1) * 1.0),
    "mish": (lambda z: z * np.tanh(np.logaddexp(0, z)), mish_slope),
    "exponential": (np.exp, np.exp),
    "identity": (lambda z: z, np.ones_like),
}


def variance(name, fan_in, fan_out):
    if name == "he-normal":
        return 2 / fan_in
    if name == "xavier-normal":
        return 2 / (fan_in + fan_out)
    if name == "lecun-normal":
        return 1 / fan_in
    family, number = name.split(":")
    return {"fan-in": float(number) / fan_in, "normal": float(number) ** 2}[family]


def layer(width, activation, init, bias=0.0, norm="none", dropout=0.0, residual=None):
    return dict(
        width=width, activation=activation, initializer=init, biasStd=bias, norm=norm,
        dropout=dropout, residualScale=residual,
    )


FEATURES, CLASSES, BATCH, DRAWS, EPSILON = 64, 10, 64, 400, 1e-5


def draw(layers, output, rng, together=False):
    """Mean squares of a and of delta of the hidden layers, in one draw."""
    x = rng.standard_normal((BATCH, FEATURES))
    if together:
        x[:] = x[0] * math.sqrt(FEATURES / np.sum(x[0] ** 2))
    tape, z = [], None
    squares = []
    for index, one in enumerate(layers):
        fan_in, width = x.shape[1], one["width"]
        w = rng.standard_normal((fan_in, width)) * math.sqrt(
            variance(one["initializer"], fan_in, width)
        )
        u = x @ w + one["biasStd"] * rng.standard_normal(width)
        axis = {"none": None, "layer": 1, "batch": 0}[one["norm"]]
        deviation = None
        if axis is not None:
            deviation = np.sqrt(u.var(axis=axis, keepdims=True) + EPSILON)
            u = (u - u.mean(axis=axis, keepdims=True)) / deviation
        is_block = one["residualScale"] is not None and index > 0 and fan_in == width
        scale = one["residualScale"] if is_block else 1.0
        z = z + scale * u if is_block else u
        value, slope = ACTIVATIONS[one["activation"]]
        a, keep = value(z), 1 - one["dropout"]
        mask = (rng.random(a.shape) < keep) / keep
        tape.append((w, u, axis, deviation, is_block, scale, slope(z) * mask))
        squares.append(float(np.mean(a * a)))
        x = a * mask
    w = rng.standard_normal((x.shape[1], CLASSES)) * math.sqrt(
        variance(output, x.shape[1], CLASSES)
    )
    o = x @ w
    p = np.exp(o - o.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(BATCH), rng.integers(0, CLASSES, BATCH)] -= 1
    back, passed, deltas = p @ w.T, None, []
    for w, u, axis, deviation, is_block, scale, slope in reversed(tape):
        delta = back * slope
        if passed is not None:
            delta = delta + passed
        deltas.append(float(np.mean(delta * delta)))
        below = scale * delta
        if axis is not None:
            mean = lambda v: v.mean(axis=axis, keepdims=True)
            below = (below - mean(below) - u * mean(below * u)) / deviation
        back, passed = below @ w.T, delta if is_block else None
    return squares, deltas[::-1]


CASES = {
    "four widths, three activations": (
        [
            layer(128, "tanh", "xavier-normal"), layer(64, "relu", "he-normal"),
            layer(256, "relu", "xavier-normal"), layer(96, "gelu", "he-normal"),
        ],
        "xavier-normal",
    ),
    "a layer norm in one layer": (
        [
            layer(128, "tanh", "xavier-normal"), layer(64, "relu", "he-normal"),
            layer(256, "relu", "normal:0.3", norm="layer"), layer(96, "gelu", "he-normal"),
            layer(128, "mish", "he-normal", bias=0.2),
        ],
        "lecun-normal",
    ),
    "a residual pair": (
        [
            layer(128, "relu", "he-normal"), layer(128, "tanh", "lecun-normal", residual=0.5),
            layer(128, "relu", "he-normal", residual=0.7), layer(96, "gelu", "he-normal"),
        ],
        "xavier-normal",
    ),
    "dropout in two layers": (
        [
            layer(128, "tanh", "xavier-normal", dropout=0.5), layer(96, "relu", "he-normal"),
            layer(256, "relu", "xavier-normal", dropout=0.3), layer(96, "gelu", "he-normal"),
        ],
        "xavier-normal",
    ),
    "batch norm under different activations, with dropout": (
        [
            layer(128, "relu", "he-normal", norm="batch", dropout=0.4),
            layer(256, "tanh", "xavier-normal", norm="batch"),
            layer(128, "mish", "he-normal", norm="batch"),
            layer(96, "identity", "he-normal"),
        ],
        "xavier-normal",
    ),
    "hard tanh and mish, biases, a wide range of gains": (
        [
            layer(96, "hard-tanh", "fan-in:1.5", bias=0.3), layer(192, "mish", "fan-in:3"),
            layer(64, "hard-tanh", "fan-in:0.3", bias=0.1), layer(256, "mish", "fan-in:0.5"),
            layer(96, "identity", "lecun-normal"),
        ],
        "lecun-normal",
    ),
    "what goes forward comes back, with dropout": (
        [
            layer(64 if i % 2 else 96, "softplus", "he-normal", dropout=0.2 if i % 3 else 0)
            for i in range(7)
        ],
        "he-normal",
    ),
    "a small exponential": (
        [
            layer(256, "exponential", "fan-in:0.15"), layer(256, "exponential", "fan-in:0.15"),
            layer(256, "tanh", "lecun-normal"),
        ],
        "lecun-normal",
    ),
}


def summary(values):
    low, middle, high = np.quantile(values, [0.025, 0.5, 0.975], axis=0)
    return {"low": low.tolist(), "median": middle.tolist(), "high": high.tolist()}


def measure(number, name, layers, output):
    rng = np.random.default_rng(number)

    def squares(together):
        draws = [draw(layers, output, rng, together) for _ in range(DRAWS)]
        return [np.array([one[i] for one in draws]) for i in (0, 1)]

    a, d = squares(together=False)
    result = {
        "name": name, "features": FEATURES, "classes": CLASSES, "batch": BATCH,
        "layers": layers, "output": output,
        "activationSquares": a.mean(axis=0).tolist(), "deltaSquares": d.mean(axis=0).tolist(),
        "activations": summary(np.sqrt(a)), "deltas": summary(np.sqrt(d)),
        "factors": summary(np.sqrt(d[:, :-1] / d[:, 1:])),
    }
    if all(one["norm"] != "batch" for one in layers):
        a, d = squares(together=True)
        result["together"] = {
            "activations": summary(np.sqrt(a)), "deltas": summary(np.sqrt(d)),
        }
    return result


if __name__ == "__main__":
    cases = [measure(i, name, *case) for i, (name, case) in enumerate(CASES.items())]
    print(json.dumps(cases, indent=1))
