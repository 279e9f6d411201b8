"""Reads an exported event file back with TensorBoard's own reader and compares every value.

    pip install tensorboard
    gradscope train --depth 3 --width 8 --steps 300 --store check.sqlite --no-pictures
    gradscope runs export last --to tensorboard --output check --store check.sqlite
    gradscope runs export last --to json --store check.sqlite > check.json
    python3 check_tensorboard.py check/*/ check.json
"""

import json
import re
import struct
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def number(value):
    return float(value)


def single(value):
    return struct.unpack("f", struct.pack("f", number(value)))[0]


def main(folder, path):
    events = EventAccumulator(folder, size_guidance={"scalars": 0, "histograms": 0, "tensors": 0})
    events.Reload()
    record = json.load(open(path))
    layers = len(record["layers"])
    digits = len(str(layers))
    compared = 0

    def scalars(tag):
        return {event.step: event.value for event in events.Scalars(tag)}

    curves = record["curves"]
    for tag, key in [("loss", "loss"), ("gradient_norm", "gradientNorm"), ("accuracy", "accuracy")]:
        found = scalars(tag)
        for step, value in zip(curves["steps"], curves[key]):
            assert found[step] == single(value), (tag, step)
            compared += 1
    history = record["history"]
    for index, statistics in enumerate(history["statistics"]):
        step = history["steps"][index // layers]
        layer = f"layer_{index % layers + 1:0{digits}d}"
        for key, value in statistics.items():
            if key.startswith("nonFinite"):
                continue
            found = cache.setdefault(f"{snake(key)}/{layer}", None) or scalars(f"{snake(key)}/{layer}")
            cache[f"{snake(key)}/{layer}"] = found
            assert found[step] == single(value), (key, layer, step)
            compared += 1
    for sample in record["samples"]["samples"]:
        for number_, layer in enumerate(sample["layers"]):
            for key in ["preactivations", "activations", "deltas", "weightGradients"]:
                tag = f"{snake(key)[:-1]}/layer_{number_ + 1:0{digits}d}"
                h = layer[key]
                expected = (
                    (list(reversed(h["negative"])) if any(h["negative"]) else [])
                    + [h["zeros"] + h["under"]] + (h["positive"] if any(h["positive"]) else []))
                if sum(expected) == 0:
                    continue
                found = next(e for e in events.Histograms(tag) if e.step == sample["step"])
                value = found.histogram_value
                assert list(value.bucket) == expected, (tag, sample["step"])
                assert list(value.bucket_limit) == sorted(value.bucket_limit)
                assert value.num == sum(expected)
                compared += len(expected)
    print(f"{len(events.Tags()['scalars'])} scalar tags, {len(events.Tags()['histograms'])} "
          f"histogram tags, {compared} values: all equal")


cache = {}
main(sys.argv[1], sys.argv[2])
