"""The instrumented training step in NumPy. Sums are float32: the way that is fastest there."""

import numpy as np

from common import LEARNING_RATE, SATURATION, Task

task = Task()
W, B = task.weights, task.biases
L = task.depth
one_hot = np.eye(10, dtype=np.float32)


def spread(x):
    """Mean, standard deviation, RMS."""
    mean = x.mean()
    square = np.dot(x.ravel(), x.ravel()) / x.size
    return mean, np.sqrt(max(square - mean * mean, 0)), np.sqrt(square)


def norm(x):
    return np.sqrt(np.dot(x.ravel(), x.ravel()))


def step(x, labels, rate):
    z, a = [], [x]
    statistics = [{} for _ in W]
    for i in range(L + 1):
        z.append(a[i] @ W[i] + B[i])
        s = statistics[i]
        s["z"] = spread(z[i])
        if i < L:
            a.append(np.tanh(z[i]))
            s["a"] = spread(a[i + 1])
            s["zeros"] = np.count_nonzero(a[i + 1] == 0) / a[i + 1].size
            s["low"] = np.count_nonzero(z[i] < -SATURATION) / z[i].size
            s["high"] = np.count_nonzero(z[i] > SATURATION) / z[i].size
    o = z[L] - z[L].max(axis=1, keepdims=True)
    e = np.exp(o)
    total = e.sum(axis=1, keepdims=True)
    loss = (np.log(total[:, 0]) - o[np.arange(len(x)), labels]).mean()
    delta = e / total - one_hot[labels]
    for i in reversed(range(L + 1)):
        s = statistics[i]
        s["delta"] = norm(delta) / np.sqrt(delta.size)
        s["delta zeros"] = np.count_nonzero(delta == 0) / delta.size
        gradient = a[i].T @ delta / len(x)
        bias = delta.sum(axis=0) / len(x)
        if i > 0:
            slope = 1 - a[i] * a[i]
            statistics[i - 1]["slope"] = norm(slope) / np.sqrt(slope.size)
            delta = (delta @ W[i].T) * slope
        s["gradient"] = norm(gradient)
        s["weights"] = norm(W[i])
        change = rate * gradient
        s["update"] = norm(change) / s["weights"]
        W[i] -= change
        B[i] -= rate * bias
    return loss, statistics


def first_look():
    loss, statistics = step(task.x[: task.batch], task.labels[: task.batch], np.float32(0))
    return loss, [s["delta"] for s in statistics]


def steps(count):
    for _ in range(count):
        rows = task.next_rows()
        loss, _ = step(task.x[rows], task.labels[rows], np.float32(LEARNING_RATE))
    return loss


task.serve(first_look, steps)
