"""Transformers with the norm before or behind each part, of text and of pictures' rows."""

from __future__ import annotations

from torch.nn import functional as F

import torch
from torch import Tensor, nn

from .. import data, tasks
from ..recipe import Case, Recipe, adam, adamw, healthy

WIDTH = 32


class Attention(nn.Module):
    """Self-attention written out, causal, with a factor of one's own for the logits."""

    def __init__(self, width: int, heads: int = 4, factor: float | None = None) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.heads, self.factor = heads, factor

    def forward(self, x: Tensor) -> Tensor:
        split = [
            each(x).unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for each in (self.query, self.key, self.value)
        ]
        mixed = F.scaled_dot_product_attention(*split, is_causal=True, scale=self.factor)
        return self.out(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """x + attention(norm x), then x + feed-forward(norm x)."""

    def __init__(self, width: int, factor: float | None = None) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, factor=factor)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attention(self.norm1(x))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class SmallGPT(nn.Module):
    """A language model of characters, its last layer tied to the embedding where asked for."""

    def __init__(self, blocks: int = 3, tied: bool = False, factor: float | None = None) -> None:
        super().__init__()
        kinds = data.text()[1]
        self.tokens = nn.Embedding(kinds, WIDTH)
        self.positions = nn.Parameter(torch.randn(32, WIDTH) * 0.02)
        nn.init.normal_(self.tokens.weight, std=0.02)
        self.blocks = nn.ModuleList(Block(WIDTH, factor) for _ in range(blocks))
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, kinds, bias=False)
        if tied:
            self.head.weight = self.tokens.weight

    def forward(self, x: Tensor) -> Tensor:
        x = self.tokens(x) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


class EncoderText(nn.Module):
    """PyTorch's own encoder layers, causal, over characters."""

    def __init__(self, blocks: int = 3, before: bool = False, width: int = WIDTH) -> None:
        super().__init__()
        kinds = data.text()[1]
        self.tokens = nn.Embedding(kinds, width)
        self.positions = nn.Parameter(torch.randn(32, width) * 0.1)
        layer = nn.TransformerEncoderLayer(
            width, 4, 4 * width, 0.0, batch_first=True, norm_first=before
        )
        self.encoder = nn.TransformerEncoder(layer, blocks, enable_nested_tensor=False)
        self.head = nn.Linear(width, kinds)
        for each in self.encoder.parameters():
            if each.dim() > 1:
                nn.init.xavier_uniform_(each)
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(32))

    def forward(self, x: Tensor) -> Tensor:
        x = self.tokens(x) + self.positions
        return self.head(self.encoder(x, mask=self.mask, is_causal=True))


class EncoderPictures(nn.Module):
    """A picture's rows as tokens, PyTorch's encoder layers, the mean over positions."""

    def __init__(self, blocks: int = 3, before: bool = True) -> None:
        super().__init__()
        self.patch = nn.Linear(8, WIDTH)
        self.positions = nn.Parameter(torch.randn(8, WIDTH) * 0.02)
        layer = nn.TransformerEncoderLayer(
            WIDTH, 4, 2 * WIDTH, 0.0, batch_first=True, norm_first=before, activation="gelu"
        )
        self.encoder = nn.TransformerEncoder(layer, blocks, enable_nested_tensor=False)
        self.head = nn.Linear(WIDTH, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.encoder(self.patch(x) + self.positions).mean(1))


class Mixer(nn.Module):
    """Dense layers over positions and over features in turn."""

    def __init__(self, blocks: int = 3) -> None:
        super().__init__()
        self.patch, self.head = nn.Linear(8, WIDTH), nn.Linear(WIDTH, 10)
        self.across = nn.ModuleList(nn.Linear(8, 8) for _ in range(blocks))
        self.within = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(blocks))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2 * blocks))

    def forward(self, x: Tensor) -> Tensor:
        x = self.patch(x)
        for i, (across, within) in enumerate(zip(self.across, self.within, strict=True)):
            y = self.norms[2 * i](x).transpose(1, 2)
            x = x + F.gelu(across(y)).transpose(1, 2)
            x = x + F.gelu(within(self.norms[2 * i + 1](x)))
        return self.head(x.mean(1))


def rows() -> tasks.Task:
    return tasks.digits("rows")


def warm_up(step: int) -> float:
    """From nothing to the full rate over 100 steps."""
    return min(1.0, (step + 1) / 100)


GPT = Recipe("gpt-text", "pre-norm", tasks.text, SmallGPT, adamw(0.005), batch=16, steps=300)
GPT_TIED = Recipe(
    "gpt-text-tied", "pre-norm", tasks.text, lambda: SmallGPT(2, tied=True), adamw(0.005), batch=16,
    clip=1.0, schedule=warm_up,
)  # fmt: skip
PRE_TEXT = Recipe(
    "prenorm-text", "pre-norm", tasks.text, lambda: EncoderText(3, True), adam(0.003), batch=16
)
POST_TEXT = Recipe(
    "postnorm-text", "post-norm", tasks.text, lambda: EncoderText(2), adam(0.003), batch=16,
    schedule=warm_up,
)
POST_TEXT_6 = Recipe(
    "postnorm-text-6", "post-norm", tasks.text, lambda: EncoderText(6), adam(0.002),
    schedule=warm_up, batch=8, steps=400,
)  # fmt: skip
VIT = Recipe("vit-rows", "pre-norm", rows, EncoderPictures, adamw(0.003))
VIT_POST = Recipe(
    "vit-rows-postnorm", "post-norm", rows, lambda: EncoderPictures(2, False), adam(0.002)
)
MIXER = Recipe("mixer-rows", "mixer", rows, Mixer, adam(0.005))

HEALTHY: list[Case] = [
    healthy(each)
    for each in (GPT, GPT_TIED, PRE_TEXT, POST_TEXT, VIT, VIT_POST, MIXER)
] + [healthy(POST_TEXT_6, (1,))]
