"""The instrumented training step in JAX: one compiled function with the statistics inside."""

import os

os.environ["XLA_FLAGS"] = (
    os.environ.get("XLA_FLAGS", "") + " --xla_cpu_multi_thread_eigen=false"
    " intra_op_parallelism_threads=1"
)
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np

from common import LEARNING_RATE, SATURATION, Task

task = Task()
L = task.depth
parameters = ([jnp.asarray(w) for w in task.weights], [jnp.asarray(b) for b in task.biases])


def spread(x):
    mean, square = jnp.mean(x), jnp.mean(x * x)
    return [mean, jnp.sqrt(jnp.maximum(square - mean * mean, 0)), jnp.sqrt(square)]


def norm(x):
    return jnp.sqrt(jnp.sum(x * x))


def step(parameters, x, labels, rate):
    W, B = parameters
    z, a = [], [x]
    forward, backward = [], []
    for i in range(L + 1):
        z.append(a[i] @ W[i] + B[i])
        row = spread(z[i])
        if i < L:
            a.append(jnp.tanh(z[i]))
            row += spread(a[i + 1]) + [
                jnp.mean(a[i + 1] == 0),
                jnp.mean(z[i] < -SATURATION),
                jnp.mean(z[i] > SATURATION),
            ]
        else:
            row += [jnp.float32(0)] * 6
        forward.append(jnp.stack(row))
    logits = jax.nn.log_softmax(z[L])
    loss = -jnp.mean(jnp.take_along_axis(logits, labels[:, None], axis=1))
    delta = jnp.exp(logits) - jax.nn.one_hot(labels, 10)
    new_W, new_B = list(W), list(B)
    slope = jnp.ones(())
    for i in reversed(range(L + 1)):
        gradient = a[i].T @ delta / x.shape[0]
        bias = jnp.sum(delta, axis=0) / x.shape[0]
        weights, change = norm(W[i]), rate * gradient
        row = [
            norm(delta) / np.sqrt(delta.size),
            jnp.mean(delta == 0),
            jnp.sqrt(jnp.mean(slope * slope)),
            norm(gradient),
            weights,
            norm(change) / weights,
        ]
        backward.append(jnp.stack(row))
        if i > 0:
            slope = 1 - a[i] * a[i]
            delta = (delta @ W[i].T) * slope
        new_W[i], new_B[i] = W[i] - change, B[i] - rate * bias
    return (new_W, new_B), loss, jnp.stack(forward), jnp.stack(backward[::-1])


compiled = jax.jit(step, donate_argnums=0)


def batch(rows):
    return task.x[rows], task.labels[rows].astype(np.int32)


def first_look():
    global parameters
    x, labels = batch(np.arange(task.batch))
    parameters, loss, _, backward = compiled(parameters, x, labels, np.float32(0))
    return loss, np.asarray(backward)[:, 0]


def steps(count):
    global parameters
    rate = np.float32(LEARNING_RATE)
    for _ in range(count):
        parameters, loss, forward, backward = compiled(parameters, *batch(task.next_rows()), rate)
        # As one who records them does.
        np.asarray(forward), np.asarray(backward)
    return loss


task.serve(first_look, steps)
