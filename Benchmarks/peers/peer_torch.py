"""The instrumented training step in PyTorch, with hooks, as its users instrument a network."""

import torch

from common import LEARNING_RATE, SATURATION, Task

torch.set_num_threads(1)
task = Task()
L = task.depth
sizes = [64] + [task.width] * L + [10]
linear = [torch.nn.Linear(m, n) for m, n in zip(sizes, sizes[1:])]
modules = []
for i, layer in enumerate(linear):
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(task.weights[i].T.copy()))
        layer.bias.copy_(torch.from_numpy(task.biases[i]))
    modules += [layer] + ([torch.nn.Tanh()] if i < L else [])
network = torch.nn.Sequential(*modules)
optimizer = torch.optim.SGD(network.parameters(), lr=LEARNING_RATE)
criterion = torch.nn.CrossEntropyLoss()
x, labels = torch.from_numpy(task.x), torch.from_numpy(task.labels)
rows_of = {"z": [None] * (L + 1), "a": [None] * L, "delta": [None] * (L + 1)}


def spread(t):
    mean, square = t.mean(), torch.mean(t * t)
    return [mean, torch.sqrt(torch.clamp(square - mean * mean, min=0)), torch.sqrt(square)]


def watch_linear(i):
    def hook(module, inputs, output):
        z = output.detach()
        row = spread(z)
        if i < L:
            row += [
                torch.mean((z < -SATURATION).float()),
                torch.mean((z > SATURATION).float()),
            ]
        rows_of["z"][i] = row

        def gradient(g):
            # Of the batch-mean loss: B times as much is δ.
            d = g * g.shape[0]
            rows_of["delta"][i] = [
                torch.sqrt(torch.mean(d * d)),
                torch.mean((d == 0).float()),
            ]

        output.register_hook(gradient)

    return hook


def watch_tanh(i):
    def hook(module, inputs, output):
        a = output.detach()
        slope = 1 - a * a
        rows_of["a"][i] = spread(a) + [
            torch.mean((a == 0).float()),
            torch.sqrt(torch.mean(slope * slope)),
        ]

    return hook


for i, layer in enumerate(linear):
    layer.register_forward_hook(watch_linear(i))
for i, layer in enumerate(m for m in network if isinstance(m, torch.nn.Tanh)):
    layer.register_forward_hook(watch_tanh(i))


def step(rows, updating=True):
    optimizer.zero_grad(set_to_none=True)
    loss = criterion(network(x[rows]), labels[rows])
    loss.backward()
    statistics = [row for kind in rows_of.values() for entry in kind for row in entry]
    with torch.no_grad():
        before = [layer.weight.clone() for layer in linear]
        if updating:
            optimizer.step()
        for layer, former in zip(linear, before):
            size = former.norm()
            statistics += [layer.weight.grad.norm(), size, (layer.weight - former).norm() / size]
    return loss, torch.stack(statistics).numpy()


def first_look():
    loss, _ = step(torch.arange(task.batch), updating=False)
    return loss.item(), [row[0].item() for row in rows_of["delta"]]


def steps(count):
    for _ in range(count):
        loss, _ = step(torch.from_numpy(task.next_rows()))
    return loss.item()


task.serve(first_look, steps)
