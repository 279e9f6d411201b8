"""Writes oracle.json: small networks computed outside of the project, to compare it with.

NumPy in float64; forward and backward pass written here from the formulas of the documentation
alone (z = a W + b; residual: z = z' + s (phi(z') W + b); softmax cross-entropy; delta = the
derivative of one example's loss by z; weight gradients of the batch-mean loss).

    python3 make_oracle.py > oracle.json        (made with NumPy 2.4.6)
"""

import json

import numpy as np

INPUTS, DEPTH, WIDTH, CLASSES, BATCH = 5, 3, 4, 3, 6
STEPS, RATE = 5, 0.1


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# name: phi, phi', bounds outside of which phi' is below 5 % of its maximum
ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z), np.arccosh(np.sqrt(20)) * 2),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2, np.arccosh(np.sqrt(20))),
    "relu": (lambda z: np.where(z > 0, z, 0), lambda z: np.where(z > 0, 1.0, 0.0), None),
    "identity": (lambda z: z + 0, lambda z: np.ones_like(z), None),
}


def forward(weights, biases, x, phi, scale):
    zs, inputs, a = [], [], x
    for i, (w, b) in enumerate(zip(weights, biases)):
        inputs.append(a)
        z = a @ w + b
        if scale is not None and 0 < i < DEPTH:
            z = zs[-1] + scale * z
        zs.append(z)
        a = phi(z)
    return zs, inputs


def loss_and_gradients(weights, biases, x, labels, activation, scale):
    phi, slope, _ = ACTIVATIONS[activation]
    zs, inputs = forward(weights, biases, x, phi, scale)
    logits = zs[-1] - zs[-1].max(axis=1, keepdims=True)
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    rows = np.arange(BATCH)
    loss = -np.log(shares[rows, labels]).mean()
    deltas = [None] * (DEPTH + 1)
    deltas[DEPTH] = shares.copy()
    deltas[DEPTH][rows, labels] -= 1
    for i in reversed(range(DEPTH)):
        above_is_block = scale is not None and i + 1 < DEPTH
        branch = (deltas[i + 1] @ weights[i + 1].T) * slope(zs[i])
        deltas[i] = scale * branch + deltas[i + 1] if above_is_block else branch
    factor = [scale if scale is not None and 0 < i < DEPTH else 1.0 for i in range(DEPTH + 1)]
    weight_gradients = [f * h.T @ d / BATCH for f, h, d in zip(factor, inputs, deltas)]
    bias_gradients = [f * d.mean(axis=0) for f, d in zip(factor, deltas)]
    return loss, zs, deltas, weight_gradients, bias_gradients


def rms(x):
    return float(np.sqrt(np.mean(x**2)))


def statistics(i, weights, zs, deltas, gradients, activation):
    phi, slope, bound = ACTIVATIONS[activation]
    hidden = i < DEPTH
    z = zs[i]
    a = phi(z) if hidden else z
    saturates = hidden and bound is not None
    return {
        "deltaRMS": rms(deltas[i]),
        "weightGradientNorm": float(np.linalg.norm(gradients[i])),
        "weightGradientRMS": rms(gradients[i]),
        "weightNorm": float(np.linalg.norm(weights[i])),
        "updateRatio": float(RATE * np.linalg.norm(gradients[i]) / np.linalg.norm(weights[i])),
        "activationMean": float(a.mean()),
        "activationStd": float(a.std()),
        "activationRMS": rms(a),
        "activationExampleStd": float(np.sqrt(a.var(axis=0).mean())),
        "preactivationMean": float(z.mean()),
        "preactivationStd": float(z.std()),
        "preactivationRMS": rms(z),
        "derivativeRMS": rms(slope(z)) if hidden else 1.0,
        "zeroFraction": float((a == 0).mean()),
        "saturatedLowFraction": float((z < -bound).mean()) if saturates else 0.0,
        "saturatedHighFraction": float((z > bound).mean()) if saturates else 0.0,
    }


def case(activation, scale, seed):
    rng = np.random.default_rng(seed)
    sizes = [INPUTS] + [WIDTH] * DEPTH + [CLASSES]
    weights = [rng.normal(0, 1.5 / np.sqrt(n), (n, m)) for n, m in zip(sizes, sizes[1:])]
    biases = [rng.normal(0, 0.3, m) for m in sizes[1:]]
    # The first weights are wide enough for some units of a sigmoid or tanh to saturate.
    weights[0] *= 2.5
    x = rng.normal(0, 1, (BATCH, INPUTS))
    labels = rng.integers(0, CLASSES, BATCH)
    out = {
        "activation": activation,
        "residualScale": scale,
        "learningRate": RATE,
        "steps": STEPS,
        "weights": [w.tolist() for w in weights],
        "biases": [b.tolist() for b in biases],
        "inputs": x.tolist(),
        "labels": labels.tolist(),
    }
    loss, zs, deltas, gradients, bias_gradients = loss_and_gradients(
        weights, biases, x, labels, activation, scale
    )
    out["loss"] = float(loss)
    out["deltas"] = [d.tolist() for d in deltas]
    out["weightGradients"] = [g.tolist() for g in gradients]
    out["biasGradients"] = [g.tolist() for g in bias_gradients]
    out["statistics"] = [
        statistics(i, weights, zs, deltas, gradients, activation) for i in range(DEPTH + 1)
    ]
    for _ in range(STEPS):
        _, _, _, gradients, bias_gradients = loss_and_gradients(
            weights, biases, x, labels, activation, scale
        )
        weights = [w - RATE * g for w, g in zip(weights, gradients)]
        biases = [b - RATE * g for b, g in zip(biases, bias_gradients)]
    out["lossAfter"] = float(loss_and_gradients(weights, biases, x, labels, activation, scale)[0])
    out["weightsAfter"] = [w.tolist() for w in weights]
    out["biasesAfter"] = [b.tolist() for b in biases]
    return out


cases = [case(name, None, seed) for seed, name in enumerate(ACTIVATIONS, start=1)]
cases.append(case("relu", 0.6, 11))
cases.append(case("tanh", 0.6, 12))
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
