"""Writes training_oracle.json: whole training runs computed outside of the project, to compare with.

NumPy in float64, written from the formulas below alone. L hidden layers of equal width, then an
output layer; every step sees the whole batch, in the order of the data.

    u_l = a_{l-1} W_l + b_l,  a_0 = x,  a_l = phi(z_l)
    N(u) = gamma (u - mean) / sqrt(var + 1e-5) + beta, population variance; batch: over the
        examples, for each unit; layer: over the units, for each example; none: N(u) = u
    z_l = N(u_l); residual, hidden layers from the second on: z_l = z_{l-1} + s N(u_l)
    logits = a_L W_{L+1} + b_{L+1}
    running statistics: from mean 0 and variance 1, r = 0.9 r + 0.1 (the batch's), with the unbiased
        variance, once for each of the updates (the last entry of "losses" leaves them alone)
    deltas = B times the derivative of the batch-mean loss by z_l (by the logits)
    one update: gradients -> clip by value -> clip by the global norm (of what the first clipping
        left) -> weight decay, on W only -> optimizer

"gradientNorms" are global norms before clipping and weight decay; "clipFactors" the norm after all
clipping over the one before. The gradients by the parameters and the deltas are compared with
differences of the loss before and after training; every run is repeated with the examples in
reverse order, to see how far rounding alone takes it (both on standard error).

A bias before batch normalization has no effect on the loss: its gradient is rounding alone, which
Adam enlarges, and so such biases (and with them the running means) agree to about 1e-9 only.

    python3 make_training_oracle.py > training_oracle.json        (made with NumPy 2.4.6)
"""

import json
import math
import sys

import numpy as np

INPUTS, DEPTH, WIDTH, CLASSES, BATCH, STEPS = 4, 3, 5, 3, 12, 50
EPSILON = 1e-5
erf = np.vectorize(math.erf, otypes=[float])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def normal_share(z):
    return 0.5 * (1 + erf(z / np.sqrt(2)))


def normal_density(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


# name: phi, phi'
ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "relu": (lambda z: np.where(z > 0, z, 0.0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "gelu": (lambda z: z * normal_share(z), lambda z: normal_share(z) + z * normal_density(z)),
    "elu": (
        lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        lambda z: np.where(z > 0, 1.0, np.exp(np.minimum(z, 0))),
    ),
}


# MARK: Losses


def softmax(o):
    e = np.exp(o - o.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def loss_of_logits(o, data, case):
    """The batch-mean loss and its derivative by the logits."""
    examples = len(o)
    if case["loss"] == "mae":
        errors = o - data["targets"]
        return abs(errors).mean(axis=1).mean(), np.sign(errors) / errors.size
    if case["loss"].startswith("huber"):
        limit = float(case["loss"].split(":")[1])
        errors = o - data["targets"]
        large = abs(errors) > limit
        each = np.where(large, limit * (abs(errors) - limit / 2), errors**2 / 2)
        return each.mean(axis=1).mean(), np.clip(errors, -limit, limit) / errors.size
    if case["task"] == "multi-label":
        y = data["targets"]
        each = y * np.logaddexp(0, -o) + (1 - y) * np.logaddexp(0, o)
        return each.mean(axis=1).mean(), (sigmoid(o) - y) / o.size
    if case["output"] == "tanh":
        errors = np.tanh(o) - data["targets"]
        by_o = 2 * errors / errors.size * (1 - np.tanh(o) ** 2)
        return (errors**2).mean(axis=1).mean(), by_o
    if case["loss"] == "cross-entropy":
        one_hot = np.eye(CLASSES)[data["labels"]]
        shifted = o - o.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return -(one_hot * logs).sum() / examples, (softmax(o) - one_hot) / examples
    if case["loss"] == "binary-cross-entropy":
        y = data["labels"][:, None]
        # -ln sigma(o) = ln(1 + e^-o), -ln(1 - sigma(o)) = ln(1 + e^o)
        each = y * np.logaddexp(0, -o) + (1 - y) * np.logaddexp(0, o)
        return each.sum() / examples, (sigmoid(o) - y) / examples
    if case["task"] == "regression":
        errors = o - data["targets"]
        return (errors**2).mean(axis=1).mean(), 2 * errors / errors.size
    p = softmax(o)
    errors = p - np.eye(CLASSES)[data["labels"]]
    by_share = 2 * errors / errors.size
    by_logit = p * (by_share - (by_share * p).sum(axis=1, keepdims=True))
    return (errors**2).mean(axis=1).mean(), by_logit


# MARK: Network


def forward(p, x, case, running=None, nudge=None):
    """All that the backward pass needs. `running`: evaluation with these statistics. `nudge`: a
    layer and what to add to its z, to take differences by it."""
    phi = ACTIVATIONS[case["activation"]][0]
    s = case["residualScale"]
    axis = {"none": None, "batch": 0, "layer": 1}[case["norm"]]
    f = {"a": [x], "z": [], "normalized": [], "deviation": [], "means": [], "variances": []}
    for i in range(DEPTH):
        n = f["a"][-1] @ p["weights"][i] + p["biases"][i]
        if axis is not None:
            if running is not None and axis == 0:
                mean, variance = running["means"][i], running["variances"][i]
            else:
                mean = n.mean(axis=axis, keepdims=True)
                variance = ((n - mean) ** 2).mean(axis=axis, keepdims=True)
            deviation = np.sqrt(variance + EPSILON)
            normalized = (n - mean) / deviation
            n = p["scales"][i] * normalized + p["shifts"][i]
            f["means"].append(mean)
            f["variances"].append(variance)
            f["deviation"].append(deviation)
            f["normalized"].append(normalized)
        z = n if s is None or i == 0 else f["z"][-1] + s * n
        if nudge is not None and nudge[0] == i:
            z = z + nudge[1]
        f["z"].append(z)
        f["a"].append(phi(z))
    o = f["a"][-1] @ p["weights"][DEPTH] + p["biases"][DEPTH]
    if nudge is not None and nudge[0] == DEPTH:
        o = o + nudge[1]
    f["z"].append(o)
    return f


def loss_of(p, data, case, running=None, nudge=None):
    f = forward(p, data["inputs"], case, running, nudge)
    return float(loss_of_logits(f["z"][-1], data, case)[0])


def backward(p, f, data, case):
    """The loss, its gradients by all parameters and its derivatives by every z."""
    slope = ACTIVATIONS[case["activation"]][1]
    s = case["residualScale"]
    axis = {"none": None, "batch": 0, "layer": 1}[case["norm"]]
    g = {name: [None] * len(values) for name, values in p.items()}
    by_z = [None] * (DEPTH + 1)
    loss, by_z[DEPTH] = loss_of_logits(f["z"][DEPTH], data, case)
    by_u = by_z[DEPTH]
    for i in range(DEPTH, -1, -1):
        if i < DEPTH:
            by_z[i] = (by_u @ p["weights"][i + 1].T) * slope(f["z"][i])
            if s is not None and i + 1 < DEPTH:
                by_z[i] = by_z[i] + by_z[i + 1]
            by_u = by_z[i] if s is None or i == 0 else s * by_z[i]
            if axis is not None:
                h = f["normalized"][i]
                g["scales"][i] = (by_u * h).sum(axis=0)
                g["shifts"][i] = by_u.sum(axis=0)
                by_h = by_u * p["scales"][i]
                by_u = (
                    by_h
                    - by_h.mean(axis=axis, keepdims=True)
                    - h * (by_h * h).mean(axis=axis, keepdims=True)
                ) / f["deviation"][i]
        g["weights"][i] = f["a"][i].T @ by_u
        g["biases"][i] = by_u.sum(axis=0)
    return float(loss), g, by_z


def norm_of(g):
    return math.sqrt(sum(float((x**2).sum()) for values in g.values() for x in values))


def check_by_differences(p, data, case):
    """Asserts that gradients and deltas agree with five-point differences of the loss; returns the
    largest deviation, relative to the larger of the array's norm and 1e-3 of the global norm."""
    _, g, by_z = backward(p, forward(p, data["inputs"], case), data, case)
    total, step, worst = norm_of(g), 1e-5, 0.0

    def compare(analytic, loss_at):
        nonlocal worst
        numeric = np.empty_like(analytic)
        for index in np.ndindex(analytic.shape):
            one = loss_at(index, step) - loss_at(index, -step)
            two = loss_at(index, 2 * step) - loss_at(index, -2 * step)
            numeric[index] = (8 * one - two) / (12 * step)
        reference = max(np.linalg.norm(analytic), 1e-3 * total)
        deviation = float(np.linalg.norm(numeric - analytic) / reference)
        assert deviation < 1e-6, (case["name"], deviation)
        worst = max(worst, deviation)

    for name, values in p.items():
        for i, value in enumerate(values):

            def loss_at(index, by):
                kept = value[index]
                value[index] = kept + by
                loss = loss_of(p, data, case)
                value[index] = kept
                return loss

            compare(g[name][i], loss_at)
    for i, derivative in enumerate(by_z):

        def loss_at(index, by):
            offset = np.zeros_like(derivative)
            offset[index] = by
            return loss_of(p, data, case, nudge=(i, offset))

        compare(derivative, loss_at)
    return worst


# MARK: Training


def rate_at(t, case):
    eta = case["learningRate"]
    kind, *numbers = case["schedule"].split(":")
    if kind == "constant":
        return eta
    if kind == "warmup":
        return eta * min(1.0, (t + 1) / int(numbers[0]))
    if kind == "step":
        return eta * float(numbers[1]) ** (t // int(numbers[0]))
    assert kind == "cosine"
    n = int(numbers[0]) if numbers else 0
    if t < n:
        return eta * (t + 1) / n
    return eta * (1 + math.cos(math.pi * (t - n) / (STEPS - n))) / 2


def clipped(g, case):
    """The gradients after clipping, and whether the value and the norm took effect."""
    by_value = by_norm = False
    if case["clipValue"] is not None:
        c = case["clipValue"]
        by_value = any(bool((abs(x) > c).any()) for values in g.values() for x in values)
        g = {name: [np.clip(x, -c, c) for x in values] for name, values in g.items()}
    if case["clipNorm"] is not None:
        factor = min(1.0, case["clipNorm"] / norm_of(g))
        by_norm = factor < 1
        g = {name: [factor * x for x in values] for name, values in g.items()}
    return g, by_value, by_norm


def updated(p, g, memory, t, eta, case, decay):
    """One parameter array after update t (from 0); `memory` is what its optimizer keeps of it."""
    optimizer, mu = case["optimizer"], case["momentum"]
    if optimizer == "adamw":
        p = p - eta * decay * p
    else:
        g = g + decay * p
    v = memory.get("v", np.zeros_like(p))
    if optimizer == "sgd":
        return p - eta * g
    if optimizer in ("momentum", "nesterov"):
        memory["v"] = v = mu * v + g
        return p - eta * (v if optimizer == "momentum" else g + mu * v)
    if optimizer == "rmsprop":
        memory["v"] = v = 0.99 * v + 0.01 * g**2
        return p - eta * g / (np.sqrt(v) + 1e-8)
    if optimizer == "adagrad":
        memory["v"] = v = v + g**2
        return p - eta * g / (np.sqrt(v) + 1e-10)
    assert optimizer in ("adam", "adamw")
    one = 0.9 if case["beta1"] is None else case["beta1"]
    two = 0.999 if case["beta2"] is None else case["beta2"]
    epsilon = 1e-8 if case["epsilon"] is None else case["epsilon"]
    memory["m"] = m = one * memory.get("m", np.zeros_like(p)) + (1 - one) * g
    memory["v"] = v = two * v + (1 - two) * g**2
    m_hat, v_hat = m / (1 - one ** (t + 1)), v / (1 - two ** (t + 1))
    return p - eta * m_hat / (np.sqrt(v_hat) + epsilon)


def train(p, data, case):
    r = {"losses": [], "gradientNorms": [], "learningRates": [], "clipFactors": []}
    r["clips"] = np.zeros(3, dtype=int)
    p = {name: [x.copy() for x in values] for name, values in p.items()}
    memory = {name: [{} for _ in values] for name, values in p.items()}
    running = {"means": [0.0] * DEPTH, "variances": [1.0] * DEPTH}
    kink = math.inf
    for t in range(STEPS):
        f = forward(p, data["inputs"], case)
        kink = min(kink, min(float(abs(z).min()) for z in f["z"][:DEPTH]))
        if case["norm"] == "batch":
            for i in range(DEPTH):
                unbiased = f["variances"][i][0] * BATCH / (BATCH - 1)
                running["means"][i] = 0.9 * running["means"][i] + 0.1 * f["means"][i][0]
                running["variances"][i] = 0.9 * running["variances"][i] + 0.1 * unbiased
        loss, g, by_z = backward(p, f, data, case)
        if t == 0:
            r["deltas"] = [BATCH * d for d in by_z]
            r["gradients"] = g
        if case["reduction"] == "sum":
            # The sum over examples, and over outputs where the loss is their mean.
            outputs = 1 if case["loss"] == "cross-entropy" else f["z"][DEPTH].shape[1]
            g = {name: [BATCH * outputs * x for x in values] for name, values in g.items()}
        eta, norm = rate_at(t, case), norm_of(g)
        g, by_value, by_norm = clipped(g, case)
        r["clips"] += np.array([by_value, by_norm, by_value or by_norm])
        r["losses"].append(loss)
        r["gradientNorms"].append(norm)
        r["learningRates"].append(eta)
        r["clipFactors"].append(norm_of(g) / norm)
        for name in p:
            decay = case["weightDecay"] if name == "weights" else 0.0
            p[name] = [
                updated(x, d, kept, t, eta, case, decay)
                for x, d, kept in zip(p[name], g[name], memory[name])
            ]
    r["losses"].append(loss_of(p, data, case))
    r["after"] = p
    r["running"] = running if case["norm"] == "batch" else None
    r["evaluationLoss"] = loss_of(p, data, case, running)
    return r, kink


# MARK: Cases


def lists(arrays):
    return None if arrays is None else [x.tolist() for x in arrays]


def made(case, seed):
    rng = np.random.default_rng(seed)
    outputs = case.pop("outputs")
    sizes = [INPUTS] + [WIDTH] * DEPTH + [outputs]
    p = {
        "weights": [rng.normal(0, 1.2 / np.sqrt(n), (n, m)) for n, m in zip(sizes, sizes[1:])],
        "biases": [rng.normal(0, 0.2, m) for m in sizes[1:]],
    }
    if case["norm"] != "none":
        p["scales"] = [1 + 0.2 * rng.uniform(-1, 1, WIDTH) for _ in range(DEPTH)]
        p["shifts"] = [rng.normal(0, 0.3, WIDTH) for _ in range(DEPTH)]
    data = {"inputs": rng.normal(0, 1, (BATCH, INPUTS)), "labels": None, "targets": None}
    if case["task"] != "classification":
        direction = rng.normal(0, 0.5, (INPUTS, outputs))
        noise = rng.normal(0, 0.2, (BATCH, outputs))
        data["targets"] = np.sin(data["inputs"] @ direction) + noise
        if case["task"] == "multi-label":
            data["targets"] = (data["targets"] > 0).astype(float)
    else:
        classes = 2 if case["loss"] == "binary-cross-entropy" else CLASSES
        data["labels"] = rng.permutation(np.arange(BATCH) % classes)

    run, kink = train(p, data, case)
    deviation = max(
        check_by_differences(p, data, case), check_by_differences(run["after"], data, case)
    )
    reverse = {k: None if v is None else v[::-1].copy() for k, v in data.items()}
    again, _ = train(p, reverse, case)
    rounding = {
        name: max(float(abs(x - y).max()) for x, y in zip(run["after"][name], again["after"][name]))
        for name in p
    }
    biases_rounding = rounding.pop("biases")
    by_value, by_norm, clips = run["clips"].tolist()
    losses = run["losses"]
    print(
        f"{case['name']:46} seed {seed} loss {losses[0]:.4f} -> {losses[-1]:.6f}, evaluated "
        f"{run['evaluationLoss']:.6f}, norms {min(run['gradientNorms']):.3g} to "
        f"{max(run['gradientNorms']):.3g}, clipped {clips} (value {by_value}, norm {by_norm}), "
        f"differences {deviation:.1e}, rounding {max(rounding.values()):.1e}, of biases "
        f"{biases_rounding:.1e}",
        file=sys.stderr,
    )
    assert all(map(math.isfinite, losses)) and max(losses) < 2 * losses[0], case["name"]
    assert losses[-1] < 0.95 * losses[0], case["name"]
    for limit, steps in (("clipValue", by_value), ("clipNorm", by_norm)):
        enough = steps == 0 if case[limit] is None else 5 <= steps <= STEPS - 5
        assert enough, (case["name"], limit, steps)
    assert clips <= STEPS - 5, (case["name"], clips)
    if case["activation"] == "relu" and kink < 1e-7:
        print(f"WARNING: {case['name']}: a z of {kink:.1e}; take another seed", file=sys.stderr)

    first, after, running = run["gradients"], run["after"], run["running"]
    return case | {
        "steps": STEPS,
        "inputs": data["inputs"].tolist(),
        "labels": None if data["labels"] is None else data["labels"].tolist(),
        "targets": None if data["targets"] is None else data["targets"].tolist(),
        "weights": lists(p["weights"]),
        "biases": lists(p["biases"]),
        "scales": lists(p.get("scales")),
        "shifts": lists(p.get("shifts")),
        "losses": losses,
        "gradientNorms": run["gradientNorms"],
        "learningRates": run["learningRates"],
        "clipFactors": run["clipFactors"],
        "deltas": lists(run["deltas"]),
        "weightGradients": lists(first["weights"]),
        "biasGradients": lists(first["biases"]),
        "scaleGradients": lists(first.get("scales")),
        "shiftGradients": lists(first.get("shifts")),
        "weightsAfter": lists(after["weights"]),
        "biasesAfter": lists(after["biases"]),
        "scalesAfter": lists(after.get("scales")),
        "shiftsAfter": lists(after.get("shifts")),
        "runningMeans": None if running is None else lists(running["means"]),
        "runningVariances": None if running is None else lists(running["variances"]),
        "evaluationLoss": run["evaluationLoss"],
    }


RATES = {
    "sgd": 0.3, "momentum": 0.05, "nesterov": 0.05, "rmsprop": 0.005, "adagrad": 0.05,
    "adam": 0.01, "adamw": 0.01,
}  # fmt: skip


def case(
    name, activation, optimizer, norm="none", residual=None, loss="cross-entropy",
    task="classification", outputs=CLASSES, momentum=0.9, decay=0.0, schedule="constant",
    norm_limit=None, value_limit=None, rate=None, output="auto", reduction="mean", beta1=None,
    beta2=None, epsilon=None,
):  # fmt: skip
    return {
        "name": name,
        "activation": activation,
        "norm": norm,
        "residualScale": residual,
        "loss": loss,
        "task": task,
        "optimizer": optimizer,
        "momentum": momentum if optimizer in ("momentum", "nesterov") else None,
        "weightDecay": decay,
        "schedule": schedule,
        "clipNorm": norm_limit,
        "clipValue": value_limit,
        "learningRate": RATES[optimizer] if rate is None else rate,
        "outputs": outputs,
        "output": output,
        "reduction": reduction,
        "beta1": beta1,
        "beta2": beta2,
        "epsilon": epsilon,
    }


BINARY = {"loss": "binary-cross-entropy", "outputs": 1}
REGRESSION = {"loss": "mse", "task": "regression"}
FLAGS = {"loss": "binary-cross-entropy", "task": "multi-label"}

CASES = [
    # Optimizers
    case("sgd", "tanh", "sgd"),
    case("momentum", "relu", "momentum"),
    case("nesterov", "gelu", "nesterov", momentum=0.8),
    case("rmsprop", "elu", "rmsprop"),
    case("adam", "sigmoid", "adam", rate=0.03),
    case("adamw without decay", "tanh", "adamw"),
    # Normalization and residual connections
    case("batch norm, sgd", "relu", "sgd", "batch"),
    case("batch norm, adam", "tanh", "adam", "batch"),
    case("batch norm, residual, momentum", "gelu", "momentum", "batch", 0.5),
    case("layer norm, sgd", "sigmoid", "sgd", "layer"),
    case("layer norm, adamw", "relu", "adamw", "layer", decay=0.1),
    case("layer norm, residual, rmsprop", "elu", "rmsprop", "layer", 0.5),
    case("residual, nesterov", "relu", "nesterov", residual=0.5),
    # Schedules
    case("warmup, momentum", "tanh", "momentum", schedule="warmup:10"),
    case("step, sgd", "elu", "sgd", schedule="step:15:0.3", rate=0.2),
    case("cosine, adam", "gelu", "adam", schedule="cosine", rate=0.02),
    case("cosine with warmup, rmsprop", "relu", "rmsprop", schedule="cosine:8", rate=0.01),
    # Weight decay
    case("weight decay, sgd", "gelu", "sgd", decay=0.01, rate=0.1),
    case("weight decay, momentum", "tanh", "momentum", decay=0.02),
    case("weight decay, nesterov", "elu", "nesterov", "batch", decay=0.01),
    case("weight decay, rmsprop", "tanh", "rmsprop", decay=0.02),
    case("weight decay, adam", "relu", "adam", decay=0.03),
    case("weight decay, adamw", "elu", "adamw", decay=0.3),
    # Clipping
    case("clip norm, sgd", "tanh", "sgd", norm_limit=0.25),
    case("clip norm, layer norm, adam", "gelu", "adam", "layer", norm_limit=0.5),
    case("clip value, momentum", "relu", "momentum", value_limit=0.1),
    case("clip value, batch norm, sgd", "tanh", "sgd", "batch", value_limit=0.2, rate=0.05),
    case(
        "clip both, weight decay, momentum", "elu", "momentum", "layer",
        decay=0.02, norm_limit=0.4, value_limit=0.15,
    ),
    # Losses
    case("binary cross-entropy", "tanh", "sgd", **BINARY),
    case("binary cross-entropy, batch norm, adam", "relu", "adam", "batch", **BINARY),
    case("regression, one output", "gelu", "momentum", outputs=1, **REGRESSION, rate=0.02),
    case(
        "regression, two outputs, layer norm", "tanh", "adam", "layer", outputs=2, **REGRESSION
    ),
    case("mse of shares", "elu", "sgd", loss="mse", rate=1.0),
    # All at once
    case(
        "everything", "gelu", "adamw", "batch", 0.5, decay=0.1, schedule="cosine:8",
        norm_limit=0.5, rate=0.02,
    ),
    # Further losses and output activations
    case("mean absolute error", "tanh", "adam", outputs=2, **REGRESSION | {"loss": "mae"}),
    case("huber", "gelu", "momentum", outputs=2, **REGRESSION | {"loss": "huber:0.5"}),
    case("flags", "tanh", "sgd", outputs=3, **FLAGS, rate=1.0),
    case("a tanh of outputs", "elu", "sgd", outputs=2, output="tanh", **REGRESSION),
    # Sums in place of means
    case("sum, cross-entropy, sgd", "tanh", "sgd", reduction="sum", rate=0.02),
    case(
        "sum, two outputs, clip norm, momentum", "gelu", "momentum", outputs=2, **REGRESSION,
        reduction="sum", norm_limit=20.0, rate=0.001,
    ),
    case(
        "sum, flags, layer norm, adagrad", "elu", "adagrad", "layer", outputs=3, **FLAGS,
        reduction="sum",
    ),
    # Numbers of optimizers
    case("adagrad", "tanh", "adagrad"),
    case("weight decay, adagrad", "relu", "adagrad", decay=0.02),
    case("adam of other numbers", "gelu", "adam", beta1=0.5, beta2=0.9, epsilon=0.01),
    case("adamw of other numbers", "tanh", "adamw", beta1=0.8, epsilon=1e-3, decay=0.1),
]  # fmt: skip

if __name__ == "__main__":
    made_cases = [made(c, seed) for seed, c in enumerate(CASES, start=101)]
    print("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in made_cases) + "\n]")
