"""A transformer of two pre-norm blocks, by hand, so that what attention does can be measured.

    python3 transformer.py                  healthy: writes transformer.gradscope.jsonl.gz
    python3 transformer.py --large-logits   first query and key weights ten times as large, so that
                                            each position looks at one other at most:
                                            transformer-large-logits.gradscope.jsonl.gz
"""

import math
import sys

import torch
from torch import nn

from measures import Signals, norm, rms
from run_log import RunLog, measured

LARGE_LOGITS = "--large-logits" in sys.argv
NAME = "transformer-large-logits" if LARGE_LOGITS else "transformer"
SEED, PAIRS, CLASSES, WIDTH, HEADS, BLOCKS = 1, 8, 4, 32, 4, 2
LENGTH, BATCH, STEPS, RATE = PAIRS + 1, 64, 300, 3e-3


def sequences(count, generator):
    """Eight positions show a name and its value, in any order; the ninth shows one of the names and
    asks for its value (it shows value 4, which is none). Only attention can look it up."""
    names = torch.rand(count, PAIRS, generator=generator).argsort(1)
    values = torch.randint(CLASSES, (count, PAIRS), generator=generator)
    asked = torch.randint(PAIRS, (count, 1), generator=generator)
    names = torch.cat([names, names.gather(1, asked)], 1)
    labels = values.gather(1, asked).squeeze(1)
    values = torch.cat([values, torch.full((count, 1), CLASSES)], 1)
    return names, values, labels


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.projection = nn.Linear(WIDTH, WIDTH)

    def forward(self, x, place, signals):
        batch, length, _ = x.shape

        def heads(tensor):
            return tensor.view(batch, length, HEADS, -1).transpose(1, 2)

        query = self.query(x)
        if signals is not None:
            signals.preactivation(f"{place}.query", query)
        logits = heads(query) @ heads(self.key(x)).transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        weights = logits.softmax(-1)
        mixed = (weights @ heads(self.value(x))).transpose(1, 2).reshape(x.shape)
        if signals is not None:
            # The entropy of what a position looks at, over ln T: 1 all alike, 0 a single one. The
            # mean is over examples, heads and positions; 0 · ln 0 = 0.
            p = weights.detach().double()
            entropy = -torch.special.xlogy(p, p).sum(-1).mean().item()
            signals.add(f"{place}.query", attentionEntropy=entropy / math.log(length),
                        attentionLogitMax=logits.detach().abs().max().item())
        return self.projection(mixed)


class Block(nn.Module):
    """x + attention(norm(x)), then x + feedforward(norm(x))."""

    def __init__(self):
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2))
        self.attention = Attention()
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x, place, signals):
        x = x + self.attention(self.norms[0](x), f"{place}.attention", signals)
        z = self.up(self.norms[1](x))
        if signals is not None:
            signals.preactivation(f"{place}.up", z)
        a = torch.relu(z)
        x = x + self.down(a)
        if signals is not None:
            signals.activation(f"{place}.up", a)
            signals.add(f"{place}.up", zeroFraction=(a == 0).double().mean().item())
            # δ of a block is per example and position: the mean over the batch is undone, the mean
            # over the positions is a part of the example's own loss.
            signals.delta(place, x)
            signals.activation(place, x)
            signals.add(place, tokenCosine=token_cosine(x))
        return x


def token_cosine(x):
    """The mean cosine of two different positions of an example: 1 where all tokens are alike."""
    unit = nn.functional.normalize(x.detach().double(), dim=-1)
    cosines = unit @ unit.transpose(1, 2)
    length = x.shape[1]
    return ((cosines.sum((1, 2)) - length) / (length * (length - 1))).mean().item()


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.names = nn.Embedding(PAIRS, WIDTH)
        self.values = nn.Embedding(CLASSES + 1, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, CLASSES)
        if LARGE_LOGITS:
            for block in self.blocks:
                for layer in (block.attention.query, block.attention.key):
                    layer.weight.data *= 10

    def forward(self, names, values, signals=None):
        x = self.names(names) + self.values(values)
        if signals is not None:
            signals.delta("embedding", x)
            signals.add("embedding", activationRMS=rms(x))
        for i, block in enumerate(self.blocks):
            x = block(x, f"blocks.{i}", signals)
        x = self.norm(x)
        if signals is not None:
            signals.delta("norm", x)
            signals.add("norm", activationRMS=rms(x))
        logits = self.head(x.mean(1))
        if signals is not None:
            signals.preactivation("head", logits)
        return logits


def description(weights):
    def layer(name, kind, activation=None):
        fan_out, fan_in = weights[name][0].shape
        more = {} if activation is None else {"activation": {"name": activation}}
        return {"name": name, "kind": kind, "units": fan_out, "fanIn": fan_in, "fanOut": fan_out,
                "parameters": fan_in * fan_out + fan_out, **more}

    places = [{"name": "embedding", "kind": "embedding", "units": WIDTH,
               "parameters": sum(each.numel() for each in weights["embedding"])}]
    for i in range(BLOCKS):
        places += [layer(f"blocks.{i}.attention.query", "attention"),
                   layer(f"blocks.{i}.up", "dense", "relu"),
                   # A shortcut of scale 1 goes around each branch. The logs that are kept were written
                   # before this key: it was put into their first lines, and nothing else was changed.
                   {"name": f"blocks.{i}", "kind": "block", "units": WIDTH, "bypass": 1}]
    return places + [{"name": "norm", "kind": "normalization", "units": WIDTH,
                      "parameters": 2 * WIDTH, "norm": {"name": "layer"}}, layer("head", "output")]


def main():
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    data = torch.Generator().manual_seed(SEED)
    model = Network()
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    weights = {"embedding": [model.names.weight, model.values.weight],
               "head": [model.head.weight]}
    for i, block in enumerate(model.blocks):
        weights[f"blocks.{i}.attention.query"] = [block.attention.query.weight]
        weights[f"blocks.{i}.up"] = [block.up.weight]
    facts = {
        "task": "classification", "classes": CLASSES, "loss": "cross-entropy", "optimizer": "adam",
        "dividesByGradientSize": True, "momentum": 0.9, "beta2": 0.999, "learningRate": RATE,
        "weightDecay": 0.0, "batchSize": BATCH, "reduction": "mean", "precision": "float32"}
    queries = [f"blocks.{i}.attention.query" for i in range(BLOCKS)]
    blocks = [f"blocks.{i}" for i in range(BLOCKS)]
    chains = [{"name": "blocks", "axis": "depth", "places": blocks},
              {"name": "queries", "axis": "depth", "places": queries}]
    log = RunLog(f"{NAME}.gradscope.jsonl.gz", NAME, "torch", {"torch": torch.__version__}, facts,
                 description(weights), chains)
    for step in range(STEPS + 1):
        # A step is the number of updates made before it; after the last one it is looked at again.
        signals = None
        if measured(step, STEPS):
            signals = Signals(BATCH, blocks + queries if step in (0, 50, STEPS) else ())
        names, values, labels = sequences(BATCH, data)
        logits = model(names, values, signals)
        loss = nn.functional.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        if signals is not None:
            for place in weights:
                signals.before_update(place, weights[place])
                signals.picture(place, "weightGradients", weights[place][0].grad)
        log.step(step, loss.item(), accuracy=(logits.argmax(1) == labels).double().mean().item(),
                 gradientNorm=norm([each.grad for each in model.parameters()]))
        if step < STEPS:
            optimizer.step()
        if signals is not None:
            if step < STEPS:
                for place in weights:
                    signals.after_update(place, weights[place])
            log.places(step, signals.statistics)
            log.histograms(step, signals.histograms)
    log.end()


if __name__ == "__main__":
    main()
