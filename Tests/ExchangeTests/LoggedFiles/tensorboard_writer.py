"""Writes events/, an event file with scalars as SummaryWriter of PyTorch writes them.

Made with torch 2.13.0, tensorboard 2.21.0: python tensorboard_writer.py
"""

import shutil
from pathlib import Path

import torch
from digits import data
from torch import nn
from torch.utils.tensorboard import SummaryWriter

torch.manual_seed(0)
folder = Path(__file__).parent / "events"
shutil.rmtree(folder, ignore_errors=True)
features, classes = (torch.from_numpy(part) for part in data())
held, answers = (torch.from_numpy(part) for part in data(seed=1))
net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
with SummaryWriter(str(folder)) as writer:
    for step in range(120):
        part = torch.randint(0, len(features), (32,))
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(features[part]), classes[part])
        loss.backward()
        norm = nn.utils.clip_grad_norm_(net.parameters(), 1e9)
        optimizer.step()
        writer.add_scalar("Loss/train", loss.item(), step)
        writer.add_scalar("grad_norm", norm.item(), step)
        writer.add_scalar("lr", 0.1, step)
        if step % 20 == 0:
            with torch.no_grad():
                out = net(held)
            writer.add_scalar("Loss/val", nn.functional.cross_entropy(out, answers).item(), step)
            right = (out.argmax(-1) == answers).float().mean().item()
            writer.add_scalar("Accuracy/val", right, step)
            writer.add_histogram("weights", net[0].weight, step)
