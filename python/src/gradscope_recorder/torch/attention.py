"""What attention looks at: the entropy of nn.MultiheadAttention, and how alike tokens are."""

from __future__ import annotations

import math
from typing import Any

from torch.nn import functional as F

import torch
from torch import Tensor, nn


@torch.no_grad()
def attention_statistics(
    module: nn.MultiheadAttention, args: Any, kwargs: Any
) -> dict[str, float]:
    """`attentionEntropy`: mean of −Σ p ln p over ln T; `attentionLogitMax`: the largest |logit|
    before the softmax, scaled, where it is not masked.

    They are computed once more from query and key [B, T, D] (or [T, B, D]), as the module's own
    weights do not come out of it. Nothing where T is 1.
    """
    names = ("query", "key", "value", "key_padding_mask", "need_weights", "attn_mask")
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    query, key = given["query"], given["key"]
    if query.dim() == 2:
        query, key = query.unsqueeze(0), key.unsqueeze(0)
    elif not module.batch_first:
        query, key = query.transpose(0, 1), key.transpose(0, 1)
    width, heads = module.embed_dim, module.num_heads
    if module.in_proj_weight is not None:
        wq, wk = module.in_proj_weight[:width], module.in_proj_weight[width : 2 * width]
    else:
        wq, wk = module.q_proj_weight, module.k_proj_weight
    bias = module.in_proj_bias
    q = F.linear(query, wq, bias[:width] if bias is not None else None)
    k = F.linear(key, wk, bias[width : 2 * width] if bias is not None else None)
    batch, length, _ = q.shape
    q = q.view(batch, length, heads, -1).transpose(1, 2)
    k = k.view(batch, k.shape[1], heads, -1).transpose(1, 2)
    logits = (q @ k.transpose(2, 3)).float() / math.sqrt(width // heads)
    hidden = torch.zeros_like(logits, dtype=torch.bool)
    mask = given.get("attn_mask")
    if mask is not None:
        shaped = mask if mask.dim() == 2 else mask.view(batch, heads, *mask.shape[1:])
        if mask.dtype == torch.bool:
            hidden = hidden | shaped
        else:
            logits, hidden = logits + shaped, hidden | (shaped == -math.inf)
    padding = given.get("key_padding_mask")
    if padding is not None:
        blocked = padding if padding.dtype == torch.bool else padding == -math.inf
        hidden = hidden | blocked[:, None, None, :]
    return of_logits(logits, hidden)


def of_logits(logits: Tensor, hidden: Tensor) -> dict[str, float]:
    """The two statistics from scaled logits [B, H, T, S], S > 1, and where they are masked."""
    if logits.shape[-1] < 2:
        return {}
    largest = logits.masked_fill(hidden, 0).abs().max()
    p = logits.masked_fill(hidden, -math.inf).softmax(-1).nan_to_num().double()
    entropy = -torch.special.xlogy(p, p).sum(-1).mean() / math.log(logits.shape[-1])
    return {"attentionEntropy": float(entropy), "attentionLogitMax": float(largest)}


@torch.no_grad()
def token_cosine(x: Tensor) -> float | None:
    """The mean cosine of two different positions of an example, x: [B, T, D]; None with T = 1.

    (‖Σ u_t‖² − T) / (T (T − 1)) over unit vectors u_t.
    """
    length = x.shape[1]
    if length < 2:
        return None
    unit = F.normalize(x.detach().double(), dim=-1)
    cosines = (unit.sum(1).square().sum(-1) - length) / (length * (length - 1))
    return float(cosines.mean())
