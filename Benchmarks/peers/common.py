"""What the peers share: the data, the first weights, and the conversation with compare.py.

A worker trains the network that compare.py describes. It first answers with what it measured on the
first batch in data order, so that everyone is seen to do the same work. Then it trains as many steps
as each line on its standard input asks for and answers with the seconds that took.
"""

import argparse
import json
import sys
import time

import numpy as np

LEARNING_RATE = 0.05
# tanh saturates where 1 − a² is below 5 % of its maximum.
SATURATION = 2.178272


class Task:
    """A network, its first weights and its data, as the command line names them."""

    def __init__(self):
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--depth", type=int, required=True)
        parser.add_argument("--width", type=int, required=True)
        parser.add_argument("--batch", type=int, required=True)
        parser.add_argument("--parameters", required=True)
        parser.add_argument("--digits", required=True)
        options = parser.parse_args()
        self.depth, self.width, self.batch = options.depth, options.width, options.batch
        self.weights, self.biases = read_parameters(options.parameters)
        self.x, self.labels = read_digits(options.digits)
        self.random = np.random.default_rng(2)
        self.order, self.position = np.arange(len(self.x)), len(self.x)

    def next_rows(self):
        """The rows of the next batch; the last, smaller batch of an epoch is left out for everyone,
        because a compiled step is compiled for one shape."""
        if self.position + self.batch > len(self.order):
            self.random.shuffle(self.order)
            self.position = 0
        rows = self.order[self.position : self.position + self.batch]
        self.position += self.batch
        return rows

    def serve(self, first_look, steps):
        """`first_look()` is loss and δ RMS by layer on the first batch; `steps(n)` trains n steps and
        returns the last loss."""
        loss, deltas = first_look()
        print(json.dumps({"loss": float(loss), "deltaRMS": [float(d) for d in deltas]}), flush=True)
        for line in sys.stdin:
            start = time.perf_counter()
            last = steps(int(line))
            elapsed = time.perf_counter() - start
            print(json.dumps({"seconds": elapsed, "loss": float(last)}), flush=True)


def read_digits(path):
    """Features standardized by column, [examples, 64] in float32, and labels."""
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    x, labels = table[:, :-1], table[:, -1].astype(np.int64)
    spread = x.std(axis=0)
    x = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1)
    return np.ascontiguousarray(x, dtype=np.float32), labels


def write_parameters(path, depth, width, seed=1):
    """Xavier-normal weights and zero biases as safetensors: a length, a JSON header, the numbers."""
    random = np.random.default_rng(seed)
    sizes = [64] + [width] * depth + [10]
    header, blob = {}, b""
    for i, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:])):
        scale = np.sqrt(2 / (fan_in + fan_out))
        for name, values in (
            ("weight", random.normal(0, scale, (fan_out, fan_in))),
            ("bias", np.zeros(fan_out)),
        ):
            data = values.astype("<f4").tobytes()
            header[f"layers.{i}.{name}"] = {
                "dtype": "F32",
                "shape": list(values.shape),
                "data_offsets": [len(blob), len(blob) + len(data)],
            }
            blob += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + blob)


def read_parameters(path):
    """W [fan-in, fan-out] and b of each layer."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header, blob = json.loads(file.read(length)), file.read()
    weights, biases = [], []
    for i in range(len(header) // 2):
        for name, into in (("weight", weights), ("bias", biases)):
            entry = header[f"layers.{i}.{name}"]
            start, end = entry["data_offsets"]
            values = np.frombuffer(blob[start:end], "<f4").reshape(entry["shape"])
            into.append(np.ascontiguousarray(values.T) if name == "weight" else values.copy())
    return weights, biases
