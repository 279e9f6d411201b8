"""What recording costs: the time of a training step with and without it, in turns, on one thread.

    python benchmarks/cost.py [--rounds 7] [--only mlp] [--no-others] [--format text|json]

Three networks: an MLP of 10 layers of 64 units at batch 64; six convolutions on [32, 3, 32, 32];
a transformer of six pre-norm blocks of width 128 on [16, 64, 128]. Two ways of recording: every
step (histograms at every tenth, the probe at steps 0, 8, 24, 72 …), and the default schedule over
1,000 steps, whose cost is extrapolated from the steps that it records. Beside it other tools, where
they are installed. Processor time of this thread.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networks
import others
from networks import seconds, stepper

import gradscope_recorder as gradscope
import torch

NETWORKS = {
    "mlp 10 × 64 × 64": (networks.mlp, 300),
    "convolution 32 × 3 × 32 × 32": (networks.convolution, 10),
    "transformer 16 × 64 × 128": (networks.transformer, 10),
}


def measure(make: Callable[..., Any], count: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Milliseconds of a step: alone, and recorded; the share by which the second is longer.

    The ratio of each round's two times is taken, and their median: other work on the machine then
    meets both.
    """
    _, _, plain = stepper(make)
    model, optimizer, recorded = stepper(make)
    count = max(count, 10)  # each tenth step is detailed: a round has as many of these as it should
    with gradscope.watch(model, optimizer, log=folder / "every.jsonl", every=1) as scope:
        # Discovery and the first looks are not a part of a step's cost; the default schedule's
        # figure below has them.
        start = time.thread_time()
        recorded(scope.loss)
        first = time.thread_time() - start
        seconds(recorded, scope.loss, 9)
        seconds(plain, None, 10)
        alone, together, ratios = [], [], []
        for _ in range(rounds):
            a = seconds(plain, None, count)
            b = seconds(recorded, scope.loss, count)
            alone.append(a)
            together.append(b)
            ratios.append(b / a - 1)
    model, optimizer, seldom = stepper(make)
    with gradscope.watch(model, optimizer, log=folder / "never.jsonl", every=10**9) as scope:
        seldom(scope.loss)
        between = []
        for _ in range(rounds):
            a = seconds(plain, None, count)
            between.append(seconds(seldom, scope.loss, count) / a - 1)
    base = statistics.median(alone)
    share, rest = statistics.median(ratios), statistics.median(between)
    # Of 1,000 steps the default schedule records 124.
    schedule = gradscope.Schedule()
    due = sum(schedule.is_due(step) for step in range(1000))
    whole = (due * share + (1000 - due) * rest + first / base) / 1000
    return {
        "stepMilliseconds": 1e3 * base,
        "recordedMilliseconds": 1e3 * statistics.median(together),
        "everyStep": share,
        "firstStepMilliseconds": 1e3 * first,
        "betweenRecordedSteps": rest,
        "defaultOver1000": whole,
    }


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--only", default="", help="a part of a network's name")
    parser.add_argument("--no-others", action="store_true", help="this recorder alone")
    options = parser.parse_args()
    torch.set_num_threads(1)
    results: dict[str, dict[str, Any]] = {}
    for name, (make, count) in NETWORKS.items():
        if options.only in name:
            with tempfile.TemporaryDirectory() as folder:
                results[name] = measure(make, count, options.rounds, Path(folder))
            if not options.no_others:
                results[name]["others"] = {
                    tool: others.apart(tool, name.split()[0]) for tool in others.TOOLS
                }
    if options.format == "json":
        print(json.dumps(results, indent=2))
        return
    print(f"{'network':30} {'step':>10} {'every step':>11} {'default, 1,000 steps':>21}")
    for name, row in results.items():
        step, every = f"{row['stepMilliseconds']:.3g} ms", f"{row['everyStep']:+.1%}"
        print(f"{name:30} {step:>10} {every:>11} {row['defaultOver1000']:>+21.2%}")
        for tool, found in row.get("others", {}).items():
            shown = found["why"] if "why" in found else f"{found['share']:>+11.1%}"
            print(f"  {tool:28} {'':>10} {shown}")


if __name__ == "__main__":
    main()
