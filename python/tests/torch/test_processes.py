"""DistributedDataParallel with two processes on gloo: the first writes; its loss and places are
those of its share of the batch, gradients of weights those that were averaged."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

from reading import Log

CHILD = """
import os, sys, torch
import torch.distributed as dist
from torch import nn
from torch.nn.functional import cross_entropy
import gradscope_recorder as gradscope
rank, folder = int(sys.argv[1]), sys.argv[2]
torch.set_num_threads(1)
dist.init_process_group("gloo", init_method=f"file://{folder}/meet", rank=rank, world_size=2)
torch.manual_seed(1)
model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3))
generator = torch.Generator().manual_seed(3)
x, y = torch.randn(3, 12, 6, generator=generator), torch.arange(12) % 3
whole = nn.parallel.DistributedDataParallel(model)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
scope = gradscope.watch(whole, optimizer, log=f"{folder}/ddp.jsonl")
mine = slice(rank * 6, rank * 6 + 6)
for step in range(3):
    loss = cross_entropy(whole(x[step][mine]), y[mine])
    optimizer.zero_grad()
    scope.loss(loss)
    loss.backward()
    optimizer.step()
scope.close()
print(scope.report()[:40])
dist.destroy_process_group()
"""

ALONE = CHILD.split("whole =")[0].replace(
    'dist.init_process_group("gloo", init_method=f"file://{folder}/meet", rank=rank, world_size=2)',
    "",
) + """
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
scope = gradscope.watch(model, optimizer, log=f"{folder}/alone.jsonl")
for step in range(3):
    loss = cross_entropy(model(x[step]), y)
    optimizer.zero_grad()
    scope.loss(loss)
    loss.backward()
    optimizer.step()
scope.close()
"""


def test_two_processes(tmp_path: Path) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(rank), str(tmp_path)])
        for rank in range(2)
    ]
    assert [child.wait(timeout=120) for child in children] == [0, 0]
    subprocess.run([sys.executable, "-c", ALONE, "0", str(tmp_path)], check=True)
    shared, alone = Log(tmp_path / "ddp.jsonl"), Log(tmp_path / "alone.jsonl")
    assert list(shared.places) == ["0", "2", "4"] and shared.recorded() == [0, 1, 2]
    for key, line in alone.at.items():
        for name in ("weightGradientNorm", "updateRatio", "weightNorm"):
            assert math.isclose(shared.at[key][name], line[name], rel_tol=1e-4), (key, name)
        assert shared.at[key]["deltaRMS"] > 0
    assert shared.head["facts"]["batchSize"] == 6
