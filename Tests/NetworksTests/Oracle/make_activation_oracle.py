"""Writes activations.json: every activation and its derivative, computed outside of the project.

mpmath with 50 digits, from the formulas of the papers alone; the values are rounded once, to the
nearest float64. Every z is a float32 number, so that it is the same in both precisions. At z = 0 the
derivative of a function with a corner is the one from the left, as everywhere in the project; at the
corners of hard-tanh it is 0, as in PyTorch. A derivative without a bound has the maximum null.
Maxima and the places where |phi'| crosses 5 % of its maximum are found by root finding.

    python3 make_activation_oracle.py > activations.json        (made with mpmath 1.4.1)
"""

import json
import struct

import mpmath as mp

mp.mp.dps = 50

LAMBDA, ALPHA = mp.mpf(1.0507009873554805), mp.mpf(1.6732632423543772)
MAGNITUDES = [1e-8, 1e-4, 0.1, 0.5, 1, 2, 3, 5, 8, 12, 16.5, 20, 36, 50, 100, 300, 700]


def float32(x):
    return struct.unpack("f", struct.pack("f", x))[0]


GRID = sorted([0.0] + [float32(s * m) for m in MAGNITUDES for s in (-1, 1)])


def sigma(z):
    return 1 / (1 + mp.exp(-z))


def cumulative(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2


def density(z):
    return mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


def gate(z):
    return mp.tanh(mp.log1p(mp.exp(z)))


def leaky(slope):
    slope = mp.mpf(slope)
    return (lambda z: z if z > 0 else slope * z, lambda z: mp.mpf(1) if z > 0 else slope)


# name: phi, phi'
FUNCTIONS = {
    "sigmoid": (sigma, lambda z: sigma(z) * sigma(-z)),
    "tanh": (mp.tanh, lambda z: mp.sech(z) ** 2),
    "relu": (lambda z: max(z, mp.mpf(0)), lambda z: mp.mpf(z > 0)),
    "leaky-relu": leaky(0.01),
    "leaky-relu:0.2": leaky(0.2),
    "elu": (lambda z: z if z > 0 else mp.expm1(z), lambda z: mp.mpf(1) if z > 0 else mp.exp(z)),
    "selu": (
        lambda z: LAMBDA * (z if z > 0 else ALPHA * mp.expm1(z)),
        lambda z: LAMBDA if z > 0 else LAMBDA * ALPHA * mp.exp(z),
    ),
    "gelu": (lambda z: z * cumulative(z), lambda z: cumulative(z) + z * density(z)),
    "silu": (lambda z: z * sigma(z), lambda z: sigma(z) * (1 + z * sigma(-z))),
    "softplus": (lambda z: mp.log1p(mp.exp(z)), sigma),
    "mish": (lambda z: z * gate(z), lambda z: gate(z) + z * sigma(z) * (1 - gate(z) ** 2)),
    "hard-tanh": (lambda z: max(min(z, mp.mpf(1)), mp.mpf(-1)), lambda z: mp.mpf(-1 < z < 1)),
    "exponential": (mp.exp, mp.exp),
    "identity": (lambda z: z, lambda z: mp.mpf(1)),
}

# name: where phi' is largest (infinity: approached, not reached)
PLACE_OF_MAXIMUM = {
    "sigmoid": 0, "tanh": 0, "relu": 1, "leaky-relu": 1, "leaky-relu:0.2": 1, "elu": 1, "selu": 0,
    "gelu": mp.sqrt(2), "silu": mp.findroot(lambda z: mp.diff(FUNCTIONS["silu"][1], z), 2.4),
    "softplus": mp.inf, "mish": mp.findroot(lambda z: mp.diff(FUNCTIONS["mish"][1], z), 1.5),
    "hard-tanh": 0, "exponential": None, "identity": 0,
}

# name: near the outermost crossing on the negative side, and whether there is one on the positive
CROSSINGS = {
    "sigmoid": (-4, True), "tanh": (-2, True), "elu": (-3, False), "selu": (-3, False),
    "gelu": (-2.2, False), "silu": (-4, False), "softplus": (-3, False), "mish": (-4, False),
}

# name: where the slope jumps to 0
JUMPS = {"hard-tanh": [-1.0, 1.0]}


def rounded(x):
    """The nearest float64; JSON has no infinity, which is null."""
    x = float(x)
    return x if abs(x) < float("inf") else None


def case(name):
    phi, slope = FUNCTIONS[name]
    place = PLACE_OF_MAXIMUM[name]
    maximum = mp.inf if place is None else slope(mp.mpf(place))
    saturation = JUMPS.get(name)
    if name in CROSSINGS:
        near, both = CROSSINGS[name]
        low = mp.findroot(lambda z: abs(slope(z)) - maximum / 20, near)
        # Nothing crosses again further out.
        assert all(abs(slope(low - mp.mpf(k) / 4)) < maximum / 20 for k in range(1, 400))
        saturation = [float(low), float(-low) if both else None]
    return {
        "name": name,
        "maximumDerivative": rounded(maximum),
        "saturation": saturation,
        "z": GRID,
        "value": [rounded(phi(mp.mpf(z))) for z in GRID],
        "slope": [rounded(slope(mp.mpf(z))) for z in GRID],
    }


if __name__ == "__main__":
    print("[\n" + ",\n".join(json.dumps(case(name)) for name in FUNCTIONS) + "\n]")
