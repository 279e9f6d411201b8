"""An LSTM that cannot learn what happened long ago: PyTorch's first weights, 60 steps, and a loss
that reads the last one. Each of ∂L/∂c_t is seen, so the log has a chain through time. Going back, a
step multiplies it by about .66, and of the class that the first step shows nothing is learned. Adam
does not help: it enlarges a small gradient, but the weights' gradient is the sum over all steps,
and the last ones drown the first.

    python3 lstm.py             writes lstm.gradscope.jsonl
    python3 lstm.py --healthy   forget gates open at first (bias + 4), and it learns:
                                lstm-healthy.gradscope.jsonl.gz
"""

import sys

import torch
from torch import nn

from measures import Signals, norm, rms
from run_log import RunLog, measured

HEALTHY = "--healthy" in sys.argv
NAME = "lstm-healthy" if HEALTHY else "lstm"
PATH = NAME + (".gradscope.jsonl.gz" if HEALTHY else ".gradscope.jsonl")
SEED, LENGTH, FEATURES, WIDTH, CLASSES = 1, 60, 16, 32, 4
BATCH, STEPS, RATE = 32, 160, 0.01
TIMES = [f"lstm.t{t}" for t in range(1, LENGTH + 1)]


def sequences(count, generator):
    """Noise N(0, ¼²) of 16 features and 60 steps; the first step shows the class, one of four."""
    labels = torch.randint(CLASSES, (count,), generator=generator)
    x = 0.25 * torch.randn(count, LENGTH, FEATURES, generator=generator)
    x[torch.arange(count), 0, labels] += 3
    return x, labels


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.LSTMCell(FEATURES, WIDTH)
        self.head = nn.Linear(WIDTH, CLASSES)
        if HEALTHY:
            self.cell.bias_ih.data[WIDTH:2 * WIDTH] += 4

    def forward(self, x, signals=None):
        h = c = x.new_zeros(x.shape[0], WIDTH)
        for t, place in enumerate(TIMES):
            if signals is not None:
                signals.add(place, forgetGateMean=self.forget_gate(x[:, t], h))
            h, c = self.cell(x[:, t], (h, c))
            if signals is not None:
                # z of an LSTM's time step is c_t, its a is h_t. ∂L/∂c_t has two parts, by way of
                # h_t and of c_{t+1}. On the CPU the hook sees their sum, as h_t is computed from
                # this very tensor; the fused cell of a GPU gives both out at once, and a hook on
                # c_t would miss the part of h_t.
                signals.delta(place, c, counts_zeros=False)
                signals.add(place, activationRMS=rms(h))
                signals.picture(place, "preactivations", c)
                signals.picture(place, "activations", h)
        logits = self.head(h)
        if signals is not None:
            signals.preactivation("head", logits)
        return logits

    @torch.no_grad()
    def forget_gate(self, x, h):
        """Mean of σ(W x + b + U h + b'), the second of the parts input, forget, cell, output."""
        cell, part = self.cell, slice(WIDTH, 2 * WIDTH)
        gate = torch.sigmoid(
            x @ cell.weight_ih[part].T + cell.bias_ih[part]
            + h @ cell.weight_hh[part].T + cell.bias_hh[part])
        return gate.double().mean().item()


def description(model):
    """The weights of the cell are used at every step and belong to none of them: they are a place
    of their own, beside the time steps."""
    cell, head = model.cell, model.head
    weights = {"name": "lstm", "kind": "recurrent", "units": WIDTH, "fanIn": FEATURES + WIDTH,
               "fanOut": 4 * WIDTH, "parameters": sum(each.numel() for each in cell.parameters()),
               "activation": {"name": "tanh"}}
    steps = [{"name": name, "kind": "recurrent", "units": WIDTH, "activation": {"name": "tanh"}}
             for name in TIMES]
    output = {"name": "head", "kind": "output", "units": CLASSES, "fanIn": WIDTH,
              "fanOut": CLASSES, "parameters": sum(each.numel() for each in head.parameters())}
    return [weights, *steps, output]


def main():
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    data = torch.Generator().manual_seed(SEED)
    model = Network()
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    weights = {"lstm": [model.cell.weight_ih, model.cell.weight_hh], "head": [model.head.weight]}
    facts = {
        "task": "classification", "classes": CLASSES, "loss": "cross-entropy", "optimizer": "adam",
        "dividesByGradientSize": True, "momentum": 0.9, "beta2": 0.999, "learningRate": RATE,
        "weightDecay": 0.0, "batchSize": BATCH, "reduction": "mean", "precision": "float32"}
    chain = {"name": "lstm", "axis": "time", "places": TIMES}
    log = RunLog(PATH, NAME, "torch", {"torch": torch.__version__}, facts, description(model),
                 [chain])
    detailed = {TIMES[0], TIMES[LENGTH // 2], TIMES[-1], "lstm", "head"}
    for step in range(STEPS + 1):
        # A step is the number of updates made before it; after the last one it is looked at again.
        signals = None
        if measured(step, STEPS):
            signals = Signals(BATCH, detailed if step in (0, 50, STEPS) else ())
        x, labels = sequences(BATCH, data)
        logits = model(x, signals)
        loss = nn.functional.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        if signals is not None:
            for place in weights:
                signals.before_update(place, weights[place])
                gradients = [each.grad.flatten() for each in weights[place]]
                signals.picture(place, "weightGradients", torch.cat(gradients))
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
