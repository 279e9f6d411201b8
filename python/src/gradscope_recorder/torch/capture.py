"""What one pass has shown of the places."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import NamedTuple

import torch
from torch import Tensor

from ..native import kernel
from .activation import Activation
from .attention import token_cosine
from .histograms import LIMIT, sample, strided
from .jobs import Jobs
from .places import Place
from .slopes import slopes
from .spread import example_std, example_stds
from .stacks import COUNTED, Stacks
from .statistics import SMALL, Sums, address, sums_of

Key = tuple[int, str]
# Of so many values exact zeros are counted at every step: without the kernel it costs more than
# the sums.
FEW = 65_536


class Window(NamedTuple):
    """Some of the examples of a batch, on which large signals are looked at."""

    start: int
    examples: int
    batch: int


class Capture:
    """What one pass has shown so far, by (place, "z", "a" or "d").

    A tensor is summed up where it is seen, and not kept: what works in place later, and how much
    memory the training needs, do not matter then. Of a large one the examples of `window` are,
    where there is one. Small ones of `kept`, which nothing works on in place, are kept by reference
    until the update: their sums cost less together.
    """

    def __init__(
        self,
        *,
        is_detailed: bool,
        is_first: bool,
        batch: int | None = None,
        window: Window | None = None,
        is_thorough: bool = False,
        kept: Set[Key] = frozenset(),
        jobs: Jobs | None = None,
    ) -> None:
        self.jobs = jobs
        # Of signals that the kernel can read.
        self.shapes: dict[Key, torch.Size] = {}
        if jobs is not None:
            jobs.begin()
        self.kept = kept
        self.tensors: dict[Key, tuple[Tensor, int]] = {}
        self.watched: dict[Key, tuple[Tensor, int]] = {}
        self.retained: list[tuple[int, Tensor]] = []
        self.bent: list[tuple[int, Activation, Tensor, Tensor | None]] = []
        self.is_detailed = is_detailed
        self.is_first = is_first
        # Of large tensors, what costs as much as the step is looked at now and then only.
        self.is_thorough = is_thorough or is_first
        self.batch = batch
        self.window = window
        self.narrowed: set[int] = set()
        self.sums: dict[Key, Sums] = {}
        self.samples: dict[Key, tuple[Tensor, int]] = {}
        self.example_std: dict[int, float] = {}
        self.slopes: dict[int, dict[str, float]] = {}
        self.in_time: dict[tuple[str, str], Tensor | None] = {}
        self.extra: dict[str, dict[str, float]] = {}
        self.counts: dict[str, int] = {}

    def part(self, index: int, x: Tensor) -> Tensor:
        """The examples of the window, of a large tensor whose first dimension is the batch's."""
        window = self.window
        if window is None or x.numel() <= SMALL or x.shape[0] != window.batch:
            return x
        self.narrowed.add(index)
        return x.narrow(0, window.start, window.examples)

    def sum_up(
        self, key: Key, x: Tensor, *, asks_zeros: bool, is_counted: bool, centred: bool = True
    ) -> None:
        """Takes the sums of a tensor without a graph; its zeros where they are asked for, and mean
        something (units that can be silent) or are not many."""
        if self.jobs is not None and self.jobs.take(key, x, self.window):
            if self.is_detailed:
                self.samples[key] = sample(x)
            return
        if address(x) and not x.is_neg():
            self.shapes[key] = x.shape
        part = self.part(key[0], x) if self.window is not None else x
        is_cheap = x.numel() <= FEW or (x.dtype is torch.float32 and kernel() is not None)
        zeros = asks_zeros and (is_counted or self.is_detailed or is_cheap)
        self.sums[key] = sums_of(part, zeros=zeros, centred=centred)
        if self.is_detailed:
            self.samples[key] = sample(x)

    def look_closely(self, index: int, place: Place, kind: str, x: Tensor) -> None:
        """Takes what is asked for at detailed steps only."""
        x = x.detach()
        if place.kind == "block" and x.dim() == 3 and x.shape[0] == self.batch:
            cosine = token_cosine(self.part(index, x))
            if cosine is not None:
                self.extra.setdefault(place.name, {})["tokenCosine"] = cosine
        is_kept = (index, kind) in self.tensors
        is_cheap = self.is_thorough or x.numel() <= SMALL
        if not is_kept and is_cheap and (kind == "a" or place.same):
            spread = example_std(x)
            if spread is not None:
                self.example_std[index] = spread

    def bend(self, index: int, activation: Activation, z: Tensor, a: Tensor | None) -> None:
        """Takes φ′ of a place: of small tensors at every step, of large ones at detailed steps."""
        if (index, "z") in self.tensors:
            self.bent.append((index, activation, z, a))
        elif z.numel() <= SMALL:
            self.slopes.update(slopes([(index, activation, z, a)]))
        elif self.is_detailed:
            self.slopes.update(slopes([(index, activation, self.part(index, z), None)]))

    def changed(self) -> set[Key]:
        """What was changed in place since it was seen, of the first step, and δ with it: autograd
        would keep another one."""
        found = {key for key, (x, version) in self.watched.items() if x._version != version}
        self.watched = {}
        return found | {(index, "d") for index, kind in found if kind == "z"}

    def gather(self, stacks: Stacks, ask: Callable[[Key], int]) -> set[Key]:
        """Sums up what was kept; the keys of what was changed in place since, which is left out."""
        changed: set[Key] = set()
        if self.jobs is not None:
            self.narrowed |= self.jobs.narrowed()
        for index, z in self.retained:
            gradient, z.grad = z.grad, None
            if gradient is not None and z._version == self.tensors[index, "z"][1]:
                self.tensors[index, "d"] = (gradient, gradient._version)
            elif gradient is not None:
                # What autograd kept is the gradient after the change.
                changed |= {(index, "z"), (index, "d")}
        if self.jobs is not None:
            again: set[Key] = set()
            keys = self.jobs.take_kept(self.tensors, again)
            changed |= again
        else:
            for key, (tensor, version) in list(self.tensors.items()):
                if tensor._version != version:
                    changed.add(key)
                    del self.tensors[key]
            keys = list(self.tensors)
        if keys:
            found = stacks.sums((ask(key), self.tensors[key][0]) for key in keys)
            self.sums.update(zip(keys, found, strict=True))
        if self.is_detailed:
            self._look_at_kept(ask)
        if self.bent:
            bent = [each for each in self.bent if (each[0], "z") in self.tensors]
            self.slopes.update(slopes(bent))
        self.tensors, self.retained, self.bent = {}, [], []
        return changed

    def _look_at_kept(self, ask: Callable[[Key], int]) -> None:
        wanted: dict[int, Tensor] = {}
        for key, (tensor, _) in self.tensors.items():
            is_read = tensor.numel() <= LIMIT and address(tensor)
            self.samples[key] = (tensor, 1) if is_read else strided(tensor.detach())
            if key[1] != "d" and ask(key) == COUNTED:
                wanted[key[0]] = tensor
        self.example_std.update(example_stds(wanted))
