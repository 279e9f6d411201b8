"""Writes layers_oracle.json: networks whose layers differ, computed outside of the project.

NumPy in float64, written from the formulas below alone. Every hidden layer l has its own width,
activation phi, norm N, dropout p and bypass scale s:

    u_l = x_l W_l + b_l,  x_1 = the inputs,  x_{l+1} = m_l * phi_l(z_l),  N as in
        make_training_oracle.py
    z_l = N_l(u_l); where s is set, l > 1 and the widths agree: z_l = z_{l-1} + s N_l(u_l)
    logits = x_{L+1} W_{L+1} + b_{L+1}
    m_l: 0 with probability p and else 1 / (1 - p), drawn anew at every step

The masks come from xoshiro256++, seeded by SplitMix64 as in SeededGenerator.swift: a generator of seed
MASKS gives each layer with dropout, in order, the seed of its own; of each 64 bits the low half serves
one entry and the high half the next; an entry is dropped where its half is below p 2^32.

"deltas" are B times the derivative of the batch-mean loss by z_l (by the logits). The gradients and
deltas of the first step are compared with differences of the loss (on standard error). "losses" are
those of some steps of plain descent.

    python3 make_layers_oracle.py > layers_oracle.json        (made with NumPy 2.4.6)
"""

import json
import sys

import numpy as np

from make_training_oracle import ACTIVATIONS, EPSILON

MASK64 = (1 << 64) - 1
BATCH, CLASSES, INPUTS, STEPS, RATE, MASKS = 9, 3, 4, 4, 0.1, 7

CASES = {
    "all differ": [
        dict(width=6, activation="tanh", norm="none", dropout=0.0, scale=None),
        dict(width=6, activation="gelu", norm="layer", dropout=0.25, scale=0.5),
        dict(width=6, activation="elu", norm="batch", dropout=0.0, scale=0.8),
        dict(width=3, activation="sigmoid", norm="none", dropout=0.5, scale=1.0),
        dict(width=5, activation="relu", norm="layer", dropout=0.1, scale=None),
    ],
    "dropout in blocks": [
        dict(width=7, activation="tanh", norm="none", dropout=0.3, scale=0.7),
        dict(width=7, activation="relu", norm="none", dropout=0.3, scale=0.7),
        dict(width=7, activation="tanh", norm="none", dropout=0.3, scale=0.7),
    ],
    "no hidden layer": [],
}


class Generator:
    """xoshiro256++ after SplitMix64."""

    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK64
            z = seed
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK64
            self.state.append(z ^ (z >> 31))

    def next(self):
        s = self.state
        rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK64
        result = (rotate((s[0] + s[3]) & MASK64, 23) + s[0]) & MASK64
        t = (s[1] << 17) & MASK64
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def mask(self, rows, columns, p):
        entries = []
        for i in range(rows * columns):
            bits = self.next() if i % 2 == 0 else bits >> 32
            entries.append(0.0 if bits & 0xFFFFFFFF < int(p * 2**32) else 1 / (1 - p))
        return np.array(entries).reshape(rows, columns)


def normalize(u, norm):
    axis = 0 if norm == "batch" else 1
    mean = u.mean(axis=axis, keepdims=True)
    inverse = 1 / np.sqrt(u.var(axis=axis, keepdims=True) + EPSILON)
    return (u - mean) * inverse, inverse, axis


def is_block(layers, l):
    return layers[l]["scale"] is not None and l > 0 and layers[l - 1]["width"] == layers[l]["width"]


def forward(layers, theta, x, labels, masks, shifts=None):
    """Everything of one pass; shifts[l] is added to z_l, to differentiate by it."""
    kept = []
    z = None
    for l, layer in enumerate(layers):
        W, b, gamma, beta = theta[l]
        u = x @ W + b
        scale = layer["scale"] if is_block(layers, l) else 1.0
        hat = inverse = axis = None
        branch = u
        if layer["norm"] != "none":
            hat, inverse, axis = normalize(u, layer["norm"])
            branch = gamma * hat + beta
        z = (z if is_block(layers, l) else 0) + scale * branch
        if shifts is not None:
            z = z + shifts[l]
        kept.append((x, z, hat, inverse, axis, scale))
        x = ACTIVATIONS[layer["activation"]][0](z) * masks[l]
    W, b, _, _ = theta[-1]
    logits = x @ W + b
    if shifts is not None:
        logits = logits + shifts[-1]
    top = logits.max(axis=1, keepdims=True)
    p = np.exp(logits - top)
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(BATCH), labels]).mean()
    return loss, p, x, kept, logits


def backward(layers, theta, labels, masks, p, last, kept):
    delta = p.copy()
    delta[np.arange(BATCH), labels] -= 1
    deltas = [delta]
    gradients = [(last.T @ delta / BATCH, delta.mean(axis=0), None, None)]
    reaching = delta @ theta[-1][0].T
    above = 0
    for l in reversed(range(len(layers))):
        layer = layers[l]
        x, z, hat, inverse, axis, scale = kept[l]
        delta = reaching * masks[l] * ACTIVATIONS[layer["activation"]][1](z) + above
        deltas.insert(0, delta)
        d, g_gamma, g_beta = scale * delta, None, None
        if layer["norm"] != "none":
            g_gamma, g_beta = (d * hat).mean(axis=0), d.mean(axis=0)
            g = theta[l][2] * d
            d = inverse * (
                g - g.mean(axis=axis, keepdims=True) - hat * (g * hat).mean(axis=axis, keepdims=True)
            )
        gradients.insert(0, (x.T @ d / BATCH, d.mean(axis=0), g_gamma, g_beta))
        reaching = d @ theta[l][0].T
        above = delta if is_block(layers, l) else 0
    return gradients, deltas


def check(layers, theta, x, labels, masks, gradients, deltas):
    worst = 0.0
    h = 1e-5
    for l, tensors in enumerate(theta):
        for tensor, gradient in zip(tensors, gradients[l]):
            if tensor is None or gradient is None:
                continue
            for i in np.ndindex(tensor.shape):
                old = tensor[i]
                tensor[i] = old + h
                up = forward(layers, theta, x, labels, masks)[0]
                tensor[i] = old - h
                down = forward(layers, theta, x, labels, masks)[0]
                tensor[i] = old
                worst = max(worst, abs((up - down) / (2 * h) - gradient[i]))
    shifts = [np.zeros_like(d) for d in deltas]
    for shift, delta in zip(shifts, deltas):
        for i in np.ndindex(shift.shape):
            shift[i] = h
            up = forward(layers, theta, x, labels, masks, shifts)[0]
            shift[i] = -h
            down = forward(layers, theta, x, labels, masks, shifts)[0]
            shift[i] = 0
            worst = max(worst, abs(BATCH * (up - down) / (2 * h) - delta[i]))
    return worst


def lists(array):
    return None if array is None else np.asarray(array).tolist()


def case(name, layers, random):
    sizes = [INPUTS] + [layer["width"] for layer in layers] + [CLASSES]
    theta = []
    for l in range(len(sizes) - 1):
        W = random.normal(size=(sizes[l], sizes[l + 1])) * np.sqrt(1.5 / sizes[l])
        b = 0.3 * random.normal(size=sizes[l + 1])
        has_norm = l < len(layers) and layers[l]["norm"] != "none"
        gamma = 1 + 0.3 * random.normal(size=sizes[l + 1]) if has_norm else None
        beta = 0.3 * random.normal(size=sizes[l + 1]) if has_norm else None
        theta.append([W, b, gamma, beta])
    x = random.normal(size=(BATCH, INPUTS))
    labels = np.arange(BATCH) % CLASSES
    first = [[lists(t) for t in tensors] for tensors in theta]

    seeds = Generator(MASKS)
    generators = [Generator(seeds.next()) if layer["dropout"] > 0 else None for layer in layers]
    losses, result = [], None
    for step in range(STEPS):
        masks = [
            g.mask(BATCH, layer["width"], layer["dropout"]) if g else 1.0
            for g, layer in zip(generators, layers)
        ]
        loss, p, last, kept, logits = forward(layers, theta, x, labels, masks)
        gradients, deltas = backward(layers, theta, labels, masks, p, last, kept)
        losses.append(loss)
        if step == 0:
            print(name, "differences:", check(layers, theta, x, labels, masks, gradients, deltas),
                  file=sys.stderr)
            result = dict(
                logits=lists(logits), z=[lists(k[1]) for k in kept],
                deltas=[lists(d) for d in deltas],
                gradients=[[lists(t) for t in g] for g in gradients])
        for tensors, g in zip(theta, gradients):
            for i, gradient in enumerate(g):
                if gradient is not None:
                    tensors[i] = tensors[i] - RATE * gradient
    return dict(
        name=name, hidden=layers, inputs=lists(x), labels=labels.tolist(), parameters=first,
        losses=losses, weightsAfter=[lists(t[0]) for t in theta], **result)


if __name__ == "__main__":
    random = np.random.default_rng(29)
    cases = [case(name, layers, random) for name, layers in CASES.items()]
    json.dump(dict(rate=RATE, masks=MASKS, cases=cases), sys.stdout)
    print()
