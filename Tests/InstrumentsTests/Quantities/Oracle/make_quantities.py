"""Writes quantities.json: what is measured on small networks, computed outside of the project.

NumPy in float64, and no backward pass: every derivative is a complex step, f'(x) = Im f(x + ih) / h
with h = 1e-30, which has no cancellation and is exact to rounding. So the Jacobian comes from the
outputs alone, and every single example's weight gradient from its own loss. The forward pass is
written here from the documentation's formulas (z = N(a W + b); residual: z = z' + s N(phi(z') W + b);
N: layer norm with eps 1e-5, or nothing; softmax cross-entropy).

    python3 make_quantities.py > quantities.json        (made with NumPy 2.4.6)
"""

import json

import numpy as np

INPUTS, DEPTH, WIDTH, CLASSES, BATCH = 5, 3, 4, 3, 6
STEP = 1e-30

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
}


def layer_norm(u, gamma, beta):
    mean = u.mean(axis=1, keepdims=True)
    variance = ((u - mean) ** 2).mean(axis=1, keepdims=True)
    return gamma * (u - mean) / np.sqrt(variance + 1e-5) + beta


def forward(net, x):
    """Activations of the hidden layers, and the outputs."""
    a, z, activations = x, None, []
    for i, (w, b) in enumerate(zip(net["weights"], net["biases"])):
        u = a @ w + b
        if i == DEPTH:
            return activations, u
        if net["scales"]:
            u = layer_norm(u, net["scales"][i], net["shifts"][i])
        z = z + net["residual"] * u if net["residual"] is not None and i > 0 else u
        a = ACTIVATIONS[net["activation"]](z)
        activations.append(a)


def loss_of_example(net, x, label):
    outputs = forward(net, x[None, :])[1][0]
    shifted = outputs - outputs.real.max()
    return np.log(np.exp(shifted).sum()) - shifted[label]


def jacobian(net, x):
    columns = []
    for i in range(INPUTS):
        moved = x.astype(complex)
        moved[i] += 1j * STEP
        columns.append(forward(net, moved[None, :])[1][0].imag / STEP)
    return np.array(columns).T


def weight_gradient(net, layer, x, label):
    gradient = np.zeros_like(net["weights"][layer])
    for index in np.ndindex(*gradient.shape):
        weights = [w.astype(complex) for w in net["weights"]]
        weights[layer][index] += 1j * STEP
        gradient[index] = loss_of_example({**net, "weights": weights}, x, label).imag / STEP
    return gradient


def effective_rank(a):
    s = np.linalg.svd(a, compute_uv=False)
    p = s / s.sum()
    p = p[p > 0]
    return float(np.exp(-(p * np.log(p)).sum()))


def case(activation, residual, normalized, seed):
    rng = np.random.default_rng(seed)
    sizes = [INPUTS] + [WIDTH] * DEPTH + [CLASSES]
    net = {
        "activation": activation,
        "residual": residual,
        "weights": [rng.normal(0, 1.5 / np.sqrt(n), (n, m)) for n, m in zip(sizes, sizes[1:])],
        "biases": [rng.normal(0, 0.3, m) for m in sizes[1:]],
        "scales": [rng.normal(1, 0.3, WIDTH) for _ in range(DEPTH)] if normalized else [],
        "shifts": [rng.normal(0, 0.3, WIDTH) for _ in range(DEPTH)] if normalized else [],
    }
    x = rng.normal(0, 1, (BATCH, INPUTS))
    labels = rng.integers(0, CLASSES, BATCH)
    single = [
        np.array([weight_gradient(net, layer, x[i], labels[i]) for i in range(BATCH)])
        for layer in range(DEPTH + 1)
    ]
    noise, norms, cosines = [], [], []
    for g in single:
        mean = g.mean(axis=0)
        noise.append(float(g.var(axis=0, ddof=1).sum() / (mean**2).sum()))
        norms.append(float(np.linalg.norm(mean)))
        # Of the mean gradient of the first half of the examples and that of the second.
        a, b = g[: BATCH // 2].mean(axis=0), g[BATCH // 2 :].mean(axis=0)
        cosines.append(float((a * b).sum() / np.linalg.norm(a) / np.linalg.norm(b)))
    return {
        "activation": activation,
        "residualScale": residual,
        "weights": [w.tolist() for w in net["weights"]],
        "biases": [b.tolist() for b in net["biases"]],
        "normScales": [g.tolist() for g in net["scales"]],
        "normShifts": [b.tolist() for b in net["shifts"]],
        "inputs": x.tolist(),
        "labels": labels.tolist(),
        "effectiveRank": [effective_rank(a) for a in forward(net, x)[0]],
        "jacobians": [jacobian(net, row).tolist() for row in x[:4]],
        "jacobianSingularValues": [
            np.linalg.svd(jacobian(net, row), compute_uv=False).tolist() for row in x[:4]
        ],
        "gradientNorms": norms,
        "gradientNoise": noise,
        "halvesCosine": cosines,
    }


cases = [
    case("sigmoid", None, False, 1),
    case("tanh", None, False, 2),
    case("relu", 0.6, False, 3),
    case("tanh", None, True, 4),
    case("relu", 0.6, True, 5),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
