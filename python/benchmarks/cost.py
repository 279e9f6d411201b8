"""What recording costs: the time of a training step with and without it, in turns, on one thread.

    python benchmarks/cost.py [--rounds 7] [--format text|json]

Three networks: an MLP of 10 layers of 64 units at batch 64; six convolutions on [32, 3, 32, 32];
a transformer of six pre-norm blocks of width 128 on [16, 64, 128]. Two ways of recording: every
step (histograms at every tenth, the probe at steps 0, 8, 24, 72 …), and the default schedule over
1,000 steps, whose cost is extrapolated from the steps that it records.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from torch import Tensor, nn


def mlp() -> tuple[nn.Module, Tensor, Tensor]:
    """10 × 64 × 64, ReLU, He."""
    layers: list[nn.Module] = []
    for _ in range(10):
        layer = nn.Linear(64, 64)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(64, 10)), torch.randn(64, 64), torch.arange(64) % 10


def convolution() -> tuple[nn.Module, Tensor, Tensor]:
    """Six 3 × 3 convolutions, 32, 32, pool, 64, 64, pool, 64, 64; batch 32 of 3 × 32 × 32."""
    sizes = [3, 32, 32, 64, 64, 64, 64]
    layers: list[nn.Module] = []
    for index in range(6):
        layers += [nn.Conv2d(sizes[index], sizes[index + 1], 3, padding=1), nn.ReLU()]
        if index in (1, 3):
            layers.append(nn.MaxPool2d(2))
    model = nn.Sequential(*layers, nn.Flatten(), nn.Linear(64 * 64, 10))
    return model, torch.randn(32, 3, 32, 32), torch.arange(32) % 10


class Block(nn.Module):
    """x + attention(norm(x)), then x + feed-forward(norm(x))."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width)
        self.value, self.projection = nn.Linear(width, width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(x)
        batch, length, _ = y.shape

        def split(z: Tensor) -> Tensor:
            return z.view(batch, length, self.heads, -1).transpose(1, 2)

        mixed = F.scaled_dot_product_attention(
            split(self.query(y)), split(self.key(y)), split(self.value(y))
        )
        x = x + self.projection(mixed.transpose(1, 2).reshape(x.shape))
        return x + self.down(F.relu(self.up(self.norm2(x))))


class Transformer(nn.Module):
    """Six blocks of width 128 and four heads; the mean over positions is read out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(128, 4) for _ in range(6))
        self.head = nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean(1))


def transformer() -> tuple[nn.Module, Tensor, Tensor]:
    """[16, 64, 128]."""
    return Transformer(), torch.randn(16, 64, 128), torch.arange(16) % 10


NETWORKS = {
    "mlp 10 × 64 × 64": (mlp, 300),
    "convolution 32 × 3 × 32 × 32": (convolution, 10),
    "transformer 16 × 64 × 128": (transformer, 10),
}


def stepper(make: Callable[[], tuple[nn.Module, Tensor, Tensor]]) -> tuple[nn.Module, ...]:
    """A model, its optimizer and a function that makes a step."""
    torch.manual_seed(1)
    model, x, y = make()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)

    def step(tell: Callable[[Tensor], None] | None) -> None:
        loss = F.cross_entropy(model(x), y)
        optimizer.zero_grad()
        if tell is not None:
            tell(loss)
        loss.backward()
        optimizer.step()

    return model, optimizer, step  # type: ignore[return-value]


def seconds(step: Callable[..., None], tell: Callable[[Tensor], None] | None, count: int) -> float:
    """Of one step, the mean of `count`."""
    start = time.thread_time()
    for _ in range(count):
        step(tell)
    return (time.thread_time() - start) / count


def measure(make: Callable[..., object], count: int, rounds: int, folder: Path) -> dict[str, float]:
    """Milliseconds of a step: alone, and recorded; the share by which the second is longer.

    The ratio of each round's two times is taken, and their median: other work on the machine then
    meets both.
    """
    _, _, plain = stepper(make)  # type: ignore[arg-type]
    model, optimizer, recorded = stepper(make)  # type: ignore[arg-type]
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
    model, optimizer, seldom = stepper(make)  # type: ignore[arg-type]
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
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    torch.set_num_threads(1)
    results = {}
    for name, (make, count) in NETWORKS.items():
        if options.only in name:
            with tempfile.TemporaryDirectory() as folder:
                results[name] = measure(make, count, options.rounds, Path(folder))
    if options.format == "json":
        print(json.dumps(results, indent=2))
        return
    print(f"{'network':30} {'step':>10} {'every step':>11} {'default, 1,000 steps':>21}")
    for name, row in results.items():
        step, every = f"{row['stepMilliseconds']:.3g} ms", f"{row['everyStep']:+.1%}"
        print(f"{name:30} {step:>10} {every:>11} {row['defaultOver1000']:>+21.2%}")


if __name__ == "__main__":
    main()
