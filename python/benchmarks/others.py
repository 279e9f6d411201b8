"""What other tools cost on the same networks, each as its manual shows it.

    python benchmarks/others.py TOOL NETWORK

Each in a process of its own: some change the framework for good.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import networks

import torch
from torch import Tensor, nn

Tell = Callable[[Tensor], None]


@contextmanager
def wandb(model: nn.Module, folder: str) -> Iterator[Tell]:
    """wandb.watch(log="all"): histograms of parameters and gradients, here at every step; offline.
    What its own process does is not counted."""
    os.environ["WANDB_SILENT"] = "true"
    import wandb as package

    run = package.init(project="cost", dir=folder, mode="offline")
    run.watch(model, log="all", log_freq=1)
    try:
        yield lambda loss: run.log({"loss": loss.item()})
    finally:
        run.unwatch(model)
        run.finish()


@contextmanager
def torchlens(model: nn.Module, folder: str) -> Iterator[Tell]:
    """TorchLens looks at one forward pass of its own: here one for each step."""
    import torchlens as package

    seen: list[Any] = []
    model.register_forward_pre_hook(lambda module, inputs: seen.append(inputs))
    look = getattr(package, "trace", None) or package.log_forward_pass

    def tell(loss: Tensor) -> None:
        inputs = seen[-1]
        seen.clear()
        look(model, *inputs)

    yield tell


@contextmanager
def cockpit(model: nn.Module, folder: str) -> Iterator[Tell]:
    """Cockpit has to be called in place of `backward`, with the loss of each example and BackPACK's
    own copy of the model: where it is installed, that is said and no more."""
    import cockpit as package

    raise NotImplementedError(f"{package.__name__} takes the place of backward: not tried yet")
    yield  # A context manager has to be a generator.


TOOLS: dict[str, Callable[[nn.Module, str], Any]] = {
    'wandb.watch(log="all")': wandb,
    "TorchLens, a pass a step": torchlens,
    "Cockpit": cockpit,
}
STEPS = {"mlp": 30}


def measure(tool: str, network: str, rounds: int = 3) -> dict[str, float | str]:
    """The share by which a step is longer, or why it was not measured."""
    torch.set_num_threads(1)
    count = STEPS.get(network, 3)
    _, _, plain = networks.stepper(networks.BY_NAME[network])
    model, _, watched = networks.stepper(networks.BY_NAME[network])
    try:
        with tempfile.TemporaryDirectory() as folder, TOOLS[tool](model, folder) as tell:
            networks.seconds(watched, tell, 2)
            ratios = []
            for _ in range(rounds):
                alone = networks.seconds(plain, None, count)
                ratios.append(networks.seconds(watched, tell, count) / alone - 1)
            return {"share": sorted(ratios)[rounds // 2]}
    except Exception as error:
        return {"why": f"not measured: {type(error).__name__}: {error}"[:120]}


def apart(tool: str, network: str) -> dict[str, float | str]:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, tool, network], capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        return {"why": f"not measured: it ended with {done.returncode}"}
    found: dict[str, float | str] = json.loads(lines[-1])
    return found


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:3])))
