"""A six-layer convolutional network that is sick on purpose: sigmoid with PyTorch's first weights.
Going back, a layer multiplies δ by about √E[φ′²] · √(fan-out · Var W) = ¼ · √⅓ = .14, so δ of the
first layer is some twenty thousand times smaller than that of the last.

    python3 convolution.py             writes convolution.gradscope.jsonl
    python3 convolution.py --healthy   ReLU and He's weights: convolution-healthy.gradscope.jsonl.gz
"""

import sys

import torch
from torch import nn

from measures import Signals, norm
from run_log import RunLog, measured

HEALTHY = "--healthy" in sys.argv
ACTIVATION = "relu" if HEALTHY else "sigmoid"
NAME = "convolution-healthy" if HEALTHY else "convolution"
PATH = NAME + (".gradscope.jsonl.gz" if HEALTHY else ".gradscope.jsonl")
SEED, SIDE, CHANNELS, LAYERS, CLASSES = 1, 8, 8, 6, 4
BATCH, STEPS, RATE, MOMENTUM = 64, 200, 0.05, 0.9


def pictures(count, generator):
    """Stripes of four directions, at any phase, under noise: [count, 1, 8, 8]; the directions."""
    labels = torch.randint(CLASSES, (count,), generator=generator)
    angle = labels * (torch.pi / CLASSES)
    phase = 2 * torch.pi * torch.rand(count, generator=generator)
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    along = x * angle.cos().view(-1, 1, 1) + y * angle.sin().view(-1, 1, 1)
    stripes = torch.sin(2 * torch.pi / 4 * along + phase.view(-1, 1, 1)) * 2**0.5
    noise = 0.5 * torch.randn(count, SIDE, SIDE, generator=generator)
    return (stripes + noise).unsqueeze(1), labels


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(1 if i == 0 else CHANNELS, CHANNELS, 3, padding=1) for i in range(LAYERS))
        self.activations = nn.ModuleList(
            nn.ReLU() if HEALTHY else nn.Sigmoid() for _ in range(LAYERS))
        self.head = nn.Linear(CHANNELS * SIDE * SIDE, CLASSES)
        if HEALTHY:
            for layer in self.convolutions:
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)

    def forward(self, x):
        for convolution, activation in zip(self.convolutions, self.activations):
            x = activation(convolution(x))
        return self.head(x.flatten(1))


def watch(model, current):
    """Forward hooks, as on somebody else's network. `current()` is None: do not measure."""

    def saw_preactivation(place):
        def hook(module, inputs, output):
            if (signals := current()) is not None:
                signals.preactivation(place, output)
        return hook

    def saw_saturation(place):
        def hook(module, inputs, output):
            if (signals := current()) is None:
                return
            # Saturated is where the derivative is below 5 % of its maximum, ¼.
            z = inputs[0].detach().double()
            derivative = torch.sigmoid(z) * (1 - torch.sigmoid(z))
            stuck = derivative < 0.05 * 0.25
            low = (stuck & (z < 0)).double().mean().item()
            high = (stuck & (z > 0)).double().mean().item()
            signals.add(place, derivativeRMS=derivative.pow(2).mean().sqrt().item(),
                        saturatedFraction=low + high, saturatedLowFraction=low,
                        saturatedHighFraction=high)
        return hook

    def saw_activation(place):
        def hook(module, inputs, output):
            if (signals := current()) is None:
                return
            signals.activation(place, output)
            signals.add(place, zeroFraction=(output == 0).double().mean().item())
        return hook

    for i in range(LAYERS):
        place = f"convolutions.{i}"
        model.convolutions[i].register_forward_hook(saw_preactivation(place))
        model.activations[i].register_forward_hook(saw_activation(place))
        if ACTIVATION == "sigmoid":
            model.activations[i].register_forward_hook(saw_saturation(place))
    model.head.register_forward_hook(saw_preactivation("head"))


def description(model):
    """The places, in the order of the computation. A convolution has k²c inputs to a unit."""
    places = []
    for i, layer in enumerate(model.convolutions):
        parameters = layer.weight.numel() + layer.bias.numel()
        places.append({
            "name": f"convolutions.{i}", "kind": "convolution", "units": CHANNELS,
            "fanIn": 9 * layer.in_channels, "fanOut": 9 * CHANNELS, "parameters": parameters,
            "activation": {"name": ACTIVATION}})
    head = model.head
    places.append({
        "name": "head", "kind": "output", "units": CLASSES, "fanIn": head.in_features,
        "fanOut": CLASSES, "parameters": head.weight.numel() + head.bias.numel()})
    return places


def main():
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    data = torch.Generator().manual_seed(SEED)
    model = Network()
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE, momentum=MOMENTUM)
    weights = {f"convolutions.{i}": [model.convolutions[i].weight] for i in range(LAYERS)}
    weights["head"] = [model.head.weight]
    facts = {
        "task": "classification", "classes": CLASSES, "loss": "cross-entropy", "optimizer": "sgd",
        "dividesByGradientSize": False, "momentum": MOMENTUM, "learningRate": RATE,
        "weightDecay": 0.0, "batchSize": BATCH, "reduction": "mean", "precision": "float32"}
    chain = {"name": "convolutions", "axis": "depth",
             "places": [f"convolutions.{i}" for i in range(LAYERS)]}
    log = RunLog(PATH, NAME, "torch", {"torch": torch.__version__}, facts, description(model),
                 [chain])
    signals = None
    watch(model, lambda: signals)
    for step in range(STEPS + 1):
        # A step is the number of updates made before it; after the last one it is looked at again.
        detailed = weights if step in (0, 50, STEPS) else ()
        signals = Signals(BATCH, detailed) if measured(step, STEPS) else None
        x, labels = pictures(BATCH, data)
        logits = model(x)
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
