"""Checks the δ of the three networks against central differences, in double precision.

A place's tensor gets a perturbation ±ε on one entry of one example; the difference quotient of that
example's own loss is δ there. It is compared with batch size × what the hook saw.

    python3 check_deltas.py   prints the largest relative difference of each place
"""

import torch
from torch import nn

import convolution
import lstm
import transformer
from measures import Signals

EXAMPLES, EPSILON, ENTRIES = 3, 1e-4, 8


class Perturbed(Signals):
    """Adds `shift` to a place's tensor, or keeps what the hook of that tensor sees."""

    def __init__(self, place=None, shift=None):
        super().__init__(EXAMPLES)
        self.place, self.shift, self.seen = place, shift, {}

    def delta(self, place, tensor, counts_zeros=True):
        if self.shift is not None and place == self.place:
            # In place, so that all that is computed from this tensor later sees it.
            tensor.data.add_(self.shift.view(tensor.shape))
        if tensor.requires_grad:
            tensor.register_hook(lambda g: self.seen.__setitem__(place, self.batch_size * g))


def check(name, run, places, perturbed=None):
    """`run(signals)` gives the losses of the examples, each for itself; `perturbed` does it where
    something is shifted, if that needs other code."""
    signals = Perturbed()
    losses = run(signals)
    losses.mean().backward()
    generator = torch.Generator().manual_seed(3)
    for place in places:
        delta = signals.seen[place].flatten()
        # Entries in the larger half: the others drown in rounding.
        larger = delta.abs().topk(delta.numel() // 2).indices
        worst = 0.0
        for entry in larger[torch.randperm(larger.numel(), generator=generator)[:ENTRIES]]:
            ends = []
            for sign in (1, -1):
                shift = torch.zeros_like(delta)
                shift[entry] = sign * EPSILON
                with torch.no_grad():
                    ends.append((perturbed or run)(Perturbed(place, shift)))
            # Only the loss of the entry's own example changes, so the sum over all is its.
            measured = ((ends[0] - ends[1]).sum() / (2 * EPSILON)).item()
            expected = delta[entry].item()
            worst = max(worst, abs(measured - expected) / abs(expected))
        print(f"{name:12} {place:26} {worst:.1e}")
        assert worst < 1e-4, (name, place, worst)


def explicit_lstm(network, x, signals):
    """The same LSTM in formulas: here c_t can be shifted before h_t is computed from it."""
    cell = network.cell
    h = c = x.new_zeros(x.shape[0], lstm.WIDTH)
    for t, place in enumerate(lstm.TIMES):
        gates = (x[:, t] @ cell.weight_ih.T + cell.bias_ih
                 + h @ cell.weight_hh.T + cell.bias_hh)
        i, f, g, o = gates.chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        signals.delta(place, c)
        h = o.sigmoid() * c.tanh()
    return network.head(h)


def own_losses(logits, labels):
    return nn.functional.cross_entropy(logits, labels, reduction="none")


def main():
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    data = torch.Generator().manual_seed(1)

    model, current = convolution.Network(), [None]
    convolution.watch(model, lambda: current[0])
    x, labels = convolution.pictures(EXAMPLES, data)

    def run_convolution(signals):
        current[0] = signals
        return own_losses(model(x), labels)

    check("convolution", run_convolution, [f"convolutions.{i}" for i in (0, 1, 2, 4, 5)])

    network = lstm.Network()
    sequences, classes = lstm.sequences(EXAMPLES, data)
    check("lstm", lambda s: own_losses(network(sequences, s), classes),
          [f"lstm.t{t}" for t in (35, 45, 55, 59, 60)],
          lambda s: own_losses(explicit_lstm(network, sequences, s), classes))

    translator = transformer.Network()
    names, values, answers = transformer.sequences(EXAMPLES, data)
    check("transformer", lambda s: own_losses(translator(names, values, s), answers),
          ["embedding", "blocks.0.attention.query", "blocks.0", "blocks.1.up", "blocks.1"])


if __name__ == "__main__":
    main()
