"""A recurrent network that is to remember its first input for 60 steps, and a GRU that can.

    python long_memory.py
"""

import gradscope_recorder as gradscope
import torch
from torch import nn

STEPS, LENGTH = 400, 60


class Memory(nn.Module):
    """What the last of LENGTH states says of the first input."""

    def __init__(self, cell: nn.Module) -> None:
        super().__init__()
        self.cell = cell
        self.head = nn.Linear(64, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.cell(x)[0][:, -1])


def train(model: nn.Module, name: str) -> None:
    """Noise [64, LENGTH, 4]; asked is the sign of the first number; prints the verdict."""
    draws = torch.Generator().manual_seed(2)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    with gradscope.watch(model, optimizer, log=f"{name}.gradscope.jsonl", name=name) as scope:
        for _ in range(STEPS):
            inputs = 0.3 * torch.randn(64, LENGTH, 4, generator=draws)
            labels = torch.randint(2, (64,), generator=draws)
            inputs[:, 0, 0] = 2.0 * labels - 1
            loss = nn.functional.cross_entropy(model(inputs), labels)
            optimizer.zero_grad()
            scope.loss(loss)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    print(f"== {name}: loss {loss.item():.3g} after {STEPS} steps\n")
    print(scope.report())


if __name__ == "__main__":
    torch.manual_seed(1)
    train(Memory(nn.RNN(4, 64, batch_first=True)), "rnn")
    gru = nn.GRU(4, 64, batch_first=True)
    with torch.no_grad():
        # The update gate is open to what was: σ(3) = 0.95 of the state is kept at each step.
        gru.bias_hh_l0[64:128] = 3.0
    train(Memory(gru), "gru")
