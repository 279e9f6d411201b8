"""Writes losses.json: every loss on every output activation, computed outside of the project.

mpmath with 60 digits, from the formulas of the losses alone. delta is no formula at all: it is the
complex step Im f(o + ih)/h with h = 1e-40, which has no rounding to speak of. Steps by cases (ReLU,
absolute values, clipping) are decided by the real part; the derivative of what is clipped is 0.

Clipping is that of Keras 3: predictions of cross-entropies are held between 1e-7 and 1 - 1e-7, those
of categorical cross-entropy after a division by their sum. Softmax with cross-entropy and sigmoid
with binary cross-entropy are not clipped: both sides know the logits. Huber is PyTorch's HuberLoss,
with 1/2; every loss but categorical cross-entropy is the mean over the outputs of an example.

guessing: of the losses by output, the least mean cost of a constant prediction, found by trisection;
of categorical cross-entropy the entropy of the classes.

    python3 make_loss_oracle.py > losses.json        (made with mpmath 1.3.0)
"""

import json
import random
import struct

import mpmath as mp

mp.mp.dps = 60
STEP = mp.mpf(10) ** -40
MARGIN = mp.mpf("1e-7")


def float32(x):
    return struct.unpack("f", struct.pack("f", x))[0]


# MARK: Output activations


def softmax(o):
    top = max(mp.re(x) for x in o)
    e = [mp.exp(x - top) for x in o]
    return [x / mp.fsum(e) for x in e]


OUTPUTS = {
    "none": lambda o: o,
    "sigmoid": lambda o: [1 / (1 + mp.exp(-x)) for x in o],
    "softmax": softmax,
    "relu": lambda o: [x if mp.re(x) > 0 else mp.mpf(0) for x in o],
    "tanh": lambda o: [mp.tanh(x) for x in o],
}


# MARK: Losses


def clip(q):
    return min(max(mp.re(q), MARGIN), 1 - MARGIN) if not MARGIN <= mp.re(q) <= 1 - MARGIN else q


def absolute(x):
    return x if mp.re(x) > 0 else -x


def huber(threshold):
    def cost(p, y):
        e = absolute(p - y)
        return e * e / 2 if mp.re(e) <= threshold else threshold * (e - mp.mpf(threshold) / 2)

    return cost


def binary(p, y):
    return -y * mp.log(p) - (1 - y) * mp.log(1 - p)


COSTS = {
    "mse": lambda p, y: (p - y) ** 2,
    "mae": lambda p, y: absolute(p - y),
    "huber": huber(1),
    "huber:0.25": huber(mp.mpf("0.25")),
    "binary-cross-entropy": lambda p, y: binary(clip(p), y),
}


def loss(name, output, o, y):
    if name == "cross-entropy" and output == "softmax" and len(o) > 1:
        return -mp.fsum(b * mp.log(a) for a, b in zip(softmax(o), y) if b)
    if name == "cross-entropy":
        p = OUTPUTS[output](o)
        total = mp.fsum(p)
        return -mp.fsum(b * mp.log(clip(a / total)) for a, b in zip(p, y))
    cost = COSTS[name]
    if name == "binary-cross-entropy" and output == "sigmoid":
        cost = binary
    return mp.fsum(cost(a, b) for a, b in zip(OUTPUTS[output](o), y)) / len(o)


def delta(name, output, o, y):
    def shifted(k):
        return [x + (mp.mpc(0, STEP) if i == k else 0) for i, x in enumerate(o)]

    return [mp.im(loss(name, output, shifted(k), y)) / STEP for k in range(len(o))]


def guessing(name, rows):
    columns = list(zip(*rows))
    if name == "cross-entropy":
        shares = [mp.fsum(c) / len(rows) for c in columns]
        return -mp.fsum(s * mp.log(s) for s in shares if s)
    total = mp.mpf(0)
    for column in columns:
        def mean(c):
            return mp.fsum(COSTS[name](c, y) for y in column) / len(column)

        low, high = min(column), max(column)
        for _ in range(160):
            third = (high - low) / 3
            if mean(low + third) < mean(high - third):
                high -= third
            else:
                low += third
        total += mean((low + high) / 2)
    return total / len(columns)


def correct(kind, p, y):
    """Right answers, of predictions that are float64; None for values."""
    if kind == "values":
        return None
    if kind == "classes" and len(p) > 1:
        return int(y[p.index(max(p))] == 1)
    return sum(int((a > 0.5) == (b > 0.5)) for a, b in zip(p, y))


# MARK: Cases

# kind, its number, outputs; two classes may be one output or two.
PREDICTIONS = [
    ("classes", 2, 1), ("classes", 2, 2), ("classes", 3, 3), ("values", 1, 1), ("values", 3, 3),
    ("flags", 1, 1), ("flags", 3, 3),
]  # fmt: skip
SERVES = {
    "cross-entropy": ["classes"],
    "binary-cross-entropy": ["classes", "flags"],
    "mse": ["classes", "values", "flags"],
    "mae": ["classes", "values", "flags"],
    "huber": ["classes", "values", "flags"],
    "huber:0.25": ["classes", "values", "flags"],
}


def case(name, output, kind, number, width, random):
    outputs, answers, labels = [], [], []
    for r in range(8):
        # The last two are so sure that what is clipped is clipped.
        size = 1 if r < 4 else 3 if r < 6 else 30
        outputs.append([float32(size * random.gauss(0, 1)) for _ in range(width)])
        # A ReLU whose row is all 0 has no shares.
        if name == "cross-entropy" and output in ("relu", "none", "tanh"):
            outputs[-1][0] = float32(abs(outputs[-1][0]) + 0.5 * width)
        label = r % number if kind == "classes" else None
        labels.append(label)
        if kind == "classes":
            answers.append([label] if width == 1 else [int(k == label) for k in range(width)])
        elif kind == "flags":
            answers.append([int(random.random() < 0.6) for _ in range(width)])
        else:
            answers.append([float32(random.gauss(0, 1.5)) for _ in range(width)])
    o = [[mp.mpf(x) for x in row] for row in outputs]
    y = [[mp.mpf(x) for x in row] for row in answers]
    predictions = [OUTPUTS[output](row) for row in o]
    hits = [correct(kind, [float(x) for x in p], row) for p, row in zip(predictions, y)]
    return {
        "loss": name,
        "output": output,
        "kind": kind,
        "number": number,
        "outputs": outputs,
        "labels": labels if kind == "classes" else None,
        "values": None if kind == "classes" else answers,
        "predictions": [[float(x) for x in row] for row in predictions],
        "losses": [float(loss(name, output, a, b)) for a, b in zip(o, y)],
        "deltas": [[float(x) for x in delta(name, output, a, b)] for a, b in zip(o, y)],
        "correct": None if hits[0] is None else sum(hits),
        "guessing": float(guessing(name, y)),
    }


if __name__ == "__main__":
    random = random.Random(11)
    cases = [
        case(name, output, kind, number, width, random)
        for name, kinds in SERVES.items()
        for output in OUTPUTS
        for kind, number, width in PREDICTIONS
        if kind in kinds
    ]
    print("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]")
