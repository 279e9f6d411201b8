"""Statistics of tensors, for a network whose code is one's own. Sums are in double precision."""

import math

import torch


def rms(tensor):
    """√(mean of x²)."""
    return tensor.detach().double().pow(2).mean().sqrt().item()


def norm(tensors):
    """‖·‖_F of several tensors as if they were one."""
    return math.sqrt(sum(each.detach().double().pow(2).sum().item() for each in tensors))


def histogram(tensor):
    """Counts of 2^k ≤ |x| < 2^(k+1) by sign; zeros and what is not finite apart."""
    values = tensor.detach().double().flatten()
    finite = values[values.isfinite()]
    nonzero = finite[finite != 0]
    result = {"lowest": 0, "counts": [], "negative": [],
              "zero": finite.numel() - nonzero.numel(),
              "nonFinite": values.numel() - finite.numel()}
    if nonzero.numel() > 0:
        # frexp gives x = m · 2^e with ½ ≤ |m| < 1, so k = e − 1.
        exponents = torch.frexp(nonzero).exponent.long() - 1
        lowest, bins = exponents.min().item(), (exponents.max() - exponents.min()).item() + 1
        for key, chosen in (("counts", nonzero > 0), ("negative", nonzero < 0)):
            result[key] = torch.bincount(exponents[chosen] - lowest, minlength=bins).tolist()
        result["lowest"] = lowest
    return result


class Signals:
    """What one training step shows, by place.

    `batch_size` is the factor from the gradient of the batch-mean loss to that of an example's own
    loss: L = (1/B) Σ loss_b, so ∂loss_b/∂z_b = B · ∂L/∂z_b. With a loss that is a sum it is 1.

    Each tensor is reduced to numbers at once: one that is kept by reference may be overwritten by
    what follows in place.
    """

    def __init__(self, batch_size, detailed=()):
        self.batch_size = batch_size
        self.detailed = detailed  # the places with histograms in this step
        self.statistics = {}
        self.histograms = {}
        self.weights_before = {}

    def add(self, place, **numbers):
        self.statistics.setdefault(place, {}).update(numbers)

    def picture(self, place, name, tensor):
        if place in self.detailed:
            self.histograms.setdefault(place, {})[name] = histogram(tensor)

    def preactivation(self, place, z):
        """z of a place, on the way forward; δ = ∂loss_b/∂z follows on the way back."""
        values = z.detach().double()
        self.add(place, preactivationMean=values.mean().item(),
                 preactivationStd=values.std(correction=0).item(), preactivationRMS=rms(z))
        self.picture(place, "preactivations", z)
        self.delta(place, z)

    def activation(self, place, a):
        values = a.detach().double()
        self.add(place, activationMean=values.mean().item(),
                 activationStd=values.std(correction=0).item(), activationRMS=rms(a))
        self.picture(place, "activations", a)

    def delta(self, place, tensor, counts_zeros=True):
        """A hook on the tensor, not on its module: `register_full_backward_hook` raises where
        something later works in place. The hook comes once all of ∂L/∂tensor is summed up."""
        if not tensor.requires_grad:
            return

        def arrived(gradient):
            delta = self.batch_size * gradient.detach().double()
            self.add(place, deltaRMS=rms(delta))
            if counts_zeros:
                self.add(place, deltaZeroFraction=(delta == 0).double().mean().item())
            self.picture(place, "deltas", delta)

        tensor.register_hook(arrived)

    def before_update(self, place, weights):
        """After the backward pass, before the optimizer's step (and before any clipping)."""
        count = sum(each.numel() for each in weights)
        size = norm([each.grad for each in weights])
        self.weights_before[place] = [each.detach().clone() for each in weights]
        self.add(place, weightGradientNorm=size, weightGradientRMS=size / math.sqrt(count),
                 weightNorm=norm(weights))

    def after_update(self, place, weights):
        """updateRatio = ‖ΔW‖_F / ‖W‖_F, W as it was before the update."""
        before = self.weights_before[place]
        change = norm([new.detach().double() - old.double() for new, old in zip(weights, before)])
        size = norm(before)
        self.add(place, updateRatio=change / size if size > 0 else math.nan)
