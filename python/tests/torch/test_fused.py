"""F.scaled_dot_product_attention: entropy and largest logit as a softmax by hand gives them."""

from __future__ import annotations

import copy
import math
from pathlib import Path

import pytest
from torch.nn import functional as F

import torch
from reading import Log
from torch import Tensor, nn
from training import recorded

BATCH, LENGTH, WIDTH, HEADS = 5, 6, 8, 2


class Attention(nn.Module):
    def __init__(self, kind: str) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.head = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 3)
        self.kind = kind

    def split(self, z: Tensor) -> Tensor:
        return z.view(BATCH, LENGTH, HEADS, -1).transpose(1, 2)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        if self.kind == "by hand":
            mixed = (q @ k.transpose(2, 3) / 2).softmax(-1) @ v
        else:
            mask = torch.ones(LENGTH, LENGTH).tril(1).bool() if self.kind == "mask" else None
            causal = self.kind == "causal"
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.head(mixed.transpose(1, 2).reshape(x.shape).mean(1))


def log_of(kind: str, log: Path) -> tuple[Log, Attention, Tensor]:
    torch.manual_seed(6)
    model = Attention(kind)
    first, x = copy.deepcopy(model), torch.randn(BATCH, LENGTH, WIDTH)
    return recorded(model, log, [(x, torch.arange(BATCH) % 3)] * 12), first, x


@pytest.mark.parametrize("kind", ["plain", "causal", "mask"])
def test_entropy_and_largest_logit(log: Path, kind: str) -> None:
    found, first, x = log_of(kind, log)
    q, k = first.split(first.query(x)), first.split(first.key(x))
    logits = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS)
    ones = torch.ones(LENGTH, LENGTH)
    allowed = {"plain": ones, "causal": ones.tril(), "mask": ones.tril(1)}[kind].bool()
    p = logits.masked_fill(~allowed, -math.inf).softmax(-1)
    entropy = -torch.special.xlogy(p, p).sum(-1).mean() / math.log(LENGTH)
    line = found.at[0, "query"]
    assert math.isclose(line["attentionEntropy"], float(entropy), rel_tol=1e-5)
    assert math.isclose(line["attentionLogitMax"], float(logits[..., allowed].abs().max()),
                        rel_tol=1e-5)  # fmt: skip
    # At detailed steps only.
    assert [s for s in found.recorded() if "attentionEntropy" in found.at[s, "query"]] == [0, 10]


def test_attention_by_hand_is_said_to_be_unseen(log: Path) -> None:
    found, _, _ = log_of("by hand", log)
    assert "attentionEntropy" not in found.at[0, "query"]
    assert any("query" in each and "attentionEntropy" in each for each in found.unseen)
